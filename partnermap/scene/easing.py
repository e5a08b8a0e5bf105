"""Make room for names on paper: organisations that stand too close for theirs are pushed apart a little.

On screen organisations stay exactly where the layout has them, because there one can come nearer; a
printed name must find its room at once.
"""

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.even import evened
from partnermap.domain.view import LayoutStyle
from partnermap.scene.fit import Box
from partnermap.scene.model import Floats

EASED = {LayoutStyle.DISTANCES: 1.0, LayoutStyle.GROUPS: 0.15, LayoutStyle.BY_HAND: 0.0}
"""How far paper goes towards an even density: lobes stay lobes; lanes, tiers and rings are not moved."""

ROUNDS = 250
STEP = 0.3
"""Share of an overlap that one round takes away from each of both sides."""

ENOUGH = 0.4
"""Rounds end when no organisation would move farther than this, in points."""


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
    gaps = xy[:, None] - xy
    over = (sizes[:, None] + sizes) / 2 - np.abs(gaps)
    hit = (over[..., 0] > 0) & (over[..., 1] > 0) & ~np.eye(len(xy), dtype=np.bool_)
    sideways = over[..., 0] < over[..., 1]
    sign = np.where(gaps > 0, 1.0, -1.0)
    sign = np.where(
        gaps == 0, np.sign(np.arange(len(xy))[:, None] - np.arange(len(xy)))[..., None], sign
    )
    push = STEP * over * sign * hit[..., None]
    return np.column_stack(
        [(push[..., 0] * sideways).sum(axis=1), (push[..., 1] * ~sideways).sum(axis=1)]
    )
