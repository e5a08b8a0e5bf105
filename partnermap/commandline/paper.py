"""Commands that write the map and the report."""

import datetime as dt
from dataclasses import dataclass
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
from partnermap.commandline.saved_views import Given, wanted_map
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.report.audience import Audience
from partnermap.report.paper import PAPERS, MapForm


class PaperType(click.ParamType[str]):
    """A size of paper, in either case."""

    name = "paper"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the size in capitals, or end with a usage error that lists them all."""
        if value.upper() not in PAPERS:
            self.fail(f"“{value}” is no size of paper; use one of: {', '.join(PAPERS)}.", param, ctx)
        return value.upper()


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the map is to be spread over pages."""

    side_by_side: bool
    tiles: bool
    pages: str | None

    def form(self) -> MapForm:
        """The one form that the options ask for.

        Raises:
            UsageError: they ask for more than one.
        """
        each = {"sector": MapForm.SECTORS, "organisation": MapForm.ORGANISATIONS}
        wanted = [MapForm.SIDE_BY_SIDE] * self.side_by_side + [MapForm.TILES] * self.tiles
        wanted += [each[self.pages]] if self.pages is not None else []
        if len(wanted) > 1:
            raise click.UsageError("Choose one of --side-by-side, --tiles and --pages.")
        return wanted[0] if wanted else MapForm.ONE_PAGE


@click.command("map")
@file_argument
@click.argument("target", type=click.Path(readable=False, path_type=Path), metavar="OUT.pdf|.svg|.png")
@on_option
@click.option("--with", "other", type=DateType(), default=None, help="A second date to compare with.")
@scenario_option
@click.option("--with-scenario", default=None, help="Compare the register with this scenario.")
@click.option(
    "--view", metavar="NAME", default=None, help="A saved view; what else is given wins over it."
)
@click.option("--paper", type=PaperType(), default=None, help="A4 to A0; else as the names need.")
@click.option("--side-by-side", is_flag=True, help="Two dates as two maps instead of one.")
@click.option("--tiles", is_flag=True, help="Cut the poster (A0 unless --paper) into sheets of A4.")
@click.option("--pages", type=click.Choice(("sector", "organisation")), help="A page for each.")
def draw_map(
    file: Path,
    target: Path,
    on: dt.date | None,
    other: dt.date | None,
    scenario: str | None,
    with_scenario: str | None,
    view: str | None,
    paper: str | None,
    side_by_side: bool,
    tiles: bool,
    pages: str | None,
) -> None:
    """Draw the map on a date, or of two dates, as PDF, SVG or PNG; it says what paper suits it."""
    if target.suffix.lower() not in (".pdf", ".svg", ".png"):
        raise UserError(f"{target.name} has no ending that says what to draw: use .pdf, .svg or .png.")
    if other is not None and with_scenario is not None:
        raise click.UsageError("Give either --with DATE or --with-scenario NAME.")
    form = Wishes(side_by_side, tiles, pages).form()
    place = read_place(file, scenario)
    from partnermap.report.map import MapOrder, write_map

    wanted = wanted_map(place, view, Given(on, other, scenario, with_scenario))
    order = MapOrder(wanted.on or today(), wanted.choice, paper, form=form)
    found = write_map(place, order, target)
    told = (f"Wrote {target}.", wanted.left_out, *found.sentences)
    click.echo("\n".join(line for line in told if line))


@click.command()
@file_argument
@click.argument("target", type=click.Path(readable=False, path_type=Path), metavar="OUT.pdf")
@on_option
@click.option(
    "--audience",
    type=click.Choice([audience.value for audience in Audience]),
    default="board",
    show_default=True,
)
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
    place = read_place(file)
    from partnermap.report.printing import write_place_report

    day = on or today()
    write_place_report(place, day, target, audience=audience, since=since, scenario=scenario)
    _say_written(place, on or today(), target)


def _say_written(place: Place, on: dt.date, target: Path) -> None:
    from partnermap.report.method import undrawable_names
    from partnermap.scene.text import INSTALL_A_FONT

    click.echo(f"Wrote {target}.")
    if names := undrawable_names(place, on):
        few = "; ".join(names)
        click.echo(f"No font here has all characters of {few}: they print as boxes; {INSTALL_A_FONT}.")


COMMANDS = (draw_map, report)
