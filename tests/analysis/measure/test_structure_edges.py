"""What `measures` prints of structure where the record is odd: pieces, copies, gaps, loops."""

import datetime as dt
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from partnermap.analysis.measure import communities, link_arrays
from partnermap.analysis.measure.summary import measures
from partnermap.domain.place import Place
from partnermap.domain.words import PostPartnerRole, Sector, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
ROLES = {"coordinator", "gatekeeper_representative", "consultant", "liaison"}


def _measured(build: "PlaceBuilder") -> Any:
    return json.loads(json.dumps(measures(build.build(), ON), allow_nan=False))


def _rows(answer: Any) -> dict[str, Any]:
    return {row["organisation"]: row for row in answer["per_organisation"]}


def _named(build: "PlaceBuilder", names: str, sector: Sector | None = Sector.NHS) -> None:
    for name in names:
        build.add_organisation(name, sector)


def _path(build: "PlaceBuilder", names: str) -> None:
    for one, other in pairwise(names):
        build.add_tie(one, other)


def test_nobody_on_the_map(place_builder: "PlaceBuilder") -> None:
    answer = _measured(place_builder)
    assert answer["largest_piece_share"] is None
    assert answer["fragmentation"] is None
    assert answer["not_defined"]["fragmentation"] == "There are no organisations yet."
    assert (answer["thin_bridges"], answer["brokerage_expected"]) == ([], {})
    assert set(answer["loss_curves"].values()) == {None}
    assert answer["communities"] == {"groups": None, "modularity": None}


