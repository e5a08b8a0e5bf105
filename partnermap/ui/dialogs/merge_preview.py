"""MergePreview: what another copy would bring, and where the two differ, before anything is written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from partnermap.document.naming import counted as records
from partnermap.domain.errors import Cancelled, PartnermapError
from partnermap.domain.sentences import joined
from partnermap.shell.words import counted, text
from partnermap.ui.panels.labels import GRID, heading, muted, plain, risk

if TYPE_CHECKING:
    from partnermap.document.merge.answer import Conflict, Merge
    from partnermap.domain.changes import Changes

MOST_SHOWN = 200
"""Differences that are listed; the rest is counted and stays as it is here."""


class MergePreview(QDialog):
    """Counts, what both entered, and a table of differences of which some may be taken from the other.

    Attributes:
        table: a row for each difference; where there is a choice its last cell has a box to tick.
        boxes: each difference in which there is a choice, with the cell that holds its box.
        go: carries it out.

    Signals:
        accepted_merge: the Merge, and the conflicts for which the other file's answer is wanted.
        crashed: an exception that is a bug.
    """

    accepted_merge = Signal(object, object)
    crashed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Merge | None = None
        self.boxes: list[tuple[Conflict, QTableWidgetItem]] = []
        self.setWindowTitle(text("Bring in another copy"))
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._body.setSpacing(GRID)
        self._body.addWidget(heading(text("Bring in {file}", file=name), 1.2))
        self.words = muted(text("Comparing …"))
        self._body.addWidget(self.words)
        self.table = QTableWidget()
        self.table.setAccessibleName(text("Where the two files differ"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self.table.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(text("Bring in"))
        self.go.setProperty("role", "main")
        self.go.setEnabled(False)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self._buttons = buttons
        self._body.addWidget(buttons)
        letter = self.fontMetrics()
        self.resize(100 * letter.averageCharWidth(), 30 * letter.height())

    def show_merge(self, found: "Merge") -> None:
        """Show what it would do."""
        self._found = found
        self.words.setText(changes_words(found.changes))
        self._body.removeWidget(self._buttons)
        if found.recognised:
            names = joined(found.recognised)
            self._body.addWidget(plain(text("Entered in both, and one body: {names}.", names=names)))
        for warning in found.warnings:
            self._body.addWidget(plain(warning))
        if found.conflicts:
            self._body.addWidget(plain(differences_words(len(found.conflicts))))
            self._fill(found.conflicts[:MOST_SHOWN])
            self._body.addWidget(self.table, 1)
            self.table.show()
        else:
            self._body.addStretch(1)
        self._body.addWidget(self._buttons)
        self.go.setEnabled(bool(found.changes) or any(each.other for each in found.conflicts))
        (self.go if self.go.isEnabled() else self._buttons).setFocus()

    def _fill(self, conflicts: "tuple[Conflict, ...]") -> None:
        titles = (text("Record"), text("What"), text("This file says"), text("The other file says"))
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(titles)
        self.table.setRowCount(len(conflicts))
        for row, conflict in enumerate(conflicts):
            cells = (conflict.record, conflict.field or "", conflict.here, conflict.there)
            for column, words in enumerate(cells):
                self.table.setItem(row, column, _cell(words))
            if conflict.other:
                box = _cell(conflict.there)
                box.setFlags(box.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                box.setCheckState(Qt.CheckState.Unchecked)
                self.boxes.append((conflict, box))
                self.table.setItem(row, len(cells) - 1, box)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.resizeRowsToContents()

    def show_fault(self, fault: BaseException) -> None:
        """Say why it cannot be brought in."""
        if isinstance(fault, Cancelled):
            return
        if not isinstance(fault, PartnermapError):
            self.crashed.emit(fault)
            self.reject()
            return
        self.words.hide()
        self._body.insertWidget(2, risk(str(fault)))

    def _on_accepted(self) -> None:
        if self._found is not None:
            ticked = [each for each, box in self.boxes if box.checkState() is Qt.CheckState.Checked]
            self.accepted_merge.emit(self._found, tuple(ticked))
        self.accept()


def _cell(words: str | None) -> QTableWidgetItem:
    return QTableWidgetItem(words if words is not None else text("nothing"))


def changes_words(changes: "Changes") -> str:
    """What would be added, changed and removed, each kind by number."""
    if not changes:
        return text("It brings nothing new.")
    parts = [
        text("{what} added", what=_kinds([record.TABLE for record in changes.create])),
        text("{what} changed", what=_kinds([record.TABLE for record in changes.update])),
        text("{what} removed", what=_kinds([table for table, _ in changes.delete])),
    ]
    given = (changes.create, changes.update, changes.delete)
    return "; ".join(part for part, some in zip(parts, given, strict=True) if some) + "."


def _kinds(tables: list[str]) -> str:
    return joined([records(table, tables.count(table)) for table in dict.fromkeys(tables)])


def differences_words(count: int) -> str:
    """How many differences there are, and whose answer stays."""
    said = text(
        "The files differ in {things}. What this file says stays; tick what you would rather have from "
        "the other.",
        things=counted(count, "thing"),
    )
    if count > MOST_SHOWN:
        said += " " + text("The first {number} are listed.", number=MOST_SHOWN)
    return said
