from typing import TYPE_CHECKING

import pytest

from partnermap.domain.dates import NOT_KNOWN, PartialDate
from partnermap.domain.words import ContributionRole
from tests.exchange.grants_taken import PLACE, money, only_agreement, told

if TYPE_CHECKING:
    from tests.exchange.conftest import InventedGrants

Json = dict[str, object]
HARBOUR = {"id": "GB-CHC-900002", "name": "Harbour Homes"}
STRANGER = {"id": "GB-COH-0123456", "name": "Far Away Ltd"}


INDIVIDUALS: tuple[Json, ...] = (
    {"recipientIndividual": {"id": "p1", "name": "Secret Person"}},
    {"recipientIndividual": {"name": "Secret Person"}, "recipientOrganization": None},
)


@pytest.mark.parametrize("fields", INDIVIDUALS)
def test_individuals_are_left_out_counted_and_not_named(
    invented: "InventedGrants", fields: Json
) -> None:
    plan, _ = invented.take_in(PLACE, invented.file({**invented.grant(), **fields}), all="yes")
    assert not plan.changes
    assert [row.row for row in plan.skipped] == [1]
    assert "1 grant to individuals left out" in told(plan)
    assert "Secret" not in repr(plan)


BAD_GRANTS: tuple[tuple[Json, str], ...] = (
    ({"id": None}, "no identifier"),
    ({"currency": None}, "names no currency"),
    ({"currency": "USD"}, "in USD, not in pounds"),
    ({"amountAwarded": None}, "does not say what was awarded"),
    ({"amountAwarded": "lots"}, "“lots” is not an amount"),
    ({"amountAwarded": "NaN"}, "not an amount"),
    ({"amountAwarded": -5}, "it awards -5"),
    ({"amountAwarded": 0}, "it awards 0"),
    ({"awardDate": "bad date"}, "“bad date” is not a date"),
    ({"awardDate": "31/02/2024"}, "does not exist"),
    ({"awardDate": "0024-01-01"}, "correct its year"),
    ({"awardDate": None, "plannedDates": None}, "no award date"),
    ({"plannedDates": [{"startDate": "2025-01-01", "endDate": "2024-01-01"}]}, "before it starts"),
    ({"plannedDates": [{"endDate": "2024-02-31"}]}, "does not exist"),
    ({"fundingOrganization": []}, "names no funder"),
    ({"fundingOrganization": "a text"}, "names no funder"),
    ({"recipientOrganization": [{"id": "DUMMY01"}]}, "names no recipient"),
    ({"recipientOrganization": None}, "names no recipient"),
    ({"fundingOrganization": [HARBOUR]}, "would grant to itself"),
)


@pytest.mark.parametrize(("fields", "reason"), BAD_GRANTS)
def test_a_grant_that_cannot_be_used_is_skipped_and_the_rest_comes_in(
    invented: "InventedGrants", fields: Json, reason: str
) -> None:
    plan, place = invented.take_in(
        PLACE, invented.file({**invented.grant(1), **fields}, invented.grant(2))
    )
    (row,) = plan.skipped
    assert (row.source, row.row) == ("grants.json", 1)
    assert reason in row.reason
    assert only_agreement(place).ref == "360G-invented-2"


def test_an_identifier_that_stands_twice(invented: "InventedGrants") -> None:
    plan, place = invented.take_in(
        PLACE, invented.file(invented.grant(1), invented.grant(1, amountAwarded=9))
    )
    assert [row.row for row in plan.skipped] == [2]
    assert "stands in row 1 too" in plan.skipped[0].reason
    assert {amount for *_, amount in money(place)} == {100050}


