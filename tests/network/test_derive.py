"""Every rule by which agreements, posts and teams make ties."""

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.domain.words import (
    AgreementKind,
    AgreementStatus,
    LegalBasis,
    PostPartnerRole,
    PostStatus,
    TeamKind,
    TieKind,
)
from partnermap.network.build import network_on
from partnermap.network.derive import RULES
from partnermap.network.network import Network, TieMark

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 4, 1)


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in "ABCDEFGH":
        place_builder.add_organisation(name)
    return place_builder


def _pairs(build: "PlaceBuilder", on: dt.date = ON, *, with_forums: bool = False) -> list[str]:
    return sorted(
        "".join(tie.pair) for tie in network_on(build.build(), on, with_forums=with_forums).ties
    )


def _network(build: "PlaceBuilder", on: dt.date = ON) -> Network:
    return network_on(build.build(), on)


def test_payers_meet_the_host_and_the_host_the_recipients(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="C", pays={"A": 1, "B": 2, "C": 3}, receives={"D": 4, "C": 1})
    assert _pairs(build) == ["AC", "BC", "CD"]
    assert {tie.kind for tie in _network(build).ties} == {TieKind.JOINT_FUNDING}


def test_without_a_host_payers_meet_recipients(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", pays={"A": 1, "B": 2}, receives={"C": 3, "D": 4, "A": 1})
    assert _pairs(build) == ["AB", "AC", "AD", "BC", "BD"]


def test_with_neither_host_nor_recipient_payers_meet(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", pays={"A": 1, "B": 2, "C": None})
    assert _pairs(build) == ["AB", "AC", "BC"]


def test_a_payer_of_another_year_counts(build: "PlaceBuilder") -> None:
    fund = build.add_agreement("Fund", host_id="A", pays={"B": 1})
    build.add_contribution(fund, "C", 5, "2019/20")
    assert _pairs(build) == ["AB", "AC"]


def test_one_that_pays_and_receives_meets_the_host_once(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"B": 1}, receives={"B": 1})
    assert _pairs(build) == ["AB"]


def test_parties_stand_for_payers_that_are_not_recorded(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", kind=AgreementKind.FUNDING, host_id="A", parties=["A", "B", "C"])
    assert _pairs(build) == ["AB", "AC"]


@pytest.mark.parametrize(
    ("basis", "kind"),
    [
        (LegalBasis.CONTRACT, TieKind.CONTRACT),
        (LegalBasis.PAYMENT, TieKind.PAYMENT),
        (LegalBasis.S75_POOLED, TieKind.JOINT_FUNDING),
        (None, TieKind.JOINT_FUNDING),
    ],
)
def test_the_legal_basis_gives_the_kind(
    build: "PlaceBuilder", basis: LegalBasis | None, kind: TieKind
) -> None:
    build.add_agreement("Fund", legal_basis=basis, host_id="A", pays={"B": 1})
    assert [tie.kind for tie in _network(build).ties] == [kind]


@pytest.mark.parametrize(
    ("agreement", "kind"),
    [
        (AgreementKind.DATA_SHARING, TieKind.DATA_SHARING),
        (AgreementKind.DELEGATION, TieKind.GOVERNANCE),
        (AgreementKind.STAFF_SHARING, TieKind.JOINT_TEAM),
        (AgreementKind.MEMORANDUM, TieKind.SHARED_GOAL),
        (None, TieKind.OTHER),
    ],
)
def test_other_agreements_make_the_matching_kind(
    build: "PlaceBuilder", agreement: AgreementKind | None, kind: TieKind
) -> None:
    build.add_agreement("Deal", kind=agreement, parties=["A", "B"])
    assert [(tie.pair, tie.kind) for tie in _network(build).ties] == [(("A", "B"), kind)]


def test_an_agreement_of_three_parties_is_a_hub(build: "PlaceBuilder") -> None:
    build.add_agreement("Deal", kind=AgreementKind.DATA_SHARING, parties=["A", "B", "C"])
    network = _network(build)
    assert network.ties == ()
    assert [(hub.kind, hub.members) for hub in network.hubs] == [(TieKind.DATA_SHARING, ("A", "B", "C"))]


@pytest.mark.parametrize(
    ("fields", "day", "marks"),
    [
        ({"status": AgreementStatus.IN_NEGOTIATION}, ON, None),
        ({"status": AgreementStatus.SIGNED, "end": "2026-03-31"}, ON, None),
        ({"status": AgreementStatus.ENDED, "end": "2026-04"}, ON, frozenset()),
        ({"status": AgreementStatus.ENDED}, ON, None),
        ({"status": AgreementStatus.EXPIRED_BUT_RUNNING, "end": "2025-03"}, ON, {TieMark.LAPSED}),
        ({"status": AgreementStatus.EXPIRED_BUT_RUNNING, "end": "2026-04-01"}, ON, frozenset()),
        ({"status": AgreementStatus.EXPIRED_BUT_RUNNING, "start": "2027", "end": "2028"}, ON, None),
    ],
)
def test_status_decides_whether_an_agreement_ties(
    build: "PlaceBuilder", fields: dict[str, Any], day: dt.date, marks: set[TieMark] | None
) -> None:
    build.add_agreement("Fund", host_id="A", pays={"B": 1}, **{"start": "2020", **fields})
    found = [tie.marks for tie in _network(build, day).ties]
    assert found == ([] if marks is None else [marks])


def test_a_lapsed_agreement_stops_when_its_replacement_starts(build: "PlaceBuilder") -> None:
    lapsed = AgreementStatus.EXPIRED_BUT_RUNNING
    build.add_agreement("Old", host_id="A", pays={"B": 1}, start="2020", end="2025", status=lapsed)
    build.add_agreement("New", host_id="A", pays={"B": 1}, start="2026-05-01", replaces_id="Old")
    build.add_agreement(
        "Talks",
        host_id="A",
        pays={"B": 1},
        start="2026-02-01",
        replaces_id="Old",
        status=AgreementStatus.IN_NEGOTIATION,
    )
    (before,) = _network(build).ties
    (after,) = _network(build, dt.date(2026, 5, 1)).ties
    assert (before.origin.id, after.origin.id) == ("Old", "New")


def test_an_agreement_without_an_end_stops_when_its_replacement_starts(build: "PlaceBuilder") -> None:
    build.add_agreement("Open", host_id="A", pays={"B": 1}, start="2020")
    build.add_agreement("Dated", host_id="A", pays={"C": 1}, start="2020", end="2027")
    build.add_agreement("New", host_id="A", pays={"D": 1}, start="2026-04-01", replaces_id="Open")
    build.add_agreement("Newer", host_id="A", pays={"E": 1}, start="2026-04-01", replaces_id="Dated")
    assert _pairs(build, dt.date(2026, 3, 31)) == ["AB", "AC"]
    assert _pairs(build) == ["AC", "AD", "AE"]


@pytest.mark.parametrize("basis", [LegalBasis.S75_POOLED, LegalBasis.GRANT])
def test_a_basis_that_moves_money_makes_a_funding_agreement(
    build: "PlaceBuilder", basis: LegalBasis
) -> None:
    build.add_agreement("Fund", legal_basis=basis, host_id="A", parties=["A", "B", "C"])
    assert _pairs(build) == ["AB", "AC"]


def test_only_money_has_a_direction(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"B": 1})
    build.add_agreement("Deal", kind=AgreementKind.DATA_SHARING, parties=["A", "C"])
    build.add_post("Director", "A", {"D": FUNDS})
    build.add_team("Team", ["E"], lead="A")
    directed = {(tie.from_id, tie.to_id) for tie in _network(build).ties if tie.directed}
    assert directed == {("B", "A")}


FUNDS, ANSWERS_TO, HOSTS = PostPartnerRole.FUNDS, PostPartnerRole.ANSWERS_TO, PostPartnerRole.HOSTS


def test_a_post_ties_its_employer_to_funders_and_bodies_it_answers_to(build: "PlaceBuilder") -> None:
    build.add_post("Director", "A", {"A": FUNDS, "B": FUNDS, "C": ANSWERS_TO, "D": HOSTS})
    assert _pairs(build) == ["AB", "AC"]
    assert {tie.kind for tie in _network(build).ties} == {TieKind.JOINT_APPOINTMENT}


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ({"status": PostStatus.VACANT}, {TieMark.VACANT}),
        ({"status": PostStatus.FROZEN}, {TieMark.VACANT}),
        ({"status": PostStatus.INTERIM}, {TieMark.INTERIM}),
        ({"status": PostStatus.VACANT, "status_since": "2026-05"}, set()),
        ({"status": PostStatus.VACANT, "status_since": "2026-04-01"}, {TieMark.VACANT}),
        ({"status": PostStatus.FILLED, "funding_ends": "2025"}, set()),
        ({"statutory": True}, None),
        ({"end": "2026-03-31"}, None),
    ],
)
def test_a_post_ties_until_its_end_and_says_when_it_is_empty(
    build: "PlaceBuilder", fields: dict[str, Any], marks: set[TieMark] | None
) -> None:
    build.add_post("Director", "A", {"B": FUNDS}, **{"start": "2020", **fields})
    assert [set(tie.marks) for tie in _network(build).ties] == ([] if marks is None else [marks])


