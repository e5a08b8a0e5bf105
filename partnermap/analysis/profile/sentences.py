"""Partnership health in words: strengths first, then every domain, then programmes and actions."""

from collections.abc import Iterable, Iterator

from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.profile.bands import Band
from partnermap.analysis.profile.demands import Effect
from partnermap.analysis.profile.domains import DOMAINS
from partnermap.analysis.profile.framing import READING
from partnermap.analysis.profile.goal_sentences import findings
from partnermap.analysis.profile.observed import Indicator
from partnermap.analysis.profile.opinion import Agreement, Answers, Opinion
from partnermap.analysis.profile.profile import DomainHealth, HealthProfile
from partnermap.analysis.profile.programmes import NO_BASELINE
from partnermap.domain.sentences import (
    counted,
    day_in_words,
    digits,
    first_few,
    joined,
    number,
    part_of,
    sentence,
)

SIDE_BY_SIDE = "What the records show stands beside what people say; the two are never averaged."

NEVER_AVERAGED = f"{SIDE_BY_SIDE.removesuffix('.')}, and there is no single score."

WHOLE_GROUP = (
    "Answers are anonymous: no part of them is shown of fewer than five people, nor where the rest "
    "would be fewer than five."
)

EFFECT_TEXTS = {
    Effect.HELPS: "it helps",
    Effect.HINDERS: "it hinders",
    Effect.NOT_RECORDED: "not recorded whether it helps",
}

JUDGEMENT = "Cut-points from figure to step, a matter of judgement"


def health_text(profile: HealthProfile) -> str:
    """The whole profile in plain lines, as a board member would read it."""
    lines = [
        f"Partnership health of {profile.title} on {day_in_words(profile.on)}",
        NEVER_AVERAGED if profile.whole.overall is None else SIDE_BY_SIDE,
        *filter(None, [optional_text(profile)]),
        *summary(profile),
    ]
    for item in profile.domains:
        lines += ["", *_domain_lines(item)]
    for title, section in _sections(profile):
        lines += ["", title, *(f"    {text}" for text in section)]
    return "\n".join(lines)


def rule_text(profile: HealthProfile) -> str:
    """How a profile is read, and why a domain is not among those counted."""
    return " ".join(filter(None, (NEVER_AVERAGED, optional_text(profile))))


def optional_text(profile: HealthProfile) -> str:
    """Why a domain is not counted; empty where all are."""
    counted_in = {item.domain.number for item in profile.domains}
    names = [f"{item.number}, {item.name}," for item in DOMAINS if item.number not in counted_in]
    return f"Domain {joined(names)} is optional and counted once somebody rates it." if names else ""


def summary(profile: HealthProfile) -> tuple[str, ...]:
    """A few sentences for a page's head: strengths, lowest, divided views, gaps, what is not known."""
    return tuple(_summary(profile))


def _summary(profile: HealthProfile) -> Iterator[str]:
    strong = [item for item in profile.domains if item.band is Band.STRONG and item.is_coloured]
    if strong:
        yield f"Strong by what people say: {_names(strong)}."
    if profile.lowest:
        yield f"Lowest by what people say: {_names(profile.lowest, with_median=True)}."
    yield from _lowest_on_record(profile)
    split = [item for item in profile.domains if item.is_split]
    if split:
        yield f"Views are divided on: {_names(split)}."
    yield from (gap_text(item) for item in profile.gaps)
    yield coverage_text(profile)


def _lowest_on_record(profile: HealthProfile) -> Iterator[str]:
    """Every domain of the lowest step, so that none of several hides behind the others."""
    steps = {item.domain.number: item.observed.step for item in profile.domains}
    lowest = min((step for step in steps.values() if step is not None), default=None)
    if lowest is not None:
        found = [item for item in profile.domains if item.observed.step == lowest]
        yield f"Lowest by the records, step {lowest} of 5: {_names(found)}."


def coverage_text(profile: HealthProfile) -> str:
    """How many domains people have rated, and the one number where it was asked for."""
    whole = profile.whole
    text = sentence(f"{part_of(whole.known, whole.of, 'domain')} were rated")
    if whole.overall is None:
        return text
    if isinstance(whole.overall, NotDefined | NotKnown):
        return f"{text} {whole.overall.reason}"
    bounds = f"between {whole.low:.1f} and {whole.high:.1f} if the unknown ones were all 1 or all 5"
    return f"{text} All domains together: {whole.overall:.1f} of 5, {bounds}."


def gap_text(item: DomainHealth) -> str:
    """Where records and people are far apart."""
    way = "higher" if (item.gap or 0) > 0 else "lower"
    return (
        f"{item.domain.name}: people rate it {item.median:g} and the records show step "
        f"{item.observed.step}, so people see it {way}; ask why."
    )


def band_text(item: DomainHealth) -> str:
    """`strong`, or why it has no colour."""
    if item.is_split:
        return "views are divided"
    text = item.band.value
    if item.band is not Band.NOT_KNOWN and not item.is_coloured:
        text += ", on thin evidence"
    return text


def opinion_text(opinion: Opinion) -> str:
    """Median, how many answered, the range and what was answered, and how far people agree."""
    text = f"median {opinion.answers.median:g} of 5 in {opinion.round}; {answers_text(opinion.answers)}"
    if opinion.agreement is Agreement.TOO_FEW:
        return f"{text}; too few to say whether they agree."
    return f"{text}; {opinion.agreement.value}."


