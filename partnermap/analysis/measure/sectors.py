"""Sectors: E-I index, assortativity, mixing and brokerage (MEASURES A15 to A18).

Community organisations count as VCSE in every one of them; organisations of unknown sector are left out
and counted.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.analysis.measure.result import NO_TIES, TOO_FEW_FOR_PAIRS, NotDefined
from partnermap.domain.organisation import Organisation
from partnermap.domain.words import VCSE_SECTORS, Sector

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

DRAWS = 5_000
"""Random labellings behind a p-value, and the most labellings that are counted out one by one."""

COUNTED_OUT = 30
"""Organisations up to which labellings are counted out; a large place is always drawn."""

SEED = 20_260_101
"""Of the random labellings, so that a figure can be repeated."""

_AT_ONCE = 250

Labels = list[str | None]
Codes = npt.NDArray[np.int16]
Pairs = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class EIIndex:
    """External less internal pairs over all, -1 to 1, with what chance alone would give.

    Attributes:
        p_low, p_high: share of labellings at most, at least as external as this one.
    """

    value: float
    expected: float
    p_low: float
    p_high: float


@dataclass(frozen=True, slots=True)
class Brokerage:
    """Pairs of partners not tied to each other that an organisation links, by role."""

    coordinator: int = 0
    gatekeeper_representative: int = 0
    consultant: int = 0
    liaison: int = 0


def sector_label(organisation: Organisation) -> str | None:
    """The sector's word, community counted as VCSE; None where it is not known."""
    if organisation.sector in VCSE_SECTORS:
        return Sector.VCSE.value
    return organisation.sector.value if organisation.sector is not None else None


def e_i_index(graph: "Graph", labels: Labels) -> EIIndex | NotDefined:
    """Whether organisations work across sectors or with their own kind, compared with chance."""
    pairs, codes = _known(graph, labels)
    if len(codes) < 2:
        return TOO_FEW_FOR_PAIRS
    if not len(pairs):
        return NO_TIES
    external = int(_external(codes[None, :], pairs)[0])
    counts = Counter(codes.tolist())
    below, above, draws = _compared(counts, codes, pairs, external)
    n = len(codes)
    within = sum(size * (size - 1) for size in counts.values()) / (n * (n - 1))
    return EIIndex(
        value=(2 * external - len(pairs)) / len(pairs),
        expected=2 * (1 - within) - 1,
        p_low=below / draws,
        p_high=above / draws,
    )


