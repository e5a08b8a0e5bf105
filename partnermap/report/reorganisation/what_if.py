"""Register and scenario side by side: what differs, and which rows of the scenario cannot be used."""

from collections.abc import Iterator, Sequence

from partnermap.analysis.disruption.disruption import Disruption
from partnermap.analysis.disruption.ranking import Ranking, ranking
from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.succession.fates import Fate, Pair, PairFate
from partnermap.analysis.succession.totals import HEADING_OF, Heading, Totals
from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.reorganisation import ScenarioChange
from partnermap.domain.sentences import (
    capital,
    day_in_words,
    digits,
    month_in_words,
    part_of,
    sentence,
)
from partnermap.network.links import plain
from partnermap.network.scenario import scenario_problems
from partnermap.report.content import Block, Field, Grid, Points, Section, Subheading, Words
from partnermap.report.reorganisation.ahead import Ahead
from partnermap.report.reorganisation.fate_words import HEADING_WORDS, verb_for

MOST_PAIRS = 12
"""In the section; the appendix has all of them."""

REGISTER = "the register as it is"
NOT_LINKED = "Not linked on this date"
_COLUMNS = ("Linked pairs", "with VCSE")

Differing = tuple[Pair, PairFate | None, PairFate | None]
"""A pair, and what becomes of it in the register and in the scenario."""


def what_if_section(register: Ahead, scenario: Ahead) -> Section:
    """What differs, in figures, in how far links are held back, and pair by pair."""
    found = differing(register, scenario)
    name = scenario.place.scenario or ""
    blocks = [
        Words(
            f"Everything in this report is what would be if “{name}” came about: what if, not a "
            "forecast. The register itself is untouched. Here both stand side by side to "
            f"{day_in_words(scenario.until)}."
        ),
        *_changes(register, name),
        Subheading("What becomes of the linked pairs"),
        _figures(register, scenario),
        Points(tuple(_held_back(register, scenario))),
        *_pairs(register, scenario, found[:MOST_PAIRS], len(found)),
        *_unusable(register, name),
    ]
    return Section(_heading(scenario, found, name), tuple(blocks))


def what_if_appendix(register: Ahead, scenario: Ahead) -> tuple[Section, ...]:
    """Every pair that fares otherwise, where the section had no room for all."""
    found = differing(register, scenario)
    if len(found) <= MOST_PAIRS:
        return ()
    heading = f"Appendix: every linked pair that fares otherwise in “{scenario.place.scenario}”"
    return (Section(heading, (_pairs_grid(register, scenario, found),)),)


def differing(register: Ahead, scenario: Ahead) -> tuple[Differing, ...]:
    """Pairs that are linked in only one of the two, or meet another fate there, the worst first."""
    one = {item.before: item for item in register.comparison.fates.pairs}
    other = {item.before: item for item in scenario.comparison.fates.pairs}
    found = [(pair, one.get(pair), other.get(pair)) for pair in dict.fromkeys([*one, *other])]
    differs = [row for row in found if _end(row[1]) != _end(row[2])]
    return tuple(sorted(differs, key=lambda row: _ORDER.index(_heading_of(row[2]))))


_ORDER: tuple[Heading | None, ...] = (
    Heading.NO_HOME,
    Heading.NEEDS_DECISION,
    Heading.ENDED,
    Heading.NOT_KNOWN,
    Heading.INTERNAL,
    Heading.CARRIES_ON,
    None,
)


def _end(item: PairFate | None) -> tuple[object, ...] | None:
    return None if item is None else (item.fate, item.after, item.decisive.successor_ids)


def _heading_of(item: PairFate | None) -> Heading | None:
    return None if item is None else HEADING_OF[item.fate]


def _heading(scenario: Ahead, found: Sequence[Differing], name: str) -> str:
    count = len(found)
    told = part_of(count, scenario.counts.links, "linked pair")
    fares = verb_for(count, "fares", "fare")
    return f"What if: {name}. {capital(told)} {fares} otherwise by {month_in_words(scenario.until)}"


def _changes(register: Ahead, name: str) -> Iterator[Block]:
    events = [
        item
        for item in register.place.reorganisations.values()
        if item.scenario is not None and plain(item.scenario) == plain(name)
    ]
    told = [_change(register.place, row) for row in _rows(register, name)]
    told += [
        sentence(f"{item.name}, {item.effective.in_words() if item.effective else 'without a date'}")
        for item in events
    ]
    if told:
        yield Subheading("What it changes")
        yield Points(tuple(told))


def _rows(register: Ahead, name: str) -> list[ScenarioChange]:
    """The scenario's rows; those about a post are not for the public."""
    return [
        row
        for row in register.place.of(ScenarioChange).values()
        if plain(row.scenario) == plain(name)
        and (register.audience.sees_posts or row.about_table != Post.TABLE)
    ]


def _change(place: Place, row: ScenarioChange) -> str:
    """`Merge: Old Trust, New Trust, 1 April 2028.`"""
    about = place.get(row.about_table or "", row.about_id or "")
    named = str(getattr(about, "name", None) or getattr(about, "title", None) or "a record that is gone")
    date = row.date.in_words() if row.date is not None else ""
    return sentence(f"{row.change}: {', '.join(part for part in (named, row.value, date) if part)}")


