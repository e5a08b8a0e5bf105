"""ChangeForm: one change of a scenario; what cannot be is said before anything is written."""

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

from partnermap.domain.errors import UserError
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import TYPE_OF_TABLE, Place
from partnermap.domain.record import About
from partnermap.domain.words import ScenarioChangeKind
from partnermap.network.scenario import scenario_names
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted, risk
from partnermap.ui.reorganisation.scenarios import (
    DATES,
    SUBJECTS,
    TITLES,
    UNDATED,
    VALUES,
    Draft,
    drafted,
)
from partnermap.ui.tables.cell_editor import ChoiceBox
from partnermap.ui.tables.choices import Choices


class ChangeForm(QDialog):
    """A small form; a scenario that does not exist yet comes with its first change.

    Signals:
        command_wanted: the command, and the scenario's name.

    Attributes:
        scenario, kind, about, value, date: its fields.
        told: what is wrong with them.
    """

    command_wanted = Signal(object, str)

    def __init__(
        self, place: Place, start: Draft, row_id: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._place, self._row_id = place, row_id
        self._choices = Choices(place)
        self._subjects: dict[str, About] = {}
        self.setWindowTitle(text("What if"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(text("What if …"), 1.2))
        layout.addWidget(muted(text("The register stays as it is until a scenario is applied to it.")))
        self._make_fields(start)
        layout.addLayout(self._form())
        self.told = risk()
        layout.addWidget(self.told)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(72 * self.fontMetrics().averageCharWidth())
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        self._on_kind()
        self._start(start)

    def _make_fields(self, start: Draft) -> None:
        self.scenario = ChoiceBox(list(scenario_names(self._place)))
        self.scenario.setCurrentText(start.scenario)
        self.kind, self.about, self.value = QComboBox(), ChoiceBox([]), ChoiceBox([])
        for kind, title in TITLES.items():
            self.kind.addItem(title, kind.value)
        self.kind.setCurrentIndex(self.kind.findData(start.kind.value))
        self.date = QLineEdit()
        self.date.setPlaceholderText(text("2028-04-01, 2028-04 or 2028"))

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._labels: dict[QWidget, QLabel] = {}
        rows: tuple[tuple[str, QWidget], ...] = (
            (text("&Scenario"), self.scenario),
            (text("&Change"), self.kind),
            (text("&About"), self.about),
            (text("&Value"), self.value),
            (text("&Date"), self.date),
        )
        for title, field in rows:
            label = QLabel(title)
            label.setBuddy(field)
            self._labels[field] = label
            form.addRow(label, field)
        return form

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(text("Add") if self._row_id is None else text("Change"))
        self.go.setProperty("role", "main")
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        # Only in a dialog can it become the button that Enter presses.
        self.go.setDefault(True)
        buttons.accepted.connect(self._add)
        buttons.rejected.connect(self.reject)
        return buttons

    @property
    def _kind(self) -> ScenarioChangeKind:
        return ScenarioChangeKind(self.kind.currentData())

    def _start(self, start: Draft) -> None:
        self._choose(start.about)
        self.value.setCurrentText(start.value)
        self.date.setText(start.date)

    def _choose(self, about: About | None) -> None:
        title = next((title for title, found in self._subjects.items() if found == about), "")
        self.about.setCurrentText(title)

    def _on_kind(self) -> None:
        """Fields that the change has, with their names and what can be chosen."""
        kind, chosen = self._kind, self._subjects.get(self.about.currentText())
        self._fill_subjects(kind)
        self._choose(chosen)
        title, hint = VALUES.get(kind, ("", ""))
        self._label(self.value, title, is_shown=kind in VALUES)
        self._label(self.date, DATES.get(kind, text("Takes effect on")), is_shown=kind not in UNDATED)
        self._label(self.about, text("Which"), is_shown=True)
        self._label(self.scenario, text("Scenario"), is_shown=True)
        self._label(self.kind, text("Change"), is_shown=True)
        typed = self.value.currentText()
        self.value.clear()
        if kind in VALUES and kind is not ScenarioChangeKind.DELAY:
            names = self._choices.labels(Organisation.TABLE).values()
            self.value.addItems(sorted(names, key=str.casefold))
        self.value.setCurrentText(typed)
        line = self.value.lineEdit()
        if line is not None:
            line.setPlaceholderText(hint)

    def _fill_subjects(self, kind: ScenarioChangeKind) -> None:
        tables = SUBJECTS[kind]
        self._subjects = {}
        for table in tables:
            for key, name in self._choices.labels(table).items():
                title = name if len(tables) == 1 else f"{TYPE_OF_TABLE[table].TITLE}: {name}"
                self._subjects[title] = About(table, key)
        self.about.clear()
        self.about.addItems(sorted(self._subjects, key=str.casefold))
        completer = self.about.completer()
        if completer is not None:
            completer.setModel(self.about.model())

    def _label(self, field: QWidget, title: str, *, is_shown: bool) -> None:
        label = self._labels[field]
        label.setText(f"&{title}" if title else "")
        for part in (label, field):
            part.setVisible(is_shown)
        field.setAccessibleName(title)

    def _add(self) -> None:
        words = self.about.currentText().strip()
        draft = Draft(
            scenario=self.scenario.currentText(),
            kind=self._kind,
            about=self._subjects.get(words),
            value=self.value.currentText(),
            date=self.date.text(),
        )
        try:
            command = drafted(self._place, draft, self._row_id)
        except UserError as fault:
            self.told.setText(str(fault)[:1].upper() + str(fault)[1:])
            return
        self.command_wanted.emit(command, " ".join(draft.scenario.split()))
        self.accept()
