"""The simple graph behind the measures: one edge per linked pair, every open organisation a node."""

from typing import TYPE_CHECKING

from partnermap.network.network import Network

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.Graph[int]


def simple_graph(network: Network) -> "Graph":
    """Positions in `organisation_ids` as nodes, linked pairs as edges, no weights."""
    import networkx as nx

    graph: Graph = nx.Graph()
    graph.add_nodes_from(range(len(network.organisation_ids)))
    graph.add_edges_from((int(one), int(other)) for one, other in network.pairs)
    return graph
