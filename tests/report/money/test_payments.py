"""Payments are followed through successions at both ends, and never added up twice."""

import datetime as dt
from typing import TYPE_CHECKING

from partnermap.domain.agreement import PaymentLine
from partnermap.domain.place import Place
from partnermap.domain.words import ReorganisationStatus
from partnermap.report.content import Grid
from partnermap.report.money.payments import payments_sections, payments_until

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 6, 1)


def place_of(build: "PlaceBuilder", *, several: bool = False) -> Place:
    """A CCG becomes an ICB in 2022; a trust's work passes to an heir, or to two, in 2024."""
    for name, closed in (("CCG", "2022-06-30"), ("Trust", "2024-03-31")):
        build.add_organisation(name, closed=closed)
    for name in ("ICB", "Heir", "Second"):
        build.add_organisation(name)
    status = ReorganisationStatus.IN_FORCE
    build.add_reorganisation("One", effective="2022-07-01", status=status, moves=[("CCG", "ICB")])
    heirs = [("Trust", "Heir"), *([("Trust", "Second")] if several else [])]
    build.add_reorganisation("Two", effective="2024-04-01", status=status, moves=heirs)
    for number, (payer, payee, month, pounds) in enumerate(
        (
            ("CCG", "Trust", "2022-05", 100),
            ("ICB", "Trust", "2023-01", 200),
            ("ICB", "Heir", "2025-05", 400),
        )
    ):
        build.add(
            PaymentLine(
                id=f"line {number}",
                payer_id=payer,
                payee_name=payee.upper(),
                month=month,
                amount=pounds * 100,
                rows=1,
                organisation_id=payee,
            )
        )
    return build.build()


def sums(place: Place, on: dt.date) -> dict[tuple[str, str], int]:
    return {(pair.payer_id, pair.payee_id): pair.total // 100 for pair in payments_until(place, on)}


def test_a_line_whose_payer_and_payee_were_both_renamed_is_one_line(
    place_builder: "PlaceBuilder",
) -> None:
    place = place_of(place_builder)
    assert sums(place, ON) == {("ICB", "Heir"): 700}
    (section,) = payments_sections(place, ON)
    (grid,) = (block for block in section.blocks if isinstance(block, Grid))
    (row,) = grid.rows
    assert row[:2] == ("Heir (and before it Trust)", "ICB (and before it CCG)")
    assert row[-1] == "£700"


def test_before_the_change_the_names_are_those_of_the_day(place_builder: "PlaceBuilder") -> None:
    assert sums(place_of(place_builder), dt.date(2023, 2, 1)) == {("ICB", "Trust"): 300}


def test_money_of_a_body_that_was_divided_is_given_to_nobody(place_builder: "PlaceBuilder") -> None:
    place = place_of(place_builder, several=True)
    assert sums(place, ON) == {("ICB", "Heir"): 400, ("ICB", "Trust"): 300}


def test_a_year_that_lacks_months_says_how_many_it_has(place_builder: "PlaceBuilder") -> None:
    for name in ("ICB", "Trust"):
        place_builder.add_organisation(name)
    place_builder.add_payments("ICB", "Trust", 1200, months=12, year="2024/25")
    place_builder.add_payments("ICB", "Trust", 600, months=6)
    (section,) = payments_sections(place_builder.build(), ON)
    (grid,) = (block for block in section.blocks if isinstance(block, Grid))
    titles = [field.title for field in grid.fields]
    assert titles == ["Paid to", "By", "2024/25", "2025/26, 6 months", "In all"]
