"""A place's report as a file: the content settled first, then printed."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.place import Place
from partnermap.network.build import network_on
from partnermap.network.scenario import with_scenario
from partnermap.report.audience import Audience
from partnermap.report.build import build_report
from partnermap.report.paper import PAPERS, paper_for
from partnermap.report.public import place_for
from partnermap.report.scenes import EVERYTHING, place_scene
from partnermap.report.target import write_whole
from partnermap.scene.map_choice import MapChoice


def write_place_report(
    place: Place,
    on: dt.date,
    target: Path,
    *,
    audience: str = Audience.BOARD,
    since: dt.date | None = None,
    layout: Layout | None = None,
    scenario: str | None = None,
    when: dt.datetime | None = None,
    choice: MapChoice | None = None,
) -> None:
    """Write the report of a place on a date as a tagged PDF.

    Args:
        place: the records.
        on: the date.
        target: the file.
        audience: public, board or working.
        since: when the last report was; None a quarter before.
        layout: where the screen has the organisations; None arranges them as it would at first.
        scenario: laid over the place, which is then the register that it is compared with.
        when: creation time, None for now.
        choice: filter, hidden kinds and arrangement of the map, as the screen has them; None for all.

    Raises:
        UserError: the target cannot be written, or no scenario has that name.
    """
    for_whom = Audience(audience)
    data = report_bytes(
        place,
        on,
        audience=for_whom,
        since=since,
        layout=layout,
        scenario=scenario,
        when=when,
        choice=choice,
    )
    write_whole(data, target)


def report_bytes(
    place: Place,
    on: dt.date,
    *,
    audience: Audience = Audience.BOARD,
    since: dt.date | None = None,
    layout: Layout | None = None,
    scenario: str | None = None,
    when: dt.datetime | None = None,
    choice: MapChoice | None = None,
) -> bytes:
    """The file that `write_place_report` writes."""
    from partnermap.report.pdf.report import report_map_size, report_pdf

    laid = place if scenario is None else with_scenario(place, scenario)
    shown = place_for(laid, audience)
    register = None if scenario is None else place_for(place, audience)
    names = len(network_on(shown, on).organisation_ids)
    size = report_map_size(PAPERS["A4" if paper_for(names) == "A4" else "A3"])
    # The report is of one date: what is compared on the screen is printed as a map of its own.
    one_date = replace(choice or EVERYTHING, other=None, scenario=None, what_if=None)
    scene = place_scene(shown, on, size, audience, layout, one_date)
    return report_pdf(build_report(shown, on, audience, since, register), scene, when)
