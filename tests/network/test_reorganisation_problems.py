"""Reorganisations that cannot be right: one plain sentence each, and the rest still computed."""

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus
from partnermap.network.reorganisation_problems import reorganisation_problems

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ORDERED = ReorganisationStatus.ORDERED


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "ABCD":
        place_builder.add_organisation(name)
    return place_builder


def _texts(build: "PlaceBuilder") -> list[str]:
    return [problem.text for problem in reorganisation_problems(build.build())]


def _event(build: "PlaceBuilder", name: str = "R", **fields: object) -> str:
    values: dict[str, Any] = {"effective": "2027-04-01", "status": ORDERED, "affects": {"A": None}}
    return build.add_reorganisation(name, **{**values, **fields})


def test_what_is_right_says_nothing(build: "PlaceBuilder") -> None:
    _event(build, announced="2026", moves=[("A", "B"), ("C", "C"), ("D", "B")])
    assert _texts(build) == []


def test_effective_before_announced(build: "PlaceBuilder") -> None:
    _event(build, announced="2027-05")
    (text,) = _texts(build)
    assert text.startswith("Reorganisations, “R”: Effective: 2027-04-01 is before Announced 2027-05")


def test_a_month_of_announcement_that_holds_the_effective_day_is_right(build: "PlaceBuilder") -> None:
    _event(build, announced="2027-04")
    assert _texts(build) == []


@pytest.mark.parametrize("effective", [None, "not known"])
def test_dates_not_known(build: "PlaceBuilder", effective: str | None) -> None:
    _event(build, effective=effective)
    (text,) = _texts(build)
    assert "not known" in text


def test_without_organisations(build: "PlaceBuilder") -> None:
    _event(build, affects={})
    (text,) = _texts(build)
    assert "no organisation is named" in text


def test_what_does_not_proceed_is_left_alone(build: "PlaceBuilder") -> None:
    _event(build, affects={}, effective=None, status=ReorganisationStatus.NOT_PROCEEDING)
    assert _texts(build) == []


def test_shares_over_one(build: "PlaceBuilder") -> None:
    event = _event(build)
    for successor, share in (("B", 0.7), ("C", 0.6)):
        build.add_succession(event, "A", successor, share, "housing")
    (text,) = _texts(build)
    assert text == (
        "Successions, “R”, “A” to “C”: Share: the shares of “A” add up to 130%; correct them so that "
        "they are 100% at most."
    )


def test_shares_of_two_functions_stand_apart(build: "PlaceBuilder") -> None:
    event = _event(build)
    build.add_succession(event, "A", "B", 1.0, "housing")
    build.add_succession(event, "A", "C", 1.0, "care")
    assert _texts(build) == []


def test_a_continuing_authority_with_share_one_is_right(build: "PlaceBuilder") -> None:
    event = _event(build, kind=ReorganisationKind.TRANSFER)
    build.add_succession(event, "A", "A", 1.0, None)
    build.add_succession(event, "A", "B", 0.2, None)
    assert _texts(build) == []


def test_an_abolished_body_never_follows_itself(build: "PlaceBuilder") -> None:
    _event(build, kind=ReorganisationKind.ABOLITION, moves=[("A", "A")])
    (text,) = _texts(build)
    assert "follows itself" in text


def test_a_successor_that_closed_before_it_began(build: "PlaceBuilder") -> None:
    build.add_organisation("Gone", closed="2020")
    _event(build, moves=[("A", "Gone")])
    (text,) = _texts(build)
    assert "“Gone” closes on 2020-12-31, before it would take over on 2027-04-01" in text


def test_a_circle_in_time(build: "PlaceBuilder") -> None:
    _event(build, moves=[("A", "B"), ("B", "C")])
    _event(build, "S", moves=[("C", "A"), ("D", "A")])
    (text,) = _texts(build)
    assert "circle" in text
    assert all(f"“{name}”" in text for name in "ABC")


def test_splitting_and_merging_back_later_is_no_circle(build: "PlaceBuilder") -> None:
    _event(build, moves=[("A", "A"), ("A", "B")])
    _event(build, "S", moves=[("B", "A")], effective="2029-04-01")
    assert _texts(build) == []


def test_a_long_chain_is_walked(build: "PlaceBuilder") -> None:
    names = [build.add_organisation(f"body {i}") for i in range(3000)]
    _event(build, moves=list(pairwise(names)), affects={"A": Effect.AFFECTED})
    assert _texts(build) == []
