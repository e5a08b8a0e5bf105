"""What becomes of each linked pair by the horizon."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.health.outlook import outlook
from partnermap.analysis.succession.totals import Heading
from partnermap.domain.place import Place
from partnermap.domain.words import (
    AgreementStatus,
    Renewal,
    ReorganisationKind,
    ReorganisationStatus,
    TieKind,
)

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 1, 1)
MERGER, SPLIT, ORDERED = (
    ReorganisationKind.MERGER,
    ReorganisationKind.SPLIT,
    ReorganisationStatus.ORDERED,
)


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    place_builder.add_organisation("Old", closed="2027-03-31")
    place_builder.add_organisation("New", opened="2027-04-01")
    place_builder.add_organisation("Other", opened="2027-04-01")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("Old", "Friend", start="2020")
    return place_builder


def _heading(build: "PlaceBuilder") -> Heading:
    (pair,) = outlook(build.build(), ON).pairs
    return pair.heading


def _move(build: "PlaceBuilder", *moves: tuple[str, str], kind: ReorganisationKind = MERGER) -> str:
    return build.add_reorganisation("R", moves=moves, kind=kind, status=ORDERED, effective="2027-04-01")


def test_testbridge_without_reorganisation(testbridge_place: Place) -> None:
    future = outlook(testbridge_place, ON)
    assert future.until == dt.date(2028, 1, 1)
    assert (future.counts[Heading.CARRIES_ON], future.counts[Heading.ENDED]) == (7, 2)
    assert {item.pair for item in future.of(Heading.ENDED)} == {("D", "F"), ("A", "G")}
    assert sum(item.carried.pence or 0 for item in future.of(Heading.ENDED)) == 32_000_000


def test_one_successor_carries_on(build: "PlaceBuilder") -> None:
    _move(build, ("Old", "New"))
    (pair,) = outlook(build.build(), ON).pairs
    assert (pair.heading, pair.after) == (Heading.CARRIES_ON, ("Friend", "New"))


def test_several_successors_need_a_decision(build: "PlaceBuilder") -> None:
    _move(build, ("Old", "New"), ("Old", "Other"), kind=SPLIT)
    assert _heading(build) is Heading.NEEDS_DECISION


def test_a_decision_lets_it_carry_on(build: "PlaceBuilder") -> None:
    split = _move(build, ("Old", "New"), ("Old", "Other"), kind=SPLIT)
    build.add_decision(split, "ties", "ties-1", "Other")
    assert _heading(build) is Heading.CARRIES_ON


def test_both_ends_in_one_body_become_internal(build: "PlaceBuilder") -> None:
    _move(build, ("Old", "Friend"), ("Friend", "Friend"))
    assert _heading(build) is Heading.INTERNAL


def test_a_reorganisation_without_successor_leaves_no_home(build: "PlaceBuilder") -> None:
    build.add_reorganisation(
        "R",
        affects={"Old": None},
        kind=ReorganisationKind.ABOLITION,
        status=ORDERED,
        effective="2027-04-01",
    )
    assert _heading(build) is Heading.NO_HOME


def test_closing_without_a_reorganisation_is_not_known(build: "PlaceBuilder") -> None:
    assert _heading(build) is Heading.NOT_KNOWN


def test_an_own_end_comes_before_everything(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Old", closed="2027-03-31")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("Old", "Friend", start="2020", end="2026-06")
    assert _heading(place_builder) is Heading.ENDED


def test_a_pair_is_lost_only_with_its_last_link(build: "PlaceBuilder") -> None:
    _move(build, ("Old", "New"))
    build.add_tie("Old", "Friend", start="2020", end="2026-06")
    assert _heading(build) is Heading.CARRIES_ON


def test_rule_lapse_and_replacement_keep_a_pair(place_builder: "PlaceBuilder") -> None:
    for name in "ABCDEF":
        place_builder.add_organisation(name)
    place_builder.add_agreement(
        "Rule", host_id="A", pays={"B": 1}, end="2026-03", renewal=Renewal.YEARLY_BY_RULE, start="2020"
    )
    place_builder.add_agreement(
        "Lapsed",
        host_id="C",
        pays={"D": 1},
        end="2025-03",
        status=AgreementStatus.EXPIRED_BUT_RUNNING,
        start="2020",
    )
    place_builder.add_agreement("Old", host_id="E", pays={"F": 1}, end="2026-03", start="2020")
    place_builder.add_agreement("New", host_id="E", pays={"F": 1}, start="2026-04", replaces_id="Old")
    assert outlook(place_builder.build(), ON).counts[Heading.CARRIES_ON] == 3


def test_two_payers_that_merge_both_carry_on(build: "PlaceBuilder") -> None:
    build.add_organisation("Second", closed="2027-03-31")
    build.add_agreement("Fund", host_id="Friend", pays={"Old": 1, "Second": 1}, start="2020")
    _move(build, ("Old", "New"), ("Second", "New"))
    future = outlook(build.build(), ON)
    assert future.counts[Heading.CARRIES_ON] == len(future.pairs) == 2


def test_after_a_year_of_payments_nothing_is_known(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("B")
    place_builder.add_tie("A", "B", TieKind.PAYMENT, start="2025-04-01", end="2026-03-31")
    assert _heading(place_builder) is Heading.NOT_KNOWN
    place_builder.add_tie("A", "B", TieKind.TRUST, start="2020")
    assert _heading(place_builder) is Heading.CARRIES_ON


def test_without_links_there_is_no_heading(place_builder: "PlaceBuilder") -> None:
    assert outlook(place_builder.build(), ON).pairs == ()
