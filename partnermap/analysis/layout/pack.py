"""Set components beside each other: those with an earlier place stay, the rest go into rows below."""

from collections.abc import Sequence

import numpy as np

from partnermap.analysis.layout.graph import Anchors
from partnermap.analysis.layout.layout import Floats, Ints

GAP = 0.7
ASPECT = 1.5
ISOLATE = (1.7, 0.45)
"""Room of an organisation without partners: enough for a name of two lines beside it."""


def pack(n: int, parts: Sequence[Ints], placed: Sequence[Floats], anchors: Anchors) -> Floats:
    """One array (n, 2) of all components' positions, without overlap between components.

    Args:
        n: organisations in all.
        parts: node numbers of each component, largest first.
        placed: positions of each component on its own.
        anchors: earlier places; a component that has one stays where it is.
    """
    xy = np.zeros((n, 2))
    all_parts = list(zip(parts, placed, strict=True))
    staying = [part for part in all_parts if anchors.part(part[0]).any]
    loose = [part for part in all_parts if not anchors.part(part[0]).any]
    if not staying and loose and len(loose[0][0]) > 1:
        staying.append(loose.pop(0))
    for nodes, own in staying:
        xy[nodes] = own
    settled = np.concatenate([own for _, own in staying]) if staying else np.zeros((0, 2))
    _fill_rows(xy, loose, settled)
    return xy


def _fill_rows(xy: Floats, loose: Sequence[tuple[Ints, Floats]], settled: Floats) -> None:
    left, right, top = _room_below(loose, settled)
    across, down, deepest = left, top, 0.0
    for nodes, own in loose:
        size = _size(own)
        if across > left and across + size[0] > right:
            across, down, deepest = left, down + deepest, 0.0
        corner = np.array([across, down]) + (size - np.ptp(own, axis=0)) / 2
        xy[nodes] = own - own.min(axis=0) + corner
        across += size[0]
        deepest = max(deepest, float(size[1]))


def _room_below(loose: Sequence[tuple[Ints, Floats]], settled: Floats) -> tuple[float, float, float]:
    """Left edge, right edge and top of the rows."""
    blocks = [own for _, own in loose] + ([settled] if len(settled) else [])
    area = sum(float(np.prod(_size(own))) for own in blocks)
    width = float(np.sqrt(area * ASPECT))
    if not len(settled):
        return 0.0, width, 0.0
    low, high = settled.min(axis=0), settled.max(axis=0)
    spare = max(width - float(high[0] - low[0]), 0.0) / 2
    return float(low[0]) - spare, float(high[0]) + spare, float(high[1]) + GAP


def _size(own: Floats) -> Floats:
    """Width and height that a component takes, with the gap to the next."""
    if len(own) == 1:
        return np.array(ISOLATE)
    return np.asarray(np.ptp(own, axis=0) + GAP)
