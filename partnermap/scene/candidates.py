"""Where a name may stand: boxes round its symbol, what each costs, and which are out of the question."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from partnermap.scene.crossings import foreign_lines, over_points
from partnermap.scene.fit import Box
from partnermap.scene.model import Floats, Ints
from partnermap.scene.text import ELLIPSIS

CLEAR = 1.0
"""Least distance between a name and any symbol, view units."""

GAP = 2.0
"""Least distance between two names."""

_CELL = 4.0
_BOXES_AT_ONCE = 512
_MOST_SAMPLES = 1000
"""Of one segment: far zoomed in, most of a line lies outside the window."""

_LINE_COST = 0.012
"""Cost of one view unit of line under a name; a change of side costs about 0.2."""

_MOST_OWN = 2.0
"""Lines of an organisation's own ties under its name come ever nearer to this cost."""

_FOREIGN_COST, _MORE_COST, _MOST_LINES = 3.0, 0.12, 8
"""Cost of a line of somebody else's tie through a name, of each more, and how many more count."""

_SHORTENED_COST = 10.0
"""A name cut off is the last choice, wherever the whole one would have to stand."""

_DIRECTIONS: tuple[tuple[float, float, float], ...] = (
    (1, 0, 0.0),
    (-1, 0, 0.15),
    (0, 1, 0.2),
    (0, -1, 0.25),
    (1, 1, 0.3),
    (1, -1, 0.3),
    (-1, 1, 0.4),
    (-1, -1, 0.4),
    (1, 0.5, 0.2),
    (1, -0.5, 0.2),
    (-1, 0.5, 0.35),
    (-1, -0.5, 0.35),
    (0.5, 1, 0.35),
    (-0.5, 1, 0.35),
    (0.5, -1, 0.4),
    (-0.5, -1, 0.4),
)
"""Which way a name lies from its symbol, across and down (1 is fully to that side), and its cost."""

_RING_COST = 0.5
_ASTRAY = 2.0
"""Cost of a place where a name could be taken for that of another symbol."""

_ASTRAY_IN_PRINT = 0.4
"""The same on paper, where a line leads from such a name to its symbol."""

_NUMBER_COST = 0.45
"""Numbers are small: they find room close by, and fewer places keep the exact choice quick."""
ALIGNS = ("left", "centre", "right")


@dataclass(frozen=True, slots=True)
class LabelText:
    """A name or a number as it would be written: lines and the size of their block."""

    organisation: int
    lines: tuple[str, ...]
    width: float
    height: float
    bold: bool
    number: bool = False
    cost: float = 0.0
    """Of writing the name so, where another form of it would do as well."""

    @property
    def is_shortened(self) -> bool:
        """Whether the name is cut off."""
        return self.lines[-1].endswith(ELLIPSIS)


@dataclass(frozen=True, eq=False)
class Candidates:
    """Possible boxes that leave symbols and the edge of the map alone.

    Attributes:
        texts: what could be written.
        text: row into `texts`, shape (c,).
        owner: organisation, shape (c,).
        boxes: left, top, right, bottom, shape (c, 4).
        costs: 0 is the best place, shape (c,).
        aligns: row into `ALIGNS`, shape (c,).
        plain: costs without the lines of others, but with those of its own ties, shape (c,).
    """

    texts: tuple[LabelText, ...]
    text: Ints
    owner: Ints
    boxes: Floats
    costs: Floats
    aligns: Ints
    plain: Floats

    def only(self, rows: npt.NDArray[np.intp]) -> "Candidates":
        """Some of them."""
        return Candidates(
            self.texts,
            self.text[rows],
            self.owner[rows],
            self.boxes[rows],
            self.costs[rows],
            self.aligns[rows],
            self.plain[rows],
        )


@dataclass(frozen=True, eq=False)
class Surroundings:
    """What names must respect: the map's box, symbols with their radii and the radius
    that names keep clear of (hatch and ring included), the drawn lines, and boxes of other words.

    Attributes:
        ends: both organisations of each segment's tie, shape (k, 2); none where lines of others through
            a name do not matter.
        corners: of all symbols, shape (c, 2).
    """

    area: Box
    positions: Floats
    radii: Floats
    reach: Floats
    segments: Floats
    words: Floats = field(default_factory=lambda: np.zeros((0, 4)))
    ends: Ints = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int32))
    corners: Floats = field(default_factory=lambda: np.zeros((0, 2)))


def candidates(texts: Sequence[LabelText], around: Surroundings, rings: Sequence[float]) -> Candidates:
    """Every allowed place of every text, at each of the given distances from its symbol."""
    text = np.repeat(np.arange(len(texts), dtype=np.int32), len(_DIRECTIONS) * len(rings))
    return permitted(texts, text, _boxes(texts, around, rings), around)


