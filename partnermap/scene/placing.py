"""Choosing one place for every name: fast and good on screen, exact on paper."""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from partnermap.scene.candidates import Candidates, overlaps
from partnermap.scene.model import Floats, Ints

if TYPE_CHECKING:
    from scipy.sparse import csr_array

EXACT_LIMIT = 40000
CONFLICT_LIMIT = 250000
"""Candidates, and pairs of them that touch, above which the exact choice would take too long."""

MOST_HELPED, MOST_WORSE = 60, 0.5
"""For so many names that found no place another may move, to a place that costs no more than so much."""

_SECONDS = 20.0
_GOOD_ENOUGH = 0.0005
_FAR = 1e6
"""More than any place costs."""

Places = dict[int, int]
"""Organisation to the row of its chosen candidate."""


def place_greedily(options: Candidates, weights: Floats) -> Places:
    """The weightiest names first, each in its cheapest free place; the others stay without.

    Whoever is left finds a place all the same where one name in the way can stand elsewhere.

    Args:
        options: the allowed places.
        weights: importance of each organisation's name, shape (n,).
    """
    places: Places = {}
    for rows in _names_and_numbers(options):
        _place_each(options, weights, rows, places)
    by_owner = _rows_by_owner(options, np.arange(len(options.owner)))
    left_out = sorted(by_owner.keys() - places.keys(), key=lambda item: (-weights[item], item))
    for owner in left_out[:MOST_HELPED]:
        _make_room(options, by_owner, owner, places)
    return places


def _make_room(
    options: Candidates, by_owner: dict[int, npt.NDArray[np.intp]], owner: int, places: Places
) -> None:
    """Place a name where only one other is in the way, if that finds another place."""
    owners = list(places)
    taken = options.boxes[list(places.values())]
    own = by_owner[owner]
    for row in own[np.argsort(options.costs[own], kind="stable")]:
        met = np.flatnonzero(overlaps(options.boxes[row], taken))
        if len(met) > 1:
            continue
        if len(met):
            others = np.vstack([np.delete(taken, met, axis=0), options.boxes[row]])
            in_the_way = owners[met[0]]
            elsewhere = _first_free(options, by_owner[in_the_way], others)
            if (
                elsewhere is None
                or options.costs[elsewhere] > options.costs[places[in_the_way]] + MOST_WORSE
            ):
                continue
            places[in_the_way] = elsewhere
        places[owner] = int(row)
        return


def _first_free(options: Candidates, rows: npt.NDArray[np.intp], taken: Floats) -> int | None:
    """The cheapest of some candidates that touches no box of those taken."""
    order = rows[np.argsort(options.costs[rows], kind="stable")]
    free = (int(row) for row in order if not overlaps(options.boxes[row], taken).any())
    return next(free, None)


def _place_each(
    options: Candidates, weights: Floats, rows: npt.NDArray[np.intp], places: Places
) -> None:
    """Give a place among these candidates to every organisation that has none yet and finds one."""
    by_owner = _rows_by_owner(options, rows)
    taken = options.boxes[list(places.values())]
    for owner in sorted(by_owner.keys() - places.keys(), key=lambda item: (-weights[item], item)):
        own = by_owner[owner]
        for row in own[np.argsort(options.costs[own], kind="stable")]:
            if not overlaps(options.boxes[row], taken).any():
                places[owner] = int(row)
                taken = np.vstack([taken, options.boxes[row]])
                break


def place_exactly(options: Candidates, weights: Floats) -> Places:
    """As many names as can stand without touching, the weighty ones and the good places first.

    Clusters of names that cannot meet are settled one by one by integer programming (HiGHS); a cluster
    that is too large is left to the greedy choice, which also fills what the programme left open.
    """
    if len(options.owner) > EXACT_LIMIT:
        return place_greedily(options, weights)
    conflicts = _conflicts(options)
    places: Places = {}
    for rows in _clusters(options, conflicts):
        owners = np.unique(options.owner[rows])
        if len(owners) == 1:
            names_first = options.costs[rows] + _FAR * _is_number(options)[rows]
            places[int(owners[0])] = int(rows[np.argmin(names_first)])
            continue
        if len(conflicts) <= CONFLICT_LIMIT:
            places |= _solve(options, weights, rows, conflicts)
    for rows in _names_and_numbers(options):
        _place_each(options, weights, rows, places)
    return places


