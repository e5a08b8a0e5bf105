"""Sentences on partnership health, for the window as for paper: strengths, the lowest, each domain."""

from collections.abc import Iterable, Sequence

from partnermap.analysis.health.equity import EquityCheck
from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.agreed_actions import AgreedActions
from partnermap.analysis.profile.bands import STRONG_FROM, Band
from partnermap.analysis.profile.demands import DemandLog, Effect
from partnermap.analysis.profile.health import NOT_RATED
from partnermap.analysis.profile.observed import Indicator, Observed
from partnermap.analysis.profile.opinion import Agreement, Answers, Direction, Opinion
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile
from partnermap.analysis.profile.programmes import FIELDS, ProgrammeRecord, Programmes
from partnermap.analysis.profile.sentences import strength_text
from partnermap.domain.sentences import (
    capital,
    counted,
    digits,
    in_figures,
    joined,
    number,
    sentence,
)

MOST_TOLD = 3

NOBODY_RATED = (
    "Nobody has rated the partnership by this date. Hold a round in the Workshop room, or enter answers "
    "in the register of ratings or the Ratings sheet of the workbook."
)
NO_PROGRAMMES = (
    "No programme is recorded. Enter programmes in the register of programmes, or in the Programmes "
    "sheet of the workbook."
)

_BANDS = (Band.STRONG, Band.MIXED, Band.ATTENTION)
_MOVED = frozenset({Direction.UP, Direction.DOWN})


def finding(domains: Sequence[DomainHealth]) -> str:
    """`Of 15 domains, 8 are rated: 1 strong, 4 mixed and 3 need attention`."""
    rated = [item for item in domains if item.median is not None]
    if not rated:
        return f"None of {in_figures(len(domains), 'domain')} is rated"
    parts = []
    for band in _BANDS:
        count = sum(item.band is band for item in rated)
        if count:
            word = "needs attention" if count == 1 else "need attention"
            parts.append(f"{digits(count)} {word if band is Band.ATTENTION else band.value}")
    verb = "is" if len(rated) == 1 else "are"
    return f"Of {in_figures(len(domains), 'domain')}, {digits(len(rated))} {verb} rated: {joined(parts)}"


def strengths(domains: Sequence[DomainHealth]) -> tuple[str, ...]:
    """At most three: what people call strong on evidence of C or better, then what records show."""
    rated = sorted(
        (item for item in domains if item.is_coloured and item.band is Band.STRONG),
        key=lambda item: (-(item.median or 0), -(item.observed.step or 0), item.domain.number),
    )
    told = [f"{item.domain.name}, {_answers_in_words(item)}." for item in rated]
    seen = {
        (indicator.key, indicator.text): indicator
        for item in domains
        for indicator in item.observed.indicators
        if (indicator.step or 0) >= STRONG_FROM
    }
    told += [indicator_words(indicator) for indicator in seen.values()]
    return tuple(told[:MOST_TOLD])


def lowest(profile: HealthProfile) -> tuple[str, ...]:
    """The three lowest: by what people say where anybody was asked, else by what the records show."""
    if profile.lowest:
        return tuple(_low(item) for item in profile.lowest)
    return tuple(
        f"{item.domain.name}: {' '.join(map(indicator_words, _weakest(item.observed)))}"
        for item in profile.lowest_observed
        if (item.observed.step or 0) < STRONG_FROM
    )


def _low(item: DomainHealth) -> str:
    told = f"{item.domain.name}, {_answers_in_words(item)}."
    weak = _weakest(item.observed)
    return " ".join([told, *(indicator_words(found) for found in weak[:1])])


def _weakest(observed: Observed) -> list[Indicator]:
    return [item for item in observed.indicators if item.step == observed.step and item.step]


def _answers_in_words(item: DomainHealth) -> str:
    if not isinstance(item.opinion, Opinion):
        return item.opinion.reason.rstrip(".")
    words = answers_words(item.opinion.answers)
    return f"{words}; views are divided" if item.is_split else words


def answers_words(answers: Answers) -> str:
    """`12 answers: median 3, from 2 to 4`."""
    if answers.low == answers.high:
        return f"{counted(answers.n, 'answer')}: {'all ' if answers.n > 1 else ''}{answers.low}"
    span = f"from {answers.low} to {answers.high}"
    return f"{counted(answers.n, 'answer')}: median {answers.median:g}, {span}"


def brief_words(item: DomainHealth) -> str:
    """What stands beside the dots on paper, where a table has the rest."""
    if isinstance(item.opinion, NotKnown):
        return "Not rated" if item.opinion == NOT_RATED else item.opinion.reason
    parts = [sentence(answers_words(item.opinion.answers))]
    if item.is_split:
        parts.append("Views are divided.")
    if item.is_gap_wide and item.gap is not None:
        side = "above" if item.gap > 0 else "below"
        parts.append(f"{capital(_steps(item.gap))} {side} the records.")
    return " ".join(parts)


