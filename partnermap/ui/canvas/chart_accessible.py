"""What a screen reader finds in a chart: a list with one item for each mark."""

from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from partnermap.scene.chart.model import ChartScene
from partnermap.shell.words import text
from partnermap.ui.canvas.accessible import NO_INTERFACE, TARGET, ListItem


class SpokenChart(Protocol):
    """What the accessible tree needs of a chart."""

    current: int | None

    @property
    def scene(self) -> ChartScene | None:
        """What is drawn."""


class MarkItem(ListItem):
    """One mark; its figure stands in its name, the part that is read out."""

    def __init__(self, view: QWidget, chart: SpokenChart, number: int) -> None:
        super().__init__(view)
        self._chart = chart
        self._number = number

    def isValid(self) -> bool:
        """Whether the chart still has so many marks."""
        scene = self._chart.scene
        return scene is not None and self._number < len(scene.marks)

    def text(self, t: QAccessible.Text) -> str:
        """Its name as read out."""
        scene = self._chart.scene
        if t != QAccessible.Text.Name or scene is None or not self.isValid():
            return ""
        return scene.marks[self._number].name

    def is_current(self) -> bool:
        """Whether the keyboard is on it."""
        return self._chart.current == self._number

    def rect(self) -> QRect:
        """Its box on the screen, never smaller than a target."""
        scene = self._chart.scene
        if scene is None or not self.isValid():
            return QRect()
        left, top, right, bottom = scene.marks[self._number].box
        wide, high = max(right - left, TARGET), max(bottom - top, TARGET)
        corner = QPoint(round((left + right - wide) / 2), round((top + bottom - high) / 2))
        return QRect(self._canvas.mapToGlobal(corner), QSize(round(wide), round(high)))


class MarkList(QAccessibleWidget):
    """The chart as a list of its marks, in reading order."""

    def __init__(self, view: QWidget, chart: SpokenChart) -> None:
        super().__init__(view, QAccessible.Role.List)
        self._view = view
        self._chart = chart
        self._items: list[MarkItem] = []

    def childCount(self) -> int:
        """Number of marks."""
        scene = self._chart.scene
        return 0 if scene is None else len(scene.marks)

    def child(self, index: int) -> QAccessibleInterface:
        """The mark of that number."""
        if not 0 <= index < self.childCount():
            return NO_INTERFACE
        while len(self._items) <= index:
            # Qt keeps no reference to an interface made in Python; registering gives it an identity.
            item = MarkItem(self._view, self._chart, len(self._items))
            QAccessible.registerAccessibleInterface(item)
            self._items.append(item)
        return self._items[index]

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Number of a mark, or -1."""
        return next((i for i, item in enumerate(self._items) if item is child), -1)

    def focusChild(self) -> QAccessibleInterface:
        """The mark under the keyboard."""
        current = self._chart.current
        return NO_INTERFACE if current is None else self.child(current)

    def text(self, t: QAccessible.Text) -> str:
        """The alternative text of the chart, and how to move."""
        scene = self._chart.scene
        if t == QAccessible.Text.Name:
            return "" if scene is None else scene.alt
        if t == QAccessible.Text.Description:
            return text("Arrow keys move from mark to mark, Enter shows the records behind one.")
        return ""
