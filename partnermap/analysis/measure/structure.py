"""Structure: density, components and isolates, single points of failure (MEASURES A1, A7, A8, A9)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.result import TOO_FEW_FOR_PAIRS, NotDefined
from partnermap.network.network import Network

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected components: their sizes, largest first, and the positions of isolates."""

    sizes: tuple[int, ...]
    isolates: tuple[int, ...]


def density(graph: "Graph") -> float | NotDefined:
    """Linked pairs over possible pairs, 0 to 1."""
    n = graph.number_of_nodes()
    if n < 2:
        return TOO_FEW_FOR_PAIRS
    return 2 * graph.number_of_edges() / (n * (n - 1))


def pieces(graph: "Graph") -> Pieces:
    """How many separate pieces the map is in."""
    import networkx as nx

    sizes = sorted((len(part) for part in nx.connected_components(graph)), reverse=True)
    return Pieces(tuple(sizes), tuple(sorted(nx.isolates(graph))))


def articulation_points(graph: "Graph") -> tuple[int, ...]:
    """Organisations whose loss would raise the number of pieces."""
    import networkx as nx

    return tuple(sorted(nx.articulation_points(graph)))


def bridges(graph: "Graph") -> tuple[tuple[int, int], ...]:
    """Pairs whose loss would raise the number of pieces, smaller position first."""
    import networkx as nx

    # In a simple graph a bridge is a two-connected part of just one pair.
    parts = (list(part) for part in nx.biconnected_component_edges(graph))
    found = (part[0] for part in parts if len(part) == 1)
    return tuple(sorted((min(one, other), max(one, other)) for one, other in found))


def bridge_sides(network: Network) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every bridge (two ids, the smaller first) with the ids that it alone joins to the larger side."""
    import networkx as nx

    graph, ids = simple_graph(network), network.organisation_ids
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for one, other in bridges(graph):
        graph.remove_edge(one, other)
        sides = [sorted(nx.node_connected_component(graph, end)) for end in (one, other)]
        graph.add_edge(one, other)
        smaller = min(sides, key=len)
        key = (min(ids[one], ids[other]), max(ids[one], ids[other]))
        found[key] = tuple(ids[position] for position in smaller)
    return found


def fragmentation(sizes: "list[int]") -> float:
    """F of pieces of these sizes: share of pairs that cannot reach each other, 0 to 1."""
    n = sum(sizes)
    return 1 - sum(size * (size - 1) for size in sizes) / (n * (n - 1))


def fragmentation_without(graph: "Graph") -> list[float] | NotDefined:
    """For each organisation, F of the map without it."""
    import networkx as nx

    n = graph.number_of_nodes()
    if n < 3:
        return NotDefined("Fragmentation needs at least three organisations.")
    base = [len(part) for part in nx.connected_components(graph)]
    of_node = {node: len(part) for part in nx.connected_components(graph) for node in part}
    cutting = set(articulation_points(graph))
    return [
        fragmentation(_sizes_without(graph, node) if node in cutting else _shrunk(base, of_node[node]))
        for node in range(n)
    ]


def _sizes_without(graph: "Graph", node: int) -> list[int]:
    import networkx as nx

    rest = nx.restricted_view(graph, [node], [])
    return [len(part) for part in nx.connected_components(rest)]


def _shrunk(sizes: list[int], size: int) -> list[int]:
    """The sizes when one piece of this size loses a member that holds nothing together."""
    left = list(sizes)
    left.remove(size)
    return [*left, size - 1]