def permitted(
    texts: Sequence[LabelText], text: Ints, places: tuple[Floats, Floats, Ints], around: Surroundings
) -> Candidates:
    """Those of the places where a name may stand.

    Args:
        texts: what may be written.
        text: row of the text of each place, shape (c,).
        places: boxes (c, 4), base costs (c,) and alignments (c,).
        around: what must not be covered.
    """
    boxes, base, aligns = places
    owner = np.array([item.organisation for item in texts], dtype=np.int32)[text]
    allowed = _inside(boxes, around.area)
    # Each test asks only of the boxes that the one before it has left.
    allowed[allowed] = ~_over_symbols(boxes[allowed], around)
    allowed[allowed] = ~over_points(boxes[allowed], around.corners)
    for other in around.words:
        allowed &= ~overlaps(other, boxes)
    numbers = np.array([item.number for item in texts], dtype=np.bool_)
    allowed &= ~numbers[text] | (base < _NUMBER_COST)
    boxes, text, owner = boxes[allowed], text[allowed], owner[allowed]
    forms = np.array([item.cost + _SHORTENED_COST * item.is_shortened for item in texts])
    plain = base[allowed] + forms[text]
    costs = plain + _LINE_COST * line_under(boxes, around)
    if len(around.ends):
        astray = _ASTRAY_IN_PRINT * _is_astray(boxes, owner, around)
        lines = foreign_lines(boxes, owner, around.segments, around.ends)
        costs = costs + astray + cost_of_lines(lines)
        own = _LINE_COST * own_line_under(boxes, owner, around)
        plain = plain + astray + _MOST_OWN * own / (own + _MOST_OWN)
    return Candidates(tuple(texts), text, owner, boxes, costs, aligns[allowed], plain)


def cost_of_lines(lines: Ints) -> Floats:
    """What so many lines of other organisations' ties through a name cost: the first by far the most."""
    return np.where(lines > 0, _FOREIGN_COST + _MORE_COST * np.minimum(lines, _MOST_LINES), 0.0)


def cheapest(options: Candidates, most: int) -> npt.NDArray[np.intp]:
    """Rows of the best places of every organisation, at most so many for its name and for its number."""
    numbers = np.array([text.number for text in options.texts], dtype=np.bool_)[options.text]
    order = np.lexsort((options.costs, numbers, options.owner))
    group = options.owner[order].astype(np.int64) * 2 + numbers[order]
    starts = np.flatnonzero(np.r_[True, np.diff(group) != 0]) if len(order) else order
    rank = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
    return np.sort(order[rank < most])


def gaps_to_symbols(boxes: Floats, around: Surroundings) -> Floats:
    """Room between each box (c, 4) and each symbol, shape (c, n); below nought where they touch."""
    x, y = around.positions.T
    across = np.clip(x, boxes[:, :1], boxes[:, 2:3]) - x
    down = np.clip(y, boxes[:, 1:2], boxes[:, 3:4]) - y
    return np.asarray(np.hypot(across, down) - around.radii)


def joined(first: Candidates, second: Candidates, around: Surroundings) -> Candidates:
    """The places of both; those of the second cost more, most where another symbol is nearer."""
    astray = _is_astray(second.boxes, second.owner, around)
    later = second.costs + _RING_COST * 3 + _ASTRAY * astray
    return Candidates(
        first.texts + second.texts,
        np.concatenate([first.text, second.text + len(first.texts)]),
        np.concatenate([first.owner, second.owner]),
        np.concatenate([first.boxes, second.boxes]),
        np.concatenate([first.costs, later]),
        np.concatenate([first.aligns, second.aligns]),
        np.concatenate([first.plain, second.plain]),
    )


def _is_astray(boxes: Floats, owners: Ints, around: Surroundings) -> Floats:
    """1 where another symbol is nearer to a box than its own, else 0, shape (c,)."""
    astray = np.zeros(len(boxes))
    for start in range(0, len(boxes), _BOXES_AT_ONCE):
        part = slice(start, start + _BOXES_AT_ONCE)
        gaps = gaps_to_symbols(boxes[part], around)
        own = gaps[np.arange(len(gaps)), owners[part]]
        astray[part] = own > gaps.min(axis=1, initial=np.inf) + 1.0
    return astray


def _boxes(
    texts: Sequence[LabelText], around: Surroundings, rings: Sequence[float]
) -> tuple[Floats, Floats, Ints]:
    """Boxes (t * d, 4), base costs and alignments, direction by direction for each text."""
    rows = np.array([item.organisation for item in texts], dtype=np.int32)
    size = np.array([(item.width, item.height) for item in texts]).reshape(-1, 2)
    boxes, costs, aligns = [], [], []
    for ring, distance in enumerate(rings):
        for across, down, cost in _DIRECTIONS:
            reach = around.reach[rows] + CLEAR + distance
            diagonal = 0.72 if abs(across) == abs(down) else 1.0
            shift = np.column_stack([across * reach, down * reach]) * diagonal
            centre = around.positions[rows] + shift + np.array([across, down]) * size / 2
            boxes.append(np.hstack([centre - size / 2, centre + size / 2]))
            costs.append(np.full(len(rows), cost + ring * _RING_COST))
            aligns.append(np.full(len(rows), 1 - round(across), dtype=np.int32))
    return (
        np.stack(boxes, axis=1).reshape(-1, 4),
        np.stack(costs, axis=1).ravel(),
        np.stack(aligns, axis=1).ravel(),
    )


