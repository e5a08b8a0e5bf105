"""Every pair before meets exactly one fate, by the rules of MEASURES D8 and DESIGN 5."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.succession.fates import Fate, Fates, Picture, fates_between
from partnermap.analysis.succession.following import Following
from partnermap.analysis.succession.undecided import undecided
from partnermap.domain.place import Place
from partnermap.domain.words import (
    Effect,
    LegalBasis,
    ReorganisationKind,
    ReorganisationStatus,
    TieKind,
)

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

ORDERED, DAY = ReorganisationStatus.ORDERED, "2027-04-01"
KINDS = ReorganisationKind


def _fates(place: Place, before: str = "2026-01-01", after: str = "2029-01-01") -> Fates:
    days = (dt.date.fromisoformat(text) for text in (before, after))
    one, other = (Picture(place, day) for day in days)
    return fates_between(one, other)


def _found(build: "PlaceBuilder") -> dict[tuple[str, ...], tuple[Fate, tuple[str, ...] | None]]:
    return {
        tuple(sorted(item.before)): (
            item.fate,
            None if item.after is None else tuple(sorted(item.after)),
        )
        for item in _fates(build.build()).pairs
    }


def _event(
    build: "PlaceBuilder",
    *moves: tuple[str, str],
    kind: ReorganisationKind = KINDS.MERGER,
    effective: str = DAY,
    affects: dict[str, Effect | None] | None = None,
) -> str:
    name = f"{kind} {moves} {effective}"
    return build.add_reorganisation(
        name, moves=moves, kind=kind, status=ORDERED, effective=effective, affects=affects
    )


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    for name in ("Old", "Friend", "East", "West"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend", start="2020")
    return place_builder


def test_testbridge(testbridge_place: Place, place_builder: "PlaceBuilder") -> None:
    """The reference: A becomes A2, D and E become U."""
    build = place_builder
    for record in testbridge_place.records():
        build.add(record)
    build.add_organisation("A2", opened="2026-02-01")
    build.add_organisation("U", opened="2026-02-01")
    _event(build, ("A", "A2"), effective="2026-02-01")
    _event(build, ("D", "U"), ("E", "U"), effective="2026-02-01")
    found = _fates(build.build(), "2026-01-01", "2026-03-01")
    assert len(found.pairs) == 9
    assert {fate: count for fate, count in found.counts.items() if count} == {
        Fate.UNCHANGED: 2,
        Fate.VIA_SUCCESSOR: 6,
        Fate.INTERNALISED: 1,
    }
    assert found.pairs_after == 8
    assert found.new == ()
    assert found.survival == 8 / 9


def test_unchanged_and_new(build: "PlaceBuilder") -> None:
    build.add_tie("East", "West", start="2027")
    found = _fates(build.build())
    assert found.counts[Fate.UNCHANGED] == 1
    assert found.new == (("East", "West"),)
    assert found.pairs_after == 2


def test_pairs_that_fall_on_one_are_all_duplicated(build: "PlaceBuilder") -> None:
    build.add_tie("East", "Friend")
    build.add_tie("West", "Friend")
    _event(build, ("Old", "East"), ("West", "East"))
    assert set(_found(build).values()) == {(Fate.DUPLICATED, ("East", "Friend"))}
    assert _fates(build.build()).survival == 0


def test_both_ends_in_one_body(build: "PlaceBuilder") -> None:
    _event(build, ("Old", "East"), ("Friend", "East"))
    (item,) = _fates(build.build()).pairs
    assert (item.fate, item.after, item.decisive.body_id) == (Fate.INTERNALISED, None, "East")


def test_a_split_needs_a_decision_that_a_decision_gives(build: "PlaceBuilder") -> None:
    split = _event(build, ("Old", "East"), ("Old", "West"), kind=KINDS.SPLIT)
    (item,) = _fates(build.build()).pairs
    assert item.fate is Fate.SPLIT
    assert item.decisive.successor_ids == ("East", "West")
    build.add_decision(split, "ties", "ties-1", "West")
    assert _found(build) == {("Friend", "Old"): (Fate.VIA_SUCCESSOR, ("Friend", "West"))}


def test_an_abolition_without_successor_gives_no_home(build: "PlaceBuilder") -> None:
    _event(build, kind=KINDS.ABOLITION, affects={"Old": Effect.ABOLISHED})
    assert _found(build)["Friend", "Old"][0] is Fate.NO_HOME_YET


@pytest.mark.parametrize("effect", [Effect.MERGED, Effect.SPLIT])
def test_a_body_that_goes_into_nobody_recorded_gives_no_home(
    build: "PlaceBuilder", effect: Effect
) -> None:
    _event(build, affects={"Old": effect})
    assert _found(build)["Friend", "Old"][0] is Fate.NO_HOME_YET


def test_a_merger_without_rows_goes_to_the_one_body_it_creates(build: "PlaceBuilder") -> None:
    _event(build, affects={"Old": Effect.MERGED, "West": Effect.MERGED, "East": Effect.CREATED})
    assert _found(build) == {("Friend", "Old"): (Fate.VIA_SUCCESSOR, ("East", "Friend"))}


@pytest.mark.parametrize("created_before", [False, True])
def test_closing_without_a_reorganisation_is_not_known(
    place_builder: "PlaceBuilder", created_before: bool
) -> None:
    place_builder.add_organisation("Old", closed="2027-03-31")
    place_builder.add_organisation("Friend")
    place_builder.add_tie("Old", "Friend")
    if created_before:
        _event(place_builder, effective="2020-04-01", affects={"Old": Effect.CREATED})
    assert _found(place_builder)["Friend", "Old"][0] is Fate.NOT_KNOWN


def test_an_own_end_that_comes_first_is_ended(place_builder: "PlaceBuilder") -> None:
    for name in ("Old", "Friend", "New"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend", end="2026-06")
    _event(place_builder, ("Old", "New"))
    assert _found(place_builder)["Friend", "Old"][0] is Fate.ENDED


def test_a_pair_is_linked_again_by_a_later_link(place_builder: "PlaceBuilder") -> None:
    for name in ("Old", "Friend", "New"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend", end="2026-06")
    place_builder.add_tie("New", "Friend", start="2028")
    _event(place_builder, ("Old", "New"))
    found = _fates(place_builder.build())
    assert [item.fate for item in found.pairs] == [Fate.VIA_SUCCESSOR]
    assert found.new == ()


def test_payments_recorded_again_carry_on_with_their_money(place_builder: "PlaceBuilder") -> None:
    for name in ("Old", "New", "Friend", "Guest"):
        place_builder.add_organisation(name)
    for payee, year, day in (
        ("Friend", "2025/26", "2025-04-01..2026-03-31"),
        ("Guest", "2025/26", "2025-04-01..2026-03-31"),
        ("Friend", "2028/29", "2028-04-01..2029-03-31"),
    ):
        start, _, end = day.partition("..")
        place_builder.add_agreement(
            f"Payments to {payee}, {year}",
            legal_basis=LegalBasis.PAYMENT,
            pays={"Old": 100},
            receives={payee: 100},
            year=year,
            start=start,
            end=end,
        )
    before, after = (Picture(place_builder.build(), dt.date(year, 1, 1)) for year in (2026, 2029))
    found = fates_between(before, after)
    assert {item.before: item.fate for item in found.pairs} == {
        ("Friend", "Old"): Fate.UNCHANGED,
        ("Guest", "Old"): Fate.NOT_KNOWN,
    }
    flows = {flow.about.id: (flow.fate, flow.after_id) for flow in Following(before, after).money()}
    assert flows == {
        "Payments to Friend, 2025/26": (Fate.UNCHANGED, "Old"),
        "Payments to Guest, 2025/26": (Fate.NOT_KNOWN, None),
    }
    _event(place_builder, ("Old", "New"), effective="2028-06-01")
    (moved, _) = _fates(place_builder.build()).pairs
    assert (moved.fate, moved.after) == (Fate.VIA_SUCCESSOR, ("Friend", "New"))


def test_functions_move_with_the_links_tagged_with_them(place_builder: "PlaceBuilder") -> None:
    build = place_builder
    for name in ("Old", "Friend", "East", "West", "Other"):
        build.add_organisation(name)
    build.add_tie("Old", "Friend", function="Public  health")
    build.add_tie("Old", "Other", function="housing")
    event = _event(build, kind=KINDS.TRANSFER)
    build.add_succession(event, "Old", "East", 1.0, "public health")
    assert _found(build) == {
        ("Friend", "Old"): (Fate.VIA_SUCCESSOR, ("East", "Friend")),
        ("Old", "Other"): (Fate.UNCHANGED, ("Old", "Other")),
    }


def test_half_a_function_needs_a_decision(place_builder: "PlaceBuilder") -> None:
    for name in ("Old", "Friend", "East"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend", function="housing")
    event = _event(place_builder, kind=KINDS.TRANSFER)
    place_builder.add_succession(event, "Old", "East", 0.5, "housing")
    found = _fates(place_builder.build())
    (item,) = found.pairs
    assert (item.fate, item.decisive.successor_ids) == (Fate.SPLIT, ("Old", "East"))
    (waiting,) = undecided(found)
    assert (waiting.owner_id, waiting.decide_by) == ("Old", dt.date(2027, 3, 31))


def test_what_moved_before_a_link_began_says_nothing_of_it(place_builder: "PlaceBuilder") -> None:
    for name in ("Old", "Friend", "East"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend", function="housing", start="2025")
    event = _event(place_builder, kind=KINDS.TRANSFER, effective="2013-04-01")
    place_builder.add_succession(event, "Old", "East", 1.0, "housing")
    assert _found(place_builder)["Friend", "Old"][0] is Fate.UNCHANGED


@pytest.mark.parametrize(
    ("function", "kind", "fate", "after"),
    [
        ("housing", KINDS.SPLIT, Fate.VIA_SUCCESSOR, ("East", "Friend")),
        ("roads", KINDS.SPLIT, Fate.SPLIT, None),
        ("roads", KINDS.ABOLITION, Fate.NO_HOME_YET, None),
        (None, KINDS.ABOLITION, Fate.SPLIT, None),
    ],
)
def test_a_body_that_goes_hands_over_function_by_function(
    place_builder: "PlaceBuilder",
    function: str | None,
    kind: ReorganisationKind,
    fate: Fate,
    after: tuple[str, str] | None,
) -> None:
    for name in ("Old", "Friend", "East", "West"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend", function=function)
    event = _event(place_builder, kind=kind)
    place_builder.add_succession(event, "Old", "East", 1.0, "housing")
    place_builder.add_succession(event, "Old", "West", 1.0, "care")
    assert _found(place_builder) == {("Friend", "Old"): (fate, after)}


def test_a_continuing_body_keeps_its_links(build: "PlaceBuilder") -> None:
    _event(build, ("Old", "Old"), ("West", "Old"))
    assert _found(build)["Friend", "Old"][0] is Fate.UNCHANGED


def test_a_cluster_moves_nothing(build: "PlaceBuilder") -> None:
    _event(build, kind=KINDS.CLUSTER, affects={"Old": Effect.LEADERSHIP_SHARED})
    assert _found(build)["Friend", "Old"][0] is Fate.UNCHANGED


def test_a_pair_whose_links_part_stands_once_and_tells_both(place_builder: "PlaceBuilder") -> None:
    for name in ("Old", "Friend", "East"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend")
    place_builder.add_tie("Old", "Friend", TieKind.TRUST, function="housing")
    event = _event(place_builder, kind=KINDS.TRANSFER)
    place_builder.add_succession(event, "Old", "East", 1.0, "housing")
    found = _fates(place_builder.build())
    (item,) = found.pairs
    assert (item.fate, item.also) == (Fate.UNCHANGED, (("East", "Friend"),))
    assert (found.new, found.pairs_after) == ((), 2)


@pytest.mark.parametrize("continues", [True, False])
def test_splitting_then_merging_back_gives_the_first_network(
    place_builder: "PlaceBuilder", continues: bool
) -> None:
    build = place_builder
    for name in ("Old", "East", "West", "Friend", "Other"):
        build.add_organisation(name)
    build.add_tie("Old", "Friend", strength=3, function="housing")
    build.add_tie("Old", "Other", strength=2, function="care")
    split = _event(build, kind=KINDS.SPLIT, affects={"East": Effect.CREATED, "West": Effect.CREATED})
    home = "Old" if continues else "Whole"
    if continues:
        build.add_succession(split, "Old", "Old", 1.0, None)
    else:
        build.add_organisation("Whole", opened="2028-04-01")
    build.add_succession(split, "Old", "East", 1.0, "housing")
    build.add_succession(split, "Old", "West", 1.0, "care")
    _event(build, ("East", home), ("West", home), effective="2028-04-01")
    place = build.build()
    middle = _fates(place, after="2027-06-01")
    assert {item.after for item in middle.pairs} == {("East", "Friend"), ("Other", "West")}
    found = _fates(place)
    fate = Fate.UNCHANGED if continues else Fate.VIA_SUCCESSOR
    assert {item.fate for item in found.pairs} == {fate}
    ties = found.after.network.ties
    assert {(frozenset(tie.pair), tie.strength) for tie in ties} == {
        (frozenset({home, "Friend"}), 3),
        (frozenset({home, "Other"}), 2),
    }


def test_successors_that_have_become_one_body_since_leave_nothing_to_decide(
    build: "PlaceBuilder",
) -> None:
    build.add_organisation("Whole", opened="2028-04-01")
    _event(build, ("Old", "East"), ("Old", "West"), kind=KINDS.SPLIT)
    _event(build, ("East", "Whole"), ("West", "Whole"), effective="2028-04-01")
    (item,) = _fates(build.build(), after="2027-06-01").pairs
    assert item.fate is Fate.SPLIT
    assert _found(build) == {("Friend", "Old"): (Fate.VIA_SUCCESSOR, ("Friend", "Whole"))}


def test_halves_of_a_function_that_went_back_leave_nothing_to_decide(
    place_builder: "PlaceBuilder",
) -> None:
    for name in ("Old", "Friend", "East"):
        place_builder.add_organisation(name)
    place_builder.add_tie("Old", "Friend", function="care")
    lent = _event(place_builder, kind=KINDS.TRANSFER)
    place_builder.add_succession(lent, "Old", "East", 0.5, "care")
    returned = _event(place_builder, kind=KINDS.TRANSFER, effective="2028-04-01")
    place_builder.add_succession(returned, "East", "Old", 1.0, "care")
    (item,) = _fates(place_builder.build(), after="2027-06-01").pairs
    assert item.fate is Fate.SPLIT
    assert _found(place_builder)["Friend", "Old"] == (Fate.UNCHANGED, ("Friend", "Old"))


def test_successors_that_remain_two_bodies_still_need_a_decision(build: "PlaceBuilder") -> None:
    build.add_organisation("Far", opened="2028-04-01")
    _event(build, ("Old", "East"), ("Old", "West"), kind=KINDS.SPLIT)
    _event(build, ("East", "Far"), effective="2028-04-01")
    assert _found(build)["Friend", "Old"][0] is Fate.SPLIT


def test_without_pairs_survival_is_not_defined(place_builder: "PlaceBuilder") -> None:
    assert _fates(place_builder.build()).survival is None


def test_what_only_an_option_creates_is_not_in_the_register(place_builder: "PlaceBuilder") -> None:
    place_builder.add_organisation("Created", opened="2027-04-01")
    place_builder.add_reorganisation(
        "R", affects={"Created": Effect.CREATED}, status=ReorganisationStatus.PROPOSED, effective=DAY
    )
    place = place_builder.build()
    day = dt.date(2028, 1, 1)
    assert Picture(place, day).network.organisation_ids == ()
    assert Picture(place, day, with_proposed=True).network.organisation_ids == ("Created",)
