"""MergePreview: what another copy would bring, and where the two differ, before anything is written."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
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
from partnermap.domain.errors import Cancelled, PartnermapError, UserError
from partnermap.domain.sentences import joined
from partnermap.shell.words import counted, text
from partnermap.ui.panels.check_box import TickDelegate
from partnermap.ui.panels.labels import GRID, heading, muted, plain, risk
from partnermap.ui.plain_words import tip
from partnermap.ui.turns import Turns

if TYPE_CHECKING:
    from partnermap.document.merge.answer import Conflict, Merge
    from partnermap.domain.changes import Changes

MOST_SHOWN = 200
"""Questions that are listed; the rest is counted and stays as it is here."""

MOST_LINES = 6
"""Lines of a cell; the rest of a long note stands in its tip."""


class QuestionTable(QTableWidget):
    """A table in which the space bar ticks the box of the row, whichever of its cells is current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text("Where the two files differ"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.setItemDelegate(TickDelegate(self))

    def fitted(self) -> Iterator[None]:
        """Give each row the height of its words, a row in each step: all at once would take long."""
        most = MOST_LINES * self.fontMetrics().lineSpacing()
        for row in range(self.rowCount()):
            self.setRowHeight(row, min(self.sizeHintForRow(row), most))
            yield

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick or untick with the space bar."""
        box = self.item(self.currentRow(), self.columnCount() - 1)
        if event.key() != Qt.Key.Key_Space or box is None:
            super().keyPressEvent(event)
        elif box.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            is_ticked = box.checkState() is Qt.CheckState.Checked
            box.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)


class MergePreview(QDialog):
    """Counts, and a table of what was decided, in which the user may tick the other answer.

    It stays open until what was ticked has been worked out, so that a refusal loses no tick.

    Attributes:
        table: a row for each question; where there is a choice its last cell has a box to tick.
        boxes: each question in which there is a choice, with the cell that holds its box.
        go: carries it out.

    Signals:
        accepted_merge: the Merge, and the conflicts for which the other answer is wanted.
        crashed: an exception that is a bug.
    """

    accepted_merge = Signal(object, object)
    crashed = Signal(object)

    def __init__(self, name: str, turns: Turns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turns = turns
        self._found: Merge | None = None
        self.boxes: list[tuple[Conflict, QTableWidgetItem]] = []
        self.setWindowTitle(text("Bring in another copy"))
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._body.setSpacing(GRID)
        self._body.addWidget(heading(text("Bring in {file}", file=name), 1.2))
        self.words = muted(text("Comparing …"))
        self._body.addWidget(self.words)
        self.table = QuestionTable()
        self.table.hide()
        self.refusal = risk()
        self.refusal.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(text("Bring in"))
        self.go.setProperty("role", "main")
        self.go.setEnabled(False)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self._buttons = buttons
        self._body.addWidget(buttons)
        self.finished.connect(lambda _: self._forget())
        letter = self.fontMetrics()
        self.resize(100 * letter.averageCharWidth(), 30 * letter.height())

    def show_merge(self, found: "Merge") -> None:
        """Show what it would do."""
        self._found = found
        self.words.setText(changes_words(found.changes))
        self._body.removeWidget(self._buttons)
        for warning in found.warnings:
            self._body.addWidget(plain(warning))
        if found.questions:
            self._body.addWidget(plain(questions_words(len(found.conflicts), len(found.doubles))))
            self._body.addWidget(self.table, 1)
            self.table.show()
        else:
            self._body.addStretch(1)
        self._body.addWidget(self.refusal)
        self._body.addWidget(self._buttons)
        self._turns.in_steps(self._shown(found), key=(self, "rows"))

    def _shown(self, found: "Merge") -> Iterator[None]:
        """The questions, a row in each step, then what may be done."""
        if found.questions:
            yield from self._filled(found.questions[:MOST_SHOWN])
            yield from self.table.fitted()
        self.go.setEnabled(bool(found.changes) or any(each.has_choice for each in found.questions))
        (self.go if self.go.isEnabled() else self._buttons).setFocus()

    def _filled(self, questions: "tuple[Conflict, ...]") -> Iterator[None]:
        titles = (text("Record"), text("What"), text("As it will be"), text("Tick to have instead"))
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(titles)
        self.table.setRowCount(len(questions))
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for row, question in enumerate(questions):
            cells = [QTableWidgetItem(words) for words in question_words(question)]
            for column, cell in enumerate(cells):
                cell.setToolTip(tip(cell.text()))
                self.table.setItem(row, column, cell)
            if question.has_choice:
                self._add_box(question, cells[-1])
            yield
        self.table.setCurrentCell(0, 0)

    def _add_box(self, question: "Conflict", box: QTableWidgetItem) -> None:
        record, what, stays, instead = question_words(question)
        box.setFlags(box.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        box.setCheckState(Qt.CheckState.Unchecked)
        said = text(
            "{record}, {what}: {stays}; tick for: {instead}",
            record=record,
            what=what,
            stays=stays,
            instead=instead,
        )
        box.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self.boxes.append((question, box))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to columns of another width."""
        super().resizeEvent(event)
        self._turns.in_steps(self.table.fitted(), key=(self, "fit"))

    def _forget(self) -> None:
        for what in ("rows", "fit"):
            self._turns.forget((self, what))

    def show_refusal(self, fault: BaseException) -> None:
        """Say why what was ticked cannot be had; everything stays as it was ticked."""
        if isinstance(fault, UserError):
            self.refusal.setText(str(fault))
            self.refusal.show()
            self.go.setEnabled(True)
        else:
            self.show_fault(fault)

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
            self.refusal.hide()
            self.go.setEnabled(False)
            self.accepted_merge.emit(self._found, tuple(ticked))


def question_words(question: "Conflict") -> tuple[str, str, str, str]:
    """The cells of a question: the record, what it is about, what is decided, and the other answer."""
    here, there = (words or text("nothing") for words in (question.here, question.there))
    way = question.instead.way if question.instead is not None else None
    if question.field is not None:
        instead = text("{name}, which comes back", name=there) if way is not None else there
        return question.record, question.field, here, instead
    what = text("{here} here, {there} in the other copy", here=here, there=there)
    if way is None:
        return question.record, what, text("as here"), ""
    if way == "apart":
        what = text("entered in both copies")
        if here != there:
            what = text("entered in both copies, there as {name}", name=there)
        return question.record, what, text("one organisation"), text("keep them as two")
    if way == "remove":
        if here != "changed":
            what = text("{here}; removed in the other copy", here=here)
        return question.record, what, text("stays"), text("remove it, and what hangs on it")
    if question.there == "added":
        return question.record, what, text("left out"), text("add it, and what it needs")
    return question.record, what, text("removed"), text("keep it as the other copy changed it")


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


def questions_words(differences: int, doubles: int) -> str:
    """How many differences there are, what both copies entered, and whose answer stays."""
    said = []
    if differences:
        things = counted(differences, "thing")
        said.append(text("The files differ in {things}; what this file says stays.", things=things))
    if doubles:
        what = counted(doubles, "organisation")
        said.append(text("Both copies entered {what}; nothing is doubled.", what=what))
    said.append(text("Tick what you would rather have; the space bar ticks as well."))
    if differences + doubles > MOST_SHOWN:
        said.append(text("The first {number} are listed.", number=MOST_SHOWN))
    return " ".join(said)
