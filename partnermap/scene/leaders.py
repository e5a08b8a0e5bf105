"""Leaders: lines from far names to their symbols, and the names moved so that these cross less."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from partnermap.scene.candidates import Candidates, Surroundings, gaps_to_symbols, overlaps
from partnermap.scene.crossings import meeting
from partnermap.scene.model import Floats, Label
from partnermap.scene.placing import Places

Rows = npt.NDArray[np.intp]

NEAR = 15.0
"""A name no farther from its symbol than that is taken for its own."""

_EDGE = tuple((x, y) for x in (0.0, 0.25, 0.75, 1.0) for y in (0.0, 0.5, 1.0))
"""Points of a name's box from which a line to its symbol may start."""

_SWEEPS = 3
_CROSSING_COST, _LENGTH_COST, _SYMBOL_COST, _BESIDE_COST = 1000.0, 0.02, 1.5, 3.0
"""Of a leader over another one or a name, which nothing outweighs; of each view unit of it, of each
symbol that it strikes through, and of a far name that stands beside somebody else's symbol.
"""

_WORTH_SPARING = 16.0
"""So much longer a leader may be to run over no symbol; longer ones begin on the far side of a name."""

_MOST_SYMBOLS = 500
"""Among more of them every leader strikes some, and which would take long to tell."""


def untangled(options: Candidates, places: Places, around: Surroundings) -> Places:
    """The places, with far names moved to others of theirs where leaders cross less and are shorter.

    Names are moved one at a time while that helps, so it ends; names near their symbols stay.
    """
    rows = np.array(list(places.values()), dtype=np.intp)
    far = rows[_leaders(options, rows, around)[1] > NEAR] if len(rows) else rows
    places = dict(places)
    for _ in range(_SWEEPS):
        moved = [_moved(options, places, int(options.owner[row]), far, around) for row in far]
        if not any(moved):
            break
        far = np.array([places[int(options.owner[row])] for row in far], dtype=np.intp)
    return places


def _moved(
    options: Candidates,
    places: Places,
    owner: int,
    far: Rows,
    around: Surroundings,
) -> bool:
    """Give one name the best of its free places; whether that is another than before."""
    others = np.array([row for key, row in places.items() if key != owner], dtype=np.intp)
    own = np.flatnonzero(options.owner == owner)
    if len(others):
        own = own[~overlaps(options.boxes[own][:, None], options.boxes[others]).any(axis=1)]
    led = np.array([places[key] for key in options.owner[far].tolist() if key != owner], dtype=np.intp)
    lines, gaps = _leaders(options, own, around)
    theirs = _leaders(options, led, around)[0]
    crossed = _crossings(lines, theirs) + meeting(options.boxes[others], lines).sum(axis=0)
    over_theirs = meeting(options.boxes[own], theirs).sum(axis=1)
    tangle = crossed * (gaps > NEAR) + over_theirs
    costs = options.costs[own] + _CROSSING_COST * tangle + _LENGTH_COST * gaps
    costs += _confusion(options.boxes[own], lines, owner, around)
    best = int(own[np.argmin(costs)])
    changed, places[owner] = best != places[owner], best
    return changed


def _leaders(options: Candidates, rows: Rows, around: Surroundings) -> tuple[Floats, Floats]:
    """Lines (r, 4) from the nearest points of places to the middles of their symbols; gaps (r,)."""
    boxes, goals = options.boxes[rows], around.positions[options.owner[rows]]
    starts = np.clip(goals, boxes[:, :2], boxes[:, 2:])
    gaps = np.hypot(*(goals - starts).T) - around.radii[options.owner[rows]]
    return np.hstack([starts, goals]), np.asarray(gaps)


def _crossings(lines: Floats, others: Floats) -> Rows:
    """How many of the other segments (k, 4) each segment (c, 4) crosses, shape (c,)."""
    a, b = lines[:, None, :2], lines[:, None, 2:]
    c, d = others[None, :, :2], others[None, :, 2:]
    apart = _side(a, b, c) * _side(a, b, d), _side(c, d, a) * _side(c, d, b)
    return np.asarray(((apart[0] < 0) & (apart[1] < 0)).sum(axis=1))


def _side(a: Floats, b: Floats, point: Floats) -> Floats:
    way, to = b - a, point - a
    return np.asarray(way[..., 0] * to[..., 1] - way[..., 1] * to[..., 0])


def with_leaders(labels: Sequence[Label], around: Surroundings) -> tuple[Label, ...]:
    """The labels with lines to their symbols where they need one, clear of names where that can be."""
    boxes = np.array([(item.x, item.y, item.x + item.width, item.y + item.height) for item in labels])
    return tuple(_led(item, around, boxes) for item in labels)


def _led(item: Label, around: Surroundings, names: Floats) -> Label:
    """The label with a line to its symbol where another symbol could be taken for it."""
    low, high = np.array([item.x, item.y]), np.array([item.x + item.width, item.y + item.height])
    gaps = gaps_to_symbols(np.array([[*low, *high]]), around)[0]
    own = item.organisation
    if gaps[own] <= NEAR or gaps[own] <= gaps.min() + 1:
        return item
    goal = around.positions[own]
    starts = [np.clip(goal, low, high), *(low + np.array(at) * (high - low) for at in _EDGE)]
    # Within its edges, so that a line that only begins at a name does not count as over it.
    inside = names + np.array((1.0, 1.0, -1.0, -1.0))
    over = meeting(inside, np.array([(*at, *goal) for at in starts])).sum(axis=0)
    start = min(
        zip(over.tolist(), starts, strict=True),
        key=lambda at: (at[0], _detour(at[1], own, around)),
    )[1]
    end = goal + (start - goal) * (around.radii[own] / np.hypot(*(goal - start)))
    return replace(item, leader=(float(start[0]), float(start[1]), float(end[0]), float(end[1])))


def _detour(start: Floats, own: int, around: Surroundings) -> float:
    """How long a line from there to its symbol is, and longer where it runs over another symbol."""
    goal = around.positions[own]
    is_struck = bool(_hits(np.array([[*start, *goal]]), own, around)[0])
    return float(np.hypot(*(goal - start))) + (_WORTH_SPARING if is_struck else 0.0)


def _confusion(boxes: Floats, lines: Floats, own: int, around: Surroundings) -> Floats:
    """What symbols cost that leaders (c, 4) strike, and those that far names (c, 4) stand beside.

    In a crowd, where every place has some, it is nought.
    """
    if len(around.positions) > _MOST_SYMBOLS:
        return np.zeros(len(lines))
    gaps = gaps_to_symbols(boxes, around)
    is_far = gaps[:, own] > NEAR
    gaps[:, own] = np.inf
    beside = is_far & (gaps.min(axis=1, initial=np.inf) < NEAR / 2)
    return np.asarray(_SYMBOL_COST * _hits(lines, own, around) + _BESIDE_COST * beside)


def _hits(lines: Floats, own: int, around: Surroundings) -> Rows:
    start, way = lines[:, None, :2], lines[:, None, 2:] - lines[:, None, :2]
    to = around.positions - start
    length = np.maximum((way**2).sum(axis=2), 1e-9)
    along = np.clip((to * way).sum(axis=2) / length, 0.0, 1.0)
    hit = np.hypot(*np.moveaxis(to - along[..., None] * way, 2, 0)) < around.radii + 2.0
    hit[:, own] = False
    return np.asarray(hit.sum(axis=1))
