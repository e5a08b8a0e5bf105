"""Structural holes: constraint, effective size and efficiency (MEASURES A13 and A14, Burt).

Found from the triangles of the graph, so that neither time nor memory grows with organisations squared.
"""

from itertools import permutations

import numpy as np

from partnermap.analysis.measure.link_arrays import Floats, Links, Positions, added, triangles


def constraint(links: Links) -> list[float | None]:
    """Burt's constraint; None for an isolate."""
    shares = _shares(links)
    held = shares.copy()
    for found in triangles(links):
        for one, other, between in permutations(range(3)):
            way = _side(links, found.pair(one, other), found.nodes[:, one])
            first = _side(links, found.pair(one, between), found.nodes[:, one])
            second = _side(links, found.pair(between, other), found.nodes[:, between])
            through = shares.ravel()[first] * shares.ravel()[second]
            held += added(way, through, held.size).reshape(held.shape)
    return _where_linked(links, added(links.pairs.ravel(), held.ravel() ** 2, links.n))


def effective_sizes(links: Links) -> list[float | None]:
    """Partners less their overlap; for equal weights, less twice the ties among them over their number.

    None for an isolate. With weights, a tie between two partners counts by its share of the strongest
    tie of the first of them, as Burt has it.
    """
    shares, most = _shares(links).ravel(), _strongest(links)
    sizes = links.degree.astype(np.float64)
    for found in triangles(links):
        for one, other, third in permutations(range(3)):
            share = shares[_side(links, found.pair(one, third), found.nodes[:, one])]
            shared = links.weights[found.pair(other, third)] / most[found.nodes[:, other]]
            sizes -= added(found.nodes[:, one], share * shared, links.n)
    return _where_linked(links, sizes)


def efficiencies(links: Links) -> list[float | None]:
    """Effective size over partners, at most 1; None for an isolate."""
    sizes = zip(effective_sizes(links), links.degree.tolist(), strict=True)
    return [None if size is None else size / degree for size, degree in sizes]


def _shares(links: Links) -> Floats:
    """Share that each end of a pair gives it of all its links, shape (p, 2)."""
    shares: Floats = links.weights[:, None] / links.strength[links.pairs]
    return shares


def _side(links: Links, pair: Positions, node: Positions) -> Positions:
    """Index in the raveled (p, 2) array of this end of the pair."""
    sides: Positions = 2 * pair + (links.pairs[pair, 0] != node)
    return sides


def _strongest(links: Links) -> Floats:
    most = np.zeros(links.n)
    np.maximum.at(most, links.pairs.ravel(), np.repeat(links.weights, 2))
    return most


def _where_linked(links: Links, values: Floats) -> list[float | None]:
    return [
        float(value) if partners else None for value, partners in zip(values, links.degree, strict=True)
    ]
