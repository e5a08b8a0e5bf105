"""MatrixView: who works with whom as a table; size and shade of a cell say how strongly."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from partnermap.scene.matrix import Cell, Matrix
from partnermap.scene.style import STYLES
from partnermap.ui.plain_words import tip
from partnermap.ui.tables.matrix_painting import CellsInView, paint_matrix
from partnermap.ui.tables.register_model import ROOT, Index
from partnermap.ui.tables.row_menu import menu_target
from partnermap.ui.theme import LIGHT, Theme

EMPTY = Matrix((), (), (), {}, {})
_PADDING = 6
_MOST_OF_TABLE = 0.4
"""Share of the table's height that upright names may take, and of its width that the others may."""

_MEASURED = 20
"""Names that are measured; there may be thousands."""


class MatrixModel(QAbstractTableModel):
    """Cells of a Matrix."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.matrix = EMPTY
        self.theme: Theme = LIGHT

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other cells."""
        self.beginResetModel()
        self.matrix = matrix
        self.endResetModel()

    def cell(self, index: Index) -> Cell | None:
        """What lies between the row's and the column's organisation."""
        return self.matrix.cells.get((index.row(), index.column()))

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many organisations there are."""
        return 0 if parent.isValid() else len(self.matrix.organisation_ids)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many organisations there are."""
        return self.rowCount(parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The strength; for tooltips and screen readers the whole sentence."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            cell = self.cell(index)
            return str(cell.strength) if cell is not None else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.matrix.words_of(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.matrix.words_of(index.row(), index.column()))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names, with the letter of the sector before them."""
        if not 0 <= section < len(self.matrix.names):
            return None
        sector = self.matrix.roles[section]
        if role == Qt.ItemDataRole.DisplayRole:
            letter = STYLES[self.theme.key].symbols[sector].letter
            return f"{letter}  {self.matrix.names[section]}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.matrix.names[section]}, {sector}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{self.matrix.names[section]}, {sector}")
        return None


class Upright(QHeaderView):
    """A header whose names stand upright, so that columns may be as narrow as rows are high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As high as the longest name is long, and never most of the table."""
        high, table = self.fontMetrics().height(), self.parentWidget()
        if not isinstance(table, MatrixView):
            return QSize(high, high)
        room = round(table.height() * _MOST_OF_TABLE)
        return QSize(high, max(min(table.longest_name, room), 5 * high))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """One name, read from below."""
        name = str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.fillRect(rect, self.palette().base())
        painter.setPen(self.palette().windowText().color())
        painter.translate(rect.left(), rect.bottom())
        painter.rotate(-90)
        room = rect.height() - 2 * _PADDING
        words = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        box = QRect(_PADDING, 0, room, rect.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.restore()


class MatrixView(QTableView):
    """The matrix.

    Attributes:
        longest_name: pixels that the longest name takes.

    Signals:
        organisation_chosen: id of the organisation whose row or column was chosen.
        record_wanted: About of the record behind the link of a cell that was opened.
        menu_wanted: id of the organisation whose menu is wanted, and where on the screen (QPoint).
    """

    organisation_chosen = Signal(str)
    record_wanted = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = MatrixModel(self)
        self._selected: int | None = None
        self.longest_name = 0
        self.setHorizontalHeader(Upright(self))
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        side = self.fontMetrics().height() + 4
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setMinimumSectionSize(side)
            header.setDefaultSectionSize(side)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.sectionClicked.connect(self._choose)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        self.selectionModel().currentChanged.connect(lambda index, _: self._choose(index.row()))
        self.doubleClicked.connect(self._open)

    @property
    def matrix(self) -> Matrix:
        """What is shown."""
        return self._model.matrix

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._model.theme

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._model.theme = theme
        self.viewport().update()

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other cells; the chosen cell stays where its organisations still are."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        before = self.matrix.organisation_ids
        pair = (before[row], before[column]) if 0 <= row < len(before) else None
        self.longest_name = self._width_of_names(matrix)
        self._model.show_matrix(matrix)
        self.updateGeometries()
        at = {key: number for number, key in enumerate(matrix.organisation_ids)}
        if pair is not None and pair[0] in at and pair[1] in at:
            self._go(at[pair[0]], at[pair[1]])

    def _width_of_names(self, matrix: Matrix) -> int:
        """Pixels of the longest of the names, of which only those with most letters are measured."""
        longest = sorted(matrix.names, key=len)[-_MEASURED:]
        metrics = self.fontMetrics()
        letter = metrics.horizontalAdvance("M  ")
        return (
            max((letter + metrics.horizontalAdvance(name) for name in longest), default=0) + 2 * _PADDING
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names take their share of the new width at most."""
        self.verticalHeader().setMaximumWidth(round(self.width() * _MOST_OF_TABLE))
        super().resizeEvent(event)

    def show_selected(self, organisation_id: str | None) -> None:
        """Light the row and the column of an organisation and bring it into view."""
        ids = self.matrix.organisation_ids
        self._selected = ids.index(organisation_id) if organisation_id in ids else None
        current = self.currentIndex()
        if self._selected is not None and self._selected not in (current.row(), current.column()):
            self._go(self._selected, self._selected)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that are to be painted anew; a delegate would be asked for each of them."""
        count, box = len(self.matrix.organisation_ids), event.rect()
        first_row, first_column = self.rowAt(box.top()), self.columnAt(box.left())
        if not count or first_row < 0 or first_column < 0:
            return
        side = self.verticalHeader().defaultSectionSize()
        left, top = self.columnViewportPosition(first_column), self.rowViewportPosition(first_row)
        rows = range(first_row, min(count, first_row + (box.bottom() - top) // side + 1))
        columns = range(first_column, min(count, first_column + (box.right() - left) // side + 1))
        current = self.currentIndex()
        painter = QPainter(self.viewport())
        paint_matrix(
            painter,
            self.matrix,
            CellsInView(rows, columns, left, top, side),
            self.theme,
            self._selected,
            (current.row(), current.column()) if current.isValid() else None,
        )
        painter.end()

    def _go(self, row: int, column: int) -> None:
        """Move to a cell without choosing its organisation anew."""
        self.selectionModel().blockSignals(True)
        self.setCurrentIndex(self._model.index(row, column))
        self.selectionModel().blockSignals(False)
        self.scrollTo(self._model.index(row, column))

    def _choose(self, section: int) -> None:
        if 0 <= section < len(self.matrix.organisation_ids):
            self.organisation_chosen.emit(self.matrix.organisation_ids[section])

    def _open(self, index: Index) -> None:
        cell = self._model.cell(index)
        if cell is not None:
            self.record_wanted.emit(cell.origins[0])

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the organisation of a row, by mouse or key."""
        index, at = menu_target(self, event)
        if index.isValid():
            self.menu_wanted.emit(self.matrix.organisation_ids[index.row()], at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record behind the cell's link."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
