"""What the room of health shows, found out on a worker: profile by round, programmes, checks; no Qt."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.health.equity import EquityCheck
from partnermap.analysis.profile.agreed_actions import AgreedAction
from partnermap.analysis.profile.demands import Demand, Effect
from partnermap.analysis.profile.goal_sentences import findings
from partnermap.analysis.profile.health import health_of
from partnermap.analysis.profile.profile import HealthProfile, OwnQuestion
from partnermap.analysis.profile.sentences import rule_text
from partnermap.domain.evidence import Action, Statement
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import day_in_words, joined
from partnermap.jobs.token import Token
from partnermap.network.standing import effective_day
from partnermap.report.health.charts import clarity_chart, profile_chart
from partnermap.report.health.rounds import Round, in_round, is_of_one_round, rounds_of
from partnermap.report.health.words import (
    NO_PROGRAMMES,
    NOBODY_RATED,
    actions_words,
    answers_words,
    demands_words,
    equity_words,
    finding,
    lowest,
    programme_prompts,
    programme_questions,
    programme_words,
    strengths,
)
from partnermap.scene.chart.dots import DotPlot
from partnermap.scene.chart.heat import HeatTable
from partnermap.shell.words import text
from partnermap.ui.health.details import DomainDetails, details_of, records_of
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading


@dataclass(frozen=True, slots=True)
class RoundView:
    """The profile as people answered in one round, or as the records show it where nobody did.

    Attributes:
        key: name of the round; empty for the latest of each domain, and where there is none.
        title: with its day.
        rule: how it is read, and why a domain is not among those counted.
        details: of each domain, in the order of the rows of the chart.
    """

    key: str
    title: str
    headline: str
    rule: str
    strengths: tuple[str, ...]
    lowest: tuple[str, ...]
    chart: DotPlot
    details: tuple[DomainDetails, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class HealthOverview:
    """The room's sentences, charts and tables.

    Attributes:
        way_out: where to enter answers; empty where people have rated.
        programmes: where to enter them; empty where there are some.
        rounds: at least one, the latest first.
        questions: what was rated besides the domains.
    """

    on: dt.date
    way_out: str
    rounds: tuple[RoundView, ...]
    questions: tuple[str, ...]
    programmes: str
    clarity: HeatTable
    stated: tuple[str, ...]
    questions_to_ask: tuple[str, ...]
    goals: tuple[str, ...]
    equity: FigureTable
    equity_words: str
    actions: FigureTable
    actions_words: str
    demands: FigureTable
    demands_words: str


def health_overview(request: FiguresRequest, token: Token) -> HealthOverview:
    """The profile of the date in every round, with programmes, checks, actions and demands.

    Raises:
        Cancelled: the token was cancelled.
    """
    place, on = request.place, request.on
    profile = health_of(place, on, token)
    rounds = rounds_of(profile)
    views = [_round_view(place, in_round(place, profile, item), item) for item in reversed(rounds)]
    if not views or not is_of_one_round(profile):
        views.insert(0, _round_view(place, profile, None))
    records = profile.programmes.records
    return HealthOverview(
        on=on,
        way_out="" if rounds else NOBODY_RATED,
        rounds=tuple(views),
        questions=tuple(map(_question, profile.questions)),
        programmes="" if records else NO_PROGRAMMES,
        clarity=clarity_chart(records),
        stated=_stated(profile),
        questions_to_ask=programme_questions(profile.programmes),
        goals=tuple(findings(profile.goals)),
        equity=_equity_table(profile),
        equity_words=equity_words(profile.equity),
        actions=_action_table(profile),
        actions_words=actions_words(profile.actions),
        demands=_demand_table(profile),
        demands_words=demands_words(profile.demands),
    )


def _round_view(place: Place, profile: HealthProfile, shown: Round | None) -> RoundView:
    domains = profile.domains
    about = {item.domain.number: records_of(item) for item in domains}
    low = (*profile.lowest, *profile.lowest_observed, *domains)[:1]
    return RoundView(
        key=shown.name if shown is not None else "",
        title=_round_title(shown),
        headline=text("{finding}.", finding=finding(domains)),
        rule=rule_text(profile),
        strengths=strengths(domains),
        lowest=lowest(profile),
        chart=profile_chart(domains, about, in_full=True),
        details=tuple(details_of(place, item) for item in domains),
        chosen=low[0].domain.number if low else 0,
    )


def _round_title(shown: Round | None) -> str:
    if shown is None:
        return text("the latest round of each domain")
    if shown.day is None:
        return text("{name}, not dated", name=shown.name)
    return text("{name}, {day}", name=shown.name, day=day_in_words(shown.day))


def _question(item: OwnQuestion) -> str:
    words = text(
        "“{statement}” ({round}): {answers}.",
        statement=item.statement,
        round=item.opinion.round,
        answers=answers_words(item.opinion.answers),
    )
    return f"{words} {item.movement.text}" if item.movement is not None else words


def _stated(profile: HealthProfile) -> tuple[str, ...]:
    found = profile.programmes
    if not found.records:
        return ()
    return (*map(programme_words, found.records), *programme_prompts(found))


def _equity_table(profile: HealthProfile) -> FigureTable:
    return FigureTable(
        text("Equity checks of changes"),
        (
            Heading(text("Change")),
            Heading(text("Takes effect")),
            Heading(text("Equity check")),
            Heading(text("Overdue actions"), right=True),
        ),
        tuple(_equity_row(item, profile.on) for item in profile.equity),
    )


def _equity_row(item: EquityCheck, on: dt.date) -> FigureRow:
    found, overdue = item.reorganisation, item.overdue(on)
    day = effective_day(found)
    statements = (*(row for rows in item.stages.values() for row in rows), *item.unstaged)
    return FigureRow(
        (
            Figure(found.name),
            _day(day),
            Figure(_equity_words(item), at_risk=bool(item.is_missing or item.stages_missing)),
            Figure(f"{len(overdue):,}", len(overdue), at_risk=bool(overdue)),
        ),
        (
            About(Reorganisation.TABLE, found.id),
            *(About(Statement.TABLE, row.id) for row in statements),
            *(About(Action.TABLE, row.id) for row in item.actions),
        ),
    )


def _equity_words(item: EquityCheck) -> str:
    if item.is_missing:
        return text("no equity check")
    if not item.stages_missing:
        return text("all four stages recorded")
    return text("nothing for {stages}", stages=joined([stage.value for stage in item.stages_missing]))


def _action_table(profile: HealthProfile) -> FigureTable:
    return FigureTable(
        text("Agreed actions that are open"),
        (
            Heading(text("Action")),
            Heading(text("Due")),
            Heading(text("Days overdue"), right=True),
            Heading(text("Owner")),
            Heading(text("About")),
            Heading(text("Public report")),
        ),
        tuple(map(_action_row, profile.actions.open)),
    )


def _action_row(item: AgreedAction) -> FigureRow:
    late = Figure(f"{item.days_overdue:,}", item.days_overdue, at_risk=True)
    return FigureRow(
        (
            Figure(item.action),
            _day(item.due),
            late if item.is_overdue else Figure("–"),
            Figure(item.owner or text("not recorded")),
            Figure(item.about or text("the place")),
            _day(item.public_report),
        ),
        (About(Action.TABLE, item.id),),
    )


def _demand_table(profile: HealthProfile) -> FigureTable:
    return FigureTable(
        text("National demands"),
        (
            Heading(text("Bears on")),
            Heading(text("Helps or hinders")),
            Heading(text("Said by")),
            Heading(text("Recorded")),
            Heading(text("Demand")),
        ),
        tuple(map(_demand_row, profile.demands.demands)),
    )


def _demand_row(item: Demand) -> FigureRow:
    return FigureRow(
        (
            Figure(item.about or text("the place")),
            Figure(item.effect.value, at_risk=item.effect is Effect.HINDERS),
            Figure(item.owner or text("not recorded")),
            _day(item.day),
            Figure(item.text),
        ),
        (About(Statement.TABLE, item.id),),
    )


def _day(day: dt.date | None) -> Figure:
    return Figure(text("not recorded")) if day is None else Figure(day_in_words(day), day.toordinal())
