"""Pivot stress for large components: distances to some hundred pivots stand for all of them."""

import numpy as np

from partnermap.analysis.layout.graph import Anchors, Graph, links
from partnermap.analysis.layout.layout import Floats, Ints
from partnermap.analysis.layout.orient import oriented
from partnermap.analysis.layout.start import PIVOTS, grown_start, pivot_start

ROUNDS = 30
DAMPING = 0.9
STILL = 1e-3


def pivot_stress(graph: Graph, anchors: Anchors, seed: int) -> Floats:
    """Positions (n, 2) of one connected component; every node is pulled by its ties and by all pivots.

    A pivot pulls on behalf of its region and is not pulled back (Ortmann and others 2016).
    """
    pivots, steps = _pivots(graph)
    wanted = steps * graph.pull(np.arange(graph.n, dtype=np.int32)[:, None], pivots)
    jitter = np.random.default_rng(seed).normal(0.0, 0.01, (graph.n, 2))
    start = grown_start(graph, anchors) if anchors.any else pivot_start(wanted)
    xy = _settle(start + jitter, _Terms(graph, pivots, wanted), anchors)
    return xy if anchors.any else oriented(xy, graph.degrees)


def _pivots(graph: Graph) -> tuple[Ints, Floats]:
    """Nodes far from each other, the busiest first, and everybody's distance to them (n, k)."""
    from scipy.sparse.csgraph import dijkstra

    def from_node(node: int) -> Floats:
        return np.asarray(dijkstra(matrix, indices=np.array([node]))[0], dtype=np.float64)

    matrix = links(graph)
    chosen = [int(np.argmax(graph.degrees))]
    columns = [from_node(chosen[0])]
    nearest = columns[0].copy()
    while len(chosen) < min(PIVOTS, graph.n):
        chosen.append(int(np.argmax(nearest)))
        columns.append(from_node(chosen[-1]))
        nearest = np.minimum(nearest, columns[-1])
    return np.array(chosen, dtype=np.int32), np.column_stack(columns)


class _Terms:
    """The pulls of a pivot layout as flat arrays: who is pulled, to whom, at what distance, how hard."""

    def __init__(self, graph: Graph, pivots: Ints, wanted: Floats) -> None:
        from scipy.sparse import csr_array

        node = np.repeat(np.arange(graph.n), len(pivots))
        far = wanted.ravel() > 0
        lengths = wanted.ravel()[far]
        region = _region_sizes(wanted).ravel()[far]
        one, other = graph.pairs[:, 0], graph.pairs[:, 1]
        self.pulled = np.concatenate([node[far], one, other])
        self.towards = np.concatenate([np.tile(pivots, graph.n)[far], other, one])
        self.lengths = np.concatenate([lengths, np.tile(graph.pull(one, other), 2)])
        self.weights = np.concatenate([region, np.ones(2 * len(one))]) / self.lengths**2
        self.matrix = csr_array((self.weights, (self.pulled, self.towards)), shape=(graph.n, graph.n))
        self.total = np.bincount(self.pulled, self.weights, graph.n).astype(np.float64)


def _region_sizes(wanted: Floats) -> Floats:
    """For every node and pivot, how many of the pivot's region lie at most half as far as the node."""
    home = np.argmin(wanted, axis=1)
    sizes = np.empty_like(wanted)
    for pivot in range(wanted.shape[1]):
        inside = np.sort(wanted[home == pivot, pivot])
        sizes[:, pivot] = np.searchsorted(inside, wanted[:, pivot] / 2, side="right")
    return np.maximum(sizes, 1.0)


def _settle(start: Floats, terms: _Terms, anchors: Anchors) -> Floats:
    pull = anchors.pull(terms.total)
    base = (terms.total + pull)[:, None]
    xy = start
    for _ in range(ROUNDS):
        away = xy[terms.pulled] - xy[terms.towards]
        real = np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)
        push = (terms.weights * terms.lengths / real)[:, None] * away
        sums = [np.bincount(terms.pulled, push[:, axis], len(xy)) for axis in (0, 1)]
        target = np.column_stack(sums) + terms.matrix @ xy + pull[:, None] * anchors.xy_or_zero
        move = DAMPING * (target / base - xy)
        xy = xy + move
        if np.abs(move).mean() < STILL * xy.std():
            break
    return np.asarray(xy)
