"""The inspector never calls half a year of payments money a year."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.analysis.health.carried import carried_by
from partnermap.analysis.health.stake import Stake, at_stake
from partnermap.domain.agreement import Agreement
from partnermap.domain.record import About
from partnermap.domain.words import LegalBasis

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2025, 10, 2)


def stake_of(build: "PlaceBuilder", months: int) -> Stake:
    for name in ("ICB", "Trust"):
        build.add_organisation(name)
    build.add_payments("ICB", "Trust", 600, months=months)
    return at_stake(build.build(), ON, "Trust")


def test_six_months_of_payments_say_so(place_builder: "PlaceBuilder") -> None:
    stake = stake_of(place_builder, 6)
    assert [link.carries for link in stake.links] == ["£600 in 6 months of 2025/26"]
    assert stake.money_by_end == (("paid in 6 months of 2025/26", 60_000),)


def test_twelve_months_are_a_year(place_builder: "PlaceBuilder") -> None:
    stake = stake_of(place_builder, 12)
    assert [link.carries for link in stake.links] == ["£600 a year"]
    assert stake.money_by_end == (("2026", 60_000),)


def test_without_payment_lines_nothing_is_claimed(place_builder: "PlaceBuilder") -> None:
    stake = stake_of(place_builder, 0)
    assert [link.carries for link in stake.links] == ["£600 a year"]


def test_a_sum_of_both_says_what_part_it_lacks(place_builder: "PlaceBuilder") -> None:
    half = place_builder.add_payments("ICB", "Trust", 600, months=6)
    grant = place_builder.add_agreement(
        "Grant", pays={"ICB": 100}, host_id="Trust", legal_basis=LegalBasis.GRANT
    )
    origins = [About(Agreement.TABLE, key) for key in (half, grant)]
    assert carried_by(place_builder.build(), origins, ON).money_text == (
        "£700 a year as far as recorded (payments of 2025/26 cover 6 of 12 months)"
    )
