"""Key-person dependency: what a post, team or other record alone holds together (MEASURES C5)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.record import About
from partnermap.network.network import Network, NetworkTie

NO_TIES_RECORDED = NotDefined("No ties are recorded for it on this date.")

Pair = tuple[str, str]
_Labels = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Dependency:
    """What the network loses with every tie that one record makes.

    Attributes:
        origin: the record.
        ties: how many it makes.
        lost_pairs: pairs of organisations that could reach each other and no longer can.
        reachable_pairs: pairs that can reach each other with it, at least one.
        lost_links: pairs that no other record ties, the smaller id first.
        lost_strength, strength: of its ties, and of all ties.
        cut_off: ids of organisations that no longer reach the larger part of theirs.
    """

    origin: About
    ties: int
    lost_pairs: int
    reachable_pairs: int
    lost_links: tuple[Pair, ...]
    lost_strength: float
    strength: float
    cut_off: tuple[str, ...]

    @property
    def pair_share(self) -> float:
        """Newly unreachable pairs over reachable ones, 0 to 1."""
        return self.lost_pairs / self.reachable_pairs

    @property
    def strength_share(self) -> float:
        """Strength lost over that of all ties, 0 to 1."""
        return self.lost_strength / self.strength


def dependencies(network: Network, origins: Iterable[About]) -> tuple[Dependency, ...]:
    """What hangs on each of some records, most pairs lost first, then most strength, then as given.

    A pair that another record ties as well is not lost. Records without ties are left out.
    It takes one search for each record that alone ties a pair.
    """
    made: dict[About, list[NetworkTie]] = {origin: [] for origin in origins}
    for tie in network.ties:
        if tie.origin in made:
            made[tie.origin].append(tie)
    whole = _Whole(network)
    found = (whole.without(origin, ties) for origin, ties in made.items() if ties)
    return tuple(sorted(found, key=lambda item: (-item.lost_pairs, -item.lost_strength)))


class _Whole:
    """What all the searches of one network share."""

    def __init__(self, network: Network) -> None:
        self._ids = network.organisation_ids
        self._rows = {pair: row for row, pair in enumerate(_pairs(network))}
        self._pairs = network.pairs
        self._records: Mapping[Pair, int] = Counter(
            pair for pair, _ in {(tie.pair, tie.origin) for tie in network.ties}
        )
        self._strength = float(network.strengths.sum())
        self._labels = self._pieces(frozenset())
        self._reachable = _reachable(self._labels)

    def without(self, origin: About, ties: list[NetworkTie]) -> Dependency:
        """What is lost with the ties of one record."""
        alone = tuple(dict.fromkeys(tie.pair for tie in ties if self._records[tie.pair] == 1))
        gone = frozenset(self._rows[pair] for pair in alone)
        cut_off: list[int] = []
        lost_pairs = 0
        if not self._still_joined(gone):
            labels = self._pieces(gone)
            cut_off = _cut_off(self._labels, labels)
            lost_pairs = self._reachable - _reachable(labels)
        return Dependency(
            origin=origin,
            ties=len(ties),
            lost_pairs=lost_pairs,
            reachable_pairs=self._reachable,
            lost_links=alone,
            lost_strength=float(sum(tie.strength for tie in ties)),
            strength=self._strength,
            cut_off=tuple(self._ids[position] for position in cut_off),
        )

    def _still_joined(self, gone: frozenset[int]) -> bool:
        """Whether the ends of every pair that goes still reach each other without them."""
        return all(self._is_joined(row, gone) for row in gone)

    def _is_joined(self, pair: int, gone: frozenset[int]) -> bool:
        """A search from both ends at once, the smaller side first: short where much else joins them."""
        sides: list[set[int]] = [{int(end)} for end in self._pairs[pair]]
        edges = [set(side) for side in sides]
        while edges[0] and edges[1]:
            near = 0 if len(edges[0]) <= len(edges[1]) else 1
            reached = {
                neighbour
                for node in edges[near]
                for neighbour, row in self._neighbours.get(node, ())
                if row not in gone
            } - sides[near]
            if reached & sides[1 - near]:
                return True
            sides[near] |= reached
            edges[near] = reached
        return False

    @cached_property
    def _neighbours(self) -> dict[int, list[tuple[int, int]]]:
        """Neighbours of each position, with the row of the pair."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for row, (one, other) in enumerate(self._pairs.tolist()):
            found[one].append((other, row))
            found[other].append((one, row))
        return found

    def _pieces(self, gone: frozenset[int]) -> _Labels:
        """The piece of each position, numbered by its first position."""
        labels = np.full(len(self._ids), -1, dtype=np.int32)
        for first in range(len(self._ids)):
            if labels[first] < 0:
                labels[self._piece_of(first, gone)] = first
        return labels

    def _piece_of(self, first: int, gone: frozenset[int]) -> list[int]:
        found, waiting = {first}, [first]
        while waiting:
            for neighbour, row in self._neighbours.get(waiting.pop(), ()):
                if neighbour not in found and row not in gone:
                    found.add(neighbour)
                    waiting.append(neighbour)
        return list(found)


def _pairs(network: Network) -> Iterable[Pair]:
    """The linked pairs as ids, in the order of `network.pairs`, the smaller id first."""
    ids = network.organisation_ids
    for one, other in network.pairs:
        yield min(ids[one], ids[other]), max(ids[one], ids[other])


def _reachable(labels: _Labels) -> int:
    sizes = np.bincount(labels)
    return int((sizes * (sizes - 1) // 2).sum())


def _cut_off(before: _Labels, after: _Labels) -> list[int]:
    """Positions outside the largest part of what was one piece; of equal parts the first one stays."""
    largest: dict[int, int] = {}
    sizes = np.bincount(after)
    for old, new in zip(before.tolist(), after.tolist(), strict=True):
        if old not in largest or sizes[new] > sizes[largest[old]]:
            largest[old] = new
    return [
        position
        for position, (old, new) in enumerate(zip(before.tolist(), after.tolist(), strict=True))
        if new != largest[old]
    ]
