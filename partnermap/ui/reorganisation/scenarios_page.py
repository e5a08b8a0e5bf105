"""ScenariosPage: named sets of changes: made, named, compared, and applied to the register."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.document.commands.records import RemoveRecords
from partnermap.document.commands.scenarios import ApplyScenario, RemoveScenario, RenameScenario
from partnermap.domain.record import About
from partnermap.domain.reorganisation import ScenarioChange
from partnermap.domain.words import ScenarioChangeKind
from partnermap.network.what_if import kind_of
from partnermap.shell.words import text
from partnermap.ui.panels.check_box import TickDelegate
from partnermap.ui.panels.labels import GRID, heading, muted, plain
from partnermap.ui.reorganisation.change_form import ChangeForm
from partnermap.ui.reorganisation.choice import RoomChoice
from partnermap.ui.reorganisation.options import MOST, REGISTER, Options, OptionsRequest, compare_options
from partnermap.ui.reorganisation.room_page import RoomPage
from partnermap.ui.reorganisation.scenarios import Draft, ScenariosOverview, scenarios_overview
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.tables.figures import FigureTable
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.view_state import ViewState

_NAME = Qt.ItemDataRole.UserRole


class ScenariosPage(RoomPage[ScenariosOverview]):
    """The page of scenarios.

    Signals:
        shown_wanted: name of a scenario to be shown on all pages.

    Attributes:
        names: the scenarios; F2 renames, a tick compares.
        changes: what the one under the keyboard changes.
        options: the table of those that are ticked.
        form: the form that is open, None when none is.
    """

    shown_wanted = Signal(str)

    def __init__(
        self, runner: Runner, view: ViewState, choice: RoomChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(runner, view, choice, scenarios_overview, parent)
        self._overview: ScenariosOverview | None = None
        self._ticked: list[str | None] = [None]
        self._wanted: str | None = None
        self._compared = Latest[OptionsRequest, Options](runner, compare_options, self._on_options)
        self.form: ChangeForm | None = None
        self.headline = heading("", 1.25)
        self.names, self.changes = QListWidget(), FiguresView(grows=True)
        self.names.setItemDelegate(TickDelegate(self.names))
        self.options, self.sentences = FiguresView(grows=True), plain()
        self.body.addWidget(self.headline)
        self.body.addWidget(
            muted(
                text("A scenario is laid over the register, and not mixed into it until it is applied.")
            )
        )
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addLayout(self._left(), 2)
        row.addLayout(self._right(), 5)
        self.body.addLayout(row)
        self.options_title = heading(text("Side by side"), 1.1)
        for part in (self.options_title, self.sentences):
            self.body.addWidget(part)
        self.body.addWidget(self.options)
        self.body.addStretch(1)
        self._connect()

    def _left(self) -> QVBoxLayout:
        self.names.setAccessibleName(text("Scenarios; F2 renames, the space bar compares"))
        self.names.setMinimumHeight(7 * (self.fontMetrics().height() + 12))
        self.add, self.rename = QPushButton(text("&New…")), QPushButton(text("Rena&me"))
        self.remove, self.apply = QPushButton(text("Remove")), QPushButton(text("App&ly to register"))
        self.look = QPushButton(text("Show on all pages"))
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self.names, 1)
        left.addWidget(muted(text("Tick two or three to compare them.")))
        for buttons in ((self.add, self.rename, self.remove), (self.look, self.apply)):
            row = QHBoxLayout()
            row.setSpacing(GRID)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            left.addLayout(row)
        return left

    def _right(self) -> QVBoxLayout:
        self.add_change = QPushButton(text("&Add a change…"))
        self.edit_change, self.remove_change = (
            QPushButton(text("Edit…")),
            QPushButton(text("Remove it")),
        )
        self.changes_title = heading("", 1.1)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(self.changes_title)
        right.addWidget(self.changes)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in (self.add_change, self.edit_change, self.remove_change):
            row.addWidget(button)
        row.addStretch(1)
        right.addLayout(row)
        right.addStretch(1)
        return right

    def _connect(self) -> None:
        self.names.currentRowChanged.connect(lambda _: self._show_changes())
        self.names.itemChanged.connect(self._on_item)
        self.changes.record_wanted.connect(self._open)
        self.changes.organisation_chosen.connect(self.view.select)
        self.changes.sources_chosen.connect(lambda _: self._enable())
        self.add.clicked.connect(lambda: self.new_change(scenario=""))
        self.rename.clicked.connect(self._rename)
        self.remove.clicked.connect(lambda: self._command(RemoveScenario))
        self.apply.clicked.connect(lambda: self._command(ApplyScenario))
        self.look.clicked.connect(lambda: self.shown_wanted.emit(self.current or ""))
        self.add_change.clicked.connect(lambda: self.new_change(scenario=self.current or ""))
        self.edit_change.clicked.connect(lambda: self._open(self._change_about()))
        self.remove_change.clicked.connect(self._remove_change)

    @property
    def current(self) -> str | None:
        """The scenario under the keyboard; None for the register."""
        item = self.names.currentItem()
        name = item.data(_NAME) if item is not None else None
        return str(name) if name is not None else None

    def want(self, name: str) -> None:
        """Have a scenario under the keyboard when it is there."""
        self._wanted = name

    def show_overview(self, overview: ScenariosOverview) -> None:
        """Show what was worked out."""
        chosen = self._wanted if self._wanted in overview.names else self.current
        self._overview, self._wanted = overview, None
        count = len(overview.names)
        self.headline.setText(
            text("{count} in this file.", count=f"{count:,} scenario{'' if count == 1 else 's'}")
            if count
            else text("No scenario is recorded yet; New makes one with its first change.")
        )
        self._ticked = [name for name in self._ticked if name is None or name in overview.names]
        self.names.blockSignals(True)
        self.names.clear()
        for name in (None, *overview.names):
            self.names.addItem(self._item(name, overview.wrong.get(name or "", 0)))
        rows = [row for row in range(self.names.count()) if self.names.item(row).data(_NAME) == chosen]
        self.names.setCurrentRow(rows[0] if rows and chosen is not None else min(1, count))
        self.names.blockSignals(False)
        self._show_changes()
        self._ask_options()

    def _item(self, name: str | None, wrong: int) -> QListWidgetItem:
        item = QListWidgetItem(name or REGISTER)
        item.setData(_NAME, name)
        flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if name is not None else flags)
        ticked = name in self._ticked
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        if wrong:
            item.setToolTip(text("{count} of its rows cannot be used.", count=wrong))
        return item

    def _show_changes(self) -> None:
        name = self.current
        found = self._overview.changes.get(name or "") if self._overview is not None else None
        if found is None:
            words = text("The register alone; choose a scenario to see what it changes.")
        else:
            wrong = self._overview.wrong.get(name or "", 0) if self._overview is not None else 0
            words = text("What if: {name}", name=name or "")
            if wrong:
                words += " " + text("({count} of its rows cannot be used)", count=wrong)
        self.changes_title.setText(words)
        self.changes.setVisible(found is not None)
        self.changes.show_table(found if found is not None else FigureTable("", (), ()))
        self._enable()

    def _enable(self) -> None:
        has_one, about = self.current is not None, self._change_about()
        for button in (self.rename, self.remove, self.apply, self.look):
            button.setEnabled(has_one)
        for button in (self.edit_change, self.remove_change):
            button.setEnabled(has_one and about is not None)

    def _change_about(self) -> About | None:
        row = self.changes.chosen_row if self.changes.isVisibleTo(self) else None
        return row.sources[0] if row is not None and row.sources else None

    def _on_item(self, item: QListWidgetItem) -> None:
        """A name was edited, or a tick set."""
        name = item.data(_NAME)
        if name is not None and item.text() != name:
            self._wanted, wanted = item.text(), item.text()
            # A name that is refused is not shown; one that is taken comes back with the new records.
            self.names.blockSignals(True)
            item.setText(name)
            self.names.blockSignals(False)
            self.command_wanted.emit(RenameScenario(name, wanted))
            return
        is_ticked = item.checkState() is Qt.CheckState.Checked
        if is_ticked and name not in self._ticked:
            self._ticked.append(name)
        elif not is_ticked and name in self._ticked:
            self._ticked.remove(name)
        if len(self._ticked) > MOST:
            self._untick(self._ticked[0])
        self._ask_options()

    def _untick(self, name: str | None) -> None:
        """Of more than three the one ticked first goes."""
        self._ticked.remove(name)
        self.names.blockSignals(True)
        for row in range(self.names.count()):
            if self.names.item(row).data(_NAME) == name:
                self.names.item(row).setCheckState(Qt.CheckState.Unchecked)
        self.names.blockSignals(False)

    def _ask_options(self) -> None:
        is_wanted = len(self._ticked) > 1
        for part in (self.options_title, self.sentences, self.options):
            part.setVisible(is_wanted)
        if is_wanted:
            self._compared.ask(OptionsRequest(self.request(), tuple(self._ticked)))

    def _on_options(self, found: Options) -> None:
        is_same = found.request.request.is_same(self.request())
        if is_same and found.request.names == tuple(self._ticked):
            self.options.show_table(found.table)
            self.sentences.setText("\n".join(found.sentences))

    def _rename(self) -> None:
        item = self.names.currentItem()
        if item is not None:
            self.names.editItem(item)

    def _command(self, kind: type[RemoveScenario] | type[ApplyScenario]) -> None:
        if self.current is not None:
            self.command_wanted.emit(kind(self.current))

    def new_change(
        self,
        about: About | None = None,
        kind: ScenarioChangeKind = ScenarioChangeKind.MERGE,
        scenario: str | None = None,
    ) -> None:
        """Open the form for a change of the scenario under the keyboard, or of another."""
        name = scenario if scenario is not None else (self.current or "")
        self._show_form(Draft(name, kind, about), None)

    def _open(self, about: About | None) -> None:
        row = self.place.of(ScenarioChange).get(about.id) if about is not None else None
        if row is None:
            if about is not None:
                self.record_wanted.emit(about)
            return
        kind = kind_of(row) or ScenarioChangeKind.MERGE
        known = About(row.about_table, row.about_id) if row.about_table and row.about_id else None
        date = str(row.date) if row.date is not None else ""
        self._show_form(Draft(row.scenario, kind, known, row.value or "", date), row.id)

    def _show_form(self, start: Draft, row_id: str | None) -> None:
        self.form = ChangeForm(self.place, start, row_id, self)
        self.form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form.command_wanted.connect(self._on_drafted)
        self.form.finished.connect(self._on_closed)
        self.form.open()

    def _on_drafted(self, command: object, name: str) -> None:
        self._wanted = name
        self.command_wanted.emit(command)

    def _on_closed(self) -> None:
        self.form = None

    def _remove_change(self) -> None:
        about = self._change_about()
        if about is not None:
            self.command_wanted.emit(RemoveRecords(((about.table, about.id),)))
