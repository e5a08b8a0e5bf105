"""Hubs, waiting ties and doubled records are named in the answer, and so is why a value is missing."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.measure.summary import measures
from partnermap.domain.words import ReorganisationStatus, TeamKind, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
NAMES = ("A", "B", "C", "D", "E", "F")


@pytest.fixture
def six(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in NAMES:
        place_builder.add_organisation(name)
    return place_builder


def answer(build: "PlaceBuilder", on: dt.date = ON) -> Any:
    return measures(build.build(), on)


def test_a_team_too_large_to_tie_is_named(six: "PlaceBuilder") -> None:
    six.add_team("Large team", NAMES)
    six.add_team("Board", NAMES, kind=TeamKind.FORUM)
    assert answer(six)["hubs"] == [{"name": "Large team", "kind": "joint team", "members": list(NAMES)}]
    assert answer(six)["ties"] == 0


def test_a_tie_recorded_beside_a_derived_one_is_named(six: "PlaceBuilder") -> None:
    six.add_agreement("Fund", host_id="A", pays={"B": 1})
    six.add_tie("A", "B", TieKind.JOINT_FUNDING)
    six.add_tie("A", "B", TieKind.TRUST)
    found = answer(six)
    assert found["recorded_beside_derived"] == [{"from": "A", "to": "B", "kind": "joint funding"}]
    assert found["ties"] == 3


def test_a_tie_that_waits_is_named(six: "PlaceBuilder") -> None:
    six.add_tie("A", "B")
    six.add_reorganisation(
        "Split",
        moves=[("A", "C"), ("A", "D")],
        status=ReorganisationStatus.IN_FORCE,
        effective="2025-04-01",
    )
    (waiting,) = answer(six)["waiting"]
    assert (waiting["from"], waiting["to"], waiting["why"]) == ("A", "B", "needs a decision")
    assert (waiting["closed"], waiting["successors"]) == (["A"], ["C", "D"])


def test_values_missing_for_some_organisations_have_a_reason(six: "PlaceBuilder") -> None:
    for one, other in (("A", "B"), ("C", "D"), ("D", "E")):
        six.add_tie(one, other)
    reasons = answer(six)["not_defined"]
    for key in ("constraint", "effective_size", "eigenvector"):
        assert reasons[f"per_organisation.{key}"].endswith(".")


def test_figures_that_are_not_known_have_a_reason(six: "PlaceBuilder") -> None:
    six.add_agreement("Fund", host_id="A", pays={"B": None}, start="2020")
    assert "funding.total" in answer(six)["not_known"]["figures"]
