"""Whole records on which two copies differ: the user decides, and what is decided holds together."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.document.merge.answer import Conflict, Merge, Way
from partnermap.document.merge.choosing import with_the_others
from partnermap.document.merge.planning import merged
from partnermap.domain.apply import applied, difference, needed_by
from partnermap.domain.changes import Changes
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import RECORD_TYPES, Place, PlaceInfo, references_of
from partnermap.domain.post import Post
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind

MakeRecord = Callable[[type[Record], random.Random, Mapping[str, Sequence[str]]], Record | None]

AGE_WELL = Organisation(id="o1", ref="O1", name="Age Well", sector=Sector.VCSE)
COUNCIL = Organisation(id="o2", ref="O2", name="Council", sector=Sector.LOCAL_AUTHORITY)
TRUST = Organisation(id="o3", ref="O3", name="Trust", sector=Sector.NHS)
NUMBER = Identifier(id="i", organisation_id="o3", scheme="GB-NHS", value="RTE")
LINK = Tie(id="t1", from_id="o2", to_id="o3", kind=TieKind.REFERRAL, strength=2)
CARE = Tie(id="t2", from_id="o1", to_id="o3", kind=TieKind.TRUST)
LEAD = Post(id="x", title="Lead", employer_id="o3")
SAID = Statement(id="s", text="Works", about_table="organisations", about_id="o3")


def place(*records: Record) -> Place:
    return applied(Place(), Changes(create=(PlaceInfo(id="p", title="Here"), *records)))


BASE = place(AGE_WELL, COUNCIL, TRUST, NUMBER, LINK, CARE, LEAD, SAID)
WITHOUT_TRUST = applied(BASE, Changes(delete=(("organisations", "o3"),)))
STRONGER = applied(BASE, Changes(update=(replace(LINK, strength=3),)))


def chosen(here: Place, there: Place, *records: str, base: Place = BASE) -> Place:
    """This file after a merge in which the other answer is taken for some records, by name."""
    found = merged(base, here, there)
    wanted = [each for each in found.questions if each.record in records]
    assert len(wanted) == len(records)
    return applied(here, with_the_others(found, here, wanted))


def told(found: Merge) -> list[tuple[str, str | None, str | None]]:
    return [(each.record, each.here, each.there) for each in found.conflicts]


TIE = "tie of Council and Trust"


def test_a_tie_removed_here_and_strengthened_there_comes_back_with_the_body_that_it_needs() -> None:
    found = merged(BASE, WITHOUT_TRUST, STRONGER)
    assert told(found) == [(TIE, "removed", "changed")]
    assert not found.changes
    after = chosen(WITHOUT_TRUST, STRONGER, TIE)
    # All of what went with the trust is back, in the other copy's words.
    assert not difference(after, STRONGER)


def test_a_body_removed_there_stays_whole_where_its_tie_was_strengthened_here() -> None:
    found = merged(BASE, STRONGER, WITHOUT_TRUST)
    assert told(found) == [
        (TIE, "changed", "removed"),
        ("Trust", f"needed for {TIE}", "removed"),
    ]
    assert not found.changes
    # Neither the tie alone nor the body takes with it what the user left as it is.
    assert not difference(chosen(STRONGER, WITHOUT_TRUST, "Trust"), WITHOUT_TRUST)
    tie_gone = applied(STRONGER, Changes(delete=(("ties", "t1"),)))
    assert not difference(chosen(STRONGER, WITHOUT_TRUST, TIE), tie_gone)


def test_a_body_that_was_changed_here_and_removed_there_stays_with_all_that_is_its_own() -> None:
    here = applied(BASE, Changes(update=(replace(TRUST, short_name="T"),)))
    found = merged(BASE, here, WITHOUT_TRUST)
    assert told(found) == [("Trust", "changed", "removed")]
    assert not found.changes
    assert not difference(chosen(here, WITHOUT_TRUST, "Trust"), WITHOUT_TRUST)


def test_a_body_that_was_removed_here_can_be_kept_as_the_other_copy_changed_it() -> None:
    there = applied(BASE, Changes(update=(replace(TRUST, short_name="T"),)))
    found = merged(BASE, WITHOUT_TRUST, there)
    assert told(found) == [("Trust", "removed", "changed")]
    assert not found.changes
    assert not difference(chosen(WITHOUT_TRUST, there, "Trust"), there)


def test_what_was_added_there_to_a_body_removed_here_can_be_had_with_the_body() -> None:
    new = Tie(id="t9", from_id="o3", to_id="o1", kind=TieKind.CONTRACT)
    there = applied(BASE, Changes(create=(new,)))
    after = chosen(WITHOUT_TRUST, there, "tie of Trust and Age Well")
    assert not difference(after, there)


def test_an_emptied_reference_can_be_had_back_whichever_copy_removed_what_it_meant() -> None:
    nurse = Post(id="y", title="Nurse", employer_id="o3")
    hired = applied(BASE, Changes(create=(nurse,)))
    for here, there, where in (
        (WITHOUT_TRUST, hired, "here"),
        (hired, WITHOUT_TRUST, "in the other file"),
    ):
        (conflict,) = merged(BASE, here, there).conflicts
        assert conflict.text == f"Nurse, employer: left empty, because “Trust” was removed {where}."
        assert not difference(chosen(here, there, "Nurse"), hired)


def test_bodies_that_both_entered_can_be_kept_as_two_with_what_hangs_on_each() -> None:
    here = applied(BASE, Changes(create=(Organisation(id="h", ref="G", name="Garth"),)))
    garth = Organisation(id="w", ref="G", name="garth", short_name="G")
    there = applied(
        BASE,
        Changes(create=(garth, Tie(id="t9", from_id="w", to_id="o1", kind=TieKind.TRUST))),
    )
    (double,) = merged(BASE, here, there).doubles
    assert (double.record, double.there) == ("Garth", "garth")
    assert "w" not in applied(here, merged(BASE, here, there).changes).organisations
    found = merged(BASE, here, there)
    # The answer about its name goes with the question: there is no such question any more.
    after = applied(here, with_the_others(found, here, found.questions))
    assert after.organisations["h"] == here.organisations["h"]
    assert after.organisations["w"] == replace(garth, ref=None)
    assert after.ties["t9"].from_id == "w"


def test_a_contradiction_in_a_field_and_one_of_whole_records_are_decided_together() -> None:
    here = applied(WITHOUT_TRUST, Changes(update=(replace(COUNCIL, short_name="CC"),)))
    there = applied(STRONGER, Changes(update=(replace(COUNCIL, short_name="Co"),)))
    after = chosen(here, there, TIE, "Council")
    assert not difference(after, there)


KINDS = [kind for kind in RECORD_TYPES if kind is not PlaceInfo]


def wandered(base: Place, chance: random.Random, make: MakeRecord, *, apart: int | None = None) -> Place:
    """A copy after random edits; with `apart` only records of one half are touched, none removed."""
    now = base
    for _ in range(3):
        ids = {name: list(rows) for name, rows in now.tables.items() if name != "place"}
        made = [made for _ in range(3) if (made := make(chance.choice(KINDS), chance, ids))]
        mine = [
            record
            for number, record in enumerate(base.records())
            if record.TABLE != "place"
            and now.get(record.TABLE, record.id) is not None
            and (apart is None or number % 2 == apart)
        ]
        edited = [
            replace(record, notes=f"edit {chance.random()}")
            for old in chance.sample(mine, min(3, len(mine)))
            if (record := now.get(old.TABLE, old.id)) is not None
        ]
        now = applied(now, Changes(tuple(made) if apart is None else (), tuple(edited)))
        if apart is None:
            gone = chance.choice([record for record in now.records() if record.TABLE != "place"])
            now = applied(now, Changes(delete=((gone.TABLE, gone.id),)))
    return now


def loose_ends(place: Place) -> list[str]:
    """References to nothing."""
    return [
        f"{record.TABLE}.{name}"
        for record in place.records()
        for name, table in references_of(type(record)).items()
        if (key := getattr(record, name)) is not None and place.get(table, key) is None
    ] + [str(key) for record in place.records() for key in needed_by(record) if place.get(*key) is None]


def answered(conflict: Conflict, after: Place) -> bool:
    """Whether a wish about a whole record was granted."""
    assert conflict.instead is not None
    is_there = after.get(*conflict.instead.key) is not None
    return is_there is (conflict.instead.way is not Way.REMOVE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_whatever_is_ticked_is_had_and_the_rest_holds(
    seed: int, make_record: MakeRecord, two_of_each: list[Record]
) -> None:
    chance = random.Random(seed)
    base = place(*two_of_each)
    here, there = (wandered(base, chance, make_record) for _ in range(2))
    found = merged(base, here, there)
    assert loose_ends(applied(here, found.changes)) == []
    whole = [each for each in found.questions if each.instead is not None]
    ticked = [each for each in whole if chance.random() < 0.5]
    after = applied(here, with_the_others(found, here, ticked))
    assert loose_ends(after) == []
    removed = {each.instead.key for each in ticked if each.instead and each.instead.way is Way.REMOVE}
    if not removed:
        assert [each for each in ticked if not answered(each, after)] == []
    assert [key for key in removed if after.get(*key) is not None] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_itself_brings_nothing_and_a_second_time_nothing_either(
    seed: int, make_record: MakeRecord, two_of_each: list[Record]
) -> None:
    chance = random.Random(seed)
    base = place(*two_of_each)
    here, there = (wandered(base, chance, make_record) for _ in range(2))
    itself = merged(base, here, here)
    assert (itself.changes, itself.conflicts, itself.doubles) == (Changes(), (), ())
    after = applied(here, merged(base, here, there).changes)
    assert not merged(base, after, there).changes


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_independent_edits_give_the_same_whichever_copy_is_the_file(
    seed: int, make_record: MakeRecord, two_of_each: list[Record]
) -> None:
    chance = random.Random(seed)
    base = place(*two_of_each)
    one, other = (wandered(base, chance, make_record, apart=half) for half in range(2))
    outcomes = [
        (applied(here, found.changes), found)
        for here, there in ((one, other), (other, one))
        for found in [merged(base, here, there)]
    ]
    assert not difference(outcomes[0][0], outcomes[1][0])
    assert [found.conflicts for _, found in outcomes] == [(), ()]


@pytest.mark.parametrize("removes", ["one", "other"])
def test_removals_that_nobody_contradicts_are_the_same_either_way_round(removes: str) -> None:
    other = applied(BASE, Changes(update=(replace(COUNCIL, notes="Seen"),)))
    here, there = (WITHOUT_TRUST, other) if removes == "one" else (other, WITHOUT_TRUST)
    after = applied(here, merged(BASE, here, there).changes)
    wanted = applied(WITHOUT_TRUST, Changes(update=(replace(COUNCIL, notes="Seen"),)))
    assert not difference(after, wanted)
