"""A graph as arrays, for measures that must not grow with organisations squared."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.graph import STRENGTH

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

LARGE = 5_000
"""Above so many organisations what takes a search from each is estimated from some, and says so."""

_WEDGES_AT_ONCE = 1 << 20


def is_large(n: int) -> bool:
    """Whether a map of so many organisations has some figures estimated."""
    return n > LARGE


def added(places: Positions, values: Floats, size: int) -> Floats:
    """Sum of the values that belong to each place, shape (size,)."""
    return np.asarray(np.bincount(places, values, minlength=size), dtype=np.float64)


@dataclass(frozen=True)
class Links:
    """A simple undirected graph.

    Attributes:
        n: organisations.
        pairs: shape (p, 2), smaller position first, sorted.
        weights: of each pair, shape (p,); one everywhere in an unweighted graph.
    """

    n: int
    pairs: Positions
    weights: Floats

    @cached_property
    def degree(self) -> Positions:
        """Partners of each organisation, shape (n,)."""
        return np.bincount(self.pairs.ravel(), minlength=self.n)

    @cached_property
    def strength(self) -> Floats:
        """Sum of the weights of each organisation, shape (n,)."""
        return added(self.pairs.ravel(), np.repeat(self.weights, 2), self.n)

    @cached_property
    def starts(self) -> Positions:
        """Where the partners of each organisation begin in `partners`, shape (n + 1,)."""
        return np.concatenate(([0], np.cumsum(self.degree)))

    @cached_property
    def partners(self) -> Positions:
        """Partners of the first organisation, of the second and so on, shape (2p,)."""
        tails, heads = self.pairs.T
        order = np.lexsort((np.concatenate((heads, tails)), np.concatenate((tails, heads))))
        return np.concatenate((heads, tails))[order]

    def find(self, ones: Positions, others: Positions) -> Positions:
        """Index in `pairs` of each pair asked for, or -1 where it is not linked."""
        keys = self.pairs[:, 0] * self.n + self.pairs[:, 1]
        wanted = np.minimum(ones, others) * self.n + np.maximum(ones, others)
        found = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        return np.where(keys[found] == wanted, found, -1)


@dataclass(frozen=True, slots=True)
class Triangles:
    """Some triangles.

    Attributes:
        nodes: shape (t, 3).
        across: index of the pair opposite each node, shape (t, 3).
    """

    nodes: Positions
    across: Positions

    def pair(self, one: int, other: int) -> Positions:
        """Index of the pair of two of the three columns, shape (t,)."""
        return self.across[:, 3 - one - other]


def links_of(graph: "Graph", *, weighted: bool = False) -> Links:
    """The graph's pairs, each weighing one or its combined strength."""
    edges = sorted((min(edge), max(edge)) for edge in graph.edges())
    pairs = np.array(edges, dtype=np.intp).reshape(-1, 2)
    weights = [graph.edges[edge][STRENGTH] for edge in edges] if weighted else [1.0] * len(edges)
    return Links(graph.number_of_nodes(), pairs, np.array(weights, dtype=np.float64))


def triangles(links: Links) -> Iterator[Triangles]:
    """Every triangle once, some at a time, so that memory stays bounded.

    Each is found from its organisation with the fewest partners, which bounds the work by p^1.5.
    """
    low, high, pair = _upwards(links)
    counts = np.bincount(low, minlength=links.n)
    place = np.arange(len(low)) - np.repeat(np.cumsum(counts) - counts, counts)
    later = np.repeat(counts, counts) - place - 1
    edges = np.cumsum(later)
    first = 0
    while first < len(low):
        done = edges[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(edges, done + _WEDGES_AT_ONCE, side="right")))
        yield from _closed(links, (low, high, pair), np.arange(first, last), later[first:last])
        first = last


def _upwards(links: Links) -> tuple[Positions, Positions, Positions]:
    """Every pair from the end with fewer partners to the other, sorted by the first."""
    rank = np.empty(links.n, dtype=np.intp)
    rank[np.argsort(links.degree, kind="stable")] = np.arange(links.n)
    one, other = links.pairs.T
    up = rank[one] < rank[other]
    low, high = np.where(up, one, other), np.where(up, other, one)
    order = np.argsort(low, kind="stable")
    return low[order], high[order], order


def _closed(
    links: Links, up: tuple[Positions, Positions, Positions], rows: Positions, later: Positions
) -> Iterator[Triangles]:
    low, high, pair = up
    one = np.repeat(rows, later)
    if not len(one):
        return
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(later) - later, later)
    third = links.find(high[one], high[other])
    held = third >= 0
    one, other = one[held], other[held]
    nodes = np.column_stack((low[one], high[one], high[other]))
    yield Triangles(nodes, np.column_stack((third[held], pair[other], pair[one])))