def test_one_organisation_counts_and_nothing_else_is_defined(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    answer = _measured(place_builder)
    row = _rows(answer)["A"]
    assert (answer["largest_piece_share"], answer["fragmentation"]) == (1, None)
    assert (row["degree"], row["degree_centrality"], row["efficiency"]) == (0, None, None)
    assert (row["fragmentation_rise"], row["weighted_constraint"]) == (None, None)
    assert "per_organisation.fragmentation_rise" in answer["not_defined"]


def test_no_ties(place_builder: "PlaceBuilder") -> None:
    _named(place_builder, "ABC")
    answer = _measured(place_builder)
    row = _rows(answer)["A"]
    assert (answer["fragmentation"], row["fragmentation_without"]) == (1, 1)
    assert (row["fragmentation_rise"], row["degree_centrality"]) == (0, 0)
    assert (row["weighted_betweenness"], row["directed_brokerage"]) == (0, None)
    assert answer["not_defined"]["loss_curves.busiest"] == "No ties are recorded on this date."
    assert set(answer["brokerage_expected"]["NHS"].values()) == {0}


def test_a_map_in_pieces_shows_the_rise(place_builder: "PlaceBuilder") -> None:
    """A-B-C, D-E and F: losing B raises F; losing the lonely F lowers it."""
    _named(place_builder, "ABCDEF")
    _path(place_builder, "ABC")
    _path(place_builder, "DE")
    answer = _measured(place_builder)
    rows = _rows(answer)
    assert (answer["components"], answer["largest_piece_share"]) == (3, 0.5)
    assert answer["fragmentation"] == pytest.approx(1 - 8 / 30)
    assert rows["B"]["fragmentation_without"] == pytest.approx(1 - 2 / 20)
    assert rows["B"]["fragmentation_rise"] == pytest.approx(8 / 30 - 2 / 20)
    assert rows["F"]["fragmentation_rise"] == pytest.approx(8 / 30 - 8 / 20)
    assert {row["closeness"] for row in rows.values()} == {None}
    assert rows["A"]["harmonic_closeness"] == pytest.approx((1 + 0.5) / 5)
    assert [name for name, row in rows.items() if row["eigenvector"] is not None] == ["A", "B", "C"]


def test_copies_of_a_tie_are_one_pair(place_builder: "PlaceBuilder") -> None:
    _named(place_builder, "ABC")
    for kind in (TieKind.REFERRAL, TieKind.REFERRAL, TieKind.GOVERNANCE):
        place_builder.add_tie("A", "B", kind, strength=2)
    place_builder.add_tie("C", "B")
    answer = _measured(place_builder)
    row = _rows(answer)["B"]
    assert (answer["ties"], answer["pairs"]) == (4, 2)
    assert (row["degree"], row["strength"], row["constraint"]) == (2, 7, 0.5)
    assert row["weighted_constraint"] == pytest.approx((6 / 7) ** 2 + (1 / 7) ** 2)


def test_a_tie_to_itself_is_no_tie(place_builder: "PlaceBuilder") -> None:
    _named(place_builder, "AB")
    place_builder.add_tie("A", "A")
    answer = _measured(place_builder)
    assert (answer["ties"], answer["isolates"]) == (0, ["A", "B"])
    assert _rows(answer)["A"]["constraint"] is None


def test_a_closed_organisation_with_a_live_tie_is_not_on_the_map(place_builder: "PlaceBuilder") -> None:
    _named(place_builder, "AB")
    place_builder.add_organisation("Gone", closed="2025-03-31")
    place_builder.add_tie("A", "Gone")
    answer = _measured(place_builder)
    assert (answer["organisations"], answer["ties"]) == (2, 0)
    assert list(_rows(answer)) == ["A", "B"]
    assert [item["closed"] for item in answer["waiting"]] == [["Gone"]]


def test_a_strength_that_is_missing_weighs_one_and_is_counted(place_builder: "PlaceBuilder") -> None:
    _named(place_builder, "ABC")
    place_builder.add_tie("A", "B", strength=None)
    place_builder.add_tie("B", "C", strength=3)
    answer = _measured(place_builder)
    assert answer["not_known"]["strengths"] == 1
    assert _rows(answer)["B"]["strength"] == 4
    assert _rows(answer)["B"]["weighted_betweenness"] == 1


def test_who_has_no_sector_is_left_out_of_brokerage_and_listed(place_builder: "PlaceBuilder") -> None:
    _named(place_builder, "AB")
    _named(place_builder, "XY", None)
    for other in "ABY":
        place_builder.add_tie("X", other)
    place_builder.add_tie("A", "Y")
    answer = _measured(place_builder)
    rows = _rows(answer)
    assert answer["not_known"]["without_sector"] == ["X", "Y"]
    assert rows["X"]["brokerage"] is None
    assert "per_organisation.brokerage" in answer["not_defined"]
    assert set(rows["A"]["brokerage"].values()) == {0}


def test_one_sector_has_coordinators_only(place_builder: "PlaceBuilder") -> None:
    _named(place_builder, "ABC")
    _path(place_builder, "ABC")
    answer = _measured(place_builder)
    assert _rows(answer)["B"]["brokerage"] == {**dict.fromkeys(ROLES, 0), "coordinator": 1}
    chance = (2 / 3) ** 2 * (1 / 3)
    assert answer["brokerage_expected"]["NHS"]["coordinator"] == pytest.approx(chance)


def test_direction_counts_where_a_tie_has_one(place_builder: "PlaceBuilder") -> None:
    """The bridge from A to B to C leads one way; without the direction it would count both."""
    _named(place_builder, "AB")
    place_builder.add_organisation("C", Sector.VCSE)
    place_builder.add_tie("A", "B", directed=True)
    place_builder.add_tie("C", "B")
    row = _rows(_measured(place_builder))["B"]
    assert row["directed_brokerage"] == {
        "coordinator": 0,
        "gatekeeper": 0,
        "representative": 1,
        "consultant": 0,
        "liaison": 0,
    }
    assert row["brokerage"]["gatekeeper_representative"] == 1


def test_without_a_direction_there_are_no_directed_roles(place_builder: "PlaceBuilder") -> None:
    _named(place_builder, "ABC")
    _path(place_builder, "ABC")
    answer = _measured(place_builder)
    assert answer["not_defined"]["per_organisation.directed_brokerage"].startswith("No tie")
    assert answer["per_organisation"][0]["directed_brokerage"] is None


def test_a_bridge_of_one_kind_is_thin_and_names_its_post(place_builder: "PlaceBuilder") -> None:
    """A-B by two kinds, B-C by a post, C-D by two referrals, D-E by two posts."""
    _named(place_builder, "ABCDE")
    place_builder.add_tie("A", "B", TieKind.REFERRAL)
    place_builder.add_tie("A", "B", TieKind.TRUST)
    place_builder.add_post("Director", "B", {"C": PostPartnerRole.FUNDS})
    place_builder.add_tie("C", "D", TieKind.REFERRAL)
    place_builder.add_tie("C", "D", TieKind.REFERRAL)
    for title in ("Nurse", "Analyst"):
        place_builder.add_post(title, "D", {"E": PostPartnerRole.FUNDS})
    answer = _measured(place_builder)
    assert answer["bridges"] == [["A", "B"], ["B", "C"], ["C", "D"], ["D", "E"]]
    assert answer["thin_bridges"] == [
        {"pair": ["B", "C"], "kind": "joint appointment", "post": "Director"},
        {"pair": ["C", "D"], "kind": "referral", "post": None},
        {"pair": ["D", "E"], "kind": "joint appointment", "post": None},
    ]


def test_testbridge_beyond_the_contract(testbridge_place: Place) -> None:
    answer: Any = measures(testbridge_place, ON)
    rows = _rows(answer)
    assert (answer["largest_piece_share"], answer["fragmentation"]) == (1, 0)
    assert [thin["pair"] for thin in answer["thin_bridges"]] == [["D", "E"], ["E", "H"]]
    assert rows["D"]["degree_centrality"] == pytest.approx(4 / 7)
    assert rows["D"]["fragmentation_rise"] == rows["D"]["fragmentation_without"]
    assert rows["D"]["efficiency"] == 1
    curves = answer["loss_curves"]
    assert curves["lost"] == list(range(9))
    assert sum(curves["busiest"][1:]) / 8 == pytest.approx(answer["robustness"]["mean"])
    assert answer["not_defined"]["communities.groups"].startswith("It needs ten organisations")


def test_a_large_map_says_what_was_estimated(
    place_builder: "PlaceBuilder", monkeypatch: pytest.MonkeyPatch
) -> None:
    names = "ABCDEFGHIJ"
    _named(place_builder, names)
    _path(place_builder, names + "A")
    assert _measured(place_builder)["sampled"] == {}
    monkeypatch.setattr(link_arrays, "LARGE", 5)
    monkeypatch.setattr(communities, "MANY", 5)
    answer = _measured(place_builder)
    assert set(answer["sampled"]) >= {
        "centralisation.betweenness",
        "per_organisation.betweenness",
        "robustness",
        "communities",
    }
    assert all(reason.endswith(".") for reason in answer["sampled"].values())
