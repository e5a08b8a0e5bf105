"""Tagged tables: header cells with their scope, headers repeated on every page as furniture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Table, TableStyle
from reportlab.platypus.tables import TableRenderCB

from partnermap.report.pdf import styles
from partnermap.report.pdf.column_widths import GUTTER, fitted
from partnermap.report.pdf.flowables import Text
from partnermap.report.pdf.fonts import REGULAR
from partnermap.report.pdf.glyphs import clean
from partnermap.report.pdf.tagging import Node, TagCanvas


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the width asked for in points, and whether figures stand right."""

    title: str
    width: float
    right: bool = False


class Cell(Text):
    """The words of one cell, which knows its row (0 the header) and column."""

    row = 0
    column = 0

    def hand_on(self, part: Text, *, begins: bool) -> None:
        """Row and column too."""
        super().hand_on(part, begins=begins)
        if isinstance(part, Cell):
            part.row, part.column = self.row, self.column


class WordTable(Table):
    """A table that knows how much room its beginning needs.

    Attributes:
        opening: height of the header and the first row, in points.
        rows: how many there are, with the header.
    """

    opening = 0.0
    rows = 0


_OPENING_ROWS = 1
_TALLER_THAN_A_PAGE = 1800
"""Characters in one cell."""

_OPENS_FURNITURE = frozenset({"startBG", "startLines"})
_CLOSES = frozenset({"endBG", "endLines", "endCell"})


class _Tagger:
    """Told by ReportLab what it is about to draw; one serves all parts of a table over pages."""

    def __init__(self, summary: str) -> None:
        self._summary = summary
        self._rows: dict[int, Node] = {}
        self._cells: dict[tuple[int, int], Node] = {}
        self._head: Node | None = None
        self._body: Node | None = None

    def __call__(self, part: Table, event: str, *details: object) -> None:
        """Open and close what belongs to the event; a cell's carries its content third."""
        canvas = cast(TagCanvas, part.canv)
        if event in _OPENS_FURNITURE:
            canvas.artifact()
        elif event in _CLOSES:
            canvas.end()
        elif event == "startCell":
            self._begin_cell(canvas, details[2])

    def _begin_cell(self, canvas: TagCanvas, value: object) -> None:
        cell = value[0] if isinstance(value, list | tuple) and value else value
        if not isinstance(cell, Cell) or self._is_repeated(cell):
            canvas.artifact("Pagination")
        else:
            canvas.begin(self._element(canvas, cell))

    def _is_repeated(self, cell: Cell) -> bool:
        return cell.row == 0 and (0, cell.column) in self._cells

    def _element(self, canvas: TagCanvas, cell: Cell) -> Node:
        at = (cell.row, cell.column)
        if at not in self._cells:
            self._cells[at] = self._new_cell(self._row(canvas, cell.row), cell)
        return self._cells[at]

    def _row(self, canvas: TagCanvas, number: int) -> Node:
        if self._head is None or self._body is None:
            whole = canvas.section.add("Table", attributes={"Table": {"Summary": self._summary}})
            self._head, self._body = whole.add("THead"), whole.add("TBody")
        if number not in self._rows:
            self._rows[number] = (self._body if number else self._head).add("TR")
        return self._rows[number]

    @staticmethod
    def _new_cell(row: Node, cell: Cell) -> Node:
        if cell.row and cell.column:
            return row.add("TD")
        scope = "Row" if cell.row else "Column"
        return row.add("TH", attributes={"Table": {"Scope": scope}})


def table(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    summary: str,
    *,
    total: bool = False,
    style: ParagraphStyle = styles.TABLE,
    padding: float = 3.5,
) -> WordTable:
    """A table of words with one header row; the first column names each row.

    Columns are as wide as asked for, or as their words need where that makes the rows lower. A long
    table breaks between rows and repeats its header; only one with a row that may be taller than a
    page may break inside rows. With `total` the last row stands out as a sum; `padding` is the room
    above and below the words of a row, in points.
    """
    bold = styles.bold(style)
    asked, titles = [column.width for column in columns], [column.title for column in columns]
    data = [[_cell(column.title, 0, j, column, bold) for j, column in enumerate(columns)]]
    for i, row in enumerate(rows, 1):
        face = bold if total and i == len(rows) else style
        data.append([_cell(text, i, j, columns[j], face) for j, text in enumerate(row)])
    widths = fitted(asked, titles, rows, (bold, style))
    made = WordTable(
        data,
        colWidths=widths,
        repeatRows=1,
        splitInRow=int(any(len(text) > _TALLER_THAN_A_PAGE for row in rows for text in row)),
        style=_rules(total, padding),
        hAlign="LEFT",
        spaceBefore=4,
        spaceAfter=2 * padding,
        renderCB=cast(TableRenderCB, _Tagger(clean(summary))),
    )
    made.rows = len(data)
    made.opening = sum(_height(row, widths, padding) for row in data[: 1 + _OPENING_ROWS])
    return made


def _height(row: Sequence[Cell], widths: Sequence[float], padding: float) -> float:
    """Of the highest cell of a row; the last column has no gutter."""
    last = len(widths) - 1
    rooms = [width - (GUTTER if place < last else 0.0) for place, width in enumerate(widths)]
    return 2 * padding + max(cell.wrap(room, 1e6)[1] for cell, room in zip(row, rooms, strict=True))


def _cell(text: str, row: int, column: int, place: Column, style: ParagraphStyle) -> Cell:
    made = Cell(escape(clean(text)), styles.right(style) if place.right else style)
    made.row, made.column = row, column
    return made


def _rules(total: bool, padding: float) -> TableStyle:
    return TableStyle(
        [
            ("FONT", (0, 0), (-1, -1), REGULAR, styles.TABLE.fontSize),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), GUTTER),
            ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), padding),
            ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
            ("LINEBELOW", (0, 0), (-1, 0), 0.9, HexColor(styles.INK)),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(styles.RULE)),
            *([("LINEABOVE", (0, -1), (-1, -1), 0.9, HexColor(styles.INK))] if total else []),
        ]
    )
