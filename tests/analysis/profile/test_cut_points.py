"""Cut-points: every limit of the measure book's table, on it and just beside it (MEASURES E1b)."""

import pytest

from partnermap.analysis.profile.cut_points import CUT_POINTS, CutPoints, Limit, Side, Unit

NEXT = 1e-6
"""A figure so much beyond a limit lies in the next step."""

AT_LEAST = {
    "B8": (48, 36, 24, 12),
    "A21": (0.60, 0.45, 0.30, 0.15),
    "A19": (1.0, 0.8, 0.6, 0.4),
    "F1": (0.90, 0.70, 0.50, 0.25),
    "data": (1.0, 0.90, 0.75, 0.50),
}
AT_MOST = {
    "B6": (0, 0.05, 0.15, 0.30),
    "C3": (0, 0.05, 0.10, 0.20),
    "C5": (0, 0.05, 0.15, 0.30),
}


@pytest.mark.parametrize("key", AT_LEAST)
def test_what_must_be_high_takes_the_step_on_its_limit(key: str) -> None:
    for place, limit in enumerate(AT_LEAST[key]):
        assert CUT_POINTS[key].step(limit) == 5 - place
        assert CUT_POINTS[key].step(limit - NEXT) == 4 - place


@pytest.mark.parametrize("key", AT_MOST)
def test_what_must_be_low_takes_the_step_on_its_limit(key: str) -> None:
    for place, limit in enumerate(AT_MOST[key]):
        assert CUT_POINTS[key].step(limit) == 5 - place
        assert CUT_POINTS[key].step(limit + NEXT) == 4 - place


def test_disruption_must_lie_below_its_limits() -> None:
    for place, limit in enumerate((0.05, 0.10, 0.20, 0.35)):
        assert CUT_POINTS["D5"].step(limit - NEXT) == 5 - place
        assert CUT_POINTS["D5"].step(limit) == 4 - place


def test_one_checked_change_is_more_than_none() -> None:
    steps = {1: 5, 1 - NEXT: 4, 0.8: 4, 0.8 - NEXT: 3, 0.5: 3, 0.5 - NEXT: 2, NEXT: 2, 0: 1}
    assert {share: CUT_POINTS["equity"].step(share) for share in steps} == steps


def test_a_sum_that_misses_its_limit_by_a_rounding_still_reaches_it() -> None:
    assert 0.1 + 0.2 > 0.30
    assert CUT_POINTS["B6"].step(0.1 + 0.2) == 2


def test_they_are_printed_as_they_are_reckoned() -> None:
    assert CUT_POINTS["B8"].in_words() == "5: ≥48, 4: ≥36, 3: ≥24, 2: ≥12, 1: otherwise (months)"
    assert CUT_POINTS["B6"].in_words() == "5: 0%, 4: ≤5%, 3: ≤15%, 2: ≤30%, 1: otherwise"
    assert CUT_POINTS["equity"].in_words() == "5: 100%, 4: ≥80%, 3: ≥50%, 2: >0%, 1: otherwise"


def test_own_cut_points_judge_by_their_own_limits() -> None:
    five, four, three, two = (Limit(Side.AT_LEAST, value) for value in (4, 3, 2, 1))
    own = CutPoints("B8", "Mine", Unit.MONTHS, (five, four, three, two))
    assert [own.step(value) for value in (4, 3, 2, 1, 0.5)] == [5, 4, 3, 2, 1]
