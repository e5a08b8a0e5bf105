"""GoToDateDialog: a date in words or figures, for those who would rather type than drag."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.sentences import capital, day_in_words
from partnermap.shell.words import text
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.dialogs.showing import show_once
from partnermap.ui.panels.labels import GRID, heading, muted, risk
from partnermap.ui.view_state import ViewState

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A date outside is a slip of the hand: nothing is recorded so far away."""

_FORMS = text(
    "As 1 April 2028, 2028-04-01, 01/04/2028, April 2028 or 2028; a month or a year means its first day."
)


def read_day(words: str) -> dt.date:
    """The day that is meant; of a month or a year its first.

    Raises:
        BadValue: it is no date, is not known, or lies before `FIRST_YEAR` or after `LAST_YEAR`.
    """
    if not words.strip():
        raise BadValue(text("Type a date, such as 1 April 2028."))
    found = PartialDate.parse(words)
    if not found.is_known:
        raise BadValue(text("Nothing can be shown on a date that is not known; type one."))
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadValue(
            text(
                "The year {year:04d} is too far away; type one from {first} to {last}.",
                year=found.year,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            )
        )
    return found.first_day


class GoToDateDialog(QDialog):
    """Asks for a date; says below the field what is wrong with it.

    Attributes:
        field: what is typed.
        wrong: what is wrong with it; empty where nothing is.
        go: shows the date.

    Signals:
        chosen: the date (datetime.date).
    """

    chosen = Signal(object)

    def __init__(self, on: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Go to a date"))
        self.field = QLineEdit(day_in_words(on))
        self.field.setAccessibleName(text("Date"))
        self.field.setAccessibleDescription(_FORMS)
        self.field.selectAll()
        self.wrong = risk()
        self.field.textEdited.connect(lambda _: self.wrong.clear())
        self._lay_out()
        self.setMinimumWidth(56 * self.fontMetrics().averageCharWidth())

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(text("Show everything on another date"), 1.2))
        label = QLabel(text("&Date"))
        label.setBuddy(self.field)
        self.wrong.setMinimumHeight(self.fontMetrics().height())
        for widget in (label, self.field, self.wrong, muted(_FORMS)):
            layout.addWidget(widget)
        layout.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(text("Show it"))
        self.go.setProperty("role", "main")
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        # Only in a dialog can it become the button that Enter presses.
        self.go.setDefault(True)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def _choose(self) -> None:
        try:
            day = read_day(self.field.text())
        except BadValue as error:
            self.wrong.setText(capital(str(error)))
            announce(self, self.wrong.text())
            self.field.setFocus()
            self.field.selectAll()
            return
        self.chosen.emit(day)
        self.accept()


def ask_date(view: ViewState, parent: QWidget) -> GoToDateDialog:
    """Ask for the date to show."""
    dialog = GoToDateDialog(view.on, parent)
    dialog.chosen.connect(view.set_date)
    show_once(dialog)
    return dialog
