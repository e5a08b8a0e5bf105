"""Any measure as a line across dates, with the reorganisations that took effect in between."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.measure import centrality, sectors, structure
from partnermap.analysis.measure.answer import Answer
from partnermap.analysis.measure.chance import check
from partnermap.analysis.measure.family import Family
from partnermap.analysis.measure.multiplexity import multiplexity
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.registry import FAMILIES
from partnermap.analysis.measure.result import Figure, NotDefined, NotKnown
from partnermap.analysis.measure.tie_age import tie_ages
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.standing import effective_day, reorganisations_of

EACH = "per_organisation."

NOT_OPEN = NotDefined("The organisation is not open on this date.")


@dataclass(frozen=True, slots=True)
class Mark:
    """A reorganisation on the day it takes effect."""

    on: dt.date
    reorganisation_id: str
    name: str


@dataclass(frozen=True, slots=True)
class OverTime:
    """Measures across dates.

    Attributes:
        dates: in order.
        lines: by key, one figure for each date.
        marks: reorganisations that take effect from the first date to the last, in order.
    """

    dates: tuple[dt.date, ...]
    lines: Mapping[str, tuple[Figure, ...]]
    marks: tuple[Mark, ...]


def over_time(
    place: Place,
    dates: Sequence[dt.date],
    keys: Sequence[str],
    *,
    organisation_id: str | None = None,
    kinds: frozenset[TieKind] | None = None,
    token: Token | None = None,
) -> OverTime:
    """Measures on each date; only what the keys need is computed.

    Args:
        place: the records.
        dates: in any order.
        keys: dotted, as in the JSON of `measures`, each down to one figure, such as `density` or
            `e_i_index.value`; a list stands for how many it names.
        organisation_id: whose figure a key that begins with `per_organisation.` means.
        kinds: kinds of tie that count; None counts all.
        token: to cancel by.

    Raises:
        Cancelled: the token was cancelled.
        KeyError: there is no such figure.
    """
    ordered = tuple(sorted(set(dates)))
    rows: list[dict[str, Figure]] = []
    for done, on in enumerate(ordered):
        check(token, done / len(ordered), "measuring the dates one by one")
        rows.append(_on_one_date(Question(place, on, kinds, token), keys, organisation_id))
    lines = {key: tuple(row[key] for row in rows) for key in keys}
    return OverTime(ordered, lines, marks_between(place, ordered[0], ordered[-1]) if ordered else ())


def organisations_over_time(
    place: Place,
    dates: Sequence[dt.date],
    key: str,
    organisation_ids: Sequence[str],
    token: Token | None = None,
) -> Mapping[str, tuple[Figure, ...]]:
    """One figure of several organisations on each date, in the order of the dates.

    Args:
        place: the records.
        dates: in order.
        key: one that begins with `per_organisation.`.
        organisation_ids: whose figures.
        token: to cancel by.

    Raises:
        Cancelled: the token was cancelled.
        KeyError: there is no such figure.
    """
    family, lines = _family_of(key), dict[str, list[Figure]]((one, []) for one in organisation_ids)
    for done, on in enumerate(dates):
        check(token, done / len(dates), "measuring the dates one by one")
        question = Question(place, on, None, token)
        figures, answer = _answer(family, question, each=True)
        for one, line in lines.items():
            line.append(_figure(figures, answer, key, _position(question, key, one)))
    return {one: tuple(line) for one, line in lines.items()}


def marks_between(place: Place, first: dt.date, last: dt.date) -> tuple[Mark, ...]:
    """Reorganisations of the register that take effect in these days, both included."""
    found = [
        Mark(day, item.id, item.name)
        for item in reorganisations_of(place)
        if (day := effective_day(item)) is not None and first <= day <= last
    ]
    return tuple(sorted(found, key=lambda mark: (mark.on, mark.name)))


def dates_between(place: Place, first: dt.date, last: dt.date, months: int = 3) -> tuple[dt.date, ...]:
    """Every so many months, and the day before and the day of each reorganisation, to show its jump."""
    days, step = {first, last}, 0
    while (day := add_months(first, step)) < last:
        days.add(day)
        step += max(1, months)
    for mark in marks_between(place, first, last):
        days |= {mark.on, max(first, mark.on - dt.timedelta(days=1))}
    return tuple(sorted(days))


def _e_i_index(question: Question) -> Figure:
    """Without the random labellings, which only its p-values need."""
    pairs, codes = sectors.known_sectors(question.graph, question.labels)
    return sectors.e_i_value(pairs, codes)


def _multiplexity(question: Question) -> Figure:
    found = multiplexity(question.network)
    return found if isinstance(found, NotDefined) else found.mean


def _median_age(question: Question) -> Figure:
    found = tie_ages(question.network)
    return found if isinstance(found, NotDefined | NotKnown) else found.median


def _degree_centralisation(question: Question) -> Figure:
    none = NotDefined("It is not asked for.")
    pairs = len(question.network.pairs)
    return centrality.centralisation(question.degree, none, none, pairs).degree


_QUICK: Mapping[str, Callable[[Question], Figure]] = {
    "organisations": lambda question: float(len(question.names)),
    "ties": lambda question: float(len(question.network.ties)),
    "pairs": lambda question: float(len(question.network.pairs)),
    "density": lambda question: structure.density(question.graph),
    "components": lambda question: float(len(structure.pieces(question.graph).sizes)),
    "centralisation.degree": _degree_centralisation,
    "e_i_index.value": _e_i_index,
    "sector_assortativity": lambda question: sectors.assortativity(question.graph, question.labels),
    "multiplexity.mean": _multiplexity,
    "tie_age.median": _median_age,
}
"""Figures that cost far less alone than with the rest of their family."""


def _on_one_date(
    question: Question, keys: Sequence[str], organisation_id: str | None
) -> dict[str, Figure]:
    """The figure of each key; every family that is needed answers once."""
    answered: dict[int, tuple[object, Answer]] = {}
    found: dict[str, Figure] = {}
    for key in keys:
        if key in _QUICK:
            found[key] = _QUICK[key](question)
            continue
        family = _family_of(key)
        if id(family) not in answered:
            answered[id(family)] = _answer(family, question, each=key.startswith(EACH))
        found[key] = _figure(*answered[id(family)], key, _position(question, key, organisation_id))
    return found


def _family_of(key: str) -> Family:
    starts = [key[:place] for place in range(1, len(key) + 1) if key[place : place + 1] in {"", "."}]
    for family in FAMILIES:
        if any(item.key in starts for item in family.measures):
            return family
    raise KeyError(key)


def _answer(family: Family, question: Question, *, each: bool) -> tuple[object, Answer]:
    answer = Answer()
    if each:
        return {EACH.rstrip("."): family.columns(question, answer)}, answer
    return family.figures(question, answer), answer


def _position(question: Question, key: str, organisation_id: str | None) -> int | None:
    if not key.startswith(EACH):
        return None
    return question.network.index.get(organisation_id or "", -1)


def _figure(figures: object, answer: Answer, key: str, position: int | None) -> Figure:
    """The figure down the dotted path, or the reason that stands for its longest part."""
    if position == -1:
        return NOT_OPEN
    value = figures
    for part in key.split("."):
        if isinstance(value, list) and position is not None:
            value = value[position]
        value = value[part] if isinstance(value, dict) else None
    if isinstance(value, list):
        value = value[position] if position is not None else len(value)
    if isinstance(value, int | float):
        return float(value)
    return _reason(answer, key)


def _reason(answer: Answer, key: str) -> NotDefined | NotKnown:
    parts = key.split(".")
    for size in range(len(parts), 0, -1):
        start = ".".join(parts[:size])
        if start in answer.not_defined:
            return NotDefined(answer.not_defined[start])
        if start in answer.not_known:
            return NotKnown(answer.not_known[start])
    raise KeyError(key)
