"""Collapsing a network: who goes where, what is summed, what stays itself."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.view import GroupBy
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.network.build import network_on
from partnermap.network.grouping import Grouping, grouped

ON = dt.date(2026, 6, 1)


def body(key: str, sector: Sector | None = None, part_of: str | None = None) -> Organisation:
    return Organisation(id=key, name=key.upper(), sector=sector, part_of_id=part_of)


def tie(one: str, other: str, kind: TieKind, strength: int = 1, directed: bool = False) -> Tie:
    key = f"{one}{other}{kind}"
    return Tie(id=key, from_id=one, to_id=other, kind=kind, strength=strength, directed=directed)


def place_of(bodies: tuple[Organisation, ...], ties: tuple[Tie, ...]) -> Place:
    return Place(
        tables={
            "organisations": {item.id: item for item in bodies},
            "ties": {item.id: item for item in ties},
        }
    )


BODIES = (
    body("a", Sector.NHS),
    body("b", Sector.NHS),
    body("c", Sector.NHS),
    body("v", Sector.VCSE),
    body("w", Sector.VCSE),
    body("x"),
)
TIES = (
    tie("a", "b", TieKind.TRUST),
    tie("a", "v", TieKind.CONTRACT, 2, directed=True),
    tie("b", "w", TieKind.CONTRACT, 3, directed=True),
    tie("w", "c", TieKind.TRUST, 1, directed=True),
    tie("a", "w", TieKind.TRUST, 1, directed=True),
    tie("x", "v", TieKind.REFERRAL, 2),
)


def by_sector(opened: frozenset[str] = frozenset()) -> Grouping:
    place = place_of(BODIES, TIES)
    return grouped(place, network_on(place, ON), GroupBy.SECTOR, opened)


def test_groups_take_the_place_of_their_members_and_say_how_many() -> None:
    found = by_sector()
    assert found.network.organisation_ids == ("group:NHS", "group:VCSE", "x")
    assert found.members["group:NHS"] == ("a", "b", "c")
    assert found.place.name_of("group:NHS") == "NHS (3)"
    assert found.place.organisations["group:VCSE"].sector is Sector.VCSE
    assert [tie.origin.id for tie in found.inside] == ["abtrust"]


def test_ties_of_a_pair_and_kind_become_one_with_their_strengths_added() -> None:
    found = by_sector()
    sums = {item.kind: item for item in found.network.ties}
    contract = sums[TieKind.CONTRACT]
    assert contract.strength == 5
    assert contract.directed
    assert (contract.from_id, contract.to_id) == ("group:NHS", "group:VCSE")
    assert {part.origin.id for part in found.sums[contract.id]} == {"avcontract", "bwcontract"}
    assert not sums[TieKind.TRUST].directed
    assert sums[TieKind.REFERRAL].strength == 2


def test_a_sum_is_at_risk_when_all_of_it_is() -> None:
    found = by_sector()
    contract = next(item for item in found.network.ties if item.kind is TieKind.CONTRACT)
    parts = [part.id for part in found.sums[contract.id]]
    assert contract.id in found.wholly(frozenset(parts))
    assert contract.id not in found.wholly(frozenset(parts[:1]))


def test_an_opened_group_shows_its_members() -> None:
    found = by_sector(frozenset({"group:NHS"}))
    assert found.network.organisation_ids == ("a", "b", "c", "group:VCSE", "x")
    assert any(item.origin.id == "abtrust" for item in found.network.ties)


def test_what_is_part_of_something_goes_with_the_topmost_body_of_the_network() -> None:
    bodies = (body("top"), body("mid", part_of="top"), body("low", part_of="mid"), body("alone"))
    place = place_of(bodies, ())
    found = grouped(place, network_on(place, ON), GroupBy.PART_OF)
    assert found.network.organisation_ids == ("group:top", "alone")
    assert found.place.name_of("group:top") == "TOP (3)"


def test_circles_of_belonging_end() -> None:
    bodies = (body("a", part_of="b"), body("b", part_of="a"))
    place = place_of(bodies, ())
    found = grouped(place, network_on(place, ON), GroupBy.PART_OF)
    assert len(found.network.organisation_ids) <= 2


def test_organisations_without_a_type_stand_alone() -> None:
    typed = Organisation(id="t1", name="T1", type=OrganisationType.CHARITY)
    other = Organisation(id="t2", name="T2", type=OrganisationType.CHARITY)
    place = place_of((typed, other, body("x")), ())
    found = grouped(place, network_on(place, ON), GroupBy.TYPE)
    assert found.network.organisation_ids == ("group:charity", "x")
    assert found.place.name_of("group:charity") == "Charity (2)"


def test_nothing_to_group_by_changes_nothing() -> None:
    place = place_of(BODIES, TIES)
    network = network_on(place, ON)
    assert grouped(place, network, GroupBy.NOTHING).network is network


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([*Sector, None]), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11), st.integers(1, 3)), max_size=20),
)
def test_no_strength_and_no_organisation_is_lost(
    sectors: list[Sector | None], drawn: list[tuple[int, int, int]]
) -> None:
    bodies = tuple(body(f"o{i:02d}", sector) for i, sector in enumerate(sectors))
    ties = tuple(
        Tie(id=f"t{row}", from_id=f"o{a:02d}", to_id=f"o{b:02d}", kind=TieKind.TRUST, strength=strength)
        for row, (a, b, strength) in enumerate(drawn)
        if a != b and a < len(sectors) and b < len(sectors)
    )
    place = place_of(bodies, ties)
    network = network_on(place, ON)
    found = grouped(place, network, GroupBy.SECTOR)
    alone = [one for one in found.network.organisation_ids if one not in found.members]
    assert sorted([*alone, *(one for ids in found.members.values() for one in ids)]) == sorted(
        network.organisation_ids
    )
    hidden = sum(
        item.strength
        for item in network.ties
        if any({item.from_id, item.to_id} <= set(ids) for ids in found.members.values())
    )
    assert sum(item.strength for item in found.network.ties) + hidden == sum(
        item.strength for item in network.ties
    )
