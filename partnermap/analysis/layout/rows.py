"""Rows: things on one line that keep a distance and move as little as that allows."""

import numpy as np

from partnermap.analysis.layout.layout import Floats


def apart(wanted: Floats, gap: float, low: float, high: float) -> Floats:
    """Places (n,) in the order wanted, at least `gap` apart, with the least sum of squared moves.

    They stay between `low` and `high` where there is room for all; else they stand closer, evenly.
    """
    from scipy.optimize import isotonic_regression

    n = len(wanted)
    if n == 0:
        return wanted.copy()
    if (n - 1) * gap > high - low:
        gap = (high - low) / (n - 1)
    order = np.argsort(wanted, kind="stable")
    steps = np.arange(n) * gap
    level = np.asarray(isotonic_regression(wanted[order] - steps).x)
    places = np.empty(n)
    places[order] = np.clip(level, low, high - steps[-1]) + steps
    return places


def ranked(values: Floats) -> Floats:
    """Ranks from 0 to 1, shape (n,); of one value 0.5."""
    n = len(values)
    if n == 1:
        return np.full(1, 0.5)
    return np.asarray(np.argsort(np.argsort(values, kind="stable"), kind="stable") / max(n - 1, 1))
