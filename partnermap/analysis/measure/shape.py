"""The shape of many small graphs, each once: what spans and null models compute thousands of times."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.centrality import Centralisation, centralisation
from partnermap.analysis.measure.result import NOT_CONNECTED, NotDefined

if TYPE_CHECKING:
    import rustworkx as rx

Pairs = npt.NDArray[np.intp]
"""Positions of both ends of each linked pair, shape (p, 2)."""

Floats = npt.NDArray[np.float64]

_NO_THREADS = 1 << 30
"""Starting threads costs more than one small graph."""


def shape_of(n: int, pairs: Pairs) -> Centralisation:
    """The three forms of centralisation of one graph of n organisations."""
    degree = [int(size) for size in partners(n, pairs)]
    close = closeness(n, pairs)
    return centralisation(
        degree,
        [float(value) for value in betweenness(n, pairs)],
        close if isinstance(close, NotDefined) else [float(value) for value in close],
        len(pairs),
    )


def partners(n: int, pairs: Pairs) -> Floats:
    """Partners of each organisation, shape (n,)."""
    return np.bincount(pairs.ravel(), minlength=n).astype(np.float64)


def betweenness(n: int, pairs: Pairs) -> Floats:
    """Share of shortest routes that pass each organisation, shape (n,)."""
    import rustworkx as rx

    found = rx.graph_betweenness_centrality(_graph(n, pairs), parallel_threshold=_NO_THREADS)
    return np.array([found[node] for node in range(n)])


def closeness(n: int, pairs: Pairs) -> Floats | NotDefined:
    """Others over the sum of steps to them, shape (n,); only where all can reach all."""
    steps = _steps(n, pairs)
    if not np.isfinite(steps).all():
        return NOT_CONNECTED
    return np.asarray((n - 1) / steps.sum(axis=1))


def harmonic_closeness(n: int, pairs: Pairs) -> Floats:
    """Mean of one over the steps to each other, shape (n,)."""
    steps = _steps(n, pairs)
    np.fill_diagonal(steps, np.inf)
    return np.asarray((1 / steps).sum(axis=1) / max(1, n - 1))


def _steps(n: int, pairs: Pairs) -> Floats:
    import rustworkx as rx

    matrix = rx.graph_distance_matrix(
        _graph(n, pairs), parallel_threshold=_NO_THREADS, null_value=np.inf
    )
    return np.array(matrix, dtype=np.float64)


def _graph(n: int, pairs: Pairs) -> "rx.PyGraph[int, None]":
    import rustworkx as rx

    graph: rx.PyGraph[int, None] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n))
    graph.add_edges_from_no_data([(one, other) for one, other in pairs.tolist()])
    return graph
