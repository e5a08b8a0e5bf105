"""Robustness: how fast the map falls apart if its busiest members drop out (MEASURES A11)."""

import heapq
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from partnermap.analysis.measure.result import NO_TIES, TOO_FEW_FOR_PATHS, NotDefined
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

TIE_BREAKS = 200
SEED = 20_260_102

Neighbours = list[list[int]]


@dataclass(frozen=True, slots=True)
class Robustness:
    """R of Schneider and others over random tie-breaks: the mean, the least and the largest."""

    mean: float
    low: float
    high: float


def robustness(graph: "Graph", token: Token | None = None) -> Robustness | NotDefined:
    """R: mean share left in the largest piece while the busiest organisations are removed in turn."""
    n = graph.number_of_nodes()
    if n < 3:
        return TOO_FEW_FOR_PATHS
    if not graph.number_of_edges():
        return NO_TIES
    neighbours: Neighbours = [list(graph[node]) for node in range(n)]
    values = []
    for draw in range(TIE_BREAKS):
        if token is not None and token.is_cancelled:
            raise Cancelled
        # One draw for every organisation and one for each time that it loses a partner.
        draws = np.random.default_rng((SEED, draw)).random(n + graph.number_of_edges())
        values.append(_r(neighbours, _removal_order(neighbours, iter(draws.tolist()))))
    return Robustness(math.fsum(values) / len(values), min(values), max(values))


def _removal_order(neighbours: Neighbours, draws: Iterator[float]) -> list[int]:
    """Always the organisation with most partners left; equals in random order."""
    degree = [len(partners) for partners in neighbours]
    heap = [(-size, next(draws), node) for node, size in enumerate(degree)]
    heapq.heapify(heap)
    gone: dict[int, None] = {}
    while heap:
        size, _, node = heapq.heappop(heap)
        if node in gone or -size != degree[node]:
            continue
        gone[node] = None
        for partner in neighbours[node]:
            if partner not in gone:
                degree[partner] -= 1
                heapq.heappush(heap, (-degree[partner], next(draws), partner))
    return list(gone)


def _r(neighbours: Neighbours, order: list[int]) -> float:
    """Put back in reverse, so that pieces only ever join: S(Q) is the largest before each return."""
    n = len(order)
    head, size = list(range(n)), [0] * n
    largest = total = 0
    for node in reversed(order):
        total += largest
        size[node] = 1
        largest = max(largest, 1)
        for partner in neighbours[node]:
            if size[partner]:
                largest = max(largest, _join(head, size, node, partner))
    return total / (n * n)


def _join(head: list[int], size: list[int], one: int, other: int) -> int:
    one, other = _find(head, one), _find(head, other)
    if one == other:
        return size[one]
    if size[one] < size[other]:
        one, other = other, one
    head[other] = one
    size[one] += size[other]
    return size[one]


def _find(head: list[int], node: int) -> int:
    while head[node] != node:
        head[node] = head[head[node]]
        node = head[node]
    return node
