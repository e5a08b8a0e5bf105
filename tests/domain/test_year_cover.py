"""Amounts say of how many months they are where a year is not all recorded."""

import pytest

from partnermap.domain.year_cover import WHOLE_YEAR, YearCover, cover_of_sum

YEAR = "2025/26"
POUNDS = 120_000_00


def test_money_that_lacks_no_month_is_money_a_year() -> None:
    assert cover_of_sum(YEAR, [None, 12, None]) == WHOLE_YEAR
    assert cover_of_sum(YEAR, []) == WHOLE_YEAR
    assert WHOLE_YEAR.words(POUNDS) == "£120,000 a year"
    assert (WHOLE_YEAR.note, WHOLE_YEAR.title, WHOLE_YEAR.is_part) == ("", "Money a year", False)


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ([6, 6], "£120,000 in 6 months of 2025/26"),
        ([1], "£120,000 in 1 month of 2025/26"),
        ([9, 3], "£120,000 in 3 to 9 months of 2025/26"),
        ([None, 6], "£120,000 a year as far as recorded (payments of 2025/26 cover 6 of 12 months)"),
        ([12, 6], "£120,000 a year as far as recorded (some payments of 2025/26 cover 6 of 12 months)"),
    ],
)
def test_payments_that_lack_months_are_never_money_a_year(
    months: list[int | None], expected: str
) -> None:
    cover = cover_of_sum(YEAR, months)
    assert cover.words(POUNDS) == expected
    assert cover.title == "Money recorded"


def test_the_note_stands_beside_only_what_does_not_say_it() -> None:
    alone, mixed = YearCover(YEAR, (6,)), YearCover(YEAR, (6,), is_mixed=True)
    assert alone.note == mixed.note == "payments of 2025/26 cover 6 of 12 months"
    assert alone.note_beside == ""
    assert mixed.note_beside == mixed.note


def test_what_is_not_known_is_said_once() -> None:
    assert WHOLE_YEAR.words(POUNDS, is_known=False) == "£120,000 a year, as far as known"
    alone, mixed = YearCover(YEAR, (6,)), YearCover(YEAR, (6,), is_mixed=True)
    assert alone.words(POUNDS, is_known=False).endswith("6 months of 2025/26, as far as known")
    assert mixed.words(POUNDS, is_known=False) == mixed.words(POUNDS)
