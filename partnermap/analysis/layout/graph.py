"""The plain graph that a layout works on, and what holds organisations in place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.layout import Floats, Ints, Layout
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from scipy.sparse import csr_array

PREVIOUS_PULL = 0.5
"""Weight of an earlier place against all the distances of an organisation together."""

PIN_PULL = 1e6
"""Weight of a place that the user chose."""

TOGETHER, APART = 0.5, 1.2
"""What distances within a group, and between groups, are multiplied by to draw lobes."""


@dataclass(frozen=True, eq=False)
class Graph:
    """A simple graph: number of nodes, (p, 2) sorted pairs, and (n,) numbers of groups or none."""

    n: int
    pairs: Ints
    groups: Ints | None = None

    @property
    def degrees(self) -> Ints:
        """Partners of every node, shape (n,)."""
        return np.bincount(self.pairs.ravel(), minlength=self.n).astype(np.int32)

    def part(self, nodes: Ints) -> "Graph":
        """The graph among some nodes, renumbered in their order."""
        row = np.full(self.n, -1, dtype=np.int32)
        row[nodes] = np.arange(len(nodes), dtype=np.int32)
        inside = row[self.pairs[:, 0]] >= 0
        groups = None if self.groups is None else self.groups[nodes]
        if groups is not None and np.ptp(groups) == 0:
            groups = None
        return Graph(len(nodes), row[self.pairs[inside]], groups)

    def pull(self, ones: Ints, others: Ints) -> Floats:
        """What the distances between these nodes are multiplied by; the two shapes broadcast."""
        if self.groups is None:
            return np.ones(np.broadcast_shapes(ones.shape, others.shape))
        return np.where(self.groups[ones] == self.groups[others], TOGETHER, APART)


def graph_of(n: int, pairs: npt.NDArray[np.integer], groups: Ints | None = None) -> Graph:
    """The graph of n nodes and the given pairs, without loops and doubles."""
    rows = np.sort(np.asarray(pairs, dtype=np.int32).reshape(-1, 2), axis=1)
    rows = np.unique(rows[rows[:, 0] != rows[:, 1]], axis=0)
    return Graph(n, rows, groups)


def components(graph: Graph) -> list[Ints]:
    """Connected components as sorted node numbers, the largest first."""
    from scipy.sparse.csgraph import connected_components

    if graph.n == 0:
        return []
    _, labels = connected_components(links(graph), directed=False)
    order = np.argsort(labels, kind="stable").astype(np.int32)
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    return sorted(groups, key=lambda nodes: (-len(nodes), int(nodes[0])))


def links(graph: Graph) -> "csr_array":
    """One for every pair as a sparse matrix, both ways, shape (n, n)."""
    from scipy.sparse import csr_array

    one, other = graph.pairs[:, 0], graph.pairs[:, 1]
    both = (np.concatenate([one, other]), np.concatenate([other, one]))
    return csr_array((np.ones(2 * len(one)), both), shape=(graph.n, graph.n))


def distances(graph: Graph) -> Floats:
    """Steps of the shortest ways between all nodes of one component, shape (n, n)."""
    return steps_to(graph, np.arange(graph.n, dtype=np.int32)).astype(np.float64)


def steps_to(graph: Graph, targets: Ints, token: Token | None = None) -> npt.NDArray[np.uint16]:
    """Steps of the shortest ways from all nodes of one component to some of them, shape (n, k).

    Every node's reach is a row of bits that takes in its neighbours' rows once for each step: NumPy lets
    other threads run meanwhile, and a thousand nodes take a few hundredths of a second.

    Raises:
        Cancelled: the token said so.
    """
    n, k = graph.n, len(targets)
    ends = np.concatenate([graph.pairs, graph.pairs[:, ::-1]])
    ends = ends[np.argsort(ends[:, 0], kind="stable")]
    begins = np.searchsorted(ends[:, 0], np.arange(n))
    first = np.zeros((n, k), dtype=np.bool_)
    first[targets, np.arange(k)] = True
    reach = np.packbits(first, axis=1)
    steps = np.zeros((n, k), dtype=np.uint16)
    while len(ends):
        if token is not None and token.is_cancelled:
            raise Cancelled
        farther = reach | np.bitwise_or.reduceat(reach[ends[:, 1]], begins, axis=0)
        if np.array_equal(farther, reach):
            break
        steps += 1 - np.unpackbits(reach, axis=1, count=k)
        reach = farther
    return steps


@dataclass(frozen=True, eq=False)
class Anchors:
    """Where nodes should stay: places (n, 2) (nan where none) and whether the user chose them (n,)."""

    xy: Floats
    pinned: npt.NDArray[np.bool_]

    @classmethod
    def none(cls, n: int) -> "Anchors":
        """No anchor for any of n nodes."""
        return cls(np.full((n, 2), np.nan), np.zeros(n, dtype=np.bool_))

    @classmethod
    def gather(
        cls,
        ids: Sequence[str],
        previous: Layout | None,
        pins: Mapping[str, tuple[float, float]],
    ) -> "Anchors":
        """Earlier places of these organisations, pins first."""
        known = {} if previous is None else previous.index
        xy = np.full((len(ids), 2), np.nan)
        for i, organisation_id in enumerate(ids):
            if organisation_id in pins:
                xy[i] = pins[organisation_id]
            elif previous is not None and organisation_id in known:
                xy[i] = previous.xy[known[organisation_id]]
        return cls(xy, np.array([organisation_id in pins for organisation_id in ids], dtype=np.bool_))

    @property
    def held(self) -> npt.NDArray[np.bool_]:
        """Which nodes have a place to stay near, shape (n,)."""
        return np.isfinite(self.xy[:, 0])

    @property
    def any(self) -> bool:
        """Whether any node has."""
        return bool(self.held.any())

    @property
    def xy_or_zero(self) -> Floats:
        """The places, nought where there is none."""
        return np.nan_to_num(self.xy)

    def pull(self, weights: Floats) -> Floats:
        """Weight of every node's anchor, given the sum of its other weights, shape (n,)."""
        factor = np.where(self.pinned, PIN_PULL, PREVIOUS_PULL)
        return np.asarray(np.where(self.held, factor * weights, 0.0))

    def part(self, nodes: Ints) -> "Anchors":
        """The anchors of some nodes, in their order."""
        return Anchors(self.xy[nodes], self.pinned[nodes])
