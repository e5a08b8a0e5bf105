"""How the timeline is painted: years, bars, the strain curve, words, the date line and its pill."""

import datetime as dt
from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen

from partnermap.scene.colour import mixed
from partnermap.shell.words import text
from partnermap.ui.canvas.timeline_bars import Look, Part
from partnermap.ui.canvas.timeline_layout import NOTE, PAD, Axis, Placed, Strip
from partnermap.ui.theme import Theme, scaled

RADIUS = 4.0

SOFT = 0.78
"""How much of the ground's colour the area under the strain curve has; the rest is its line's."""

NOTCH = 3.0
"""What is left of the gap between two parts above and below words that stand across it, in pixels."""

_INKED = frozenset({Look.EMPTY, Look.LAPSED, Look.PAID})
"""Parts that are outlines, or so soft that words on them are as on the ground."""


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


def paint_heading(painter: QPainter, strip: Strip, theme: Theme) -> None:
    """The title of a lane, and its smaller line, in the gutter."""
    font = painter.font()
    painter.setFont(scaled(font, 1.0, bold=True))
    painter.setPen(QColor(theme.ink))
    baseline = strip.top + QFontMetricsF(painter.font()).ascent() + 2
    painter.drawText(QPointF(2 * PAD, baseline), strip.lane.title)
    if strip.note:
        painter.setFont(scaled(font, NOTE))
        painter.setPen(QColor(theme.muted))
        baseline += QFontMetricsF(painter.font()).lineSpacing()
        painter.drawText(QPointF(2 * PAD, baseline), strip.note)
    painter.setFont(font)


def paint_strain(painter: QPainter, strip: Strip, theme: Theme) -> None:
    """The curve of a lane: a line, which is told from the ground without its colour, on a soft area."""
    for line in strip.curve:
        ends = (QPointF(line[-1].x(), strip.bottom), QPointF(line[0].x(), strip.bottom))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(under_curve(theme)))
        painter.drawPolygon((*line, *ends))
        painter.setPen(QPen(QColor(theme.risk), 1.8))
        painter.drawPolyline(line)


def under_curve(theme: Theme) -> str:
    """Colour of the area under the strain curve, whose line must be seen on it."""
    return mixed(theme.risk, theme.panel, SOFT)


def paint_share(painter: QPainter, strip: Strip, x: float, words: str, theme: Theme) -> None:
    """What the curve says at x, beside that line: above the curve, else in the area under it."""
    metrics = QFontMetricsF(painter.font())
    width, height = metrics.horizontalAdvance(words), metrics.height()
    left = x + PAD if x + 2 * PAD + width <= strip.right else x - PAD - width
    near = (at.y() for line in strip.curve for at in line if left <= at.x() <= left + width)
    highest = min(near, default=strip.bottom) - 2
    bottom = highest if highest - height >= strip.top else strip.bottom
    painter.setPen(QColor(theme.ink))
    painter.drawText(QRectF(left, bottom - height, width, height), Qt.AlignmentFlag.AlignCenter, words)


def paint_bars(painter: QPainter, bars: Iterable[Placed], theme: Theme) -> None:
    """Bars of a lane, without words."""
    for placed in bars:
        for part, box in zip(placed.bar.parts, placed.boxes, strict=True):
            if box.width() > 0:
                _paint_part(painter, part, box, theme)
        if placed.inside and placed.bar.parts[0].look is Look.PAID:
            painter.fillRect(placed.words.adjusted(0, NOTCH, 0, -NOTCH), QColor(theme.accent_soft))


def paint_words(painter: QPainter, bars: Iterable[Placed], theme: Theme) -> None:
    """The words on and beside bars of a lane."""
    for placed in bars:
        _paint_words(painter, placed, theme)


def _paint_words(painter: QPainter, placed: Placed, theme: Theme) -> None:
    first = placed.bar.parts[0].look
    on_bar = theme.ink if first in _INKED else theme.on_bar
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
    if part.look is Look.PAID:
        painter.setPen(QPen(colour, 1.2))
        colour, box = QColor(theme.accent_soft), box.adjusted(0.6, 0.6, -0.6, -0.6)
    painter.setBrush(colour)
    painter.drawRoundedRect(box, RADIUS, RADIUS)


def _colour(look: Look, theme: Theme) -> str:
    return {
        Look.REORGANISATION: theme.reorganised,
        Look.AGREEMENT: theme.accent,
        Look.ENDING: theme.risk,
        Look.LAPSED: theme.risk,
        Look.PAID: theme.accent,
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