def _figures(register: Ahead, scenario: Ahead) -> Grid:
    fields = [Field("What becomes of it", 0.22)]
    titles = (*_COLUMNS, register.comparison.totals.cover.title)
    for title, share in zip(titles, (0.11, 0.11, 0.17), strict=True):
        fields += [Field(f"{title}: register", share, right=True), Field("what if", share, right=True)]
    rows = [(HEADING_WORDS[key], *_row(register, scenario, [key])) for key in Heading]
    rows.append(("Together", *_row(register, scenario, list(Heading))))
    summary = (
        "Linked pairs, those with the VCSE, and money by what becomes of them, register and what if."
    )
    return Grid(tuple(fields), tuple(rows), summary, total=True)


def _row(register: Ahead, scenario: Ahead, keys: Sequence[Heading]) -> list[str]:
    both = (register, scenario)
    found = [f"{_sum_pairs(each.comparison.totals, keys):,}" for each in both]
    found += [f"{_sum_pairs(each.vcse_totals, keys):,}" for each in both]
    pence = [sum(each.comparison.totals.pence[key] for key in keys) for each in both]
    return found + [money_in_words(each) if each else "–" for each in pence]


def _sum_pairs(totals: Totals, keys: Sequence[Heading]) -> int:
    return sum(totals.pairs[key] for key in keys)


def _held_back(register: Ahead, scenario: Ahead) -> Iterator[str]:
    """How far links are held back in both, and how sure it is which is worse."""
    name = scenario.place.scenario or ""
    if register.audience.sees_posts:
        posts = [
            sum(each.comparison.totals.posts[key] for key in _UNSETTLED) for each in (register, scenario)
        ]
        yield (
            f"Joint posts that await a decision, have no home or end: {digits(posts[0])} in the "
            f"register, {digits(posts[1])} in the what-if."
        )
    told = [_lost(each.strain) for each in (register, scenario)]
    if None in told:
        return
    lost = "Joint working time lost, strength counted"
    yield f"{lost}: {told[0]} in the register, {told[1]} in the what-if."
    found = ranking(scenario.strain, register.strain, (name, REGISTER))
    yield how_sure(name, found)


def how_sure(name: str, found: Ranking) -> str:
    """Which of both holds links back more, and how far that turns on what is assumed."""
    always = (
        f"Whatever the assumptions turn out to be within their ranges, “{name}” holds the links back"
    )
    if found.chance_worse == 1:
        return f"{always} more than {REGISTER}."
    if found.chance_same == 1:
        return f"{always} as much as {REGISTER}."
    if found.chance_worse == found.chance_same == 0:
        return f"{always} less than {REGISTER}."
    same = f", and as much in {found.chance_same:.0%}" if found.chance_same else ""
    return (
        f"“{name}” holds the links back more than {REGISTER} in {found.chance_worse:.0%} of the "
        f"ways in which the assumptions may turn out{same}. {found.sentence}"
    )


_UNSETTLED = (Heading.NEEDS_DECISION, Heading.NO_HOME, Heading.ENDED)


def _lost(found: Disruption) -> str | None:
    if isinstance(found.weighted, NotDefined):
        return None
    index = found.weighted.index
    return f"{index.low:.0%} to {index.high:.0%}"


def _pairs(register: Ahead, scenario: Ahead, found: Sequence[Differing], in_all: int) -> Iterator[Block]:
    if not found:
        yield Words("By then no linked pair fares otherwise than in the register.")
        return
    yield Subheading("Linked pairs that fare otherwise")
    yield _pairs_grid(register, scenario, found)
    if in_all > len(found):
        yield Words(f"All {in_all:,} stand in the appendix.", quiet=True)


def _pairs_grid(register: Ahead, scenario: Ahead, found: Sequence[Differing]) -> Grid:
    fields = (Field("Linked pair", 0.4), Field("Register", 0.3), Field("What if", 0.3))
    rows = tuple(
        (
            " – ".join(scenario.comparison.names(pair)),
            _fate(register, one),
            _fate(scenario, other),
        )
        for pair, one, other in found
    )
    return Grid(fields, rows, "One row for each linked pair that fares otherwise: register and what if.")


def _fate(ahead: Ahead, item: PairFate | None) -> str:
    if item is None:
        return NOT_LINKED
    told, name = HEADING_WORDS[HEADING_OF[item.fate]], ahead.comparison.name
    if item.fate is Fate.INTERNALISED and item.decisive.body_id is not None:
        return f"{told} to {name(item.decisive.body_id)}"
    if item.fate is Fate.SPLIT:
        return f"{told}: {' or '.join(map(name, item.decisive.successor_ids))}"
    together = ", falling together with another" if item.fate is Fate.DUPLICATED else ""
    if item.after is not None and item.after != item.before:
        return f"{told} as {' – '.join(ahead.comparison.names(item.after))}{together}"
    return f"{told}{together}"


def _unusable(register: Ahead, name: str) -> Iterator[Block]:
    shown = {row.id for row in _rows(register, name)}
    problems = [
        problem
        for problem in scenario_problems(register.place, name)
        if problem.about.table != ScenarioChange.TABLE or problem.about.id in shown
    ]
    if problems:
        yield Subheading("Rows of the scenario that cannot be used: the rest has been counted")
        yield Points(tuple(problem.text for problem in problems))
