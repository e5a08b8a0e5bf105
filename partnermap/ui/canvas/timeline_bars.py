"""What the timeline shows: reorganisations, agreements and posts as bars in lanes; no Qt."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months, known_first_day, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import day_in_words
from partnermap.domain.words import AgreementStatus, PostStatus
from partnermap.network.standing import effective_day, reorganisations_of
from partnermap.shell.words import text

HORIZON_MONTHS = 24
"""How long after a reorganisation links stay under strain, and how soon an end counts as near."""


class Look(StrEnum):
    """How a part of a bar is drawn."""

    REORGANISATION = "reorganisation"
    BLIGHT = "blight"
    AGREEMENT = "agreement"
    ENDING = "ending"
    LAPSED = "lapsed"
    POST = "post"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar, both days included; None is open. `words` stand on it if they fit."""

    start: dt.date | None
    end: dt.date | None
    look: Look
    words: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One record on the timeline; `hint` says in words what the bar shows."""

    about: About
    title: str
    parts: tuple[Part, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Lane:
    """Bars of one kind under one heading."""

    title: str
    bars: tuple[Bar, ...]


def lanes_of(place: Place, on: dt.date) -> tuple[Lane, ...]:
    """The lanes of a place; what is near its end is judged on the date."""
    lanes = (
        Lane(text("Reorganisations"), _bars(map(_reorganisation, reorganisations_of(place)))),
        Lane(text("Agreements"), _bars(_agreement(item, on) for item in place.agreements.values())),
        Lane(
            text("Posts"), _bars(_post(item, on) for item in place.posts.values() if not item.statutory)
        ),
    )
    return tuple(lane for lane in lanes if lane.bars)


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
    """A row for each extent (left, right) so that none overlaps another in its row."""
    ends: list[float] = []
    rows = [0] * len(extents)
    for i in sorted(range(len(extents)), key=lambda i: extents[i]):
        left, right = extents[i]
        row = next((row for row, end in enumerate(ends) if end + gap <= left), len(ends))
        ends[row : row + 1] = [right]
        rows[i] = row
    return rows


def _bars(bars: Iterable[Bar | None]) -> tuple[Bar, ...]:
    found = [bar for bar in bars if bar is not None]
    return tuple(sorted(found, key=lambda bar: (bar.parts[0].start or dt.date.min, bar.title)))


def _days(lanes: Iterable[Lane]) -> Iterable[dt.date]:
    for lane in lanes:
        for bar in lane.bars:
            for part in bar.parts:
                yield from (day for day in (part.start, part.end) if day is not None)


def _reorganisation(item: Reorganisation) -> Bar | None:
    effective = effective_day(item)
    if effective is None:
        return None
    announced = known_first_day(item.announced) or effective
    after = add_months(effective, HORIZON_MONTHS)
    parts = (
        Part(announced, effective, Look.REORGANISATION),
        Part(effective, after, Look.BLIGHT),
    )
    hint = text(
        "{name}, {status}: takes effect on {effective}, links under strain until {after}",
        name=item.name,
        status=item.status or text("status not known"),
        effective=day_in_words(effective),
        after=day_in_words(after),
    )
    return Bar(About(Reorganisation.TABLE, item.id), item.name, parts, hint)


def _agreement(item: Agreement, on: dt.date) -> Bar | None:
    start, end = known_first_day(item.start), known_last_day(item.end)
    if start is None and end is None:
        return None
    near = end is not None and on <= end <= add_months(on, HORIZON_MONTHS)
    parts = [Part(start, end, Look.ENDING if near else Look.AGREEMENT)]
    if item.status is AgreementStatus.EXPIRED_BUT_RUNNING and end is not None and end < on:
        parts.append(Part(end, on, Look.LAPSED, text("lapsed, still runs")))
    hint = text(
        "{name}: {start} to {end}",
        name=item.name,
        start=item.start.in_words() if item.start else text("start not known"),
        end=item.end.in_words() if item.end else text("no end"),
    )
    return Bar(About(Agreement.TABLE, item.id), item.name, tuple(parts), hint)


def _post(item: Post, on: dt.date) -> Bar | None:
    start, end = (
        known_first_day(item.start),
        known_last_day(item.end) or known_last_day(item.funding_ends),
    )
    if item.status in (PostStatus.VACANT, PostStatus.FROZEN):
        since = known_first_day(item.status_since) or on
        empty = Part(since, end, Look.EMPTY, str(item.status))
        filled = Part(start, since, Look.POST)
        parts = (empty,) if start is not None and start >= since else (filled, empty)
    else:
        parts = (
            Part(
                start, end, Look.POST, "" if item.status is PostStatus.FILLED else str(item.status or "")
            ),
        )
    if start is None and end is None and item.status_since is None:
        return None
    hint = text("{title}: {status}", title=item.title, status=item.status or text("status not known"))
    return Bar(About(Post.TABLE, item.id), item.title, parts, hint)
