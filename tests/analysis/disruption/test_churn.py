"""D7: ten years back, against the book's values."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.disruption.assumptions import Assumptions, Shape, assumptions_of
from partnermap.analysis.disruption.churn import Churn, churn
from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.measure.result import NotKnown
from partnermap.domain.place import Place
from partnermap.domain.words import Effect, ReorganisationStatus

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


@pytest.fixture
def assumed() -> Assumptions:
    return replace(assumptions_of(Place()), fade=Range(24, 24), shape=Shape.FADE)


def place_with_an_event_every(build: "PlaceBuilder", years: int, first: int = 2004) -> Place:
    build.add_organisation("Body")
    build.add_organisation("Calm")
    for year in range(first, 2031, years):
        fields: dict[str, Any] = {
            "status": ReorganisationStatus.IN_FORCE,
            "announced": f"{year - 1}-01-01",
            "effective": f"{year}-01-01",
        }
        build.add_reorganisation(
            f"R{year}", affects={"Body": Effect.MERGED}, peak_low=1.0, peak_high=1.0, **fields
        )
    return build.build()


def known(found: Churn | NotKnown) -> Churn:
    assert isinstance(found, Churn)
    return found


def test_an_event_every_two_years_is_never_calm(
    place_builder: "PlaceBuilder", assumed: Assumptions
) -> None:
    found = known(churn(place_with_an_event_every(place_builder, 2), ON, assumptions=assumed)["Body"])
    assert found.mean_strain == pytest.approx(17 / 24, abs=0.002)
    assert found.share_of_months == 1
    assert (found.calm_years, found.longest_calm) == (0, 0)


def test_an_event_every_four_years_leaves_a_quarter_calm(
    place_builder: "PlaceBuilder", assumed: Assumptions
) -> None:
    # The ten years hold two and a half cycles, so the mean is taken over the last eight.
    place = place_with_an_event_every(place_builder, 4)
    place_builder.add_organisation("Body", opened="2018-01-01")
    found = known(churn(place_builder.build(), ON, assumptions=assumed)["Body"])
    assert found.share_of_months == pytest.approx(0.75, abs=0.001)
    assert found.mean_strain == pytest.approx(0.375, abs=0.001)
    assert found.longest_calm == pytest.approx(12, abs=0.1)
    assert found.calm_years == 2
    assert found.strain_months == pytest.approx(36, abs=0.1)
    assert known(churn(place, ON, assumptions=assumed)["Calm"]).calm_years == 10


def test_a_history_that_is_not_known_is_said(
    place_builder: "PlaceBuilder", assumed: Assumptions
) -> None:
    found = churn(place_with_an_event_every(place_builder, 4, 2023), ON, assumptions=assumed)
    assert known(found["Calm"]).not_known_before == 2022
    assert known(found["Calm"]).calm_years == 4
    assert known(found["Body"]).events == 1
    assert known(found["Body"]).since == dt.date(2022, 1, 1)


def test_no_history_at_all_is_not_known(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Body")
    found = churn(place_builder.build(), ON)["Body"]
    assert isinstance(found, NotKnown)
    assert "No reorganisation before 2026-01-01 is recorded" in found.reason


def test_a_body_that_opens_later_has_no_past(place_builder: "PlaceBuilder") -> None:
    place = place_with_an_event_every(place_builder, 4)
    place_builder.add_organisation("New", opened="2027-04-01")
    assert isinstance(churn(place_builder.build(), ON)["New"], NotKnown)
    assert set(churn(place, ON, organisation_ids=("Calm",))) == {"Calm"}
