"""AddRecord: a new record with what it needs; the rest is filled in where it stands in the table."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.document.commands.records import AddRecords
from partnermap.document.naming import name_of, noun
from partnermap.domain.errors import UserError
from partnermap.domain.record import Record
from partnermap.exchange.workbook.sheets import FORM_OF_TABLE
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted, risk
from partnermap.ui.tables.cell_editor import editor_for, field_of, words_of
from partnermap.ui.tables.choices import Choices, own_name
from partnermap.ui.tables.register_columns import FieldColumn, columns_of, with_values

_ASKED_TOO: Mapping[str, frozenset[str]] = {
    "organisations": frozenset({"sector", "type"}),
    "ties": frozenset({"strength", "start"}),
    "agreements": frozenset({"kind", "legal_basis", "host_id", "end"}),
    "contributions": frozenset({"role", "financial_year", "amount"}),
    "parties": frozenset({"role"}),
    "posts": frozenset({"wte", "employer_id", "status"}),
    "post_partners": frozenset({"role", "share"}),
    "teams": frozenset({"kind", "lead_id"}),
    "reorganisations": frozenset({"kind", "status", "effective"}),
    "affected": frozenset({"effect"}),
    "successions": frozenset({"share"}),
    "decisions": frozenset({"about_table", "goes_to_id"}),
    "statements": frozenset({"about_table", "kind", "date"}),
    "evidence": frozenset({"about_table", "kind", "date"}),
    "actions": frozenset({"owner", "due"}),
    "assumptions": frozenset({"low", "high"}),
}
"""Fields that are not required, but without which a record says little."""

_THE_REST = text("The rest can be filled in afterwards, in its row of the table.")
_NEXT: Mapping[str, str] = {
    "agreements": text(
        "Who pays and receives how much follows under Contributions, who else takes part under Parties: "
        "they make its links."
    ),
    "posts": text("Who else funds the post or is answered to follows under Post partners."),
    "teams": text("Who belongs to it follows under Members."),
    "reorganisations": text(
        "Which organisations it hits follows under Affected, who follows whom under Successions."
    ),
}
"""Where the records stand without which a new one has no effect on the map."""


class AddRecord(QDialog):
    """Asks for the fields, says what is wrong with them, warns of a name that is there already.

    Signals:
        added: the AddRecords command and the id of the new record.
    """

    added = Signal(object, str)

    def __init__(self, table: str, choices: Choices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._choices = choices
        what = noun(table)
        self.setWindowTitle(text("Add"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(text("New {what}", what=what), 1.2))
        layout.addWidget(muted(" ".join(filter(None, (_THE_REST, _NEXT.get(table))))))
        form = QFormLayout()
        form.setSpacing(GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.editors: dict[str, QWidget] = {}
        self._columns = {column.title: column for column in _asked(table)}
        for title, column in self._columns.items():
            editor = editor_for(column, column.options(choices), self)
            self.editors[title] = editor
            label = QLabel(title)
            label.setBuddy(editor)
            form.addRow(label, editor)
            if field := field_of(editor):
                field.textChanged.connect(self._look)
        layout.addLayout(form)
        self.words = risk()
        layout.addWidget(self.words)
        layout.addStretch(1)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(64 * self.fontMetrics().averageCharWidth())
        self._look()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(text("Add"))
        self.go.setProperty("role", "main")
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        # Only in a dialog can it become the button that Enter presses.
        self.go.setDefault(True)
        buttons.accepted.connect(self._add)
        buttons.rejected.connect(self.reject)
        return buttons

    def _look(self) -> None:
        self.words.setText(self._warning())

    def _warning(self) -> str:
        name = next(
            (words_of(self.editors[key]) for key in ("Name", "Title") if key in self.editors), ""
        )
        return same_name(self._choices, self._table, name) or ""

    def _add(self) -> None:
        try:
            record = self._record()
            command = AddRecords(
                text("Add {name}", name=name_of(self._choices.place, record)), (record,)
            )
            command.changes(self._choices.place)
        except UserError as fault:
            self.words.setText(str(fault))
            return
        self.added.emit(command, record.id)
        self.accept()

    def _record(self) -> Record:
        values: dict[str, object] = {}
        for title, column in self._columns.items():
            values |= dict(column.values(self._choices, words_of(self.editors[title])))
        return with_values(FORM_OF_TABLE[self._table].kind, values)


def same_name(choices: Choices, table: str, name: str, but: str = "") -> str | None:
    """A warning where another record has that name; None where none has."""
    wanted = " ".join(name.split()).casefold()
    if not wanted:
        return None
    for record in choices.place.tables.get(table, {}).values():
        if record.id != but and (own_name(record) or "").casefold() == wanted:
            return text(
                "Another {what} is called “{name}” already; imports cannot tell the two apart by name.",
                what=noun(table),
                name=own_name(record) or name,
            )
    return None


def _asked(table: str) -> list[FieldColumn]:
    required = FORM_OF_TABLE[table].required_fields
    wanted = required | _ASKED_TOO.get(table, frozenset())
    columns = [column for column in columns_of(table) if isinstance(column, FieldColumn)]
    asked = [column for column in columns if column.column.fields[0] in wanted]
    return sorted(asked, key=lambda column: column.column.fields[0] not in required)
