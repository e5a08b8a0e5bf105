"""Joint money on a date: figures worked out by hand."""

import datetime as dt
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.funding import (
    Funding,
    funding_by_recipient,
    funding_by_sector,
    funding_on,
)
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.measure.summary import measures
from partnermap.analysis.measure.terms import EndingCount
from partnermap.domain.agreement import Contribution
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.domain.words import AgreementStatus, LegalBasis, Mandate, Renewal, Sector
from partnermap.network.lookup import lookup_of

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


@pytest.fixture
def new_place(place_builder: "PlaceBuilder") -> "Callable[[], PlaceBuilder]":
    """Makes an empty place as often as it is asked."""
    return type(place_builder)


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


def test_voluntary_money_that_is_not_known_is_not_nought(build: "PlaceBuilder") -> None:
    pool = build.add_agreement("Pool", host_id="A", legal_basis=LegalBasis.S75_POOLED)
    for number, (amount, mandate) in enumerate([(640, Mandate.NHS_MINIMUM), (None, Mandate.NONE)]):
        build.add(
            Contribution(
                id=f"c{number}",
                agreement_id=pool,
                organisation_id="B",
                financial_year="2025/26",
                amount=None if amount is None else amount * 100,
                mandated=mandate,
            )
        )
    assert isinstance(_funding(build).additional_pooling_share(), NotKnown)


def test_effective_number_and_normalised_concentration(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"A": 30, "B": 30, "C": 20, "D": 20, "V": 0})
    found = _funding(build)
    assert found.effective_payers() == pytest.approx(3.85, abs=5e-3)
    assert found.herfindahl_normalised() == pytest.approx((0.26 - 0.25) / 0.75)
    assert isinstance(found.smaller_over_larger(), NotDefined)
    payers = found.payers()
    assert isinstance(payers, tuple)
    assert [payer.organisation_id for payer in payers] == ["A", "B", "C", "D"]
    assert payers[0].received_share == 1


def test_two_payers(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"A": 70, "B": 30})
    assert _funding(build).smaller_over_larger() == pytest.approx(3 / 7)


def test_one_payer_is_not_normalised(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"B": 1})
    assert _funding(build).effective_payers() == 1
    assert isinstance(_funding(build).herfindahl_normalised(), NotDefined)


def test_money_paid_back_is_summed_but_has_no_shares(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"B": 100})
    build.add_agreement("Back", host_id="A", pays={"C": -30})
    found = _funding(build)
    assert found.total() == 70
    shares = (found.herfindahl(), found.pooled_share(), found.ending_share(12), found.vcse_share())
    assert all(isinstance(share, NotDefined) for share in shares)


def test_a_payer_below_nothing_within_one_agreement(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"B": 100, "C": -30})
    assert _funding(build).pooled_share() == 0
    assert isinstance(_funding(build).herfindahl(), NotDefined)
    assert isinstance(_funding(build).payers(), NotDefined)


def test_endings_by_count_include_those_without_an_amount(build: "PlaceBuilder") -> None:
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    build.add_agreement("Lapsed", host_id="A", pays={"B": 100}, end="2025-03-31", status=lapsed)
    build.add_agreement("Next", host_id="A", pays={"B": None}, end="2026-03-31")
    build.add_agreement("Later", host_id="A", pays={"B": 1}, end="2027-06-30")
    build.add_agreement("Open", host_id="A", pays={"B": 1})
    found = _funding(build)
    assert (found.ending_count(12), found.ending_count(24)) == (EndingCount(1, 3), EndingCount(2, 3))
    assert [item.name for item in found.lapsed] == ["Lapsed"]
    assert found.ending_share(12) == 0


def test_only_a_signed_successor_counts_and_it_is_named(build: "PlaceBuilder") -> None:
    build.add_agreement("Old", host_id="A", pays={"B": 100}, end="2026-03-31")
    status = AgreementStatus.IN_NEGOTIATION
    build.add_agreement("New", host_id="A", start="2026-04-01", replaces_id="Old", status=status)
    assert _funding(build).ending_share(12) == 1
    assert _funding(build).followed == ()
    build.add_agreement("Signed", host_id="A", start="2026-04-01", replaces_id="Old", signed="2025-12")
    assert _funding(build).ending_share(12) == 0
    assert [item.name for item in _funding(build).followed] == ["Old"]


def test_the_horizon_at_worst(build: "PlaceBuilder") -> None:
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    build.add_agreement("Open", host_id="A", pays={"B": 100})
    build.add_agreement("Unknown", host_id="A", pays={"B": 100}, end="not known")
    build.add_agreement(
        "Lapsed", host_id="A", pays={"B": 100}, end="2025-03-31", status=lapsed, recurrent=True
    )
    found = _funding(build)
    assert found.secured_horizon_months() == 60
    assert found.secured_horizon_months(unknown_as_nought=True) == 40
    assert found.secured_horizon_months(lapsed_as_nought=True) == 30
    assert found.secured_index() == 1


