"""How the timeline is laid out and painted: days to pixels, rows without overlap, words that fit."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from partnermap.shell.words import text
from partnermap.ui.canvas.timeline_bars import Bar, Lane, Look, Part, rows_for
from partnermap.ui.theme import Theme, scaled

PAD = 8.0
"""Half of the grid, between words and edges."""

ROW_GAP = 4.0
LANE_GAP = 10.0
RADIUS = 4.0


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


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane with its place: its heading's top, and its bars."""

    lane: Lane
    top: float
    bottom: float
    placed: tuple[Placed, ...]


def strips_of(lanes: Sequence[Lane], axis: Axis, top: float, font: QFont) -> tuple[Strip, ...]:
    """All lanes below each other, each as high as its rows."""
    metrics = QFontMetricsF(scaled(font, 0.92, bold=True))
    strips = []
    for lane in lanes:
        strip = _strip(lane, axis, top, metrics)
        strips.append(strip)
        top = strip.bottom + LANE_GAP
    return tuple(strips)


def row_height(metrics: QFontMetricsF) -> float:
    """Height of a bar in that font."""
    return metrics.height() + 3.0


def _strip(lane: Lane, axis: Axis, top: float, metrics: QFontMetricsF) -> Strip:
    high = row_height(metrics)
    shown = [bar for bar in lane.bars if _is_visible(bar, axis)]
    spans = [_span(bar, axis, metrics.horizontalAdvance(bar.title)) for bar in shown]
    rows = rows_for(
        [(min(span.left, span.words), max(span.right, span.words_end)) for span in spans], PAD
    )
    placed = []
    for bar, span, row in zip(shown, spans, rows, strict=True):
        y = top + row * (high + ROW_GAP)
        boxes = tuple(QRectF(a, y, b - a, high) for a, b in map(axis.stretch, bar.parts))
        words = QRectF(span.words, y, span.words_end - span.words, high)
        title = metrics.elidedText(bar.title, Qt.TextElideMode.ElideRight, words.width() + 1)
        placed.append(Placed(bar, boxes, title, words, span.inside))
    count = max(rows, default=0) + 1
    return Strip(lane, top, top + count * (high + ROW_GAP) - ROW_GAP, tuple(placed))


@dataclass(frozen=True, slots=True)
class _Span:
    """Left and right of a bar, and of its words; whether these lie on its first part."""

    left: float
    right: float
    words: float
    words_end: float
    inside: bool


def _span(bar: Bar, axis: Axis, width: float) -> _Span:
    """Where a bar and its title lie: on its first part, else behind it, else before it.

    A title that fits nowhere is cut off where most of it can be read.
    """
    pieces = [axis.stretch(part) for part in bar.parts]
    (left, first_right), right = pieces[0], pieces[-1][1]
    on_bar = (left + PAD, first_right - PAD)
    behind = (right + PAD, axis.right)
    before = (axis.left, left - PAD)
    room = next(
        (side for side in (on_bar, behind, before) if side[1] - side[0] >= width),
        max((on_bar, behind, before), key=lambda side: side[1] - side[0]),
    )
    shown = max(min(width, room[1] - room[0]), 0.0)
    begin = room[1] - shown if room is before else room[0]
    return _Span(left, right, begin, begin + shown, room is on_bar)


def _is_visible(bar: Bar, axis: Axis) -> bool:
    start, end = bar.parts[0].start, bar.parts[-1].end
    return (start is None or start <= axis.last) and (end is None or end >= axis.first)


def paint_years(
    painter: QPainter, axis: Axis, theme: Theme, baseline: float, bottom: float, pill: QRectF
) -> None:
    """A hairline at the start of each year and its number, unless the date's pill lies there.

    Where years are narrow only every second, fifth or tenth has its number.
    """
    metrics = QFontMetricsF(painter.font())
    year_width = (axis.right - axis.left) / max(axis.last.year - axis.first.year + 1, 1)
    step = next(
        step for step in (1, 2, 5, 10, 100) if year_width * step > metrics.horizontalAdvance("20000")
    )
    for year in range(axis.first.year, axis.last.year + 1):
        x = axis.x(dt.date(year, 1, 1))
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.drawLine(QPointF(x, baseline + PAD), QPointF(x, bottom))
        number = QRectF(x + 4, baseline - metrics.ascent(), metrics.horizontalAdvance(str(year)), 1)
        number.setHeight(metrics.height())
        if year % step == 0 and not pill.intersects(number):
            painter.setPen(QColor(theme.muted))
            painter.drawText(QPointF(x + 4, baseline), str(year))


