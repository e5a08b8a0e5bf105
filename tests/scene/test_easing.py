"""Making room for names on paper: boxes leave each other, pins and the page's edge hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.scene.easing import eased
from partnermap.scene.fit import Box

AREA = Box(0.0, 0.0, 600.0, 400.0)


def overlaps(xy: np.ndarray, sizes: np.ndarray) -> int:
    gaps = np.abs(xy[:, None] - xy)
    hit = (gaps < (sizes[:, None] + sizes) / 2 - 2.5).all(axis=2)
    return int(np.triu(hit, 1).sum())


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(0, 1000))
def test_boxes_with_room_enough_end_apart_and_inside(n: int, seed: int) -> None:
    xy = np.random.default_rng(seed).uniform((150, 100), (450, 300), (n, 2))
    sizes = np.tile((40.0, 20.0), (n, 1))
    moved = eased(xy, sizes, AREA, np.zeros(n, dtype=np.bool_))
    assert overlaps(moved, sizes) <= overlaps(xy, sizes)
    assert (moved >= (0, 0)).all()
    assert (moved <= (600, 400)).all()


def test_organisations_on_one_spot_part() -> None:
    sizes = np.tile((40.0, 20.0), (5, 1))
    moved = eased(np.tile((300.0, 200.0), (5, 1)), sizes, AREA, np.zeros(5, dtype=np.bool_))
    assert overlaps(moved, sizes) == 0


def test_pinned_organisations_stay_to_the_digit() -> None:
    xy = np.random.default_rng(4).uniform((250, 150), (350, 250), (20, 2))
    fixed = np.arange(20) % 3 == 0
    moved = eased(xy, np.tile((40.0, 20.0), (20, 1)), AREA, fixed)
    assert np.array_equal(moved[fixed], xy[fixed])
    assert not np.allclose(moved[~fixed], xy[~fixed])


@pytest.mark.parametrize("n", [0, 1])
def test_nobody_is_in_the_way_of_one(n: int) -> None:
    xy = np.full((n, 2), 7.0)
    assert np.array_equal(eased(xy, np.ones((n, 2)), AREA, np.zeros(n, dtype=np.bool_)), xy)
