"""D1: how strain builds and goes, against the book's values and its own properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.disruption.intensity import Timing, areas, averages, levels, timing
from partnermap.analysis.disruption.ranges import Floats
from partnermap.domain.dates import DAYS_PER_MONTH

MONTHS = st.floats(0.5, 60)


def one(
    announced: float | None, effective: float, fade: float, cap: float = 24, *, block: bool = False
) -> Timing:
    """One event in one draw; months."""
    return timing(
        np.array([[np.nan if announced is None else announced * DAYS_PER_MONTH]]),
        np.array([[effective * DAYS_PER_MONTH]]),
        np.array([[fade]]),
        np.array([[cap]]),
        np.array([[block]]),
    )


def area(when: Timing) -> float:
    """In months at a standstill."""
    found: Floats = areas(when, np.array([-100_000.0, 100_000.0]))[0, 0]
    return float(found[1] - found[0]) / DAYS_PER_MONTH


def at(when: Timing, *months: float) -> list[float]:
    found: Floats = levels(when, np.array(months) * DAYS_PER_MONTH)[0, 0]
    return [round(float(value), 9) for value in found]


@pytest.mark.parametrize(("fade", "expected"), [(18, 15.0), (24, 18.0)])
def test_the_area_of_a_year_of_notice(fade: float, expected: float) -> None:
    assert area(one(0, 12, fade)) == pytest.approx(expected)


def test_the_level_over_time() -> None:
    assert at(one(0, 12, 24), 0, 6, 12, 24, 36) == [0, 0.5, 1, 0.5, 0]


@pytest.mark.parametrize(
    ("fade", "cap", "expected"), [(18, 24, 21.0), (24, 24, 24.0), (18, 60, 29.0), (24, 60, 32.0)]
)
def test_a_long_notice_weighs_for_as_long_as_the_cap_says(
    fade: float, cap: float, expected: float
) -> None:
    assert area(one(0, 40, fade, cap)) == pytest.approx(expected)


@pytest.mark.parametrize("fade", [18, 24])
def test_a_block_lasts_from_announcement(fade: float) -> None:
    block = one(0, 12, fade, block=True)
    assert area(block) == pytest.approx(fade)
    assert at(block, -0.1, 0, fade - 0.1, fade + 0.1) == [0, 1, 1, 0]


def test_without_an_announcement_nothing_builds_up() -> None:
    sudden = one(None, 12, 24)
    assert at(sudden, 11.9, 12, 24, 36) == [0, 1, 0.5, 0]
    assert area(sudden) == pytest.approx(12)


@pytest.mark.parametrize("notice", [0.0, 1e-300, 1e-9])
def test_a_notice_of_no_length_divides_by_nothing(notice: float) -> None:
    assert at(one(0, notice, 24), -0.1, 0.01, 12) == pytest.approx([0, 1, 0.5], abs=0.001)
    assert area(one(0, notice, 24)) == pytest.approx(12)


@given(st.floats(-60, 60), st.floats(0, 60), MONTHS, st.floats(0, 40), st.booleans())
@settings(max_examples=60, deadline=None)
def test_levels_stay_in_0_to_1_and_their_sum_is_the_closed_form(
    announced: float, notice: float, fade: float, cap: float, block: bool
) -> None:
    when = one(announced, announced + notice, fade, cap, block=block)
    days = np.arange(-4_000.0, 6_000.0)
    found = levels(when, days)[0, 0]
    assert found.min() >= 0
    assert found.max() <= 1
    assert found.sum() / DAYS_PER_MONTH == pytest.approx(area(when), abs=0.05)


@given(st.floats(-30, 30), st.floats(0, 30), MONTHS, st.booleans())
@settings(max_examples=30, deadline=None)
def test_means_of_cells_add_up_to_the_area(
    announced: float, notice: float, fade: float, block: bool
) -> None:
    when = one(announced, announced + notice, fade, block=block)
    edges = np.linspace(-5_000, 5_000, 37)
    total = float((averages(when, edges)[0, 0] * np.diff(edges)).sum())
    assert total / DAYS_PER_MONTH == pytest.approx(area(when))
