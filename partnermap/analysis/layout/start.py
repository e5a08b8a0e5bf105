"""First positions for the stress layout."""

import numpy as np

from partnermap.analysis.layout.graph import Anchors, Graph, links
from partnermap.analysis.layout.layout import Floats

GROWING_ROUNDS = 30


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


def grown_start(graph: Graph, anchors: Anchors) -> Floats:
    """Anchored nodes where they were, the others at the middle of their neighbours, shape (n, 2)."""
    linked = (links(graph) > 0).astype(np.float64)
    held = anchors.held
    xy = np.where(held[:, None], anchors.xy_or_zero, anchors.xy[held].mean(axis=0))
    share = 1.0 / np.maximum(graph.degrees, 1)[:, None]
    for _ in range(GROWING_ROUNDS):
        xy = np.where(held[:, None], xy, share * (linked @ xy))
    return np.asarray(xy)