TERMS: tuple[tuple[Json, str, str, str | None], ...] = (
    ({"plannedDates": None}, "2024-06-01", "not known", "2024/25"),
    ({"plannedDates": [{"duration": 12}]}, "2024-06-01", "2025-05", "2024/25"),
    ({"plannedDates": [{"duration": "12 months"}]}, "2024-06-01", "2025-05", "2024/25"),
    ({"plannedDates": [{"duration": "Undefined"}]}, "2024-06-01", "not known", "2024/25"),
    (
        {"plannedDates": [{"startDate": "19 April 2023", "duration": "11"}]},
        *("2023-04-19", "2024-03-18", "2023/24"),
    ),
    (
        {"plannedDates": [{"startDate": "2024-09", "duration": "6.0"}]},
        *("2024-09", "2025-02", "2024/25"),
    ),
    (
        {
            "plannedDates": [{"startDate": "2024-09-01", "endDate": "2025-01-01"}],
            "actualDates": [{"startDate": "2024-10-01"}],
        },
        *("2024-10-01", "2025-01-01", "2024/25"),
    ),
    (
        {"plannedDates": [{"startDate": "2024-09-01"}, {"startDate": "01/08/2024", "endDate": "2026"}]},
        *("2024-08-01", "2026", "2024/25"),
    ),
    ({"awardDate": "01/03/2024"}, "2024-07-01", "2025-03-31", "2024/25"),
    ({"awardDate": "2025-04-02T23:00:00+00:00"}, "2024-07-01", "2025-03-31", "2024/25"),
    ({"awardDate": "08/2024"}, "2024-07-01", "2025-03-31", "2024/25"),
    ({"awardDate": "2024", "plannedDates": None}, "2024", "not known", None),
    ({"awardDate": None}, "2024-07-01", "2025-03-31", "2024/25"),
)


@pytest.mark.parametrize(("fields", "start", "end", "year"), TERMS)
def test_the_term_and_the_year_of_the_award(
    invented: "InventedGrants", fields: Json, start: str, end: str, year: str | None
) -> None:
    _, place = invented.take_in(PLACE, invented.file({**invented.grant(), **fields}))
    agreement = only_agreement(place)
    assert (str(agreement.start), str(agreement.end)) == (start, end)
    assert {item[2] for item in money(place)} == {year}


def test_an_end_before_the_award_leaves_the_start_open(invented: "InventedGrants") -> None:
    source = invented.file(invented.grant(1, plannedDates=[{"endDate": "2024-01-31"}]))
    _, place = invented.take_in(PLACE, source)
    agreement = only_agreement(place)
    assert (agreement.start, agreement.end) == (None, PartialDate(2024, 1, 31))
    assert {item[2] for item in money(place)} == {"2023/24"}


def test_what_a_term_over_several_years_and_no_end_mean_is_said(invented: "InventedGrants") -> None:
    long = [{"startDate": "2024-07-01", "endDate": "2027-03-31"}]
    source = invented.file(invented.grant(1, plannedDates=long), invented.grant(2, plannedDates=None))
    plan, place = invented.take_in(PLACE, source)
    assert "The term of 1 grant spans several financial years" in told(plan)
    assert "The end of 1 grant is not known" in told(plan)
    assert {item[2] for item in money(place)} == {"2024/25"}
    assert NOT_KNOWN in {agreement.end for agreement in place.agreements.values()}


def test_shares_of_several_recipients_are_not_known(invented: "InventedGrants") -> None:
    source = invented.file(invented.grant(1, recipientOrganization=[HARBOUR, STRANGER]))
    plan, place = invented.take_in(PLACE, source)
    assert money(place) == [
        ("Far Away Ltd", ContributionRole.RECEIVES, "2024/25", None),
        ("Harbour Homes", ContributionRole.RECEIVES, "2024/25", None),
        ("Invented Trust", ContributionRole.PAYS, "2024/25", 100050),
    ]
    assert "several funders or recipients" in told(plan)


def test_money_to_be_granted_on_is_pointed_out(invented: "InventedGrants") -> None:
    plan, place = invented.take_in(PLACE, invented.file(invented.grant(1, regrantType="FRG010")))
    assert "grants the money on" in told(plan)
    assert "grant on" in (only_agreement(place).notes or "")