def paint_no_bars(painter: QPainter, room: QRectF, line: float, theme: Theme) -> None:
    """Say why there are no bars in the room, on that side of the date line where more of it is."""
    if line < room.center().x():
        room = room.adjusted(line - room.left() + PAD, 0.0, 0.0, 0.0)
    else:
        room = room.adjusted(0.0, 0.0, line - room.right() - PAD, 0.0)
    words = text("No reorganisation, agreement or post with a date is recorded yet.")
    middle = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    box = painter.boundingRect(room, middle, words).adjusted(-PAD, -PAD / 2, PAD, PAD / 2)
    painter.fillRect(box, QColor(theme.panel))
    painter.setPen(QColor(theme.muted))
    painter.drawText(room, middle, words)


def paint_bars(painter: QPainter, strip: Strip, theme: Theme) -> None:
    """All bars of a lane, without words."""
    for placed in strip.placed:
        for part, box in zip(placed.bar.parts, placed.boxes, strict=True):
            _paint_part(painter, part, box, theme)


def paint_words(painter: QPainter, strip: Strip, theme: Theme) -> None:
    """The words on and beside all bars of a lane."""
    for placed in strip.placed:
        _paint_words(painter, placed, theme)


def _paint_words(painter: QPainter, placed: Placed, theme: Theme) -> None:
    first = placed.bar.parts[0].look
    on_bar = theme.ink if first in (Look.EMPTY, Look.LAPSED) else theme.on_bar
    painter.setPen(QColor(on_bar if placed.inside else theme.ink))
    painter.drawText(
        placed.words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, placed.title
    )
    for part, box in _worded(placed, painter):
        painter.setPen(QColor(theme.risk if part.look is Look.LAPSED else theme.ink))
        words = box.adjusted(PAD, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, part.words)


def _worded(placed: Placed, painter: QPainter) -> Iterator[tuple[Part, QRectF]]:
    """Parts whose own words fit beside the title."""
    metrics = QFontMetricsF(painter.font())
    for part, box in zip(placed.bar.parts, placed.boxes, strict=True):
        free = not placed.words.intersects(box)
        if part.words and free and metrics.horizontalAdvance(part.words) + 2 * PAD <= box.width():
            yield part, box


def _paint_part(painter: QPainter, part: Part, box: QRectF, theme: Theme) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if part.look is Look.BLIGHT:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.risk_soft))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setBrush(QBrush(QColor(theme.risk), Qt.BrushStyle.BDiagPattern))
        painter.setOpacity(0.45)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setOpacity(1.0)
        return
    colour = QColor(_colour(part.look, theme))
    if part.look in (Look.EMPTY, Look.LAPSED):
        pen = QPen(colour, 1.2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), RADIUS, RADIUS)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, RADIUS, RADIUS)


def _colour(look: Look, theme: Theme) -> str:
    return {
        Look.REORGANISATION: theme.reorganised,
        Look.AGREEMENT: theme.accent,
        Look.ENDING: theme.risk,
        Look.LAPSED: theme.risk,
        Look.POST: theme.post,
        Look.EMPTY: theme.post,
    }.get(look, theme.muted)


def pill_box(
    metrics: QFontMetricsF, axis: Axis, day: dt.date, words: str, edges: tuple[float, float]
) -> QRectF:
    """Where the pill with the date lies: over the line, within the edges."""
    width, height = metrics.horizontalAdvance(words) + 2 * PAD + 4, metrics.height() + 6
    left = min(max(axis.x(day) - width / 2, edges[0]), edges[1] - width)
    return QRectF(left, 2.0, width, height)


def paint_date_line(painter: QPainter, x: float, top: float, bottom: float, theme: Theme) -> None:
    """The "on" line, kept apart from bars of its own colour by a thin band."""
    for colour, width in ((theme.panel, 4), (theme.accent, 2)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))


def paint_pill(painter: QPainter, pill: QRectF, words: str, theme: Theme) -> None:
    """The date on the line."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(QColor(theme.on_accent))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
