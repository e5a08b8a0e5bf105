"""SaveViewDialog: what is shown, the name to keep it under, and whether the date belongs to it."""

import datetime as dt
from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.sentences import day_in_words
from partnermap.shell.words import text
from partnermap.ui.panels.check_box import CheckBox
from partnermap.ui.panels.labels import GRID, heading, muted, plain
from partnermap.ui.theme import LIGHT, Theme

_WITHOUT = text("Without it the view shows how things stand on whatever date is looked at.")


class SaveViewDialog(QDialog):
    """Asks for a name; says what the view will keep, and when it takes the place of another.

    Attributes:
        name: the field for the name.
        with_date: whether the date is kept too; ticked at first where two dates are compared, because
            that is a picture of two certain days.
        go: saves.

    Signals:
        named: the name, and whether the date is to be kept.
    """

    named = Signal(str, bool)

    def __init__(
        self,
        lines: tuple[str, ...],
        on: dt.date,
        names: Collection[str],
        *,
        has_second_date: bool,
        theme: Theme = LIGHT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = {name.casefold() for name in names}
        self.setWindowTitle(text("Save a view"))
        self.name = QLineEdit()
        self.with_date = CheckBox(theme)
        self.with_date.setAccessibleName(_keep(on).replace("&", ""))
        self.with_date.setAccessibleDescription(_WITHOUT)
        self.with_date.setChecked(has_second_date)
        self._replaces = muted()
        self._lay_out(lines, on)
        self.name.textChanged.connect(self._on_name)
        self._on_name("")
        self.setMinimumWidth(56 * self.fontMetrics().averageCharWidth())

    def _lay_out(self, lines: tuple[str, ...], on: dt.date) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(text("Save what is shown as a view"), 1.2))
        layout.addWidget(plain("\n".join(lines)))
        label = QLabel(text("&Name of the view"))
        label.setBuddy(self.name)
        for widget in (label, self.name, self._replaces):
            layout.addWidget(widget)
        layout.addLayout(self._date_row(on))
        layout.addStretch(1)
        layout.addWidget(self._buttons())

    def _date_row(self, on: dt.date) -> QGridLayout:
        """The tick, its words, and below them what it is without."""
        label = QLabel(_keep(on))
        label.setBuddy(self.with_date)
        row = QGridLayout()
        row.setHorizontalSpacing(GRID)
        row.setVerticalSpacing(0)
        row.addWidget(self.with_date, 0, 0)
        row.addWidget(label, 0, 1)
        row.addWidget(muted(_WITHOUT), 1, 1)
        row.setColumnStretch(1, 1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton()
        self.go.setProperty("role", "main")
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        # Only in a dialog can it become the button that Enter presses.
        self.go.setDefault(True)
        buttons.accepted.connect(self._save)
        buttons.rejected.connect(self.reject)
        return buttons

    def _on_name(self, name: str) -> None:
        wanted = name.strip()
        is_known = wanted.casefold() in self._names
        self.go.setText(text("Replace") if is_known else text("Save"))
        self.go.setEnabled(bool(wanted))
        words = text("There is a view of this name; what is shown takes its place.")
        self._replaces.setText(words if is_known else "")

    def _save(self) -> None:
        self.named.emit(self.name.text().strip(), self.with_date.isChecked())
        self.accept()


def _keep(on: dt.date) -> str:
    return text("&Keep the date, {day}, too", day=day_in_words(on))
