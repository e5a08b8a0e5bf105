"""ImportPreview: what an import would do and what it could not use, before anything is written."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.errors import Cancelled, PartnermapError
from partnermap.domain.money import money_in_words
from partnermap.exchange.plan import ImportPlan
from partnermap.shell.words import counted, text
from partnermap.ui.panels.labels import GRID, heading, muted, plain, risk

MOST_ROWS = 500
"""Rows of a table; the rest is counted."""


class ImportPreview(QDialog):
    """Progress first, then counts, warnings, skipped rows and unmatched names.

    Signals:
        accepted_plan: the ImportPlan that the user wants carried out.
        crashed: an exception that is a bug.
    """

    accepted_plan = Signal(object)
    crashed = Signal(object)

    def __init__(self, paths: Sequence[Path], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: ImportPlan | None = None
        names = ", ".join(path.name for path in paths)
        self.setWindowTitle(text("Import"))
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._body.setSpacing(GRID)
        self._body.addWidget(heading(text("Import of {files}", files=names), 1.2))
        self.words = muted(text("Reading …"))
        self._body.addWidget(self.words)
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self._body.addWidget(self.bar)
        self._results = QVBoxLayout()
        self._body.addLayout(self._results, 1)
        self._add_buttons()
        self.resize(96 * self.fontMetrics().averageCharWidth(), 30 * self.fontMetrics().height())

    def _add_buttons(self) -> None:
        buttons = QDialogButtonBox()
        self.go = QPushButton(text("Import"))
        self.go.setProperty("role", "main")
        self.go.setEnabled(False)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self._body.addWidget(buttons)

    def show_progress(self, share: float, words: str) -> None:
        """How far the reading is."""
        if self._plan is None:
            self.bar.setValue(round(share * 100))
            self.words.setText(text("Reading {what} …", what=words))

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what it would do."""
        self._plan = plan
        self.bar.hide()
        self.words.setText(plan_words(plan))
        for warning in plan.warnings[:20]:
            self._results.addWidget(plain(warning))
        if plan.skipped:
            self._results.addWidget(heading(text("Rows that cannot be used")))
            rows = [(row.source, str(row.row), row.reason) for row in plan.skipped]
            self._add_table((text("File"), text("Row"), text("Reason")), rows)
        if plan.unmatched:
            self._results.addWidget(heading(text("Names that no organisation answers to")))
            unknown = [
                (one.name, f"{one.rows:,}", "" if one.amount is None else money_in_words(one.amount))
                for one in sorted(plan.unmatched, key=lambda one: -(one.amount or 0))
            ]
            self._add_table((text("Name"), text("Rows"), text("Amount")), unknown)
        self.go.setEnabled(bool(plan.changes))
        self.go.setFocus()

    def show_fault(self, fault: BaseException) -> None:
        """Say why nothing can be imported."""
        self.bar.hide()
        if isinstance(fault, Cancelled):
            return
        if not isinstance(fault, PartnermapError):
            self.reject()
            self.crashed.emit(fault)
            return
        self.words.setText(text("Nothing was imported."))
        self._results.addWidget(risk(str(fault)))

    def _add_table(self, titles: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
        shown = rows[:MOST_ROWS]
        table = QTableWidget(len(shown), len(titles))
        table.setHorizontalHeaderLabels(titles)
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setWordWrap(True)
        for row, cells in enumerate(shown):
            for column, words in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(words))
        table.resizeColumnsToContents()
        table.horizontalHeader().setSectionResizeMode(len(titles) - 1, QHeaderView.ResizeMode.Stretch)
        self._results.addWidget(table, 1)
        if len(rows) > len(shown):
            self._results.addWidget(
                muted(text("And {rows} more.", rows=counted(len(rows) - len(shown), "row")))
            )

    def _on_accepted(self) -> None:
        if self._plan is not None:
            self.accepted_plan.emit(self._plan)
        self.accept()


def plan_words(plan: ImportPlan) -> str:
    """What an import would do, in one sentence."""
    if not plan.changes:
        return text("{rows} read; there is nothing to import.", rows=counted(plan.read, "row"))
    return text(
        "{rows} read: {created} would be created, {updated} changed, {unchanged} stay as they are, "
        "{skipped} cannot be used. Nothing is written yet.",
        rows=counted(plan.read, "row"),
        created=counted(plan.created, "record"),
        updated=f"{plan.updated:,}",
        unchanged=f"{plan.unchanged:,}",
        skipped=counted(len(plan.skipped), "row"),
    )
