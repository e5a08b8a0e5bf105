"""What the timeline shows: bars in lanes, the parts they are made of, the years round them; no Qt."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import heappop, heappush

from partnermap.analysis.disruption.over_years import NetworkStrain
from partnermap.domain.dates import ONE_DAY
from partnermap.domain.record import About

HORIZON_MONTHS = 24
"""How long after a reorganisation links stay under strain, and how soon an end counts as near."""


class Look(StrEnum):
    """How a part of a bar is drawn."""

    REORGANISATION = "reorganisation"
    BLIGHT = "blight"
    AGREEMENT = "agreement"
    ENDING = "ending"
    LAPSED = "lapsed"
    PAID = "paid"
    POST = "post"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar, both days included; None is open. `words` stand on it if they fit.

    Attributes:
        about: the record that the part stands for, where it is not that of the whole bar.
        hint: says in words what that part shows.
    """

    start: dt.date | None
    end: dt.date | None
    look: Look
    words: str = ""
    about: About | None = None
    hint: str = ""

    def continues(self, before: "Part") -> bool:
        """Whether it is a further record of the same kind that begins where the other ends."""
        if self.about is None or before.end is None or self.start is None:
            return False
        return self.start <= before.end + ONE_DAY


@dataclass(frozen=True, slots=True)
class Bar:
    """One record on the timeline, or several that follow each other; `hint` says in words what it shows.

    Attributes:
        has_own_row: whether no other bar may stand beside it.
    """

    about: About
    title: str
    parts: tuple[Part, ...]
    hint: str
    has_own_row: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """Bars of one kind under one heading, those with their own row last; or the network's strain.

    Attributes:
        note: a smaller line under the heading.
    """

    title: str
    bars: tuple[Bar, ...] = ()
    note: str = ""
    strain: NetworkStrain | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many years before and after a date the timeline looks at most."""

    back: float = 12.0
    ahead: float = 8.0

    def zoomed(self, factor: float) -> "Reach":
        """Looking farther (above 1) or less far, from three years to two centuries."""
        total = min(max((self.back + self.ahead) * factor, 3.0), 200.0)
        return Reach(total * 0.6, total * 0.4)


def span_of(lanes: Iterable[Lane], on: dt.date, reach: Reach = Reach()) -> tuple[dt.date, dt.date]:
    """First and last day worth showing: whole years round the bars within reach of the date."""
    earliest, latest = on.year - round(reach.back), on.year + round(reach.ahead)
    days = [on, *(day for day in _days(lanes) if earliest <= day.year <= latest)]
    first = min(min(days).year, on.year - 3 if reach.back >= 3 else earliest)
    last = max(max(days).year, on.year + 3 if reach.ahead >= 3 else latest)
    return dt.date(first, 1, 1), dt.date(last, 12, 31)


def rows_for(extents: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """A row for each extent (left, right): the first that is free, so that none overlaps another."""
    taken: list[tuple[float, int]] = []
    free: list[int] = []
    rows = [0] * len(extents)
    for i in sorted(range(len(extents)), key=lambda i: extents[i]):
        left, right = extents[i]
        while taken and taken[0][0] + gap <= left:
            heappush(free, heappop(taken)[1])
        rows[i] = heappop(free) if free else len(taken)
        heappush(taken, (right, rows[i]))
    return rows


def _days(lanes: Iterable[Lane]) -> Iterable[dt.date]:
    for lane in lanes:
        for bar in lane.bars:
            for part in bar.parts:
                yield from (day for day in (part.start, part.end) if day is not None)
