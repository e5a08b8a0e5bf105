"""Where money lands: to the penny, and never guessed."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.measure.landing import Landing, landing_on
from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.words import AgreementKind, ContributionRole
from partnermap.network.lookup import Lookup, lookup_of

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
RECEIVES = ContributionRole.RECEIVES


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "ABCD":
        place_builder.add_organisation(name)
    return place_builder


def _landing(build: "PlaceBuilder") -> Landing:
    place = build.build()
    return landing_on(lookup_of(place), place.agreements["Fund"], ON)


def test_the_host_keeps_what_no_recipient_got(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="B", pays={"A": 100, "B": 20}, receives={"C": 70})
    found = _landing(build)
    assert found.by_organisation == {"C": 7_000, "B": 5_000}
    assert (found.unplaced, found.is_known) == (0, True)


def test_without_a_host_the_rest_is_not_known(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", pays={"A": 100}, receives={"C": 70})
    found = _landing(build)
    assert (found.by_organisation, found.unplaced, found.is_known) == ({"C": 7_000}, 3_000, False)


def test_a_single_recipient_without_an_amount_gets_all(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", pays={"A": 100}, receives={"C": None})
    assert _landing(build).by_organisation == {"C": 10_000}


def test_a_recipient_without_an_amount_leaves_the_rest_unknown(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="B", pays={"A": 100}, receives={"C": 70, "D": None})
    found = _landing(build)
    assert (found.by_organisation, found.unplaced) == ({"C": 7_000}, 3_000)
    assert found.organisation_ids == {"C", "D"}


def test_recipients_of_another_year_are_not_carried_forward(build: "PlaceBuilder") -> None:
    fund = build.add_agreement("Fund", host_id="B", pays={"A": 100})
    build.add_contribution(fund, "C", 70, "2024/25", RECEIVES)
    found = _landing(build)
    assert (found.by_organisation, found.unplaced, found.is_known) == ({}, 10_000, False)
    assert found.organisation_ids == {"C"}


def test_more_received_than_paid_is_scaled_and_said(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="B", pays={"A": 100}, receives={"C": 100, "D": 50})
    found = _landing(build)
    assert found.by_organisation == {"C": 6_667, "D": 3_333}
    assert (found.exceeds, found.unplaced) == (True, 0)


def test_nothing_lands_where_nothing_is_recorded_as_paid(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="B", pays={"A": None}, receives={"C": 70})
    found = _landing(build)
    assert (found.by_organisation, found.unplaced, found.is_known) == ({}, 0, False)


def test_a_year_that_was_paid_back(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="B", pays={"A": -10})
    assert (_landing(build).by_organisation, _landing(build).unplaced) == ({}, -1_000)


_amounts = st.lists(st.tuples(st.sampled_from("ABC"), st.none() | st.integers(0, 10**9)), max_size=5)


@given(pays=_amounts, receives=_amounts, host=st.none() | st.sampled_from("ABC"))
@settings(max_examples=60, deadline=None)
def test_no_penny_is_lost_or_made(
    pays: list[tuple[str, int | None]], receives: list[tuple[str, int | None]], host: str | None
) -> None:
    agreement = Agreement(id="Fund", name="Fund", kind=AgreementKind.FUNDING, host_id=host)
    rows = [(*row, ContributionRole.PAYS) for row in pays] + [(*row, RECEIVES) for row in receives]
    contributions = {
        str(number): Contribution(
            id=str(number),
            agreement_id="Fund",
            organisation_id=key,
            role=role,
            financial_year="2025/26",
            amount=amount,
        )
        for number, (key, amount, role) in enumerate(rows)
    }
    organisations = {key: Organisation(id=key, name=key) for key in "ABC"}
    place = Place(
        version=1,
        tables={
            "organisations": dict(organisations),
            "agreements": {"Fund": agreement},
            "contributions": dict(contributions),
        },
    )
    found = landing_on(Lookup(place), agreement, ON)
    paid = sum(amount for _, amount in pays if amount is not None)
    assert sum(found.by_organisation.values()) + found.unplaced == paid
    assert all(pence >= 0 for pence in found.by_organisation.values())
    assert found.by_organisation.keys() <= found.organisation_ids
