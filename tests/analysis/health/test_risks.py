"""Ties at risk: reasons, consequence and latest safe date, worked out by hand."""

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.health.risk_list import risks_json
from partnermap.analysis.health.risks import risks
from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Evidence
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


def _rows(build: "PlaceBuilder", months: int = 24) -> Any:
    return json.loads(json.dumps(risks_json(build.build(), ON, months), allow_nan=False))["ties"]


def test_testbridge(testbridge_place: Place) -> None:
    rows: Any = risks_json(testbridge_place, ON, 24)["ties"]
    assert [(row["from"], row["to"], row["kind"], row["end"], row["decide_by"]) for row in rows] == [
        ("A", "G", "joint funding", "2027-03-31", "2027-03-31"),
        ("D", "F", "joint funding", "2026-03-31", "2026-03-31"),
        ("D", "E", "data sharing", None, None),
        ("E", "H", "joint team", None, None),
    ]
    assert rows[1]["reasons"] == [
        "Grant to F ends on 31 March 2026.",
        "D has no other kind of link with F.",
    ]
    assert rows[1]["consequence"] == (
        "D would lose its joint funding link with F, the only kind between them; "
        "at stake: £120,000 a year."
    )
    assert rows[2]["reasons"] == ["Nothing else joins E and H to the rest of this part of the map."]
    assert rows[3]["consequence"] == "E would lose its joint team link with H; H would be cut off."
    assert [row["cut_off"] for row in rows] == [[], [], ["E", "H"], ["H"]]


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
        (PostStatus.VACANT, "The post Director has been vacant since May 2025."),
        (PostStatus.FROZEN, "The post Director has been frozen since May 2025."),
        (PostStatus.AT_RISK, "The post Director has been at risk since May 2025."),
        (PostStatus.FILLED, None),
        (PostStatus.INTERIM, "The post Director has had an interim holder since May 2025."),
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
    assert rows[0]["reasons"] == [
        "Trust passes to East Trust and West Trust on 1 April 2027 (ordered).",
        "Trust has no other kind of link with Council.",
    ]
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
    assert rows[0]["reasons"][0] == (
        "Council is abolished, with no successor recorded, on 1 June 2026 (decided)."
    )


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


def test_a_link_confirmed_long_ago(ring: "PlaceBuilder") -> None:
    ring.add_tie("Trust", "Council", last_confirmed="2023-12-31")
    ring.add_tie("Trust", "Charity", TieKind.TRUST, last_confirmed="2024-01-01")
    (row,) = _rows(ring)
    assert row["reasons"] == ["Nobody has confirmed this link since 31 December 2023."]
    assert row["decide_by"] is None
    (risk,) = risks(ring.build(), ON)
    assert not risk.is_dated


def test_newer_evidence_confirms_a_link(ring: "PlaceBuilder") -> None:
    tie = ring.add_tie("Trust", "Council", last_confirmed="2023-12-31")
    ring.add(
        Evidence(id="e", title="Minutes", date=PartialDate(2025, 6), about_table="ties", about_id=tie)
    )
    assert _rows(ring) == []


def test_only_one_kind_makes_another_reason_worse(ring: "PlaceBuilder") -> None:
    ring.add_tie("Trust", "Council", TieKind.SHARED_GOAL, end="2026-06-30")
    (row,) = _rows(ring)
    assert row["reasons"][1] == "Trust has no other kind of link with Council."
    assert row["consequence"] == (
        "Trust would lose its shared goal link with Council, the only kind between them."
    )
    ring.add_tie("Trust", "Council", TieKind.TRUST)
    assert len(_rows(ring)[0]["reasons"]) == 1


def test_a_post_and_its_funding_end_in_one_breath(ring: "PlaceBuilder") -> None:
    ring.add_post(
        "Director", "Council", {"Trust": FUNDS}, funding_ends="2026-09-30", end="2026-09", wte=1.0
    )
    assert _rows(ring)[0]["reasons"] == ["The post Director and its funding end on 30 September 2026."]


def test_a_post_that_ends_before_its_funding(ring: "PlaceBuilder") -> None:
    ring.add_post("Director", "Council", {"Trust": FUNDS}, funding_ends="2027-03-31", end="2026-09-30")
    assert _rows(ring)[0]["reasons"] == [
        "The post Director ends on 30 September 2026.",
        "Funding for the post Director ends on 31 March 2027.",
    ]


def test_a_link_that_a_merger_ends_is_no_loss(place_builder: "PlaceBuilder") -> None:
    for name in ("North", "South"):
        place_builder.add_organisation(name)
    place_builder.add_organisation("United", opened="2026-07-01")
    place_builder.add_tie("North", "South", end="2026-06-30")
    assert len(_rows(place_builder)) == 1
    place_builder.add_reorganisation(
        "Merger",
        moves=[("North", "United"), ("South", "United")],
        kind=ReorganisationKind.MERGER,
        status=ReorganisationStatus.ORDERED,
        effective="2026-07-01",
    )
    assert _rows(place_builder) == []
    place_builder.add_tie("North", "South", TieKind.TRUST, end="2026-05-31")
    assert [row["kind"] for row in _rows(place_builder)] == ["trust"]


def test_posts_hang_on_the_agreement_they_rest_on(ring: "PlaceBuilder") -> None:
    ring.add_agreement("Fund", host_id="Council", pays={"Trust": 10}, end="2026-09-30")
    ring.add_post("Lead", "Council", {"Charity": FUNDS}, wte=0.5, agreement_id="Fund")
    ring.add_post("Law", "Council", {}, wte=1.0, agreement_id="Fund", statutory=True)
    (row,) = _rows(ring)
    assert (row["posts"], row["wte"]) == (1, 0.5)
    assert "£10 a year and one post (0.5 WTE)" in row["consequence"]
