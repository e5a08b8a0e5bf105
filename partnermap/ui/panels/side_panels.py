"""SidePanels: the map between its panels; each can be shut, and one is where there is no room."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID

SIZES = (240, 815, 325)
LEAST_LETTERS = (30, 0, 32)
"""Widths in pixels at first, and at least in letters: panel, map, panel."""

NARROW_LETTERS = 125
"""Width of the page below which the map needs the room of the panel on the left."""


class SidePanels(QSplitter):
    """Links on the left, the map, the inspector on the right.

    Attributes:
        choices: an action for each panel, those beside the map and others, that shows or shuts it.
    """

    def __init__(self, links: QWidget, middle: QWidget, inspector: QWidget, below: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        letter = self.fontMetrics().averageCharWidth()
        for widget, least in zip((links, middle, inspector), LEAST_LETTERS, strict=True):
            self.addWidget(widget)
            self.setCollapsible(self.count() - 1, False)
            if least:
                widget.setMinimumWidth(least * letter)
        self.setStretchFactor(1, 1)
        self.setHandleWidth(GRID)
        self.setSizes(SIZES)
        self._links = links
        self._is_chosen = False
        self.choices = [
            self._choice(text("Links and sectors"), links),
            self._choice(text("Inspector"), inspector),
            self._choice(text("Timeline"), below),
        ]

    def _choice(self, words: str, panel: QWidget) -> QAction:
        action = QAction(words, self)
        action.setCheckable(True)
        action.setChecked(True)
        action.toggled.connect(panel.setVisible)
        action.triggered.connect(partial(self._keep, panel))
        return action

    def _keep(self, panel: QWidget, _checked: bool = False) -> None:
        """Leave what the user chose as it is, however wide the page becomes."""
        self._is_chosen = self._is_chosen or panel is self._links

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shut the left panel on a narrow page, until the user chooses."""
        super().resizeEvent(event)
        if not self._is_chosen:
            narrow = NARROW_LETTERS * self.fontMetrics().averageCharWidth()
            self.choices[0].setChecked(self.width() >= narrow)
