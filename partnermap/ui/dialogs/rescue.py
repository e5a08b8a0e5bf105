"""RescueReport: what could be saved of a damaged file and what is lost, kind by kind."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from partnermap.domain.place import RECORD_TYPES
from partnermap.shell.words import counted, text
from partnermap.ui.panels.labels import GRID, heading, plain, risk
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading
from partnermap.ui.tables.figures_view import FiguresView

if TYPE_CHECKING:
    from partnermap.document.rescue import Rescued


class RescueReport(QDialog):
    """Shown once, after the rescued file has been opened.

    Attributes:
        words: what was saved.
        table: how much of each kind.
    """

    def __init__(self, told: "Rescued", name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("What could be rescued"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(text("What could be rescued"), 1.2))
        self.words = plain(saved_words(told, name))
        self.lost = risk(lost_words(told))
        self.lost.setVisible(bool(self.lost.text()))
        layout.addWidget(self.words)
        layout.addWidget(self.lost)
        self.table = FiguresView()
        self.table.show_table(rescue_table(told))
        layout.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        letter = self.fontMetrics()
        self.resize(84 * letter.averageCharWidth(), 30 * letter.height())


def rescue_table(told: "Rescued") -> FigureTable:
    """Saved and lost records of each kind that there was, those with losses first."""
    counts = [
        (kind.TITLE, told.saved.get(kind.TABLE, 0), told.lost.get(kind.TABLE, 0))
        for kind in RECORD_TYPES
    ]
    return FigureTable(
        text("Saved and lost records"),
        (
            Heading(text("Records")),
            Heading(text("Saved"), right=True),
            Heading(text("Lost, at least"), right=True),
        ),
        tuple(
            FigureRow((Figure(title), Figure(f"{saved:,}", saved), Figure(f"{lost:,}", lost)))
            for title, saved, lost in sorted(counts, key=lambda count: -count[2])
            if saved or lost
        ),
    )


def saved_words(told: "Rescued", name: str) -> str:
    """How much was saved, and that it is a new file."""
    words = text(
        "{records} were saved. They are in a new file that is not written yet: save it as “{name}” or "
        "under another name. The damaged file stays as it is.",
        records=counted(sum(told.saved.values()), "record"),
        name=name,
    )
    if not told.steps:
        return words
    history = text(
        "Of the history the labels of {steps} were saved, none of which can be undone.",
        steps=counted(told.steps, "step"),
    )
    return f"{words} {history}"


def lost_words(told: "Rescued") -> str:
    """What is lost and why it may be more; empty where nothing is."""
    lost = sum(told.lost.values())
    parts = []
    if told.unreadable_pages:
        parts.append(
            text(
                "{pages} of the file could not be read, so more may be missing than is known.",
                pages=counted(told.unreadable_pages, "page"),
            )
        )
    if lost:
        parts.insert(0, text("At least {records} are lost.", records=counted(lost, "record")))
    if told.dropped:
        parts.append(
            text(
                "{count} of them could be read, but belong to a record that is lost.",
                count=f"{told.dropped:,}",
            )
        )
    if told.emptied:
        parts.append(
            text(
                "{fields} named a lost record and are empty now.", fields=counted(told.emptied, "field")
            )
        )
    return " ".join(parts)
