"""Rings: one organisation in the middle, the others round it by how many steps they are away."""

import numpy as np

from partnermap.analysis.layout.layout import Floats, Guide, Ints
from partnermap.analysis.layout.pack import set_apart
from partnermap.analysis.layout.rows import apart

FARTHEST = 3
"""Steps of the outermost ring; what is farther away stands there too."""

GAP = 0.62
"""Least room between neighbours along a ring."""

BETWEEN = 1.15
"""From one ring to the next."""

WITHIN = 0.5
"""From one to the next of the lines that a crowded ring is made of."""

TITLE, LEAST_WIDTH = 0.6, 2.0
"""Room of the words above those that no way leads to, and how wide it is at least."""

EVENING = 0.6
"""How far to go towards equal steps round a fresh ring: the centre may stand at the map's edge."""

_POINTS = 96
_TITLES = ("", "1 step", "2 steps", "3 steps or more", "No link leads here")


def ringed(steps: Ints, centre: int, first: Floats, *, afresh: bool) -> tuple[Floats, tuple[Guide, ...]]:
    """Positions (n, 2) round the centre at the origin, and the rings with their words.

    Args:
        steps: of the shortest way from the centre, shape (n,), -1 where there is none.
        centre: row of the organisation in the middle.
        first: (n, 2) places whose direction from the centre is kept as far as the rings allow.
        afresh: whether those on a ring are spread round it, not only kept apart.
    """
    xy = np.zeros((len(steps), 2))
    towards = first - first[centre]
    angles = np.arctan2(towards[:, 1], towards[:, 0])
    guides: list[Guide] = []
    outer = 0.0
    for step in range(1, FARTHEST + 1):
        rows = np.flatnonzero(steps >= step if step == FARTHEST else steps == step)
        if not len(rows):
            continue
        inner = outer + BETWEEN
        lines = _lines_for(len(rows), inner)
        outer = inner + (lines - 1) * WITHIN
        placed = _round(angles[rows], (inner + outer) / 2, lines, EVENING if afresh else 0.0)
        line = np.argsort(np.argsort(placed, kind="stable"), kind="stable") % lines
        radius = inner + line * WITHIN
        xy[rows] = np.column_stack([np.cos(placed), np.sin(placed)]) * radius[:, None]
        guides.append(_circle(_TITLES[step], outer + WITHIN / 2))
    return _with_rest(xy, np.flatnonzero(steps < 0).astype(np.int32), outer, guides)


def _lines_for(count: int, inner: float) -> int:
    lines = 1
    while 2 * np.pi * lines * (inner + (lines - 1) * WITHIN / 2) < count * GAP:
        lines += 1
    return lines


def _round(angles: Floats, radius: float, lines: int, share: float) -> Floats:
    """Angles kept apart on a circle, which is cut open where there is most room."""
    order = np.sort(angles)
    gaps = np.diff(np.append(order, order[0] + 2 * np.pi))
    cut = order[(int(np.argmax(gaps)) + 1) % len(order)] - float(gaps.max()) / 2
    least = GAP / (lines * radius)
    unrolled = np.mod(angles - cut, 2 * np.pi)
    rank = np.argsort(np.argsort(unrolled, kind="stable"), kind="stable")
    level = (rank + 0.5) / len(angles) * 2 * np.pi
    unrolled = (1 - share) * unrolled + share * level
    return np.asarray(cut + apart(unrolled, least, least / 2, 2 * np.pi - least / 2))


def _circle(title: str, radius: float) -> Guide:
    turn = np.linspace(0.0, 2 * np.pi, _POINTS + 1)
    outline = radius * np.column_stack([np.cos(turn), np.sin(turn)])
    return Guide(title, outline, (0.0, -radius), 2 * radius, is_centred=True)


def _with_rest(
    xy: Floats, rows: Ints, outer: float, guides: list[Guide]
) -> tuple[Floats, tuple[Guide, ...]]:
    """Those that no way leads to below the rings or beside them."""
    if not len(rows):
        return xy, tuple(guides)
    rings = np.concatenate([np.zeros((1, 2)), *(guide.outline for guide in guides)])
    block = np.concatenate(set_apart([np.zeros((1, 2))] * len(rows), rings))
    low, high = block.min(axis=0), block.max(axis=0)
    if low[1] > outer:
        block[:, 1] += TITLE
    xy[rows] = block
    left = min(float(low[0]) - TITLE, float(high[0]) - LEAST_WIDTH)
    words = Guide(
        _TITLES[-1], np.zeros((0, 2)), (left, float(block[:, 1].min()) - TITLE), float(high[0]) - left
    )
    return xy, (*guides, words)
