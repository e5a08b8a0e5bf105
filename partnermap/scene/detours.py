"""Detours: which bows of a tie lead through which boxes.

A tie of a pair is a parabola over the straight way between its ends: at a share u of that way it lies
4 b u (1 - u) beside it, where b is its bow. A point beside the way is met by exactly one bow, and a box
by all bows of one interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partnermap.scene.model import Curves, Floats, Ints

_CORNERS = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
_RIM = (
    *_CORNERS,
    (0.0, 0.5),
    (1.0, 0.5),
    *((x, y) for x in (0.2, 0.4, 0.6, 0.8) for y in (0.0, 1.0)),
)
"""Points of a box's edge at which the bows that meet it are found: first its corners, in order."""

_END = 1e-3
"""Share of the way next to its ends, where every bow runs alike."""


@dataclass(frozen=True, eq=False)
class Chords:
    """The straight ways between the ends of k pairs, and their ties.

    Attributes:
        ends: both organisations of each pair, the first of them first, shape (k, 2).
        starts, along, normals: where each begins, its unit vector, and that to its left, shape (k, 2).
        lengths: of each, shape (k,).
        most: how far each may bow, shape (k,).
        rows: of the ties of each.
        fans: the bow that each tie of the fan already has, for each pair.
    """

    ends: Ints
    starts: Floats
    along: Floats
    normals: Floats
    lengths: Floats
    most: Floats
    rows: tuple[npt.NDArray[np.intp], ...]
    fans: tuple[Floats, ...]


def chords_of(
    curves: Curves, ends: Ints, groups: Sequence[npt.NDArray[np.intp]], share: float, most: float
) -> Chords:
    """The chords of the ties that go together.

    Args:
        curves: their ways.
        ends: both organisations of each tie, shape (m, 2).
        groups: rows of the ties of each pair.
        share: the greatest bow as a share of the length.
        most: the greatest bow in view units.
    """
    first = np.array([rows[0] for rows in groups], dtype=np.intp)
    turned = (ends[first, 0] > ends[first, 1])[:, None]
    starts = np.where(turned, curves.finishes[first], curves.starts[first])
    way = np.where(turned, curves.starts[first], curves.finishes[first]) - starts
    lengths = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)
    along = way / lengths[:, None]
    normals = np.column_stack([-along[:, 1], along[:, 0]])
    middles = (curves.starts + curves.finishes) / 2
    fans = tuple(
        (curves.bends[rows] - middles[rows]) @ normals[at] / 2 for at, rows in enumerate(groups)
    )
    limits = np.minimum(share * lengths, most)
    return Chords(
        np.sort(ends[first], axis=1), starts, along, normals, lengths, limits, tuple(groups), fans
    )


@dataclass(frozen=True, eq=False)
class Passages:
    """Which bows of which pair lead through which box: between low and high.

    Sorted by pair, and no pair meets a box twice.
    """

    pair: Ints
    box: Ints
    low: Floats
    high: Floats


def passages(chords: Chords, boxes: Floats, owners: Ints) -> Passages:
    """The bows within each pair's limit that lead a tie of it through a box that is neither end's.

    Args:
        chords: of the pairs.
        boxes: left, top, right, bottom, shape (c, 4).
        owners: the organisation that each box belongs to, shape (c,).
    """
    rim = _rims(boxes)
    middles = (boxes[:, :2] + boxes[:, 2:]) / 2
    radii = np.hypot(*(boxes[:, 2:] - middles).T)
    found = [_through(at, chords, rim, middles, radii, owners) for at in range(len(chords.rows))]
    pair = np.repeat(np.arange(len(found), dtype=np.int32), [len(part[0]) for part in found])
    if not found:
        none = np.zeros(0)
        return Passages(pair, none.astype(np.int32), none, none)
    box, low, high = (np.concatenate(part) for part in zip(*found, strict=True))
    return Passages(pair, box.astype(np.int32), low, high)


def _rims(boxes: Floats) -> Floats:
    """Points of the edges, shape (c, s, 2)."""
    low, size = boxes[:, None, :2], (boxes[:, 2:] - boxes[:, :2])[:, None, :]
    return np.asarray(low + np.array(_RIM) * size)


def _through(
    at: int, chords: Chords, rim: Floats, middles: Floats, radii: Floats, owners: Ints
) -> tuple[npt.NDArray[np.intp], Floats, Floats]:
    """Boxes that ties of a pair can meet, and from which to which bow they do."""
    start, along, normal = chords.starts[at], chords.along[at], chords.normals[at]
    length, most, fan = chords.lengths[at], chords.most[at], chords.fans[at]
    reach = most + float(np.abs(fan).max(initial=0.0))
    away = middles - start
    beside, ahead = np.abs(away @ normal), away @ along
    near = (beside < reach + radii) & (ahead > -radii) & (ahead < length + radii)
    near &= (owners != chords.ends[at, 0]) & (owners != chords.ends[at, 1])
    boxes = np.flatnonzero(near)
    points = rim[boxes] - start
    share, aside = _clipped(points @ along / length, points @ normal)
    on_way = (share > _END / 2) & (share < 1 - _END / 2)
    bow = aside / np.where(on_way, 4 * share * (1 - share), 1.0)
    low = np.where(on_way, bow, np.inf).min(axis=1, initial=np.inf) - fan.max()
    high = np.where(on_way, bow, -np.inf).max(axis=1, initial=-np.inf) - fan.min()
    hit = (low < most) & (high > -most)
    return boxes[hit], low[hit], high[hit]


def _clipped(share: Floats, aside: Floats) -> tuple[Floats, Floats]:
    """Points of rims (c, s) with those where the rims leave the way between both ends, (c, s + 8)."""
    one, beside_one = share[:, :4], aside[:, :4]
    step, rise = np.roll(one, -1, axis=1) - one, np.roll(beside_one, -1, axis=1) - beside_one
    shares, asides = [share], [aside]
    for end in (_END, 1 - _END):
        part = (end - one) / np.where(step == 0, np.inf, step)
        shares.append(np.where((step != 0) & (part >= 0) & (part <= 1), end, -1.0))
        asides.append(beside_one + part * rise)
    return np.concatenate(shares, axis=1), np.concatenate(asides, axis=1)
