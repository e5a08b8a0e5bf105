"""Robustness: how fast the map falls apart if its members drop out one by one (MEASURES A11)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.chance import stop_if_cancelled
from partnermap.analysis.measure.link_arrays import is_large
from partnermap.analysis.measure.result import NO_TIES, TOO_FEW_FOR_PATHS, NotDefined
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

TIE_BREAKS = 200
"""Ways to break ties among the busiest."""

FEW_TIE_BREAKS = 20
"""As many on a map above `links.LARGE`, where ties hardly matter."""

RANDOM_ORDERS = 20
"""Orders behind the curve of random loss."""

SEED = 20_260_102

Sizes = npt.NDArray[np.int_]
Shuffled = Callable[[list[int]], list[int]]


@dataclass(frozen=True, slots=True)
class Robustness:
    """R of Schneider and others over random tie-breaks: the mean, the least and the largest.

    Attributes:
        busiest: share left in the largest piece after 0, 1 to n losses of the busiest, mean over the
            tie-breaks.
        random: the same when anybody may drop out.
    """

    mean: float
    low: float
    high: float
    busiest: tuple[float, ...]
    random: tuple[float, ...]


def robustness(graph: "Graph", token: Token | None = None) -> Robustness | NotDefined:
    """R: mean share left in the largest piece while the busiest organisations are removed in turn."""
    n = graph.number_of_nodes()
    if n < 3:
        return TOO_FEW_FOR_PATHS
    if not graph.number_of_edges():
        return NO_TIES
    neighbours = [list(graph[node]) for node in range(n)]
    busiest = np.array(
        [_busiest_lost(neighbours, shuffled) for shuffled in _shuffles(tie_breaks(n), 0, token)]
    )
    orders = (shuffled(list(range(n))) for shuffled in _shuffles(RANDOM_ORDERS, 1, token))
    others = [largest_left(neighbours, order) for order in orders]
    sums = busiest[:, 1:].sum(axis=1)
    return Robustness(
        mean=float(sums.sum() / (len(sums) * n * n)),
        low=float(sums.min() / (n * n)),
        high=float(sums.max() / (n * n)),
        busiest=tuple((busiest.mean(axis=0) / n).tolist()),
        random=tuple((np.mean(others, axis=0) / n).tolist()),
    )


def one_robustness(neighbours: list[list[int]], random: np.random.Generator) -> float:
    """R for one way to break ties, of a map given by the partners of each organisation."""
    left = _busiest_lost(neighbours, _shuffle(random))
    return float(left[1:].sum() / len(neighbours) ** 2)


def tie_breaks(n: int) -> int:
    """How many ways to break ties are tried among so many organisations."""
    return FEW_TIE_BREAKS if is_large(n) else TIE_BREAKS


def _shuffles(draws: int, stream: int, token: Token | None) -> Iterator[Shuffled]:
    """A shuffle for each draw, its random numbers its own."""
    for draw in range(draws):
        stop_if_cancelled(token)
        yield _shuffle(np.random.default_rng((SEED, stream, draw)))


def _shuffle(random: np.random.Generator) -> Shuffled:
    return lambda nodes: random.permutation(nodes).tolist()


def _busiest_lost(neighbours: list[list[int]], shuffled: Shuffled) -> Sizes:
    return largest_left(neighbours, removal_order(neighbours, shuffled))


def removal_order(neighbours: list[list[int]], shuffled: Shuffled) -> list[int]:
    """Always the organisation with most partners left; `shuffled` puts equals in order.

    No partner count rises, so those with the most stay the only ones to choose from until none of them
    has as many: one shuffle of them stands for a draw at each choice.
    """
    left = [len(partners) for partners in neighbours]
    having: list[list[int]] = [[] for _ in range(max(left) + 1)]
    for node, count in enumerate(left):
        having[count].append(node)
    order: list[int] = []
    for count in range(len(having) - 1, -1, -1):
        for node in shuffled([node for node in having[count] if left[node] == count]):
            if left[node] == count:
                left[node] = -1
                order.append(node)
                for partner in neighbours[node]:
                    fewer = left[partner] - 1
                    if fewer >= 0:
                        left[partner] = fewer
                        having[fewer].append(partner)
    return order


def largest_left(neighbours: list[list[int]], order: list[int]) -> Sizes:
    """Size of the largest piece after 0, 1 to n losses in this order, shape (n + 1,).

    The losses are undone from the last to the first, so that pieces only ever join. The body is one
    loop because it runs for every organisation of every draw.
    """
    n = len(order)
    head, size, largest, sizes = list(range(n)), [0] * n, 0, [0]
    for node in reversed(order):
        root = node
        size[root] = 1
        for partner in neighbours[node]:
            if size[partner]:
                other = partner
                while head[other] != other:
                    head[other] = other = head[head[other]]
                if other != root:
                    if size[other] > size[root]:
                        root, other = other, root
                    head[other] = root
                    size[root] += size[other]
        largest = max(largest, size[root])
        sizes.append(largest)
    return np.array(sizes[::-1])
