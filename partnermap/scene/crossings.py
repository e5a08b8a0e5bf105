"""Lines through names: how many ties that do not end at a body would run through its name."""

import numpy as np
import numpy.typing as npt

from partnermap.scene.model import Floats, Ints

Flags = npt.NDArray[np.bool_]


def foreign_lines(boxes: Floats, owners: Ints, segments: Floats, ends: Ints) -> Ints:
    """How many segments of other bodies' ties each box meets, shape (c,).

    Args:
        boxes: left, top, right, bottom, shape (c, 4).
        owners: the organisation that each box belongs to, shape (c,).
        segments: x1, y1, x2, y2, shape (k, 4).
        ends: both organisations of each segment's tie, shape (k, 2).
    """
    found = np.zeros(len(boxes), dtype=np.int32)
    if not len(segments) or not len(boxes):
        return found
    low = np.minimum(segments[:, :2], segments[:, 2:])
    high = np.maximum(segments[:, :2], segments[:, 2:])
    order = np.argsort(owners, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(owners[order]) != 0]) if len(order) else order
    for rows in np.split(order, starts[1:]):
        own = boxes[rows]
        # All boxes of one body lie close together: most segments cannot meet any of them.
        near = (low <= own[:, 2:].max(axis=0)).all(axis=1) & (high >= own[:, :2].min(axis=0)).all(axis=1)
        near &= (ends != owners[rows[0]]).all(axis=1)
        found[rows] = meeting(own, segments[near]).sum(axis=1)
    return found


def meeting(boxes: Floats, segments: Floats) -> Flags:
    """Whether each box (c, 4) meets each segment (k, 4), shape (c, k); Liang and Barsky's test."""
    start, along = segments[:, :2], segments[:, 2:] - segments[:, :2]
    flat = along == 0
    safe = np.where(flat, 1.0, along)
    enters = np.full((len(boxes), len(segments)), 0.0)
    leaves = np.full((len(boxes), len(segments)), 1.0)
    for axis in (0, 1):
        one = (boxes[:, axis, None] - start[:, axis]) / safe[:, axis]
        other = (boxes[:, axis + 2, None] - start[:, axis]) / safe[:, axis]
        within = (one <= 0) & (other >= 0)
        first = np.where(flat[:, axis], np.where(within, 0.0, 2.0), np.minimum(one, other))
        last = np.where(flat[:, axis], np.where(within, 1.0, -1.0), np.maximum(one, other))
        enters, leaves = np.maximum(enters, first), np.minimum(leaves, last)
    return np.asarray(enters <= leaves)


def over_points(boxes: Floats, points: Floats, at_once: int = 2048) -> Flags:
    """Which boxes hold any of the points (k, 2), shape (c,)."""
    hit = np.zeros(len(boxes), dtype=np.bool_)
    if not len(points) or not len(boxes):
        return hit
    sorted_points = points[np.argsort(points[:, 0])]
    by_left = np.argsort(boxes[:, 0])
    for start in range(0, len(boxes), at_once):
        rows = by_left[start : start + at_once]
        part = boxes[rows]
        # Only points in the strip of these boxes can lie in them.
        strip = (part[0, 0], part[:, 2].max())
        near = sorted_points[slice(*np.searchsorted(sorted_points[:, 0], strip).tolist())]
        x, y = near.T
        across = (part[:, :1] < x) & (x < part[:, 2:3])
        hit[rows] = (across & (part[:, 1:2] < y) & (y < part[:, 3:4])).any(axis=1)
    return hit
