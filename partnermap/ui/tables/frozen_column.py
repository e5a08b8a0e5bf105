"""FrozenColumn: the first column of a table, drawn over it to stay in view when others are scrolled to.

The table keeps the keyboard, the editors, the selection and the screen reader: what lies over it is only
looked at, except for its heading, which sorts and is pulled wider like any other.
"""

from PySide6.QtCore import QItemSelection, QRect, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from partnermap.ui.tables.register_model import Index

FIRST = 0
"""The column that stays."""

_SHARE = 0.5
"""Of the table's width, the most that the column takes while others are scrolled to."""

_LOOK = "QTableView { border: 0; border-right: 1px solid palette(dark); }"
_LOOK_OF_HEADING = "QHeaderView::section { border-right: 1px solid palette(dark); }"


class FrozenColumn(QTableView):
    """Shows the rows of a table once more, but no more of them than the first column."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table.viewport())
        self._table = table
        self.heading = _FrozenHeading(table)
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(table)  # The current cell is marked here while the table has the keyboard.
        self.setAutoScroll(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(table.styleSheet() + _LOOK)
        self.setAlternatingRowColors(table.alternatingRowColors())
        self.setShowGrid(table.showGrid())
        self.setWordWrap(table.wordWrap())
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        for bar in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(table.verticalScrollMode())
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._follow()

    def _follow(self) -> None:
        table = self._table
        bar = table.verticalScrollBar()
        bar.valueChanged.connect(lambda value: self.verticalScrollBar().setValue(value))
        self.verticalScrollBar().rangeChanged.connect(
            lambda *_: self.verticalScrollBar().setValue(bar.value())
        )
        table.horizontalScrollBar().valueChanged.connect(lambda _: self.take_place())
        table.horizontalHeader().sectionResized.connect(
            lambda column, *_: self.take_place() if column == FIRST else None
        )
        table.horizontalHeader().geometriesChanged.connect(self.take_place)
        table.model().modelReset.connect(self.take_place)

    @property
    def reach(self) -> int:
        """Pixels of the table's left side that the column takes: all it wants, or half the table."""
        full = self._table.columnWidth(FIRST)
        least = min(full, round(_SHARE * self._table.viewport().width()))
        return max(least, full - self._table.horizontalOffset())

    @Slot()
    def take_place(self) -> None:
        """Lie over the left side of the table, as high and as far down as its rows are."""
        table, wide = self._table, self.reach
        rows = table.verticalHeader().defaultSectionSize()
        if self.verticalHeader().defaultSectionSize() != rows:
            self.verticalHeader().setDefaultSectionSize(rows)
        is_shown = wide > 0 and table.model().columnCount() > 1
        self.setVisible(is_shown)
        self.heading.setVisible(is_shown)
        if self.columnWidth(FIRST) != wide:
            self.setColumnWidth(FIRST, wide)
        self.setGeometry(0, 0, wide, table.viewport().height())
        self.heading.take_place(wide)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Show where the keyboard is; the table itself tells screen readers."""
        self.update(current)
        self.update(previous)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Show what is selected; the table itself tells screen readers."""
        self.viewport().update()


class _FrozenHeading(QHeaderView):
    """The heading of the first column, over that of the table; both sort and widen the same column."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._own = table.horizontalHeader()
        own = self._own
        self.setModel(table.model())
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorClearable(True)
        self.setSortIndicatorShown(True)
        self.setDefaultAlignment(own.defaultAlignment())
        self.setStyleSheet(_LOOK_OF_HEADING)
        self._show_order()
        own.sortIndicatorChanged.connect(lambda *_: self._show_order())
        self.sortIndicatorChanged.connect(self._sort)
        self.sectionResized.connect(self._on_resized)

    def _show_order(self) -> None:
        blocked = self.blockSignals(True)
        self.setSortIndicator(self._own.sortIndicatorSection(), self._own.sortIndicatorOrder())
        self.blockSignals(blocked)
        self.viewport().update()

    @Slot(int, Qt.SortOrder)
    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self._own.setSortIndicator(column, order)

    def _on_resized(self, column: int, _before: int, wide: int) -> None:
        if column == FIRST and wide != self.width():
            self._own.resizeSection(FIRST, wide)

    def take_place(self, wide: int) -> None:
        """Lie over the left side of the table's own heading."""
        own = self._own.geometry()
        self.setGeometry(QRect(own.left(), own.top(), wide, own.height()))
        if self.sectionSize(FIRST) != wide:
            self.resizeSection(FIRST, wide)
        self.raise_()
