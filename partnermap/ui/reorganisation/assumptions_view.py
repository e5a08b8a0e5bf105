"""AssumptionsView: the assumptions as a table whose low and high ends are edited in place."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from partnermap.shell.words import text
from partnermap.ui.reorganisation.assumptions import AssumptionRow
from partnermap.ui.tables.register_model import ROOT, Index
from partnermap.ui.tables.register_view import CELLS

LOW, HIGH = 1, 2
_HEADINGS = (text("Assumption"), text("Low"), text("High"), text("Unit"), text("Default"))
_MOST_ROWS = 11


class AssumptionsModel(QAbstractTableModel):
    """The rows; an edited end is only asked for, the page carries it out.

    Signals:
        wanted: the AssumptionRow, its low and its high end as texts.
    """

    wanted = Signal(object, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[AssumptionRow, ...] = ()

    def show_rows(self, rows: tuple[AssumptionRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row(self, number: int) -> AssumptionRow | None:
        """One row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _HEADINGS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; what the file sets itself is bold."""
        row = self.row(index.row())
        if row is None:
            return None
        words = (row.title, row.low, row.high, row.unit, row.default)[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.evidence
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{_HEADINGS[index.column()]}: {words}"
        if role == Qt.ItemDataRole.FontRole and row.is_own and index.column() in (LOW, HIGH):
            font = QFont(QApplication.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Low and high can be edited, unless they belong to the kinds of reorganisation."""
        row, found = self.row(index.row()), super().flags(index)
        if row is not None and not row.is_fixed and index.column() in (LOW, HIGH):
            return found | Qt.ItemFlag.ItemIsEditable
        return found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for another end."""
        row = self.row(index.row())
        if row is None or role != Qt.ItemDataRole.EditRole:
            return False
        ends = [row.low, row.high]
        ends[index.column() - LOW] = str(value).strip()
        if ends != [row.low, row.high]:
            self.wanted.emit(row, *ends)
        return True


class AssumptionsView(QTableView):
    """The table; F2 or typing edits, Delete puts back to the default.

    Signals:
        chosen: the AssumptionRow under the keyboard.
        reset_wanted: tuple of the rows chosen.
    """

    chosen = Signal(object)
    reset_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = AssumptionsModel(self)
        self.setModel(self.rows)
        self.setStyleSheet(CELLS)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(text("Assumptions"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.verticalHeader().hide()
        high = self.fontMetrics().height() + 12
        self.verticalHeader().setDefaultSectionSize(high)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, len(_HEADINGS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_rows(self, rows: tuple[AssumptionRow, ...]) -> None:
        """Show other rows and stay at the same cell."""
        at = self.currentIndex()
        row, column = at.row(), at.column()
        self.rows.show_rows(rows)
        self.setFixedHeight(
            self.horizontalHeader().sizeHint().height()
            + min(len(rows), _MOST_ROWS) * self.verticalHeader().defaultSectionSize()
            + 4
        )
        self.setCurrentIndex(self.rows.index(max(row, 0), max(column, 0)))

    def chosen_rows(self) -> tuple[AssumptionRow, ...]:
        """The rows of which a cell is selected."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return tuple(row for number in numbers if (row := self.rows.row(number)) is not None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete puts the chosen rows back to their defaults."""
        if event.key() == Qt.Key.Key_Delete:
            self.reset_wanted.emit(self.chosen_rows())
            return
        super().keyPressEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        self.chosen.emit(self.rows.row(index.row()))
