"""Make room for names on paper: organisations that stand too close for theirs are pushed apart a little.

On screen organisations stay exactly where the layout has them, because there one can come nearer; a
printed name must find its room at once.
"""

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.even import evened
from partnermap.domain.view import LayoutStyle
from partnermap.scene.fit import Box
from partnermap.scene.model import Floats, Ints

EASED = {LayoutStyle.DISTANCES: 1.0, LayoutStyle.GROUPS: 0.15, LayoutStyle.BY_HAND: 0.0}
"""How far paper goes towards an even density: lobes stay lobes; lanes, tiers and rings are not moved."""

ROUNDS = 250
STEP = 0.3
"""Share of an overlap that one round takes away from each of both sides."""

ENOUGH = 0.4
"""Rounds end when no organisation would move farther than this, in points."""

TINY = 1e-6
"""Points; boxes without any size overlap nobody."""


def eased(
    positions: Floats, sizes: Floats, area: Box, fixed: npt.NDArray[np.bool_], share: float = 0.0
) -> Floats:
    """Positions (n, 2) at which boxes of these sizes, centred there, overlap as little as may be.

    Args:
        positions: where the layout has the organisations, in points.
        sizes: width and height that each one and its name need, shape (n, 2).
        area: the box to stay in.
        fixed: organisations that the user put where they are, shape (n,).
        share: how far to go towards an even density first, 0 to 1.
    """
    if len(positions) < 2:
        return positions
    free = ~fixed[:, None]
    xy = np.where(free, evened(positions, share), positions)
    low, high = np.array([area.left, area.top]), np.array([area.right, area.bottom])
    for _ in range(ROUNDS):
        move = _apart(xy, sizes) * free
        inside = np.clip(xy + move, np.minimum(low, xy), np.maximum(high, xy))
        farthest = float(np.abs(inside - xy).max())
        xy = inside
        if farthest < ENOUGH:
            break
    return np.asarray(xy)


def _apart(xy: Floats, sizes: Floats) -> Floats:
    """How far each must go this round, along the axis on which a pair overlaps least, shape (n, 2)."""
    one, other = _near(xy, sizes)
    gaps = xy[one] - xy[other]
    over = (sizes[one] + sizes[other]) / 2 - np.abs(gaps)
    hit: npt.NDArray[np.bool_] = np.all(over > 0, axis=1)
    sideways = over[:, 0] < over[:, 1]
    # Of two on one spot the first gives way to the left, and upwards.
    push = STEP * over * np.where(gaps > 0, 1.0, -1.0) * hit[:, None]
    push *= np.column_stack([sideways, ~sideways])
    moves = [
        np.bincount(one, push[:, axis], len(xy)) - np.bincount(other, push[:, axis], len(xy))
        for axis in (0, 1)
    ]
    return np.column_stack(moves)


def _near(xy: Floats, sizes: Floats) -> tuple[Ints, Ints]:
    """Pairs (k,) and (k,), the first the lower, that the largest boxes would let overlap."""
    from scipy.spatial import cKDTree

    largest = np.maximum(sizes.max(axis=0), TINY)
    pairs = cKDTree(xy / largest).query_pairs(1.0, p=np.inf, output_type="ndarray")
    pairs = np.sort(pairs, axis=1)[np.lexsort((pairs.max(axis=1), pairs.min(axis=1)))]
    ends: Ints = pairs.astype(np.int32)
    return ends[:, 0], ends[:, 1]
