"""The map of a place on a date as a file: the scene that the screen shows, composed for paper."""

import datetime as dt
from pathlib import Path

from partnermap.analysis.disruption.window import being_reorganised
from partnermap.analysis.health.risks import MONTHS
from partnermap.analysis.health.sentences import month
from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.place import place_layout
from partnermap.domain.dates import PartialDate, add_months
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.network.build import network_on
from partnermap.report.audience import Audience
from partnermap.report.content import data_as_at
from partnermap.report.target import write_whole
from partnermap.report.ties import risks_for
from partnermap.scene.compose import compose
from partnermap.scene.model import Scene
from partnermap.scene.page import paper_view
from partnermap.scene.style import PAPER
from partnermap.scene.svg import to_svg

PAPERS = {
    "A4": (841.89, 595.28),
    "A3": (1190.55, 841.89),
    "A2": (1683.78, 1190.55),
    "A1": (2383.94, 1683.78),
    "A0": (3370.39, 2383.94),
}
"""Sheets lying on their long side, in points."""

_MOST_ON_A4 = 60
_MOST_ON_A3 = 180
PNG_DPI = 150


def paper_for(organisations: int) -> str:
    """The smallest paper on which so many names stay readable."""
    if organisations <= _MOST_ON_A4:
        return "A4"
    return "A3" if organisations <= _MOST_ON_A3 else "A1"


def place_scene(
    place: Place,
    on: dt.date,
    size: tuple[float, float],
    audience: Audience = Audience.BOARD,
    layout: Layout | None = None,
) -> Scene:
    """The scene of a place on a date, filling a size in points; a layout given is the screen's."""
    network = network_on(place, on)
    return compose(
        place,
        network,
        layout or place_layout(place),
        PAPER,
        paper_view(*size, len(network.organisation_ids)),
        at_risk=frozenset(risk.tie.id for risk in risks_for(place, on, audience) if risk.is_dated),
        reorganised=frozenset(being_reorganised(place, on)),
        at_risk_words=f"at risk by {month(add_months(on, MONTHS))}",
    )


def write_place_map(
    place: Place,
    on: dt.date,
    target: Path,
    *,
    paper: str | None = None,
    layout: Layout | None = None,
    when: dt.datetime | None = None,
) -> None:
    """Write the map as PDF (with its text twin), SVG or PNG, as the target's ending says.

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
    ending = target.suffix.lower()
    if ending not in (".pdf", ".svg", ".png"):
        raise UserError(f"{target.name} must end in .pdf, .svg or .png to say what to draw.")
    if ending == ".svg":
        data = map_svg(place, on, paper=paper, layout=layout)
    else:
        data = map_bytes(place, on, paper=paper, layout=layout, when=when)
    write_whole(_picture(data) if ending == ".png" else data, target)


def map_bytes(
    place: Place,
    on: dt.date,
    *,
    paper: str | None = None,
    layout: Layout | None = None,
    when: dt.datetime | None = None,
) -> bytes:
    """The map as a tagged PDF; the same place, date and time give the same bytes."""
    from partnermap.report.pdf.map import map_pdf, map_size

    scene = place_scene(place, on, map_size(_paper_size(place, on, paper)), layout=layout)
    day = PartialDate.from_day(on).in_words()
    note = data_as_at(on, invented=place.is_invented)
    return map_pdf(scene, f"{place.title}: map on {day}", when=when, note=note)


def map_svg(
    place: Place, on: dt.date, *, paper: str | None = None, layout: Layout | None = None
) -> bytes:
    """The map as SVG, as large as the paper."""
    return to_svg(place_scene(place, on, _paper_size(place, on, paper), layout=layout)).encode()


def _picture(pdf: bytes) -> bytes:
    from partnermap.report.pdf.png import pdf_to_png

    return pdf_to_png(pdf, PNG_DPI)


def _paper_size(place: Place, on: dt.date, paper: str | None) -> tuple[float, float]:
    name = (paper or paper_for(len(network_on(place, on).organisation_ids))).upper()
    if name not in PAPERS:
        raise UserError(f"“{paper}” is no paper size; use one of: {', '.join(PAPERS)}.")
    return PAPERS[name]
