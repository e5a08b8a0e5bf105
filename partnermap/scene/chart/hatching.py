"""Hatch lines cut to any polygon, so that no painter needs to clip."""

import math

import numpy as np

from partnermap.scene.chart.look import Hatching
from partnermap.scene.chart.model import Points

GAP = 5.0
WIDTH = 0.9

_ANGLES = {
    Hatching.NONE: (),
    Hatching.RISING: (-45.0,),
    Hatching.FALLING: (45.0,),
    Hatching.CROSSED: (-45.0, 45.0),
}


def hatch_lines(points: Points, hatching: Hatching) -> tuple[Points, ...]:
    """The lines of a hatch inside a polygon, each as its two ends."""
    return tuple(line for angle in _ANGLES[hatching] for line in _lines(points, math.radians(angle)))


def _lines(points: Points, angle: float) -> list[Points]:
    """Turn the polygon so that the lines run level, cut each between pairs of edges, turn back."""
    cos, sin = math.cos(angle), math.sin(angle)
    starts = np.asarray(points) @ np.array([[cos, -sin], [sin, cos]])
    ends = np.roll(starts, -1, axis=0)
    first, last = math.ceil(starts[:, 1].min() / GAP), math.floor(starts[:, 1].max() / GAP)
    found: list[Points] = []
    for level in (number * GAP for number in range(first, last + 1)):
        crossing = (starts[:, 1] > level) != (ends[:, 1] > level)
        one, other = starts[crossing], ends[crossing]
        share = (level - one[:, 1]) / (other[:, 1] - one[:, 1])
        across = np.sort(one[:, 0] + share * (other[:, 0] - one[:, 0])).tolist()
        for pair in zip(across[::2], across[1::2], strict=True):
            left, right = ((u * cos - level * sin, u * sin + level * cos) for u in pair)
            found.append((left, right))
    return found