def answers_text(answers: Answers) -> str:
    """`12 people answered: four said 3, eight said 4`."""
    said = (f"{number(count)} said {step}" for step, count in enumerate(answers.counts, 1) if count)
    return f"{counted(answers.n, 'person', 'people')} answered: {joined(list(said))}"


def step_text(indicator: Indicator) -> str:
    """`step 3`, or the word for why there is none."""
    if indicator.step is not None:
        return f"step {indicator.step}"
    return "not defined" if isinstance(indicator.value, NotDefined) else "not known"


def strength_text(item: DomainHealth) -> str:
    """`Evidence A: a dated document is attached.`"""
    if item.strength is None:
        return "Evidence: none."
    return f"Evidence {item.strength.letter}: {item.strength.value}."


def _names(items: Iterable[DomainHealth], *, with_median: bool = False) -> str:
    return "; ".join(
        f"{item.domain.name} ({item.median:g})" if with_median else item.domain.name for item in items
    )


def _domain_lines(item: DomainHealth) -> Iterator[str]:
    mark = item.band.letter if item.is_coloured or item.band is Band.NOT_KNOWN else "–"
    yield f"{item.domain.number}. {item.domain.name}: {band_text(item)} [{mark}]"
    opinion = item.opinion
    if isinstance(opinion, Opinion):
        yield f"    People (“{item.domain.statement}”): {opinion_text(opinion)}"
        yield from (f"      {name}: {answers_text(part)}." for name, part in opinion.by_sector)
        if item.movement is not None:
            yield f"      {item.movement.text}"
    else:
        yield f"    People: {opinion.reason}"
    step = item.observed.step
    yield f"    Records: {f'step {step} of 5' if step is not None else 'counts without a step'}."
    told = (f"{each.text} ({step_text(each)})" for each in item.observed.indicators)
    yield from (f"      {text}" for text in dict.fromkeys(told))
    already = {each.text for each in item.observed.indicators}
    facts = dict.fromkeys(fact.text for fact in item.observed.facts)
    yield from (f"      {text}" for text in facts if text not in already)
    yield f"    {strength_text(item)}"


def _sections(profile: HealthProfile) -> Iterator[tuple[str, list[str]]]:
    """Titles with their lines; those without a line are left out."""
    sections = (
        ("Questions of your own", list(_own_questions(profile))),
        ("Programmes", list(_programmes(profile))),
        ("Shared goals", list(findings(profile.goals))),
        ("Agreed actions", list(_agreed_actions(profile))),
        ("Changes and their equity checks", [item.text(profile.on) for item in profile.equity]),
        ("National demands", list(_demands(profile))),
        ("How to read it", list(notes(profile))),
    )
    yield from ((title, lines) for title, lines in sections if lines)


def _own_questions(profile: HealthProfile) -> Iterator[str]:
    for item in profile.questions:
        yield f"“{item.statement}”: {opinion_text(item.opinion)}"
        if item.movement is not None:
            yield f"  {item.movement.text}"


def _programmes(profile: HealthProfile) -> Iterator[str]:
    found = profile.programmes
    for item in found.records:
        missing = f" Not stated: {joined(item.missing)}." if item.missing else ""
        yield f"{item.name}: {item.clarity_text}{missing}"
        if not item.has_baseline:
            yield f"  {NO_BASELINE}"
        yield from (f"  {text}" for text in item.prompts)
        for word in item.loaded_words:
            yield f"  “{word.word}” (in its {word.field}): {word.question}"
    if found.without_sponsor:
        yield f"No sponsor: {first_few([item.name for item in found.without_sponsor], 8)}."
    yield from (clash.text for clash in found.clashes)
    yield found.framing_text
    if found.records:
        counts = (f"{digits(count)} {word}" for word, count in found.admissions.items())
        yield f"Link to avoidable admissions: {', '.join(counts)}."


def _agreed_actions(profile: HealthProfile) -> Iterator[str]:
    found = profile.actions
    if not found.of:
        yield "No agreed action is recorded."
        return
    late = found.overdue
    yield sentence(f"{part_of(found.done, found.of, 'action')} done, {digits(len(late))} overdue")
    for item in late:
        owner = item.owner or "nobody is named"
        due = f" (due {day_in_words(item.due)})" if item.due is not None else ""
        yield f"  Overdue: {item.action}{due}; {owner}."


def _demands(profile: HealthProfile) -> Iterator[str]:
    for item in profile.demands.demands:
        about = f"{item.about}: " if item.about else ""
        yield f"{about}{item.text} ({EFFECT_TEXTS[item.effect]})"


def notes(profile: HealthProfile) -> Iterator[str]:
    """What a reader must know: anonymity, how a framing is read, and every cut-point."""
    yield WHOLE_GROUP
    yield READING
    yield f"{JUDGEMENT}:"
    yield from (f"  {item.title}: {item.in_words()}" for item in profile.cut_points.values())
    if profile.whole.weights:
        weights = (f"{key}: {value:g}" for key, value in profile.whole.weights.items())
        yield f"Weights of the domains: {', '.join(weights)}."
    if profile.whole.same_band_share is not None:
        yield (
            f"Of 1,000 random weightings {profile.whole.same_band_share:.0%} give the same band for all "
            "domains together."
        )
