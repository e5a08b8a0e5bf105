"""Picking: what of a Scene lies under the pointer."""

import numpy as np

from partnermap.scene.model import Floats, Scene

REACH = 12.0
"""Half the smallest target, in view units: a symbol of any size can be hit within it."""

LINE_REACH = 5.0
"""How near to a line a click must be, in view units."""


def organisation_at(scene: Scene, x: float, y: float) -> str | None:
    """Id of the nearest organisation whose symbol the point hits, in view coordinates."""
    if not len(scene.positions):
        return None
    distances = np.hypot(scene.positions[:, 0] - x, scene.positions[:, 1] - y)
    nearest = int(np.argmin(distances))
    if distances[nearest] <= max(float(scene.radii[nearest]) + 2.0, REACH):
        return scene.organisation_ids[nearest]
    return None


def tie_at(scene: Scene, x: float, y: float) -> str | None:
    """Id of the nearest tie whose line passes by the point, in view coordinates."""
    best, found = LINE_REACH, None
    for batch in scene.lines:
        if not len(batch.segments):
            continue
        distances = _distances(batch.segments, x, y)
        nearest = int(np.argmin(distances))
        if distances[nearest] <= best:
            best, found = float(distances[nearest]), scene.tie_ids[int(batch.ties[nearest])]
    return found


def _distances(segments: Floats, x: float, y: float) -> Floats:
    """Distance of a point to each of k segments, shape (k,)."""
    start, along = segments[:, :2], segments[:, 2:] - segments[:, :2]
    to_point = np.array([x, y]) - start
    length = np.maximum(np.einsum("ij,ij->i", along, along), 1e-12)
    share = np.clip(np.einsum("ij,ij->i", to_point, along) / length, 0.0, 1.0)
    gap = to_point - share[:, None] * along
    return np.asarray(np.hypot(gap[:, 0], gap[:, 1]))
