"""Set components apart: those with an earlier place stay, the rest go below or beside them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.layout.graph import Anchors
from partnermap.analysis.layout.layout import Floats, Ints

GAP = 0.7
ASPECT, ASPECT_BESIDE = 1.5, 2.5
"""How much wider than high all shall become where the loose ones go below the rest, and beside it."""

ISOLATE = (1.7, 0.45)
"""Most room that an organisation without partners takes."""

PAGE, MOST_STRETCHED = np.array([700.0, 350.0]), 1.9
"""A usual page for the map, in pixels, and how much wider than high a unit may be drawn on it."""

NAME = np.array([140.0, 26.0])
"""Pixels that a symbol takes with a name of two lines beside it."""

ASIDE = np.array([0.95, 0.5])
"""Where in its room somebody alone stands in columns beside the rest: the name has room on the left, as
the page ends on the right.
"""

LEAST_EXTENT = 1.5
ROUNDS = 4
"""The room of a name depends on how large the map is drawn, and that on the room of all names."""


@dataclass(frozen=True, eq=False)
class _Rows:
    """Loose components set in rows below what stays, or in columns to the right of it.

    Attributes:
        places: positions of each component.
        scale: pixels of one unit across and down when all is drawn on the usual page.
    """

    places: tuple[Floats, ...]
    scale: Floats

    @property
    def size(self) -> float:
        """How large everything is drawn."""
        return float(np.prod(self.scale))


def pack(n: int, parts: Sequence[Ints], placed: Sequence[Floats], anchors: Anchors) -> Floats:
    """One array (n, 2) of all components' positions, without overlap between components.

    The loose ones go where the whole is drawn larger: below the rest or beside it.

    Args:
        n: organisations in all.
        parts: node numbers of each component, largest first.
        placed: positions of each component on its own.
        anchors: earlier places; a component that has one stays where it is.
    """
    xy = np.zeros((n, 2))
    all_parts = list(zip(parts, placed, strict=True))
    staying = [part for part in all_parts if anchors.part(part[0]).any]
    loose = [part for part in all_parts if not anchors.part(part[0]).any]
    if not staying and loose and len(loose[0][0]) > 1:
        staying.append(loose.pop(0))
    for nodes, own in staying:
        xy[nodes] = own
    settled = np.concatenate([own for _, own in staying]) if staying else np.zeros((0, 2))
    for (nodes, _), own in zip(loose, set_apart([own for _, own in loose], settled), strict=True):
        xy[nodes] = own
    return xy


def set_apart(loose: Sequence[Floats], settled: Floats) -> tuple[Floats, ...]:
    """Places of components below what stays or beside it, wherever the whole is drawn larger.

    Args:
        loose: positions of each component, none of them placed yet.
        settled: what stays where it is, shape (k, 2).
    """
    if not loose:
        return ()
    ways = [_in_rows(loose, settled, beside) for beside in (False, True)]
    return max(ways, key=lambda way: way.size).places


def _in_rows(loose: Sequence[Floats], settled: Floats, beside: bool) -> _Rows:
    """The loose components, each name with as much room as it takes when all of it is drawn."""
    scale = _scale(settled)
    for _ in range(ROUNDS):
        # With nobody else on the map there is nothing that they could take room from.
        room = np.minimum(ISOLATE, NAME / scale) if len(settled) else np.array(ISOLATE)
        places = _filled(loose, settled, room, beside)
        scale = _scale(np.concatenate([*places, settled]))
    return _Rows(places, scale)


def _scale(xy: Floats) -> Floats:
    """Pixels of one unit across and down on the usual page."""
    extent = np.ptp(xy, axis=0) if len(xy) else np.zeros(2)
    scale = PAGE / np.maximum(extent, LEAST_EXTENT)
    return np.asarray(np.minimum(scale, scale[::-1] * MOST_STRETCHED))


def _filled(loose: Sequence[Floats], settled: Floats, room: Floats, beside: bool) -> tuple[Floats, ...]:
    """Row after row from left to right; beside the rest, column after column from the top."""
    turn = slice(None, None, -1 if beside else 1)
    aspect = 1 / ASPECT_BESIDE if beside else ASPECT
    room = room[turn]
    sizes = [_size(own[:, turn], room) for own in loose]
    left, right, top = _edges(sizes, settled[:, turn], room, aspect)
    across, down, deepest = left, top, 0.0
    places = []
    for own, size in zip(loose, sizes, strict=True):
        if across > left and across + size[0] > right:
            across, down, deepest = left, down + deepest, 0.0
        share = ASIDE if beside and len(own) == 1 else 0.5
        corner = np.array([across, down])[turn] + (size[turn] - np.ptp(own, axis=0)) * share
        places.append(own - own.min(axis=0) + corner)
        across += float(size[0])
        deepest = max(deepest, float(size[1]))
    return tuple(places)


def _edges(
    sizes: Sequence[Floats], settled: Floats, room: Floats, aspect: float
) -> tuple[float, float, float]:
    """Left edge, right edge and top of the rows."""
    area = sum(float(np.prod(size)) for size in sizes)
    if not len(settled):
        return 0.0, float(np.sqrt(area * aspect)), 0.0
    width = float(np.sqrt((area + np.prod(_size(settled, room))) * aspect))
    low, high = settled.min(axis=0), settled.max(axis=0)
    width = max(width, float(high[0] - low[0]))
    if all(size is room for size in sizes):
        width = _evened(width, float(room[0]), len(sizes))
    left = float(low[0] + high[0] - width) / 2
    return left, left + width, float(high[1]) + GAP


def _evened(length: float, step: float, count: int) -> float:
    """About that length, so that rows of so many places are equally long."""
    rows = max(round(count * step / length), 1)
    # A little more, so that rounding keeps nobody out of a row.
    return step * (math.ceil(count / rows) + 0.01)


def _size(own: Floats, room: Floats) -> Floats:
    """Width and height that a component takes, with the gap to the next; `room` for a name."""
    return room if len(own) == 1 else np.asarray(np.ptp(own, axis=0) + GAP)
