"""Dragging one organisation: a dot under the pointer, with lines to its partners, over the map."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

RADIUS = 9.0
WIDTH = 1.5

AROUND = 12
"""Pixels around the dot and the ends of the lines that are painted anew with them."""


@dataclass(frozen=True, slots=True)
class Dragged:
    """Where the pointer has it, and where its partners stand, on the widget."""

    at: QPointF
    partners: tuple[QPointF, ...]

    @property
    def area(self) -> QRect:
        """What it covers: all that must be painted anew when it moves on."""
        spots = QPolygonF([self.at, *self.partners]).boundingRect().toAlignedRect()
        return spots.adjusted(-AROUND, -AROUND, AROUND, AROUND)

    def paint(self, painter: QPainter, colour: QColor) -> None:
        """Draw it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, WIDTH, Qt.PenStyle.DashLine))
        for spot in self.partners:
            painter.drawLine(spot, self.at)
        painter.setBrush(colour)
        painter.drawEllipse(self.at, RADIUS, RADIUS)
