"""CheckBox: a box in the accent colour with a tick, large enough to hit; TickDelegate: in lists."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from partnermap.ui.theme import LIGHT, Theme

SIDE = 24
"""Side of the target in logical pixels (WCAG 2.5.8)."""

BOX = 15.0

_TICK = ((0.24, 0.52), (0.43, 0.71), (0.77, 0.31))
"""Corners of a tick, in shares of its box."""


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
            _paint_tick(painter, box, QColor(self._theme.on_accent))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 5, 5)
        painter.end()


class TickDelegate(QStyledItemDelegate):
    """Rows of a list whose boxes bear a tick: the style sheet alone only fills them."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The row, and the tick on its box."""
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None or Qt.CheckState(state) is not Qt.CheckState.Checked:
            return
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        place = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = QRectF(row.widget.style().subElementRect(place, row, row.widget))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # The row's own palette has the style sheet's colours of selected words.
        colours = QGuiApplication.palette()
        _paint_tick(painter, box, colours.color(QPalette.ColorRole.HighlightedText))
        painter.restore()


def _paint_tick(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2.0))
    width, height = box.width(), box.height()
    painter.drawPolyline([QPointF(box.left() + x * width, box.top() + y * height) for x, y in _TICK])
