"""The command that compares two dates, or the register with scenarios, pair by pair."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from partnermap.commandline.documents import read_place
from partnermap.commandline.options import (
    DateType,
    file_argument,
    json_option,
    print_json,
    scenario_option,
    today,
)
from partnermap.commandline.wording import shortened
from partnermap.domain.place import Place

if TYPE_CHECKING:
    from partnermap.analysis.succession.comparison import Comparison
    from partnermap.analysis.succession.options import Contest


@click.command()
@file_argument
@click.option("--on", type=DateType(), default=None, help="The date before; today when left out.")
@click.option("--with", "other", type=DateType(), default=None, help="The date after.")
@scenario_option
@click.option("--and", "second", default=None, help="A second scenario.")
@click.option("--include", type=click.Choice(["proposed"]), default=None, help="Proposed changes too.")
@json_option
def compare(
    file: Path,
    on: dt.date | None,
    other: dt.date | None,
    scenario: str | None,
    second: str | None,
    include: str | None,
    as_json: bool,
) -> None:
    """Compare two dates, or the register with one or two scenarios, pair by pair."""
    day = on or today()
    _check_usage(day, other, scenario, second)
    place = read_place(file)
    found = _comparison(place, day, other, scenario, include)
    rival = _comparison(place, day, None, second, include) if second is not None else None
    contest = _contest(found, rival, include) if rival is not None else None
    if as_json:
        print_json(_answer(found, rival, contest))
    else:
        click.echo("\n".join(_lines(found, rival, contest)))


def _check_usage(day: dt.date, other: dt.date | None, scenario: str | None, second: str | None) -> None:
    if (other is None) == (scenario is None):
        raise click.UsageError("Give either --with DATE or --scenario NAME.")
    if second is not None and scenario is None:
        raise click.UsageError("--and NAME goes with --scenario NAME.")
    if other is not None and other < day:
        raise click.UsageError(f"--with {other} comes before --on {day}; exchange them.")


def _comparison(
    place: Place, day: dt.date, other: dt.date | None, scenario: str | None, include: str | None
) -> "Comparison":
    from partnermap.analysis.succession.comparison import compare_dates, compare_scenario

    proposed = include == "proposed"
    if other is not None:
        return compare_dates(place, day, other, with_proposed=proposed)
    return compare_scenario(place, day, scenario or "", with_proposed=proposed)


def _contest(found: "Comparison", rival: "Comparison", include: str | None) -> "Contest":
    from partnermap.analysis.succession.options import contest

    return contest(found, rival, with_proposed=include == "proposed")


def _answer(
    found: "Comparison", rival: "Comparison | None", contest: "Contest | None"
) -> dict[str, object]:
    from partnermap.analysis.succession.comparison import comparison_json

    answer = comparison_json(found)
    if rival is not None and contest is not None:
        answer["and"] = comparison_json(rival)
        answer["worse"] = contest.as_json()
    return answer


def _lines(found: "Comparison", rival: "Comparison | None", contest: "Contest | None") -> list[str]:
    lines = _lines_of(found)
    if rival is not None and contest is not None:
        lines += ["", *_lines_of(rival), "", *contest.sentences]
    return lines


def _lines_of(found: "Comparison") -> list[str]:
    from partnermap.analysis.succession.sentences import board_sentences, undecided_sentence

    lines = [f"{found.fates.after.place.title}, data as at {found.fates.before.on}"]
    lines += board_sentences(found)
    if found.undecided:
        lines.append("What awaits a decision or a home:")
        lines += shortened([f"  {undecided_sentence(found, item)}" for item in found.undecided])
    if found.problems:
        lines.append("Rows to look at:")
        lines += shortened([f"  {problem.text}" for problem in found.problems])
    return lines


COMMANDS = (compare,)
