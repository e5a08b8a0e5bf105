"""Betweenness of a very large map, estimated from the routes that begin at some of its organisations."""

import numpy as np

from partnermap.analysis.measure.chance import stop_if_cancelled
from partnermap.analysis.measure.link_arrays import Floats, Links, Positions
from partnermap.jobs.token import Token

SOURCES = 500
"""Organisations whose routes are followed."""

BETWEENNESS_SAMPLED = f"Estimated from the routes that begin at {SOURCES} of the organisations."
"""What a reader must be told."""

SEED = 20_260_104


def sampled_betweenness(links: Links, sources: int = SOURCES, token: Token | None = None) -> list[float]:
    """Brandes' sums over the routes from a sample, scaled up to all; exact when it holds everybody.

    Raises:
        Cancelled: the token was cancelled.
    """
    size = min(sources, links.n)
    chosen = np.random.default_rng(SEED).choice(links.n, size, replace=False)
    total = np.zeros(links.n)
    for source in chosen.tolist():
        stop_if_cancelled(token)
        total += _carried(links, source)
    scale = links.n / (size * (links.n - 1) * (links.n - 2))
    return [float(value) for value in total * scale]


def _carried(links: Links, source: int) -> Floats:
    """How many shortest routes from the source to others pass each organisation, in shares of each."""
    away, routes = np.full(links.n, -1), np.zeros(links.n)
    away[source], routes[source] = 0, 1
    front = np.array([source])
    rings: list[tuple[Positions, Positions]] = []
    while len(front):
        tails, heads = _ties_from(links, front)
        away[heads[away[heads] < 0]] = len(rings) + 1
        onwards = away[heads] == len(rings) + 1
        tails, heads = tails[onwards], heads[onwards]
        np.add.at(routes, heads, routes[tails])
        rings.append((tails, heads))
        front = np.unique(heads)
    carried = np.zeros(links.n)
    for tails, heads in reversed(rings):
        np.add.at(carried, tails, routes[tails] / routes[heads] * (1 + carried[heads]))
    carried[source] = 0
    return carried


def _ties_from(links: Links, front: Positions) -> tuple[Positions, Positions]:
    """Both ends of every tie that begins at the front, the nearer end first."""
    counts = links.degree[front]
    shift = links.starts[front] - (np.cumsum(counts) - counts)
    return np.repeat(front, counts), links.partners[np.repeat(shift, counts) + np.arange(counts.sum())]
