"""StrainView: the chart of strain over time, on which days of taking effect can be moved."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from partnermap.domain.dates import DAYS_PER_MONTH, add_months
from partnermap.scene.chart.chart import Chart
from partnermap.scene.chart.strain import MARKS_OF_A_LANE, Lane, StrainChart, day_at, strain_scale
from partnermap.ui.canvas.chart_view import MARGIN, ChartView

_REACH = 9.0
"""Pixels round a handle in which it can be taken hold of."""


class StrainView(ChartView):
    """The chart; it only tells what is wanted, the page shows what follows.

    Signals:
        moved: the number of a lane and by how many months its day is to stand from the register's.
    """

    moved = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strain: StrainChart | None = None
        self._held: int | None = None

    def show_chart(self, chart: Chart | None) -> None:
        """Draw another chart; the keyboard stays where it is, because moving a day draws anew."""
        before = self.current
        self._strain = chart if isinstance(chart, StrainChart) else None
        super().show_chart(chart)
        scene = self.scene
        self.current = before if scene is not None and (before or 0) < len(scene.marks) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a day, or choose the records of a mark."""
        super().mousePressEvent(event)
        self._held = self._handle_at(event) if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the day that is held."""
        if self._held is None:
            super().mouseMoveEvent(event)
            if self._handle_at(event) is not None:
                self.setCursor(Qt.CursorShape.SizeHorCursor)
            return
        if self._strain is not None:
            scale = strain_scale(self._strain, self.look)
            self._ask(self._held, day_at(scale, event.position().x() - MARGIN))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        super().mouseReleaseEvent(event)
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and an arrow move the day under the keyboard by a month; the rest walks."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        number = self._lane_under_keyboard()
        if step is None or number is None or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        lane = self._lane(number)
        if lane is not None:
            self.moved.emit(number, months_moved(lane, lane.effective) + step)

    def _lane(self, number: int) -> Lane | None:
        lanes = self._strain.lanes if self._strain is not None else ()
        return lanes[number] if number < len(lanes) else None

    def _lane_under_keyboard(self) -> int | None:
        lanes = len(self._strain.lanes) if self._strain is not None else 0
        number = None if self.current is None else self.current // MARKS_OF_A_LANE
        return number if number is not None and number < lanes else None

    def _handle_at(self, event: QMouseEvent) -> int | None:
        """The lane whose day lies under the pointer."""
        if self.scene is None or self._strain is None:
            return None
        x, y = event.position().x() - MARGIN, event.position().y() - MARGIN
        for number in range(len(self._strain.lanes)):
            left, top, right, bottom = self.scene.marks[MARKS_OF_A_LANE * number + 1].box
            if left - _REACH <= x <= right + _REACH and top <= y <= bottom and right > left:
                return number
        return None

    def _ask(self, number: int, day: dt.date) -> None:
        lane = self._lane(number)
        if lane is not None and day_moved(lane, months_moved(lane, day)) != lane.effective:
            self.moved.emit(number, months_moved(lane, day))


def months_moved(lane: Lane, day: dt.date) -> int:
    """Whole months from the register's day to another, the nearest."""
    return round((day - (lane.was or lane.effective)).days / DAYS_PER_MONTH)


def day_moved(lane: Lane, months: int) -> dt.date:
    """The day so many months from the register's."""
    return add_months(lane.was or lane.effective, months)
