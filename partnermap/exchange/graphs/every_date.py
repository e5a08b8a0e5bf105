"""The ties that a place's records make on any date, each with dates of its own."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import PartialDate, known_first_day, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.network.derive import ties_of_record
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import NetworkTie

Dated = Tie | Agreement | Post | Team

_Spell = tuple[str, PartialDate | None, PartialDate | None]


def ties_of_every_date(place: Place, as_at: dt.date) -> tuple[NetworkTie, ...]:
    """Each tie once for each spell of dates that it has, between the ends that are recorded.

    A body's closing does not move its ties to successors here, as that is a matter of one date.

    Args:
        place: the records.
        as_at: the date for which marks such as a vacancy hold.
    """
    lookup = lookup_of(place)
    found: dict[_Spell, NetworkTie] = {}
    dated: tuple[Mapping[str, Dated], ...] = (place.ties, place.agreements, place.posts, place.teams)
    for record in (record for records in dated for record in records.values()):
        for day in _days_of(lookup, record, as_at):
            for tie in ties_of_record(lookup, record, day):
                found.setdefault((tie.id, tie.start, tie.end), tie)
    return tuple(_told_apart(found.values()))


def _days_of(lookup: Lookup, record: Dated, as_at: dt.date) -> Iterator[dt.date]:
    """Days on which the record makes every tie that it ever makes."""
    yield as_at
    members = lookup.members.get(record.id, ()) if isinstance(record, Team) else ()
    for dated in (record, *members):
        for day in (known_first_day(dated.start), known_last_day(dated.end)):
            if day is not None:
                yield day


def _told_apart(ties: Iterable[NetworkTie]) -> Iterator[NetworkTie]:
    """Spells of one tie under keys of their own."""
    times: dict[str, int] = {}
    for tie in ties:
        times[tie.id] = times.get(tie.id, 0) + 1
        yield tie if times[tie.id] == 1 else replace(tie, id=f"{tie.id}#{times[tie.id]}")
