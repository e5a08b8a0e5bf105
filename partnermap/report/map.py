"""The map of a place as a file: the scene that the screen shows, composed for paper."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.sentences import day_in_words
from partnermap.jobs.token import Token
from partnermap.report.atlas import Leaf, PageFor, atlas
from partnermap.report.audience import Audience
from partnermap.report.content import data_as_at
from partnermap.report.enlarging import Size, as_large_as_fits
from partnermap.report.paper import MapForm, paper_for, paper_size
from partnermap.report.preflight import Checked, checked
from partnermap.report.scenes import EVERYTHING, laid_out, scene_of, side_by_side
from partnermap.report.target import write_whole
from partnermap.report.tiling import tiled
from partnermap.scene.change_words import ChangeGroup, change_sentences
from partnermap.scene.chosen import Chosen, chosen, laid
from partnermap.scene.map_choice import MapChoice
from partnermap.scene.model import Scene
from partnermap.scene.svg import to_svg

PNG_DPI = 150
BOARD = Audience.BOARD


_ATLAS = {MapForm.SECTORS: PageFor.SECTOR, MapForm.ORGANISATIONS: PageFor.ORGANISATION}


@dataclass(frozen=True, slots=True)
class MapOrder:
    """What to draw and on what.

    Attributes:
        on: the date.
        choice: filter, hidden kinds, arrangement and second date, as the screen has them.
        paper: A4 to A0, of every page; None chooses by the number of organisations on it.
        layout: where the screen has the organisations; None arranges them as it would at first.
        form: how it is spread over pages.
        when: creation time of a PDF, None for now.
    """

    on: dt.date
    choice: MapChoice = EVERYTHING
    paper: str | None = None
    layout: Layout | None = None
    form: MapForm = MapForm.ONE_PAGE
    when: dt.datetime | None = None


def write_place_map(
    place: Place,
    on: dt.date,
    target: Path,
    *,
    paper: str | None = None,
    layout: Layout | None = None,
    when: dt.datetime | None = None,
) -> None:
    """Write the one map of a date: `write_map` for callers with nothing else to say.

    Args:
        place: the records.
        on: the date.
        target: ends in .pdf, .svg or .png.
        paper: A4 to A0; None chooses by the number of organisations.
        layout: where the screen has the organisations; None arranges them as it would at first.
        when: creation time of a PDF, None for now.

    Raises:
        UserError: another ending, an unknown paper, or a target that cannot be written.
    """
    write_map(place, MapOrder(on, paper=paper, layout=layout, when=when), target)


def write_map(place: Place, order: MapOrder, target: Path) -> Checked:
    """Write a map as PDF (with its text twin), SVG or PNG, as the target's ending says.

    Returns:
        what paper suits it, and what is too small, overlapping, cut off or left out.

    Raises:
        UserError: another ending, an unknown paper, a form that the ending cannot have, two maps of one
            date, or a target that cannot be written.
    """
    ending = target.suffix.lower()
    if ending not in (".pdf", ".svg", ".png"):
        raise UserError(f"{target.name} must end in .pdf, .svg or .png to say what to draw.")
    check_form(order, ending)
    work = drawn(place, order)
    data = to_svg(work.scenes[0]).encode() if ending == ".svg" else work.pdf()
    write_whole(picture_of(data) if ending == ".png" else data, target)
    return checked(work.scenes, work.paper, work.left_out)


def check_map(place: Place, order: MapOrder, token: Token | None = None) -> Checked:
    """What a user should know before an order is printed.

    Raises:
        Cancelled: the token was cancelled.
        UserError: an unknown paper or scenario, or two maps of one date.
    """
    work = drawn(place, order, token)
    return checked(work.scenes, work.paper, work.left_out)


def check_form(order: MapOrder, ending: str) -> None:
    """See that the form suits the file and the dates.

    Raises:
        UserError: it does not.
    """
    form = order.form
    if ending == ".svg" and form is not MapForm.ONE_PAGE:
        raise UserError(f"An SVG file holds one map; for {form} end the name in .pdf.")
    if ending == ".png" and form not in (MapForm.ONE_PAGE, MapForm.SIDE_BY_SIDE):
        raise UserError(f"A PNG file holds one page; for {form} end the name in .pdf.")
    compares = order.choice.other is not None or order.choice.scenario is not None
    if form is MapForm.SIDE_BY_SIDE and not compares:
        raise UserError("Two maps side by side need a second date to compare with.")


@dataclass(frozen=True, eq=False)
class Drawn:
    """A map that was ordered, before it is printed.

    Attributes:
        scenes: everything that is drawn, the overview of an atlas first.
        paper: the sheet of the first scene.
        pdf: prints them.
        left_out: which pages of an atlas there are none of, in a sentence.
    """

    scenes: tuple[Scene, ...]
    paper: str
    pdf: Callable[[], bytes]
    left_out: str = ""


def drawn(place: Place, order: MapOrder, token: Token | None = None) -> Drawn:
    """Compose what was ordered.

    Raises:
        Cancelled: the token was cancelled.
        UserError: an unknown paper or scenario, or two maps of one date.
    """
    place = laid(place, order.choice)
    if order.form is MapForm.SIDE_BY_SIDE:
        return _two_maps(place, order, token)
    if order.form in _ATLAS:
        return _atlas(place, order, token)
    subject, scene = chosen(place, order.on, order.choice), ordered_scene(place, order, token)
    title, note = map_title(place, order.on, subject), map_note(place, order.on, subject)
    changes = _changes(subject)

    def printed() -> bytes:
        from partnermap.report.pdf.leaves import tile_room, tiles_pdf
        from partnermap.report.pdf.map import map_pdf

        if order.form is MapForm.TILES:
            tiling = tiled((scene.view.width, scene.view.height), tile_room())
            return tiles_pdf(scene, tiling, title, when=order.when, note=note, changes=changes)
        return map_pdf(scene, title, when=order.when, note=note, changes=changes)

    return Drawn((scene,), _paper(subject, order), printed)


def ordered_scene(place: Place, order: MapOrder, token: Token | None = None) -> Scene:
    """The one map that was ordered, as large as its paper; a poster in sheets fills the sheets."""
    from partnermap.report.pdf.leaves import tile_room
    from partnermap.report.pdf.map import map_size

    subject = chosen(place, order.on, order.choice)
    paper = paper_size(_paper(subject, order))

    def room(by: float) -> Size:
        if order.form is MapForm.TILES:
            return tiled(map_size(paper), tile_room()).covered
        return map_size(paper, by)

    return _whole(place, order, subject, room, token)


def _whole(
    place: Place, order: MapOrder, subject: Chosen, room: Callable[[float], Size], token: Token | None
) -> Scene:
    """What was chosen as one map, as large as fits what it may fill when enlarged so many times."""
    spots = laid_out(place, subject, order.layout, order.choice)

    def draw(by: float, is_draft: bool) -> Scene:
        size, choice = room(by), order.choice
        return scene_of(place, order.on, subject, size, BOARD, spots, choice, by=by, is_draft=is_draft)

    return as_large_as_fits(draw, room(1.0), subject.groups.network, token)


def _two_maps(place: Place, order: MapOrder, token: Token | None) -> Drawn:
    from partnermap.report.pdf.leaves import leaf_room, leaves_pdf

    check_form(order, ".pdf")
    subject = chosen(place, order.on, order.choice)
    paper = order.paper or paper_for(2 * len(subject.groups.network.organisation_ids))

    def room(by: float) -> Size:
        return leaf_room(paper_size(paper), 2, by)

    both = _whole(place, order, subject, room, token)
    by = both.view.enlarged
    scenes = side_by_side(place, order.on, room(by), BOARD, order.layout, order.choice, by)
    title, note = map_title(place, order.on, subject), map_note(place, order.on, subject)

    def printed() -> bytes:
        leaves, changes = [Leaf(title, scenes)], _changes(subject)
        return leaves_pdf(leaves, title, both.adjacency, when=order.when, note=note, changes=changes)

    return Drawn(scenes, paper.upper(), printed)


def _atlas(place: Place, order: MapOrder, token: Token | None) -> Drawn:
    from partnermap.report.pdf.leaves import leaf_room, leaves_pdf

    subject = chosen(place, order.on, order.choice)

    def room(paper: str, by: float) -> Size:
        return leaf_room(paper_size(order.paper or paper), enlarged=by)

    each = _ATLAS[order.form]
    found = atlas(place, order.on, each, BOARD, order.layout, order.choice, room, token)
    scenes = tuple(scene for leaf in found.leaves for scene in leaf.scenes)
    title, note = map_title(place, order.on, subject), map_note(place, order.on, subject)

    def printed() -> bytes:
        rows, changes = scenes[0].adjacency, _changes(subject)
        return leaves_pdf(found.leaves, title, rows, when=order.when, note=note, changes=changes)

    paper = order.paper or paper_for(len(scenes[0].organisation_ids))
    return Drawn(scenes, paper.upper(), printed, found.left_out)


def _changes(subject: Chosen) -> tuple[ChangeGroup, ...]:
    return change_sentences(subject.comparison) if subject.comparison is not None else ()


def map_title(place: Place, on: dt.date, subject: Chosen) -> str:
    """The title of the file: the place and its date or dates."""
    changes = subject.changes
    dates = changes.dates if changes is not None else day_in_words(on)
    return f"{place.title}: map on {dates}"


def map_note(place: Place, on: dt.date, subject: Chosen) -> str:
    """The line at the foot of every page."""
    if subject.changes is None:
        return data_as_at(on, invented=place.is_invented)
    invented = " Invented place." if place.is_invented else ""
    return f"Compared: {subject.changes.dates}.{invented}"


def picture_of(pdf: bytes) -> bytes:
    """The first page of a PDF as PNG."""
    from partnermap.report.pdf.png import pdf_to_png

    return pdf_to_png(pdf, PNG_DPI)


def _paper(subject: Chosen, order: MapOrder) -> str:
    names = len(subject.groups.network.organisation_ids)
    poster = "A0" if order.form is MapForm.TILES else paper_for(names)
    return (order.paper or poster).upper()