def test_testbridge_by_recipient(testbridge_place: Place) -> None:
    lookup = lookup_of(testbridge_place)
    found = funding_by_recipient(lookup, ON, ["NHS", "local authority", "VCSE"])
    assert list(found) == ["local authority", "VCSE"]
    assert (found["local authority"].total(), found["VCSE"].total()) == (8_000_000, 320_000)
    assert (found["VCSE"].ending_share(12), found["VCSE"].ending_share(24)) == (0.375, 1)
    assert found["VCSE"].secured_horizon_months() == pytest.approx(10.4, abs=0.05)
    assert found["local authority"].ending_share(24) == 0
    assert found["VCSE"].ending_count(12) == EndingCount(1, 2)


def test_a_recipient_sector_has_its_own_part_only(build: "PlaceBuilder") -> None:
    build.add_agreement("Mixed", host_id="A", pays={"B": 100}, receives={"V": 20}, end="2026-03-31")
    build.add_agreement("Unsaid", host_id="A", pays={"B": None}, receives={"V": None})
    lookup = lookup_of(build.build())
    by_part = funding_by_recipient(lookup, ON, ["NHS", "VCSE"])
    assert (by_part["NHS"].total(), by_part["VCSE"].total()) == (80, 20)
    assert (by_part["VCSE"].coverage.known, by_part["VCSE"].coverage.of) == (1, 2)
    by_touch = funding_by_sector(lookup, ON, ["NHS", "VCSE"])
    assert (by_touch["NHS"].total(), by_touch["VCSE"].total()) == (100, 100)
    assert isinstance(funding_by_recipient(lookup, ON, ["VCSE"])["VCSE"].total(), float)


def test_money_of_a_sector_whose_bodies_have_all_closed_stands_in_the_split(
    build: "PlaceBuilder",
) -> None:
    build.add_organisation("Old", Sector.OTHER_PUBLIC, closed=PartialDate.parse("2025-10-31"))
    build.add_agreement("Fund", host_id="A", pays={"Old": 100}, receives={"Old": 30})
    funding = measures(build.build(), ON)["funding"]
    assert isinstance(funding, dict)
    assert funding["by_sector"]["other public"]["total"] == 100
    landed = funding["by_recipient_sector"]
    assert sum(row["total"] or 0 for row in landed.values()) == funding["total"] == 100


def test_vcse_as_lead_and_through_others(build: "PlaceBuilder") -> None:
    build.add_agreement("Hosted", host_id="V", pays={"A": 100}, receives={"C": 60})
    build.add_agreement("Through", host_id="A", pays={"B": 100}, receives={"V": 30})
    build.add_agreement("Straight", pays={"B": 50}, receives={"V": 50})
    found = _funding(build)
    assert found.vcse_share() == pytest.approx(180 / 250)
    assert found.vcse_lead_share() == pytest.approx(150 / 250)
    assert found.vcse_subcontract_share() == pytest.approx(30 / 250)
    assert found.unplaced() == 0


_rows = st.lists(
    st.tuples(
        st.sampled_from("ABCV"),
        st.none() | st.sampled_from("ABCV"),
        st.none() | st.integers(0, 10_000),
        st.sampled_from([None, "2026-03-31", "2027-03-31", "not known"]),
        st.sampled_from([None, *Renewal]),
    ),
    max_size=6,
)


@given(rows=_rows)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_split_keeps_the_total(new_place: "Callable[[], PlaceBuilder]", rows: Any) -> None:
    build = new_place()
    for name in "ABC":
        build.add_organisation(name)
    build.add_organisation("V", Sector.COMMUNITY)
    for number, (payer, host, pounds, end, renewal) in enumerate(rows):
        build.add_agreement(f"F{number}", pays={payer: pounds}, host_id=host, end=end, renewal=renewal)
    lookup = lookup_of(build.build())
    found = funding_on(lookup, ON)
    total, payers = found.total(), found.payers()
    if not isinstance(total, float) or not isinstance(payers, tuple):
        return
    assert sum(payer.pence for payer in payers) == round(total * 100)
    assert math.fsum(payer.share for payer in payers) == pytest.approx(1)
    landed = [item.total() for item in funding_by_recipient(lookup, ON, ["NHS", "VCSE"]).values()]
    unplaced = found.unplaced()
    assert isinstance(unplaced, float)
    assert unplaced + sum(part for part in landed if isinstance(part, float)) == pytest.approx(total)
    lead, through = found.vcse_lead_share(), found.vcse_subcontract_share()
    assert isinstance(lead, float)
    assert isinstance(through, float)
    assert lead + through == pytest.approx(found.vcse_share())
    number, least = len(payers), found.herfindahl()
    assert isinstance(least, float)
    assert 1 / number - 1e-12 <= least <= 1 + 1e-12
