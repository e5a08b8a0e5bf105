"""Payments know of how many months they are; contracts and joint money are never asked."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.analysis.measure.money import cover_of_money, money_on
from partnermap.domain.words import LegalBasis
from partnermap.domain.year_cover import WHOLE_YEAR
from partnermap.network.lookup import lookup_of

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2025, 10, 2)
EARLIER = dt.date(2024, 10, 2)


def months_of(build: "PlaceBuilder", agreement: str, on: dt.date = ON) -> int | None:
    place = build.build()
    return money_on(lookup_of(place), place.agreements[agreement], on).months


def test_months_are_those_of_the_payer_in_the_year(place_builder: "PlaceBuilder") -> None:
    half = place_builder.add_payments("ICB", "Trust", 600, months=6)
    whole = place_builder.add_payments("ICB", "Trust", 1200, months=12, year="2024/25")
    unknown = place_builder.add_payments("Council", "Trust", 600, months=0)
    assert months_of(place_builder, half) == 6
    assert months_of(place_builder, whole, EARLIER) == 12
    assert months_of(place_builder, unknown) is None
    assert months_of(place_builder, half, EARLIER) is None


def test_a_month_with_a_line_for_anybody_is_recorded(place_builder: "PlaceBuilder") -> None:
    """A payee who gets nothing in a month does not make the month lack."""
    rare = place_builder.add_payments("ICB", "Charity", 100, months=1)
    place_builder.add_payments("ICB", "Trust", 1200, months=12)
    assert months_of(place_builder, rare) == 12


def test_contracts_have_no_months_though_their_payer_has_lines(place_builder: "PlaceBuilder") -> None:
    place_builder.add_payments("ICB", "Trust", 600, months=6)
    contract = place_builder.add_agreement(
        "Contract", pays={"ICB": 100}, host_id="Trust", legal_basis=LegalBasis.CONTRACT
    )
    assert months_of(place_builder, contract) is None


def test_a_sum_covers_what_its_amounts_do(place_builder: "PlaceBuilder") -> None:
    half = place_builder.add_payments("ICB", "Trust", 600, months=6)
    grant = place_builder.add_agreement(
        "Grant", pays={"ICB": 100}, host_id="Trust", legal_basis=LegalBasis.GRANT
    )
    empty = place_builder.add_agreement("Empty", pays={"ICB": None}, host_id="Trust")
    place = place_builder.build()
    money = {key: money_on(lookup_of(place), place.agreements[key], ON) for key in (half, grant, empty)}
    assert cover_of_money([money[half], money[empty]], ON).span == "in 6 months of 2025/26"
    assert cover_of_money([money[half], money[grant]], ON).span == "a year as far as recorded"
    assert cover_of_money([money[grant]], ON) is WHOLE_YEAR
