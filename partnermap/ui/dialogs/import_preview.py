"""ImportPreview: what an import would do and what it could not use, before anything is written."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from partnermap.document.naming import counted as records
from partnermap.domain.changes import Changes
from partnermap.domain.errors import Cancelled, PartnermapError
from partnermap.domain.money import money_in_words
from partnermap.exchange.plan import ImportPlan, Offer, SelectionNeeded, Skipped, Unmatched
from partnermap.shell.words import counted, text
from partnermap.ui.dialogs.selection import SelectionBox
from partnermap.ui.panels.labels import GRID, clear, heading, muted, plain, risk
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading
from partnermap.ui.tables.figures_view import FiguresView

MOST_WARNINGS = 50
"""Warnings that are read out; the rest is counted."""


class ImportPreview(QDialog):
    """Progress first, then counts, warnings, skipped rows and unmatched names.

    Signals:
        accepted_plan: the ImportPlan that the user wants carried out.
        selection_wanted: a mapping of what to bring in from a source that holds more.
        crashed: an exception that is a bug.
    """

    accepted_plan = Signal(object)
    selection_wanted = Signal(object)
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
        self._body.addWidget(self._results_area(), 1)
        self._add_buttons()
        self.resize(100 * self.fontMetrics().averageCharWidth(), 34 * self.fontMetrics().height())

    def _results_area(self) -> QScrollArea:
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setObjectName("page")
        self._results = QVBoxLayout(content)
        self._results.setContentsMargins(0, 0, GRID, 0)
        self._results.setSpacing(GRID)
        area.setWidget(content)
        return area

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
        if plan.changes:
            self._results.addWidget(plain(kinds_words(plan.changes)))
        for warning in plan.warnings[:MOST_WARNINGS]:
            self._results.addWidget(plain(warning))
        if len(plan.warnings) > MOST_WARNINGS:
            rest = counted(len(plan.warnings) - MOST_WARNINGS, "warning")
            self._results.addWidget(muted(text("And {warnings} more.", warnings=rest)))
        if plan.offers:
            self._results.addWidget(self._offers(plan.offers))
        if plan.skipped:
            self._add_table(text("Rows that cannot be used"), "", skipped_table(plan.skipped))
        if plan.unmatched:
            title = text("Names that no organisation answers to")
            self._add_table(title, unmatched_words(plan.unmatched), unmatched_table(plan.unmatched))
        self._results.addStretch(1)
        self.go.setEnabled(bool(plan.changes))
        self.go.setFocus()

    def show_fault(self, fault: BaseException) -> None:
        """Say why nothing can be imported, or ask what to bring in."""
        if isinstance(fault, Cancelled):
            return
        self.bar.hide()
        if isinstance(fault, SelectionNeeded):
            self._ask(fault)
            return
        if not isinstance(fault, PartnermapError):
            self.reject()
            self.crashed.emit(fault)
            return
        self.words.setText(text("Nothing was imported."))
        self._results.addWidget(risk(str(fault)))
        self._results.addStretch(1)

    def _ask(self, needed: SelectionNeeded) -> None:
        number = counted(len(needed.options), needed.key)
        self.words.setText(text("Nothing is written yet."))
        box = SelectionBox(
            text("The file holds {number}; choose the one to bring in.", number=number), needed.options
        )
        box.chosen.connect(lambda code: self._select({needed.key: code}))
        self._results.addWidget(box, 1)
        box.words.setFocus()

    def _offers(self, offers: Sequence[Offer]) -> QWidget:
        """Buttons, one below the other, that read the source again with another selection."""
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for offer in offers:
            button = QPushButton(text(offer.words))
            button.clicked.connect(partial(self._select, dict(offer.select)))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return box

    def _select(self, selection: dict[str, str], _checked: bool = False) -> None:
        self._plan = None
        self.go.setEnabled(False)
        clear(self._results)
        self.bar.setValue(0)
        self.bar.show()
        self.words.setText(text("Reading …"))
        self.selection_wanted.emit(selection)

    def _add_table(self, title: str, words: str, rows: FigureTable) -> None:
        self._results.addSpacing(GRID)
        self._results.addWidget(heading(title))
        if words:
            self._results.addWidget(muted(words))
        table = FiguresView(grows=True)
        table.show_table(rows)
        self._results.addWidget(table)

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


def kinds_words(changes: Changes) -> str:
    """What would be created, changed and removed, by kind of record."""
    parts = []
    for template, tables in (
        ("Created: {what}.", [record.TABLE for record in changes.create]),
        ("Changed: {what}.", [record.TABLE for record in changes.update]),
        ("Removed: {what}.", [table for table, _ in changes.delete]),
    ):
        if tables:
            numbers = [records(table, number) for table, number in Counter(tables).items()]
            parts.append(text(template, what=", ".join(numbers)))
    return " ".join(parts)


def skipped_table(skipped: Sequence[Skipped]) -> FigureTable:
    """Which row of which sheet, and why."""
    return FigureTable(
        text("Rows that cannot be used"),
        (Heading(text("Where")), Heading(text("Row"), right=True), Heading(text("Why"))),
        tuple(
            FigureRow((Figure(row.source), Figure(f"{row.row:,}", row.row), Figure(row.reason)))
            for row in skipped
        ),
    )


def unmatched_words(unmatched: Sequence[Unmatched]) -> str:
    """How many names there are, what they were paid, and how they get onto the map."""
    count, total = counted(len(unmatched), "name"), _paid(unmatched)
    way_out = text("Add the organisation, or an alias for it in the registers, and import again.")
    if not total:
        return text("{names}. {way_out}", names=count, way_out=way_out)
    return text(
        "{names} with {money} between them, which is not on the map. {way_out}",
        names=count,
        money=money_in_words(total),
        way_out=way_out,
    )


def unmatched_table(unmatched: Sequence[Unmatched]) -> FigureTable:
    """The names with most money first, and each one's share of the money not on the map."""
    total = _paid(unmatched)
    return FigureTable(
        text("Names that no organisation answers to"),
        (
            Heading(text("Name")),
            Heading(text("Rows"), right=True),
            Heading(text("Amount"), right=True),
            Heading(text("Of the unmatched"), right=True),
        ),
        tuple(
            FigureRow(
                (
                    Figure(one.name),
                    Figure(f"{one.rows:,}", one.rows),
                    Figure("" if one.amount is None else money_in_words(one.amount), one.amount),
                    _share(one.amount, total),
                )
            )
            for one in sorted(unmatched, key=lambda one: -(one.amount or 0))
        ),
    )


def _paid(unmatched: Sequence[Unmatched]) -> int:
    return sum(max(one.amount or 0, 0) for one in unmatched)


def _share(amount: int | None, total: int) -> Figure:
    if amount is None or amount <= 0 or not total:
        return Figure("")
    return Figure(f"{amount / total:.1%}", amount / total)
