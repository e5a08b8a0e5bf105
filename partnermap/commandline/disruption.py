"""`partnermap disruption`: how far reorganisation holds the ties back."""

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
from partnermap.domain.dates import add_months

if TYPE_CHECKING:
    from partnermap.analysis.disruption.disruption import Disruption

HORIZON_MONTHS = 60


@click.command()
@file_argument
@click.option("--from", "since", type=DateType(), default=None, help="First day; today when left out.")
@click.option("--until", type=DateType(), default=None, help="Day after the last; five years on.")
@scenario_option
@click.option("--include", type=click.Choice(["proposed"]), default=None, help="Proposed changes too.")
@json_option
def disruption(
    file: Path,
    since: dt.date | None,
    until: dt.date | None,
    scenario: str | None,
    include: str | None,
    as_json: bool,
) -> None:
    """Say how far reorganisation holds the ties back, as a range over the assumptions."""
    from partnermap.analysis.disruption.answer import disruption_json
    from partnermap.analysis.disruption.disruption import disruption as reckoned

    first = since or today()
    after = until or add_months(first, HORIZON_MONTHS)
    if after <= first:
        raise click.UsageError(f"--until {after} is not after --from {first}; give a later date.")
    place = read_place(file, scenario)
    found = reckoned(place, first, after, with_proposed=include is not None)
    if as_json:
        print_json(disruption_json(found))
    else:
        click.echo(_in_words(found))


def _in_words(found: "Disruption") -> str:
    """The board's sentences, who is most exposed, and what could not be reckoned with."""
    from partnermap.analysis.disruption.sentences import (
        board_sentences,
        drivers_in_words,
        exposure_in_words,
        most_exposed,
    )

    label = [found.place.title] if found.place.scenario is not None else []
    lines = [*label, *board_sentences(found)]
    if drivers := drivers_in_words(found):
        lines += [
            "What the share of joint working time that is lost (strength counted) depends on most:",
            *(f"  {each}" for each in drivers),
        ]
    if exposed := most_exposed(found):
        lines += ["Most exposed:", *(f"  {exposure_in_words(found, item)}" for item in exposed)]
    unusable = [*found.problems, *found.not_known]
    if unusable:
        lines += ["Left out or not known:", *(f"  {problem.text}" for problem in unusable)]
    return "\n".join(lines)


COMMANDS = (disruption,)
