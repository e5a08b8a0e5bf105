"""RegistersPage: every kind of record as a table that is edited in place."""

from itertools import repeat

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from partnermap.document.command import Command
from partnermap.document.commands.records import EditRecord, RemoveRecords
from partnermap.document.naming import counted
from partnermap.domain.changes import ChangeSet
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import TYPE_OF_TABLE, Place
from partnermap.domain.record import About
from partnermap.domain.tie import Tie
from partnermap.shell.words import text
from partnermap.ui.bridge import Bridge
from partnermap.ui.dialogs.add_record import AddRecord, same_name
from partnermap.ui.dialogs.showing import show_once
from partnermap.ui.panels.labels import GRID, heading, muted, panel, risk
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.tables.kinds import KINDS, MADE_BY_IMPORTS, ONE_ROW
from partnermap.ui.tables.listing import Lister, Listing, ListingRequest
from partnermap.ui.tables.losses import Removal, losses
from partnermap.ui.tables.register_model import RegisterModel
from partnermap.ui.tables.register_view import RegisterView
from partnermap.ui.view_state import ViewState

_MEANT = {
    Tie.TABLE: text("links recorded one by one. Agreements, posts and teams make the others."),
}
"""What a register's word means where the other rooms have another."""

_LIST = (
    "QListView { border: 1px solid transparent; outline: 0; } QListView::item { padding: 4px 14px; }"
    "QListView:focus { border: 1px solid palette(highlight); }"
)
_PAUSE_MS = 150


