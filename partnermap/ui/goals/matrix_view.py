"""GoalMatrixView: shared goals down, organisations across; blank cells are part of the picture."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from partnermap.analysis.profile.goals import GoalCell
from partnermap.analysis.profile.voices import Priority
from partnermap.scene.style import STYLES
from partnermap.shell.words import text
from partnermap.ui.goals.overview import GoalsOverview
from partnermap.ui.plain_words import tip
from partnermap.ui.tables.matrix_view import Upright
from partnermap.ui.tables.register_model import ROOT, Index
from partnermap.ui.tables.row_menu import menu_target
from partnermap.ui.theme import LIGHT, Theme

HOW_TO_READ = text(
    "■ owns it, □ helps to deliver it, dotted: nobody of its sector owns it. Letters are priorities as "
    "organisations say them: H high, M medium, L low, N none; no letter: not said; ≠: they differ. "
    "Arrow keys walk, Space makes the organisation an owner or takes it out, H M L N record its "
    "priority, Delete takes it back, Enter opens the record."
)

_LETTERS_ACROSS = 26
_MOST_OF_WINDOW = 0.25
"""Share of the window's height that upright names may take."""

_FEWEST_ROWS = 4
_AROUND = 20
"""Pixels of frame and scroll bar."""
_PADDING = 6
_PRIORITY_KEYS = {
    Qt.Key.Key_H: Priority.HIGH,
    Qt.Key.Key_M: Priority.MEDIUM,
    Qt.Key.Key_L: Priority.LOW,
    Qt.Key.Key_N: Priority.NONE,
}
_NO_PRIORITY_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class GoalMatrixModel(QAbstractTableModel):
    """Cells of an overview's matrix, of some of its organisations."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.overview: GoalsOverview | None = None
        self.bodies: tuple[str, ...] = ()
        self.theme: Theme = LIGHT

    def show_overview(self, overview: GoalsOverview | None, bodies: tuple[str, ...]) -> None:
        """Show other cells."""
        self.beginResetModel()
        self.overview, self.bodies = overview, bodies
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many goals there are."""
        return 0 if parent.isValid() or self.overview is None else len(self.overview.matrix.goals)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many organisations are shown."""
        return 0 if parent.isValid() else len(self.bodies)

    def key(self, index: Index) -> tuple[str, str] | None:
        """Ids of the goal and the organisation of a cell."""
        if self.overview is None or not index.isValid():
            return None
        return self.overview.matrix.goals[index.row()].id, self.bodies[index.column()]

    def cell(self, index: Index) -> GoalCell:
        """What the organisation has to do with the goal."""
        key = self.key(index)
        return self.overview.matrix.cell(*key) if self.overview is not None and key else GoalCell()

    def lacks_owner(self, index: Index) -> bool:
        """Whether nobody of the organisation's sector owns the goal."""
        if self.overview is None or not index.isValid():
            return False
        matrix = self.overview.matrix
        body = self.bodies[index.column()]
        return bool(matrix.group_without_owner(matrix.goals[index.row()], body))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Marks as text; for tooltips and screen readers the whole sentence."""
        if self.overview is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return mark_of(self.cell(index))
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            goal = self.overview.matrix.goals[index.row()]
            words = self.overview.cell_text(goal, self.bodies[index.column()])
            return tip(words) if role == Qt.ItemDataRole.ToolTipRole else words
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Goals, and organisations with the letter of their sector before them."""
        if self.overview is None or section < 0:
            return None
        if orientation is Qt.Orientation.Vertical:
            return self._goal_title(section, role)
        return self._body_title(section, role)

    def _goal_title(self, section: int, role: int) -> str | None:
        goals = self.overview.matrix.goals if self.overview is not None else ()
        if section >= len(goals):
            return None
        goal = goals[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"≠ {goal.name}" if goal.differs else goal.name
        differs = text(", priorities differ") if goal.differs else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{goal.name}{differs}")
        return f"{goal.name}{differs}" if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _body_title(self, section: int, role: int) -> str | None:
        if self.overview is None or section >= len(self.bodies):
            return None
        key = self.bodies[section]
        name, sector = self.overview.names[key], self.overview.roles[key]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{STYLES[self.theme.key].symbols[sector].letter}  {name}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{name}, {sector}")
        return f"{name}, {sector}" if role == Qt.ItemDataRole.AccessibleTextRole else None


def mark_of(cell: GoalCell) -> str:
    """`■ H`, `□`, `L`, or nothing."""
    square = "■" if cell.owns else "□" if cell.delivers else ""
    letter = cell.priority.letter if cell.priority is not None else "?" if cell.said is not None else ""
    return " ".join(part for part in (square, letter) if part)


class GoalMarks(QStyledItemDelegate):
    """Paints a cell: a full square, a frame or a dotted frame, and the letter of a priority."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The mark, and a frame round the cell under the keyboard."""
        model = index.model()
        if not isinstance(model, GoalMatrixModel):
            return
        theme, cell = model.theme, model.cell(index)
        box: QRect = option.rect
        painter.save()
        painter.fillRect(box, QColor(theme.panel))
        painter.setPen(QPen(QColor(theme.hairline), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.topRight(), box.bottomRight())
        _paint_square(painter, _inside(box), cell, theme, lacks_owner=model.lacks_owner(index))
        painter.setFont(option.font)
        painter.setPen(QColor(theme.on_accent if cell.owns else theme.ink))
        letter = mark_of(cell).lstrip("■□ ")
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)
        view = self.parent()
        if isinstance(view, QTableView) and view.currentIndex() == index:
            painter.setPen(QPen(QColor(theme.ink), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()


def _inside(box: QRect) -> QRect:
    side = round(min(box.width(), box.height()) * 0.74)
    found = QRect(0, 0, side, side)
    found.moveCenter(box.center())
    return found


def _paint_square(
    painter: QPainter, box: QRect, cell: GoalCell, theme: Theme, *, lacks_owner: bool
) -> None:
    if cell.owns:
        painter.fillRect(box, QColor(theme.accent))
    elif cell.delivers:
        painter.setPen(QPen(QColor(theme.accent), 2))
        painter.drawRect(box)
    elif lacks_owner:
        painter.setPen(QPen(QColor(theme.risk), 1, Qt.PenStyle.DotLine))
        painter.drawRect(box)


class BodyNames(Upright):
    """Upright names above the columns."""

    def sizeHint(self) -> QSize:
        """As high as most names are long, and never most of a small window."""
        metrics = self.fontMetrics()
        whole = _LETTERS_ACROSS * metrics.averageCharWidth() + 2 * _PADDING
        room = round(self.window().height() * _MOST_OF_WINDOW)
        return QSize(metrics.height(), max(min(whole, room), 5 * metrics.height()))


class GoalMatrixView(QTableView):
    """The matrix.

    Signals:
        cell_chosen: ids of the goal and the organisation under the keyboard.
        record_wanted: About of the first record behind a cell that was opened.
        records_wanted: tuple of About of all records behind a cell, and where on the screen (QPoint).
        owner_wanted: ids of a goal and of the organisation that is to own it, or no longer.
        priority_wanted: the same, and a Priority or None.
    """

    cell_chosen = Signal(str, str)
    record_wanted = Signal(object)
    records_wanted = Signal(object, object)
    owner_wanted = Signal(str, str)
    priority_wanted = Signal(str, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = GoalMatrixModel(self)
        self.setHorizontalHeader(BodyNames(self))
        self.setModel(self._model)
        self.setItemDelegate(GoalMarks(self))
        self.setAccessibleName(text("Shared goals down, organisations across"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setHighlightSections(False)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda _: self._open())
        self.refit()

    def refit(self) -> None:
        """Give rows and columns the size that words of another size need."""
        side = self.fontMetrics().height() + 8
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setFont(self.font())
            header.viewport().setFont(self.font())  # It paints with this one.
            header.setMinimumSectionSize(side)
            header.setDefaultSectionSize(side)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMaximumWidth(34 * self.fontMetrics().averageCharWidth())
        self.fit_height()

    def fit_height(self) -> None:
        """As high as its goals need; several rows of many."""
        side = self.verticalHeader().defaultSectionSize()
        around = self.horizontalHeader().sizeHint().height() + _AROUND
        rows = self._model.rowCount()
        self.setMinimumHeight(around + min(rows, _FEWEST_ROWS) * side)
        self.setMaximumHeight(around + max(rows, 1) * side)

    @property
    def bodies(self) -> tuple[str, ...]:
        """Ids of the organisations that are shown."""
        return self._model.bodies

    @property
    def chosen(self) -> tuple[str, str] | None:
        """Ids of the goal and the organisation under the keyboard."""
        return self._model.key(self.currentIndex())

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._model.theme = theme
        self.viewport().update()

    def show_overview(self, overview: GoalsOverview, bodies: tuple[str, ...]) -> None:
        """Show other cells; the keyboard stays where its goal and organisation still are."""
        key = self.chosen
        self._model.show_overview(overview, bodies)
        self.fit_height()
        if key is not None:
            self.blockSignals(True)  # Nobody has chosen another cell.
            self.go_to(*key)
            self.blockSignals(False)

    def go_to(self, goal_id: str, body: str | None) -> None:
        """Put the keyboard on a cell; without its organisation on the first one of the goal."""
        overview = self._model.overview
        goals = [goal.id for goal in overview.matrix.goals] if overview is not None else []
        if goal_id in goals and self.bodies:
            column = self.bodies.index(body) if body in self.bodies else 0
            self.setCurrentIndex(self._model.index(goals.index(goal_id), column))

    def _on_current(self) -> None:
        key = self.chosen
        if key is not None:
            self.cell_chosen.emit(*key)

    def _records(self) -> tuple[object, ...]:
        overview, key = self._model.overview, self.chosen
        return overview.records_of(*key) if overview is not None and key is not None else ()

    def _open(self) -> None:
        for record in self._records()[:1]:
            self.record_wanted.emit(record)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """All records behind a cell, by mouse or key."""
        index, at = menu_target(self, event)
        if index.isValid():
            self.setCurrentIndex(index)
            self.records_wanted.emit(self._records(), at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space owns, letters are priorities, Delete takes a priority back."""
        key, pressed = self.chosen, event.key()
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if key is None or not is_plain:
            super().keyPressEvent(event)
        elif pressed in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif pressed == Qt.Key.Key_Space:
            self.owner_wanted.emit(*key)
        elif pressed in _PRIORITY_KEYS:
            self.priority_wanted.emit(*key, _PRIORITY_KEYS[Qt.Key(pressed)])
        elif pressed in _NO_PRIORITY_KEYS:
            self.priority_wanted.emit(*key, None)
        else:
            super().keyPressEvent(event)
