"""ChartScene: everything a painter needs of a chart, in view coordinates from the top left corner."""

from dataclasses import dataclass

from partnermap.domain.record import About
from partnermap.scene.model import ASCENT
from partnermap.scene.text import text_width

Points = tuple[tuple[float, float], ...]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

NO_MARK = -1
_DESCENT = 0.22
_NEAR = 5.0


SHARE_BEFORE = {"left": 0.0, "centre": 0.5, "right": 1.0}
"""How much of words stands left of their x, by how they are aligned."""


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon; `fill` or `outline` may be left out. `mark` is what it belongs to."""

    points: Points
    fill: str | None
    outline: str | None = None
    outline_width: float = 1.0
    dash: tuple[float, ...] = ()
    mark: int = NO_MARK


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; `dash` is on, off, ... in view units, empty for solid."""

    points: Points
    colour: str
    width: float
    dash: tuple[float, ...] = ()
    mark: int = NO_MARK


@dataclass(frozen=True, slots=True)
class Writing:
    """One line of words whose baseline begins, has its middle or ends at x, as `align` says."""

    words: str
    x: float
    y: float
    size: float
    colour: str
    font: str
    bold: bool = False
    align: str = "left"
    mark: int = NO_MARK

    @property
    def width(self) -> float:
        """Measured in the bundled font."""
        return text_width(self.words, self.size, self.font, self.bold)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.x - SHARE_BEFORE[self.align] * self.width

    @property
    def box(self) -> Box:
        """What the letters fill."""
        top = self.y - (ASCENT - _DESCENT) * self.size
        return self.left, top, self.left + self.width, self.y + _DESCENT * self.size


@dataclass(frozen=True, slots=True)
class Mark:
    """What a reader can point at: its words, the records it came from, and its box."""

    name: str
    about: tuple[About, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Twin:
    """The chart as a table: the first column names each row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChartScene:
    """A finished chart; paint areas and strokes in the order of `shapes`, then the words.

    Attributes:
        title: the finding, also written at the top where the look is headed.
        marks: in reading order; the indexes in shapes and words point at them.
        alt: the alternative text, made from the data.
        twin: all figures as a table, also those that found no room.
    """

    width: float
    height: float
    background: str
    font: str
    title: str
    shapes: tuple[Area | Stroke, ...]
    words: tuple[Writing, ...]
    marks: tuple[Mark, ...]
    alt: str
    twin: Twin

    def mark_at(self, x: float, y: float) -> int | None:
        """The topmost mark at a point: inside its shape or words, else the nearest close by."""
        for shape in reversed(self.shapes):
            if shape.mark != NO_MARK and isinstance(shape, Area) and _inside(shape.points, x, y):
                return shape.mark
        near = [(_gap(mark.box, x, y), number) for number, mark in enumerate(self.marks)]
        gap, number = min(near, default=(_NEAR + 1, 0))
        return number if gap <= _NEAR else None


def _inside(points: Points, x: float, y: float) -> bool:
    """Even-odd rule."""
    found = False
    for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            found = not found
    return found


def _gap(box: Box, x: float, y: float) -> float:
    left, top, right, bottom = box
    across, down = max(left - x, x - right, 0.0), max(top - y, y - bottom, 0.0)
    return max(across, down) if across or down else _NEAR / 2
