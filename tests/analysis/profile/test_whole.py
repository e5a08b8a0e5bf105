"""Coverage, bounds and the optional number, against the measure book (MEASURES E2)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.profile.whole import whole_of


def test_three_equal_domains_one_of_them_unknown() -> None:
    whole = whole_of({1: 4.0, 2: 3.0, 3: None}, with_overall=True)
    assert (whole.known, whole.of) == (2, 3)
    assert whole.coverage == pytest.approx(2 / 3)
    assert whole.low == pytest.approx(8 / 3)
    assert whole.high == pytest.approx(4.0)
    assert isinstance(whole.overall, NotKnown)
    assert "67%" in whole.overall.reason


def test_there_is_no_overall_number_unless_asked_for() -> None:
    assert whole_of({1: 4.0}).overall is None


def test_from_seventy_per_cent_on_there_is_one() -> None:
    known = dict.fromkeys(range(1, 8), 4.0)
    whole = whole_of({**known, 8: None, 9: None, 10: None}, with_overall=True)
    assert whole.overall == pytest.approx(4.0)
    assert whole.low == pytest.approx(3.1)
    assert whole.high == pytest.approx(4.3)


def test_coverage_goes_by_weight() -> None:
    whole = whole_of({1: 4.0, 2: None}, {1: 3.0, 2: 1.0}, with_overall=True)
    assert whole.coverage == pytest.approx(0.75)
    assert whole.overall == pytest.approx(4.0)
    assert whole.weights == {1: 3.0, 2: 1.0}


def test_changed_weights_are_tried_against_random_ones() -> None:
    same = whole_of({1: 4.0, 2: 5.0}, {1: 2.0}, with_overall=True)
    assert same.same_band_share == 1.0
    torn = whole_of({1: 1.0, 2: 5.0}, {1: 1.0, 2: 3.0}, with_overall=True)
    # Of two domains the weight is uniform, so a mean of 4 or more comes up a quarter of the time.
    assert torn.same_band_share == pytest.approx(0.25, abs=0.05)
    assert whole_of({1: 1.0, 2: 5.0}, {1: 1.0, 2: 3.0}, with_overall=True) == torn


def test_equal_weights_are_not_tried() -> None:
    whole = whole_of({1: 4.0, 2: 5.0}, {1: 2.0, 2: 2.0}, with_overall=True)
    assert whole.same_band_share is None
    assert whole.weights == {}


def test_no_domain_at_all() -> None:
    whole = whole_of({}, with_overall=True)
    assert (whole.coverage, whole.low, whole.high) == (0, 1, 5)
    assert isinstance(whole.overall, NotDefined)


medians = st.dictionaries(st.integers(1, 16), st.none() | st.floats(1, 5), min_size=1)


@settings(max_examples=60, deadline=None)
@given(medians)
def test_bounds_hold_whatever_the_unknown_ones_are(found: dict[int, float | None]) -> None:
    whole = whole_of(found)
    assert 1 - 1e-9 <= whole.low <= whole.high <= 5 + 1e-9
    for unknown in (1.0, 3.0, 5.0):
        filled = [unknown if value is None else value for value in found.values()]
        assert whole.low - 1e-9 <= sum(filled) / len(filled) <= whole.high + 1e-9
    assert (whole.low == pytest.approx(whole.high)) == (whole.coverage == 1)