def opinion_words(item: DomainHealth) -> str:
    """Median, n, range, agreement, divided views, gap, movement and evidence of a domain."""
    if isinstance(item.opinion, NotKnown):
        return " ".join([item.opinion.reason, *_evidence(item)])
    parts = [sentence(answers_words(item.opinion.answers))]
    if item.is_split:
        parts.append("Views are divided.")
    elif item.opinion.agreement is not Agreement.TOO_FEW:
        parts.append(sentence(item.opinion.agreement.value))
    if item.is_gap_wide:
        parts.append(gap_words(item))
    if item.movement is not None and item.movement.direction in _MOVED:
        parts.append(sentence(item.movement.text))
    return " ".join([*parts, *_evidence(item)])


def gap_words(item: DomainHealth) -> str:
    """That people and records are far apart, and which says more; empty where they are not."""
    if not item.is_gap_wide or item.gap is None:
        return ""
    above = "higher" if item.gap > 0 else "lower"
    return f"Gap: people answer {_steps(item.gap)} {above} than the records show."


def _steps(gap: float) -> str:
    size = abs(gap)
    return f"{number(int(size)) if size == int(size) else f'{size:g}'} steps"


def _evidence(item: DomainHealth) -> list[str]:
    return [strength_text(item)] if item.strength is not None else []


def observed_words(observed: Observed) -> str:
    """Every figure with its step, then plain counts; what two of them say alike is said once."""
    told = [indicator_words(item) for item in observed.indicators]
    told += [sentence(item.text) for item in observed.facts]
    return " ".join(dict.fromkeys(told)) or "The records hold nothing about it."


def indicator_words(item: Indicator) -> str:
    """The sentence of a figure, and the step that its cut-points make of it."""
    told = sentence(item.text)
    return f"{told} Step {item.step} of 5." if item.step is not None else told


def programme_words(item: ProgrammeRecord) -> str:
    """`We can state 6 of 8 things about Carers in sight; missing: driver and measure.`"""
    told = item.clarity_text.replace("this programme.", item.name)
    if not item.answered or not item.missing:
        return f"{told}."
    return f"{told}; missing: {joined(item.missing)}."


def programme_finding(records: Sequence[ProgrammeRecord]) -> str:
    """`Of 5 programmes, 2 state all 8 things`."""
    whole = sum(not item.missing for item in records)
    verb = "states" if whole == 1 else "state"
    return f"Of {in_figures(len(records), 'programme')}, {digits(whole)} {verb} all {len(FIELDS)} things"


def programme_prompts(found: Programmes) -> tuple[str, ...]:
    """No baseline, no sponsor, same group with another type, and whom programmes ask to change."""
    told = []
    for items, lack in (
        (found.not_trackable, "no baseline and cannot be tracked"),
        (found.without_sponsor, "no sponsor"),
    ):
        if items:
            told.append(f"{_names(items)} {'has' if len(items) == 1 else 'have'} {lack}.")
    return (*told, *(clash.text for clash in found.clashes), found.framing_text)


def programme_questions(found: Programmes) -> tuple[str, ...]:
    """What the records of programmes make one ask; prompts, no verdicts."""
    told = []
    for item in found.records:
        told += [f"{item.name}: {prompt}" for prompt in item.prompts]
        told += [
            f"{item.name}, {word.field}, “{word.word}”: {word.question}" for word in item.loaded_words
        ]
    return tuple(told)


def equity_words(checks: Sequence[EquityCheck]) -> str:
    """How many changes have no check at all, and how many not all of one."""
    if not checks:
        return "No change is recorded that an equity check could be about."
    none = sum(item.is_missing for item in checks)
    part = sum(not item.is_missing and bool(item.stages_missing) for item in checks)
    whole = len(checks) - none - part
    return (
        f"Of {in_figures(len(checks), 'change')}, {_have(whole)} all stages of an equity check "
        f"recorded, {_have(part)} a part of it and {_have(none)} none."
    )


def _have(count: int) -> str:
    return f"{digits(count)} {'has' if count == 1 else 'have'}"


def actions_words(found: AgreedActions) -> str:
    """How many actions are done, open and overdue, and reported in public."""
    if not found.of:
        return (
            "No action is recorded. Enter actions in the register of actions, or in the Actions sheet "
            "of the workbook."
        )
    late = len(found.overdue)
    return (
        f"Of {in_figures(found.of, 'action')}, {digits(found.done)} done and {digits(len(found.open))} "
        f"open; {digits(late)} overdue. {capital(digits(found.reported))} reported in public "
        "by this date."
    )


def demands_words(found: DemandLog) -> str:
    """How many national demands help and hinder."""
    if not found.demands:
        return (
            "No national demand is recorded. Enter them in the register of statements, with the kind "
            "“national demand” and the stage “helps” or “hinders”."
        )
    helps, hinders = len(found.of(Effect.HELPS)), len(found.of(Effect.HINDERS))
    unknown = len(found.demands) - helps - hinders
    told = f"Of {in_figures(len(found.demands), 'national demand')}, {digits(helps)} said to help and "
    told += f"{digits(hinders)} to hinder"
    return f"{told}; of {digits(unknown)} it is not recorded." if unknown else f"{told}."


def _names(items: Iterable[ProgrammeRecord]) -> str:
    return joined([item.name for item in items])
