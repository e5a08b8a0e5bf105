"""ChartView: a chart that can be pointed at, walked with the keyboard and read out."""

import math
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessibleInterface,
    QColor,
    QFocusEvent,
    QFontInfo,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from partnermap.scene.chart.chart import Chart, chart_scene
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.model import ChartScene
from partnermap.scene.style import STYLES
from partnermap.ui.canvas.accessible import announce_focus, make_accessible
from partnermap.ui.canvas.chart_accessible import MarkList
from partnermap.ui.canvas.chart_painting import paint_chart
from partnermap.ui.plain_words import tip
from partnermap.ui.theme import LIGHT, Theme

MARGIN = 6
"""Round the drawing, so that the ring of a mark at the edge is whole."""

_SIZE = 0.92
_RING = 3.0
_NARROWEST = 320.0
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


def look_for(theme: Theme, width: float, size: float) -> Look:
    """How charts look on the screen; workers draw in it once, so that fonts are loaded by then."""
    return Look(STYLES[theme.key], max(width, _NARROWEST), size)


class ChartView(QWidget):
    """One chart, as high as its rows need at the width that it is given.

    Signals:
        sources_chosen: tuple of About of the records behind the mark that was clicked or walked to.
        records_wanted: the same, when the mark was double-clicked or entered.

    Attributes:
        current: number of the mark under the keyboard, None when there is none.
        most_height: rows that would stand lower are left out; None the usual.
    """

    sources_chosen = Signal(object)
    records_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        make_accessible(ChartView, _accessible)
        self.current: int | None = None
        self.most_height: float | None = None
        self._chart: Chart | None = None
        self._scene: ChartScene | None = None
        self._composed: tuple[Chart | None, Look] | None = None
        self._theme: Theme = LIGHT
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def scene(self) -> ChartScene | None:
        """What is drawn."""
        self._compose()
        return self._scene

    @property
    def look(self) -> Look:
        """How it is drawn now."""
        size = round(_SIZE * QFontInfo(self.font()).pixelSize())
        look = look_for(self._theme, self.width() - 2 * MARGIN, size)
        return look if self.most_height is None else replace(look, most_height=self.most_height)

    def show_chart(self, chart: Chart | None) -> None:
        """Draw another chart; None hides the view."""
        if chart == self._chart:
            return
        self._chart, self.current = chart, None
        self.setVisible(chart is not None)
        self._compose()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours, from when it is painted next: they change no size."""
        self._theme = theme
        self.update()

    def _compose(self) -> None:
        """Arrange the marks where chart, width or colours are others than before."""
        wanted, before = (self._chart, self.look), self._composed
        if before is not None and wanted[0] is before[0] and wanted[1] == before[1]:
            return
        self._composed = wanted
        if self._chart is None:
            self._scene = None
            return
        self._scene = chart_scene(self._chart, self.look)
        self.setAccessibleName(self._scene.alt)
        self.setFixedHeight(math.ceil(self._scene.height) + 2 * MARGIN)

    def _go(self, number: int) -> None:
        if self._scene is None or not self._scene.marks:
            return
        self.current = min(max(number, 0), len(self._scene.marks) - 1)
        announce_focus(self, self.current)
        self.sources_chosen.emit(self._scene.marks[self.current].about)
        self.update()

    def _enter(self) -> None:
        if self._scene is not None and self.current is not None:
            self.records_wanted.emit(self._scene.marks[self.current].about)

    def _mark_at(self, event: QMouseEvent | QHelpEvent) -> int | None:
        at = event.position() if isinstance(event, QMouseEvent) else event.pos()
        return None if self._scene is None else self._scene.mark_at(at.x() - MARGIN, at.y() - MARGIN)

    def _paint_ring(self, painter: QPainter, scene: ChartScene) -> None:
        if self.current is None or not self.hasFocus():
            return
        left, top, right, bottom = scene.marks[self.current].box
        box = QRectF(left, top, right - left, bottom - top).adjusted(-2, -2, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        # Light on dark on light: one of the two stands out wherever the ring lies.
        for colour, width in ((scene.background, _RING + 2), (self._theme.ink, _RING)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRect(box)

    def sizeHint(self) -> QSize:
        """As high as the chart."""
        return QSize(600, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        scene = self.scene
        if scene is None:
            return
        painter = QPainter(self)
        painter.translate(MARGIN, MARGIN)
        paint_chart(painter, scene)
        self._paint_ring(painter, scene)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._compose()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._compose()
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first mark."""
        super().focusInEvent(event)
        if self.current is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._go(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The ring goes."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the records of a mark."""
        number = self._mark_at(event)
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the records of a mark."""
        if self._mark_at(event) is not None:
            self._enter()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a mark leads somewhere."""
        number = self._mark_at(event)
        leads = self._scene is not None and number is not None and self._scene.marks[number].about
        self.setCursor(Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, Home and End; Enter opens the records."""
        key = Qt.Key(event.key())
        if key in _STEPS and self.current is not None:
            self._go(self.current + _STEPS[key])
        elif key == Qt.Key.Key_Home:
            self._go(0)
        elif key == Qt.Key.Key_End and self._scene is not None:
            self._go(len(self._scene.marks) - 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._enter()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say in a tooltip what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._mark_at(event)
            if number is None or self._scene is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip(self._scene.marks[number].name), self)
            return True
        return super().event(event)


def _accessible(widget: QWidget) -> QAccessibleInterface:
    return MarkList(widget, cast(ChartView, widget))
