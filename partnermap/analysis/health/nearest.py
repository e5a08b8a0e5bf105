"""Where there is no link on a date: the nearest date that has some."""

import datetime as dt
import heapq
from collections.abc import Iterator
from typing import Literal

from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import PartialDate, known_first_day, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.network.build import network_on

_TRIED = 3
"""On each side: the last days of most records have links, those of a closed body have none."""


def nearest_day_with_links(place: Place, on: dt.date) -> dt.date | None:
    """The last day before `on` that has a link, else the first day after it, else None."""
    earlier = heapq.nlargest(_TRIED, {day for day in _last_days(place) if day < on})
    later = heapq.nsmallest(_TRIED, {day for day in _first_days(place) if day > on})
    return next((day for day in (*earlier, *later) if network_on(place, day).ties), None)


def _last_days(place: Place) -> Iterator[dt.date]:
    for end in _dates(place, "end"):
        if (day := known_last_day(end)) is not None:
            yield day


def _first_days(place: Place) -> Iterator[dt.date]:
    for start in _dates(place, "start"):
        if (day := known_first_day(start)) is not None:
            yield day


def _dates(place: Place, field: Literal["start", "end"]) -> Iterator[PartialDate | None]:
    for kind in (Tie, Agreement, Post, Team):
        for record in place.of(kind).values():
            date = getattr(record, field)
            yield date if isinstance(date, PartialDate) else None
