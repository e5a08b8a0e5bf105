"""The section on partnership health: strengths first, the lowest, the profile, programmes and checks."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnermap.analysis.health.equity import EquityCheck
from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.agreed_actions import AgreedAction
from partnermap.analysis.profile.opinion import Agreement
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile
from partnermap.analysis.profile.sentences import answers_text, band_text, rule_text, strength_text
from partnermap.domain.sentences import capital, counted, day_in_words, is_or_are, joined, sentence
from partnermap.network.standing import effective_day
from partnermap.report.audience import Audience
from partnermap.report.content import (
    Block,
    ChartFigure,
    Field,
    Grid,
    Points,
    Section,
    Subheading,
    Words,
)
from partnermap.report.health.audience import TOO_FEW, profile_for
from partnermap.report.health.charts import clarity_chart, profile_chart
from partnermap.report.health.goals import goal_blocks
from partnermap.report.health.method import health_method
from partnermap.report.health.words import (
    NO_PROGRAMMES,
    NOBODY_RATED,
    actions_words,
    demands_words,
    equity_words,
    finding,
    gap_words,
    lowest,
    observed_words,
    programme_prompts,
    programme_questions,
    programme_words,
    strengths,
)
from partnermap.scene.chart.dots import DotPlot
from partnermap.scene.chart.drawing import NOTHING

PER_CHART = 8

_PROFILE = (
    Field("Domain", 0.25),
    Field("What the records show", 0.4),
    Field("What people say", 0.35),
)
_PROFILE_SUMMARY = "One row for each domain: its band, what the records show, and what people say of it."
_ACTIONS = (
    Field("Overdue action", 0.42),
    Field("Owner", 0.24),
    Field("Due", 0.18),
    Field("Days late", 0.16, right=True),
)
_ACTIONS_FOR_ALL = (_ACTIONS[0], _ACTIONS[2], _ACTIONS[3])


def health_section(whole: HealthProfile, audience: Audience) -> Section:
    """What a board should talk about; nothing is averaged, and there is no score.

    Args:
        whole: the profile with all that is known.
        audience: for whom it is; the profile is narrowed to what they may see.
    """
    profile = profile_for(whole, audience)
    return Section(
        f"Partnership health: {_lowered(finding(profile.domains))}",
        (
            Words(rule_text(profile)),
            *_hidden(profile),
            *_strengths(profile),
            *_lowest(profile),
            *_profile(profile),
            *_programmes(profile, audience),
            *goal_blocks(profile, audience),
            *_equity(profile),
            *_actions(profile, audience),
            *_demands(profile),
        ),
    )


def health_appendix(whole: HealthProfile, audience: Audience) -> Section:
    """The profile as a table, and how it is read."""
    profile = profile_for(whole, audience)
    return Section(
        "Appendix: each domain of partnership health, and how it is read",
        (
            Grid(_PROFILE, tuple(map(_row, profile.domains)), _PROFILE_SUMMARY),
            *_questions(profile),
            *health_method(profile),
        ),
    )


def _hidden(profile: HealthProfile) -> Iterator[Block]:
    hidden = sum(item.opinion == TOO_FEW for item in profile.domains)
    if hidden:
        yield Words(
            f"{capital(counted(hidden, 'further domain'))} {'was' if hidden == 1 else 'were'} rated by "
            "fewer than ten people; their answers are not shown in the public version."
        )


def _strengths(profile: HealthProfile) -> Iterator[Block]:
    found = strengths(profile.domains)
    if found:
        yield Subheading("Strengths")
        yield Points(found)


def _lowest(profile: HealthProfile) -> Iterator[Block]:
    found = lowest(profile)
    if found:
        yield Subheading("The lowest, to talk about first")
        yield Points(found)


def _profile(profile: HealthProfile) -> Iterator[Block]:
    if not any(item.history for item in profile.domains):
        yield Words(NOBODY_RATED)
        return
    domains = profile.domains
    for first in range(0, len(domains), PER_CHART):
        is_last = first + PER_CHART >= len(domains)
        yield ChartFigure(_chart(domains[first : first + PER_CHART], is_last=is_last), titled=True)


def _chart(domains: Sequence[DomainHealth], *, is_last: bool) -> DotPlot:
    """So many as find room below the sentences; how bands are read is told once, below the last."""
    chart = profile_chart(domains)
    numbers = f"domains {domains[0].domain.number} to {domains[-1].domain.number}"
    return replace(chart, title=f"{chart.title}: {numbers}", note=chart.note if is_last else "")


def _row(item: DomainHealth) -> tuple[str, ...]:
    return (
        f"{item.domain.number} {item.domain.name}: {band_text(item)}",
        observed_words(item.observed),
        f"“{item.domain.statement}.” {' '.join(_opinion(item))}",
    )


def _opinion(item: DomainHealth) -> Iterator[str]:
    """Every answer in words, so that the table says all that the dots show."""
    if isinstance(item.opinion, NotKnown):
        yield item.opinion.reason
    else:
        found = item.opinion
        yield sentence(f"median {found.answers.median:g}; {answers_text(found.answers)}")
        if found.agreement is not Agreement.TOO_FEW:
            yield sentence(found.agreement.value)
        yield from (f"{capital(who)}: {answers_text(part)}." for who, part in found.by_sector)
        if item.movement is not None:
            yield item.movement.text
    if item.is_gap_wide:
        yield gap_words(item)
    yield strength_text(item)


def _questions(profile: HealthProfile) -> Iterator[Block]:
    if profile.questions:
        yield Subheading("Questions of the place's own")
        yield Points(
            tuple(
                f"“{item.statement}” ({item.opinion.round}): median {item.opinion.answers.median:g}; "
                f"{answers_text(item.opinion.answers)}."
                for item in profile.questions
            )
        )


def _programmes(profile: HealthProfile, audience: Audience) -> Iterator[Block]:
    found = profile.programmes
    if not found.records:
        yield Subheading("Programmes")
        yield Words(NO_PROGRAMMES)
        return
    yield ChartFigure(clarity_chart(found.records), titled=True)
    wanting = (programme_words(item) for item in found.records if item.missing)
    yield Points((*wanting, *programme_prompts(found)))
    if audience is Audience.WORKING and (asked := programme_questions(found)):
        yield Subheading("Questions to ask of programmes")
        yield Points(asked)


def _equity(profile: HealthProfile) -> Iterator[Block]:
    yield Subheading("Equity checks of changes")
    yield Words(equity_words(profile.equity))
    wanting = [item for item in profile.equity if item.is_missing or item.stages_missing]
    ahead = [item for item in wanting if _is_ahead(item, profile.on)]
    if ahead:
        yield Points(tuple(item.text(profile.on) for item in ahead))
    if over := [item.reorganisation.name for item in wanting if item not in ahead]:
        yield Words(f"In effect already, without a whole equity check: {joined(over)}.", quiet=True)


def _is_ahead(item: EquityCheck, on: dt.date) -> bool:
    day = effective_day(item.reorganisation)
    return day is None or day >= on


def _actions(profile: HealthProfile, audience: Audience) -> Iterator[Block]:
    found, is_public = profile.actions, audience is Audience.PUBLIC
    yield Subheading("Agreed actions")
    yield Words(_reported(len(found.open), len(found.overdue)) if is_public else actions_words(found))
    if found.overdue:
        fields = _ACTIONS_FOR_ALL if is_public else _ACTIONS
        rows = tuple(_action(item, with_owner=not is_public) for item in found.overdue)
        yield Grid(fields, rows, "One row for each action whose due date has passed.")


def _reported(still: int, late: int) -> str:
    if not still:
        return "No action that was reported in public is open."
    verb = is_or_are(still)
    return f"{capital(counted(still, 'action'))} reported in public {verb} open; {late:,} overdue."


def _action(item: AgreedAction, *, with_owner: bool) -> tuple[str, ...]:
    owner = (item.owner or "not recorded",) if with_owner else ()
    due = day_in_words(item.due) if item.due is not None else NOTHING
    return (item.action, *owner, due, f"{item.days_overdue:,}")


def _demands(profile: HealthProfile) -> Iterator[Block]:
    found = profile.demands
    if found.demands:
        yield Subheading("National demands")
        yield Words(demands_words(found))
        yield Points(
            tuple(
                f"{f'{item.about}: ' if item.about else ''}{item.text.rstrip('.')} "
                f"({item.effect.value})."
                for item in found.demands
            )
        )


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