def _compared(
    counts: Mapping[int, int], codes: Codes, pairs: Pairs, external: int
) -> tuple[int, int, int]:
    """How many labellings are at most and at least as external, and how many there are."""
    if len(codes) <= COUNTED_OUT and labellings(counts) <= DRAWS:
        drawn = _external(np.array(list(_every_labelling(counts, len(codes)))), pairs)
        return int((drawn <= external).sum()), int((drawn >= external).sum()), len(drawn)
    random = np.random.default_rng(SEED)
    below = above = 1  # The labelling itself counts as one draw, so that no p-value is nought.
    for _ in range(DRAWS // _AT_ONCE):
        drawn = _external(random.permuted(np.tile(codes, (_AT_ONCE, 1)), axis=1), pairs)
        below += int((drawn <= external).sum())
        above += int((drawn >= external).sum())
    return below, above, DRAWS + 1


def labellings(counts: Mapping[int, int]) -> int:
    """In how many ways the sectors can be dealt out among the organisations."""
    ways, left = 1, sum(counts.values())
    for size in counts.values():
        ways *= math.comb(left, size)
        left -= size
    return ways


def _every_labelling(counts: Mapping[int, int], n: int) -> Iterator[list[int]]:
    def deal(
        labels: list[int], free: tuple[int, ...], left: list[tuple[int, int]]
    ) -> Iterator[list[int]]:
        if not left:
            yield labels
            return
        (code, size), rest = left[0], left[1:]
        for chosen in combinations(free, size):
            taken = set(chosen)
            dealt = [code if node in taken else label for node, label in enumerate(labels)]
            yield from deal(dealt, tuple(node for node in free if node not in taken), rest)

    yield from deal([-1] * n, tuple(range(n)), list(counts.items()))


def _external(labelling: Codes, pairs: Pairs) -> npt.NDArray[np.intp]:
    """Pairs across sectors, one count for each row of labels."""
    across: npt.NDArray[np.bool_] = labelling[:, pairs[:, 0]] != labelling[:, pairs[:, 1]]
    counts: npt.NDArray[np.intp] = np.count_nonzero(across, axis=1)
    return counts


def _known(graph: "Graph", labels: Labels) -> tuple[Pairs, Codes]:
    """Pairs and sector codes of the organisations whose sector is known, positions renumbered."""
    nodes = [node for node, label in enumerate(labels) if label is not None]
    place = {node: position for position, node in enumerate(nodes)}
    code = {label: number for number, label in enumerate(sectors_of(labels))}
    found = [
        (place[one], place[other]) for one, other in graph.edges() if one in place and other in place
    ]
    codes = [code[label] for label in labels if label is not None]
    return np.array(found, dtype=np.intp).reshape(-1, 2), np.array(codes, dtype=np.int16)


def sectors_of(labels: Labels) -> list[str]:
    """The sectors present, in the order of the word list."""
    present = {label for label in labels if label is not None}
    return [sector.value for sector in Sector if sector.value in present]


def assortativity(graph: "Graph", labels: Labels) -> float | NotDefined:
    """Newman's r: how strongly organisations stick to their own sector, at most 1."""
    pairs, codes = _known(graph, labels)
    if not len(pairs):
        return NO_TIES
    size = len(sectors_of(labels))
    mixing = np.zeros((size, size))
    np.add.at(mixing, (codes[pairs[:, 0]], codes[pairs[:, 1]]), 1)
    mixing = (mixing + mixing.T) / (2 * len(pairs))
    chance = float((mixing @ mixing).sum())
    if math.isclose(chance, 1):
        return NotDefined("All linked organisations are of one sector.")
    return (float(np.trace(mixing)) - chance) / (1 - chance)


def mixing_matrix(graph: "Graph", labels: Labels) -> dict[str, dict[str, float | NotDefined]]:
    """Linked over possible pairs between every two sectors and within each, 0 to 1."""
    sizes = Counter(label for label in labels if label is not None)
    linked: Counter[frozenset[str]] = Counter()
    for one, other in graph.edges():
        first, second = labels[one], labels[other]
        if first is not None and second is not None:
            linked[frozenset((first, second))] += 1
    names = sectors_of(labels)
    return {one: {other: _cell(one, other, sizes, linked) for other in names} for one in names}


def _cell(
    one: str, other: str, sizes: Mapping[str, int], linked: Mapping[frozenset[str], int]
) -> float | NotDefined:
    possible = sizes[one] * (sizes[one] - 1) // 2 if one == other else sizes[one] * sizes[other]
    if not possible:
        return NotDefined(f"There is only one organisation of the sector {one}.")
    return linked[frozenset((one, other))] / possible


def brokerage(graph: "Graph", labels: Labels) -> list[Brokerage | None]:
    """Gould and Fernandez' roles, undirected; None where the organisation's sector is not known."""
    return [_roles(graph, labels, node) for node in range(len(labels))]


def _roles(graph: "Graph", labels: Labels, node: int) -> Brokerage | None:
    own = labels[node]
    if own is None:
        return None
    counts: Counter[str] = Counter()
    partners = [partner for partner in graph[node] if labels[partner] is not None]
    for one, other in combinations(partners, 2):
        if other not in graph[one]:
            counts[_role(own, labels[one], labels[other])] += 1
    return Brokerage(**counts)


def _role(own: str, one: str | None, other: str | None) -> str:
    if one == other:
        return "coordinator" if one == own else "consultant"
    return "gatekeeper_representative" if own in (one, other) else "liaison"
