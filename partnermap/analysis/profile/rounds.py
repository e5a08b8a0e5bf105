"""Ratings gathered by domain and round: what was answered, and what moved since the round before.

Answers are anonymous. No part of them is shown of fewer than five people, nor where the rest would be
fewer than five, because whoever knows the whole could work the rest out (MEASURES E2).
"""

import datetime as dt
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.measure.confirmation import FEWEST_RATERS, days_of_rounds
from partnermap.analysis.profile.agreement_of_raters import deviation, is_split, r_wg, word
from partnermap.analysis.profile.domains import domain_rated_by, plain
from partnermap.analysis.profile.opinion import Answers, Direction, Movement, Opinion
from partnermap.domain.evidence import Rating
from partnermap.domain.place import Place
from partnermap.domain.sentences import digits, number, sentence
from partnermap.domain.words import VCSE_SECTORS, Sector

OTHERS = "others"
"""Everybody whose sector may not stand alone."""

SIMILAR_SIZE = 2 / 3
"""Two rounds are compared if the smaller has at least so much of the larger one's answers."""

SIMILAR_MIX = 0.25
"""And if at most so much of the answers would have to change sector to make both mixes alike."""

_SCORES = range(1, 6)


@dataclass(frozen=True, slots=True)
class Rated:
    """All rounds of one statement, the earliest first.

    Attributes:
        statement: as first written.
        movement: None where there is only one round.
    """

    statement: str
    history: tuple[Opinion, ...]
    movement: Movement | None


def rated_on(place: Place, on: dt.date) -> tuple[Mapping[int, Rated], tuple[Rated, ...]]:
    """What was rated by the date: by number of domain, and questions of the place's own."""
    ratings = [row for row in place.of(Rating).values() if row.score in _SCORES]
    days = days_of_rounds(ratings)
    past = [row for row in ratings if (days[row.round] or on) <= on]
    of_domains: dict[int, list[Rating]] = {}
    own: dict[str, list[Rating]] = {}
    for row in past:
        found = domain_rated_by(row.statement)
        if found is not None:
            of_domains.setdefault(found.number, []).append(row)
        else:
            own.setdefault(plain(row.statement), []).append(row)
    return (
        {key: _rated(rows, days) for key, rows in of_domains.items()},
        tuple(_rated(rows, days) for rows in own.values()),
    )


def _rated(rows: Sequence[Rating], days: Mapping[str, dt.date | None]) -> Rated:
    rounds: dict[str, list[Rating]] = {}
    for row in rows:
        rounds.setdefault(row.round, []).append(row)
    order = sorted(rounds, key=lambda name: days[name] or dt.date.min)
    history = tuple(_opinion(name, days[name], rounds[name]) for name in order)
    movement = None
    if len(order) > 1:
        before, latest = rounds[order[-2]], rounds[order[-1]]
        movement = _movement(history[-2], history[-1], _mix_difference(before, latest))
    return Rated(rows[0].statement, history, movement)


def _opinion(name: str, day: dt.date | None, rows: Sequence[Rating]) -> Opinion:
    scores = [row.score for row in rows]
    answers, agreement = _answers(scores), r_wg(scores)
    return Opinion(
        round=name,
        day=day,
        answers=answers,
        r_wg=agreement,
        deviation=deviation(scores),
        agreement=word(len(scores), agreement),
        is_split=is_split(answers.counts),
        by_sector=_by_sector(rows),
    )


def _answers(scores: Sequence[int]) -> Answers:
    counts = Counter(scores)
    return Answers(
        counts=(counts[1], counts[2], counts[3], counts[4], counts[5]),
        median=float(statistics.median(scores)),
        low=min(scores),
        high=max(scores),
    )


def _by_sector(rows: Sequence[Rating]) -> tuple[tuple[str, Answers], ...]:
    """Sectors that may stand alone, and the others together; empty where none may."""
    groups: dict[str | None, list[int]] = {}
    for row in rows:
        groups.setdefault(_sector(row), []).append(row.score)
    alone = sorted(
        (name for name in groups if name is not None and len(groups[name]) >= FEWEST_RATERS),
        key=lambda name: -len(groups[name]),
    )
    while alone and 0 < len(rows) - _size(groups, alone) < FEWEST_RATERS:
        alone.pop()
    rest = [score for name, scores in groups.items() if name not in alone for score in scores]
    shown = [(name, _answers(groups[name])) for name in alone]
    if rest:
        shown.append((OTHERS, _answers(rest)))
    return tuple(shown) if len(shown) > 1 else ()


def _sector(row: Rating) -> str | None:
    """Community counts as VCSE."""
    if row.sector in VCSE_SECTORS:
        return Sector.VCSE.value
    return None if row.sector is None else row.sector.value


def _size(groups: Mapping[str | None, list[int]], names: Iterable[str]) -> int:
    return sum(len(groups[name]) for name in names)


def _mix_difference(one: Sequence[Rating], other: Sequence[Rating]) -> float:
    """Share of the answers that would have to change sector to make both mixes alike, 0 to 1."""
    mixes = [Counter(_sector(row) for row in rows) for rows in (one, other)]
    shares = [{name: count / mix.total() for name, count in mix.items()} for mix in mixes]
    names = shares[0].keys() | shares[1].keys()
    return sum(abs(shares[0].get(name, 0) - shares[1].get(name, 0)) for name in names) / 2


def _movement(before: Opinion, latest: Opinion, mix_difference: float) -> Movement:
    change = latest.answers.median - before.answers.median
    reason = _not_comparable(before.answers.n, latest.answers.n, mix_difference)
    medians = f"the median was {before.answers.median:g} and is {latest.answers.median:g}"
    if reason is not None:
        text = sentence(f"not compared with {before.round}: {reason}")
        return Movement(Direction.NOT_COMPARABLE, before.round, change, text)
    if abs(change) < 1:
        told = f": {medians}" if change else f", a median of {latest.answers.median:g}"
        text = sentence(f"no change to speak of since {before.round}{told}")
        return Movement(Direction.SAME, before.round, change, text)
    direction = Direction.UP if change > 0 else Direction.DOWN
    text = sentence(f"{direction.value} since {before.round}: {medians}")
    return Movement(direction, before.round, change, text)


def _not_comparable(before: int, latest: int, mix_difference: float) -> str | None:
    if min(before, latest) < FEWEST_RATERS:
        return f"fewer than {number(FEWEST_RATERS)} people answered"
    if min(before, latest) < SIMILAR_SIZE * max(before, latest):
        return f"{digits(before)} people answered then and {digits(latest)} now"
    if mix_difference > SIMILAR_MIX:
        return "other sectors answered than now"
    return None
