"""Even out a layout's density, so that names find room in its middle."""

from collections.abc import Callable

import numpy as np

from partnermap.analysis.layout.layout import Floats

LEAST_COUNT = 12
"""A component with fewer organisations has room enough."""

SHARES = (0.7, 0.5, 0.35, 0.2, 0.1, 0.05)
"""How far to go towards an even density, the most first."""

AFFORDED = 0.005
"""How much more stress, as a share, room for names may cost."""


def evened_within(xy: Floats, stress_of: Callable[[Floats], float]) -> Floats:
    """Positions (n, 2) as even as they get before the stress has risen by the share afforded."""
    most = stress_of(xy) * (1 + AFFORDED)
    for share in SHARES:
        tried = evened(xy, share)
        if stress_of(tried) <= most:
            return tried
    return xy


def evened(xy: Floats, share: float) -> Floats:
    """Positions (n, 2) between where they were (share 0) and equal steps along both axes (share 1).

    Order along each axis is kept, so that neighbours stay neighbours.
    """
    n = len(xy)
    if n < LEAST_COUNT:
        return xy
    low, extent = xy.min(axis=0), np.ptp(xy, axis=0)
    ranks = np.column_stack([_ranks(xy[:, axis]) for axis in (0, 1)])
    level = low + extent * ranks / (n - 1)
    return np.asarray((1 - share) * xy + share * level)


def _ranks(values: Floats) -> Floats:
    """Ranks from 0; equal values share theirs, so that rows and columns stay straight, shape (n,)."""
    ordered = np.sort(values)
    first = np.searchsorted(ordered, values, side="left")
    last = np.searchsorted(ordered, values, side="right") - 1
    return np.asarray((first + last) / 2.0)
