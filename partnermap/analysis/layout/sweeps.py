"""Sweeps lower the stress of a large component: everybody steps to where all who pull would have them.

Stress majorisation with its matrix replaced by its diagonal, in single precision, a block of rows at a
time: no inverse, no matrix of distances, and two thousand organisations take hundredths of a second.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from partnermap.analysis.layout.graph import Anchors, Graph
from partnermap.analysis.layout.layout import Floats, Ints
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

Singles = npt.NDArray[np.float32]

BLOCK = 65536
"""Pairs at a time: what a block needs stays in the processor's cache."""

LEAP, STEP = 1.8, 0.9
"""How far to go towards the best places: beyond them while moves shrink, else safely short of them."""

STILL = 1e-4
"""Stop when a sweep moves organisations by a smaller share of the map's spread, on average."""

_NEAREST = 1e-6


class Pulls(Protocol):
    """What pulls at organisations.

    Attributes:
        totals: weight of all that pulls at each, shape (n,).
    """

    totals: Floats

    def towards(self, xy: Floats) -> Floats:
        """For each the sum of weight times the place where a pull would have it, shape (n, 2)."""


def settled(start: Floats, pulls: Sequence[Pulls], anchors: Anchors, rounds: int) -> Floats:
    """Positions (n, 2) from a start, after so many sweeps or as soon as hardly anything moves.

    Raises:
        Cancelled: a token said so.
    """
    weights = np.sum([pull.totals for pull in pulls], axis=0)
    holding = anchors.pull(weights)[:, None]
    base, kept = weights[:, None] + holding, holding * anchors.xy_or_zero
    xy, leap, before = start, LEAP, np.inf
    for _ in range(rounds):
        move = np.sum([pull.towards(xy) for pull in pulls], axis=0)
        move = (move + kept) / base - xy
        moved = float(np.abs(move).mean())
        leap = STEP if moved > before else leap
        xy = xy + leap * move
        if leap * moved < STILL * xy.std():
            break
        before = moved
    return np.asarray(xy)


class FarPulls:
    """The pulls of some targets on every node, a block of nodes at a time."""

    def __init__(
        self,
        targets: Ints,
        closeness: Callable[[slice], Singles],
        *,
        voices: Singles | None = None,
        token: Token | None = None,
    ) -> None:
        """Prepare.

        Args:
            targets: the nodes that pull, shape (k,).
            closeness: for some nodes one over the distance wanted to every target, shape (b, k), nought
                where nothing pulls; no rows beyond the last node.
            voices: for how many nodes a target pulls, shape (n, k); None for itself alone.
            token: lets somebody cancel the work.
        """
        self._targets = targets
        self._closeness = closeness
        self._voices = voices
        self._token = token
        self.totals = np.concatenate(
            [self._weights(rows, close).sum(axis=1) for rows, close in self._blocks()]
        ).astype(np.float64)

    def towards(self, xy: Floats) -> Floats:
        """See `Pulls`."""
        places = xy.astype(np.float32)
        goals = places[self._targets]
        sums = np.empty((len(xy), 2))
        for rows, close in self._blocks():
            here = places[rows]
            weights = self._weights(rows, close)
            pushes = np.divide(close, _gaps(here, goals), out=close)
            if self._voices is not None:
                pushes *= self._voices[rows]
            sums[rows] = pushes.sum(axis=1)[:, None] * here
            sums[rows] += np.subtract(weights, pushes, out=weights) @ goals
        return sums

    def least_stress(self, xy: Floats) -> float:
        """Stress of positions at their best size."""
        places = xy.astype(np.float32)
        goals = places[self._targets]
        whole, ratios, squares = 0.0, 0.0, 0.0
        for rows, close in self._blocks():
            ratio = close * _gaps(places[rows], goals)
            voiced = ratio if self._voices is None else ratio * self._voices[rows]
            pulls = close > 0 if self._voices is None else self._voices[rows][close > 0]
            whole += float(pulls.sum(dtype=np.float64))
            ratios += float(voiced.sum(dtype=np.float64))
            squares += float(np.vdot(voiced, ratio))
        return whole - ratios**2 / max(squares, 1e-12)

    def _weights(self, rows: slice, close: Singles) -> Singles:
        weights = close * close
        return weights if self._voices is None else weights * self._voices[rows]

    def _blocks(self) -> Iterator[tuple[slice, Singles]]:
        """Nodes with their closeness, which may be written over."""
        step = max(1, BLOCK // len(self._targets))
        begin = 0
        while len(close := self._closeness(slice(begin, begin + step))):
            if self._token is not None and self._token.is_cancelled:
                raise Cancelled
            yield slice(begin, begin + len(close)), close
            begin += step


class TiePulls:
    """The pulls of partners on each other, where only some nodes pull from afar."""

    def __init__(self, graph: Graph, lengths: Floats) -> None:
        """Prepare; `lengths` are wanted, of every pair, shape (p,)."""
        one, other = graph.pairs[:, 0], graph.pairs[:, 1]
        self._one, self._other = np.concatenate([one, other]), np.concatenate([other, one])
        self._lengths = np.tile(lengths, 2)
        self._weights = 1.0 / self._lengths**2
        self._n = graph.n
        self.totals = self._summed(self._weights)

    def towards(self, xy: Floats) -> Floats:
        """See `Pulls`."""
        away = xy[self._one] - xy[self._other]
        gaps = np.maximum(np.hypot(away[:, 0], away[:, 1]), _NEAREST)
        goals = xy[self._other] + away * (self._lengths / gaps)[:, None]
        return np.column_stack([self._summed(self._weights * goals[:, axis]) for axis in (0, 1)])

    def _summed(self, values: Floats) -> Floats:
        return np.bincount(self._one, values, self._n).astype(np.float64)


def _gaps(here: Singles, goals: Singles) -> Singles:
    """Distances (b, k), never nought."""
    across, down = np.ascontiguousarray(goals.T)
    gaps = here[:, :1] - across
    gaps *= gaps
    below = here[:, 1:] - down
    below *= below
    gaps += below
    np.sqrt(gaps, out=gaps)
    return np.asarray(np.maximum(gaps, _NEAREST, out=gaps))
