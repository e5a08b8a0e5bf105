"""Keeping a distance on a line with the least movement."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.layout.rows import apart, ranked

VALUES = st.lists(st.floats(-5, 15, allow_nan=False), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(VALUES)
def test_places_keep_order_distance_and_bounds(values: list[float]) -> None:
    wanted = np.array(values)
    places = apart(wanted, 0.5, 0.0, 10.0)
    ordered = places[np.argsort(wanted, kind="stable")]
    assert (np.diff(ordered) > 0.5 - 1e-9).all()
    assert places.min() >= -1e-9
    assert places.max() <= 10 + 1e-9


def test_what_is_apart_already_stays() -> None:
    assert apart(np.array([3.0, 1.0, 2.0]), 0.5, 0.0, 4.0).tolist() == [3.0, 1.0, 2.0]


def test_two_on_one_spot_share_the_move() -> None:
    assert apart(np.array([2.0, 2.0]), 1.0, 0.0, 4.0).tolist() == [1.5, 2.5]


def test_too_many_for_the_room_stand_evenly() -> None:
    assert apart(np.zeros(5), 1.0, 0.0, 2.0).tolist() == pytest.approx([0.0, 0.5, 1.0, 1.5, 2.0])


def test_ranks_run_from_nought_to_one() -> None:
    assert ranked(np.array([5.0, -1.0, 3.0])).tolist() == [1.0, 0.0, 0.5]
    assert ranked(np.array([7.0])).tolist() == [0.5]
