"""A table of figures as data: titles, cells and where each row and cell leads; no Qt."""

from dataclasses import dataclass

from partnermap.domain.record import About


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its title, and whether its cells stand to the right.

    `widest` bounds its width, in letters; 0 for the bound of all columns.
    """

    title: str
    right: bool = False
    widest: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: its words, what it is ordered by, and the organisation that it names.

    `at_risk` marks words that the reader should not miss; the words say so themselves.
    """

    words: str
    order: float | None = None
    organisation_id: str | None = None
    at_risk: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One row, and the records that it comes from, the first of which it leads to."""

    cells: tuple[Figure, ...]
    sources: tuple[About, ...] = ()
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Headings and rows; `name` is what a screen reader calls it."""

    name: str
    headings: tuple[Heading, ...]
    rows: tuple[FigureRow, ...]
