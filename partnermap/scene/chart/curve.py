"""Lines over dates with a band of what is plausible, and numbered lines where reorganisations fall."""

import datetime as dt
from dataclasses import dataclass

from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words
from partnermap.scene import symbols
from partnermap.scene.chart.drawing import MIDDLE, NOTHING, Drawing, first_rows
from partnermap.scene.chart.look import MOST_CATEGORIES, Look
from partnermap.scene.chart.model import ChartScene, Points, Twin
from partnermap.scene.chart.units import Unit, in_words, steps
from partnermap.scene.chart.years import DateMark, TimeGrid, TimeScale
from partnermap.scene.model import Shape

_DASHES: tuple[tuple[float, ...], ...] = ((), (8.0, 3.0), (2.0, 3.0), (10.0, 3.0, 2.0, 3.0))
_SHAPES = (Shape.CIRCLE, Shape.SQUARE, Shape.DIAMOND, Shape.TRIANGLE)
_HIGH = 13.0
_DOT = 0.28


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A value on a date; None is not known or not defined and breaks the line, `why` says so."""

    on: dt.date
    value: float | None
    low: float | None = None
    high: float | None = None
    why: str = ""
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """One line."""

    title: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines on one scale.

    Attributes:
        band: what the band round a line means, as the note below says it.
        from_nought: the scale begins at nought.
    """

    title: str
    series: tuple[Series, ...]
    unit: Unit
    empty: str
    on: dt.date | None = None
    events: tuple[DateMark, ...] = ()
    band: str = ""
    note: str = ""
    from_nought: bool = True

    def __post_init__(self) -> None:
        if len(self.series) > MOST_CATEGORIES:
            raise ValueError(f"at most {MOST_CATEGORIES} lines can be told apart")


def curve(chart: Curve, look: Look) -> ChartScene:
    """The lines with their band, values on the left, years on top."""
    drawing, twin = Drawing(look, chart.title), _twin(chart)
    points = [point for one in chart.series for point in one.points]
    if not any(point.value is not None for point in points):
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    ticks = _ticks(chart, points)
    left = max(drawing.wide(in_words(tick, chart.unit)) for tick in ticks) + 0.8 * drawing.size
    days = [point.on for point in points]
    scale = TimeScale(min(days), max(days), left, look.width - drawing.size)
    if len(chart.series) > 1:
        _key(drawing, chart)
    grid = TimeGrid(drawing, scale, chart.on, chart.events)
    grid.key()
    grid.head()
    top = drawing.y
    _Plot(drawing, chart, scale, ticks).draw()
    grid.rule(top)
    band = chart.band if any(point.low is not None for point in points) else ""
    drawing.note(" ".join(filter(None, (band, chart.note))))
    return drawing.done(f"Line over dates. {chart.title}. {first_rows(twin.rows)}", twin)


def _ticks(chart: Curve, points: list[CurvePoint]) -> tuple[float, ...]:
    values = [
        value for point in points for value in (point.value, point.low, point.high) if value is not None
    ]
    nought = [0.0] if chart.from_nought else []
    return steps(min(values + nought), max(values + nought))


def _key(drawing: Drawing, chart: Curve) -> None:
    for number, series in enumerate(chart.series):
        colour, y = drawing.palette.series[number], drawing.y + drawing.row / 2
        drawing.stroke(((0.0, y), (2.6 * drawing.size, y)), colour, 2.0, _DASHES[number])
        _dot(drawing, number, 1.3 * drawing.size, y)
        lines = drawing.folded(series.title, drawing.look.width - 3.2 * drawing.size)
        drawing.block(lines, 3.2 * drawing.size, drawing.y)
        drawing.y += len(lines) * drawing.row + 2


def _dot(drawing: Drawing, number: int, x: float, y: float, mark: int = -1) -> None:
    corners = symbols.outline(_SHAPES[number], x, y, _DOT * drawing.size)
    points: Points = tuple((float(a), float(b)) for a, b in corners)
    drawing.area(points, drawing.palette.series[number], drawing.style.background, mark=mark)


