"""What the File menu writes, on a worker: workbook, network, map, report; each loads what it needs."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from partnermap.analysis.layout.layout import Layout
    from partnermap.report.map import MapOrder
    from partnermap.scene.map_choice import MapChoice
    from partnermap.ui.dialogs.paper_options import PaperChoice


def write_workbook(place: Place, _on: dt.date, path: Path) -> None:
    """Write everything into a workbook."""
    from partnermap.exchange.workbook.writing import export_workbook

    export_workbook(place, path)


def write_network(place: Place, on: dt.date, path: Path) -> None:
    """Write the network for other tools: GEXF of every date, any other form of the date shown."""
    from partnermap.exchange.graphs import GEXF, export_network, form_of

    form = form_of(path, None)
    if form is None:
        raise UserError(f"“{path.name}” ends neither in .gexf nor in .graphml or .json; name it so.")
    export_network(place, path, form, on, on=None if form == GEXF else on)


def _ordered(choice: "PaperChoice", layout: "Layout | None", shown: "MapChoice | None") -> "MapOrder":
    from partnermap.report.map import MapOrder
    from partnermap.scene.map_choice import MapChoice

    return MapOrder(choice.on, shown or MapChoice(), choice.paper, layout, choice.form)


def looked_over(
    choice: "PaperChoice",
    layout: "Layout | None",
    shown: "MapChoice | None",
    place: Place,
    token: Token,
) -> tuple[str, ...]:
    """What to know of a map before it is written.

    Raises:
        Cancelled: the token was cancelled.
    """
    from partnermap.report.map import check_map

    return check_map(place, _ordered(choice, layout, shown), token).sentences


def write_chosen_map(
    choice: "PaperChoice",
    layout: "Layout | None",
    shown: "MapChoice | None",
    place: Place,
    _on: dt.date,
    path: Path,
) -> None:
    """Draw into a file what the map shows."""
    from partnermap.report.map import write_map

    write_map(place, _ordered(choice, layout, shown), path)


def write_chosen_report(
    choice: "PaperChoice",
    layout: "Layout | None",
    shown: "MapChoice | None",
    place: Place,
    on: dt.date,
    path: Path,
) -> None:
    """Write the report, of the register or with the scenario chosen laid over it."""
    from partnermap.report.printing import write_place_report

    write_place_report(
        place,
        on,
        path,
        audience=choice.audience,
        since=choice.since,
        layout=layout,
        scenario=choice.scenario,
        choice=shown,
    )
