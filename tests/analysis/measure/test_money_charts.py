"""What charts of money and posts stand on: contributions, endings, arrangements, posts over time."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.measure.contributions import MoneyClass, contributions
from partnermap.analysis.measure.endings import (
    Ending,
    Step,
    Stop,
    ends_by_period,
    funded_agreements,
    without_period,
)
from partnermap.analysis.measure.joint_posts import funding_of_posts
from partnermap.analysis.measure.pooling import Arrangement, arrangements_on, minimum_and_voluntary
from partnermap.domain.agreement import Contribution
from partnermap.domain.words import (
    AgreementStatus,
    ContributionRole,
    LegalBasis,
    Mandate,
    PostPartnerRole,
    Renewal,
    Sector,
)

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
FUNDS = PostPartnerRole.FUNDS


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "ABC":
        place_builder.add_organisation(name)
    place_builder.add_organisation("V", Sector.VCSE)
    return place_builder


def test_contributions_keep_years_classes_and_sides_apart(build: "PlaceBuilder") -> None:
    fund = build.add_agreement("Fund", host_id="B", pays={"A": 100, "C": None}, receives={"V": 60})
    build.add_contribution(fund, "A", 90, "2024/25")
    build.add_agreement("More", host_id="B", pays={"A": 7})
    build.add_agreement("Contract", legal_basis=LegalBasis.CONTRACT, host_id="B", pays={"A": 5})
    build.add_agreement("Spend", legal_basis=LegalBasis.PAYMENT, host_id="B", pays={"A": 3})
    plan = AgreementStatus.IN_NEGOTIATION
    build.add_agreement("Plan", host_id="B", pays={"A": 900}, status=plan)
    place = build.build()
    found = [
        (item.organisation_id, item.financial_year, item.money_class, item.pence, item.missing)
        for item in contributions(place)
    ]
    assert found == [
        ("A", "2024/25", MoneyClass.JOINT, 9_000, 0),
        ("A", "2025/26", MoneyClass.JOINT, 10_700, 0),
        ("C", "2025/26", MoneyClass.JOINT, None, 1),
        ("A", "2025/26", MoneyClass.CONTRACT, 500, 0),
        ("A", "2025/26", MoneyClass.PAYMENT, 300, 0),
    ]
    (received,) = contributions(place, ContributionRole.RECEIVES)
    assert (received.organisation_id, received.pence, received.agreement_ids) == ("V", 6_000, ("Fund",))


def _endings(build: "PlaceBuilder") -> None:
    build.add_agreement("Grant", host_id="V", pays={"A": 10}, end="2026-03-31")
    build.add_agreement("Lasting", host_id="B", pays={"A": 20}, end="2026-03-31", recurrent=True)
    rule = Renewal.YEARLY_BY_RULE
    build.add_agreement("Rule", host_id="B", pays={"A": 40}, end="2026-12-31", renewal=rule)
    build.add_agreement("Old", host_id="B", pays={"A": 80}, end="2026-04-01")
    signed = AgreementStatus.SIGNED
    build.add_agreement("New", host_id="B", start="2026-04-02", replaces_id="Old", status=signed)
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    build.add_agreement("Lapsed", host_id="B", pays={"A": 160}, end="2025-06-30", status=lapsed)
    build.add_agreement("Open", host_id="V", pays={"A": 320})
    build.add_agreement("Unsaid", host_id="B", pays={"A": None}, end="not known")


def test_every_agreement_ends_in_one_period_or_stands_apart(build: "PlaceBuilder") -> None:
    _endings(build)
    agreements = funded_agreements(build.build(), ON)
    quarters = ends_by_period(agreements, ON)
    assert [item.label for item in quarters][:2] == ["January to March 2026", "April to June 2026"]
    assert quarters[-1].last == dt.date(2026, 12, 31)
    sums = {
        (item.label[:7], stop): found.pence
        for item in quarters
        for stop, found in item.everything.items()
    }
    assert sums == {
        ("January", Stop.STOPS): 1_000,
        ("January", Stop.RECURRENT): 2_000,
        ("April t", Stop.FOLLOWED): 8_000,
        ("October", Stop.YEARLY): 4_000,
    }
    assert {stop: found.pence for stop, found in quarters[0].vcse.items()} == {Stop.STOPS: 1_000}
    apart = without_period(agreements)
    assert {ending: found.pence for ending, found in apart.items()} == {
        Ending.LAPSED: 16_000,
        Ending.OPEN: 32_000,
        Ending.NOT_KNOWN: None,
    }
    dated = [
        key for item in quarters for found in item.everything.values() for key in found.agreement_ids
    ]
    rest = [key for found in apart.values() for key in found.agreement_ids]
    assert sorted(dated + rest) == sorted(item.agreement.id for item in agreements)


def test_years_are_financial_years(build: "PlaceBuilder") -> None:
    _endings(build)
    years = ends_by_period(funded_agreements(build.build(), ON), ON, Step.YEAR)
    assert [item.label for item in years] == ["2025/26", "2026/27"]
    assert years[0].first == dt.date(2025, 4, 1)
    assert sum(found.pence or 0 for found in years[1].everything.values()) == 12_000


def test_without_a_written_end_there_is_no_period(build: "PlaceBuilder") -> None:
    build.add_agreement("Open", host_id="V", pays={"A": 320})
    assert ends_by_period(funded_agreements(build.build(), ON), ON) == ()
    assert ends_by_period([], ON) == ()


def test_arrangements_and_minima(build: "PlaceBuilder") -> None:
    pool = build.add_agreement("Pool", host_id="B", legal_basis=LegalBasis.S75_POOLED)
    rows: list[tuple[int | None, Mandate | None]] = [
        (640, Mandate.NHS_MINIMUM),
        (280, Mandate.NONE),
        (None, Mandate.NONE),
        (5, None),
    ]
    for number, (pounds, mandate) in enumerate(rows):
        amount = None if pounds is None else pounds * 100
        build.add(
            Contribution(
                id=f"c{number}",
                agreement_id=pool,
                organisation_id="A",
                financial_year="2025/26",
                amount=amount,
                mandated=mandate,
            )
        )
    build.add_agreement("Aligned", host_id="V", pays={"A": 10}, legal_basis=LegalBasis.ALIGNED)
    build.add_agreement("Unsaid", host_id="B", pays={"A": 1})
    place = build.build()
    found = {
        item.arrangement: (item.everything.pence, item.vcse.pence) for item in arrangements_on(place, ON)
    }
    assert found == {
        Arrangement.POOLED: (92_500, None),
        Arrangement.ALIGNED: (1_000, 1_000),
        Arrangement.OTHER: (100, None),
    }
    minima = [(item.mandate, item.pence, item.missing) for item in minimum_and_voluntary(place, ON)]
    assert minima == [(Mandate.NHS_MINIMUM, 64_000, 0), (Mandate.NONE, 28_000, 1), (None, 500, 0)]


def test_posts_run_out_with_their_funding_or_their_own_end(build: "PlaceBuilder") -> None:
    build.add_post("Later", "A", {"B": FUNDS}, funding_ends="2027-03-31", end="2028-03-31")
    build.add_post("Sooner", "A", {"B": FUNDS}, end="2026-06")
    build.add_post("Open", "A", {"B": FUNDS})
    build.add_post("Unsaid", "A", {"B": FUNDS}, funding_ends="not known")
    found = [(row.title, str(row.runs_out)) for row in funding_of_posts(build.build(), ON)]
    assert found == [
        ("Sooner", "2026-06"), ("Later", "2027-03-31"), ("Unsaid", "not known"), ("Open", "None"),
    ]  # fmt: skip
