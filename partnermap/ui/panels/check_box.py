"""CheckBox: a box in the accent colour with a tick, large enough to hit."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from partnermap.ui.theme import LIGHT, Theme

SIDE = 24
"""Side of the target in logical pixels (WCAG 2.5.8)."""

BOX = 15.0


class CheckBox(QCheckBox):
    """A check box without words of its own."""

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedSize(SIDE, SIDE)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """The target's size."""
        return QSize(SIDE, SIDE)

    def hitButton(self, pos: object) -> bool:
        """All of the target counts."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick, focus ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = (SIDE - BOX) / 2
        box = QRectF(gap, gap, BOX, BOX)
        checked = self.isChecked()
        colour = QColor(self._theme.accent if checked else self._theme.control)
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour if checked else QColor(self._theme.panel))
        painter.drawRoundedRect(box, 3, 3)
        if checked:
            painter.setPen(QPen(QColor(self._theme.on_accent), 2.0))
            tick = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
            painter.drawPolyline([QPointF(gap + x * BOX, gap + y * BOX) for x, y in tick])
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)
        painter.end()