def test_a_post_without_an_employer_ties_nobody(build: "PlaceBuilder") -> None:
    build.add_post("Director", None, {"A": FUNDS, "B": FUNDS})
    assert _pairs(build) == []


def test_a_team_ties_its_lead_to_each_member(build: "PlaceBuilder") -> None:
    build.add_team("Team", list("ABCDEFG"), lead="A")
    assert _pairs(build) == ["AB", "AC", "AD", "AE", "AF", "AG"]


def test_five_members_without_a_lead_are_all_tied_and_six_are_a_hub(build: "PlaceBuilder") -> None:
    team = build.add_team("Team", list("ABCDE"))
    assert len(_pairs(build)) == 10
    build.add_member(team, "F", start="2026-04-02")
    assert len(_pairs(build)) == 10
    later = _network(build, dt.date(2026, 4, 2))
    assert later.ties == ()
    assert [hub.members for hub in later.hubs] == [tuple("ABCDEF")]


def test_dates_of_team_and_membership_both_count(build: "PlaceBuilder") -> None:
    team = build.add_team("Team", ["B"], lead="A", start="2024", end="2027-03")
    build.add_member(team, "C", end="2026-03-31")
    build.add_member(team, "D", start="2025-01", end="2026-12")
    found = {"".join(tie.pair): (str(tie.start), str(tie.end)) for tie in _network(build).ties}
    assert found == {"AB": ("2024", "2027-03"), "AD": ("2025-01", "2026-12")}
    assert _pairs(build, dt.date(2027, 4, 1)) == []


