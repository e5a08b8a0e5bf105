"""MatrixView: who works with whom as a table; size and shade of a cell say how strongly."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from partnermap.scene.matrix import Cell, Matrix
from partnermap.scene.style import STYLES
from partnermap.ui.tables.register_model import ROOT, Index
from partnermap.ui.theme import LIGHT, Theme

EMPTY = Matrix((), (), (), {}, {})
SIZES = (0.42, 0.58, 0.74, 0.9)
"""Side of a mark over the side of its cell, by step."""

SHADES = (0.7, 0.8, 0.9, 1.0)
"""Share of the accent in a mark's colour, by step; the faintest still stands out 3 to 1."""

_LETTERS_ACROSS = 30
_PADDING = 6


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
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.matrix.words_of(index.row(), index.column())
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
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{self.matrix.names[section]}, {sector}"
        return None


class Upright(QHeaderView):
    """A header whose names stand upright, so that columns may be as narrow as rows are high."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        """As high as most names are long."""
        metrics = self.fontMetrics()
        return QSize(metrics.height(), _LETTERS_ACROSS * metrics.averageCharWidth() + _PADDING)

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


class Marks(QStyledItemDelegate):
    """Paints cells."""

    def __init__(self, view: "MatrixView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Any) -> None:
        """A square by strength, an outline and a stroke where it is at risk, lines between sectors."""
        view, rect = self._view, QRect(option.rect)
        theme, matrix = view.theme, view.matrix
        painter.save()
        painter.fillRect(rect, QColor(theme.accent_soft if view.is_lit(index) else theme.panel))
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        if index.row() == index.column():
            painter.fillRect(rect, QColor(theme.hairline))
        cell = matrix.cells.get((index.row(), index.column()))
        if cell is not None:
            self._mark(painter, rect, cell, theme)
        painter.setPen(QPen(QColor(theme.control), 1))
        if index.row() in view.starts:
            painter.drawLine(rect.topLeft(), rect.topRight())
        if index.column() in view.starts:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        if index == view.currentIndex():
            painter.setPen(QPen(QColor(theme.ink), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, cell: Cell, theme: Theme) -> None:
        side = round(min(rect.width(), rect.height()) * SIZES[cell.step - 1])
        box = QRect(0, 0, side, side)
        box.moveCenter(rect.center())
        painter.fillRect(box, mixed(theme.accent, theme.panel, SHADES[cell.step - 1]))
        if cell.at_risk:
            painter.setPen(QPen(QColor(theme.risk), 2))
            painter.drawRect(box)
            painter.drawLine(box.bottomLeft(), box.topRight())


class MatrixView(QTableView):
    """The matrix.

    Signals:
        organisation_chosen: id of the organisation whose row or column was chosen.
        record_wanted: About of the record behind the link of a cell that was opened.
    """

    organisation_chosen = Signal(str)
    record_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = MatrixModel(self)
        self._selected: int | None = None
        self.setHorizontalHeader(Upright(self))
        self.setModel(self._model)
        self.setItemDelegate(Marks(self))
        self.setShowGrid(False)
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
        self.verticalHeader().setMaximumWidth(34 * self.fontMetrics().averageCharWidth())
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

    @property
    def starts(self) -> frozenset[int]:
        """First rows of all sectors but the first."""
        return frozenset(self.matrix.starts.values()) - {0}

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._model.theme = theme
        self.viewport().update()

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other cells; the chosen cell stays where its organisations still are."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        before = self.matrix.organisation_ids
        pair = (before[row], before[column]) if 0 <= row < len(before) else None
        self._model.show_matrix(matrix)
        at = {key: number for number, key in enumerate(matrix.organisation_ids)}
        if pair is not None and pair[0] in at and pair[1] in at:
            self._go(at[pair[0]], at[pair[1]])

    def show_selected(self, organisation_id: str | None) -> None:
        """Light the row and the column of an organisation and bring it into view."""
        ids = self.matrix.organisation_ids
        self._selected = ids.index(organisation_id) if organisation_id in ids else None
        current = self.currentIndex()
        if self._selected is not None and self._selected not in (current.row(), current.column()):
            self._go(self._selected, self._selected)
        self.viewport().update()

    def is_lit(self, index: Index) -> bool:
        """Whether a cell lies in the row or column of the selected organisation."""
        return self._selected is not None and self._selected in (index.row(), index.column())

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the record behind the cell's link."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)


def mixed(colour: str, ground: str, share: float) -> QColor:
    """A colour laid over a ground."""
    over, under = QColor(colour), QColor(ground)
    return QColor(
        *(
            round(share * one + (1 - share) * other)
            for one, other in (
                (over.red(), under.red()),
                (over.green(), under.green()),
                (over.blue(), under.blue()),
            )
        )
    )
