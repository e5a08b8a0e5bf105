"""Layout of large components: quickly, with pivots that stand for all organisations, and finely."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.even import evened_within
from partnermap.analysis.layout.graph import Anchors, Graph, links, steps_to
from partnermap.analysis.layout.layout import Floats, Ints
from partnermap.analysis.layout.orient import oriented
from partnermap.analysis.layout.start import grown_start, pivot_start, shaken
from partnermap.analysis.layout.sweeps import FarPulls, Singles, TiePulls, settled
from partnermap.analysis.layout.wanted import Wanted
from partnermap.jobs.token import Token

PIVOTS = 500
ROUNDS, ALL_ROUNDS = 12, 60
ALL_LIMIT = 8000
"""Above so many organisations the steps between all of them take too much memory: 128 megabytes here."""

FEW_NEW = 0.1
"""Where a smaller share is new to the map, only they look for places: pivots tell those well enough."""


@dataclass(frozen=True, eq=False)
class Large:
    """A connected component of many organisations, and where they stood."""

    graph: Graph
    anchors: Anchors
    seed: int
    token: Token | None

    @property
    def is_worth_refining(self) -> bool:
        """Whether the distances between all pairs would give a better map than those to pivots."""
        return self.graph.n <= ALL_LIMIT and float((~self.anchors.held).mean()) > FEW_NEW

    def quick(self) -> Floats:
        """Positions (n, 2) by the distances to pivots, with room for names as far as stress allows."""
        xy, far = self._by_pivots()
        return self._evened(xy, far)

    def refined(self) -> Floats:
        """Positions (n, 2) by the distances between all pairs, from the quick ones on."""
        start, _ = self._by_pivots()
        everybody = np.arange(self.graph.n, dtype=np.int32)
        wanted = Wanted(self.graph, everybody, steps_to(self.graph, everybody, self.token), self.anchors)
        far = FarPulls(everybody, wanted.closeness, token=self.token)
        return self._evened(settled(start, [far], self.anchors, ALL_ROUNDS), far)

    def _by_pivots(self) -> tuple[Floats, FarPulls]:
        """A pivot pulls on behalf of its region and is not pulled back (Ortmann and others 2016)."""
        graph, anchors = self.graph, self.anchors
        pivots = _pivots(graph)
        steps = steps_to(graph, pivots, self.token)
        wanted = Wanted(graph, pivots, steps, anchors)
        close = wanted.closeness(slice(0, graph.n))
        far = FarPulls(pivots, lambda rows: close[rows].copy(), voices=_voices(steps), token=self.token)
        near = TiePulls(graph, wanted.lengths(graph.pairs[:, 0], graph.pairs[:, 1]))
        if anchors.any:
            start = grown_start(graph, anchors)
            start = np.where(anchors.held[:, None], start, shaken(start, self.seed))
            return settled(start, [far, near], anchors, ROUNDS), far
        lengths = np.divide(1.0, close, out=np.zeros(close.shape), where=close > 0)
        start = shaken(oriented(pivot_start(lengths), graph.degrees), self.seed)
        xy = settled(start, [far, near], anchors, ROUNDS)
        return oriented(xy, graph.degrees), far

    def _evened(self, xy: Floats, far: FarPulls) -> Floats:
        if self.anchors.any or self.graph.groups is not None:
            return xy
        return evened_within(xy, far.least_stress)


def _pivots(graph: Graph) -> Ints:
    """Nodes of every degree, the busiest and the quietest among them, shape (k,).

    Among those of one degree partners and their partners decide: other names give nearly the same map.
    """
    linked, degrees = links(graph), graph.degrees
    near = linked @ degrees
    order = np.lexsort((linked @ near, near, -degrees))
    places = np.linspace(0, graph.n - 1, min(PIVOTS, graph.n)).round().astype(int)
    return np.asarray(order[places], dtype=np.int32)


def _voices(steps: npt.NDArray[np.uint16]) -> Singles:
    """For every node and pivot, how many of the pivot's region lie at most half as far as the node.

    Who is as near to several pivots belongs to the region of each in part: else the first of them would
    speak for far more than the others.
    """
    k, most = steps.shape[1], int(steps.max()) + 1
    share = (steps == steps.min(axis=1)[:, None]).astype(np.float64)
    share /= share.sum(axis=1)[:, None]
    cells = steps + most * np.arange(k)
    counts = np.bincount(cells.ravel(), share.ravel(), k * most).reshape(k, most)
    heard = counts.cumsum(axis=1)[np.arange(k), steps // 2]
    return np.asarray(np.maximum(heard, 1.0), dtype=np.float32)
