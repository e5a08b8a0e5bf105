"""A comparison says of how many months the money is that it follows."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.succession.comparison import Comparison, compare_dates, comparison_json
from partnermap.analysis.succession.sentences import (
    money_kinds_in_brief,
    money_kinds_sentence,
    money_sentence,
)
from partnermap.domain.words import LegalBasis, ReorganisationStatus
from partnermap.report.reorganisation.succession_charts import money_flows_chart

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

BEFORE, AFTER = dt.date(2025, 10, 2), dt.date(2026, 2, 1)


def compared(build: "PlaceBuilder", months: int, *, with_grant: bool = False) -> Comparison:
    for name, closed in (("ICB", "2025-12-31"), ("Heir", None), ("Trust", None)):
        build.add_organisation(name, closed=closed)
    status = ReorganisationStatus.ORDERED
    build.add_reorganisation("Merger", moves=[("ICB", "Heir")], effective="2026-01-01", status=status)
    build.add_payments("ICB", "Trust", 600, months=months)
    if with_grant:
        build.add_agreement("Grant", pays={"Trust": 100}, host_id="ICB", legal_basis=LegalBasis.GRANT)
    return compare_dates(build.build(), BEFORE, AFTER)


@pytest.mark.parametrize(
    ("months", "expected", "in_json"),
    [
        (6, "Of £600 in 6 months of 2025/26: £600", [6]),
        (12, "Of £600 a year: £600", None),
        (0, "Of £600 a year: £600", None),
    ],
)
def test_the_board_hears_how_much_of_the_year_is_recorded(
    place_builder: "PlaceBuilder", months: int, expected: str, in_json: list[int] | None
) -> None:
    found = compared(place_builder, months)
    assert money_sentence(found).startswith(expected)
    money = comparison_json(found)["money"]
    assert isinstance(money, dict)
    assert (money["before"], money["months_recorded"]) == (600.0, in_json)


def test_a_sum_of_both_says_it_once(place_builder: "PlaceBuilder") -> None:
    found = compared(place_builder, 6, with_grant=True)
    told = money_sentence(found)
    assert told.startswith("Of £700 a year as far as recorded: £700")
    assert told.endswith("; payments of 2025/26 cover 6 of 12 months.")
    assert told.count("6 of 12") == 1


def test_the_picture_of_the_money_says_it_too(place_builder: "PlaceBuilder") -> None:
    chart = money_flows_chart(compared(place_builder, 6))
    assert chart.title.startswith("Of £600 in 6 months of 2025/26, ")
    assert "a year" not in chart.title


def test_a_sum_without_joint_money_is_not_split_into_nought_and_itself(
    place_builder: "PlaceBuilder",
) -> None:
    found = compared(place_builder, 6)
    expected = "All of it is contracts and payments, which are not joint money."
    assert money_kinds_sentence(found) == money_kinds_in_brief(found) == expected
