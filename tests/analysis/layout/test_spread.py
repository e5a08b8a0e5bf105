"""Room between organisations: as much as the map allows, more round the busiest, pins where they are."""

import numpy as np

from partnermap.analysis.layout.graph import Anchors
from partnermap.analysis.layout.layout import Floats, Ints
from partnermap.analysis.layout.spread import MOST_ROOM, spread


def crowd(n: int = 60) -> Floats:
    return np.random.default_rng(4).normal(0.0, 1.0, (n, 2))


def gaps(xy: Floats) -> Floats:
    """Distances of all pairs, infinite of each from itself."""
    found = np.hypot(*(xy[:, None] - xy).transpose(2, 0, 1))
    return np.where(np.eye(len(xy), dtype=np.bool_), np.inf, found)


def degrees(n: int, hub: int) -> Ints:
    found = np.full(n, 2, dtype=np.int32)
    found[hub] = 40
    return found


def test_nobody_stands_nearer_than_the_density_allows() -> None:
    before, none = crowd(), Anchors.none(60)
    after = spread(before, none, settled=False)
    assert gaps(after).min() > 3 * gaps(before).min()
    again = spread(after, none, settled=True)
    assert np.allclose(again, after)


def test_the_busiest_keeps_more_room_than_it_would_otherwise() -> None:
    before, none = crowd(), Anchors.none(60)
    hub = int(gaps(before).min(axis=1).argmin())
    plain = gaps(spread(before, none, settled=False))[hub].min()
    roomy = gaps(spread(before, none, settled=False, degrees=degrees(60, hub)))[hub].min()
    assert 1.15 * plain < roomy < MOST_ROOM * plain * 1.4


def test_equal_partners_change_nothing_and_pins_stay() -> None:
    before, none = crowd(), Anchors.none(60)
    alike = np.full(60, 7, dtype=np.int32)
    plain = spread(before, none, settled=False)
    assert np.array_equal(spread(before, none, settled=False, degrees=alike), plain)
    pinned = Anchors.gather([str(row) for row in range(60)], None, {"3": (0.0, 0.0), "4": (0.01, 0.0)})
    held = spread(before, pinned, settled=False, degrees=degrees(60, 3))
    assert np.array_equal(held[[3, 4]], before[[3, 4]])
