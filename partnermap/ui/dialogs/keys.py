"""KeysDialog: the keys of the window, as a list that can be read out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted, plain

_OF_SCREEN = 0.85
"""Share of the screen's height that the list takes at most."""

Groups = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def key_rows() -> Groups:
    """Headings, and keys with what they do."""
    return (*_on_pictures(), *_elsewhere())


def _on_pictures() -> Groups:
    return (
        (
            text("On the map"),
            (
                ("↓ ↑", text("next and previous organisation, those with most partners first")),
                ("→", text("into the partners; then ↓ and ↑ among them")),
                ("←", text("back")),
                ("Enter", text("open the inspector")),
                ("A … Z", text("jump to a name")),
                ("+ − 0", text("zoom in, zoom out, show everything")),
                ("Ctrl + ← → ↑ ↓", text("move the map")),
                ("1 2 3", text("show only what is within so many steps of it")),
                (text("Backspace"), text("show all again")),
                (text("Menu"), text("what can be done with an organisation")),
                ("Esc", text("leave the map")),
            ),
        ),
        (
            text("On the timeline"),
            (
                ("← →", text("a month back or on")),
                ("Page Up, Page Down", text("a year back or on")),
                ("Home", text("today")),
                ("+ −", text("fewer years, more years")),
                (text("Space"), text("play, pause")),
            ),
        ),
        (
            text("In the matrix and the list"),
            (
                ("Enter", text("open the record")),
                ("1 2 3", text("show only what is within so many steps of the selected organisation")),
                (text("Backspace"), text("show all again")),
                (text("Menu"), text("what can be done with an organisation")),
                ("Ctrl+C", text("copy the selected rows of the list")),
            ),
        ),
        (
            text("On a chart"),
            (
                ("← → ↑ ↓", text("from mark to mark")),
                ("Enter", text("open the records behind a mark")),
                ("Ctrl + ← →", text("in strain over time: a month earlier or later")),
            ),
        ),
    )


def _elsewhere() -> Groups:
    return (
        (
            text("In a register"),
            (
                (text("← → ↑ ↓, Tab"), text("from cell to cell, on to what follows the table")),
                (text("Enter, F2"), text("edit the cell; typing does so too")),
                ("Esc", text("leave the cell as it was")),
                (text("Ctrl+N, Delete"), text("add a record, remove the selected ones")),
                ("Ctrl+C", text("copy the selected cells")),
            ),
        ),
        (
            text("In a workshop"),
            (
                (text("Enter"), text("record the line; answer what is asked")),
                (text("Tab, ↓ ↑"), text("take a name, mark another; lines typed before")),
                ("1 … 5", text("take a slip in")),
                (text("Backspace, Delete"), text("take the last slip back, all of the statement")),
                ("S", text("show the answers")),
                ("← →", text("previous and next statement")),
                (text("Space; H M L N; Delete"), text("on a shared goal: owner; priority; none said")),
                ("F2", text("an action about what the map has selected")),
            ),
        ),
        (
            text("Everywhere"),
            (
                ("Ctrl+K, Ctrl+F", text("find")),
                ("Ctrl+G", text("go to a date")),
                ("Ctrl+Z, Ctrl+Y", text("undo, redo")),
                ("Ctrl+N, Ctrl+O, Ctrl+S", text("new, open, save")),
                ("Ctrl+I, Ctrl+P, Ctrl+Shift+P", text("import, report, print the map")),
                ("Ctrl+Tab", text("next room")),
                ("F11", text("full screen, and back")),
                ("F1", text("this list")),
            ),
        ),
    )


class KeysDialog(QDialog):
    """A plain list, which scrolls where the screen is low."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Keys"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        content = _columns()
        # Else the area keeps the height that the words need where they are as narrow as can be.
        content.setMinimumHeight(1)
        area = QScrollArea()
        area.setAccessibleName(text("Keys"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(content)
        layout.addWidget(area, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        wide = 118 * self.fontMetrics().averageCharWidth()
        high = content.heightForWidth(wide) + buttons.sizeHint().height() + 6 * GRID
        self.resize(wide, min(high, round(_OF_SCREEN * self.screen().availableGeometry().height())))


def _columns() -> QWidget:
    content = QWidget()
    columns = QHBoxLayout(content)
    columns.setContentsMargins(0, 0, 2 * GRID, 0)
    columns.setSpacing(5 * GRID)
    groups = key_rows()
    for half in (groups[:3], groups[3:]):
        column = QVBoxLayout()
        column.setSpacing(GRID)
        for title, rows in half:
            column.addWidget(heading(title))
            column.addLayout(_keys(rows))
            column.addSpacing(2 * GRID)
        column.addStretch(1)
        columns.addLayout(column, 1)
    return content


def _keys(rows: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(GRID // 2)
    for row, (keys, does) in enumerate(rows):
        grid.addWidget(plain(keys), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(muted(does), row, 1)
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, 15 * QFontMetrics(QApplication.font()).averageCharWidth())
    return grid
