"""FoldSteps: which old steps are folded to their labels, what is lost by it, and what is gained."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.document.history import Step, all_but, last_before
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.report.network.since import last_report_before
from partnermap.shell.words import counted, text
from partnermap.ui.panels.labels import GRID, heading, muted, plain, risk


class FoldSteps(QDialog):
    """Asks for a day; steps before it are folded.

    Attributes:
        last: number of the last step that would be folded, 0 for none.

    Signals:
        weight_wanted: `last` has changed and somebody should say what it weighs.
        chosen: `last`, to be folded now.
    """

    weight_wanted = Signal(int)
    chosen = Signal(int)

    def __init__(self, steps: Sequence[Step], today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self.last = 0
        self.setWindowTitle(text("Fold old steps"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(text("Fold old steps to their labels"), 1.2))
        layout.addWidget(
            muted(
                text(
                    "The history still says what was done and when, but no longer what stood there "
                    "before: these steps, and all before them, cannot be undone any more. The records "
                    "stay as they are."
                )
            )
        )
        form = QFormLayout()
        form.setSpacing(GRID)
        self.day = QLineEdit(last_report_before(today).isoformat())
        self.day.setAccessibleName(text("Fold steps older than"))
        form.addRow(text("&Fold steps older than"), self.day)
        self.kept = QLineEdit()
        self.kept.setPlaceholderText(text("A number of steps, instead of a day"))
        self.kept.setAccessibleName(text("Keep only the last steps"))
        form.addRow(text("Or &keep only the last"), self.kept)
        layout.addLayout(form)
        self.gain, self.words = plain(), risk()
        layout.addWidget(self.gain)
        layout.addWidget(self.words)
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(64 * self.fontMetrics().averageCharWidth())
        for field in (self.day, self.kept):
            field.textChanged.connect(self.look)

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(text("Fold"))
        self.go.setProperty("role", "main")
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        return buttons

    def look(self) -> None:
        """Work out what the number or else the day that is given means."""
        self.last, fault = 0, ""
        try:
            self.last = self._last()
        except BadValue as problem:
            fault = str(problem)
        self.words.setText(fault)
        self.gain.setText("" if fault else self._count())
        self.go.setEnabled(self.fresh > 0)
        if self.fresh:
            self.weight_wanted.emit(self.last)

    def _last(self) -> int:
        if number := self.kept.text().strip():
            if not number.isdecimal():
                raise BadValue(text("Give how many steps are to be kept, such as 50."))
            return all_but(self._steps, int(number))
        day = PartialDate.parse(self.day.text())
        if not day.is_known:
            raise BadValue(text("Give a day, such as 2026-04-01."))
        return last_before(self._steps, day.first_day)

    @property
    def fresh(self) -> int:
        """How many steps would be folded that are not folded yet."""
        return sum(step.id <= self.last and not step.folded for step in self._steps)

    def _count(self) -> str:
        if not self.fresh:
            return text("No step that can still be undone would be folded.")
        return text("{steps} would be folded.", steps=counted(self.fresh, "step"))

    def show_weight(self, last: int, size: int) -> None:
        """Say how much smaller the file would be, in bytes, if the steps up to `last` were folded."""
        if last == self.last and self.fresh:
            self.gain.setText(
                text(
                    "{count} The file would be about {size} smaller.",
                    count=self._count(),
                    size=size_words(size),
                )
            )

    def _choose(self) -> None:
        if self.fresh:
            self.accept()
            self.chosen.emit(self.last)


def size_words(size: int) -> str:
    """Bytes as people say them: `3 kB`, `1.2 MB`."""
    if size < 1_000_000:
        return text("{size} kB", size=f"{max(1, round(size / 1000)):,}")
    return text("{size} MB", size=f"{size / 1_000_000:,.1f}")
