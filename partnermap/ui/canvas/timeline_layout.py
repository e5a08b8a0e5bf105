"""How the timeline is laid out: days to pixels, rows without overlap, words that fit, the curve."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from partnermap.analysis.disruption.over_years import NetworkStrain
from partnermap.domain.record import About
from partnermap.shell.words import text
from partnermap.ui.canvas.timeline_bars import Bar, Lane, Part, rows_for
from partnermap.ui.theme import scaled

PAD = 8.0
"""Half of the grid, between words and edges."""

ROW_GAP = 4.0
LANE_GAP = 10.0
PART_GAP = 2.0
"""Between records that follow each other in one bar, in pixels."""

NOTE = 0.85
"""Size of a lane's smaller line, a share of the font's."""

CURVE_ROWS = 1.75
"""Height of the strain curve, in rows."""

SCALES = (0.1, 0.25, 0.5, 1.0)
"""Shares that this height may stand for: the least that holds the curve, said beside it."""

Line = tuple[QPointF, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to pixels: `left` is the first day, `right` the last."""

    first: dt.date
    last: dt.date
    left: float
    right: float

    def x(self, day: dt.date) -> float:
        """Where a day begins; days outside lie outside."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return self.left + share * (self.right - self.left)

    def day(self, x: float) -> dt.date:
        """The day at a pixel, within the axis."""
        share = (x - self.left) / max(self.right - self.left, 1.0)
        days = round(share * (self.last - self.first).days)
        return self.first + dt.timedelta(days=min(max(days, 0), (self.last - self.first).days))

    def stretch(self, part: Part) -> tuple[float, float]:
        """Left and right of a part, cut off at the ends of the axis."""
        left = self.left if part.start is None else self.x(part.start)
        right = self.right if part.end is None else self.x(part.end)
        left, right = max(left, self.left), min(right, self.right)
        return left, max(right, left)


@dataclass(frozen=True, slots=True)
class Placed:
    """A bar with its place: the box of each part, and where its title stands, cut off if need be."""

    bar: Bar
    boxes: tuple[QRectF, ...]
    title: str
    words: QRectF
    inside: bool

    def holds(self, point: QPointF) -> bool:
        """Whether the point lies on the bar or its words."""
        return any(box.contains(point) for box in (*self.boxes, self.words))

    def record_at(self, point: QPointF) -> tuple[About, str]:
        """The record at a point and its hint: that of the part there, else that of the whole bar."""
        for part, box in zip(self.bar.parts, self.boxes, strict=True):
            if part.about is not None and box.contains(point):
                return part.about, part.hint
        return self.bar.about, self.bar.hint


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Bars in a row each, placed only where they are looked at: there may be thousands."""

    bars: tuple[Bar, ...]
    axis: Axis
    top: float
    metrics: QFontMetricsF

    @property
    def step(self) -> float:
        """From one row to the next."""
        return row_height(self.metrics) + ROW_GAP

    def between(self, top: float, bottom: float) -> Iterator[Placed]:
        """The bars of the rows from top to bottom."""
        first = max(math.floor((top - self.top) / self.step), 0)
        after = max(math.floor((bottom - self.top) / self.step) + 1, 0)
        for row, bar in enumerate(self.bars[first:after], start=first):
            span = _span(bar, self.axis, self.metrics.horizontalAdvance(bar.title))
            yield _placed(bar, span, self.axis, self.top + row * self.step, self.metrics)


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane with its place: its heading's top, and its bars, or the pieces of its curve.

    Attributes:
        right: where the years end.
        placed: the bars that share rows.
        own: the bars below them that do not.
        curve: a line for each stretch of time in which the strain is known.
        note: the smaller line under the heading.
    """

    lane: Lane
    top: float
    bottom: float
    right: float
    placed: tuple[Placed, ...] = ()
    own: OwnRows | None = None
    curve: tuple[Line, ...] = ()
    note: str = ""

    def between(self, top: float, bottom: float) -> tuple[Placed, ...]:
        """The bars that a window from top to bottom shows."""
        shared = (
            item for item in self.placed if item.words.bottom() >= top and item.words.top() <= bottom
        )
        return (*shared, *(self.own.between(top, bottom) if self.own is not None else ()))


def strips_of(lanes: Sequence[Lane], axis: Axis, top: float, font: QFont) -> tuple[Strip, ...]:
    """All lanes below each other, each as high as its rows."""
    metrics = QFontMetricsF(scaled(font, 0.92, bold=True))
    strips = []
    for lane in lanes:
        if lane.strain is None:
            strip = _strip(lane, axis, top, metrics)
        else:
            bottom = top + max(CURVE_ROWS * row_height(metrics), _heading_height(font))
            curve, most = _curve(lane.strain, axis, top, bottom)
            note = text("of joint working, to {most}", most=f"{most:.0%}")
            strip = Strip(lane, top, bottom, axis.right, curve=curve, note=note)
        strips.append(strip)
        top = strip.bottom + LANE_GAP
    return tuple(strips)


def gutter_of(lanes: Sequence[Lane], font: QFont) -> float:
    """Width of the headings."""
    titles, notes = QFontMetricsF(scaled(font, 1.0, bold=True)), QFontMetricsF(scaled(font, NOTE))
    widths = (
        (titles.horizontalAdvance(lane.title), notes.horizontalAdvance(lane.note)) for lane in lanes
    )
    return max((max(pair) for pair in widths), default=0.0) + 4 * PAD


def row_height(metrics: QFontMetricsF) -> float:
    """Height of a bar in that font."""
    return metrics.height() + 3.0


def _heading_height(font: QFont) -> float:
    title, note = QFontMetricsF(scaled(font, 1.0, bold=True)), QFontMetricsF(scaled(font, NOTE))
    return title.height() + note.height()


def _curve(
    strain: NetworkStrain, axis: Axis, top: float, bottom: float
) -> tuple[tuple[Line, ...], float]:
    """A point for each pixel, from the bottom (nothing) to the top; and the share at the top."""
    pieces: list[list[QPointF]] = [[]]
    width = axis.right - axis.left
    values = strain.evenly(axis.first, axis.last, max(round(width), 1) + 1)
    step = width / (len(values) - 1)
    highest = max((value for value in values if not math.isnan(value)), default=0.0)
    most = next((scale for scale in SCALES if highest <= scale), 1.0)
    for number, value in enumerate(values):
        if not math.isnan(value):
            up = value / most * (bottom - top)
            pieces[-1].append(QPointF(axis.left + number * step, bottom - up))
        elif pieces[-1]:
            pieces.append([])
    return tuple(tuple(piece) for piece in pieces if piece), most


def _strip(lane: Lane, axis: Axis, top: float, metrics: QFontMetricsF) -> Strip:
    step = row_height(metrics) + ROW_GAP
    shown = [bar for bar in lane.bars if _is_visible(bar, axis)]
    shared = [bar for bar in shown if not bar.has_own_row]
    spans = [_span(bar, axis, metrics.horizontalAdvance(bar.title)) for bar in shared]
    rows = rows_for(
        [(min(span.left, span.words), max(span.right, span.words_end)) for span in spans], PAD
    )
    placed = tuple(
        _placed(bar, span, axis, top + row * step, metrics)
        for bar, span, row in zip(shared, spans, rows, strict=True)
    )
    apart = tuple(bar for bar in shown if bar.has_own_row)
    begin = top + (max(rows, default=-1) + 1) * step
    bottom = max(begin + len(apart) * step, top + step) - ROW_GAP
    return Strip(lane, top, bottom, axis.right, placed, OwnRows(apart, axis, begin, metrics))


def _placed(bar: Bar, span: "_Span", axis: Axis, y: float, metrics: QFontMetricsF) -> Placed:
    high, room = row_height(metrics), span.words_end - span.words
    title = bar.title
    if room < span.width:
        title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room + 1)
    return Placed(bar, _boxes(bar, axis, y, high), title, QRectF(span.words, y, room, high), span.inside)


def _boxes(bar: Bar, axis: Axis, y: float, high: float) -> tuple[QRectF, ...]:
    """The box of each part; one that another continues leaves a thin gap before it."""
    boxes = [QRectF(left, y, right - left, high) for left, right in map(axis.stretch, bar.parts)]
    for box, (before, after) in zip(boxes, pairwise(bar.parts), strict=False):
        if after.continues(before) and box.width() > 2 * PART_GAP:
            box.setWidth(box.width() - PART_GAP)
    return tuple(boxes)


@dataclass(frozen=True, slots=True)
class _Span:
    """Left and right of a bar, and of its words; whether these lie on its first parts.

    Attributes:
        width: of the whole title, whether or not there is room for it.
    """

    left: float
    right: float
    words: float
    words_end: float
    inside: bool
    width: float


def _span(bar: Bar, axis: Axis, width: float) -> _Span:
    """Where a bar and its title lie: on its first part and what continues it, else behind it or before.

    A title that fits nowhere is cut off where most of it can be read.
    """
    left, right = axis.stretch(bar.parts[0])[0], axis.stretch(bar.parts[-1])[1]
    on_bar = (left + PAD, axis.stretch(_first_run(bar)[-1])[1] - PAD)
    behind = (right + PAD, axis.right)
    before = (axis.left, left - PAD)
    room = next(
        (side for side in (on_bar, behind, before) if side[1] - side[0] >= width),
        max((on_bar, behind, before), key=lambda side: side[1] - side[0]),
    )
    shown = max(min(width, room[1] - room[0]), 0.0)
    begin = room[1] - shown if room is before else room[0]
    return _Span(left, right, begin, begin + shown, room is on_bar, width)


def _first_run(bar: Bar) -> list[Part]:
    """The first part and all that continue it without a break."""
    run = [bar.parts[0]]
    for part in bar.parts[1:]:
        if not part.continues(run[-1]):
            break
        run.append(part)
    return run


def _is_visible(bar: Bar, axis: Axis) -> bool:
    start, end = bar.parts[0].start, bar.parts[-1].end
    return (start is None or start <= axis.last) and (end is None or end >= axis.first)
