"""PaperOptions: for which date, on which paper and for whom, before a map or report is written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.report.since import last_report_before
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted, risk

PAPERS = ("A4", "A3", "A2", "A1", "A0")

AUDIENCES: Mapping[str, str] = {
    "board": text("The board"),
    "public": text("The public, without single posts, because a post can be a person"),
    "working": text("The working group, marked as a working paper"),
}


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What was chosen; paper None means that the drawing's size decides, since is for reports."""

    on: dt.date
    paper: str | None = None
    audience: str = "board"
    since: dt.date | None = None


class PaperOptions(QDialog):
    """Asks for the date, and for paper or audience as it is a map or a report.

    Signals:
        chosen: the PaperChoice.
    """

    chosen = Signal(object)

    def __init__(self, title: str, on: dt.date, *, for_map: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(title, 1.2))
        layout.addWidget(muted(text("It shows the place as recorded for this date.")))
        form = QFormLayout()
        form.setSpacing(GRID)
        self.date = QLineEdit(on.isoformat())
        self.date.setAccessibleName(text("Date"))
        form.addRow(text("&Date"), self.date)
        self.since = QLineEdit(last_report_before(on).isoformat())
        self.since.setAccessibleName(text("Date of the last report"))
        self.paper, self.audience = QComboBox(), QComboBox()
        self._for_map = for_map
        if for_map:
            self.paper.addItem(text("As large as the names need"), None)
            for name in PAPERS:
                self.paper.addItem(name, name)
            form.addRow(text("&Paper"), self.paper)
        else:
            for key, words in AUDIENCES.items():
                self.audience.addItem(words, key)
            form.addRow(text("&For"), self.audience)
            form.addRow(text("Changes &since"), self.since)
        layout.addLayout(form)
        self.words = risk()
        layout.addWidget(self.words)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(64 * self.fontMetrics().averageCharWidth())

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = QPushButton(text("Choose a file…"))
        self.go.setProperty("role", "main")
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self) -> None:
        on = self._day(text("Date"), self.date)
        since = None if self._for_map else self._day(text("Changes since"), self.since)
        if on is None or (since is None and not self._for_map):
            return
        paper = self.paper.currentData() if self._for_map else None
        audience = str(self.audience.currentData() or "board")
        self.accept()
        self.chosen.emit(PaperChoice(on, paper, audience, since))

    def _day(self, title: str, field: QLineEdit) -> dt.date | None:
        """What a field says; None after saying what is wrong with it."""
        try:
            date = PartialDate.parse(field.text())
        except BadValue as fault:
            self.words.setText(text("{title}: {fault}", title=title, fault=fault))
            return None
        if not date.is_known:
            self.words.setText(text("{title}: give a day, such as 2026-04-01.", title=title))
            return None
        return date.first_day
