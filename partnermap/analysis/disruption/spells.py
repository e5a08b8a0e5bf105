"""Spells: from when to when each tie runs within a horizon, by the rules that make the network."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import Period, known_first_day, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import Record
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.network.derive import ties_of_record
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import NetworkTie

Spell = tuple[int, int]
"""First day and the day after the last, counted from the start of the horizon."""


@dataclass(frozen=True, slots=True)
class TieSpells:
    """A tie and the days of the horizon on which it runs, whatever happens to its ends."""

    tie: NetworkTie
    spells: tuple[Spell, ...]


def tie_spells(place: Place, since: dt.date, until: dt.date) -> tuple[TieSpells, ...]:
    """Every tie that runs on at least one day of the horizon, recorded or derived.

    Args:
        place: the records.
        since: first day of the horizon.
        until: day after its last.
    """
    lookup = lookup_of(place)
    found: list[TieSpells] = []
    for kind in (Tie, Agreement, Post, Team):
        for record in place.of(kind).values():
            days = _days_of_change(lookup, record, since, until)
            found += _followed(lookup, record, [since, *days, until])
    return tuple(found)


def _followed(lookup: Lookup, record: Record, days: list[dt.date]) -> Iterator[TieSpells]:
    ties: dict[str, NetworkTie] = {}
    spells: dict[str, list[Spell]] = {}
    for first, after in pairwise(days):
        for tie in ties_of_record(lookup, record, first):
            ties.setdefault(tie.id, tie)
            _extend(spells.setdefault(tie.id, []), (first - days[0]).days, (after - days[0]).days)
    return (TieSpells(tie, tuple(spells[key])) for key, tie in ties.items())


def _extend(spells: list[Spell], first: int, after: int) -> None:
    if spells and spells[-1][1] == first:
        spells[-1] = (spells[-1][0], after)
    else:
        spells.append((first, after))


def _days_of_change(lookup: Lookup, record: Record, since: dt.date, until: dt.date) -> list[dt.date]:
    """Days inside the horizon on which the record may begin or cease to make ties, in order."""
    found = {
        day
        for period in _periods(lookup, record)
        for day in (known_first_day(period.start), _day_after(period))
        if day is not None and since < day < until
    }
    return sorted(found)


def _day_after(period: Period) -> dt.date | None:
    last = known_last_day(period.end)
    return None if last is None or last == dt.date.max else last + timedelta(days=1)


def _periods(lookup: Lookup, record: Record) -> Iterable[Period]:
    if isinstance(record, Tie | Agreement | Post | Team):
        yield record.period
    if isinstance(record, Agreement):
        for key in lookup.replacements.get(record.id, ()):
            yield lookup.place.agreements[key].period
    if isinstance(record, Team):
        for member in lookup.members.get(record.id, ()):
            yield member.period
