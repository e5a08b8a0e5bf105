"""Push organisations apart that stand too near each other for their names to fit."""

import numpy as np

from partnermap.analysis.layout.graph import Anchors
from partnermap.analysis.layout.layout import Floats, Ints

ROUNDS = 120
WIDER = 1.3
"""Names are wide and low: organisations need this much more room sideways than up and down."""

FILL = 0.42
"""Least distance against the side of the square that each organisation would have for itself."""

MOST_ROOM = 1.7
"""How many times as much room the busiest keep at most."""

LEAST = 0.02
MOST = 3.0
SETTLED = 0.8
"""Share of the least distance that is enough among organisations that already had their places."""


def spread(xy: Floats, anchors: Anchors, *, settled: bool, degrees: Ints | None = None) -> Floats:
    """A copy (n, 2) in which no two organisations are nearer than the map's density allows.

    Args:
        xy: positions, shape (n, 2).
        anchors: pinned organisations are not moved.
        settled: places come from an earlier layout, so that only real crowding is mended.
        degrees: partners of each, shape (n,): the busiest are drawn larger and keep more room.
    """
    if len(xy) < 2:
        return xy.copy()
    squeezed = xy / (WIDER, 1.0)
    least = _least_distance(squeezed) * (SETTLED if settled else 1.0) * _rooms(degrees, len(xy))
    free = np.where(anchors.pinned, 0.0, 1.0)
    for _ in range(ROUNDS):
        push = _push(squeezed, least)
        if push is None:
            break
        squeezed = squeezed + push * free[:, None]
    return np.asarray(squeezed * (WIDER, 1.0))


def _least_distance(squeezed: Floats) -> float:
    extent = np.ptp(squeezed, axis=0)
    side = float(np.sqrt(max(extent[0] * extent[1], 1e-9) / len(squeezed)))
    return float(np.clip(FILL * side, LEAST / WIDER, MOST / WIDER))


def _rooms(degrees: Ints | None, n: int) -> Floats:
    """How many times the least distance each keeps around it, shape (n,)."""
    if degrees is None:
        return np.ones(n)
    usual = max(float(np.median(degrees)), 1.0)
    return np.asarray(np.clip(np.sqrt(degrees / usual), 1.0, MOST_ROOM))


def _push(xy: Floats, least: Floats) -> Floats | None:
    """How far each must move this round, None when none must."""
    from scipy.spatial import cKDTree

    near = cKDTree(xy).query_pairs(float(least.max()) * 0.999, output_type="ndarray")
    apart = least[near].mean(axis=1)
    away = xy[near[:, 1]] - xy[near[:, 0]]
    real = np.hypot(away[:, 0], away[:, 1])
    close = real < apart * 0.999
    if not close.any():
        return None
    order = np.lexsort((near[close, 1], near[close, 0]))
    near, away, real, apart = (part[close][order] for part in (near, away, real, apart))
    away = np.where(real[:, None] < 1e-9, _directions(len(near)), away / np.maximum(real, 1e-9)[:, None])
    step = away * (0.35 * (apart * 1.02 - real))[:, None]
    moves = [
        np.bincount(near[:, 1], step[:, axis], len(xy)) - np.bincount(near[:, 0], step[:, axis], len(xy))
        for axis in (0, 1)
    ]
    return np.column_stack(moves)


def _directions(count: int) -> Floats:
    """Directions all round for pairs that stand on one spot."""
    angles = np.arange(count) * 2.399963
    return np.column_stack([np.cos(angles), np.sin(angles)])
