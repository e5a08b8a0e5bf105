"""Mixing of sectors against luck: the sectors dealt out anew on the same map (MEASURES A24)."""

from dataclasses import dataclass
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING

import numpy as np

from partnermap.analysis.measure.chance import SEED, Chance, Codes, Floats, by_labels, chance_of
from partnermap.analysis.measure.result import NO_TIES, TOO_FEW_FOR_PAIRS, NotDefined
from partnermap.analysis.measure.sectors import Labels, Pairs, known_sectors, sectors_of
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from partnermap.analysis.measure.graph import Graph

ONE_SECTOR = NotDefined("Only one sector is recorded, so there is nothing to deal out anew.")


@dataclass(frozen=True, slots=True)
class SectorChances:
    """What luck gives for the E-I index, the assortativity and every cell of the mixing matrix.

    Attributes:
        cells: by two sectors in the order of the word list; a sector of one has no cell of its own.
    """

    e_i_index: Chance
    assortativity: Chance | NotDefined
    cells: dict[tuple[str, str], Chance]


def sector_chances(
    graph: "Graph", labels: Labels, seed: int = SEED, token: Token | None = None
) -> SectorChances | NotDefined:
    """All three from one set of labellings.

    Raises:
        Cancelled: the token was cancelled.
    """
    pairs, codes = known_sectors(graph, labels)
    names = sectors_of(labels)
    why = TOO_FEW_FOR_PAIRS if len(codes) < 2 else NO_TIES if not len(pairs) else None
    if why is not None or len(names) < 2:
        return why or ONE_SECTOR
    size = len(names)
    drawn, exact = by_labels(codes, lambda block: _figures(block, pairs, size), seed, token)
    own = _figures(codes[None, :], pairs, size)[0]
    found = [chance_of(float(value), drawn[:, place], exact=exact) for place, value in enumerate(own)]
    possible = _possible(codes, size)
    cells = [(names[one], names[other]) for one, other in combinations_with_replacement(range(size), 2)]
    return SectorChances(
        e_i_index=found[0],
        assortativity=found[1]
        if np.isfinite(own[1])
        else NotDefined("All linked organisations are of one sector."),
        cells={
            cell: chance
            for cell, chance, pairs_possible in zip(cells, found[2:], possible, strict=True)
            if pairs_possible
        },
    )


def _possible(codes: Codes, size: int) -> Floats:
    """Pairs that there could be in each cell, the upper triangle row by row."""
    sizes = np.bincount(codes, minlength=size).astype(np.float64)
    table = np.outer(sizes, sizes)
    table[np.diag_indices(size)] = sizes * (sizes - 1) / 2
    return np.asarray(table[np.triu_indices(size)])


def _figures(labelling: Codes, pairs: Pairs, size: int) -> Floats:
    """E-I index, assortativity and the density of each cell for each row of labels."""
    table = _mixing(labelling, pairs, size)
    m = len(pairs)
    internal = np.trace(table, axis1=1, axis2=2)
    ends = (table.sum(axis=1) + table.sum(axis=2)) / (2 * m)
    chance = (ends**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        assortativity = (internal / m - chance) / (1 - chance)
        cells = _folded(table) / _possible(labelling[0], size)
    assortativity[np.isclose(chance, 1)] = np.nan
    return np.column_stack((1 - 2 * internal / m, assortativity, cells))


def _mixing(labelling: Codes, pairs: Pairs, size: int) -> Floats:
    """Pairs from sector to sector for each row of labels, shape (k, size, size)."""
    rows = len(labelling)
    columns = np.ascontiguousarray(labelling.T).astype(np.intp)
    cell = columns[pairs[:, 0]] * size + columns[pairs[:, 1]] + np.arange(rows) * size**2
    counts = np.bincount(cell.ravel(), minlength=rows * size**2)
    return counts.reshape(rows, size, size).astype(np.float64)


def _folded(table: Floats) -> Floats:
    """Each two sectors once, whichever end comes first, shape (k, cells)."""
    size = table.shape[1]
    both = table + np.swapaxes(table, 1, 2)
    both[:, np.arange(size), np.arange(size)] /= 2
    one, other = np.triu_indices(size)
    return np.asarray(both[:, one, other])
