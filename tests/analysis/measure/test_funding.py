"""Joint money on a date: figures worked out by hand."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.measure.funding import Funding, funding_on
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.domain.agreement import Contribution
from partnermap.domain.words import AgreementStatus, LegalBasis, Mandate, Renewal, Sector
from partnermap.network.lookup import lookup_of

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "ABCD":
        place_builder.add_organisation(name)
    place_builder.add_organisation("V", Sector.VCSE)
    return place_builder


def _funding(build: "PlaceBuilder", on: dt.date = ON) -> Funding:
    return funding_on(lookup_of(build.build()), on)


def test_the_financial_year_that_holds_the_date_and_no_other(build: "PlaceBuilder") -> None:
    fund = build.add_agreement("Fund", host_id="A", pays={"B": 100}, receives={"C": 70})
    build.add_contribution(fund, "B", 900, "2024/25")
    assert _funding(build).total() == 100
    assert _funding(build, dt.date(2025, 3, 31)).total() == 900
    later = _funding(build, dt.date(2026, 4, 1))
    assert isinstance(later.total(), NotKnown)
    assert (later.coverage.known, later.coverage.of) == (0, 1)


def test_contracts_and_payments_are_not_joint_money(build: "PlaceBuilder") -> None:
    build.add_agreement("Contract", legal_basis=LegalBasis.CONTRACT, host_id="A", pays={"B": 100})
    build.add_agreement("Payment", legal_basis=LegalBasis.PAYMENT, host_id="A", pays={"B": 100})
    assert isinstance(_funding(build).total(), NotDefined)


def test_a_missing_amount_is_never_nought(build: "PlaceBuilder") -> None:
    build.add_agreement("Known", host_id="A", pays={"B": 100})
    build.add_agreement("Part", host_id="A", pays={"B": 50, "C": None})
    build.add_agreement("None", host_id="A", pays={"B": None})
    found = _funding(build)
    assert found.total() == 150
    assert (found.coverage.known, found.coverage.of) == (1, 3)


@pytest.mark.parametrize(
    ("pounds", "index", "balance"),
    [
        ({"A": 30, "B": 30, "C": 20, "D": 20}, 0.26, 0.9855),
        ({"A": 70, "B": 30}, 0.58, 0.8813),
        ({"A": 5614, "B": 2640, "C": 711}, 0.4852, 0.7775),
    ],
)
def test_concentration_and_balance(
    build: "PlaceBuilder", pounds: dict[str, int | None], index: float, balance: float
) -> None:
    build.add_agreement("Fund", host_id="A", pays=pounds)
    found = _funding(build)
    assert found.herfindahl() == pytest.approx(index, abs=5e-5)
    assert found.balance() == pytest.approx(balance, abs=5e-5)


def test_one_payer_has_no_balance(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"B": 1})
    assert _funding(build).herfindahl() == 1
    assert isinstance(_funding(build).balance(), NotDefined)


def test_pooled_and_additional_pooling(build: "PlaceBuilder") -> None:
    build.add_agreement("Grant", host_id="A", pays={"B": 100}, legal_basis=LegalBasis.S256)
    pool = build.add_agreement("Pool", host_id="A", legal_basis=LegalBasis.S65Z6_POOLED)
    for number, (amount, mandate) in enumerate([(640, Mandate.NHS_MINIMUM), (280, Mandate.NONE)]):
        build.add(
            Contribution(
                id=f"c{number}",
                agreement_id=pool,
                organisation_id="B",
                financial_year="2025/26",
                amount=amount * 100,
                mandated=mandate,
            )
        )
    assert _funding(build).pooled_share() == pytest.approx(920 / 1020)
    assert _funding(build).additional_pooling_share() == pytest.approx(0.304, abs=5e-4)


def test_unmarked_minimum_leaves_additional_pooling_unknown(build: "PlaceBuilder") -> None:
    build.add_agreement("Pool", host_id="A", pays={"B": 1}, legal_basis=LegalBasis.S75_POOLED)
    assert isinstance(_funding(build).additional_pooling_share(), NotKnown)


def test_recurrent_share_is_of_what_is_known(build: "PlaceBuilder") -> None:
    build.add_agreement("Yes", host_id="A", pays={"B": 300}, recurrent=True)
    build.add_agreement("No", host_id="A", pays={"B": 100}, recurrent=False)
    build.add_agreement("Unsaid", host_id="A", pays={"B": 600})
    found = _funding(build)
    assert found.recurrent_share() == 0.75
    assert found.recurrent_not_known == 1


def test_what_ends_within_a_year_and_two(build: "PlaceBuilder") -> None:
    build.add_agreement("Within", host_id="A", pays={"B": 100}, end="2027-01-01")  # 365 days
    build.add_agreement("Beyond", host_id="A", pays={"B": 300}, end="2027-01-02")  # 366 days
    build.add_agreement("Open", host_id="A", pays={"B": 600})
    found = _funding(build)
    assert found.ending_share(12) == 0.1
    assert found.ending_share(24) == 0.4


def test_a_signed_successor_and_a_national_rule_are_no_cliff(build: "PlaceBuilder") -> None:
    build.add_agreement("Old", host_id="A", pays={"B": 100}, end="2026-03-31")
    build.add_agreement(
        "New", host_id="A", start="2026-04-01", replaces_id="Old", status=AgreementStatus.SIGNED
    )
    build.add_agreement(
        "Rule", host_id="A", pays={"B": 300}, end="2026-03-31", renewal=Renewal.YEARLY_BY_RULE
    )
    found = _funding(build)
    assert found.ending_share(12) == 0
    assert found.yearly_by_rule() == 0.75


def test_lapsed_money_counts_but_has_ended_already(build: "PlaceBuilder") -> None:
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    build.add_agreement("Lapsed", host_id="A", pays={"B": 100}, end="2025-03-31", status=lapsed)
    build.add_agreement("Next", host_id="A", pays={"B": 100}, end="2026-03-31")
    found = _funding(build)
    assert found.total() == 200
    assert found.ending_share(12) == 1
    assert found.secured_horizon_months() == pytest.approx(89 / 30.4375 / 2)


def test_where_everything_has_lapsed_no_share_ends(build: "PlaceBuilder") -> None:
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    build.add_agreement("Lapsed", host_id="A", pays={"B": 100}, end="2025-03-31", status=lapsed)
    assert isinstance(_funding(build).ending_share(12), NotDefined)


def test_horizon_caps_at_sixty_and_leaves_unknown_ends_out(build: "PlaceBuilder") -> None:
    build.add_agreement("Far", host_id="A", pays={"B": 100}, end="2040")
    build.add_agreement("Now", host_id="A", pays={"B": 100}, end="2026-01-01")
    build.add_agreement("Unknown", host_id="A", pays={"B": 900}, end="not known")
    found = _funding(build)
    assert found.secured_horizon_months() == 30
    assert found.ends_not_known == 1


def test_short_terms(build: "PlaceBuilder") -> None:
    build.add_agreement("Two years", host_id="A", pays={"B": 100}, start="2024-04-01", end="2026-03-31")
    build.add_agreement("Three", host_id="A", pays={"B": 100}, start="2024-04-01", end="2027-03-31")
    build.add_agreement("Open", host_id="A", pays={"B": 200}, start="2024-04-01")
    build.add_agreement("Unsaid", host_id="A", pays={"B": 500}, end="2027-03-31")
    assert _funding(build).short_term_share() == 0.25


def test_vcse_share_of_host_and_recipient(build: "PlaceBuilder") -> None:
    build.add_agreement("Hosted", host_id="V", pays={"A": 100})
    build.add_agreement("Received", host_id="A", pays={"B": 100}, receives={"V": 60, "C": 40})
    assert _funding(build).vcse_share() == pytest.approx(0.8)
