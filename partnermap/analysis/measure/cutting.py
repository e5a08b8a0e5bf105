"""What falls apart without one organisation or link, by one walk through the graph (MEASURES A8, A9)."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

Neighbours = list[list[int]]


@dataclass(frozen=True, slots=True)
class Bridge:
    """A pair that alone holds its piece together; both sides are slices of `Cuts.order`.

    Attributes:
        piece: the whole piece.
        beyond: the side that the walk entered over the bridge.
    """

    piece: slice
    beyond: slice


@dataclass(frozen=True, slots=True)
class Cuts:
    """The cut points and bridges of a graph.

    Attributes:
        order: every organisation, piece after piece, in the order of the walk.
        pieces: size of the piece that each organisation is in, by position.
        left: for each cut point, sizes of the pieces that its own piece falls into without it.
        bridges: by pair, smaller position first.
    """

    order: list[int]
    pieces: list[int]
    left: dict[int, list[int]]
    bridges: dict[tuple[int, int], Bridge]


@dataclass(slots=True)
class _Walk:
    """A depth-first walk after Hopcroft and Tarjan.

    Attributes:
        number: when each was reached, -1 before.
        lowest: the earliest that its part of the walk touches other than over the way it came.
        parent: from where it was reached, -1 for the first of a piece.
    """

    neighbours: Neighbours
    number: list[int]
    lowest: list[int]
    parent: list[int]
    order: list[int] = field(default_factory=list)

    def reach(self, node: int, parent: int) -> None:
        """Enter an organisation for the first time."""
        self.number[node] = self.lowest[node] = len(self.order)
        self.parent[node] = parent
        self.order.append(node)

    def piece(self, root: int) -> None:
        """Walk the piece of the root."""
        self.reach(root, -1)
        path = [(root, iter(self.neighbours[root]))]
        while path:
            node, partners = path[-1]
            for partner in partners:
                if self.number[partner] < 0:
                    self.reach(partner, node)
                    path.append((partner, iter(self.neighbours[partner])))
                    break
                if partner != self.parent[node]:
                    self.lowest[node] = min(self.lowest[node], self.number[partner])
            else:
                path.pop()
                self._report_up(node)

    def _report_up(self, node: int) -> None:
        above = self.parent[node]
        if above >= 0:
            self.lowest[above] = min(self.lowest[above], self.lowest[node])


def cuts_of(graph: "Graph") -> Cuts:
    """Every cut point and bridge, and what would hang loose: near-linear in organisations and pairs."""
    n = graph.number_of_nodes()
    walk = _Walk([list(graph[node]) for node in range(n)], [-1] * n, [-1] * n, [-1] * n)
    cuts = Cuts(walk.order, [0] * n, {}, {})
    for root in range(n):
        if walk.number[root] < 0:
            first = len(walk.order)
            walk.piece(root)
            _weigh(cuts, walk, slice(first, len(walk.order)))
    return cuts


def _weigh(cuts: Cuts, walk: _Walk, piece: slice) -> None:
    """From the last organisation back to the first: how much hangs on each and on nothing else."""
    nodes = walk.order[piece]
    size = dict.fromkeys(nodes, 1)
    hanging: dict[int, list[int]] = {node: [] for node in nodes}
    for node in reversed(nodes[1:]):
        above, first = walk.parent[node], walk.number[node]
        size[above] += size[node]
        if walk.lowest[node] >= walk.number[above]:
            hanging[above].append(size[node])
        if walk.lowest[node] > walk.number[above]:
            pair = (min(node, above), max(node, above))
            cuts.bridges[pair] = Bridge(piece, slice(first, first + size[node]))
    for node in nodes:
        cuts.pieces[node] = len(nodes)
        rest = len(nodes) - 1 - sum(hanging[node])
        left = hanging[node] + [rest] * (rest > 0)
        if len(left) > 1:
            cuts.left[node] = left
