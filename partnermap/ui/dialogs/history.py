"""HistoryDialog: every step of the file, the latest first: when, what, and what it took back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from partnermap.document.history import Step
from partnermap.shell.words import counted, text
from partnermap.ui.panels.labels import GRID, heading, muted
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading
from partnermap.ui.tables.figures_view import FiguresView


class HistoryDialog(QDialog):
    """A table to read, as `steps_table` makes it; undo and redo stay where they are.

    Attributes:
        table: the steps.
        fold: asks which old steps are to be folded.

    Signals:
        fold_wanted: old steps are to be folded to their labels.
    """

    fold_wanted = Signal()

    def __init__(
        self,
        steps: Sequence[Step],
        rows: FigureTable,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("History"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(text("History"), 1.2))
        layout.addWidget(muted(_sentence(steps)))
        self.table = FiguresView()
        self.table.show_table(rows)
        self.table.setVisible(bool(steps))
        layout.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.fold = buttons.addButton(text("Fold old steps…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.fold.setEnabled(not read_only and any(not step.folded for step in steps))
        self.fold.clicked.connect(self.fold_wanted)
        layout.addWidget(buttons)
        letter = self.fontMetrics()
        self.resize(110 * letter.averageCharWidth(), 32 * letter.height())


def steps_table(steps: Sequence[Step]) -> FigureTable:
    """The steps as rows, the latest first."""
    labels = {step.id: step.label for step in steps}
    rows = [
        FigureRow(
            (
                Figure(f"{step.id:,}", step.id),
                Figure(f"{step.when.astimezone():%d %B %Y, %H:%M}", step.when.timestamp()),
                Figure(step.label),
                Figure(_reversed(step, labels)),
                Figure(text("folded") if step.folded else ""),
            )
        )
        for step in reversed(steps)
    ]
    titles = (text("When"), text("What"), text("Takes back"), text("Kept"))
    return FigureTable(
        text("Steps"),
        (Heading(text("Step"), right=True), *(Heading(title) for title in titles)),
        tuple(rows),
    )


def _reversed(step: Step, labels: dict[int, str]) -> str:
    if step.reverses is None:
        return ""
    label = labels.get(step.reverses, "")
    return text("step {number:,}: {label}", number=step.reverses, label=label)


def _sentence(steps: Sequence[Step]) -> str:
    if not steps:
        return text("Nothing was changed yet; every edit and import will stand here.")
    words = text(
        "{steps}, the latest first. Undoing and redoing are steps too, so nothing is ever lost.",
        steps=counted(len(steps), "step"),
    )
    folded = sum(step.folded for step in steps)
    if not folded:
        return words
    return text(
        "{steps}, the latest first. Of {folded} only the label is left; {they} cannot be undone.",
        steps=counted(len(steps), "step"),
        folded=counted(folded, "folded step"),
        they=text("it") if folded == 1 else text("they"),
    )
