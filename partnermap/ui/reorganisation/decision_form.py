"""DecisionForm: records what was decided of one agreement, post, team or tie, in one step."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.errors import BadValue
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.words import Continuity, LegalCarryOver, StaffRoute
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted, risk
from partnermap.ui.reorganisation.decisions import Answers, Subject, recorded
from partnermap.ui.tables.cell_editor import ChoiceBox
from partnermap.ui.tables.choices import Choices


class DecisionForm(QDialog):
    """A small form; what is known already stands in it.

    Signals:
        command_wanted: the command that records the decision.

    Attributes:
        reorganisation, goes_to, law, people, staff, host_change, decided_on, decided_by: its fields.
        told: what is wrong with them.
    """

    command_wanted = Signal(object)

    def __init__(self, place: Place, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._subject = place, subject
        self._choices = Choices(place)
        self.setWindowTitle(text("Record a decision"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(subject.name, 1.2))
        layout.addWidget(muted(subject.words))
        self._make_fields()
        layout.addLayout(self._form())
        self.told = risk()
        layout.addWidget(self.told)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(72 * self.fontMetrics().averageCharWidth())
        self.reorganisation.currentIndexChanged.connect(lambda _: self._fill())
        self._fill()

    def _make_fields(self) -> None:
        self.reorganisation = QComboBox()
        for key, name in self._subject.reorganisations:
            self.reorganisation.addItem(name, key)
        labels = self._choices.labels(Organisation.TABLE)
        first = [labels[key] for key, _ in self._subject.successors if key in labels]
        rest = sorted((name for name in labels.values() if name not in first), key=str.casefold)
        self.goes_to = ChoiceBox(["", *first, *rest], closed=True)
        self.law = _words([item.value for item in LegalCarryOver])
        self.people = _words([item.value for item in Continuity])
        self.staff = _words([item.value for item in StaffRoute])
        self.host_change, self.decided_on, self.decided_by = QLineEdit(), QLineEdit(), QLineEdit()
        self.host_change.setPlaceholderText(text("yes, no, or who hosts it from when"))
        self.decided_on.setPlaceholderText(text("2026-11-22, 2026-11 or 2026"))

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: list[tuple[str, QWidget]] = [
            (text("&Under"), self.reorganisation),
            (text("&Goes to"), self.goes_to),
            (text("&Legal carry-over"), self.law),
            (text("&Relationship continuity"), self.people),
            (text("&Staff route"), self.staff),
            (text("&Host change"), self.host_change),
            (text("Decided &on"), self.decided_on),
            (text("Decided &by"), self.decided_by),
        ]
        for title, field in rows:
            if field is self.staff and not self._subject.has_staff:
                continue
            label = QLabel(title)
            label.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            form.addRow(label, field)
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(text("Record"))
        self.go.setProperty("role", "main")
        self.go.setEnabled(bool(self._subject.reorganisations))
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        # Only in a dialog can it become the button that Enter presses.
        self.go.setDefault(True)
        buttons.accepted.connect(self._record)
        buttons.rejected.connect(self.reject)
        return buttons

    def _fill(self) -> None:
        """What was decided under the reorganisation that is chosen."""
        known = self._subject.decisions.get(str(self.reorganisation.currentData()))
        goes_to = known.goes_to_id if known is not None else None
        self.goes_to.setCurrentText(self._choices.label(Organisation.TABLE, goes_to) if goes_to else "")
        for box, words in (
            (self.law, known.legal_carry_over if known else None),
            (self.people, known.relationship_continuity if known else None),
            (self.staff, known.staff_route if known else None),
        ):
            box.setCurrentText(words or "")
        self.host_change.setText((known.host_change or "") if known else "")
        decided_on = known.decided_on if known else None
        self.decided_on.setText(str(decided_on) if decided_on is not None else "")
        self.decided_by.setText((known.decided_by or "") if known else "")
        if not self._subject.reorganisations:
            self.told.setText(text("No reorganisation of the register hits it; record that first."))

    def _record(self) -> None:
        try:
            command = recorded(self._place, self._subject, self._answers())
        except BadValue as fault:
            self.told.setText(str(fault))
            return
        self.command_wanted.emit(command)
        self.accept()

    def _answers(self) -> Answers:
        name = self.goes_to.currentText().strip()
        return Answers(
            reorganisation_id=str(self.reorganisation.currentData()),
            goes_to_id=self._choices.find(Organisation.TABLE, name) if name else None,
            legal_carry_over=self.law.currentText(),
            relationship_continuity=self.people.currentText(),
            staff_route=self.staff.currentText() if self._subject.has_staff else "",
            host_change=self.host_change.text(),
            decided_on=self.decided_on.text(),
            decided_by=self.decided_by.text(),
        )


def _words(values: list[str]) -> QComboBox:
    """A list of the words that are known; a word of the user's own stays as it is."""
    box = QComboBox()
    box.setEditable(True)
    box.addItems(["", *values])
    return box
