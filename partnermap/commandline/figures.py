"""Commands that answer with figures: measures, risks and partnership health."""

import datetime as dt
from pathlib import Path

import click

from partnermap.commandline.documents import read_place
from partnermap.commandline.judging import (
    cut_point_option,
    overall_option,
    weight_option,
    with_limits,
)
from partnermap.commandline.options import (
    KindsType,
    file_argument,
    json_option,
    on_option,
    print_json,
    scenario_option,
    today,
)
from partnermap.commandline.progress import progress
from partnermap.commandline.wording import measures_in_words
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind


@click.command()
@file_argument
@on_option
@click.option("--kinds", type=KindsType(), default=None, help="Only ties of these kinds: K,K.")
@scenario_option
@click.option("--null-models", is_flag=True, help="Compare with random networks too; takes a while.")
@json_option
def measures(
    file: Path,
    on: dt.date | None,
    kinds: frozenset[TieKind] | None,
    scenario: str | None,
    null_models: bool,
    as_json: bool,
) -> None:
    """Measure the network, the joint money and the joint posts on a date."""
    from partnermap.analysis.measure.summary import measures as measured

    place = read_place(file, scenario)
    label = {"what_if": place.what_if_label} if place.scenario is not None else {}
    answer = {**label, **measured(place, on or today(), kinds)}
    if null_models:
        answer = _compared_with_luck(answer, place, on or today(), kinds)
    if as_json:
        print_json(answer)
    else:
        click.echo(measures_in_words(answer))


def _compared_with_luck(
    answer: dict[str, object], place: Place, on: dt.date, kinds: frozenset[TieKind] | None
) -> dict[str, object]:
    from partnermap.analysis.measure.null_models import null_models, with_null_models

    with progress("Drawing random networks") as token:
        return with_null_models(answer, null_models(place, on, kinds, token))


@click.command()
@file_argument
@on_option
@click.option(
    "--months", type=click.IntRange(1, 600), default=24, show_default=True, help="The horizon."
)
@json_option
def risks(file: Path, on: dt.date | None, months: int, as_json: bool) -> None:
    """List the ties that may not survive the horizon, why, and what must be decided by when."""
    from partnermap.analysis.health.risk_list import risks_json, risks_text

    place, date = read_place(file), on or today()
    if as_json:
        print_json(risks_json(place, date, months))
    else:
        click.echo(risks_text(place, date, months))


@click.command()
@file_argument
@on_option
@overall_option
@cut_point_option
@weight_option
@json_option
def health(
    file: Path,
    on: dt.date | None,
    overall: bool,
    cut_points: tuple[tuple[str, tuple[float, ...]], ...],
    weights: tuple[tuple[int, float], ...],
    as_json: bool,
) -> None:
    """Set what the records show beside what people say, in 15 domains of health and an optional one."""
    from partnermap.analysis.profile.answer import health_json
    from partnermap.analysis.profile.health import health_of
    from partnermap.analysis.profile.sentences import health_text

    place = read_place(file)
    profile = health_of(
        place,
        on or today(),
        cut_points=with_limits(dict(cut_points)),
        weights=dict(weights),
        with_overall=overall,
    )
    if as_json:
        print_json(health_json(place, profile))
    else:
        click.echo(health_text(profile))


COMMANDS = (measures, risks, health)
