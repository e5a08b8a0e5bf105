"""The network on a date: whose ends are open, what is inherited, what waits."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.domain.place import Place
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus, TieKind
from partnermap.network.build import network_on
from partnermap.network.network import TieMark, Waiting

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ON = dt.date(2026, 4, 1)
DAY = dt.timedelta(days=1)


def test_testbridge_has_its_ten_ties_over_nine_pairs(testbridge_place: Place) -> None:
    network = network_on(testbridge_place, dt.date(2026, 1, 1))
    assert network.organisation_ids == tuple("ABCDEFGH")
    assert len(network.ties) == 10
    assert len(network.pairs) == 9
    assert network.strengths.sum() == 17
    assert sum(TieMark.START_NOT_KNOWN in tie.marks for tie in network.ties) == 1


def test_first_and_last_days_are_inside(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_organisation("B", opened="2026-04", closed="2026-05")
    place_builder.add_tie("A", "B", start="2026-04-02", end="2026-05")
    place = place_builder.build()

    def present(day: dt.date) -> tuple[bool, int]:
        network = network_on(place, day)
        return "B" in network.organisation_ids, len(network.ties)

    assert present(ON - DAY) == (False, 0)
    assert present(ON) == (True, 0)
    assert present(ON + DAY) == (True, 1)
    assert present(dt.date(2026, 5, 31)) == (True, 1)
    assert present(dt.date(2026, 6, 1)) == (False, 0)


def test_kinds_filter_ties_and_keep_organisations(testbridge_place: Place) -> None:
    network = network_on(testbridge_place, dt.date(2026, 1, 1), kinds=frozenset({TieKind.JOINT_TEAM}))
    assert {tie.pair for tie in network.ties} == {("E", "H"), ("C", "D")}
    assert len(network.organisation_ids) == 8


def test_a_tie_to_itself_is_left_out(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("A")
    place_builder.add_tie("A", "A")
    assert network_on(place_builder.build(), ON).ties == ()


def _merger(
    build: "PlaceBuilder",
    moves: list[tuple[str, str]],
    status: ReorganisationStatus = ReorganisationStatus.ORDERED,
    effective: str = "2026-04-01",
    name: str = "Merger",
    kind: ReorganisationKind = ReorganisationKind.MERGER,
) -> str:
    return build.add_reorganisation(name, moves=moves, status=status, effective=effective, kind=kind)


def _open_three(build: "PlaceBuilder", closed: str | None = "2026-03-31") -> None:
    build.add_organisation("Old", closed=closed)
    build.add_organisation("New", opened="2026-04-01")
    build.add_organisation("Friend")
    build.add_tie("Old", "Friend", start="2020", strength=3)


def test_one_successor_inherits_and_says_so(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder)
    _merger(place_builder, [("Old", "New")])
    network = network_on(place_builder.build(), ON)
    assert network.organisation_ids == ("New", "Friend")
    (tie,) = network.ties
    assert tie.pair == ("Friend", "New")
    assert tie.strength == 3
    assert TieMark.INHERITED in tie.marks


def test_the_day_before_the_old_body_still_holds_its_tie(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder)
    _merger(place_builder, [("Old", "New")])
    (tie,) = network_on(place_builder.build(), ON - DAY).ties
    assert tie.pair == ("Friend", "Old")
    assert tie.marks == frozenset()


def test_a_body_without_closing_date_closes_when_it_is_merged(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder, closed=None)
    _merger(place_builder, [("Old", "New")])
    place = place_builder.build()
    assert "Old" in network_on(place, ON - DAY).organisation_ids
    assert "Old" not in network_on(place, ON).organisation_ids


def test_a_body_that_absorbs_another_continues(place_builder: "PlaceBuilder") -> None:
    for name in ("Small", "Large", "Friend"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Large", "Friend")
    _merger(place_builder, [("Small", "Large"), ("Large", "Large")])
    network = network_on(place_builder.build(), ON)
    assert network.organisation_ids == ("Large", "Friend")
    assert len(network.ties) == 1


def test_proposed_reorganisations_count_only_where_asked_for(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder, closed=None)
    _merger(place_builder, [("Old", "New")], ReorganisationStatus.PROPOSED)
    place = place_builder.build()
    assert network_on(place, ON).ties[0].pair == ("Friend", "Old")
    assert network_on(place, ON, with_proposed=True).ties[0].pair == ("Friend", "New")


def test_a_transfer_leaves_both_bodies_open(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder, closed=None)
    _merger(place_builder, [("Old", "New")], kind=ReorganisationKind.TRANSFER)
    assert network_on(place_builder.build(), ON).ties[0].pair == ("Friend", "Old")


def test_an_old_transfer_does_not_make_a_second_successor(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder)
    _merger(place_builder, [("Old", "New")])
    _merger(
        place_builder,
        [("Old", "Friend")],
        effective="2013-04-01",
        name="Transfer",
        kind=ReorganisationKind.TRANSFER,
    )
    assert network_on(place_builder.build(), ON).ties[0].pair == ("Friend", "New")


def test_chains_are_followed_to_the_open_body(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("First", closed="2022-06-30")
    place_builder.add_organisation("Second", opened="2022-07-01", closed="2026-03-31")
    place_builder.add_organisation("Third", opened="2026-04-01")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("First", "Friend")
    _merger(place_builder, [("First", "Second")], effective="2022-07-01", name="One")
    _merger(place_builder, [("Second", "Third")], name="Two")
    (tie,) = network_on(place_builder.build(), ON).ties
    assert tie.pair == ("Friend", "Third")


def test_a_circle_of_successors_has_no_home(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("X", closed="2020")
    place_builder.add_organisation("Y", closed="2020")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("X", "Friend")
    _merger(place_builder, [("X", "Y"), ("Y", "X")], effective="2021")
    (waiting,) = network_on(place_builder.build(), ON).waiting
    assert waiting.why is Waiting.NO_HOME


def test_two_ends_that_became_one_are_no_link(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder)
    _merger(place_builder, [("Old", "Friend")])
    network = network_on(place_builder.build(), ON)
    assert network.ties == ()
    assert network.waiting == ()


def test_several_successors_need_a_decision(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder)
    place_builder.add_organisation("East", opened="2026-04-01")
    _merger(place_builder, [("Old", "New"), ("Old", "East")], kind=ReorganisationKind.SPLIT)
    network = network_on(place_builder.build(), ON)
    assert network.ties == ()
    (waiting,) = network.waiting
    assert waiting.why is Waiting.NEEDS_DECISION
    assert waiting.closed_ids == ("Old",)
    assert waiting.successor_ids == ("New", "East")


def test_a_decision_sends_the_link_to_its_home(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder)
    place_builder.add_organisation("East", opened="2026-04-01")
    split = _merger(place_builder, [("Old", "New"), ("Old", "East")], kind=ReorganisationKind.SPLIT)
    place_builder.add_decision(split, "ties", "ties-1", "East")
    (tie,) = network_on(place_builder.build(), ON).ties
    assert tie.pair == ("East", "Friend")
    assert TieMark.INHERITED not in tie.marks


@pytest.mark.parametrize("effective", ["2027-04-01", "not known"])
def test_a_successor_to_come_is_no_home_yet(place_builder: "PlaceBuilder", effective: str) -> None:
    _open_three(place_builder)
    _merger(place_builder, [("Old", "New")], effective=effective)
    (waiting,) = network_on(place_builder.build(), ON).waiting
    assert (waiting.why, waiting.successor_ids) == (Waiting.NO_HOME, ())


def test_one_record_waits_once_for_a_pair(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Old", closed="2026-03-31")
    place_builder.add_organisation("Friend")
    place_builder.add_agreement("Fund", host_id="Old", pays={"Friend": 1}, receives={"Friend": 1})
    assert len(network_on(place_builder.build(), ON).waiting) == 1


@pytest.mark.parametrize("effect", [None, Effect.ABOLISHED])
def test_no_successor_means_no_home(place_builder: "PlaceBuilder", effect: Effect | None) -> None:
    _open_three(place_builder, closed=None if effect else "2026-03-31")
    if effect:
        place_builder.add_reorganisation(
            "End", affects={"Old": effect}, status=ReorganisationStatus.ORDERED, effective="2026-04-01"
        )
    (waiting,) = network_on(place_builder.build(), ON).waiting
    assert waiting.why is Waiting.NO_HOME


def test_a_tie_whose_own_end_came_first_is_simply_ended(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Old", closed="2026-03-31")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("Old", "Friend", end="2026-02")
    network = network_on(place_builder.build(), ON)
    assert (network.ties, network.waiting) == ((), ())


def test_an_end_that_has_not_opened_yet_makes_no_tie(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Later", opened="2027")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("Later", "Friend")
    network = network_on(place_builder.build(), ON)
    assert (network.ties, network.waiting) == ((), ())


def test_a_created_body_opens_with_its_reorganisation(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Created")
    place_builder.add_reorganisation(
        "R",
        affects={"Created": Effect.CREATED},
        status=ReorganisationStatus.DECIDED,
        effective="2026-04-01",
    )
    place = place_builder.build()
    assert network_on(place, ON - DAY).organisation_ids == ()
    assert network_on(place, ON).organisation_ids == ("Created",)


def test_payers_that_merged_are_tied_to_the_host_once(place_builder: "PlaceBuilder") -> None:
    _open_three(place_builder)
    place_builder.add_organisation("Other", closed="2026-03-31")
    place_builder.add_agreement("Fund", host_id="Friend", pays={"Old": 10, "Other": 20})
    _merger(place_builder, [("Old", "New"), ("Other", "New")])
    ties = network_on(place_builder.build(), ON, kinds=frozenset({TieKind.JOINT_FUNDING})).ties
    assert [tie.pair for tie in ties] == [("Friend", "New")]


@pytest.mark.parametrize("payers", [("Old", "New"), ("New", "Old")])
def test_the_payer_still_there_stands_for_the_one_that_joined_it(
    place_builder: "PlaceBuilder", payers: tuple[str, str]
) -> None:
    for name in ("Old", "New", "Host"):
        place_builder.add_organisation(name)
    place_builder.add_agreement("Fund", host_id="Host", pays=dict.fromkeys(payers, 1))
    _merger(place_builder, [("Old", "New")])
    (tie,) = network_on(place_builder.build(), ON).ties
    assert (tie.from_id, tie.written, TieMark.INHERITED in tie.marks) == ("New", None, False)


def test_the_same_question_is_answered_from_memory(testbridge_place: Place) -> None:
    assert network_on(testbridge_place, ON) is network_on(testbridge_place, ON)


def test_another_place_of_the_same_version_is_another_answer(place_builder: "PlaceBuilder") -> None:
    first = place_builder.build()
    place_builder.add_organisation("A")
    second = place_builder.build()
    assert network_on(first, ON).organisation_ids == ()
    assert network_on(second, ON).organisation_ids == ("A",)
