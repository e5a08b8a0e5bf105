"""The ways of ties: those of one pair fan out, so that each can be seen and hit."""

import numpy as np
import numpy.typing as npt

from partnermap.domain.words import TieKind
from partnermap.scene.model import Curves, Floats, Ints
from partnermap.scene.shown import Shown

FAN_GAP = 7.0
"""Distance between neighbouring ties of one pair at the middle, view units."""

FAN_SHARE = 0.3
"""Most that the outermost tie may bow, as a share of the distance between the symbols."""

FAN_MOST = 70.0
ARROW_LENGTH = 7.0
ARROW_CLEAR = 1.5

_ORDER = tuple(TieKind)


def curves_of(shown: Shown, positions: Floats, radii: Floats) -> Curves:
    """The way of every tie between the centres of its ends, fanned out; directed ones stop short of the
    symbol.
    """
    starts, finishes = positions[shown.ends[:, 0]], positions[shown.ends[:, 1]]
    along = finishes - starts
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)
    bows = _bows(shown, length)
    normal = np.column_stack([-along[:, 1], along[:, 0]]) / length[:, None]
    bends = (starts + finishes) / 2 + normal * (2 * bows)[:, None]
    directed = np.array([tie.directed for tie in shown.ties], dtype=np.bool_)
    short = radii[shown.ends[:, 1]] + ARROW_CLEAR + ARROW_LENGTH * 0.8
    shares = np.where(directed, np.clip(1.0 - short / length, 0.05, 1.0), 1.0)
    return Curves(starts, bends, finishes, shares, directed)


def straightened(curves: Curves, rows: Ints) -> Curves:
    """The same with some ties, whole and without direction, on the straight way."""
    bends, shares = curves.bends.copy(), curves.shares.copy()
    directed = curves.directed.copy()
    bends[rows] = (curves.starts[rows] + curves.finishes[rows]) / 2
    shares[rows], directed[rows] = 1.0, False
    return Curves(curves.starts, bends, curves.finishes, shares, directed)


def _bows(shown: Shown, length: Floats) -> Floats:
    """How far each tie bows out at its middle, positive to one side of its own direction, (m,)."""
    bows = np.zeros(len(shown.ties))
    for rows in rows_by_pair(shown.ends):
        if len(rows) == 1:
            continue
        ordered = sorted(rows, key=lambda row: (_ORDER.index(shown.ties[row].kind), shown.ties[row].id))
        most = min(FAN_SHARE * float(length[rows[0]]), FAN_MOST)
        gap = min(FAN_GAP, 2 * most / (len(rows) - 1))
        for place, row in enumerate(ordered):
            side = 1.0 if shown.ends[row, 0] < shown.ends[row, 1] else -1.0
            bows[row] = side * gap * (place - (len(rows) - 1) / 2)
    return bows


def rows_by_pair(ends: Ints) -> list[npt.NDArray[np.intp]]:
    """Rows of the ties of each pair."""
    if not len(ends):
        return []
    pairs = np.sort(ends, axis=1)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    changes = np.any(np.diff(pairs[order], axis=0) != 0, axis=1)
    return np.split(order, np.flatnonzero(changes) + 1)
