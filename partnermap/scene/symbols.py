"""Outlines of symbols, their letters and the hatch, as points: every renderer draws the same ones."""

import math

import numpy as np

from partnermap.scene.model import Floats, Shape

_CROSS_ARM = 0.52
_CROSS_REACH = 1.08
HATCH_REACH = 1.45
"""Radius of the hatch against that of the symbol on it, plus `HATCH_MARGIN`."""

HATCH_MARGIN = 3.0
HATCH_WIDTH, OUTLINE_WIDTH, RING_WIDTH, HALO_WIDTH, LEADER_WIDTH = 0.8, 0.9, 2.0, 2.4, 0.5
"""Widths of lines in files, in points; a window has its own for its pixels."""

LEAST_LETTER = 7.0
"""Points; a letter that would be smaller is left out, its shape stays."""

HATCH_GAP = 4.5
"""Between the lines of an ordinary hatch."""


def _regular(corners: int, first: float, size: float) -> Floats:
    angles = math.radians(first) + np.arange(corners) * 2 * math.pi / corners
    return np.column_stack([np.cos(angles), np.sin(angles)]) * size


def _cross() -> Floats:
    near, far = _CROSS_ARM, _CROSS_REACH
    quarter = np.array([[near, -far], [near, -near], [far, -near]])
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    turns = [np.linalg.matrix_power(turn, count) for count in range(4)]
    return np.vstack([quarter @ step.T for step in turns])


_OUTLINES: dict[Shape, Floats] = {
    Shape.CIRCLE: _regular(40, 0, 1.0),
    Shape.SQUARE: _regular(4, 45, 1.24),
    Shape.DIAMOND: _regular(4, 90, 1.32),
    Shape.TRIANGLE: _regular(3, -90, 1.42),
    Shape.INVERTED_TRIANGLE: _regular(3, 90, 1.42),
    Shape.HEXAGON: _regular(6, 0, 1.12),
    Shape.PENTAGON: _regular(5, -90, 1.16),
    Shape.CROSS: _cross(),
}

REACH = max(float(np.abs(points).max()) for points in _OUTLINES.values())
"""How far the farthest corner of any symbol lies from its centre, in radii."""


def symbol_reach(radii: Floats) -> Floats:
    """Radii of the circles that stand for symbols where names keep clear of them."""
    return np.asarray(radii * (1 + REACH) / 2)


def outline(shape: Shape, x: float, y: float, radius: float) -> Floats:
    """Corners (k, 2) of a symbol; a circle comes as forty of them."""
    return np.asarray(_OUTLINES[shape] * radius + (x, y))


def letter_size(radius: float) -> float:
    """Size of the letter in a symbol."""
    return radius * 1.1


def legend_radius(room: float, size: float) -> float:
    """Radius of a symbol beside words of that size in a legend: large enough for its letter."""
    return min(room / 2 / REACH, max(size * 0.78, LEAST_LETTER / letter_size(1.0) + 0.05))


def letter_baseline(shape: Shape, y: float, radius: float) -> float:
    """Baseline (y) of a letter that looks centred; triangles hold it in their wide half."""
    lean = {Shape.TRIANGLE: 0.08, Shape.INVERTED_TRIANGLE: -0.1}.get(shape, 0.0)
    return y + radius * lean + letter_size(radius) * 0.358


def hatch_radius(radii: Floats) -> Floats:
    """Radii of the hatches behind symbols."""
    return np.asarray(radii * HATCH_REACH + HATCH_MARGIN)


def hatch_lines(x: float, y: float, radius: float, gap: float = HATCH_GAP) -> Floats:
    """The rising lines that fill a circle, shape (k, 4) as x1, y1, x2, y2."""
    count = int(radius / gap)
    across = np.arange(-count, count + 1) * gap
    half = np.sqrt(np.maximum(radius**2 - across**2, 0.0))
    root = math.sqrt(0.5)
    middle = np.column_stack([x + across * root, y + across * root])
    along = np.column_stack([half * root, -half * root])
    return np.hstack([middle - along, middle + along])


def hatch_box_lines(x: float, y: float, width: float, height: float, gap: float = HATCH_GAP) -> Floats:
    """The same lines cut to a box with its top left corner at x, y: the sample in a legend."""
    step = gap * math.sqrt(2)
    sums = np.arange(step / 2, width + height, step)
    left, right = np.maximum(sums - height, 0.0), np.minimum(sums, width)
    lines = np.column_stack([left, sums - left, right, sums - right])
    return np.asarray(lines + np.array((x, y, x, y)))
