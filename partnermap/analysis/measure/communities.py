"""Communities: clusters that work mostly with each other, as far as they are no accident (MEASURES A12).

Louvain's method gives another answer from every seed, so it runs many times, and only organisations
that fall together in most runs are shown as a group. In a run only organisations are looked at again
whose partners moved, after Ozaki and others 2016: many times faster and no worse.
"""

from collections import deque
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.chance import stop_if_cancelled
from partnermap.analysis.measure.link_arrays import Floats, Links, added, links_of
from partnermap.analysis.measure.result import NotDefined
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

RUNS = 50

MANY = 1_000
"""Above so many organisations `FEW_RUNS` must do."""

FEW_RUNS = 10

SEED = 20_260_103

FEWEST = 10
"""Fewer organisations, or fewer pairs than organisations, show no groups."""

TOGETHER = 0.8
"""Share of the runs in which a member of a group falls together with its others."""

TOO_FEW = NotDefined("It needs ten organisations, and as many linked pairs as organisations.")

_CLEARLY = 1e-12

Groups = npt.NDArray[np.intp]
"""Group of each organisation, shape (n,)."""


@dataclass(frozen=True, slots=True)
class Communities:
    """What the runs agree on.

    Attributes:
        groups: positions of each group, the largest first, of two members or more.
        modularity, low, high: mean, least and largest modularity of the runs.
    """

    groups: tuple[tuple[int, ...], ...]
    modularity: float
    low: float
    high: float


def communities(graph: "Graph", token: Token | None = None) -> Communities | NotDefined:
    """The groups that stay together in most runs."""
    n = graph.number_of_nodes()
    if n < FEWEST or graph.number_of_edges() < n:
        return TOO_FEW
    links = links_of(graph)
    runs = []
    for seed in range(runs_for(n)):
        stop_if_cancelled(token)
        runs.append(louvain(links, np.random.default_rng((SEED, seed))))
    values = [modularity(links, run) for run in runs]
    return Communities(
        groups=_settled(links, np.array(runs)),
        modularity=float(np.clip(np.mean(values), min(values), max(values))),
        low=min(values),
        high=max(values),
    )


def runs_for(n: int) -> int:
    """How many runs a map of so many organisations gets."""
    return RUNS if n <= MANY else FEW_RUNS


def modularity(links: Links, groups: Groups) -> float:
    """Q: share of the pairs inside groups, less what chance would put there."""
    inside = groups[links.pairs[:, 0]] == groups[links.pairs[:, 1]]
    total = links.weights.sum()
    ends = np.bincount(groups, links.strength) / (2 * total)
    return float(links.weights[inside].sum() / total - (ends**2).sum())


def louvain(links: Links, random: np.random.Generator) -> Groups:
    """One run: move organisations while that raises Q, then whole groups, until nothing does."""
    groups, loops = np.arange(links.n), np.zeros(links.n)
    while True:
        moved = _moved(links, loops, random)
        merged, numbers = np.unique(moved, return_inverse=True)
        groups = numbers[groups]
        if len(merged) == links.n:
            return groups
        links, loops = _merged(links, loops, numbers, len(merged))


def _moved(links: Links, loops: Floats, random: np.random.Generator) -> Groups:
    """Group of each node once no node gains by going to the group of a neighbour."""
    partners, weights = _by_node(links)
    ends = (links.strength + 2 * loops).tolist()
    scale = 1 / sum(ends)
    group, held = list(range(links.n)), list(ends)
    waiting, is_waiting = deque(random.permutation(links.n).tolist()), [True] * links.n
    while waiting:
        node = waiting.popleft()
        is_waiting[node] = False
        own = group[node]
        near = {own: 0.0}
        for partner, weight in zip(partners[node], weights[node], strict=True):
            there = group[partner]
            near[there] = near.get(there, 0.0) + weight
        held[own] -= ends[node]
        best = _best(near, held, ends[node] * scale, own)
        held[best] += ends[node]
        if best != own:
            group[node] = best
            for partner in partners[node]:
                if group[partner] != best and not is_waiting[partner]:
                    is_waiting[partner] = True
                    waiting.append(partner)
    return np.array(group)


def _best(near: dict[int, float], held: list[float], pull: float, own: int) -> int:
    """The group whose gain in Q is largest; its own unless another gains clearly more."""
    best, most = own, near[own] - pull * held[own] + _CLEARLY
    for group, weight in near.items():
        if weight > most and weight - pull * held[group] > most:
            best, most = group, weight - pull * held[group]
    return best


def _by_node(links: Links) -> tuple[list[list[int]], list[list[float]]]:
    """Partners of each node, and the weights of the ties to them."""
    ends = np.concatenate((links.pairs, links.pairs[:, ::-1]))
    order = np.argsort(ends[:, 0], kind="stable")
    partners, weights = ends[order, 1].tolist(), np.tile(links.weights, 2)[order].tolist()
    slices = [slice(first, last) for first, last in pairwise(links.starts.tolist())]
    return [partners[part] for part in slices], [weights[part] for part in slices]


def _merged(links: Links, loops: Floats, numbers: Groups, n: int) -> tuple[Links, Floats]:
    """Groups as nodes: ties between two groups added up, ties within as loops."""
    ends = np.sort(numbers[links.pairs], axis=1)
    inside = ends[:, 0] == ends[:, 1]
    within = added(ends[inside, 0], links.weights[inside], n)
    pairs, which = np.unique(ends[~inside], axis=0, return_inverse=True)
    weights = added(which.ravel(), links.weights[~inside], len(pairs))
    return Links(n, pairs, weights), added(numbers, loops, n) + within


def _settled(links: Links, runs: Groups) -> tuple[tuple[int, ...], ...]:
    """Linked organisations that fall together in enough runs, less those who leave the rest too often.

    Only linked pairs are compared, so that memory grows with ties.
    """
    import networkx as nx

    ones, others = links.pairs.T
    steady = (runs[:, ones] == runs[:, others]).mean(axis=0) >= TOGETHER
    bound: nx.Graph[int] = nx.Graph()
    bound.add_edges_from(links.pairs[steady].tolist())
    found = [_kept(np.array(sorted(part)), runs) for part in nx.connected_components(bound)]
    groups = [tuple(members.tolist()) for members in found if len(members) > 1]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def _kept(members: Groups, runs: Groups) -> Groups:
    """Without whoever fits worst, one after the other, until all fall together in enough runs."""
    while len(members) > 1:
        together = _together(runs[:, members])
        if together.min() >= TOGETHER:
            break
        members = np.delete(members, int(together.argmin()))
    return members


def _together(runs: Groups) -> Floats:
    """For each member, with what share of the others it falls together, mean over the runs."""
    size = runs.shape[1]
    shares = np.zeros(size)
    for run in runs:
        _, which, counts = np.unique(run, return_inverse=True, return_counts=True)
        shares += (counts[which] - 1) / (size - 1)
    return shares / len(runs)
