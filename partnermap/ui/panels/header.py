"""Header: whose map it is, what is saved where, the search box, and what is done most."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from partnermap.shell.words import text
from partnermap.ui.bridge import FileState
from partnermap.ui.panels.labels import GRID, heading, muted
from partnermap.ui.panels.search_box import SearchBox


class Header(QWidget):
    """The strip at the top.

    Attributes:
        search: the search box.
    """

    def __init__(self, actions: list[QAction], main: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = heading(text("Partnermap"), 1.1)
        self._saved = muted(text("No file is open."))
        for label in (self._title, self._saved):
            label.setWordWrap(False)
        self.search = SearchBox()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._saved)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(GRID)
        row.addLayout(words, 3)
        row.addWidget(self.search, 4)
        row.addStretch(1)
        for action in actions:
            row.addWidget(_button(action, "plain"))
        row.addWidget(_button(main, "main"))

    def show_state(self, state: FileState | None) -> None:
        """Say what is open and what is saved where."""
        self._title.setText(state.title if state else text("Partnermap"))
        self._saved.setText(saved_words(state))


def saved_words(state: FileState | None) -> str:
    """`Saved to Documents at 14:02. All changes kept.`"""
    if state is None:
        return text("No file is open.")
    if state.read_only:
        return text(
            "{file} was made by a newer Partnermap: it can be read, not changed.", file=state.path.name
        )
    folder = state.path.parent.name or str(state.path.parent)
    if not state.is_saved:
        return text("Kept on this computer; to be saved to {folder} in a moment.", folder=folder)
    if state.saved_at is None:
        return text("{file} in {folder}. All changes kept.", file=state.path.name, folder=folder)
    return text(
        "Saved to {folder} at {time}. All changes kept.", folder=folder, time=_clock(state.saved_at)
    )


def _clock(moment: dt.datetime) -> str:
    return f"{moment:%H:%M}"


def _button(action: QAction, role: str) -> QPushButton:
    """A button that does what an action does and is switched off with it; its words stay the same."""
    button = QPushButton(action.iconText())
    button.setProperty("role", role)
    button.clicked.connect(action.trigger)

    def follow() -> None:
        button.setEnabled(action.isEnabled())
        button.setToolTip(action.toolTip())

    action.changed.connect(follow)
    follow()
    return button
