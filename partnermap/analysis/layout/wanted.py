"""Wanted distances of a large component: from steps, from groups, and from where everybody stood."""

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.graph import Anchors, Graph
from partnermap.analysis.layout.layout import Floats, Ints
from partnermap.analysis.layout.sweeps import Singles

SAMPLE = 200
"""So many of those who stood somewhere tell how far a step was there."""

NEAREST = 1e-3


class Wanted:
    """Distances from every node to some targets, worked out for a block of nodes when asked."""

    def __init__(
        self, graph: Graph, targets: Ints, steps: npt.NDArray[np.uint16], anchors: Anchors
    ) -> None:
        """Prepare; `steps` are those of the shortest ways from nodes to targets, shape (n, k)."""
        self._graph = graph
        self._targets = targets
        self._steps = steps
        self._anchors = anchors
        self._inverse = np.zeros(int(steps.max(initial=0)) + 1, dtype=np.float32)
        self._inverse[1:] = 1.0 / np.arange(1, len(self._inverse))
        self._scale = self._step_of_before()

    def closeness(self, rows: slice) -> Singles:
        """One over the distances from these nodes, shape (b, k); nought from a target to itself.

        Between two that had their places before, the distance there is the one wanted.
        """
        close = np.take(self._inverse, self._steps[rows], mode="clip")
        nodes = np.arange(self._graph.n, dtype=np.int32)[rows]
        if self._graph.groups is not None:
            close /= self._graph.pull(nodes[:, None], self._targets).astype(np.float32)
        if not self._anchors.any:
            return close
        return np.where(
            (close > 0) & self._both(nodes), 1.0 / self._before(nodes), close / self._scale
        ).astype(np.float32)

    def lengths(self, ones: Ints, others: Ints) -> Floats:
        """Distances wanted between the ends of ties, shape (p,)."""
        held = self._anchors.held
        lengths = self._graph.pull(ones, others) * self._scale
        gaps = self._anchors.xy[ones] - self._anchors.xy[others]
        real = np.maximum(np.hypot(gaps[:, 0], gaps[:, 1]), NEAREST)
        return np.asarray(np.where(held[ones] & held[others], real, lengths))

    def _both(self, nodes: Ints) -> npt.NDArray[np.bool_]:
        held = self._anchors.held
        return np.asarray(held[nodes][:, None] & held[self._targets])

    def _before(self, nodes: Ints) -> Floats:
        xy = self._anchors.xy_or_zero
        gaps = xy[nodes][:, None] - xy[self._targets]
        return np.asarray(np.maximum(np.hypot(gaps[..., 0], gaps[..., 1]), NEAREST))

    def _step_of_before(self) -> float:
        """How far apart a step lay where organisations stood before; 1 where nobody did."""
        held = np.flatnonzero(self._anchors.held)
        if not len(held):
            return 1.0
        nodes = held[np.linspace(0, len(held) - 1, min(SAMPLE, len(held))).astype(int)].astype(np.int32)
        steps = self._steps[nodes]
        known = self._both(nodes) & (steps > 0)
        if not known.any():
            return 1.0
        wanted = steps * self._graph.pull(nodes[:, None], self._targets)
        return float(np.median(self._before(nodes)[known] / wanted[known]))