def _inside(boxes: Floats, area: Box) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.asarray(
        (boxes[:, 0] >= area.left)
        & (boxes[:, 1] >= area.top)
        & (boxes[:, 2] <= area.right)
        & (boxes[:, 3] <= area.bottom)
    )


def _over_symbols(boxes: Floats, around: Surroundings) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Whether each box touches any symbol, seen as a circle that reaches its corners halfway."""
    if not len(around.positions):
        return np.zeros(len(boxes), dtype=np.bool_)
    hit = np.zeros(len(boxes), dtype=np.bool_)
    by_x = np.argsort(around.positions[:, 0])
    xs, widest = around.positions[by_x, 0], float(around.reach.max())
    by_left = np.argsort(boxes[:, 0])
    for start in range(0, len(boxes), _BOXES_AT_ONCE):
        rows = by_left[start : start + _BOXES_AT_ONCE]
        part = boxes[rows]
        # Only symbols in the strip of these boxes can touch them.
        strip = (part[0, 0] - widest, part[:, 2].max() + widest)
        near = by_x[slice(*np.searchsorted(xs, strip).tolist())]
        x, y = around.positions[near].T
        across = np.clip(x, part[:, :1], part[:, 2:3]) - x
        down = np.clip(y, part[:, 1:2], part[:, 3:4]) - y
        hit[rows] = (across**2 + down**2 < around.reach[near] ** 2).any(axis=1)
    return hit


def line_under(boxes: Floats, around: Surroundings) -> Floats:
    """About how many view units of line lie under each box, counted on a grid, shape (c,)."""
    if not len(around.segments) or not len(boxes):
        return np.zeros(len(boxes))
    area = around.area
    columns, rows = int(area.width / _CELL) + 2, int(area.height / _CELL) + 2
    grid = np.zeros((rows + 1, columns + 1))
    points = _samples(around.segments)
    cell = ((points - (area.left, area.top)) / _CELL).astype(np.int64)
    inside = ((cell >= 0) & (cell < (columns, rows))).all(axis=1)
    np.add.at(grid, (cell[inside, 1] + 1, cell[inside, 0] + 1), _CELL)
    total = grid.cumsum(axis=0).cumsum(axis=1)
    corner = np.round((boxes - np.tile((area.left, area.top), 2)) / _CELL).astype(np.int64)
    left, top, right, bottom = np.clip(corner, 0, np.tile((columns, rows), 2)).T
    return np.asarray(total[bottom, right] - total[top, right] - total[bottom, left] + total[top, left])


def own_line_under(boxes: Floats, owners: Ints, around: Surroundings) -> Floats:
    """Length of the lines of its organisation's own ties under each box, in view units, shape (c,)."""
    found = np.zeros(len(boxes))
    for owner in np.unique(owners).tolist():
        rows = np.flatnonzero(owners == owner)
        lines = around.segments[(around.ends == owner).any(axis=1)]
        starts, along = lines[:, :2], lines[:, 2:] - lines[:, :2]
        steps = np.where(np.abs(along) < 1e-9, 1e-9, along)
        near = (boxes[rows][:, None, :2] - starts) / steps
        far = (boxes[rows][:, None, 2:] - starts) / steps
        begins = np.minimum(near, far).max(axis=2).clip(0.0, 1.0)
        ends = np.maximum(near, far).min(axis=2).clip(0.0, 1.0)
        inside = np.maximum(ends - begins, 0.0) * np.hypot(along[:, 0], along[:, 1])
        found[rows] = inside.sum(axis=1)
    return found


def _samples(segments: Floats) -> Floats:
    """Points about one cell apart along all segments, shape (k, 2)."""
    along = segments[:, 2:] - segments[:, :2]
    count = np.clip(np.hypot(along[:, 0], along[:, 1]) / _CELL, 1, _MOST_SAMPLES).astype(np.int64)
    row = np.repeat(np.arange(len(segments)), count)
    first = np.concatenate([[0], count.cumsum()[:-1]])
    share = (np.arange(len(row)) - first[row] + 0.5) / count[row]
    return np.asarray(segments[row, :2] + share[:, None] * along[row])


def overlaps(box: Floats, others: Floats) -> npt.NDArray[np.bool_]:
    """Whether a box (4,), or each of several (c, 1, 4), comes nearer than `GAP` to the others (k, 4)."""
    return np.asarray(
        (box[..., 0] < others[:, 2] + GAP)
        & (others[:, 0] < box[..., 2] + GAP)
        & (box[..., 1] < others[:, 3] + GAP / 2)
        & (others[:, 1] < box[..., 3] + GAP / 2)
    )
