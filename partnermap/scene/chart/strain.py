"""Strain over time: a lane for each reorganisation and the network's curve under them, on one scale."""

import datetime as dt
from dataclasses import dataclass

from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words
from partnermap.scene import symbols
from partnermap.scene.chart.drawing import MIDDLE, Drawing, first_rows, rectangle
from partnermap.scene.chart.look import Look, State
from partnermap.scene.chart.model import ChartScene, Points, Twin
from partnermap.scene.chart.units import Unit, in_words, steps
from partnermap.scene.chart.years import TimeGrid, TimeScale
from partnermap.scene.model import Shape

MARKS_OF_A_LANE = 2
"""The marks of lane i are number 2i, its window, and 2i + 1, the day that can be moved."""

_LABELS = 0.24
_LANE = 2.6
_HIGH = 12.0
_HANDLE = 0.42


@dataclass(frozen=True, slots=True)
class Lane:
    """One reorganisation.

    Attributes:
        start: when it begins to weigh; None where that is not known, so that nothing builds up.
        fades: when its strain is over at the earliest.
        ends: when it is over at the latest.
        peak: how hard it hits at most, 0 to 1.
        was: the day it takes effect in the register, where it was moved from there.
    """

    title: str
    start: dt.date | None
    effective: dt.date
    fades: dt.date
    ends: dt.date
    peak: float
    was: dt.date | None = None
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class StrainPoint:
    """The share of the joint work that is held back on a day, and its range; 0 to 1."""

    on: dt.date
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class StrainChart:
    """Lanes over the curve, from `first` to `last`.

    Attributes:
        line: in the order of the days; a range holds before anything is moved.
        was: the line before something was moved; empty where nothing was.
    """

    title: str
    lanes: tuple[Lane, ...]
    first: dt.date
    last: dt.date
    on: dt.date
    line: tuple[StrainPoint, ...]
    empty: str
    was: tuple[StrainPoint, ...] = ()
    note: str = ""


def strain_chart(chart: StrainChart, look: Look) -> ChartScene:
    """The lanes under a scale of years, then the curve with its range."""
    drawing, twin = Drawing(look, chart.title), _twin(chart)
    if not chart.lanes:
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    grid = TimeGrid(drawing, strain_scale(chart, look), chart.on, ())
    grid.key()
    grid.head()
    top = drawing.y
    scale = strain_scale(chart, look)
    for lane in chart.lanes:
        _lane(drawing, lane, scale)
    _Plot(drawing, chart, scale).draw()
    grid.rule(top)
    drawing.note(chart.note)
    return drawing.done(f"Strain over time. {chart.title}. {first_rows(twin.rows)}", twin)


def strain_scale(chart: StrainChart, look: Look) -> TimeScale:
    """Where days stand in the finished chart: whoever drags a date needs the way back."""
    measure = Drawing(look, "")
    left = measure.column([lane.title for lane in chart.lanes], _LABELS) + 0.8 * measure.size
    return TimeScale(chart.first, chart.last, left, look.width - measure.size)


def day_at(scale: TimeScale, x: float) -> dt.date:
    """The day at a point of the scale, within it."""
    share = (x - scale.left) / max(scale.right - scale.left, 1.0)
    days = (scale.last - scale.first).days
    return scale.first + dt.timedelta(days=round(min(max(share, 0.0), 1.0) * days))


def _lane(drawing: Drawing, lane: Lane, scale: TimeScale) -> None:
    """A window that builds up, is highest when it takes effect, and fades."""
    titles = drawing.folded(lane.title, scale.left - 0.8 * drawing.size)
    high = max(_LANE * drawing.size, len(titles) * drawing.row)
    top, bottom = drawing.y + 2, drawing.y + high
    window = drawing.mark(_said(lane), lane.about)
    handle = drawing.mark(_handle_words(lane), lane.about)
    drawing.block(titles, 0.0, (top + bottom - len(titles) * drawing.row) / 2)
    if lane.was is not None and scale.holds(lane.was):
        drawing.upright(scale.x(lane.was), top, bottom, drawing.style.muted, 1.2, dash=(2.0, 3.0))
    drawing.shaded(_tent(lane, scale, top, bottom), drawing.palette.states[State.CHANGING], window)
    line = ((scale.left, bottom), (scale.right, bottom))
    drawing.stroke(line, drawing.palette.grid, 0.7)
    if scale.holds(lane.effective):
        x, colour = scale.x(lane.effective), drawing.style.warning
        drawing.stroke(((x, top), (x, bottom)), colour, 2.0, mark=handle)
        corners = symbols.outline(Shape.DIAMOND, x, top + _HANDLE * drawing.size, _HANDLE * drawing.size)
        knob: Points = tuple((float(a), float(b)) for a, b in corners)
        drawing.area(knob, colour, drawing.style.background, mark=handle)
    drawing.y = bottom + 0.5 * drawing.size


