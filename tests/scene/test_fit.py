"""From layout units to the page: lanes and tiers fill it, the others keep their proportions."""

import numpy as np
import pytest

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.view import LayoutStyle
from partnermap.scene.fit import (
    CROWDED,
    LABEL_ROOM,
    MOST_DRAWN_OUT,
    NEAREST,
    SMALLEST,
    STRETCH,
    WORTH_FLYING,
    Box,
    closer,
    frame_for,
    has_room_beside,
    symbol_radii,
)
from partnermap.scene.model import Medium, View
from partnermap.scene.symbols import REACH

PAGE = View(800.0, 600.0, Medium.PAPER)
SCREEN = View(800.0, 600.0)
AREA = Box(0.0, 0.0, 800.0, 600.0)


def layout(style: LayoutStyle) -> Layout:
    """Ten times as wide as high, but for one in the middle."""
    xy = np.array([(0.0, 0.0), (10.0, 0.0), (0.0, 3.0), (10.0, 3.0), (5.0, 1.5)])
    return Layout(tuple("abcde"), xy, style)


@pytest.mark.parametrize("style", list(LayoutStyle))
def test_lanes_and_tiers_are_drawn_out_to_fill_the_page(style: LayoutStyle) -> None:
    made = layout(style)
    frame = frame_for(made, made.organisation_ids, AREA, PAGE)
    spots = frame.to_view(made.xy)
    used = float(np.ptp(spots[:, 1]))
    room = AREA.inside(*LABEL_ROOM[Medium.PAPER])
    assert np.ptp(spots[:, 0]) == pytest.approx(room.width)
    if style in (LayoutStyle.LANES, LayoutStyle.TIERS):
        assert used == pytest.approx(room.height)
        assert frame.scale_y / frame.scale_x <= MOST_DRAWN_OUT
    else:
        assert frame.scale_y == pytest.approx(STRETCH[Medium.PAPER] * frame.scale_x)
        assert used < room.height


def test_a_corner_of_the_map_is_gone_near_to_and_its_middle_is_in_the_middle() -> None:
    made = layout(LayoutStyle.DISTANCES)
    view = closer(made, ("a", "e"), AREA, SCREEN)
    assert view is not None
    assert view.centre == pytest.approx((2.5, 0.75))
    assert 1.25 < view.zoom <= NEAREST
    spots = frame_for(made, (), AREA, view).to_view(made.xy[[0, 4]])
    inner = AREA.inside(*LABEL_ROOM[Medium.SCREEN])
    low, high = (inner.left - 1e-6, inner.top - 1e-6), (inner.right + 1e-6, inner.bottom + 1e-6)
    assert ((spots >= low) & (spots <= high)).all()


def test_one_alone_is_not_blown_up_and_all_are_no_reason_to_move() -> None:
    made = layout(LayoutStyle.DISTANCES)
    alone = closer(made, ("d",), AREA, SCREEN)
    assert alone is not None
    assert (alone.zoom, alone.centre) == (NEAREST, (10.0, 3.0))
    assert closer(made, ("a", "d"), AREA, SCREEN) is None
    assert closer(made, (), AREA, SCREEN) is None


def test_what_is_left_in_a_corner_is_brought_to_the_middle_though_it_gets_hardly_larger() -> None:
    xy = np.array([(0.0, 0.0), (10.0, 0.0), (5.0, 2.0), (5.0, 6.0)])
    made = Layout(tuple("abcd"), xy, LayoutStyle.DISTANCES)
    view = closer(made, ("a", "b", "c"), AREA, SCREEN)
    assert view is not None
    assert 1.0 <= view.zoom < WORTH_FLYING
    assert view.centre == pytest.approx((5.0, 1.0))
    assert closer(made, ("a", "b", "d"), AREA, SCREEN) is None


def test_nobody_alone_at_the_edge_looks_larger_than_the_busiest_in_the_crowd() -> None:
    crowd = [(14.0 * (spot % 8), 14.0 * (spot // 8)) for spot in range(64)]
    positions = np.array([*crowd, (400.0, 300.0)])
    partners = np.array([30 if spot == 27 else 3 for spot in range(64)] + [1], dtype=np.int32)
    radii = symbol_radii(positions, partners)
    assert radii[64] <= radii[27]
    assert radii.min() >= CROWDED


def test_room_beside_is_found_on_any_side_and_nobody_stands_in_their_own_way() -> None:
    column = np.array([(0.0, float(20 * row)) for row in range(5)])
    assert has_room_beside(column, 90.0, 18.0).all()
    columns = np.vstack([column + np.array([x, 0.0]) for x in (0.0, 100.0, -80.0)])
    assert has_room_beside(columns, 90.0, 18.0).tolist() == [True] * 15
    grid = np.array([(x, y) for x in range(0, 300, 30) for y in range(0, 100, 20)], dtype=np.float64)
    free = grid[has_room_beside(grid, 90.0, 50.0)]
    inner = (free[:, 0] > 0) & (free[:, 0] < 270) & (free[:, 1] > 0) & (free[:, 1] < 80)
    assert len(free) == 2 * (10 + 5) - 4
    assert not inner.any()
    assert has_room_beside(np.zeros((1, 2)), 90.0, 18.0).tolist() == [True]
    assert has_room_beside(np.zeros((0, 2)), 90.0, 18.0).tolist() == []


def test_two_neighbours_share_their_room_as_they_would_have_it_and_never_touch() -> None:
    rng = np.random.default_rng(5)
    positions = np.vstack([rng.uniform(0, 800, (40, 2)), [(900.0, 300.0), (928.0, 300.0)]])
    partners = np.full(42, 2)
    partners[40] = 25
    radii = symbol_radii(positions, partners)
    assert radii[40] > 1.2 * radii[41]
    apart = np.hypot(*(positions[:, None] - positions).transpose(2, 0, 1))
    both = radii[:, None] + radii
    touching = (REACH * both > apart + 1e-9) & ~np.eye(42, dtype=np.bool_)
    # Only where even the smallest symbols would: those are as small as they may be.
    assert (np.minimum(radii[:, None], radii)[touching] <= SMALLEST).all()
    assert not touching[40].any()
