"""Dates that keep their precision, periods with both ends in, and financial years."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnermap.domain.dates import (
    NOT_KNOWN,
    PartialDate,
    Period,
    add_months,
    financial_year,
    financial_year_period,
    known_first_day,
    known_last_day,
    months_between,
    read_financial_year,
)
from partnermap.domain.errors import BadValue

days = st.dates(dt.date(1000, 1, 1), dt.date(9000, 12, 31))
partial = (
    days.map(PartialDate.from_day)
    | st.builds(PartialDate, st.integers(1000, 9999), st.integers(1, 12))
    | st.builds(PartialDate, st.integers(1000, 9999))
    | st.just(NOT_KNOWN)
)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026", (2026, None, None)),
        ("2026-4", (2026, 4, None)),
        ("2026-04-01", (2026, 4, 1)),
        ("01/04/2026", (2026, 4, 1)),
        ("1 April 2026", (2026, 4, 1)),
        (" apr  2026 ", (2026, 4, None)),
        ("29 Feb 2024", (2024, 2, 29)),
        ("Not known", (0, None, None)),
    ],
)
def test_reading(text: str, parts: tuple[int, int | None, int | None]) -> None:
    date = PartialDate.parse(text)
    assert (date.year, date.month, date.day) == parts


@pytest.mark.parametrize(
    "text",
    ["31 February 2026", "2026-02-29", "2026-13", "0000", "32/01/2026", "soon", "", "1 Foo 2026", "26"],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(BadValue):
        PartialDate.parse(text)


@given(partial)
def test_text_and_words_are_read_back(date: PartialDate) -> None:
    assert PartialDate.parse(str(date)) == date
    assert PartialDate.parse(date.in_words()) == date


@given(partial)
def test_a_date_begins_no_later_than_it_ends(date: PartialDate) -> None:
    assert date.first_day <= date.last_day
    assert Period(date, date).holds(date.first_day)
    assert Period(date, date).holds(date.last_day)


def test_both_ends_are_in() -> None:
    period = Period(PartialDate(2024, 2), PartialDate(2024, 2))
    assert [period.holds(dt.date(2024, 2, day)) for day in (1, 29)] == [True, True]
    assert not period.holds(dt.date(2024, 1, 31))
    assert not period.holds(dt.date(2024, 3, 1))


def test_what_is_not_known_excludes_nothing() -> None:
    assert Period(NOT_KNOWN, NOT_KNOWN).holds(dt.date(2024, 1, 1))
    assert Period().holds(dt.date.min)
    assert not Period(NOT_KNOWN).start_known
    assert not Period(NOT_KNOWN, PartialDate(1900)).is_reversed


@pytest.mark.parametrize(
    ("start", "end", "is_reversed"),
    [("2026", "2026-01-01", False), ("2026-05", "2026-04-30", True), ("2026-05", "2026", False)],
)
def test_an_end_before_the_start(start: str, end: str, is_reversed: bool) -> None:
    assert Period(PartialDate.parse(start), PartialDate.parse(end)).is_reversed is is_reversed


def test_months() -> None:
    assert add_months(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)
    assert add_months(dt.date(2024, 3, 31), -13) == dt.date(2023, 2, 28)
    assert add_months(dt.date(9999, 12, 1), 1) == dt.date.max
    assert add_months(dt.date(1, 1, 1), -1) == dt.date.min
    assert months_between(dt.date(2024, 1, 1), dt.date(2026, 1, 1)) == pytest.approx(731 / 30.4375)


@given(days)
def test_a_financial_year_holds_its_days(day: dt.date) -> None:
    label = financial_year(day)
    assert financial_year_period(label).holds(day)
    assert read_financial_year(label) == label


@pytest.mark.parametrize("text", ["2025/26", " 2025-26", "2025/2026", "2025 / 26"])
def test_financial_years_as_people_write_them(text: str) -> None:
    assert read_financial_year(text) == "2025/26"


@pytest.mark.parametrize("text", ["2025", "2025/27", "25/26", "2025/26/27", ""])
def test_what_is_no_financial_year(text: str) -> None:
    with pytest.raises(BadValue):
        read_financial_year(text)


def test_a_date_that_nobody_knows_has_no_day() -> None:
    assert [known_first_day(date) for date in (None, NOT_KNOWN)] == [None, None]
    assert [known_last_day(date) for date in (None, NOT_KNOWN)] == [None, None]
    april = PartialDate(2026, 4)
    assert (known_first_day(april), known_last_day(april)) == (dt.date(2026, 4, 1), dt.date(2026, 4, 30))
