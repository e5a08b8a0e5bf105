"""Scene: everything a renderer needs, as arrays per pen and symbol class, in view coordinates.

View coordinates run from the top left corner, y downwards; on paper one unit is a point (1/72 inch),
on screen a logical pixel. Renderers (canvas, PDF, SVG) only paint: they decide nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


class Medium(StrEnum):
    """Where a scene will be shown; only the choice of labels and furniture may differ."""

    SCREEN = "screen"
    PAPER = "paper"


class Shape(StrEnum):
    """Outline of a symbol; shape and letter carry the sector, colour only repeats it."""

    CIRCLE = "circle"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    HEXAGON = "hexagon"
    PENTAGON = "pentagon"
    CROSS = "cross"
    INVERTED_TRIANGLE = "inverted triangle"


@dataclass(frozen=True, slots=True)
class View:
    """The window onto the layout.

    Attributes:
        width, height: of the drawing, in view units.
        zoom: 1 fits the whole layout into the drawing area.
        centre: the layout point in the middle, None the middle of the layout.
        font_size: of ordinary labels, in view units.
        selected: organisation ids drawn as selected.
    """

    width: float
    height: float
    medium: Medium = Medium.SCREEN
    zoom: float = 1.0
    centre: tuple[float, float] | None = None
    font_size: float = 11.0
    selected: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pen:
    """How one class of lines is drawn; `dash` is on, off, ... in view units, empty for solid."""

    key: str
    title: str
    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, eq=False)
class LineBatch:
    """All line segments of one pen: (k, 4) as x1, y1, x2, y2, and per segment its tie's index."""

    pen: Pen
    segments: Floats
    ties: Ints


@dataclass(frozen=True, eq=False)
class SymbolBatch:
    """All symbols of one look: centres (k, 2), radii (k,), organisation indexes (k,)."""

    key: str
    title: str
    shape: Shape
    letter: str
    fill: str
    ink: str
    outline: str
    centres: Floats
    radii: Floats
    organisations: Ints


@dataclass(frozen=True, eq=False)
class Hatch:
    """Organisations being reorganised on the date: centres (k, 2), radii (k,)."""

    colour: str
    centres: Floats
    radii: Floats
    organisations: Ints


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its box; x, y is the box's top left corner. `number` names the key entry instead."""

    organisation: int
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    size: float
    bold: bool
    align: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A name that found no room, under the number drawn instead."""

    number: int
    organisation: int
    name: str


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text that is not an organisation's name: title, legend words, notes."""

    role: str
    text: str
    x: float
    y: float
    size: float
    bold: bool
    colour: str


@dataclass(frozen=True, eq=False)
class LegendEntry:
    """One row of the legend, computed from what is drawn: a line, a symbol or a hatch with words."""

    title: str
    count: int
    x: float
    y: float
    pen: Pen | None = None
    symbol: SymbolBatch | None = None
    hatch: bool = False


@dataclass(frozen=True, slots=True)
class AdjacencyRow:
    """The text twin of a symbol: who it is, its sector, and its partners by name."""

    organisation: str
    sector: str
    partners: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Scene:
    """A finished drawing.

    Attributes:
        organisation_ids, tie_ids: what the indexes in the batches point at.
        positions: centre of every organisation, shape (n, 2), view units.
        badge: what a filter hides, such as "12 of 74 organisations hidden".
        alt: the alternative text, made from the data.
    """

    view: View
    background: str
    ink: str
    halo: str
    accent: str
    organisation_ids: tuple[str, ...]
    tie_ids: tuple[str, ...]
    positions: Floats
    lines: tuple[LineBatch, ...] = ()
    symbols: tuple[SymbolBatch, ...] = ()
    hatches: tuple[Hatch, ...] = ()
    labels: tuple[Label, ...] = ()
    key: tuple[KeyEntry, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    texts: tuple[TextMark, ...] = ()
    badge: str | None = None
    alt: str = ""
    adjacency: tuple[AdjacencyRow, ...] = ()
