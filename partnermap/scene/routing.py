"""Ways of ties round names: on paper a tie bows out where it would run through a name or a symbol.

All ties of a pair bow together, so that they stay side by side.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from partnermap.scene.crossings import meeting
from partnermap.scene.model import Curves, Floats, Ints, Label
from partnermap.scene.shown import Shown
from partnermap.scene.ties import rows_by_pair

BOWS = (0.0, 0.03, -0.03, 0.06, -0.06, 0.1, -0.1, 0.14, -0.14, 0.18, -0.18)
"""How far out of the straight way a tie may bow at its middle, as shares of its length."""

MOST_BOW = 70.0
_STEPS = 10
_NAME_COST, _SYMBOL_COST, _BOW_COST = 1.0, 1.2, 3.0
"""Cost of a foreign name and of a foreign symbol on the way, and of bowing by a whole length."""

_SYMBOL_SHARE = 0.8
"""Half the side of the square that stands for a symbol, in radii."""


def routed(
    shown: Shown, curves: Curves, positions: Floats, radii: Floats, labels: Sequence[Label]
) -> Curves:
    """The curves with as few foreign names and symbols on their ways as gentle bows allow.

    Args:
        shown: whose ties they are.
        curves: as straight as can be.
        positions: of the symbols, shape (n, 2).
        radii: of the symbols, shape (n,).
        labels: the names as placed.
    """
    names = np.array([(item.x, item.y, item.x + item.width, item.y + item.height) for item in labels])
    half = _SYMBOL_SHARE * radii[:, None]
    boxes = np.vstack([names.reshape(-1, 4), np.hstack([positions - half, positions + half])])
    owners = np.r_[[item.organisation for item in labels], np.arange(len(positions))].astype(np.int32)
    costs = np.r_[np.full(len(labels), _NAME_COST), np.full(len(positions), _SYMBOL_COST)]
    bends = curves.bends.copy()
    for rows in rows_by_pair(shown.ends):
        bends[rows] += _shift(rows, shown.ends, curves, positions, boxes, owners, costs)
    return replace(curves, bends=bends)


def _shift(
    rows: npt.NDArray[np.intp],
    ends: Ints,
    curves: Curves,
    positions: Floats,
    boxes: Floats,
    owners: Ints,
    costs: Floats,
) -> Floats:
    """How far to move the bends of a pair's ties, shape (2,)."""
    one, other = np.sort(ends[rows[0]])
    along = positions[other] - positions[one]
    length = max(float(np.hypot(*along)), 1e-6)
    normal = np.array([-along[1], along[0]]) / length
    bows = np.clip(np.array(BOWS) * length, -MOST_BOW, MOST_BOW)
    reach = np.abs(bows).max()
    near = _near(curves, rows, boxes, reach) & (owners != one) & (owners != other)
    if not near.any():
        return np.zeros(2)
    found = np.abs(bows) / length * _BOW_COST
    for row in rows.tolist():
        found = found + _on_the_way(row, curves, normal, bows, boxes[near], costs[near])
    # Each point of the curve moves by half as much as its bend at most.
    return np.asarray(normal * 2 * bows[int(np.argmin(found))])


def _near(
    curves: Curves, rows: npt.NDArray[np.intp], boxes: Floats, reach: float
) -> npt.NDArray[np.bool_]:
    points = np.vstack([curves.starts[rows], curves.bends[rows], curves.finishes[rows]])
    low, high = points.min(axis=0) - reach, points.max(axis=0) + reach
    return np.asarray((boxes[:, :2] <= high).all(axis=1) & (boxes[:, 2:] >= low).all(axis=1))


def _on_the_way(
    row: int, curves: Curves, normal: Floats, bows: Floats, boxes: Floats, costs: Floats
) -> Floats:
    """What lies on a tie's way with each of the bows, shape (b,)."""
    share = np.linspace(0.0, 1.0, _STEPS + 1)[None, :, None]
    bends = (curves.bends[row] + normal * 2 * bows[:, None])[:, None, :]
    points = (
        (1 - share) ** 2 * curves.starts[row]
        + 2 * share * (1 - share) * bends
        + share**2 * curves.finishes[row]
    )
    pieces = np.concatenate([points[:, :-1], points[:, 1:]], axis=2).reshape(-1, 4)
    hit = meeting(boxes, pieces).reshape(len(boxes), len(bows), _STEPS).any(axis=2)
    return np.asarray(costs @ hit)
