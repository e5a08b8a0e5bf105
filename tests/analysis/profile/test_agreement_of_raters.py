"""How far people agree, against the values of the measure book (MEASURES E2)."""

import numpy as np
import pytest

from partnermap.analysis.measure.result import NotDefined
from partnermap.analysis.profile.agreement_of_raters import deviation, is_split, r_wg, word
from partnermap.analysis.profile.opinion import Agreement


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([4, 4, 5, 4, 3], 0.75), ([1, 1, 5, 5, 3], 0.0), ([2, 4, 4, 5, 5, 4], 0.40), ([3, 3], 1.0)],
)
def test_agreement_of_the_measure_book(scores: list[int], expected: float) -> None:
    assert r_wg(scores) == pytest.approx(expected)


def test_mean_deviation_of_the_measure_book() -> None:
    assert deviation([4, 4, 5, 4, 3]) == pytest.approx(0.40)
    assert deviation([2]) == 0


def test_one_answer_cannot_agree_with_itself() -> None:
    assert isinstance(r_wg([4]), NotDefined)


@pytest.mark.parametrize(
    ("n", "agreement", "expected"),
    [
        (4, 1.0, Agreement.TOO_FEW),
        (5, 0.70, Agreement.EARLY_SIGN),
        (9, 0.69, Agreement.EARLY_SIGN_AGAINST),
        (10, 0.70, Agreement.AGREED),
        (12, 0.69, Agreement.NOT_AGREED),
        (1, NotDefined("…"), Agreement.TOO_FEW),
    ],
)
def test_the_word_depends_on_how_many_answered(
    n: int, agreement: float | NotDefined, expected: Agreement
) -> None:
    assert word(n, agreement) is expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 0, 2, 0, 1), True),
        ((0, 3, 6, 3, 0), True),
        ((0, 2, 6, 4, 0), False),
        ((4, 0, 8, 0, 0), False),
        ((0, 0, 0, 0, 0), False),
    ],
)
def test_a_quarter_at_each_end_divides_views(counts: tuple[int, ...], expected: bool) -> None:
    assert is_split(counts) is expected


@pytest.mark.parametrize(("panel", "share"), [(3, 0.23), (5, 0.06), (10, 0.005)])
def test_luck_reaches_the_limit_as_often_as_the_measure_book_says(panel: int, share: float) -> None:
    answers = np.random.default_rng(7).integers(1, 6, size=(20_000, panel))
    agreed = 1 - answers.var(axis=1, ddof=1) / 2 >= 0.70 - 1e-9
    assert agreed.mean() == pytest.approx(share, abs=0.012)
    one = answers[0].tolist()
    assert r_wg(one) == pytest.approx(max(0.0, 1 - answers[0].var(ddof=1) / 2))
