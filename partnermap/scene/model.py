"""Scene: everything a renderer needs, as arrays per pen and symbol class, in view coordinates.

View coordinates run from the top left corner, y downwards; on paper one unit is a point (1/72 inch),
on screen a logical pixel. Renderers (canvas, PDF, SVG) only paint: they decide nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]

ASCENT = 0.93
"""From the top of a line of text to its baseline, in font sizes."""

LEADING = 1.16
"""From one baseline to the next, in font sizes."""


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
        enlarged: how many times larger than it was composed: what renderers draw in widths of their own
            grows with it.
    """

    width: float
    height: float
    medium: Medium = Medium.SCREEN
    zoom: float = 1.0
    centre: tuple[float, float] | None = None
    font_size: float = 11.0
    selected: frozenset[str] = frozenset()
    enlarged: float = 1.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How layout units become view units: view = scale * layout + shift, for each axis."""

    scale_x: float
    scale_y: float
    shift_x: float
    shift_y: float

    def to_view(self, xy: Floats) -> Floats:
        """Layout positions, shape (k, 2), in view units."""
        return np.asarray(xy * (self.scale_x, self.scale_y) + (self.shift_x, self.shift_y))

    def to_layout(self, xy: Floats) -> Floats:
        """View positions, shape (k, 2), in layout units: where a dragged symbol was put."""
        return np.asarray((xy - (self.shift_x, self.shift_y)) / (self.scale_x, self.scale_y))


@dataclass(frozen=True, slots=True)
class Pen:
    """How one class of lines is drawn.

    Attributes:
        dash: on, off, ... in view units, empty for solid.
        letter: stands on the line where there is room, and in the legend.
        broken: the line is open in its middle, between two bars: the tie will end.
    """

    key: str
    title: str
    colour: str
    width: float
    dash: tuple[float, ...] = ()
    letter: str = ""
    broken: bool = False


@dataclass(frozen=True, eq=False)
class LineBatch:
    """All line segments of one pen: (k, 4) as x1, y1, x2, y2, and per segment its tie's index.

    The segments of one curved tie stand together, each beginning where the last one ended, but for the
    gap of a broken one. `kind` is the pen that the legend shows for them, None where it shows none.
    `merged` are ties of this pen that the line of another tie of their pair stands for.
    """

    pen: Pen
    segments: Floats
    ties: Ints
    kind: Pen | None = None
    merged: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int32))

    def paths(self) -> Iterator[tuple[int, Floats]]:
        """Ties' indexes and connected points (k, 2): draw them as one line, so that dashes run on."""
        if not len(self.ties):
            return
        torn = np.any(self.segments[1:, :2] != self.segments[:-1, 2:], axis=1)
        starts = np.flatnonzero(np.r_[True, (np.diff(self.ties) != 0) | torn])
        for start, rows in zip(starts, np.split(self.segments, starts[1:]), strict=True):
            yield int(self.ties[start]), np.vstack([rows[:1, :2], rows[:, 2:]])


@dataclass(frozen=True, eq=False)
class Curves:
    """Every tie as a quadratic curve: starts, bends and finishes (m, 2), the share of it that is drawn
    (m,), and whether it has a direction (m,).
    """

    starts: Floats
    bends: Floats
    finishes: Floats
    shares: Floats
    directed: npt.NDArray[np.bool_]

    def at(self, share: Floats, rows: Ints) -> Floats:
        """Points of some curves at shares (0 to 1) of their way, shape (k, 2)."""
        rest = (1.0 - share)[:, None]
        part = share[:, None]
        return np.asarray(
            rest**2 * self.starts[rows]
            + 2 * rest * part * self.bends[rows]
            + part**2 * self.finishes[rows]
        )

    def only(self, rows: Ints) -> "Curves":
        """Some of them."""
        parts = (self.starts, self.bends, self.finishes)
        starts, bends, finishes = (part[rows] for part in parts)
        return Curves(starts, bends, finishes, self.shares[rows], self.directed[rows])


@dataclass(frozen=True, slots=True)
class TieLetter:
    """The letter of a tie's kind on its line, centred on x, y."""

    tie: int
    letter: str
    x: float
    y: float
    size: float
    colour: str

    @property
    def baseline(self) -> float:
        """Where its text stands, as y."""
        return self.y + 0.36 * self.size

    @property
    def half_width(self) -> float:
        """Half of what it covers of the line."""
        return self.size * (0.56 + 0.3 * (len(self.letter) - 1))