def _rows_by_owner(options: Candidates, rows: npt.NDArray[np.intp]) -> dict[int, npt.NDArray[np.intp]]:
    order = rows[np.argsort(options.owner[rows], kind="stable")]
    owners = options.owner[order]
    starts = np.flatnonzero(np.r_[True, np.diff(owners) != 0]) if len(owners) else np.zeros(0, np.intp)
    return {int(owners[s]): rows for s, rows in zip(starts, np.split(order, starts[1:]), strict=False)}


def _conflicts(options: Candidates) -> Ints:
    """Pairs of candidates of different organisations that touch, shape (k, 2)."""
    order = np.argsort(options.boxes[:, 0], kind="stable")
    found = [np.zeros((0, 2), dtype=np.int32)]
    lefts = options.boxes[order, 0]
    for at, row in enumerate(order):
        end = int(np.searchsorted(lefts, options.boxes[row, 2] + 4.0))
        later = order[at + 1 : end]
        hit = later[
            overlaps(options.boxes[row], options.boxes[later])
            & (options.owner[later] != options.owner[row])
        ]
        found.append(np.column_stack([np.full(len(hit), row), hit]).astype(np.int32))
    return np.concatenate(found)


def _clusters(options: Candidates, conflicts: Ints) -> list[npt.NDArray[np.intp]]:
    """Candidate rows of each set of organisations whose names can meet."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    if not len(options.owner):
        return []
    n = int(options.owner.max()) + 1
    ends = options.owner[conflicts]
    graph = csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(n, n))
    _, labels = connected_components(graph, directed=False)
    of_row = labels[options.owner]
    return [np.flatnonzero(of_row == label) for label in np.unique(of_row)]


def _solve(options: Candidates, weights: Floats, rows: npt.NDArray[np.intp], conflicts: Ints) -> Places:
    from scipy.optimize import Bounds, LinearConstraint, milp

    constraints = _constraints(options, rows, conflicts)
    gain = 10.0 * weights[options.owner[rows]] * _name_share(options, rows) - options.costs[rows]
    result = milp(
        -gain,
        constraints=LinearConstraint(constraints, -np.inf, 1.0),
        integrality=np.ones(len(rows), dtype=np.int64),
        bounds=Bounds(0.0, 1.0),
        options={"time_limit": _SECONDS, "mip_rel_gap": _GOOD_ENOUGH},
    )
    if result.x is None:
        return {}
    chosen = rows[np.asarray(result.x) > 0.5]
    return {int(options.owner[row]): int(row) for row in chosen}


def _name_share(options: Candidates, rows: npt.NDArray[np.intp]) -> Floats:
    """A number that points to the key is worth little against the name itself."""
    return np.where(_is_number(options)[rows], 0.35, 1.0)


def _names_and_numbers(options: Candidates) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Rows of the candidates that are names, and of those that are numbers."""
    is_number = _is_number(options)
    return np.flatnonzero(~is_number), np.flatnonzero(is_number)


def _is_number(options: Candidates) -> npt.NDArray[np.bool_]:
    """Which candidates are numbers that point to the key, shape (c,)."""
    numbers = np.array([text.number for text in options.texts], dtype=np.bool_)
    return numbers[options.text]


def _constraints(options: Candidates, rows: npt.NDArray[np.intp], conflicts: Ints) -> "csr_array":
    """One row for each organisation and each conflict: at most one of its candidates."""
    from scipy.sparse import csr_array

    column = np.full(len(options.owner), -1, dtype=np.int64)
    column[rows] = np.arange(len(rows))
    _, owner = np.unique(options.owner[rows], return_inverse=True)
    inner = column[conflicts[column[conflicts[:, 0]] >= 0]]
    first = int(owner.max()) + 1
    line = np.concatenate([owner, np.repeat(first + np.arange(len(inner)), 2)])
    cells = np.concatenate([np.arange(len(rows)), inner.ravel()])
    shape = (first + len(inner), len(rows))
    return csr_array((np.ones(len(line)), (line, cells)), shape=shape)
