"""Brokerage: who links sectors that would otherwise not meet, and in which role (MEASURES A15).

Counted from sums by sector less the triangles, so that an organisation with thousands of partners costs
no more than its ties. Organisations of unknown sector are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.link_arrays import Links, links_of, triangles
from partnermap.network.network import Network

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

Ways = npt.NDArray[np.bool_]
"""Whether each pair is tied from its smaller position to its larger, and back; shape (p, 2)."""

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Brokerage:
    """Pairs of partners not tied to each other that an organisation links, by role."""

    coordinator: int = 0
    gatekeeper_representative: int = 0
    consultant: int = 0
    liaison: int = 0


@dataclass(frozen=True, slots=True)
class DirectedBrokerage:
    """Ordered pairs a, b with ties a to v and v to b but none a to b, by the role of v.

    A gatekeeper lets what comes from outside into its own sector; a representative speaks for its own
    sector to another.
    """

    coordinator: int = 0
    gatekeeper: int = 0
    representative: int = 0
    consultant: int = 0
    liaison: int = 0


@dataclass(frozen=True, slots=True)
class ExpectedBrokerage:
    """What an organisation of one sector would count if the ties fell at random."""

    coordinator: float
    gatekeeper_representative: float
    consultant: float
    liaison: float


def brokerage(graph: "Graph", labels: Sequence[str | None]) -> list[Brokerage | None]:
    """Gould and Fernandez' roles, undirected; None where the organisation's sector is not known."""
    links = links_of(graph)
    found = roles_by_direction(links, np.ones((len(links.pairs), 2), dtype=np.bool_), labels)
    return [None if roles is None else _undirected(roles) for roles in found]


def _undirected(roles: DirectedBrokerage) -> Brokerage:
    """Each pair counts once: both its orders were counted, a gatekeeper's as a representative's."""
    return Brokerage(
        coordinator=roles.coordinator // 2,
        gatekeeper_representative=(roles.gatekeeper + roles.representative) // 2,
        consultant=roles.consultant // 2,
        liaison=roles.liaison // 2,
    )


def directed_brokerage(network: Network, labels: Sequence[str | None]) -> list[DirectedBrokerage | None]:
    """The same by direction; a tie without one leads both ways."""
    links = Links(len(labels), network.pairs.astype(np.intp), np.ones(len(network.pairs)))
    ways = np.zeros((len(links.pairs), 2), dtype=np.bool_)
    if len(ways):
        ones, others = network.ends.astype(np.intp).T
        pair, back = links.find(ones, others), ones > others
        ways[pair, back.astype(np.intp)] = True
        both = np.array([not tie.directed for tie in network.ties])
        ways[pair[both]] = True
    return roles_by_direction(links, ways, labels)


def roles_by_direction(
    links: Links, ways: Ways, labels: Sequence[str | None]
) -> list[DirectedBrokerage | None]:
    """Roles of everybody, from the pairs and the ways that they are tied."""
    names = list(dict.fromkeys(label for label in labels if label is not None))
    codes = np.array([-1 if label is None else names.index(label) for label in labels], dtype=np.intp)
    routes = _routes(links, ways, codes, len(names))
    sums = _by_role(routes, codes)
    return [
        None if label is None else DirectedBrokerage(*row)
        for label, row in zip(labels, sums.tolist(), strict=True)
    ]


def _routes(links: Links, ways: Ways, codes: npt.NDArray[np.intp], size: int) -> Counts:
    """Routes a, v, b without a tie a to b, by v and the sectors of a and b: shape (n, size, size)."""
    pairs = links.pairs
    into, out = np.zeros((2, links.n, size), dtype=np.int64)
    back_and_forth = np.zeros((links.n, size), dtype=np.int64)
    for column in (0, 1):
        near, far = pairs[:, column], pairs[:, 1 - column]
        known = codes[far] >= 0
        away, home = ways[:, column] & known, ways[:, 1 - column] & known
        np.add.at(out, (near[away], codes[far[away]]), 1)
        np.add.at(into, (near[home], codes[far[home]]), 1)
        np.add.at(back_and_forth, (near[away & home], codes[far[away & home]]), 1)
    routes = into[:, :, None] * out[:, None, :]
    sectors = np.arange(size)
    routes[:, sectors, sectors] -= back_and_forth
    _without_closed(links, ways, codes, routes)
    return routes


def _without_closed(links: Links, ways: Ways, codes: npt.NDArray[np.intp], routes: Counts) -> None:
    """Take off the routes a, v, b whose ends are tied a to b: each lies in a triangle."""
    for found in triangles(links):
        for a, v, b in permutations(range(3)):
            start, middle, end = (found.nodes[:, column] for column in (a, v, b))
            closed = (
                _leads(links, ways, found.pair(a, v), start)
                & _leads(links, ways, found.pair(v, b), middle)
                & _leads(links, ways, found.pair(a, b), start)
                & (codes[start] >= 0)
                & (codes[end] >= 0)
            )
            np.subtract.at(routes, (middle[closed], codes[start[closed]], codes[end[closed]]), 1)


def _leads(
    links: Links, ways: Ways, pair: npt.NDArray[np.intp], start: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Whether each pair is tied in the direction that leads from its start."""
    leads: npt.NDArray[np.bool_] = ways[pair, (links.pairs[pair, 0] != start).astype(np.intp)]
    return leads


def _by_role(routes: Counts, codes: npt.NDArray[np.intp]) -> Counts:
    """Sums in the order of the fields of DirectedBrokerage, shape (n, 5)."""
    nodes = np.arange(len(codes))
    total, same = routes.sum(axis=(1, 2)), np.trace(routes, axis1=1, axis2=2)
    coordinator = routes[nodes, codes, codes] if routes.size else total
    gatekeeper = routes[nodes, :, codes].sum(axis=1) - coordinator if routes.size else total
    representative = routes[nodes, codes, :].sum(axis=1) - coordinator if routes.size else total
    consultant = same - coordinator
    liaison = total - same - gatekeeper - representative
    return np.column_stack((coordinator, gatekeeper, representative, consultant, liaison))


def expected_brokerage(graph: "Graph", labels: Sequence[str | None]) -> dict[str, ExpectedBrokerage]:
    """By sector: what random ties of the same density among the same sectors would give, undirected."""
    known = [label for label in labels if label is not None]
    n = len(known)
    sizes = {name: known.count(name) for name in dict.fromkeys(known)}
    linked = sum(labels[one] is not None and labels[other] is not None for one, other in graph.edges())
    density = 2 * linked / (n * (n - 1)) if n > 1 else 0.0
    chance = density**2 * (1 - density)
    return {name: _expected(chance, n, name, sizes) for name in sizes}


def _expected(chance: float, n: int, name: str, sizes: dict[str, int]) -> ExpectedBrokerage:
    own = sizes[name]
    within = (own - 1) * (own - 2) / 2
    across = (n - own) * (own - 1)
    others = sum(size * (size - 1) for other, size in sizes.items() if other != name) / 2
    return ExpectedBrokerage(
        coordinator=chance * within,
        gatekeeper_representative=chance * across,
        consultant=chance * others,
        liaison=chance * ((n - 1) * (n - 2) / 2 - within - across - others),
    )
