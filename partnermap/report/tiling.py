"""Tiling: a poster cut into sheets that an office printer can print, to be glued together."""

import math
from dataclasses import dataclass

from partnermap.shell.words import counted

OVERLAP = 28.35
"""Ten millimetres that neighbouring sheets share, in points: the strip for the glue."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet: row and column from 1, and the part of the poster on it, in points."""

    row: int
    column: int
    left: float
    top: float
    width: float
    height: float

    @property
    def name(self) -> str:
        """`B3`: rows have letters, columns numbers."""
        return f"{chr(ord('A') + self.row - 1)}{self.column}"


@dataclass(frozen=True, slots=True)
class Tiling:
    """All sheets of a poster, row by row.

    Attributes:
        poster: width and height of the whole, in points.
        sheet: width and height of what one sheet shows.
        turned: whether the sheets stand upright.
    """

    poster: tuple[float, float]
    sheet: tuple[float, float]
    rows: int
    columns: int
    turned: bool

    @property
    def tiles(self) -> tuple[Tile, ...]:
        """The sheets; those of the last row and column may be partly empty."""
        across, down = self.sheet[0] - OVERLAP, self.sheet[1] - OVERLAP
        return tuple(
            Tile(row + 1, column + 1, column * across, row * down, *self.sheet)
            for row in range(self.rows)
            for column in range(self.columns)
        )

    @property
    def covered(self) -> tuple[float, float]:
        """Width and height of the largest poster that the same sheets hold, in points."""
        across, down = self.sheet[0] - OVERLAP, self.sheet[1] - OVERLAP
        return self.columns * across + OVERLAP, self.rows * down + OVERLAP

    @property
    def plan(self) -> tuple[str, ...]:
        """How to put the sheets together, in steps."""
        sheets = counted(len(self.tiles), "sheet")
        rows, columns = counted(self.rows, "row"), counted(self.columns, "column")
        return (
            f"Print {sheets} of A4 at 100%, without “fit to page”: {rows} of {columns}.",
            "Lay them out as in the picture: A1 at the top left, the letter is the row.",
            "On every sheet but the last of a row, put glue on the strip right of the dashed line.",
            "Lay the next sheet over the strip, up to the line; then glue the rows the same way, "
            "each over the strip at the foot of the one above.",
        )


def tiled(poster: tuple[float, float], sheet: tuple[float, float]) -> Tiling:
    """The fewest sheets that cover a poster, lying or upright.

    Args:
        poster: width and height, in points.
        sheet: width and height of what a lying sheet can show; an upright one shows height by width.
    """
    return min(
        (_covering(poster, sheet, turned=turned) for turned in (False, True)),
        key=lambda tiling: tiling.rows * tiling.columns,
    )


def _covering(poster: tuple[float, float], sheet: tuple[float, float], *, turned: bool) -> Tiling:
    width, height = (sheet[1], sheet[0]) if turned else sheet
    columns = max(1, math.ceil((poster[0] - OVERLAP) / (width - OVERLAP) - 1e-9))
    rows = max(1, math.ceil((poster[1] - OVERLAP) / (height - OVERLAP) - 1e-9))
    return Tiling(poster, (width, height), rows, columns, turned)