class _Plot:
    """The part between the scales."""

    def __init__(
        self, drawing: Drawing, chart: Curve, scale: TimeScale, ticks: tuple[float, ...]
    ) -> None:
        self._drawing, self._chart, self._scale, self._ticks = drawing, chart, scale, ticks
        self._top = drawing.y + 0.6 * drawing.size
        self._bottom = self._top + _HIGH * drawing.size

    def _y(self, value: float) -> float:
        low, high = self._ticks[0], self._ticks[-1]
        return self._bottom - (value - low) / (high - low) * (self._bottom - self._top)

    def draw(self) -> None:
        """Scale, bands, lines, dots."""
        drawing = self._drawing
        for tick in self._ticks:
            y = self._y(tick)
            line = ((self._scale.left, y), (self._scale.right, y))
            drawing.stroke(line, drawing.palette.grid, 0.7)
            words = in_words(tick, self._chart.unit)
            right = self._scale.left - 0.5 * drawing.size
            baseline = y + MIDDLE * drawing.size
            drawing.write(words, right, baseline, align="right", colour=drawing.style.muted)
        for number, series in enumerate(self._chart.series):
            for run in _runs(series):
                self._band(run)
                self._line(run, number)
        for number, series in enumerate(self._chart.series):
            self._dots(series, number)
        drawing.y = self._bottom + 0.8 * drawing.size

    def _band(self, run: list[CurvePoint]) -> None:
        drawing = self._drawing
        known = [point for point in run if point.low is not None and point.high is not None]
        upper = [(self._scale.x(point.on), self._y(point.high or 0.0)) for point in known]
        lower = [(self._scale.x(point.on), self._y(point.low or 0.0)) for point in known]
        if len(known) > 1:
            shade = drawing.palette.ordered[0]
            drawing.area((*upper, *reversed(lower)), shade.fill, drawing.palette.grid)
        for (x, high), (_, low) in zip(upper, lower, strict=True):
            drawing.stroke(((x, high), (x, low)), drawing.style.muted, 1.0)

    def _line(self, run: list[CurvePoint], number: int) -> None:
        points = tuple(
            (self._scale.x(point.on), self._y(point.value)) for point in run if point.value is not None
        )
        if len(points) > 1:
            colour = self._drawing.palette.series[number]
            self._drawing.stroke(points, colour, 2.0, _DASHES[number])

    def _dots(self, series: Series, number: int) -> None:
        for point in series.points:
            if point.value is not None:
                mark = self._drawing.mark(self._name(series, point), point.about)
                x, y = self._scale.x(point.on), self._y(point.value)
                _dot(self._drawing, number, x, y, mark)

    def _name(self, series: Series, point: CurvePoint) -> str:
        day = day_in_words(point.on)
        return f"{series.title}, {day}: {_value(point, self._chart.unit)}"


def _runs(series: Series) -> list[list[CurvePoint]]:
    """The stretches between values that are missing."""
    runs: list[list[CurvePoint]] = [[]]
    for point in sorted(series.points, key=lambda one: one.on):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _value(point: CurvePoint, unit: Unit) -> str:
    if point.value is None:
        return point.why or NOTHING
    words = in_words(point.value, unit)
    if point.low is None or point.high is None:
        return words
    return f"{words} ({in_words(point.low, unit)} to {in_words(point.high, unit)})"


def _twin(chart: Curve) -> Twin:
    days = sorted({point.on for one in chart.series for point in one.points})
    found = [{point.on: _value(point, chart.unit) for point in one.points} for one in chart.series]
    rows = [(day_in_words(day), *(values.get(day, NOTHING) for values in found)) for day in days]
    return Twin(("Date", *(one.title for one in chart.series)), tuple(rows))
