"""Stacked bars: rows on one scale, at most four categories from faint to strong, totals written."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnermap.domain.record import About
from partnermap.scene.chart.drawing import MIDDLE, NOTHING, Drawing, first_rows, left_over, rectangle
from partnermap.scene.chart.look import MOST_CATEGORIES, Look, Shade, State
from partnermap.scene.chart.model import ChartScene, Twin

_LABELS = 0.34
_GAP = 1.5
_SPREAD = {0: (), 1: (2,), 2: (0, 2), 3: (0, 1, 2), 4: (0, 1, 2, 3)}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar: the index of its category, its size and the size in words."""

    category: int
    amount: float
    words: str
    about: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar; `words` is its total as written, `group` stands once beside rows that share it."""

    title: str
    pieces: tuple[Piece, ...]
    words: str
    about: tuple[About, ...] = ()
    group: str = ""

    @property
    def length(self) -> float:
        """Sum of what can be drawn: pieces above nought."""
        return sum(piece.amount for piece in self.pieces if piece.amount > 0)

    @property
    def name(self) -> str:
        """Group and title."""
        return f"{self.group}, {self.title}" if self.group and self.title else self.group or self.title


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Rows with their categories, from the least to the most pressing.

    Attributes:
        title: the finding.
        rows_are: what a row is, such as "When it ends": the heading of the table's first column.
        empty: the sentence that stands in place of a chart without rows.
        states: of the categories, where these are states that a chart over time shows too.
    """

    title: str
    categories: tuple[str, ...]
    rows: tuple[BarRow, ...]
    rows_are: str
    empty: str
    note: str = ""
    states: tuple[State, ...] = ()

    def __post_init__(self) -> None:
        if len(self.categories) > MOST_CATEGORIES:
            raise ValueError(f"at most {MOST_CATEGORIES} categories can be told apart")


def stacked_bars(chart: StackedBars, look: Look) -> ChartScene:
    """The bars on one scale, with a legend above when there are several categories."""
    drawing, twin = Drawing(look, chart.title), _twin(chart)
    if not chart.rows:
        drawing.paragraph(chart.empty)
        return drawing.done(chart.empty, twin)
    shades = _shades(chart, look)
    if len(chart.categories) > 1:
        drawing.legend([(chart.categories[number], shades[number]) for number in _used(chart.rows)])
    drawn = _Rows(drawing, chart, shades).draw()
    below = any(piece.amount < 0 for row in chart.rows for piece in row.pieces)
    notes = (
        left_over(drawn, len(chart.rows)),
        chart.note,
        "Amounts below nought stand in the table only." if below else "",
    )
    drawing.note(" ".join(filter(None, notes)))
    return drawing.done(f"Stacked bars. {chart.title}. {first_rows(twin.rows)}", twin)


def _shades(chart: StackedBars, look: Look) -> tuple[Shade, ...]:
    """One for each category, from faint to strong and as far apart as may be, unless they are states."""
    if chart.states:
        return tuple(look.palette.states[state] for state in chart.states)
    return tuple(look.palette.ordered[number] for number in _SPREAD[len(chart.categories)])


def _used(rows: Sequence[BarRow]) -> list[int]:
    return sorted({piece.category for row in rows for piece in row.pieces if piece.amount > 0})


def _twin(chart: StackedBars) -> Twin:
    """The categories that occur, and the totals."""
    several = len(chart.categories) > 1
    parts = sorted({one.category for row in chart.rows for one in row.pieces if several})
    rows = []
    for row in chart.rows:
        said = {piece.category: piece.words for piece in row.pieces}
        rows.append((row.name, *(said.get(number, NOTHING) for number in parts), row.words))
    headings = (chart.categories[number] for number in parts)
    return Twin((chart.rows_are, *headings, "Total"), tuple(rows))


class _Rows:
    """Draws the rows below each other until the sheet is full."""

    def __init__(self, drawing: Drawing, chart: StackedBars, shades: Sequence[Shade]) -> None:
        self._drawing, self._chart, self._shades = drawing, chart, shades
        pad, width = 0.8 * drawing.size, drawing.look.width
        self._title = 0.0
        if any(row.group for row in chart.rows):
            groups = [row.group for row in chart.rows]
            self._title = drawing.column(groups, _LABELS / 2, bold=True) + pad
        titles = [row.title for row in chart.rows]
        self._bars = self._title + drawing.column(titles, _LABELS - self._title / width) + pad
        self._totals = max(drawing.wide(row.words, bold=True) for row in chart.rows) + pad
        longest = max((row.length for row in chart.rows), default=0.0)
        room = max(width - self._bars - self._totals, 4 * drawing.size)
        self._scale = room / longest if longest > 0 else 0.0
        self._room = room

    def draw(self) -> int:
        """All rows that fit; returns how many."""
        before = None
        for number, row in enumerate(self._chart.rows):
            is_first = not row.group or row.group != before
            group = self._folded(row.group, self._title, bold=True) if is_first else ()
            titles = self._folded(row.title, self._bars - self._title)
            lines = max(len(group), len(titles), 1)
            height = max(self._drawing.bar, lines * self._drawing.row) + 5
            if number and self._drawing.is_full(height):
                return number
            if is_first and number:
                self._drawing.y += 0.4 * self._drawing.size if row.group else 0.0
            self._draw_row(row, group, titles, height - 5)
            self._drawing.y += height
            before = row.group
        return len(self._chart.rows)

    def _folded(self, words: str, room: float, *, bold: bool = False) -> tuple[str, ...]:
        room -= 0.8 * self._drawing.size
        return self._drawing.folded(words, room, bold=bold) if words else ()

    def _draw_row(self, row: BarRow, group: Sequence[str], titles: Sequence[str], high: float) -> None:
        drawing, top = self._drawing, self._drawing.y
        middle = top + high / 2
        for lines, x, bold in ((group, 0.0, True), (titles, self._title, False)):
            drawing.block(lines, x, middle - len(lines) * drawing.row / 2, bold=bold)
        x = self._bars
        for piece in row.pieces:
            if piece.amount > 0:
                x = self._draw_piece(row, piece, x, middle)
        name = f"{row.name}: {row.words}"
        total = drawing.mark(name, row.about or [one for piece in row.pieces for one in piece.about])
        baseline = middle + MIDDLE * drawing.size
        drawing.write(row.words, x + 0.4 * drawing.size, baseline, bold=True, mark=total)

    def _draw_piece(self, row: BarRow, piece: Piece, x: float, middle: float) -> float:
        drawing, half = self._drawing, self._drawing.bar / 2
        right = x + max(piece.amount * self._scale, 2 * _GAP)
        category = self._chart.categories[piece.category] if self._chart.categories else ""
        mark = drawing.mark(f"{row.name}, {category}: {piece.words}", piece.about)
        box = (x, middle - half, right - _GAP, middle + half)
        shade = self._shades[piece.category]
        drawing.shaded(rectangle(*box), shade, mark)
        if len(row.pieces) > 1:
            drawing.inside(piece.words, box, shade, mark)
        return right
