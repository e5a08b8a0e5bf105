"""Paints the cells of the matrix that are in view, all in one go: there are thousands of them."""

from dataclasses import dataclass

from PySide6.QtCore import QLine, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from partnermap.scene.change_marks import LOSSES, change_sign
from partnermap.scene.matrix import Cell, Matrix, Pair
from partnermap.scene.then_and_now import Change
from partnermap.ui.theme import Theme

SIZES = (0.42, 0.58, 0.74, 0.9)
"""Side of a mark over the side of its cell, by step."""

SHADES = (0.7, 0.8, 0.9, 1.0)
"""Share of the accent in a mark's colour, by step; the faintest still stands out 3 to 1."""


FRAMES = (0.6, 1.2, 1.9, 2.7)
"""Pixels of the frame round the sign of a change, by step."""


@dataclass(frozen=True, slots=True)
class CellsInView:
    """Which rows and columns are painted, and where: pixels of the widget."""

    rows: range
    columns: range
    left: int
    top: int
    side: int

    def box(self, row: int, column: int) -> QRect:
        """Where a cell is."""
        return QRect(self.x(column), self.y(row), self.side, self.side)

    def x(self, column: int) -> int:
        """Left side of a column."""
        return self.left + (column - self.columns.start) * self.side

    def y(self, row: int) -> int:
        """Upper side of a row."""
        return self.top + (row - self.rows.start) * self.side

    @property
    def whole(self) -> QRect:
        """Round all of them."""
        return QRect(self.left, self.top, len(self.columns) * self.side, len(self.rows) * self.side)


def paint_matrix(
    painter: QPainter,
    matrix: Matrix,
    view: CellsInView,
    theme: Theme,
    lit: int | None,
    current: Pair | None,
) -> None:
    """A square by strength, an outline and a stroke where it is at risk, lines between sectors.

    Of two pictures a square is a quiet one where nothing changes, else a frame with the sign of the
    change.

    Args:
        painter: of the widget.
        matrix: what is shown.
        view: which part of it.
        theme: its colours.
        lit: the row and column of the selected organisation.
        current: the cell under the keyboard.
    """
    painter.fillRect(view.whole, QColor(theme.panel))
    _paint_lit(painter, view, theme, lit)
    _paint_lines(painter, matrix, view, theme)
    for row in view.rows:
        if row in view.columns:
            painter.fillRect(view.box(row, row), QColor(theme.hairline))
        for column in view.columns:
            cell = matrix.cells.get((row, column))
            if cell is not None:
                _paint_mark(painter, view.box(row, column), cell, theme)
    if current is not None and current[0] in view.rows and current[1] in view.columns:
        painter.setPen(QPen(QColor(theme.ink), 2))
        painter.drawRect(view.box(*current).adjusted(1, 1, -1, -1))


def _paint_lit(painter: QPainter, view: CellsInView, theme: Theme, lit: int | None) -> None:
    if lit is None:
        return
    whole, soft = view.whole, QColor(theme.accent_soft)
    if lit in view.rows:
        painter.fillRect(whole.left(), view.y(lit), whole.width(), view.side, soft)
    if lit in view.columns:
        painter.fillRect(view.x(lit), whole.top(), view.side, whole.height(), soft)


def _paint_lines(painter: QPainter, matrix: Matrix, view: CellsInView, theme: Theme) -> None:
    starts = frozenset(matrix.starts.values()) - {0}
    whole = view.whole
    left, top, right, bottom = whole.left(), whole.top(), whole.right(), whole.bottom()
    hairlines = [
        *(QLine(left, y, right, y) for y in (view.y(row + 1) - 1 for row in view.rows)),
        *(QLine(x, top, x, bottom) for x in (view.x(column + 1) - 1 for column in view.columns)),
    ]
    between = [
        *(QLine(left, view.y(row), right, view.y(row)) for row in view.rows if row in starts),
        *(QLine(view.x(item), top, view.x(item), bottom) for item in view.columns if item in starts),
    ]
    for lines, colour in ((hairlines, theme.hairline), (between, theme.control)):
        painter.setPen(QPen(QColor(colour), 1))
        painter.drawLines(lines)


def _paint_mark(painter: QPainter, rect: QRect, cell: Cell, theme: Theme) -> None:
    if cell.change not in (None, Change.KEPT):
        _paint_change(painter, rect, cell, theme)
        return
    box = _centred(rect, SIZES[cell.step - 1])
    ink = theme.accent if cell.change is None else theme.control
    painter.fillRect(box, mixed(ink, theme.panel, SHADES[cell.step - 1]))
    if cell.at_risk:
        painter.setPen(QPen(QColor(theme.risk), 2))
        painter.drawRect(box)
        painter.drawLine(box.bottomLeft(), box.topRight())


def _centred(rect: QRect, share: float) -> QRect:
    """A square in the middle of a cell, its side a share of the cell's."""
    side = round(rect.width() * share)
    box = QRect(0, 0, side, side)
    box.moveCenter(rect.center())
    return box


def _paint_change(painter: QPainter, rect: QRect, cell: Cell, theme: Theme) -> None:
    """The sign of what became of the links, in a frame that is thicker the stronger they are."""
    change = cell.change or Change.KEPT
    is_loss = change in LOSSES
    ink = QColor(theme.risk if is_loss else theme.accent)
    dash = Qt.PenStyle.DotLine if is_loss else Qt.PenStyle.SolidLine
    painter.setPen(QPen(ink, FRAMES[cell.step - 1], dash))
    painter.drawRect(_centred(rect, SIZES[-1]))
    font = painter.font()
    font.setPixelSize(max(rect.height() * 4 // 5, 9))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, change_sign(change))


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
