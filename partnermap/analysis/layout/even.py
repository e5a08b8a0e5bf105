"""Even out a layout's density, so that names find room in its middle."""

import numpy as np

from partnermap.analysis.layout.layout import Floats

LEAST_COUNT = 12
"""A component with fewer organisations has room enough."""


def evened(xy: Floats, share: float) -> Floats:
    """Positions (n, 2) between where they were (share 0) and equal steps along both axes (share 1).

    Order along each axis is kept, so that neighbours stay neighbours.
    """
    n = len(xy)
    if n < LEAST_COUNT:
        return xy
    low, extent = xy.min(axis=0), np.ptp(xy, axis=0)
    ranks = np.argsort(np.argsort(xy, axis=0, kind="stable"), axis=0, kind="stable")
    level = low + extent * ranks / (n - 1)
    return np.asarray((1 - share) * xy + share * level)
