"""Dates as a scale: years along the top, numbered lines for events, and the line of the date itself."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words
from partnermap.scene.chart.drawing import MIDDLE, Drawing, rectangle

_FEWEST_YEARS = 2
_STEPS = (1, 2, 5, 10, 20, 50, 100, 1000)


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date worth a line over the chart, such as a reorganisation."""

    on: dt.date
    title: str
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Days to view units: `left` is the first day, `right` the last."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day begins, cut off at the edges."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + min(max(share, 0.0), 1.0) * (self.right - self.left)

    def holds(self, day: dt.date) -> bool:
        """Whether the day is on the scale."""
        return self.first <= day <= self.last


class TimeGrid:
    """Years, events and the date of the data round the rows of a chart."""

    def __init__(
        self, drawing: Drawing, scale: TimeScale, on: dt.date | None, events: Sequence[DateMark]
    ) -> None:
        self._drawing, self._scale = drawing, scale
        self._on = on if on is not None and scale.holds(on) else None
        self._events = sorted(
            (event for event in events if scale.holds(event.on)), key=lambda event: event.on
        )
        self._ticks: list[float] = []

    def key(self) -> None:
        """What the numbers stand for, and which line is the date of the data."""
        drawing = self._drawing
        if self._on is not None:
            y = drawing.y + drawing.row / 2
            drawing.stroke(((0.0, y), (1.6 * drawing.size, y)), drawing.style.ink, 2.0)
            day = day_in_words(self._on)
            drawing.block((f"Data as at {day}",), 2.2 * drawing.size, drawing.y)
            drawing.y += drawing.row + 2
        for number, event in enumerate(self._events, 1):
            self._entry(number, event)
        drawing.y += 0.5 * drawing.size if self._on or self._events else 0.0

    def _entry(self, number: int, event: DateMark) -> None:
        drawing = self._drawing
        words = f"{day_in_words(event.on)}: {event.title}"
        mark = drawing.mark(words, event.about)
        self._badge(str(number), 0.0, drawing.y)
        left = 2.2 * drawing.size
        lines = drawing.folded(words, drawing.look.width - left)
        drawing.block(lines, left, drawing.y, mark=mark)
        drawing.y += len(lines) * drawing.row + 4

    def _badge(self, words: str, left: float, top: float) -> float:
        """A number in a box; returns its width."""
        drawing = self._drawing
        wide = max(drawing.wide(words, bold=True) + 0.6 * drawing.size, 1.3 * drawing.size)
        colour = drawing.style.warning
        box = rectangle(left, top, left + wide, top + 1.25 * drawing.size)
        drawing.area(box, drawing.style.background, colour, width=1.2)
        baseline = top + (0.625 + MIDDLE) * drawing.size
        drawing.write(words, left + wide / 2, baseline, align="centre", bold=True, colour=colour)
        return wide

    def head(self) -> None:
        """Numbers over their lines, then the years."""
        drawing = self._drawing
        if self._events:
            for numbers, x in self._grouped():
                wide = 1.3 * drawing.size + 0.6 * drawing.size * (len(numbers) - 1)
                left = min(max(x - wide / 2, 0.0), drawing.look.width - wide - 1)
                self._badge(numbers, left, drawing.y)
            drawing.y += 1.5 * drawing.size
        self._years()
        drawing.y += drawing.row + 4

    def _grouped(self) -> list[tuple[str, float]]:
        """Numbers that would touch stand in one box."""
        groups: list[list[int]] = []
        room = 2.6 * self._drawing.size
        for number, event in enumerate(self._events):
            x = self._scale.x(event.on)
            if groups and x - self._scale.x(self._events[groups[-1][0]].on) < room:
                groups[-1].append(number)
            else:
                groups.append([number])
        return [
            (
                f"{group[0] + 1}" if len(group) == 1 else f"{group[0] + 1}–{group[-1] + 1}",
                self._scale.x(self._events[group[0]].on),
            )
            for group in groups
        ]

    def _years(self) -> None:
        shown = self._first_days()
        if len(shown) < _FEWEST_YEARS:
            self._ends()
            return
        drawing = self._drawing
        for day in shown:
            x = self._scale.x(day)
            drawing.block((str(day.year),), x + 3, drawing.y, colour=drawing.style.muted)
            self._ticks.append(x)

    def _first_days(self) -> list[dt.date]:
        """Of as many years as have room for their words."""
        drawing, scale = self._drawing, self._scale
        wide = drawing.wide("0000") + 3
        days = max((scale.last - scale.first).days, 1)
        per_year = 365.25 * (scale.right - scale.left) / days
        step = next((each for each in _STEPS if each * per_year >= 1.3 * wide), _STEPS[-1])
        first = -(-scale.first.year // step) * step
        found = [dt.date(year, 1, 1) for year in range(max(first, step), scale.last.year + 1, step)]
        return [day for day in found if scale.holds(day) and scale.x(day) + wide <= drawing.look.width]

    def _ends(self) -> None:
        """Too short a time for years: its first and its last day."""
        drawing, scale = self._drawing, self._scale
        ends = ((scale.first, scale.left, "left"), (scale.last, scale.right, "right"))
        for day, x, align in ends[: 1 if scale.first == scale.last else 2]:
            words = day_in_words(day)
            drawing.block((words,), x, drawing.y, align=align, colour=drawing.style.muted)

    def rule(self, top: float) -> None:
        """Lines from the years down to where the rows end; only the dates that matter cross bars."""
        drawing = self._drawing
        bottom = drawing.y
        if self._on is not None:
            drawing.upright(self._scale.x(self._on), top, bottom, drawing.style.ink, 2.0)
        for event in self._events:
            x, colour = self._scale.x(event.on), drawing.style.warning
            drawing.upright(x, top, bottom, colour, 1.4, dash=(5.0, 3.0))
        for x in self._ticks:
            drawing.stroke(((x, top), (x, bottom)), drawing.palette.grid, 0.7, behind=True)
