"""Turn a free layout so that the same network always looks the same way round."""

import numpy as np

from partnermap.analysis.layout.layout import Floats, Ints

_CLEAR = 1e-6
"""What is nearer to nought than this says nothing about a side."""


def oriented(xy: Floats, degrees: Ints) -> Floats:
    """Centre a layout, lay its longest axis flat, put its busier side left and top.

    Stress does not care about turning and mirroring; readers do.
    """
    centred = xy - xy.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    turned = centred @ axes[:, ::-1]
    weights = degrees / max(degrees.sum(), 1)
    lean = weights @ turned
    skew = np.where(np.abs(lean) > _CLEAR, lean, (turned**3).sum(axis=0))
    # A layout that is the same from both sides has no busier one; then the first node goes left and up,
    # or the sign of rounding errors, which differs from machine to machine, would decide.
    skew = np.where(np.abs(skew) > _CLEAR, skew, _first_clear(turned))
    return np.asarray(turned * np.where(skew > 0, -1.0, 1.0))


def _first_clear(turned: Floats) -> Floats:
    """Per axis the first coordinate that is not nought, shape (2,)."""
    rows = np.argmax(np.abs(turned) > _CLEAR, axis=0)
    return np.asarray(turned[rows, np.arange(turned.shape[1])])
