"""Dots with what they might as well be, and swings from low to high round a base: both on one scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.domain.record import About
from partnermap.scene import symbols
from partnermap.scene.chart.drawing import MIDDLE, NOTHING, Drawing, first_rows, left_over, rectangle
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.model import ChartScene, Twin
from partnermap.scene.chart.units import Unit, in_words, steps
from partnermap.scene.model import Shape

_LABELS = 0.34
_DOT = 0.34


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A value and its span; None where it is not known, and `words` says why."""

    title: str
    value: float | None
    low: float | None = None
    high: float | None = None
    words: str = ""
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class RangePlot:
    """Rows of dots; `span_is` says what the line through a dot means."""

    title: str
    rows: tuple[RangeRow, ...]
    unit: Unit
    rows_are: str
    empty: str
    span_is: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Swing:
    """What the outcome would be if one assumption were low, and if it were high."""

    title: str
    low: float
    high: float
    low_words: str = ""
    high_words: str = ""
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class Tornado:
    """Swings round the base, drawn from the widest to the narrowest."""

    title: str
    base: float
    base_words: str
    swings: tuple[Swing, ...]
    unit: Unit
    rows_are: str
    empty: str
    note: str = ""


class _Scale:
    """Row labels on the left, a scale of figures over the rest."""

    def __init__(
        self, drawing: Drawing, titles: Sequence[str], values: Sequence[float], unit: Unit, right: float
    ) -> None:
        pad = 0.8 * drawing.size
        self._drawing, self._unit = drawing, unit
        self.ticks = steps(min(values), max(values))
        half = max(drawing.wide(in_words(tick, unit)) for tick in self.ticks) / 2
        self.label = drawing.column(titles, _LABELS)
        self.left = self.label + pad + half
        self.right = max(drawing.look.width - max(right, half) - 1, self.left + 1)
        self._top = 0.0

    def x(self, value: float) -> float:
        """Where a value stands."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.left + (value - low) / (high - low) * (self.right - self.left)

    def head(self) -> None:
        """The figures of the scale, as many as do not touch."""
        drawing, end = self._drawing, float("-inf")
        for tick in self.ticks:
            words = in_words(tick, self._unit)
            half = drawing.wide(words) / 2
            if self.x(tick) - half > end:
                drawing.block(
                    (words,), self.x(tick), drawing.y, align="centre", colour=drawing.style.muted
                )
                end = self.x(tick) + half + 0.5 * drawing.size
        drawing.y += drawing.row + 4
        self._top = drawing.y

    def rule(self) -> None:
        """Faint lines down the rows, behind them."""
        for tick in self.ticks:
            line = ((self.x(tick), self._top), (self.x(tick), self._drawing.y))
            self._drawing.stroke(line, self._drawing.palette.grid, 0.7, behind=True)

    def row(self, title: str, lines_beside: int = 1) -> float | None:
        """Write a row's title; returns its middle, None when the sheet is full."""
        drawing = self._drawing
        lines = drawing.folded(title, self.label)
        high = max(max(len(lines), lines_beside) * drawing.row, drawing.bar) + 5
        if drawing.is_full(high):
            return None
        middle = drawing.y + (high - 5) / 2
        drawing.block(lines, 0.0, middle - len(lines) * drawing.row / 2)
        drawing.y += high
        return middle


def range_plot(chart: RangePlot, look: Look) -> ChartScene:
    """One dot a row with its span, the figure written behind."""
    drawing, twin = Drawing(look, chart.title), _range_twin(chart)
    values = [v for row in chart.rows for v in (row.value, row.low, row.high) if v is not None]
    if not values:
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    titles = [row.title for row in chart.rows]
    beside = drawing.column([_range_words(row, chart.unit) for row in chart.rows], 0.26) + drawing.size
    scale = _Scale(drawing, titles, values, chart.unit, beside)
    scale.head()
    drawn = 0
    for row in chart.rows:
        words = drawing.folded(_range_words(row, chart.unit), beside - drawing.size)
        middle = scale.row(row.title, len(words))
        if middle is None:
            break
        _draw_range(drawing, scale, row, words, middle)
        drawn += 1
    scale.rule()
    span = chart.span_is if any(row.low is not None for row in chart.rows) else ""
    drawing.note(" ".join(filter(None, (left_over(drawn, len(chart.rows)), span, chart.note))))
    return drawing.done(f"Dots with their ranges. {chart.title}. {first_rows(twin.rows)}", twin)