def test_a_forum_is_a_hub_until_its_ties_are_asked_for(build: "PlaceBuilder") -> None:
    build.add_team("Board", list("BC"), lead="A", kind=TeamKind.FORUM)
    network = _network(build)
    assert network.ties == ()
    assert [set(hub.members) for hub in network.hubs] == [set("ABC")]
    assert _pairs(build, with_forums=True) == ["AB", "AC", "BC"]


def test_strength_is_the_records_own_or_the_default(build: "PlaceBuilder") -> None:
    build.add_agreement("Strong", host_id="A", pays={"B": 1}, strength=3, start="2020")
    build.add_agreement("Usual", host_id="A", pays={"C": 1}, start="2020")
    build.add_tie("A", "D", strength=None, start="2020")
    found = {"".join(tie.pair): (tie.strength, set(tie.marks)) for tie in _network(build).ties}
    assert found == {"AB": (3, set()), "AC": (2, set()), "AD": (1, {TieMark.STRENGTH_NOT_KNOWN})}


def test_a_recorded_tie_beside_a_derived_one_stays_and_is_marked(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="A", pays={"B": 1})
    build.add_tie("B", "A", TieKind.JOINT_FUNDING)
    build.add_tie("A", "B", TieKind.REFERRAL)
    marked = [TieMark.ALSO_RECORDED in tie.marks for tie in _network(build).ties]
    assert marked == [True, False, False]


def test_ids_are_stable_across_dates_and_unique(build: "PlaceBuilder") -> None:
    build.add_agreement("Fund", host_id="C", pays={"A": 1, "B": 2})
    build.add_team("Team", list("ABC"))
    build.add_tie("A", "B")
    now, later = _network(build), _network(build, dt.date(2030, 1, 1))
    ids = [tie.id for tie in now.ties]
    assert len(set(ids)) == len(ids) == 6
    assert ids == [tie.id for tie in later.ties]


def test_rules_are_whole_sentences() -> None:
    assert all(rule[0].isupper() and rule.endswith(".") for rule in RULES)
