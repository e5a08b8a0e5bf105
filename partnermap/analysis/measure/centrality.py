"""Centrality of each organisation and centralisation of the whole (MEASURES A2, A3, A5, A6, A10).

Everything but strength and weighted betweenness uses the simple unweighted graph; lists follow the order
of positions.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from partnermap.analysis.measure.graph import STRENGTH
from partnermap.analysis.measure.link_arrays import Floats, is_large, links_of
from partnermap.analysis.measure.result import (
    NO_TIES,
    TOO_FEW_FOR_PAIRS,
    TOO_FEW_FOR_PATHS,
    NotDefined,
)
from partnermap.analysis.measure.sampling import sampled_betweenness
from partnermap.jobs.token import Token
from partnermap.network.network import Network

if TYPE_CHECKING:
    import rustworkx as rx

    from partnermap.analysis.measure.graph import Graph

IN_PARTS = 300
"""From so many organisations on betweenness is computed in parts where somebody may cancel it: in one
piece, three times as fast, it keeps every other thread of Python waiting, a window's too."""

WEIGHTED_LIMIT = 300
"""Up to so many organisations weighted betweenness is computed: no library does it fast."""

TOO_LARGE_TO_WEIGH = NotDefined(f"It is computed for up to {WEIGHTED_LIMIT} organisations.")

NO_PRINCIPAL_VECTOR = NotDefined("Several patterns of ties are equally strong.")

WHOLE_SPECTRUM_LIMIT = 300
"""Up to so many organisations computing every eigenvector costs less than loading SciPy for one."""


@dataclass(frozen=True, slots=True)
class Centralisation:
    """Freeman's centralisation, 0 even to 1 all through one organisation."""

    degree: float | NotDefined
    betweenness: float | NotDefined
    closeness: float | NotDefined


def degrees(graph: "Graph") -> list[int]:
    """How many partners each organisation has."""
    return [graph.degree[node] for node in range(graph.number_of_nodes())]


def strengths(network: Network) -> list[int]:
    """Sum of the strengths of all ties of each organisation, of every kind."""
    totals = np.zeros(len(network.organisation_ids))
    np.add.at(totals, network.ends.ravel(), np.repeat(network.strengths, 2))
    return [round(total) for total in totals]


def degree_centrality(degree: list[int]) -> list[float] | NotDefined:
    """Share of the others that each organisation is linked to, 0 to 1."""
    n = len(degree)
    return [partners / (n - 1) for partners in degree] if n > 1 else TOO_FEW_FOR_PAIRS


def betweenness(graph: "Graph", token: Token | None = None) -> list[float] | NotDefined:
    """Share of shortest routes between two others that pass each organisation, 0 to 1.

    On a map above `links.LARGE` estimated from the routes that begin at some organisations.
    """
    n = graph.number_of_nodes()
    if n < 3:
        return TOO_FEW_FOR_PATHS
    if is_large(n):
        return sampled_betweenness(links_of(graph), token=token)
    if n >= IN_PARTS and token is not None:
        return _to_twelve_digits(sampled_betweenness(links_of(graph), n, token))
    import rustworkx as rx

    found = rx.graph_betweenness_centrality(_rust_graph(graph), parallel_threshold=IN_PARTS)
    values = [float(found[node]) for node in range(n)]
    return _to_twelve_digits(values) if n >= IN_PARTS else values


def _to_twelve_digits(values: list[float]) -> list[float]:
    """So many sums differ in their last digits from way to way and from computer to computer."""
    return [round(value, 12) for value in values]


