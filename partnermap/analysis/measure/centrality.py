"""Centrality of each organisation and centralisation of the whole (MEASURES A2 to A6, A10, A13, A14).

Everything but strength uses the simple unweighted graph; lists follow the order of positions.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.result import (
    NO_TIES,
    NOT_CONNECTED,
    TOO_FEW_FOR_PAIRS,
    TOO_FEW_FOR_PATHS,
    NotDefined,
)
from partnermap.network.network import Network

if TYPE_CHECKING:
    import rustworkx as rx

    from partnermap.analysis.measure.graph import Graph

REFERENCE_LIMIT = 300
"""Up to so many organisations networkx computes betweenness; above, rustworkx does the same faster."""

WHOLE_SPECTRUM_LIMIT = 300
"""Up to so many organisations computing every eigenvector costs less than loading SciPy for one."""

Floats = npt.NDArray[np.float64]


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


def betweenness(graph: "Graph") -> list[float] | NotDefined:
    """Share of shortest routes between two others that pass each organisation, 0 to 1."""
    n = graph.number_of_nodes()
    if n < 3:
        return TOO_FEW_FOR_PATHS
    if n <= REFERENCE_LIMIT:
        import networkx as nx

        found = nx.betweenness_centrality(graph)
        return [float(found[node]) for node in range(n)]
    return _fast_betweenness(graph)


def _fast_betweenness(graph: "Graph") -> list[float]:
    import rustworkx as rx

    found = rx.graph_betweenness_centrality(_rust_graph(graph))
    return [float(found[node]) for node in range(graph.number_of_nodes())]


def distances(graph: "Graph") -> Floats:
    """Steps between every two organisations, shape (n, n); infinite where there is no way."""
    import rustworkx as rx

    return np.asarray(
        rx.graph_distance_matrix(_rust_graph(graph), null_value=math.inf), dtype=np.float64
    )


def closeness(steps: Floats) -> list[float] | NotDefined:
    """Others over the sum of steps to them; only where everybody can reach everybody."""
    n = len(steps)
    if n < 2:
        return TOO_FEW_FOR_PAIRS
    if not np.isfinite(steps).all():
        return NOT_CONNECTED
    return [float(value) for value in (n - 1) / steps.sum(axis=1)]


def harmonic_closeness(steps: Floats) -> list[float] | NotDefined:
    """Mean of one over the steps to each other, nought for those out of reach."""
    n = len(steps)
    if n < 2:
        return TOO_FEW_FOR_PAIRS
    with np.errstate(divide="ignore"):
        inverse = 1 / steps
    np.fill_diagonal(inverse, 0)
    return [float(value) for value in inverse.sum(axis=1) / (n - 1)]


def eigenvector(graph: "Graph") -> list[float | None] | NotDefined:
    """Principal eigenvector of length 1 of the largest piece; None outside it.

    Of several largest pieces the one with most pairs counts, then the one recorded first.
    """
    import networkx as nx

    if not graph.number_of_edges():
        return NO_TIES
    parts = [sorted(part) for part in nx.connected_components(graph)]
    largest = max(parts, key=lambda part: (len(part), graph.subgraph(part).number_of_edges(), -part[0]))
    vector = _principal_vector(nx.to_numpy_array(graph.subgraph(largest), nodelist=largest))
    values: list[float | None] = [None] * graph.number_of_nodes()
    for node, value in zip(largest, np.abs(vector), strict=True):
        values[node] = float(value)
    return values


def _principal_vector(matrix: Floats) -> Floats:
    """Eigenvector of the largest eigenvalue of a symmetric matrix, shape (n,)."""
    if len(matrix) <= WHOLE_SPECTRUM_LIMIT:
        return np.asarray(np.linalg.eigh(matrix).eigenvectors[:, -1])
    from scipy.linalg import eigh

    last = len(matrix) - 1
    return np.asarray(eigh(matrix, subset_by_index=(last, last))[1][:, 0])


def core_numbers(graph: "Graph") -> list[int]:
    """Largest k such that each is in a group where everyone has at least k partners."""
    import networkx as nx

    found = nx.core_number(graph)
    return [int(found[node]) for node in range(graph.number_of_nodes())]


def constraint(graph: "Graph") -> list[float | None]:
    """Burt's constraint; None for an isolate."""
    matrix = _dense(graph)
    degree = matrix.sum(axis=1)
    shares = matrix / np.where(degree == 0, 1, degree)[:, None]
    total = ((shares + shares @ shares) ** 2 * (matrix > 0)).sum(axis=1)
    return [float(value) if partners else None for value, partners in zip(total, degree, strict=True)]


def effective_sizes(graph: "Graph") -> list[float | None]:
    """Partners less twice the ties among them over their number; None for an isolate."""
    matrix = _dense(graph)
    degree = matrix.sum(axis=1)
    among = ((matrix @ matrix) * matrix).sum(axis=1) / 2
    return [
        float(size - 2 * ties / size) if size else None for size, ties in zip(degree, among, strict=True)
    ]


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


def _dense(graph: "Graph") -> Floats:
    n = graph.number_of_nodes()
    matrix = np.zeros((n, n))
    for one, other in graph.edges():
        matrix[one, other] = matrix[other, one] = 1
    return matrix
