"""Paints a ChartScene with QPainter; decides nothing."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from partnermap.scene.chart.model import SHARE_BEFORE, Area, ChartScene, Points, Stroke, Writing
from partnermap.ui.canvas.painting import text_font


def paint_chart(painter: QPainter, scene: ChartScene) -> None:
    """All shapes in their order, then the words, in view coordinates."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in scene.shapes:
        if isinstance(shape, Area):
            _paint_area(painter, shape)
        else:
            _paint_stroke(painter, shape)
    for words in scene.words:
        _paint_words(painter, words)


def _polygon(points: Points) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])


def _pen(colour: str, width: float, dash: tuple[float, ...]) -> QPen:
    """Qt counts dashes in pen widths."""
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dash:
        pen.setDashPattern([part / width for part in dash])
    return pen


def _paint_area(painter: QPainter, area: Area) -> None:
    if area.outline is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(_pen(area.outline, area.outline_width, area.dash))
    painter.setBrush(Qt.BrushStyle.NoBrush if area.fill is None else QColor(area.fill))
    painter.drawPolygon(_polygon(area.points))


def _paint_stroke(painter: QPainter, stroke: Stroke) -> None:
    painter.setPen(_pen(stroke.colour, stroke.width, stroke.dash))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(_polygon(stroke.points))


def _paint_words(painter: QPainter, words: Writing) -> None:
    font = text_font(words.font, words.size, words.bold)
    painter.setFont(font)
    painter.setPen(QColor(words.colour))
    shift = SHARE_BEFORE[words.align] * QFontMetricsF(font).horizontalAdvance(words.words)
    painter.drawText(QPointF(words.x - shift, words.y), words.words)
