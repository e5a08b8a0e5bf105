"""Random graphs to compare a map with (MEASURES A24): as many links at random, or the same partners.

A6 and A11 are compared with graphs of as many organisations and pairs; communities (A12) with graphs
in which everybody keeps their number of partners. These are the slow null models: they belong in the
background, report progress and can be cancelled.
"""

from typing import TYPE_CHECKING

import numpy as np

from partnermap.analysis.measure.chance import DRAWS, SEED, Chance, Floats, chance_of, check
from partnermap.analysis.measure.communities import communities, louvain, modularity
from partnermap.analysis.measure.link_arrays import Links, links_of
from partnermap.analysis.measure.result import NOT_CONNECTED, NotDefined
from partnermap.analysis.measure.robustness import one_robustness, robustness
from partnermap.analysis.measure.shape import Pairs, shape_of
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

KEYS = (
    "centralisation.degree",
    "centralisation.betweenness",
    "centralisation.closeness",
    "robustness.mean",
)
"""What is compared with random graphs, by key in the JSON of `measures`."""

SWAPS_A_PAIR = 10
"""Swaps tried for each pair before the first rewired graph; one for each between two graphs."""


def shape_chances(
    graph: "Graph", seed: int = SEED, token: Token | None = None, draws: int = DRAWS
) -> dict[str, Chance | NotDefined]:
    """Centralisation and robustness against graphs with as many organisations and pairs, by `KEYS`.

    Raises:
        Cancelled: the token was cancelled.
    """
    whole = robustness(graph, token)
    if isinstance(whole, NotDefined):
        return dict.fromkeys(KEYS, whole)
    links = links_of(graph)
    own = np.append(_shape(links.n, links.pairs), whole.mean)
    drawn, random = np.empty((draws, len(KEYS))), np.random.default_rng(seed)
    for draw in range(draws):
        check(token, draw / draws, "drawing links at random")
        pairs = random_pairs(links.n, len(links.pairs), random)
        once = one_robustness(_neighbours(links.n, pairs), random)
        drawn[draw] = np.append(_shape(links.n, pairs), once)
    return {
        key: chance_of(value, drawn[:, place]) if np.isfinite(value) else NOT_CONNECTED
        for place, (key, value) in enumerate(zip(KEYS, own.tolist(), strict=True))
    }


def random_pairs(n: int, m: int, random: np.random.Generator) -> Pairs:
    """Different pairs of n organisations, every set of m equally likely, shape (m, 2)."""
    chosen = random.choice(n * (n - 1) // 2, size=m, replace=False, shuffle=False)
    # Pair number k has its larger end at the largest `high` with high (high - 1) / 2 <= k.
    high = ((1 + np.sqrt(1 + 8 * chosen.astype(np.float64))) / 2).astype(np.intp)
    high -= high * (high - 1) // 2 > chosen
    return np.column_stack((chosen - high * (high - 1) // 2, high)).astype(np.intp)


def modularity_chance(
    graph: "Graph", seed: int = SEED, token: Token | None = None, draws: int = DRAWS
) -> Chance | NotDefined:
    """Whether the map falls into clusters more than its numbers of partners alone would make it.

    The modularity of the map is the mean of its many runs; each rewired graph is divided once, so the
    draws spread a little more than the means of graphs would, and luck gets the benefit of the doubt.

    Raises:
        Cancelled: the token was cancelled.
    """
    own = communities(graph, token)
    if isinstance(own, NotDefined):
        return own
    links, random = links_of(graph), np.random.default_rng(seed)
    rewired = Rewired(links.pairs, random)
    rewired.swap(SWAPS_A_PAIR * len(links.pairs))
    drawn = np.empty(draws)
    for draw in range(draws):
        check(token, draw / draws, "rewiring the links at random")
        rewired.swap(len(links.pairs))
        drawn[draw] = _modularity(links.n, rewired.pairs, random)
    return chance_of(own.modularity, drawn)


def _modularity(n: int, pairs: Pairs, random: np.random.Generator) -> float:
    """Q of the division that one run finds."""
    links = Links(n, np.unique(np.sort(pairs, axis=1), axis=0), np.ones(len(pairs)))
    return modularity(links, louvain(links, random))


class Rewired:
    """Pairs that are rewired in place; everybody keeps as many partners as they had."""

    def __init__(self, pairs: Pairs, random: np.random.Generator) -> None:
        self._pairs = [(int(one), int(other)) for one, other in pairs]
        self._linked = {frozenset(pair) for pair in self._pairs}
        self._random = random

    @property
    def pairs(self) -> Pairs:
        """As they are now, shape (p, 2)."""
        return np.array(self._pairs, dtype=np.intp).reshape(-1, 2)

    def swap(self, tries: int) -> None:
        """Let two pairs a-b and c-d become a-d and c-b, so often, wherever both are new."""
        places = self._random.integers(len(self._pairs), size=(tries, 2)).tolist()
        turned = self._random.random(tries) < 0.5
        for (first, second), turn in zip(places, turned.tolist(), strict=True):
            self._swap(first, second, turn)

    def _swap(self, first: int, second: int, turn: bool) -> None:
        (a, b), (c, d) = self._pairs[first], self._pairs[second]
        if turn:
            c, d = d, c
        new, other = frozenset((a, d)), frozenset((c, b))
        if len({a, b, c, d}) < 4 or new in self._linked or other in self._linked:
            return
        self._linked -= {frozenset((a, b)), frozenset((c, d))}
        self._linked |= {new, other}
        self._pairs[first], self._pairs[second] = (a, d), (c, b)


def _shape(n: int, pairs: Pairs) -> Floats:
    """The three forms of centralisation; NaN where one is not defined."""
    shape = shape_of(n, pairs)
    values = (shape.degree, shape.betweenness, shape.closeness)
    return np.array([np.nan if isinstance(value, NotDefined) else value for value in values])


def _neighbours(n: int, pairs: Pairs) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(n)]
    for one, other in pairs.tolist():
        found[one].append(other)
        found[other].append(one)
    return found