def _draw_range(
    drawing: Drawing, scale: _Scale, row: RangeRow, words: Sequence[str], middle: float
) -> None:
    mark = drawing.mark(f"{row.title}: {' '.join(words)}", row.about)
    colour = drawing.palette.series[0]
    if row.low is not None and row.high is not None:
        cap = 0.35 * drawing.size
        ends = scale.x(row.low), scale.x(row.high)
        drawing.stroke(((ends[0], middle), (ends[1], middle)), colour, 2.0, mark=mark)
        for x in ends:
            drawing.stroke(((x, middle - cap), (x, middle + cap)), colour, 2.0, mark=mark)
    if row.value is not None:
        corners = symbols.outline(Shape.CIRCLE, scale.x(row.value), middle, _DOT * drawing.size)
        points = tuple((float(x), float(y)) for x, y in corners)
        drawing.area(points, colour, drawing.style.background, mark=mark)
    left = drawing.look.width - max(drawing.wide(line) for line in words)
    drawing.block(words, left, middle - len(words) * drawing.row / 2, mark=mark)


def _range_words(row: RangeRow, unit: Unit) -> str:
    if row.words:
        return row.words
    return NOTHING if row.value is None else in_words(row.value, unit)


def _range_twin(chart: RangePlot) -> Twin:
    def said(value: float | None) -> str:
        return NOTHING if value is None else in_words(value, chart.unit)

    rows = [
        (row.title, _range_words(row, chart.unit), said(row.low), said(row.high)) for row in chart.rows
    ]
    return Twin((chart.rows_are, "Value", "From", "To"), tuple(rows))


def tornado(chart: Tornado, look: Look) -> ChartScene:
    """Bars to both sides of the base: faint to the low end, hatched to the high end."""
    drawing, order = Drawing(look, chart.title), sorted(chart.swings, key=_width, reverse=True)
    twin = _tornado_twin(chart, order)
    if not order:
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    shades = drawing.palette.ordered[0], drawing.palette.ordered[1]
    drawing.legend((("If low", shades[0]), ("If high", shades[1])))
    values = [chart.base, *(end for swing in order for end in (swing.low, swing.high))]
    room = max(drawing.wide(words) for swing in order for words in _ends(swing, chart.unit))
    scale = _Scale(drawing, [swing.title for swing in order], values, chart.unit, room + drawing.size)
    scale.left += room
    scale.head()
    top, drawn = drawing.y, 0
    for swing in order:
        middle = scale.row(swing.title)
        if middle is None:
            break
        _draw_swing(drawing, scale, chart, swing, middle)
        drawn += 1
    scale.rule()
    x = scale.x(chart.base)
    drawing.stroke(((x, top), (x, drawing.y)), drawing.style.ink, 1.6)
    base = f"The line stands at {chart.base_words}."
    drawing.note(" ".join(filter(None, (base, left_over(drawn, len(order)), chart.note))))
    return drawing.done(f"Swings round a base. {chart.title}. {first_rows(twin.rows)}", twin)


def _draw_swing(drawing: Drawing, scale: _Scale, chart: Tornado, swing: Swing, middle: float) -> None:
    words, half, base = _ends(swing, chart.unit), drawing.bar / 2, scale.x(chart.base)
    baseline = middle + MIDDLE * drawing.size
    edges = []
    for number, end in enumerate((swing.low, swing.high)):
        name = f"{swing.title}, {'high' if number else 'low'}: {words[number]}"
        mark = drawing.mark(name, swing.about)
        left, right = sorted((base, scale.x(end)))
        box = rectangle(left, middle - half, max(right, left + 1), middle + half)
        drawing.shaded(box, drawing.palette.ordered[number], mark)
        edges.append((scale.x(end), words[number], mark))
    gap = 0.4 * drawing.size
    (left, first, one), (right, second, other) = sorted(edges, key=lambda edge: edge[0])
    drawing.write(first, min(left, base) - gap, baseline, align="right", mark=one)
    drawing.write(second, max(right, base) + gap, baseline, mark=other)


def _width(swing: Swing) -> float:
    return abs(swing.high - swing.low)


def _ends(swing: Swing, unit: Unit) -> tuple[str, str]:
    return swing.low_words or in_words(swing.low, unit), swing.high_words or in_words(swing.high, unit)


def _tornado_twin(chart: Tornado, order: Sequence[Swing]) -> Twin:
    rows = [(swing.title, *_ends(swing, chart.unit)) for swing in order]
    return Twin((chart.rows_are, "If low", "If high"), tuple(rows))