class RegistersPage(QWidget):
    """Kinds on the left, their records on the right, what is to be said below.

    Attributes:
        kinds: the list of kinds.
        words: the filter.
        view: the table.
    """

    table_shown = Signal(str)

    def __init__(
        self, bridge: Bridge, runner: Runner, view: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge, self._state = bridge, view
        self._place = Place()
        self._total = 0
        self._go_to: str | None = None
        self._order: tuple[int | None, bool] = (None, False)
        self._is_adding = False
        self.model = RegisterModel(self)
        self.view = RegisterView(self.model)
        self.kinds = QListWidget()
        self.words = QLineEdit()
        self._listings = Latest[ListingRequest, Listing](runner, Lister().make, self._on_listing)
        self._losses = Latest[Removal, tuple[Removal, str]](runner, losses, self._on_losses)
        self._lay_out()
        self._connect()
        self.kinds.setCurrentRow(0)

    # Parts.

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(GRID)
        across.addWidget(self._left())
        across.addWidget(self._right())
        across.setStretchFactor(1, 1)
        across.setCollapsible(0, False)
        letter = self.fontMetrics().averageCharWidth()
        across.setSizes([30 * letter, 160 * letter])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addWidget(across)

    def _left(self) -> QWidget:
        frame = panel()
        body = QVBoxLayout(frame)
        body.setContentsMargins(1, GRID, 1, GRID)
        title = heading(text("Registers"))
        title.setContentsMargins(2 * GRID, GRID // 2, 0, 0)
        body.addWidget(title)
        self.kinds.setStyleSheet(_LIST)
        self.kinds.setAccessibleName(text("Kinds of record"))
        for kind in KINDS:
            item = QListWidgetItem(kind.TITLE)
            item.setData(Qt.ItemDataRole.UserRole, kind.TABLE)
            self.kinds.addItem(item)
        body.addWidget(self.kinds, 1)
        return frame

    def _right(self) -> QWidget:
        frame = panel()
        body = QVBoxLayout(frame)
        body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, GRID)
        body.setSpacing(GRID)
        self.title = heading("", 1.35)
        self.count = muted()
        self.count.setWordWrap(False)
        self.words.setPlaceholderText(text("Show only rows with these words"))
        self.words.setAccessibleName(text("Filter"))
        self.words.setClearButtonEnabled(True)
        self.add = QPushButton(text("Add"))
        self.add.setToolTip(text("Add a record (Ctrl+N)"))
        self.remove = QPushButton(text("Remove"))
        self.remove.setToolTip(text("Remove the selected records (Delete)"))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.count)
        row.addLayout(head, 1)
        for part, stretch in ((self.words, 1), (self.add, 0), (self.remove, 0)):
            row.addWidget(part, stretch)
        body.addLayout(row)
        self.empty = muted()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        body.addWidget(self.view, 1)
        body.addWidget(self.empty, 1)
        self.said = risk()
        self.hint = muted()
        body.addWidget(self.said)
        body.addWidget(self.hint)
        return frame

    def _connect(self) -> None:
        self.kinds.currentItemChanged.connect(lambda *_: self._on_kind())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.words.textChanged.connect(lambda _: self._pause.start())
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self._ask_losses)
        self.add.clicked.connect(self.add_record)
        self.remove.clicked.connect(self.remove_chosen)
        self.view.add_wanted.connect(self.add_record)
        self.view.remove_wanted.connect(self.remove_chosen)
        self.view.rows_chosen.connect(self._on_rows)
        self.view.delegate.refused.connect(self.say)
        self.view.delegate.began.connect(self._on_edit)
        self.model.refused.connect(self.say)
        self.model.edit_wanted.connect(self._on_edited)
        self.model.order_wanted.connect(self._on_order)
        self._state.selection_changed.connect(self._on_selection)

    # What is shown.

    @property
    def table(self) -> str:
        """The kind of record that is shown."""
        item = self.kinds.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else Organisation.TABLE

    def show_place(self, place: Place, *, afresh: bool = True) -> None:
        """Show another file, or everything anew."""
        self._place = place
        if afresh:
            self.words.clear()
            self._on_kind()
        else:
            self.model.show_place(place)
            self._ask()
        self._count_kinds()

    def change_place(self, place: Place, changes: ChangeSet) -> None:
        """Show what a step changed; the rows stay where they are."""
        self._place = place
        if not any((changes.wholesale, changes.added, changes.changed, changes.removed)):
            return
        self.model.show_place(place, changes)
        if changes.wholesale or self.table in changes.added or self.table in changes.removed:
            self._ask()
            self._count_kinds()
        elif changes.added or changes.removed:
            self._count_kinds()
        if self.said.text() and self.table in changes.removed:
            self.say("")

    def show_record(self, about: About) -> bool:
        """Show a record in its register; False where it has none."""
        rows = [row for row, kind in enumerate(KINDS) if about.table == kind.TABLE]
        if not rows or self._place.get(about.table, about.id) is None:
            return False
        self._go_to = about.id
        self.words.clear()
        if self.kinds.currentRow() != rows[0]:
            self.kinds.setCurrentRow(rows[0])
        elif self.view.go_to(about.id):
            self._go_to = None
        self.view.setFocus()
        return True

    def say(self, sentence: str) -> None:
        """Say something below the table; nothing for silence."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))
        self.said.setAccessibleName(sentence)

    def _count_kinds(self) -> None:
        for row, kind in enumerate(KINDS):
            item = self.kinds.item(row)
            number = len(self._place.tables.get(kind.TABLE, {}))
            item.setText(f"{kind.TITLE}  {number:,}" if number else kind.TITLE)
            item.setToolTip(counted(kind.TABLE, number))

    def _on_kind(self) -> None:
        self.say("")
        self._order = (None, False)
        self.model.read_only = self._is_read_only or self.table in MADE_BY_IMPORTS
        self.model.show_table(self.table, self._place)
        self.view.unsort()
        self.title.setText(TYPE_OF_TABLE[self.table].TITLE)
        self.view.setAccessibleName(text("Register of {what}", what=self.title.text().lower()))
        self._show_buttons()
        if self.words.text():
            self.words.clear()
        self._pause.stop()
        self._ask()
        self.table_shown.emit(self.table)

    @property
    def _is_read_only(self) -> bool:
        state = self._bridge.state
        return state is not None and state.read_only

    def _show_buttons(self) -> None:
        fixed = self.model.read_only or self.table in ONE_ROW
        self.add.setEnabled(not fixed)
        self.remove.setEnabled(not fixed and self.view.selectionModel().hasSelection())

    def _ask(self) -> None:
        column, descending = self._order
        self._listings.ask(
            ListingRequest(
                self._place, self.table, self.words.text(), column, descending, self.model.ids
            )
        )

    def _on_listing(self, listing: Listing) -> None:
        if listing.request.table != self.table or listing.request.place is not self._place:
            return
        if listing.found.before is not self.model.ids:
            self._ask()  # Other rows are shown meanwhile: how to come from them is a worker's work too.
            return
        was_empty = not self.model.ids
        self._total = listing.total
        self.model.show_listing(listing)
        if was_empty and listing.ids:
            self.view.fit_columns()
        wanted = self._go_to or (self._state.selected if self.table == Organisation.TABLE else None)
        self._go_to = None
        if wanted is not None:
            self.view.go_to(wanted)
        self._show_count()

    def _show_count(self) -> None:
        shown, all_of = len(self.model.ids), counted(self.table, self._total)
        found = all_of if shown == self._total else text("{shown:,} of {all}", shown=shown, all=all_of)
        meant = _MEANT.get(self.table)
        self.count.setText(text("{found}; {meant}", found=found, meant=meant) if meant else found)
        self.view.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.setText(self._empty_words())
        self._show_hint()

    def _empty_words(self) -> str:
        what = TYPE_OF_TABLE[self.table].TITLE.lower()
        if self._total:
            return text("No row has these words; empty the filter to see all {what}.", what=what)
        if self.table in MADE_BY_IMPORTS:
            return text("No {what} yet; import a public spending file (Ctrl+I).", what=what)
        return text("No {what} yet; add one (Ctrl+N) or import a workbook (Ctrl+I).", what=what)

    def _show_hint(self) -> None:
        if self._is_read_only:
            words = text("A newer Partnermap made this file: it can be read, not changed.")
        elif self.model.read_only:
            words = text("Imports keep these rows; importing the month again replaces them.")
        else:
            words = text("Enter or F2 edits a cell, Esc leaves it. Every edit can be undone (Ctrl+Z).")
        self.hint.setText(words if self.model.ids else "")

    # What the user does.

    def add_record(self) -> None:
        """Ask for a new record of the kind shown."""
        if not self.add.isEnabled():
            return
        dialog = AddRecord(self.table, self.model.choices, self)
        dialog.added.connect(self._on_added)
        show_once(dialog)

    def _on_added(self, command: Command, record_id: str) -> None:
        self.words.clear()
        self._go_to = record_id
        self.view.setFocus()
        self.say("")
        self._bridge.execute(command)

    def remove_chosen(self) -> None:
        """Remove the selected records with what makes no sense without them; undo brings them back."""
        ids, table = self.view.chosen_ids(), self.table
        if not ids or not self.remove.isEnabled():
            return
        self._bridge.execute(RemoveRecords(tuple(zip(repeat(table), ids, strict=False))))

    def _on_edited(self, command: Command) -> None:
        self.say(self._warning(command))
        self._bridge.execute(command)

    def _warning(self, command: Command) -> str:
        if not isinstance(command, EditRecord) or not command.values:
            return ""
        field, value = command.values[0]
        if field not in ("name", "title") or not isinstance(value, str):
            return ""
        return same_name(self.model.choices, command.table, value, command.id) or ""

    def _on_edit(self, hint: str) -> None:
        self.say("")
        self.hint.setText(hint)

    def _on_order(self, column: int, descending: bool) -> None:
        self._order = (column if column >= 0 else None, descending)
        self._ask()

    def _on_rows(self) -> None:
        self._show_buttons()
        self._show_hint()
        ids = self.view.chosen_ids()
        if self.table == Organisation.TABLE and len(ids) == 1:
            self._state.select(ids[0])
        if ids and self.remove.isEnabled():
            self._rest.start()

    def _ask_losses(self) -> None:
        self._losses.ask((self._place, self.table, self.view.chosen_ids()))

    def _on_losses(self, found: tuple[Removal, str]) -> None:
        (_, table, ids), sentence = found
        if (
            sentence
            and not self.view.is_editing
            and (table, ids) == (self.table, self.view.chosen_ids())
        ):
            self.hint.setText(sentence)

    def _on_selection(self, organisation_id: str | None) -> None:
        if self.table == Organisation.TABLE and organisation_id is not None:
            self.view.go_to(organisation_id)
