"""Structure: density, components and isolates, single points of failure (MEASURES A1, A7, A8, A9)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from partnermap.analysis.measure.cutting import Cuts, cuts_of
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.result import NO_ORGANISATIONS, TOO_FEW_FOR_PAIRS, NotDefined
from partnermap.domain.post import Post
from partnermap.domain.words import TieKind
from partnermap.network.network import Network

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

TOO_FEW_TO_FALL_APART = NotDefined("Fragmentation needs at least three organisations.")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Connected components: their sizes, largest first, and the positions of isolates."""

    sizes: tuple[int, ...]
    isolates: tuple[int, ...]

    @property
    def largest_share(self) -> float | NotDefined:
        """Share of the organisations in the largest piece, 0 to 1."""
        return self.sizes[0] / sum(self.sizes) if self.sizes else NO_ORGANISATIONS


@dataclass(frozen=True, slots=True)
class ThinBridge:
    """A bridge that one kind of tie carries.

    Attributes:
        pair: positions, the smaller first.
        post_id: of the one post that carries it, if nothing else does.
    """

    pair: tuple[int, int]
    kind: TieKind
    post_id: str | None


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
    return tuple(sorted(cuts_of(graph).left))


def bridges(graph: "Graph") -> tuple[tuple[int, int], ...]:
    """Pairs whose loss would raise the number of pieces, smaller position first."""
    return tuple(sorted(cuts_of(graph).bridges))


def bridge_sides(network: Network) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every bridge (two ids, the smaller first) with the ids that it alone joins to the larger side."""
    cuts, ids = cuts_of(simple_graph(network)), network.organisation_ids
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for pair in sorted(cuts.bridges):
        one, other = sorted(ids[end] for end in pair)
        found[one, other] = tuple(ids[position] for position in _smaller_side(cuts, pair))
    return found


def _smaller_side(cuts: Cuts, pair: tuple[int, int]) -> list[int]:
    """Positions of the smaller side, sorted; of two equal ones that of the first of the pair."""
    bridge = cuts.bridges[pair]
    beyond = cuts.order[bridge.beyond]
    near = cuts.order[bridge.piece.start : bridge.beyond.start]
    near += cuts.order[bridge.beyond.stop : bridge.piece.stop]
    if len(near) == len(beyond):
        return sorted(near if pair[0] in near else beyond)
    return sorted(near if len(near) < len(beyond) else beyond)


def thin_bridges(network: Network, found: tuple[tuple[int, int], ...]) -> tuple[ThinBridge, ...]:
    """Those bridges that are carried by ties of one kind, or by one post alone."""
    ids = network.organisation_ids
    position = {tuple(sorted((ids[one], ids[other]))): (one, other) for one, other in found}
    kinds: dict[tuple[int, int], set[TieKind]] = {pair: set() for pair in found}
    origins: dict[tuple[int, int], set[tuple[str, str]]] = {pair: set() for pair in found}
    for tie in network.ties:
        if (pair := position.get(tie.pair)) is not None:
            kinds[pair].add(tie.kind)
            origins[pair].add((tie.origin.table, tie.origin.id))
    return tuple(
        ThinBridge(pair, next(iter(kinds[pair])), _only_post(origins[pair]))
        for pair in found
        if len(kinds[pair]) == 1
    )


def _only_post(origins: set[tuple[str, str]]) -> str | None:
    table, record_id = next(iter(origins))
    return record_id if len(origins) == 1 and table == Post.TABLE else None


def fragmentation(graph: "Graph") -> float | NotDefined:
    """F: share of pairs that cannot reach each other, 0 to 1."""
    n = graph.number_of_nodes()
    if n < 2:
        return TOO_FEW_FOR_PAIRS
    return 1 - sum(size * (size - 1) for size in pieces(graph).sizes) / (n * (n - 1))


def fragmentation_without(graph: "Graph") -> list[float] | NotDefined:
    """For each organisation, F of the map without it."""
    n = graph.number_of_nodes()
    if n < 3:
        return TOO_FEW_TO_FALL_APART
    cuts = cuts_of(graph)
    # Each organisation stands for the pairs that it makes with the others of its piece.
    reach = sum(size - 1 for size in cuts.pieces)
    return [
        1
        - (reach - size * (size - 1) + _ordered_pairs(cuts.left.get(node, [size - 1])))
        / ((n - 1) * (n - 2))
        for node, size in enumerate(cuts.pieces)
    ]


def _ordered_pairs(sizes: list[int]) -> int:
    return sum(size * (size - 1) for size in sizes)


def fragmentation_rise(graph: "Graph") -> list[float] | NotDefined:
    """For each organisation, how far its loss raises F; it differs from F where the map is in pieces.

    Below nought for an organisation, such as an isolate, that was itself hard to reach.
    """
    without, now = fragmentation_without(graph), fragmentation(graph)
    if isinstance(without, NotDefined) or isinstance(now, NotDefined):
        return TOO_FEW_TO_FALL_APART
    return [value - now for value in without]