def weighted_betweenness(graph: "Graph") -> list[float] | NotDefined:
    """Betweenness where a tie twice as strong is half as long: length is one over combined strength."""
    import networkx as nx

    n = graph.number_of_nodes()
    if n < 3:
        return TOO_FEW_FOR_PATHS
    if n > WEIGHTED_LIMIT:
        return TOO_LARGE_TO_WEIGH
    strengths = {edge: Fraction(graph.edges[edge][STRENGTH]) for edge in graph.edges()}
    # Whole numbers, so that routes of equal length tie: 1/1 + 1/3 and 1/1 + 1/6 + 1/6 do not in floats.
    whole = math.lcm(*(strength.numerator for strength in strengths.values()))
    lengths: Graph = nx.Graph()
    lengths.add_nodes_from(graph)
    for (one, other), strength in strengths.items():
        lengths.add_edge(one, other, length=int(whole / strength))
    found = nx.betweenness_centrality(lengths, weight="length")
    return [float(found[node]) for node in range(n)]


def eigenvector(graph: "Graph") -> list[float | None] | NotDefined:
    """Principal eigenvector of length 1 of the largest piece; None outside it.

    Of several largest pieces the one with most pairs counts, then the one recorded first.
    """
    import networkx as nx

    if not graph.number_of_edges():
        return NO_TIES
    parts = [sorted(part) for part in nx.connected_components(graph)]
    largest = max(parts, key=lambda part: (len(part), graph.subgraph(part).number_of_edges(), -part[0]))
    vector = _principal_vector(graph, largest)
    if isinstance(vector, NotDefined):
        return vector
    values: list[float | None] = [None] * graph.number_of_nodes()
    for node, value in zip(largest, np.abs(vector), strict=True):
        values[node] = float(value)
    return values


def _principal_vector(graph: "Graph", nodes: list[int]) -> Floats | NotDefined:
    """Eigenvector of the largest eigenvalue of the piece of these nodes, shape (len(nodes),)."""
    pairs = links_of(graph).pairs
    inside = pairs[np.isin(pairs[:, 0], nodes)]
    ends = np.searchsorted(nodes, np.concatenate((inside, inside[:, ::-1])).T)
    if len(nodes) <= WHOLE_SPECTRUM_LIMIT:
        matrix = np.zeros((len(nodes), len(nodes)))
        matrix[ends[0], ends[1]] = 1
        return np.asarray(np.linalg.eigh(matrix).eigenvectors[:, -1])
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import ArpackNoConvergence, eigsh

    sparse = csr_array((np.ones(len(ends[0])), (ends[0], ends[1])), shape=(len(nodes), len(nodes)))
    try:
        vectors = eigsh(sparse, k=1, which="LA", v0=np.ones(len(nodes)), ncv=40, maxiter=5_000)[1]
    except ArpackNoConvergence:
        return NO_PRINCIPAL_VECTOR
    return np.asarray(vectors[:, 0])


def core_numbers(graph: "Graph") -> list[int]:
    """Largest k such that each is in a group where everyone has at least k partners."""
    import networkx as nx

    found = nx.core_number(graph)
    return [int(found[node]) for node in range(graph.number_of_nodes())]


def centralisation(
    degree: list[int], between: list[float] | NotDefined, close: list[float] | NotDefined, pairs: int
) -> Centralisation:
    """All three forms from the values of every organisation."""
    n = len(degree)
    if n < 3:
        return Centralisation(TOO_FEW_FOR_PATHS, TOO_FEW_FOR_PATHS, TOO_FEW_FOR_PATHS)
    if not pairs:
        return Centralisation(NO_TIES, NO_TIES, NO_TIES)
    most = (n - 1) * (n - 2)
    return Centralisation(
        degree=_spread(degree, most),
        betweenness=between if isinstance(between, NotDefined) else _spread(between, n - 1),
        closeness=close if isinstance(close, NotDefined) else _spread(close, most / (2 * n - 3)),
    )


def _spread(values: list[int] | list[float], most: float) -> float:
    largest = max(values)
    return sum(largest - value for value in values) / most


def _rust_graph(graph: "Graph") -> "rx.PyGraph[int, None]":
    import rustworkx as rx

    copy: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    copy.add_nodes_from(range(graph.number_of_nodes()))
    copy.add_edges_from_no_data(list(graph.edges()))
    return copy
