"""Grid: the cells or points of time at which strain is reckoned, and which ties run in each."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.disruption.intensity import Timing, averages, levels
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.disruption.ranges import Floats
from partnermap.domain.dates import DAYS_PER_MONTH

COARSE = 120
FORTNIGHT = 15.25
"""For many draws a horizon is cut into so many cells, or cells of so many days if these are more.

Within a cell the strain of one event is its exact mean, but that of several is the product of their
means: tie-months then differ from daily steps by less than a thousandth (the tests hold it to that).
"""

FINE = 3_660
"""Most cells where there is one draw only."""


@dataclass(frozen=True)
class Grid:
    """Points in days from the start of the horizon, or cells with `days` as their edges.

    Attributes:
        cover: months of each cell in which each tie runs, 1 or 0 for points; shape (c, k).
    """

    days: Floats
    is_points: bool
    cover: Floats

    @property
    def size(self) -> int:
        """How many points or cells there are."""
        return len(self.cover)

    def intensity(self, when: Timing) -> Floats:
        """Strain of each event at each point, or its mean in each cell, shape (m, e, c)."""
        return levels(when, self.days) if self.is_points else averages(when, self.days)

    def share(self, strain: Floats, weight: Floats) -> Floats:
        """Strain of weighted ties over the weight that runs at the time; 0 where none does.

        Args:
            strain: summed over the ties, the last axis of size c.
            weight: of each tie, shape (k,).
        """
        running = self.cover @ weight
        return np.divide(strain, running, out=np.zeros_like(strain), where=running > 0)


def daily_cells(model: Model) -> Grid:
    """A cell a day, for up to ten years; longer horizons are cut into as many cells."""
    return _cells(model, np.linspace(0.0, model.length, min(FINE, model.length) + 1))


def coarse_cells(model: Model) -> Grid:
    """Equal cells for many draws, never shorter than a day."""
    return _cells(model, coarse_edges(model))


def coarse_edges(model: Model) -> Floats:
    """The edges of `coarse_cells`, in days from the start of the horizon, shape (c + 1,)."""
    cells = max(COARSE, math.ceil(model.length / FORTNIGHT))
    return np.linspace(0.0, model.length, min(cells, model.length) + 1)


def points(model: Model, days: Sequence[int]) -> Grid:
    """Single days, counted from the start of the horizon."""
    at = np.array(days, dtype=np.float64)
    cover = np.zeros((len(at), len(model.ties)))
    for start, end in zip(*(bound.T for bound in model.spells), strict=True):
        cover += (at[:, None] >= start) & (at[:, None] < end)
    return Grid(at, is_points=True, cover=cover)


def _cells(model: Model, edges: Floats) -> Grid:
    cover = np.zeros((len(edges) - 1, len(model.ties)))
    for start, end in zip(*(bound.T for bound in model.spells), strict=True):
        overlap = np.minimum(edges[1:, None], end) - np.maximum(edges[:-1, None], start)
        cover += np.clip(overlap, 0.0, None, out=overlap)
    cover /= DAYS_PER_MONTH
    return Grid(edges, is_points=False, cover=cover)
