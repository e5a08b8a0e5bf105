"""First positions for the stress layout."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from partnermap.analysis.layout.graph import Anchors, Graph, links
from partnermap.analysis.layout.layout import Floats, Ints
from partnermap.analysis.layout.orient import oriented

GROWING_ROUNDS = 30
SMALL = 100
"""Networks of fewer organisations are started from several places: their maps are looked at closely."""

STARTS = 20
TINY, TINY_STARTS = 30, 100
"""Networks of fewer still have many maps that are nearly as good as the best, and are quickly tried."""

JITTER = 0.01
STIRRED, THROW = 0.15, 2.0
"""Share of the nodes thrown before a further start of a small network, and how far, in spreads."""

STIR = 0.6
"""How far all are moved before every other one."""


def first_start(wanted: Floats, degrees: Ints, seed: int) -> Floats:
    """First positions (n, 2) to settle, the same for the same network under other names."""
    return shaken(oriented(classical_start(wanted), degrees), seed)


def shaken(xy: Floats, seed: int) -> Floats:
    """A copy (n, 2) in which no two stand on one spot; who goes where follows from where they stand."""
    jitter = np.random.default_rng(seed).normal(0.0, JITTER, xy.shape)
    return np.asarray(xy + jitter[_rank(xy)])


def further_starts(n: int, seed: int) -> Iterator[Callable[[Floats], Floats]]:
    """For each further start of a network of n nodes how to make it from the best map so far."""
    for turn in range(1, STARTS if n < SMALL else 1):
        yield partial(stirred, seed=seed + turn)
    for turn in range(STARTS, TINY_STARTS if n < TINY else STARTS):
        yield partial(stirred if turn % 2 else scattered, seed=seed + turn)


def stirred(xy: Floats, seed: int) -> Floats:
    """A copy (n, 2) to be settled again: some nodes thrown anywhere, or in odd turns all of them moved.

    Who goes where follows from where they stand, so that other names give the same map.
    """
    random = np.random.default_rng(seed)
    moves = random.normal(0.0, xy.std() + JITTER, xy.shape)
    thrown = random.random(len(xy)) < STIRRED
    shares = np.where(seed % 2, STIR, np.where(thrown, THROW, 0.0))
    return np.asarray(xy + (moves * shares.reshape(-1, 1))[_rank(xy)])


def scattered(xy: Floats, seed: int) -> Floats:
    """Positions (n, 2) to be settled that have nothing in common with these but their spread."""
    places = np.random.default_rng(seed).normal(0.0, xy.std() + JITTER, xy.shape)
    return np.asarray(places[_rank(xy)])


def _rank(xy: Floats) -> Ints:
    """The order from left to right, shape (n,)."""
    return np.argsort(np.argsort(xy[:, 0].round(6), kind="stable"), kind="stable").astype(np.int32)


def classical_start(wanted: Floats) -> Floats:
    """Classical multidimensional scaling of a distance matrix (Torgerson 1952), shape (n, 2)."""
    n = len(wanted)
    if n < 3:
        return np.column_stack([np.arange(n, dtype=np.float64), np.zeros(n)])
    squared = wanted**2
    inner = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean())
    # NumPy lets other threads run meanwhile; SciPy would hold up the window for as long as it takes.
    values, vectors = np.linalg.eigh(inner)
    scaled = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-9))
    return np.asarray(scaled[:, ::-1])


def pivot_start(wanted: Floats) -> Floats:
    """Pivot multidimensional scaling (Brandes and Pich 2006): distances (n, k) to positions (n, 2)."""
    squared = wanted**2
    inner = -0.5 * (squared - squared.mean(axis=0) - squared.mean(axis=1)[:, None] + squared.mean())
    _, vectors = np.linalg.eigh(inner.T @ inner)
    xy = inner @ vectors[:, -2:][:, ::-1]
    spread = np.abs(xy).std() or 1.0
    return np.asarray(xy / spread * wanted.mean() / 2)


def grown_start(graph: Graph, anchors: Anchors) -> Floats:
    """Anchored nodes where they were, the others at the middle of their neighbours, shape (n, 2)."""
    linked = links(graph)
    held = anchors.held
    xy = np.where(held[:, None], anchors.xy_or_zero, anchors.xy[held].mean(axis=0))
    share = 1.0 / np.maximum(graph.degrees, 1)[:, None]
    for _ in range(GROWING_ROUNDS):
        xy = np.where(held[:, None], xy, share * (linked @ xy))
    return np.asarray(xy)
