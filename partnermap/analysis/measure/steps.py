"""Steps between organisations, from every one to every other, without a table of all pairs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.chance import stop_if_cancelled
from partnermap.analysis.measure.link_arrays import Floats, Links, links_of
from partnermap.analysis.measure.result import NOT_CONNECTED, TOO_FEW_FOR_PAIRS, NotDefined
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

_WORDS_AT_ONCE = 1 << 22
"""Numbers of 64 bits that may be gathered at once: 32 megabytes."""

Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Steps:
    """What each organisation sees of the others, each array of shape (n,).

    Attributes:
        reached: others that it can reach.
        total: sum of the steps to them.
        inverse: sum of one over the steps to them.
    """

    reached: Floats
    total: Floats
    inverse: Floats

    @property
    def is_connected(self) -> bool:
        """Whether everybody can reach everybody."""
        return bool((self.reached == len(self.reached) - 1).all())


def distances(graph: "Graph", token: Token | None = None) -> Steps:
    """Count, step by step, how many others each organisation reaches anew.

    Each bit stands for one organisation that is searched from: one step of 64 searches is one
    operation on whole numbers, so that all searches of a place run side by side.

    Raises:
        Cancelled: the token was cancelled.
    """
    links = links_of(graph)
    steps = Steps(*np.zeros((3, links.n)))
    if not len(links.pairs):
        return steps
    words = max(1, min(-(-links.n // 64), _WORDS_AT_ONCE // len(links.partners)))
    for first in range(0, links.n, 64 * words):
        stop_if_cancelled(token)
        sources = np.arange(first, min(links.n, first + 64 * words))
        _search(links, _one_bit_each(links.n, sources, words), steps)
    return steps


def _one_bit_each(n: int, sources: npt.NDArray[np.intp], words: int) -> Bits:
    word, bit = np.divmod(sources - sources[0], 64)
    bits = np.zeros((n, words), dtype=np.uint64)
    bits[sources, word] = np.uint64(1) << bit.astype(np.uint64)
    return bits


def _search(links: Links, front: Bits, steps: Steps) -> None:
    linked = np.flatnonzero(links.degree)
    begins, seen, away = links.starts[linked], front.copy(), 0
    while True:
        away += 1
        new = np.zeros_like(front)
        new[linked] = np.bitwise_or.reduceat(front[links.partners], begins, axis=0)
        new &= ~seen
        found = np.bitwise_count(new).sum(axis=1, dtype=np.float64)
        if not found.any():
            return
        steps.reached[:] += found
        steps.total[:] += away * found
        steps.inverse[:] += found / away
        seen |= new
        front = new


def closeness(steps: Steps) -> list[float] | NotDefined:
    """Others over the sum of steps to them; only where everybody can reach everybody."""
    n = len(steps.total)
    if n < 2:
        return TOO_FEW_FOR_PAIRS
    if not steps.is_connected:
        return NOT_CONNECTED
    return [float(value) for value in (n - 1) / steps.total]


def harmonic_closeness(steps: Steps) -> list[float] | NotDefined:
    """Mean of one over the steps to each other, nought for those out of reach."""
    n = len(steps.inverse)
    if n < 2:
        return TOO_FEW_FOR_PAIRS
    return [float(value) for value in steps.inverse / (n - 1)]
