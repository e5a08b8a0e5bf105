"""The map of a place as a file: the scene that the screen shows, composed for paper."""

import datetime as dt
from pathlib import Path

from partnermap.analysis.disruption.window import being_reorganised
from partnermap.analysis.health.risks import MONTHS
from partnermap.analysis.health.sentences import month
from partnermap.analysis.layout.gather import gathered
from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.styles import layout_of
from partnermap.domain.dates import PartialDate, add_months
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.report.audience import Audience
from partnermap.report.content import data_as_at
from partnermap.report.paper import PAPERS, paper_for, paper_size
from partnermap.report.target import write_whole
from partnermap.report.ties import risks_for
from partnermap.scene.change_words import change_sentences
from partnermap.scene.choice import Chosen, MapChoice, chosen
from partnermap.scene.compose import compose
from partnermap.scene.fit import Box
from partnermap.scene.model import Scene
from partnermap.scene.page import paper_view
from partnermap.scene.style import PAPER
from partnermap.scene.svg import to_svg

__all__ = ["PAPERS", "map_bytes", "map_svg", "paper_for", "place_scene", "write_place_map"]

PNG_DPI = 150
EVERYTHING = MapChoice()


def place_scene(
    place: Place,
    on: dt.date,
    size: tuple[float, float],
    audience: Audience = Audience.BOARD,
    layout: Layout | None = None,
    choice: MapChoice = EVERYTHING,
) -> Scene:
    """The scene of a place on a date, filling a size in points; a layout given is the screen's."""
    return scene_of(place, on, chosen(place, on, choice), size, audience, layout, choice)


def scene_of(
    place: Place,
    on: dt.date,
    subject: Chosen,
    size: tuple[float, float],
    audience: Audience,
    layout: Layout | None,
    choice: MapChoice,
    area: Box | None = None,
) -> Scene:
    """The scene of what was chosen; with an area the layout is drawn there as it is."""
    groups = subject.groups
    who = groups.network.organisation_ids
    compared = subject.comparison is not None
    at_risk = frozenset(risk.tie.id for risk in risks_for(place, on, audience) if risk.is_dated)
    hit = frozenset(being_reorganised(place, on))
    spots = laid_out(place, subject, layout, choice)
    return compose(
        groups.place,
        groups.network,
        gathered(spots, who, groups.members),
        PAPER,
        paper_view(*size, len(who)),
        at_risk=frozenset() if compared else groups.wholly(at_risk),
        reorganised=frozenset() if compared else groups.touched(hit),
        at_risk_words=f"at risk by {month(add_months(on, MONTHS))}",
        width_by=choice.arrangement.width_by,
        grouping=groups,
        badge=subject.found.badge,
        filtered_by=subject.filtered_by,
        changes=subject.changes,
        area=area,
    )


def laid_out(place: Place, subject: Chosen, layout: Layout | None, choice: MapChoice) -> Layout:
    """Where the organisations stand: as on the screen, and where that does not know one, beside it."""
    whole = subject.comparison.place if subject.comparison is not None else place
    if layout is not None and layout.index.keys() >= set(subject.whole.organisation_ids):
        return layout
    arrangement = choice.arrangement
    return layout_of(arrangement.style, whole, subject.whole, before=layout, centre=arrangement.centre)


def write_place_map(
    place: Place,
    on: dt.date,
    target: Path,
    *,
    paper: str | None = None,
    layout: Layout | None = None,
    when: dt.datetime | None = None,
    choice: MapChoice = EVERYTHING,
) -> None:
    """Write the map as PDF (with its text twin), SVG or PNG, as the target's ending says.

    Args:
        place: the records.
        on: the date.
        target: ends in .pdf, .svg or .png.
        paper: A4 to A0; None chooses by the number of organisations.
        layout: where the screen has the organisations; None arranges them as it would at first.
        when: creation time of a PDF, None for now.
        choice: filter, hidden kinds, arrangement and second date, as the screen has them.

    Raises:
        UserError: another ending, an unknown paper, or a target that cannot be written.
    """
    ending = target.suffix.lower()
    if ending not in (".pdf", ".svg", ".png"):
        raise UserError(f"{target.name} must end in .pdf, .svg or .png to say what to draw.")
    if ending == ".svg":
        data = map_svg(place, on, paper=paper, layout=layout, choice=choice)
    else:
        data = map_bytes(place, on, paper=paper, layout=layout, when=when, choice=choice)
    write_whole(picture_of(data) if ending == ".png" else data, target)


def map_bytes(
    place: Place,
    on: dt.date,
    *,
    paper: str | None = None,
    layout: Layout | None = None,
    when: dt.datetime | None = None,
    choice: MapChoice = EVERYTHING,
) -> bytes:
    """The map as a tagged PDF; the same place, date and time give the same bytes."""
    from partnermap.report.pdf.map import map_pdf, map_size

    subject = chosen(place, on, choice)
    size = map_size(_paper_size(subject, paper))
    scene = scene_of(place, on, subject, size, Audience.BOARD, layout, choice)
    both = subject.comparison
    return map_pdf(
        scene,
        map_title(place, on, subject),
        when=when,
        note=map_note(place, on, subject),
        changes=change_sentences(both) if both is not None else (),
    )


def map_title(place: Place, on: dt.date, subject: Chosen) -> str:
    """The title of the file: the place and its date or dates."""
    changes = subject.changes
    dates = changes.dates if changes is not None else PartialDate.from_day(on).in_words()
    return f"{place.title}: map on {dates}"


def map_note(place: Place, on: dt.date, subject: Chosen) -> str:
    """The line at the foot of every page."""
    if subject.changes is None:
        return data_as_at(on, invented=place.is_invented)
    invented = " Invented place." if place.is_invented else ""
    return f"Compared: {subject.changes.dates}.{invented}"


def map_svg(
    place: Place,
    on: dt.date,
    *,
    paper: str | None = None,
    layout: Layout | None = None,
    choice: MapChoice = EVERYTHING,
) -> bytes:
    """The map as SVG, as large as the paper."""
    subject = chosen(place, on, choice)
    size = _paper_size(subject, paper)
    return to_svg(scene_of(place, on, subject, size, Audience.BOARD, layout, choice)).encode()


def picture_of(pdf: bytes) -> bytes:
    """The first page of a PDF as PNG."""
    from partnermap.report.pdf.png import pdf_to_png

    return pdf_to_png(pdf, PNG_DPI)


def _paper_size(subject: Chosen, paper: str | None) -> tuple[float, float]:
    return paper_size(paper or paper_for(len(subject.groups.network.organisation_ids)))
