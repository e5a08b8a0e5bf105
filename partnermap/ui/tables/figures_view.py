"""FiguresView: a table to read, whose rows lead to their records."""

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from partnermap.domain.record import About
from partnermap.shell.words import text
from partnermap.ui.plain_words import tip
from partnermap.ui.tables.column_widths import ROWS_MEASURED, fit_column
from partnermap.ui.tables.copying import as_tabbed
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable
from partnermap.ui.tables.register_model import ROOT, Index
from partnermap.ui.tables.register_view import CELLS
from partnermap.ui.tables.row_menu import menu_target
from partnermap.ui.theme import LIGHT, Theme

_WIDEST = 48
_MOST_ROWS_GROWN = 16


class FiguresModel(QAbstractTableModel):
    """The rows of a FigureTable in the order that the user asks for; totals stay last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = FigureTable("", (), ())
        self._rows: list[FigureRow] = []
        self.theme: Theme = LIGHT

    @property
    def shown(self) -> FigureTable:
        """What is shown."""
        return self._table

    def show_table(self, table: FigureTable) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._table, self._rows = table, list(table.rows)
        self.endResetModel()

    def row(self, number: int) -> FigureRow | None:
        """One row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def cell(self, index: Index) -> Figure | None:
        """One cell."""
        row = self.row(index.row())
        return row.cells[index.column()] if row is not None else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._table.headings)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles."""
        if orientation is Qt.Orientation.Vertical or section >= len(self._table.headings):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.headings[section].title
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell."""
        row, cell = self.row(index.row()), self.cell(index)
        if row is None or cell is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(cell.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._table.headings[index.column()].title}: {cell.words}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(index.column())
        if role == Qt.ItemDataRole.ForegroundRole and cell.at_risk:
            return QColor(self.theme.risk)
        if role == Qt.ItemDataRole.FontRole and row.is_total:
            font = QFont(QApplication.font())
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return None

    def _alignment(self, column: int) -> int:
        right = self._table.headings[column].right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return int(side | Qt.AlignmentFlag.AlignVCenter)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By size where there is one, else by words; no column is the order of the figures."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [self._rows[index.row()] for index in before]
        if column < 0:
            self._rows = list(self._table.rows)
        else:
            self._sort(column, order == Qt.SortOrder.DescendingOrder)
        place = {id(row): number for number, row in enumerate(self._rows)}
        after = [
            self.index(place[id(row)], index.column()) for row, index in zip(moved, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sort(self, column: int, descending: bool) -> None:
        rows = [row for row in self._table.rows if not row.is_total]
        totals = [row for row in self._table.rows if row.is_total]
        sized = any(row.cells[column].order is not None for row in rows)
        known = [row for row in rows if not sized or row.cells[column].order is not None]
        unknown = [row for row in rows if sized and row.cells[column].order is None]
        known.sort(key=lambda row: _key(row.cells[column]), reverse=descending)
        self._rows = known + unknown + totals


def _key(cell: Figure) -> tuple[float, str]:
    return cell.order or 0.0, cell.words.casefold()


class NameDelegate(QStyledItemDelegate):
    """Shortens names in their middle, since many that begin alike end differently."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """What Qt paints a cell by."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


class FiguresView(QTableView):
    """A table to read.

    Signals:
        record_wanted: About of a row that was double-clicked or entered.
        organisation_chosen: id of the organisation that the current cell or row names.
        sources_chosen: tuple of About of the records behind the current row.
        menu_wanted: id of the organisation whose menu is wanted, and where on the screen (QPoint).
    """

    record_wanted = Signal(object)
    organisation_chosen = Signal(str)
    sources_chosen = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None, *, grows: bool = False) -> None:
        super().__init__(parent)
        self._grows = grows
        self.setAccessibleName(text("No figures yet"))
        self._figures = FiguresModel(self)
        self.setModel(self._figures)
        self.setStyleSheet(CELLS)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegateForColumn(0, NameDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(ROWS_MEASURED)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.selectionModel().currentChanged.connect(lambda index, _: self._choose(index))

    @property
    def shown(self) -> FigureTable:
        """What is shown."""
        return self._figures.shown

    @property
    def chosen_row(self) -> FigureRow | None:
        """The row under the keyboard."""
        return self._figures.row(self.currentIndex().row())

    def set_theme(self, theme: Theme) -> None:
        """Draw what is at risk in another colour."""
        self._figures.theme = theme
        self.viewport().update()

    def show_table(self, table: FigureTable) -> None:
        """Show other figures; the order that the user asked for stays."""
        same = table.headings == self.shown.headings
        if table == self.shown:
            return
        header = self.horizontalHeader()
        section, order = header.sortIndicatorSection(), header.sortIndicatorOrder()
        self._figures.show_table(table)
        if same and section >= 0:
            self._figures.sort(section, order)
        self.setAccessibleName(table.name)
        self._fit_columns(self._widths() if same else ())
        if self._grows:
            self._fit_height(len(table.rows))

    def _widths(self) -> list[int]:
        return [self.columnWidth(column) for column in range(self._figures.columnCount())]

    def _fit_columns(self, least: Sequence[int] = ()) -> None:
        rows = self.shown.rows[:ROWS_MEASURED]
        for column, heading in enumerate(self.shown.headings):
            words = (row.cells[column].words for row in rows)
            fit_column(self, column, words, heading.widest or _WIDEST)
        for column, wide in enumerate(least):
            self.setColumnWidth(column, max(wide, self.columnWidth(column)))
        # Figures that are stretched would stand far from what they belong to.
        headings = self.shown.headings
        self.horizontalHeader().setStretchLastSection(bool(headings) and not headings[-1].right)

    def _fit_height(self, rows: int) -> None:
        shown = min(rows, _MOST_ROWS_GROWN)
        header = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(header + shown * self.verticalHeader().defaultSectionSize() + 18)

    def _open(self, row: int) -> None:
        found = self._figures.row(row)
        if found is not None and found.sources:
            self.record_wanted.emit(found.sources[0])

    def mark(self, sources: Collection[About]) -> None:
        """Select the rows that come from any of these records and bring the first into view."""
        chosen = QItemSelection()
        for number in range(self._figures.rowCount()):
            row = self._figures.row(number)
            if row is not None and not row.is_total and set(row.sources) & set(sources):
                last = self._figures.index(number, self._figures.columnCount() - 1)
                chosen.select(self._figures.index(number, 0), last)
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if chosen.indexes():
            self.scrollTo(chosen.indexes()[0])

    def _choose(self, index: Index) -> None:
        row, cell = self._figures.row(index.row()), self._figures.cell(index)
        if row is None or cell is None:
            return
        self.sources_chosen.emit(row.sources)
        named = self._named(index)
        if named is not None:
            self.organisation_chosen.emit(named)

    def _named(self, index: Index) -> str | None:
        """The organisation that a cell names, or else its row."""
        row, cell = self._figures.row(index.row()), self._figures.cell(index)
        if row is None or cell is None:
            return None
        return cell.organisation_id or next(
            (other.organisation_id for other in row.cells if other.organisation_id), None
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the organisation that a row names, by mouse or key."""
        index, at = menu_target(self, event)
        named = self._named(index) if index.isValid() else None
        if named is not None:
            self.menu_wanted.emit(named, at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record, Ctrl+C copies the rows."""
        if event.matches(QKeySequence.StandardKey.Copy):
            chosen = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
            rows = [row for number in chosen if (row := self._figures.row(number)) is not None]
            QApplication.clipboard().setText(
                as_tabbed([cell.words for cell in row.cells] for row in rows)
            )
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)
