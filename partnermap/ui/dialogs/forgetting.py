"""ForgetPerson: whose name is to go, where it was found, and that it cannot be brought back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.place import TYPE_OF_TABLE
from partnermap.domain.sense import words_for
from partnermap.shell.words import counted, text
from partnermap.ui.panels.labels import GRID, heading, muted, plain, risk
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading
from partnermap.ui.tables.figures_view import FiguresView

if TYPE_CHECKING:
    from partnermap.document.forgetting import Traces


class ForgetPerson(QDialog):
    """Looks for a name first; it is forgotten only after the user has seen where it stands.

    Signals:
        looked_for: the name that somebody should look for.
        chosen: the name to forget, and whether the backups are to be deleted.
    """

    looked_for = Signal(str)
    chosen = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Forget a person"))
        self._found_for = ""
        self.name = QLineEdit()
        self.name.setPlaceholderText(text("First name and family name"))
        self.name.setAccessibleName(text("Name of the person"))
        self.look = QPushButton(text("Look for it"))
        self.look.setDefault(True)
        self.found, self.words = plain(), risk()
        self.table = FiguresView()
        self.backups = QComboBox()
        self.backups.setAccessibleName(text("Backups of this file"))
        self._lay_out()
        self.name.textChanged.connect(self._on_name)
        self.look.clicked.connect(self._look_for)
        self._on_name("")
        letter = self.fontMetrics()
        self.resize(84 * letter.averageCharWidth(), 30 * letter.height())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(text("Forget a person"), 1.2))
        layout.addWidget(
            muted(
                text(
                    "The name goes from all records and from the history, also where it is written "
                    "family name first or in an e-mail address. Initials, nicknames and other "
                    "spellings have to be forgotten one by one."
                )
            )
        )
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.look)
        layout.addLayout(row)
        for widget in (self.found, self.table, self.backups, self.words):
            layout.addWidget(widget, 1 if widget is self.table else 0)
        layout.addStretch(0)
        layout.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(text("Forget for good"))
        self.go.setAutoDefault(False)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        return buttons

    def _on_name(self, name: str) -> None:
        self.look.setEnabled(bool(name.strip()))
        self.backups.clear()
        self.go.setEnabled(False)
        self._found_for = ""
        for widget in (self.found, self.table, self.backups, self.words):
            widget.hide()

    def _look_for(self) -> None:
        self.looked_for.emit(self.name.text().strip())

    def show_fault(self, sentence: str) -> None:
        """Say why the name cannot be looked for."""
        self.words.setText(sentence)
        self.words.show()

    def show_traces(self, name: str, traces: "Traces") -> None:
        """List where the name stands, unless another one was typed meanwhile."""
        if name != self.name.text().strip():
            return
        self.found.setText(_summary(traces))
        self.found.show()
        self.table.show_table(traces_table(traces))
        self.table.setVisible(bool(traces))
        copies = len(traces.backups)
        kept = counted(copies, "backup")
        self.backups.clear()
        self.backups.addItem(text("Keep the {backups} of this file", backups=kept), False)
        self.backups.addItem(text("Delete the {backups} of this file", backups=kept), True)
        self.backups.setVisible(bool(traces) and copies > 0)
        self.words.setText(_warning(copies))
        self.words.setVisible(bool(traces))
        self._found_for = name if traces else ""
        self.go.setEnabled(bool(traces))

    def _choose(self) -> None:
        if self._found_for:
            self.accept()
            self.chosen.emit(self._found_for, bool(self.backups.currentData()))


def traces_table(traces: "Traces") -> FigureTable:
    """Where a name stands, one row for each field and one each for what the history holds."""
    rows = [
        (TYPE_OF_TABLE[table].TITLE, words_for(field).capitalize(), count)
        for (table, field), count in traces.fields.items()
    ]
    history = text("History")
    if traces.rows_before:
        rows.append((history, text("Records as they were before"), traces.rows_before))
    if traces.labels:
        rows.append((history, text("Names of steps"), traces.labels))
    return FigureTable(
        text("Where the name stands"),
        (Heading(text("Where")), Heading(text("What")), Heading(text("How often"), right=True)),
        tuple(
            FigureRow((Figure(where), Figure(what), Figure(f"{count:,}", count)))
            for where, what, count in rows
        ),
    )


def _summary(traces: "Traces") -> str:
    if not traces:
        return text("This name stands nowhere in the file; look how it is spelt there.")
    return text("It stands here:")


def _warning(copies: int) -> str:
    words = text(
        "This cannot be undone, and neither can the steps before it. Look through the list: a body that "
        "bears the name loses it too."
    )
    others = text(
        "Copies that you made or sent, or that a sync program keeps, still hold the name: delete those "
        "yourself."
    )
    if copies:
        others = text("Backups hold it until they are deleted. {others}", others=others)
    return f"{words} {others}"
