"""Commands that write the map and the report."""

import datetime as dt
from pathlib import Path

import click

from partnermap.commandline.documents import read_place
from partnermap.commandline.options import (
    DateType,
    file_argument,
    on_option,
    scenario_option,
    today,
)
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place

PAPERS = ("A4", "A3", "A2", "A1", "A0")


class PaperType(click.ParamType[str]):
    """A size of paper, in either case."""

    name = "paper"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the size in capitals, or end with a usage error that lists them all."""
        if value.upper() not in PAPERS:
            self.fail(f"“{value}” is no size of paper; use one of: {', '.join(PAPERS)}.", param, ctx)
        return value.upper()


AUDIENCES = ("public", "board", "working")


@click.command("map")
@file_argument
@click.argument("target", type=click.Path(path_type=Path), metavar="OUT.pdf|.svg|.png")
@on_option
@click.option("--with", "other", type=DateType(), default=None, help="A second date to compare with.")
@scenario_option
@click.option("--paper", type=PaperType(), default=None)
def draw_map(
    file: Path,
    target: Path,
    on: dt.date | None,
    other: dt.date | None,
    scenario: str | None,
    paper: str | None,
) -> None:
    """Draw the map on a date as PDF, SVG or PNG; the paper follows the number of organisations."""
    if target.suffix.lower() not in (".pdf", ".svg", ".png"):
        raise UserError(f"{target.name} has no ending that says what to draw: use .pdf, .svg or .png.")
    place = read_place(file, scenario)
    from partnermap.report.map import write_place_map
    from partnermap.scene.choice import MapChoice

    write_place_map(place, on or today(), target, paper=paper, choice=MapChoice(other=other))
    _say_written(place, on or today(), target)


@click.command()
@file_argument
@click.argument("target", type=click.Path(path_type=Path), metavar="OUT.pdf")
@on_option
@click.option("--audience", type=click.Choice(AUDIENCES), default="board", show_default=True)
@click.option("--since", type=DateType(), default=None, help="Date of the last report.")
@scenario_option
def report(
    file: Path,
    target: Path,
    on: dt.date | None,
    audience: str,
    since: dt.date | None,
    scenario: str | None,
) -> None:
    """Write the partnership report as an accessible PDF; without --since it looks back three months."""
    if target.suffix.lower() != ".pdf":
        raise UserError(f"{target.name} is no PDF name; end it in .pdf.")
    place = read_place(file, scenario)
    from partnermap.report.printing import write_place_report

    write_place_report(place, on or today(), target, audience=audience, since=since)
    _say_written(place, on or today(), target)


def _say_written(place: Place, on: dt.date, target: Path) -> None:
    from partnermap.report.method import undrawable_names

    click.echo(f"Wrote {target}.")
    if target.suffix.lower() != ".svg" and (names := undrawable_names(place, on)):
        click.echo(f"The bundled fonts lack characters of {'; '.join(names)}: they print as boxes.")


COMMANDS = (draw_map, report)
