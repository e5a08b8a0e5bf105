"""PageHead: the title of a page, the badge of what is hidden, and buttons, in one row or in two."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from partnermap.ui.panels.labels import GRID, heading

FACTOR = 1.35
"""Size of a title, by that of all words."""


class PageHead(QWidget):
    """The badge stands beside the title where there is room for both on one line, else below it."""

    def __init__(self, title: QLabel | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title or heading("", FACTOR)
        self._badge = QLabel()
        self._badge.setObjectName("badge")
        self._badge.hide()
        self._across, self._below = QHBoxLayout(), QHBoxLayout()
        self._across.setSpacing(GRID)
        # A title that can be clicked is as wide as its words, not as the row.
        place = Qt.AlignmentFlag.AlignLeft if title is not None else Qt.AlignmentFlag(0)
        self._across.addWidget(self._title, 1, place)
        self._below.addWidget(self._badge)
        self._below.addStretch(1)
        self._is_below = True
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(self._across)
        rows.addLayout(self._below)

    @property
    def title(self) -> str:
        """What the title says."""
        return self._title.text()

    @property
    def badge(self) -> str:
        """What is hidden; empty for nothing."""
        return self._badge.text()

    def add(self, widget: QWidget) -> None:
        """Add a button or a field to the right."""
        self._across.addWidget(widget)

    def show_words(self, title: str, badge: str | None) -> None:
        """Show another title, and a badge or none."""
        self._title.setText(title)
        self._badge.setText(badge or "")
        self._badge.setVisible(badge is not None)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the badge to where there is room for it."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        metrics = self._title.fontMetrics()
        others = (self._across.itemAt(place) for place in range(1, self._across.count()))
        widgets = [item.widget() for item in others if item is not None]
        taken = sum(one.sizeHint().width() + GRID for one in widgets if one and one is not self._badge)
        wanted = metrics.horizontalAdvance(self._title.text()) + self._badge.sizeHint().width()
        is_below = wanted + taken + 2 * GRID > self.width()
        if is_below == self._is_below:
            return
        self._is_below = is_below
        if is_below:
            self._across.removeWidget(self._badge)
            self._below.insertWidget(0, self._badge)
        else:
            self._below.removeWidget(self._badge)
            self._across.insertWidget(1, self._badge)
