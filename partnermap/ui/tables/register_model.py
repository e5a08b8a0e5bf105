"""RegisterModel: the records of one kind as rows; reads the Place, writes nothing but commands."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from partnermap.domain.changes import ChangeSet
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.shell.words import text
from partnermap.ui.plain_words import tip
from partnermap.ui.tables.choices import Choices
from partnermap.ui.tables.listing import Listing
from partnermap.ui.tables.passage import Passage, passage, passage_without
from partnermap.ui.tables.register_columns import RegisterColumn, columns_of

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()

_ANSWERED = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.EditRole),
        int(Qt.ItemDataRole.TextAlignmentRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(Qt.ItemDataRole.ToolTipRole),
    }
)
_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED = _READ | Qt.ItemFlag.ItemIsEditable
"""Made once: a selection of many cells asks each of them."""

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LONG = 60
"""Characters from which a cell shows all its words when pointed at."""


class RegisterModel(QAbstractTableModel):
    """Rows by id in an order that a Listing gives.

    Signals:
        edit_wanted: the Command of an edit.
        refused: one sentence about a text that cannot be used.
        order_wanted: column and whether descending.
    """

    edit_wanted = Signal(object)
    refused = Signal(str)
    order_wanted = Signal(int, bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices = Choices(Place())
        self.table = ""
        self.columns: tuple[RegisterColumn, ...] = ()
        self.read_only = False
        self._ids: list[str] = []
        self._rows: dict[str, int] | None = None
        self._words: dict[tuple[str, int], str] = {}

    # Content.

    def show_table(self, table: str, place: Place) -> None:
        """Show another kind of record, without rows until a listing comes."""
        self.beginResetModel()
        self.table, self.columns, self.choices = table, columns_of(table), Choices(place)
        self._ids, self._rows, self._words = [], None, {}
        self.endResetModel()

    def show_place(self, place: Place, changes: ChangeSet | None = None) -> None:
        """Show the records as they stand now; what is gone goes, scroll and selection stay."""
        there = place.tables.get(self.table, {})
        self._words = {}
        if changes is None or changes.wholesale:
            self.choices = Choices(place)
            self.show_ids([key for key in self._ids if key in there])
        else:
            self.choices = self.choices.after(place, changes)
            if gone := changes.removed.get(self.table):
                self._go(passage_without(self._ids, gone))
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show these rows in this order; rows that stay keep their selection."""
        self._go(passage(self._ids, ids))

    def show_listing(self, listing: Listing) -> None:
        """Show the rows of a listing made for the rows shown, with the words that it brings along."""
        if listing.choices.place is self.choices.place:
            self.choices = listing.choices
            for key, words in zip(listing.ids, listing.words, strict=False):
                self._words.update(((key, column), some) for column, some in enumerate(words))
        self._go(listing.found)

    def _go(self, found: Passage) -> None:
        """Take away, add and arrange rows."""
        self._reorder(found.parted)
        if found.last >= found.first:
            self.beginRemoveRows(ROOT, found.first, found.last)
            self._set_ids(found.kept)
            self.endRemoveRows()
        if len(found.grown) > len(self._ids):
            self.beginInsertRows(ROOT, len(self._ids), len(found.grown) - 1)
            self._set_ids(found.grown)
            self.endInsertRows()
        self._reorder(found.after, found.rows)

    def _reorder(self, order: list[str], rows: dict[str, int] | None = None) -> None:
        if order is self._ids or order == self._ids:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        keys = [self._ids[index.row()] for index in before]
        self._ids, self._rows = order, rows
        after = [
            self.index(self._row_by_id[key], index.column())
            for key, index in zip(keys, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _set_ids(self, ids: list[str]) -> None:
        self._ids, self._rows = ids, None

    @property
    def _row_by_id(self) -> dict[str, int]:
        """Made when it is asked for: with many rows it takes longer than all else."""
        if self._rows is None:
            self._rows = {key: row for row, key in enumerate(self._ids)}
        return self._rows

    @property
    def ids(self) -> list[str]:
        """The rows shown; another list whenever they change."""
        return self._ids

    def row_of(self, record_id: str) -> int | None:
        """The row of a record, None when it is not shown."""
        return self._row_by_id.get(record_id)

    def record(self, row: int) -> Record | None:
        """The record of a row."""
        return self.choices.place.get(self.table, self._ids[row]) if 0 <= row < len(self._ids) else None

    # What Qt asks.

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns the kind has."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles as in the workbook; what may stand below them when pointed at."""
        if orientation is Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return text("{title}: {hint}", title=column.title, hint=column.hint) if column.hint else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell, for the eye, the editor and the screen reader."""
        if role not in _ANSWERED or not 0 <= index.row() < len(self._ids):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[index.column()])
        words = self.words(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.columns[index.column()].title}: {words or text('blank')}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(words) if len(words) > _LONG else None
        return words

    def words(self, row: int, column: int) -> str:
        """The words of a cell; kept, because a cell is painted often."""
        key = (self._ids[row], column)
        if key not in self._words:
            record = self.record(row)
            self._words[key] = self.columns[column].words(self.choices, record) if record else ""
        return self._words[key]

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the edit that a text means; the cell shows it when the document has it."""
        record = self.record(index.row())
        if record is None or role != Qt.ItemDataRole.EditRole:
            return False
        words = str(value or "")
        column = self.columns[index.column()]
        if words.strip() == column.words(self.choices, record):
            return False
        try:
            command = column.command(self.choices, record, words)
            command.changes(self.choices.place)
        except UserError as fault:
            self.refused.emit(str(fault))
            return False
        self.edit_wanted.emit(command)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell can be chosen, and edited unless the file can only be read."""
        return _READ if self.read_only else _EDITED

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order."""
        self.order_wanted.emit(column, order == Qt.SortOrder.DescendingOrder)


def _alignment(column: RegisterColumn) -> int:
    return _RIGHT if column.is_number else _LEFT
