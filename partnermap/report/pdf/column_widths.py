"""Widths of a table's columns, moved from those asked for to where the words need them."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import permutations

import numpy as np
import numpy.typing as npt
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from partnermap.report.pdf.glyphs import clean

GUTTER = 10.0
"""Room between the words of two columns, in points."""

_STEPS = (48.0, 24.0, 12.0, 6.0)
_MOST_MOVES = 30
_MOST_ROWS = 150
"""Rows looked at; of a longer table as many, spread over it."""

_SHORT_TITLE = 60.0
"""A column's title that is no wider stays on one line."""

_SLACK = 0.5
_OF_LOWER_CELLS = 0.3
"""What a line weighs that makes no row higher: few names and dates break where room is free."""

_TOGETHER = re.compile(r"\d{1,2} [A-Z][a-z]{2,8}(?= \d{4})|\S+")
"""What stays on one line where a column can be wide enough for it: a word, or a day with its month."""

Lines = npt.NDArray[np.int64]


class _Words:
    """The words of one column, which know how many lines they fill at a width."""

    def __init__(
        self, cells: Sequence[str], faces: tuple[ParagraphStyle, ParagraphStyle], gutter: float
    ) -> None:
        head, body = faces
        self._gutter = gutter + _SLACK
        self._space = _width(" ", body)
        self._cells = [[_width(word, head) for word in clean(cells[0]).split()]]
        self._cells += [[_width(word, body) for word in clean(cell).split()] for cell in cells[1:]]
        self._known: dict[float, Lines] = {}

    def lines(self, width: float) -> Lines:
        """Lines of every cell in a column of that width, shape (rows,)."""
        if width not in self._known:
            room = width - self._gutter
            self._known[width] = np.array([self._count(cell, room) for cell in self._cells])
        return self._known[width]

    def _count(self, words: Sequence[float], room: float) -> int:
        lines, used = 1, 0.0
        for word in words:
            if used and used + self._space + word > room:
                lines, used = lines + 1, word
            else:
                used += word + (self._space if used else 0.0)
        return lines


def _least(cells: Sequence[str], faces: tuple[ParagraphStyle, ParagraphStyle], gutter: float) -> float:
    """The width that breaks no word or day of the column, nor its title where that is short."""
    head, body = faces
    title = clean(cells[0])
    whole = _width(title, head)
    widths = [whole] if whole <= _SHORT_TITLE else [_width(word, head) for word in title.split()]
    words = {word for cell in cells[1:] for word in _TOGETHER.findall(clean(cell))}
    widths += [_width(word, body) for word in words]
    return max(widths, default=0.0) + gutter + _SLACK


@lru_cache(maxsize=65536)
def _width(word: str, face: ParagraphStyle) -> float:
    return stringWidth(word, face.fontName, face.fontSize)


def fitted(
    widths: Sequence[float],
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    faces: tuple[ParagraphStyle, ParagraphStyle],
) -> list[float]:
    """Widths of the same sum with which the rows are lowest; those asked for where none are lower.

    Args:
        widths: asked for, in points.
        head: words of the header row.
        rows: words of the others.
        faces: styles of header and rows.
    """
    gutters = [GUTTER] * (len(widths) - 1) + [0.0]
    looked_at = rows[:: max(1, len(rows) // _MOST_ROWS)]
    parts = zip(zip(head, *looked_at, strict=True), gutters, strict=True)
    words = [_Words(cells, faces, gutter) for cells, gutter in parts]
    share = sum(widths) / len(widths)
    whole = zip(zip(head, *rows, strict=True), gutters, widths, strict=True)
    # A word too long for its share breaks rather than squeeze the other columns.
    least = [min(_least(cells, faces, gap), max(share, asked)) for cells, gap, asked in whole]
    found = _with_least(list(widths), least)
    for room in _STEPS:
        for _ in range(_MOST_MOVES):
            moved = _moved(found, least, words, room)
            if moved is None:
                break
            found = moved
    return found


def _with_least(widths: list[float], least: Sequence[float]) -> list[float]:
    """Columns that were asked for narrower than their least take what they lack from those with most."""
    for taker, need in enumerate(least):
        while widths[taker] < need - 1e-6:
            spare = [width - least[place] for place, width in enumerate(widths)]
            giver = int(np.argmax(spare))
            if spare[giver] <= 1e-6:
                break
            given = min(need - widths[taker], spare[giver])
            widths[giver] -= given
            widths[taker] += given
    return widths


def _moved(
    widths: list[float], least: Sequence[float], words: Sequence[_Words], room: float
) -> list[float] | None:
    """The move of so much room from one column to another that saves most height; None if none does."""
    best, lowest = None, _height(widths, words)
    for giver, taker in permutations(range(len(widths)), 2):
        if widths[giver] - room < least[giver]:
            continue
        tried = widths.copy()
        tried[giver] -= room
        tried[taker] += room
        if (height := _height(tried, words)) < lowest:
            best, lowest = tried, height
    return best


def _height(widths: Sequence[float], words: Sequence[_Words]) -> float:
    """Lines of all rows, of each those of its highest cell; where that is equal, fewer lines in all."""
    cells = [column.lines(width) for column, width in zip(words, widths, strict=True)]
    return float(np.max(cells, axis=0).sum() + _OF_LOWER_CELLS * np.sum(cells))
