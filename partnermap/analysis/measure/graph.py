"""The simple graph behind the measures: one edge per linked pair, every open organisation a node."""

from typing import TYPE_CHECKING

import numpy as np

from partnermap.network.network import Network

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.Graph[int]

STRENGTH = "strength"
"""Attribute of an edge: the combined strength of the pair, the sum over its ties.

Not `weight`, which networkx takes for a distance in some measures and for a strength in others.
"""


def simple_graph(network: Network) -> "Graph":
    """Positions in `organisation_ids` as nodes, linked pairs as edges with their combined strength."""
    import networkx as nx

    totals = np.zeros(len(network.pairs))
    if len(totals):
        of_tie = np.unique(np.sort(network.ends, axis=1), axis=0, return_inverse=True)[1]
        np.add.at(totals, of_tie.ravel(), network.strengths)
    graph: Graph = nx.Graph()
    graph.add_nodes_from(range(len(network.organisation_ids)))
    for (one, other), total in zip(network.pairs.tolist(), totals.tolist(), strict=True):
        graph.add_edge(one, other, **{STRENGTH: total})
    return graph
