"""Reasons that stand in reorganisations: by function, in chains, and only where no home is settled."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.health.reasons import ReasonKind
from partnermap.analysis.health.risks import Risk, risks
from partnermap.domain.reorganisation import Succession
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)


@pytest.fixture
def build(ring: "PlaceBuilder") -> "PlaceBuilder":
    for name in ("East", "West"):
        ring.add_organisation(name, opened="2027-04-01")
    ring.add_tie("Trust", "Council", TieKind.JOINT_TEAM, start="2020", function="housing")
    return ring


def _moves(
    build: "PlaceBuilder", kind: ReorganisationKind, *rows: tuple[str, str | None, float | None]
) -> None:
    """The Trust's moves: successor, function and share."""
    ordered = ReorganisationStatus.ORDERED
    item = build.add_reorganisation("Change", kind=kind, status=ordered, effective="2027-04-01")
    for number, (successor, function, share) in enumerate(rows):
        build.add(
            Succession(
                id=f"s{number}",
                reorganisation_id=item,
                predecessor_id="Trust",
                successor_id=successor,
                function=function,
                share=share,
            )
        )


def _found(build: "PlaceBuilder") -> list[Risk]:
    """Risks of the link with a function."""
    return [risk for risk in risks(build.build(), ON) if risk.tie.kind is TieKind.JOINT_TEAM]


def test_a_link_whose_function_has_one_home_is_no_risk(build: "PlaceBuilder") -> None:
    _moves(build, ReorganisationKind.SPLIT, ("East", "housing", None), ("West", "roads", None))
    assert _found(build) == []
    others = risks(build.build(), ON)
    assert {reason.kind for risk in others for reason in risk.reasons} >= {ReasonKind.REORGANISED}


def test_a_function_that_goes_to_two_bodies_needs_a_decision(build: "PlaceBuilder") -> None:
    _moves(build, ReorganisationKind.TRANSFER, ("East", "housing", 0.5), ("West", "housing", 0.5))
    (risk,) = _found(build)
    assert risk.reasons[0].text == "Trust passes to East and West on 1 April 2027 (ordered)."
    assert risk.decide_by == dt.date(2027, 3, 31)


def test_a_body_that_keeps_part_of_a_function(build: "PlaceBuilder") -> None:
    _moves(build, ReorganisationKind.TRANSFER, ("East", "housing", 0.5))
    (risk,) = _found(build)
    assert risk.reasons[0].text == "Trust hands functions over to East on 1 April 2027 (ordered)."


def test_a_body_that_goes_with_nobody_to_follow(build: "PlaceBuilder") -> None:
    build.add_reorganisation(
        "End",
        affects={"Trust": Effect.ABOLISHED},
        kind=ReorganisationKind.ABOLITION,
        status=ReorganisationStatus.DECIDED,
        effective="2026-07-01",
    )
    (risk,) = _found(build)
    assert risk.reasons[0].text == (
        "Trust is abolished, with no successor recorded, on 1 July 2026 (decided)."
    )
    assert risk.reasons[0].organisation_id == "Trust"


def test_an_end_that_is_merged_makes_another_reason_worse(build: "PlaceBuilder") -> None:
    _moves(build, ReorganisationKind.MERGER, ("East", None, None))
    assert _found(build) == []
    build.add_tie("Trust", "Council", TieKind.JOINT_TEAM, start="2020", end="2027-12-31")
    (risk,) = _found(build)
    assert [reason.text for reason in risk.reasons[:2]] == [
        "This link ends on 31 December 2027.",
        "Trust passes to East on 1 April 2027 (ordered).",
    ]
    assert risk.reasons[1].kind is ReasonKind.HANDED_ON
    assert risk.decide_by == dt.date(2027, 12, 31)


def test_shared_leadership_is_said_of_what_ends_anyway(build: "PlaceBuilder") -> None:
    build.add_reorganisation(
        "Group",
        affects={"Council": Effect.LEADERSHIP_SHARED},
        status=ReorganisationStatus.DECIDED,
        effective="2026-06-01",
    )
    build.add_tie("Trust", "Council", TieKind.JOINT_TEAM, start="2020", end="2026-12-31")
    (risk,) = _found(build)
    assert risk.reasons[1].text == (
        "Council shares its leadership with others from 1 June 2026 (decided)."
    )
