"""Ties at risk: reasons, consequence and latest safe date, worked out by hand."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.health.risks import risks, risks_json
from partnermap.domain.place import Place
from partnermap.domain.words import (
    AgreementStatus,
    Effect,
    PostPartnerRole,
    PostStatus,
    Renewal,
    ReorganisationKind,
    ReorganisationStatus,
    TieKind,
)

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
FUNDS = PostPartnerRole.FUNDS


@pytest.fixture
def ring(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    """Three organisations tied in a ring of open-ended ties: no bridges."""
    for name in ("Trust", "Council", "Charity"):
        place_builder.add_organisation(name)
    for one, other in (("Trust", "Council"), ("Council", "Charity"), ("Charity", "Trust")):
        place_builder.add_tie(one, other, TieKind.SHARED_GOAL, start="2020")
    return place_builder


def _rows(build: "PlaceBuilder", months: int = 24) -> Any:
    return json.loads(json.dumps(risks_json(build.build(), ON, months), allow_nan=False))["ties"]


def test_testbridge(testbridge_place: Place) -> None:
    rows: Any = risks_json(testbridge_place, ON, 24)["ties"]
    assert [(row["from"], row["to"], row["kind"], row["end"], row["decide_by"]) for row in rows] == [
        ("D", "F", "joint funding", "2026-03-31", "2026-03-31"),
        ("A", "G", "joint funding", "2027-03-31", "2027-03-31"),
        ("D", "E", "data sharing", None, None),
        ("E", "H", "joint team", None, None),
    ]
    assert rows[0]["reasons"] == ["Grant to F ends on 31 March 2026."]
    assert rows[0]["consequence"] == "D and F lose their joint funding link; at stake: £120,000 a year."
    assert rows[2]["reasons"] == ["Nothing else joins E and H to the rest of this part of the map."]
    assert rows[3]["consequence"] == "E and H lose their joint team link; H would be cut off."


def test_a_ring_without_ends_is_safe(ring: "PlaceBuilder") -> None:
    assert _rows(ring) == []


@pytest.mark.parametrize(
    ("end", "listed"), [("2026-01-01", True), ("2028-01-01", True), ("2028-01-02", False)]
)
def test_the_horizon_holds_both_its_days(ring: "PlaceBuilder", end: str, listed: bool) -> None:
    ring.add_tie("Trust", "Council", start="2020", end=end)
    assert [row["end"] for row in _rows(ring)] == ([end] if listed else [])


def test_notice_brings_the_decision_forward(ring: "PlaceBuilder") -> None:
    ring.add_agreement(
        "Fund", host_id="Council", pays={"Trust": 1000}, start="2020", end="2027-03-31", notice_months=6
    )
    (row,) = _rows(ring)
    assert row["decide_by"] == "2026-09-30"
    assert "£1,000 a year" in row["consequence"]


def test_each_recipient_loses_its_own_part(ring: "PlaceBuilder") -> None:
    ring.add_agreement(
        "Fund",
        host_id="Council",
        pays={"Trust": 1000},
        receives={"Charity": 400},
        start="2020",
        end="2027-03-31",
    )
    found = {row["to"]: row["consequence"] for row in _rows(ring)}
    assert "at stake: £1,000 a year." in found["Council"]
    assert "at stake: £400 of the agreement’s £1,000 a year." in found["Charity"]


def test_notice_does_not_move_a_reorganisation(ring: "PlaceBuilder") -> None:
    ring.add_agreement("Fund", host_id="Council", pays={"Trust": 1}, start="2020", notice_months=6)
    _reorganise(ring, ReorganisationStatus.ORDERED, "East Trust", "West Trust")
    assert {row["decide_by"] for row in _rows(ring)} == {"2027-03-31"}


def test_money_that_is_not_recorded_is_said_to_be_not_known(ring: "PlaceBuilder") -> None:
    ring.add_agreement("Fund", host_id="Council", pays={"Trust": None}, start="2020", end="2027")
    assert "money not known" in _rows(ring)[0]["consequence"]


def test_what_is_renewed_or_followed_is_no_risk(ring: "PlaceBuilder") -> None:
    rule = {"renewal": Renewal.YEARLY_BY_RULE}
    ring.add_agreement(
        "Rule", host_id="Council", pays={"Trust": 1}, end="2026-03-31", renewal=rule["renewal"]
    )
    ring.add_agreement("Old", host_id="Council", pays={"Trust": 1}, end="2026-03-31")
    ring.add_agreement(
        "New", parties=["Trust"], start="2026-04-01", replaces_id="Old", status=AgreementStatus.SIGNED
    )
    assert _rows(ring) == []


def test_an_option_is_named(ring: "PlaceBuilder") -> None:
    ring.add_agreement(
        "Fund",
        host_id="Council",
        pays={"Trust": 1},
        end="2026-03-31",
        renewal=Renewal.OPTION,
        renewal_until="2028-03-31",
    )
    assert _rows(ring)[0]["reasons"] == [
        "Fund ends on 31 March 2026 unless the option to 31 March 2028 is taken up."
    ]


def test_a_lapsed_agreement_is_at_risk_and_its_date_has_passed(ring: "PlaceBuilder") -> None:
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    ring.add_agreement("Fund", host_id="Council", pays={"Trust": 1}, end="2025-03-31", status=lapsed)
    (row,) = _rows(ring)
    assert row["reasons"] == ["Fund expired on 31 March 2025 and still runs."]
    assert row["decide_by"] == "2025-03-31"


def test_past_payments_are_no_risk(ring: "PlaceBuilder") -> None:
    ring.add_tie("Trust", "Council", TieKind.PAYMENT, start="2025-04-01", end="2026-03-31")
    ring.add_organisation("Supplier")
    ring.add_tie("Trust", "Supplier", TieKind.PAYMENT, start="2025-04-01", end="2026-03-31")
    assert _rows(ring) == []


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (PostStatus.VACANT, "The post Director is vacant since May 2025."),
        (PostStatus.FROZEN, "The post Director is frozen since May 2025."),
        (PostStatus.AT_RISK, "The post Director is at risk since May 2025."),
        (PostStatus.FILLED, None),
        (PostStatus.INTERIM, None),
    ],
)
def test_posts(ring: "PlaceBuilder", status: PostStatus, text: str | None) -> None:
    ring.add_post(
        "Director", "Council", {"Trust": FUNDS}, wte=0.8, status=status, status_since="2025-05"
    )
    rows = _rows(ring)
    assert [row["reasons"] for row in rows] == ([[text]] if text else [])
    assert all("one post (0.8 WTE)" in row["consequence"] for row in rows)


def test_funding_of_a_post_that_ends(ring: "PlaceBuilder") -> None:
    ring.add_post("Director", "Council", {"Trust": FUNDS}, funding_ends="2026-09")
    (row,) = _rows(ring)
    assert row["reasons"] == ["Funding for the post Director ends on 30 September 2026."]
    assert row["decide_by"] == "2026-09-30"
    assert row["end"] is None


def test_programme_and_group_are_named(ring: "PlaceBuilder") -> None:
    ring.add_agreement("Fund", host_id="Council", pays={"Trust": 1}, end="2026-03-31")
    ring.add_delivery(ring.add_programme("Warm Homes", group="older tenants"), "agreements", "Fund")
    assert "the programme Warm Homes, for older tenants" in _rows(ring)[0]["consequence"]


def _reorganise(build: "PlaceBuilder", status: ReorganisationStatus, *successors: str) -> str:
    for name in successors:
        build.add_organisation(name, opened="2027-04-01")
    return build.add_reorganisation(
        "Change",
        moves=[("Trust", name) for name in successors],
        kind=ReorganisationKind.SPLIT if len(successors) > 1 else ReorganisationKind.MERGER,
        status=status,
        effective="2027-04-01",
    )


def test_an_ordered_split_puts_the_links_of_the_body_at_risk(ring: "PlaceBuilder") -> None:
    _reorganise(ring, ReorganisationStatus.ORDERED, "East Trust", "West Trust")
    rows = _rows(ring)
    assert [{row["from"], row["to"]} for row in rows] == [{"Trust", "Council"}, {"Charity", "Trust"}]
    assert rows[0]["reasons"] == ["Trust passes to East Trust and West Trust on 1 April 2027 (ordered)."]
    assert rows[0]["decide_by"] == "2027-03-31"
    assert _rows(ring, months=12) == []


def test_links_carry_on_to_one_successor(ring: "PlaceBuilder") -> None:
    _reorganise(ring, ReorganisationStatus.ORDERED, "Larger Trust")
    assert _rows(ring) == []


def test_a_proposed_split_is_no_risk_yet(ring: "PlaceBuilder") -> None:
    _reorganise(ring, ReorganisationStatus.PROPOSED, "East Trust", "West Trust")
    assert _rows(ring) == []


def test_a_link_whose_new_home_is_decided_is_no_risk(ring: "PlaceBuilder") -> None:
    split = _reorganise(ring, ReorganisationStatus.ORDERED, "East Trust", "West Trust")
    ring.add_decision(split, "ties", "ties-1", "East Trust")
    assert [(row["from"], row["to"]) for row in _rows(ring)] == [("Charity", "Trust")]


def test_only_effects_that_end_a_body_put_its_links_at_risk(ring: "PlaceBuilder") -> None:
    ring.add_reorganisation(
        "R",
        affects={"Trust": Effect.LEADERSHIP_SHARED, "Council": Effect.ABOLISHED},
        status=ReorganisationStatus.DECIDED,
        effective="2026-06-01",
    )
    rows = _rows(ring)
    assert len(rows) == 2
    assert all("Council" in (row["from"], row["to"]) for row in rows)
    assert rows[0]["reasons"] == [
        "Council is abolished, with no successor recorded, on 1 June 2026 (decided)."
    ]


def test_a_body_that_closes_without_a_reorganisation(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Gone", closed="2026-09-30")
    place_builder.add_organisation("Here")
    place_builder.add_tie("Gone", "Here", start="2020")
    place_builder.add_tie("Gone", "Here", TieKind.TRUST, start="2020")
    rows = _rows(place_builder)
    assert rows[0]["reasons"] == [
        "Gone closes on 30 September 2026, and no reorganisation is recorded for it."
    ]
    assert rows[0]["decide_by"] == "2026-09-30"


def test_a_bridge_of_two_kinds_is_not_thin(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("B")
    place_builder.add_tie("A", "B", TieKind.REFERRAL)
    assert len(_rows(place_builder)) == 1
    place_builder.add_tie("A", "B", TieKind.TRUST)
    assert _rows(place_builder) == []


def test_dated_risks_come_first(testbridge_place: Place) -> None:
    assert [risk.is_dated for risk in risks(testbridge_place, ON)] == [True, True, False, False]
