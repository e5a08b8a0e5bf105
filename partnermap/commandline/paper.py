"""Commands that write the map and the report."""

import datetime as dt
from pathlib import Path

import click

from partnermap.commandline.documents import read_place
from partnermap.commandline.figures import not_yet
from partnermap.commandline.options import (
    DateType,
    file_argument,
    on_option,
    scenario_option,
    today,
)
from partnermap.domain.errors import UserError

AUDIENCES = ("public", "board", "working")


@click.command("map")
@file_argument
@click.argument("target", type=click.Path(path_type=Path), metavar="OUT.pdf|.svg|.png")
@on_option
@click.option("--with", "other", type=DateType(), default=None, help="A second date to compare with.")
@scenario_option
@click.option(
    "--paper", type=click.Choice(["A4", "A3", "A2", "A1", "A0"], case_sensitive=False), default=None
)
def draw_map(
    file: Path,
    target: Path,
    on: dt.date | None,
    other: dt.date | None,
    scenario: str | None,
    paper: str | None,
) -> None:
    """Draw the map on a date as PDF, SVG or PNG; the paper follows the number of organisations."""
    if other is not None or scenario is not None:
        raise not_yet("a map of two dates or of a scenario")
    if target.suffix.lower() not in (".pdf", ".svg", ".png"):
        raise UserError(f"{target.name} has no ending that says what to draw: use .pdf, .svg or .png.")
    place = read_place(file)
    from partnermap.report.map import write_place_map

    write_place_map(place, on or today(), target, paper=paper)
    click.echo(f"Wrote {target}.")


@click.command()
@file_argument
@click.argument("target", type=click.Path(path_type=Path), metavar="OUT.pdf")
@on_option
@click.option("--audience", type=click.Choice(AUDIENCES), default="board", show_default=True)
@scenario_option
def report(file: Path, target: Path, on: dt.date | None, audience: str, scenario: str | None) -> None:
    """Write the partnership report as an accessible PDF."""
    if scenario is not None:
        raise not_yet("a report of a scenario")
    if target.suffix.lower() != ".pdf":
        raise UserError(f"{target.name} is no PDF name; end it in .pdf.")
    place = read_place(file)
    from partnermap.report.printing import write_place_report

    write_place_report(place, on or today(), target, audience=audience)
    click.echo(f"Wrote {target}.")


COMMANDS = (draw_map, report)
