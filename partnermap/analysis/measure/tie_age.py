"""Tie age and shared history: how long partners have been working together (MEASURES A21)."""

import datetime as dt
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from partnermap.analysis.measure.result import NO_TIES, NotDefined, NotKnown
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import DAYS_PER_YEAR, known_first_day, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.team import Member, Team
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind
from partnermap.network.derive import ties_of_record
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import Network, NetworkTie
from partnermap.network.standing import Standing

LONG_YEARS = 5
NO_STARTS = NotKnown("Nobody recorded when any of the links began.")

Spell = tuple[dt.date, dt.date]
"""First day, and the day after the last."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Ages:
    """How old ties, or the histories of linked pairs, are.

    Attributes:
        known, not_known: how many have a start on record, and how many have none and do not count.
        median: in years of 365.25 days.
        five_years_share, under_one_year_share: share of those known of five years or more, and of less
            than one year.
    """

    known: int
    not_known: int
    median: float
    five_years_share: float
    under_one_year_share: float


def tie_ages(network: Network) -> Ages | NotDefined | NotKnown:
    """Age of every tie on the date, from its own start."""
    if not network.ties:
        return NO_TIES
    return _ages([_days_since(tie, network.on) for tie in network.ties])


def pair_histories(
    place: Place, network: Network, kinds: frozenset[TieKind] | None = None
) -> Ages | NotDefined | NotKnown:
    """How long each linked pair has had a tie: the union of all its spells, ended ones included.

    Ties of bodies that closed count for their successors.

    Args:
        place: the records.
        network: of the date, of the kinds that count.
        kinds: the same kinds; None counts all.
    """
    if not network.ties:
        return NO_TIES
    spells: dict[Pair, list[Spell]] = {tie.pair: [] for tie in network.ties}
    for pair, spell in _spells(place, network, kinds):
        if pair in spells:
            spells[pair].append(spell)
    return _ages([days_in(found) if found else None for found in spells.values()])


def days_in(spells: Iterable[Spell]) -> int:
    """Days that lie in at least one of the spells."""
    total, reached = 0, dt.date.min
    for first, after in sorted(spells):
        total += max(0, (after - max(first, reached)).days)
        reached = max(reached, after)
    return total


def _days_since(tie: NetworkTie, on: dt.date) -> int | None:
    start = known_first_day(tie.start)
    return None if start is None else (on - start).days


def _ages(days: Sequence[int | None]) -> Ages | NotKnown:
    years = [count / DAYS_PER_YEAR for count in days if count is not None]
    if not years:
        return NO_STARTS
    return Ages(
        known=len(years),
        not_known=len(days) - len(years),
        median=statistics.median(years),
        five_years_share=sum(age >= LONG_YEARS for age in years) / len(years),
        under_one_year_share=sum(age < 1 for age in years) / len(years),
    )


def _spells(
    place: Place, network: Network, kinds: frozenset[TieKind] | None
) -> Iterator[tuple[Pair, Spell]]:
    """Known spells of pairs, the ends that closed replaced by their successors on the date."""
    for tie in network.ties:
        if (start := known_first_day(tie.start)) is not None:
            yield tie.pair, (start, network.on)
    standing = Standing(place, network.on)
    for tie in _ended_ties(lookup_of(place), network.on):
        start, end = known_first_day(tie.start), known_last_day(tie.end)
        if start is None or end is None or (kinds is not None and tie.kind not in kinds):
            continue
        pair = _today(standing, tie)
        if pair is not None:
            yield pair, (start, end + dt.timedelta(days=1))


def _ended_ties(lookup: Lookup, on: dt.date) -> Iterator[NetworkTie]:
    """Ties of records that ended before the date, each as on its last day."""
    place = lookup.place
    records: tuple[Tie | Agreement | Post, ...] = (
        *place.ties.values(),
        *place.agreements.values(),
        *place.posts.values(),
    )
    for record in records:
        day = known_last_day(record.end)
        if day is not None and day < on:
            yield from ties_of_record(lookup, record, day)
    for team in place.teams.values():
        parts: tuple[Team | Member, ...] = (team, *lookup.members.get(team.id, ()))
        last = (known_last_day(part.end) for part in parts)
        for day in dict.fromkeys(day for day in last if day is not None and day < on):
            yield from ties_of_record(lookup, team, day)


def _today(standing: Standing, tie: NetworkTie) -> Pair | None:
    ends = [standing.home_of(end, tie.origin).organisation_id for end in tie.pair]
    first, second = ends
    if first is None or second is None or first == second:
        return None
    return (first, second) if first <= second else (second, first)
