"""RegisterView: the table of a register with its keys."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from partnermap.shell.words import text
from partnermap.ui.tables.cell_editor import CellDelegate
from partnermap.ui.tables.column_widths import ROWS_MEASURED, fit_column
from partnermap.ui.tables.copying import as_tabbed
from partnermap.ui.tables.frozen_column import FIRST, FrozenColumn
from partnermap.ui.tables.register_model import Index, RegisterModel

CELLS = (
    "QTableView { outline: 0; } QTableView::item { padding: 0 6px; }"
    "QTableView::item:focus { border: 2px solid palette(highlight); padding: 0 4px; }"
    "QTableView::corner { background: transparent; }"
)
"""Room in the cells; colours come from the sheet of the application."""

_WIDEST = 44
_NARROWEST = 9


class RegisterView(QTableView):
    """Edits in place; the first column stays in view.

    Signals:
        add_wanted: Ctrl+N.
        remove_wanted: Delete.
        rows_chosen: the rows that are selected have changed.

    Attributes:
        delegate: makes the editors.
        frozen: the first column, drawn over the others.
    """

    add_wanted = Signal()
    remove_wanted = Signal()
    rows_chosen = Signal()

    def __init__(self, model: RegisterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.delegate = CellDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setStyleSheet(CELLS)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setAccessibleName(text("Register"))
        self.verticalHeader().hide()
        self._set_row_height()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        # It would ask every cell of a column whether it is selected, and look no different for it.
        header.setSelectionModel(QItemSelectionModel(model, header))
        header.setResizeContentsPrecision(ROWS_MEASURED)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.setSortIndicatorClearable(True)
        self.unsort()
        self.setSortingEnabled(True)
        self.frozen = FrozenColumn(self)
        self.selectionModel().selectionChanged.connect(lambda *_: self.rows_chosen.emit())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.rows_chosen.emit())

    def _set_row_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)

    def changeEvent(self, event: QEvent) -> None:
        """Rows follow the size of the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._set_row_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first column takes its share of another width."""
        super().resizeEvent(event)
        self.frozen.take_place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Everything moves but the first column."""
        super().scrollContentsBy(dx, dy)
        self.frozen.take_place()
        if self.is_editing:
            self.updateEditorGeometries()

    def indexAt(self, pos: QPoint) -> QModelIndex:
        """What is seen at a point: on the left side a cell of the first column."""
        found = super().indexAt(pos)
        return found.siblingAtColumn(FIRST) if 0 <= pos.x() < self.frozen.reach else found

    def visualRect(self, index: Index) -> QRect:
        """Where a cell is seen: those of the first column on the left side."""
        box = super().visualRect(index)
        if index.column() == FIRST and box.isValid():
            box.setLeft(0)
            box.setWidth(self.frozen.reach)
        return box

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, not below the first column."""
        bar = self.horizontalScrollBar()
        before = bar.value()
        super().scrollTo(index, hint)
        if index.column() == FIRST:
            bar.setValue(before)
            return
        hidden = self.frozen.reach - super().visualRect(index).left()
        if index.isValid() and hidden > 0:
            bar.setValue(bar.value() - hidden)

    def unsort(self) -> None:
        """Show no column as the one that rows are ordered by."""
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    def fit_columns(self) -> None:
        """Make columns as wide as their first rows want, within bounds."""
        rows = range(min(ROWS_MEASURED, self._model.rowCount()))
        for column in range(self._model.columnCount()):
            words = (self._model.words(row, column) for row in rows)
            fit_column(self, column, words, _WIDEST, _NARROWEST)

    @property
    def is_editing(self) -> bool:
        """Whether an editor is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def chosen_ids(self) -> tuple[str, ...]:
        """Records of the selected rows, from the top."""
        ids = self._model.ids
        return tuple(ids[row] for row in self._chosen(rows=True))

    def _chosen(self, *, rows: bool) -> list[int]:
        """Rows, or columns, of the selection: by its blocks, because cells may be many."""
        found: set[int] = set()
        for block in self.selectionModel().selection().toList():
            first, last = (block.top(), block.bottom()) if rows else (block.left(), block.right())
            found.update(range(first, last + 1))
        return sorted(found)

    @property
    def current_id(self) -> str | None:
        """The record of the current row."""
        row = self.currentIndex().row()
        return self._model.ids[row] if 0 <= row < len(self._model.ids) else None

    def go_to(self, record_id: str) -> bool:
        """Make a record's row the current one and bring it into view; False when it is not shown."""
        row = self._model.row_of(record_id)
        if row is None:
            return False
        if record_id != self.current_id or record_id not in self.chosen_ids():
            index = self._model.index(row, max(self.currentIndex().column(), 0))
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)
        return True

    def copy(self) -> None:
        """Put the selected cells on the clipboard, row by row."""
        selection = self.selectionModel().selection()
        columns = self._chosen(rows=False)
        cells = [
            [self._model.index(row, column) for column in columns] for row in self._chosen(rows=True)
        ]
        rows = [
            [str(cell.data() or "") if selection.contains(cell) else "" for cell in row] for row in cells
        ]
        if rows:
            QApplication.clipboard().setText(as_tabbed(rows))

    def event(self, event: QEvent) -> bool:
        """Ctrl+N adds a row here, whatever it does elsewhere."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.New)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits, Delete removes, Ctrl+N adds, Ctrl+C copies."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.New):
            self.add_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # The editor passes Enter on after it has taken it.
            if self.currentIndex().isValid() and not self.is_editing:
                self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