@dataclass(frozen=True, eq=False)
class ArrowBatch:
    """Filled arrowheads of directed ties in one colour: corners (k, 3, 2), tie indexes (k,)."""

    colour: str
    corners: Floats
    ties: Ints


@dataclass(frozen=True, eq=False)
class SymbolBatch:
    """All symbols of one look: centres (k, 2), radii (k,), organisation indexes (k,).

    A stacked symbol stands for several organisations: it is drawn with copies of itself behind it.
    """

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
    stacked: bool = False

    @property
    def shifts(self) -> tuple[float, ...]:
        """How far right and up each copy is drawn, in radii, the hindmost first."""
        return (0.5, 0.25, 0.0) if self.stacked else (0.0,)


@dataclass(frozen=True, eq=False)
class Hatch:
    """Organisations being reorganised on the date: centres (k, 2), radii (k,); `ground` lies below.

    The denser the lines, `gap` view units apart, the more the reorganisation weighs.
    """

    colour: str
    centres: Floats
    radii: Floats
    organisations: Ints
    ground: str
    gap: float = 4.5
    title: str = "Being reorganised"


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its box; x, y is the box's top left corner, `align` is left, centre or right.

    Where `number` is set the line is that number, and the full name stands in the key. `leader` is a
    line from the box to the symbol (x1, y1, x2, y2) for a name that could be taken for another's.
    """

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
    leader: tuple[float, float, float, float] | None = None

    @property
    def baselines(self) -> tuple[float, ...]:
        """Baseline of each line, as y."""
        return tuple(self.y + self.size * (ASCENT + i * LEADING) for i in range(len(self.lines)))

    @property
    def anchor(self) -> float:
        """Where each line begins, has its middle or ends, as `align` says, as x."""
        return self.x + self.width * {"left": 0.0, "centre": 0.5, "right": 1.0}[self.align]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A name that found no room, under the number drawn instead.

    `lines` is the name as wrapped on the page, the first baseline at y, the number to its left at x.
    """

    number: int
    organisation: int
    name: str
    lines: tuple[str, ...] = ()
    x: float = 0.0
    y: float = 0.0
    text_x: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of text that is not an organisation's name; x, y is where its baseline begins.

    `role` is title, subtitle, badge, note, heading or guide.
    """

    role: str
    text: str
    x: float
    y: float
    size: float
    bold: bool
    colour: str


@dataclass(frozen=True, eq=False)
class LegendEntry:
    """One row of the legend, computed from what is drawn: a line, a symbol or a hatch with words.

    On paper the sample fills `sample_width` from x, its middle at y; the words begin at `text_x` on the
    baseline y + 0.35 size. On screen rows have no place: the panel beside the map shows them.
    """

    title: str
    count: int
    x: float
    y: float
    pen: Pen | None = None
    symbol: SymbolBatch | None = None
    hatch: bool = False
    gap: float = 4.5
    sample_width: float = 0.0
    text_x: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Ring:
    """The mark round a selected organisation."""

    organisation: int
    x: float
    y: float
    radius: float


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
        radii: of every symbol, shape (n,), view units.
        font: family of every text, one of the bundled ones.
        frame: layout units to view units.
        badge: what a filter hides, such as "12 of 74 organisations hidden".
        alt: the alternative text, made from the data.
        guides: lines (k, 2) below everything that say what a place on the map means, as lanes do.
        area: left, top, right and bottom of what the map itself may fill.
        ways, pens: of every tie, fanned out, for when one comes nearer than the drawing.
        leads: for every tie the index of the one whose line stands for it, mostly itself, shape (m,).
    """

    view: View
    background: str
    ink: str
    halo: str
    accent: str
    organisation_ids: tuple[str, ...]
    tie_ids: tuple[str, ...]
    positions: Floats
    radii: Floats
    font: str
    frame: Frame
    lines: tuple[LineBatch, ...] = ()
    letters: tuple[TieLetter, ...] = ()
    symbols: tuple[SymbolBatch, ...] = ()
    arrows: tuple[ArrowBatch, ...] = ()
    hatches: tuple[Hatch, ...] = ()
    rings: tuple[Ring, ...] = ()
    labels: tuple[Label, ...] = ()
    key: tuple[KeyEntry, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    texts: tuple[TextMark, ...] = ()
    badge: str | None = None
    alt: str = ""
    adjacency: tuple[AdjacencyRow, ...] = ()
    guides: tuple[Floats, ...] = ()
    guide_pen: Pen | None = None
    area: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    ways: Curves | None = None
    pens: tuple[Pen, ...] = ()
    leads: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