def _tent(lane: Lane, scale: TimeScale, top: float, bottom: float) -> Points:
    """Up from the announcement, down until the strain is over; cut off at the edges of the scale."""
    roof = bottom - max(lane.peak, 0.1) * (bottom - top)

    def point(day: dt.date) -> tuple[float, float]:
        start = lane.start or lane.effective
        kept = min(max(day, scale.first), scale.last)
        rising, falling = (lane.effective - start).days, (lane.ends - lane.effective).days
        if kept <= lane.effective:
            share = 1.0 if rising <= 0 else (kept - start).days / rising
        else:
            share = 1.0 - (kept - lane.effective).days / max(falling, 1)
        return scale.x(kept), bottom - min(max(share, 0.0), 1.0) * (bottom - roof)

    days = (lane.start or lane.effective, lane.effective, lane.ends)
    slope = tuple(point(day) for day in days)
    begin = (scale.x(days[0]), bottom)
    return (begin, *slope, (scale.x(lane.ends), bottom))


def _said(lane: Lane) -> str:
    builds = f"builds up from {day_in_words(lane.start)}, " if lane.start else "no announcement known, "
    return (
        f"{lane.title}: {builds}takes effect {day_in_words(lane.effective)}, "
        f"over between {day_in_words(lane.fades)} and {day_in_words(lane.ends)}"
    )


def _handle_words(lane: Lane) -> str:
    words = f"{lane.title} takes effect {day_in_words(lane.effective)}"
    if lane.was is not None:
        words = f"{words}, moved from {day_in_words(lane.was)}"
    return f"{words}; drag it, or Ctrl and the arrow keys move it by a month"


class _Plot:
    """The curve, its range, and the line before something was moved."""

    def __init__(self, drawing: Drawing, chart: StrainChart, scale: TimeScale) -> None:
        self._drawing, self._chart, self._scale = drawing, chart, scale
        values = [
            value
            for point in (*chart.line, *chart.was)
            for value in (point.value, point.high)
            if value is not None
        ]
        self._ticks = steps(0.0, max(values, default=0.0), 4)
        self._top = drawing.y + 0.8 * drawing.size
        self._bottom = self._top + _HIGH * drawing.size

    def _point(self, day: dt.date, value: float) -> tuple[float, float]:
        share = value / self._ticks[-1]
        return self._scale.x(day), self._bottom - share * (self._bottom - self._top)

    def draw(self) -> None:
        """Scale, range, lines, and the days that are told."""
        drawing, palette = self._drawing, self._drawing.palette
        for tick in self._ticks:
            _, y = self._point(self._scale.first, tick)
            drawing.stroke(((self._scale.left, y), (self._scale.right, y)), palette.grid, 0.7)
            right, words = self._scale.left - 0.5 * drawing.size, in_words(tick, Unit.SHARE)
            baseline = y + MIDDLE * drawing.size
            drawing.write(words, right, baseline, align="right", colour=drawing.style.muted)
        self._range()
        if self._chart.was:
            self._line(self._chart.was, drawing.style.muted, 1.4, (3.0, 3.0))
        self._line(self._chart.line, palette.series[0], 2.2, ())
        for point in told(self._chart.line):
            self._dot(point)
        drawing.y = self._bottom + 0.8 * drawing.size

    def _range(self) -> None:
        known = [point for point in self._chart.line if point.low is not None]
        if len(known) > 1:
            upper = [self._point(point.on, point.high or 0.0) for point in known]
            lower = [self._point(point.on, point.low or 0.0) for point in known]
            shade = self._drawing.palette.ordered[0]
            self._drawing.area(
                (*upper, *reversed(lower)), shade.fill, self._drawing.style.muted, width=0.8
            )

    def _line(
        self, line: tuple[StrainPoint, ...], colour: str, width: float, dash: tuple[float, ...]
    ) -> None:
        points = tuple(self._point(point.on, point.value) for point in line)
        if len(points) > 1:
            self._drawing.stroke(points, colour, width, dash)

    def _dot(self, point: StrainPoint) -> None:
        drawing, mark = self._drawing, self._drawing.mark(_point_words(point))
        x, y = self._point(point.on, point.value)
        half = 0.22 * drawing.size
        box = rectangle(x - half, y - half, x + half, y + half)
        drawing.area(box, drawing.palette.series[0], drawing.style.background, mark=mark)


def told(line: tuple[StrainPoint, ...]) -> tuple[StrainPoint, ...]:
    """The points that are read out: the first of every half-year, and the highest."""
    if not line:
        return ()
    halves: dict[tuple[int, bool], StrainPoint] = {}
    for point in line:
        halves.setdefault((point.on.year, point.on.month > 6), point)
    highest = max(line, key=lambda point: point.value)
    return tuple(sorted({*halves.values(), highest}, key=lambda point: point.on))


def _point_words(point: StrainPoint) -> str:
    words = f"{day_in_words(point.on)}: {in_words(round(point.value, 3), Unit.SHARE)} held back"
    if point.low is None or point.high is None:
        return words
    low, high = (in_words(round(value, 3), Unit.SHARE) for value in (point.low, point.high))
    return f"{words}, {low} to {high} over the draws"


def _twin(chart: StrainChart) -> Twin:
    lanes = [(lane.title, _said(lane).removeprefix(f"{lane.title}: ")) for lane in chart.lanes]
    points = [tuple(_point_words(point).split(": ", 1)) for point in told(chart.line)]
    return Twin(("Reorganisation or day", "What the chart shows"), (*lanes, *points))
