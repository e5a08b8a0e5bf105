"""Two copies that went different ways become one: nobody's work is lost, and what differs is told."""

import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.document.merge.answer import Merge
from partnermap.document.merge.choosing import with_the_others
from partnermap.document.merge.planning import merged, plan_merge
from partnermap.domain.apply import applied, difference
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import UserError
from partnermap.domain.evidence import Rating, Statement
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import RECORD_TYPES, Place, PlaceInfo
from partnermap.domain.post import Post
from partnermap.domain.programme import Delivery, Programme
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind
from partnermap.jobs.token import Token

MakeRecord = Callable[[type[Record], random.Random, Mapping[str, Sequence[str]]], Record | None]

AGE_WELL = Organisation(id="o1", ref="O1", name="Age Well", sector=Sector.VCSE)
COUNCIL = Organisation(id="o2", ref="O2", name="Council", sector=Sector.LOCAL_AUTHORITY)
TRUST = Organisation(id="o3", ref="O3", name="Trust", sector=Sector.NHS)
LINK = Tie(id="t1", ref="T1", from_id="o2", to_id="o1", kind=TieKind.REFERRAL, strength=2)


def place(*records: Record) -> Place:
    return applied(Place(), Changes(create=(PlaceInfo(id="p", title="Here"), *records)))


BASE = place(AGE_WELL, COUNCIL, TRUST, LINK)


def changed(base: Place, *records: Record, without: Sequence[tuple[str, str]] = ()) -> Place:
    new = tuple(record for record in records if base.get(record.TABLE, record.id) is None)
    old = tuple(record for record in records if record not in new)
    return applied(base, Changes(new, old, tuple(without)))


def outcome(here: Place, there: Place, base: Place = BASE) -> tuple[Place, Merge]:
    found = merged(base, here, there)
    return applied(here, found.changes), found


def told(found: Merge) -> list[tuple[Any, ...]]:
    return [(each.record, each.field, each.here, each.there) for each in found.conflicts]


def test_what_only_one_side_did_is_taken() -> None:
    here = changed(BASE, replace(AGE_WELL, short_name="AW"))
    there = changed(BASE, replace(COUNCIL, short_name="CC"), without=[("organisations", "o3")])
    after, found = outcome(here, there)
    assert after.organisations["o1"].short_name == "AW"
    assert after.organisations["o2"].short_name == "CC"
    assert "o3" not in after.organisations
    assert found.conflicts == ()


def test_fields_of_one_record_are_settled_one_by_one_and_a_contradiction_stays_as_here() -> None:
    here = changed(BASE, replace(LINK, strength=3, name="Falls"))
    there = changed(BASE, replace(LINK, strength=1, start=PartialDate(2024)))
    after, found = outcome(here, there)
    assert after.ties["t1"] == replace(LINK, strength=3, name="Falls", start=PartialDate(2024))
    assert told(found) == [("Falls", "strength", "3", "1")]
    assert found.conflicts[0].text == "Falls, strength: “3” stays; the other file says “1”."


def test_the_later_day_of_confirmation_is_true_and_no_question() -> None:
    here = changed(BASE, replace(LINK, last_confirmed=PartialDate(2026, 5)))
    there = changed(BASE, replace(LINK, last_confirmed=PartialDate(2026, 9)))
    for one, other in ((here, there), (there, here)):
        after, found = outcome(one, other)
        assert after.ties["t1"].last_confirmed == PartialDate(2026, 9)
        assert found.conflicts == ()


def test_two_sound_changes_that_are_no_sense_together_are_a_contradiction() -> None:
    here = changed(BASE, replace(LINK, start=PartialDate(2026)))
    there = changed(BASE, replace(LINK, end=PartialDate(2024)))
    after, found = outcome(here, there)
    assert after.ties["t1"] == replace(LINK, start=PartialDate(2026))
    assert told(found) == [("tie of Council and Age Well", "end", None, "2024")]


def test_what_a_statement_is_about_is_never_half_of_each() -> None:
    about = Statement(id="s", text="Looks well", about_table="ties", about_id="t1")
    base = changed(BASE, about)
    here = changed(base, replace(about, about_table="organisations", about_id="o1"))
    there = changed(base, replace(about, about_table="organisations", about_id="o2"))
    after, found = outcome(here, there, base)
    assert after.of(Statement)["s"].about_id == "o1"
    assert [each[1:] for each in told(found)] == [("what it is about", "Age Well", "Council")]


@pytest.mark.parametrize("removed_here", [True, False])
def test_removed_on_one_side_and_changed_on_the_other_stays_as_here(removed_here: bool) -> None:
    removed = changed(BASE, without=[("ties", "t1")])
    edited = changed(BASE, replace(LINK, strength=3))
    here, there = (removed, edited) if removed_here else (edited, removed)
    after, found = outcome(here, there)
    assert ("t1" in after.ties) is not removed_here
    name = "tie of Council and Age Well"
    sides = ("removed", "changed") if removed_here else ("changed", "removed")
    assert told(found) == [(name, None, *sides)]


def test_a_body_removed_there_stays_where_something_new_here_hangs_on_it() -> None:
    number = Identifier(id="i", organisation_id="o3", scheme="GB-NHS", value="RTE")
    base = changed(BASE, number)
    new = Tie(id="t2", from_id="o1", to_id="o3", kind=TieKind.TRUST)
    after, found = outcome(changed(base, new), changed(base, without=[("organisations", "o3")]), base)
    assert "t2" in after.ties
    assert after.organisations["o3"] == TRUST
    assert after.of(Identifier) == {"i": number}
    assert told(found) == [("Trust", None, "needed for tie of Age Well and Trust", "removed")]


def test_what_was_added_there_to_a_body_removed_here_is_left_out_and_told() -> None:
    new = Tie(id="t2", from_id="o1", to_id="o3", kind=TieKind.TRUST)
    goal = Programme(id="g", name="Falls")
    delivers = Delivery(id="d", programme_id="g", about_table="ties", about_id="t2")
    here = changed(BASE, without=[("organisations", "o3")])
    after, found = outcome(here, changed(BASE, new, goal, delivers))
    assert "t2" not in after.ties
    assert after.of(Programme) == {"g": goal}
    assert after.of(Delivery) == {}
    assert told(found)[0] == ("tie of Age Well and Trust", None, "Trust removed", "added")
    assert len(found.conflicts) == 2


def test_a_reference_to_what_was_removed_here_is_emptied_and_told() -> None:
    post = Post(id="x", title="Lead", employer_id="o3")
    here = changed(BASE, without=[("organisations", "o3")])
    after, found = outcome(here, changed(BASE, post))
    assert after.posts["x"].employer_id is None
    assert told(found) == [("Lead", "employer", None, "Trust")]


def test_bodies_that_both_laptops_entered_are_one_and_so_is_what_hangs_on_them() -> None:
    here = changed(
        BASE,
        Organisation(id="h1", name="Garth Hospice"),
        Tie(id="h2", from_id="o2", to_id="h1", kind=TieKind.CONTRACT, strength=2),
    )
    there = changed(
        BASE,
        Organisation(id="w1", name="garth  hospice", short_name="Garth"),
        Tie(id="w2", from_id="o2", to_id="w1", kind=TieKind.CONTRACT, name=None),
        Tie(id="w3", from_id="o1", to_id="w1", kind=TieKind.TRUST),
    )
    after, found = outcome(here, there)
    assert found.recognised == ("Garth Hospice",)
    assert after.organisations["h1"].short_name == "Garth"
    assert after.ties.keys() == {"t1", "h2", "w3"}
    assert after.ties["w3"].to_id == "h1"
    assert [each[1:] for each in told(found)] == [("name", "Garth Hospice", "garth  hospice")]


def test_an_identifier_tells_that_two_names_mean_one_body() -> None:
    def with_number(key: str, name: str) -> Place:
        number = Identifier(id=f"n{key}", organisation_id=key, scheme="GB-CHC", value="1126147")
        return changed(BASE, Organisation(id=key, name=name), number)

    after, found = outcome(with_number("h1", "Garth"), with_number("w1", "Garth Hospice"))
    assert found.recognised == ("Garth",)
    assert len(after.of(Identifier)) == 1
    assert [each[1:] for each in told(found)] == [("name", "Garth", "Garth Hospice")]


def test_a_name_that_two_bodies_share_recognises_neither() -> None:
    here = changed(BASE, Organisation(id="h1", name="Garth"), Organisation(id="h2", name="Garth"))
    after, found = outcome(here, changed(BASE, Organisation(id="w1", name="Garth")))
    assert found.recognised == ()
    assert after.organisations.keys() == {"o1", "o2", "o3", "h1", "h2", "w1"}


def test_equal_answers_of_two_rounds_are_two_people() -> None:
    def answered(key: str) -> Place:
        return changed(BASE, Rating(id=key, round="Spring", statement="We share goals", score=4))

    after, _ = outcome(answered("h"), answered("w"))
    assert after.of(Rating).keys() == {"h", "w"}


def test_an_id_that_both_gave_to_new_records_stays_with_this_files() -> None:
    here = changed(BASE, Organisation(id="h", ref="NEW", name="Garth"))
    there = changed(BASE, Organisation(id="w", ref="NEW", name="Stillbeck"))
    after, found = outcome(here, there)
    assert after.organisations["h"].ref == "NEW"
    assert after.organisations["w"].ref is None
    assert told(found) == [("Stillbeck", "ID", "a new one", "NEW")]


def test_without_a_base_nothing_counts_as_removed() -> None:
    here = changed(BASE, without=[("ties", "t1")])
    there = changed(BASE, without=[("organisations", "o3")])
    after, _ = outcome(here, there, Place())
    assert after.ties.keys() == {"t1"}
    assert after.organisations.keys() == {"o1", "o2", "o3"}


KINDS = [kind for kind in RECORD_TYPES if kind not in (PlaceInfo,)]


def wandered(base: Place, chance: random.Random, make: MakeRecord) -> Place:
    """A copy after a few random commands."""
    now = base
    for _ in range(3):
        ids = {name: list(rows) for name, rows in now.tables.items() if name != "place"}
        made = [make(chance.choice(KINDS), chance, ids) for _ in range(3)]
        mine = [record for record in now.records() if record.TABLE != "place"]
        edited = [
            replace(record, notes=f"edit {chance.random()}")
            for record in chance.sample(mine, min(3, len(mine)))
        ]
        now = applied(now, Changes(tuple(record for record in made if record), tuple(edited)))
        gone = chance.choice([record for record in now.records() if record.TABLE != "place"])
        now = applied(now, Changes(delete=((gone.TABLE, gone.id),)))
    return now


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_whatever_both_did_the_outcome_is_sound(
    seed: int, make_record: MakeRecord, two_of_each: list[Record]
) -> None:
    chance = random.Random(seed)
    base = place(*two_of_each)
    here, there = (wandered(base, chance, make_record) for _ in range(2))
    after, found = outcome(here, there, base)
    assert not difference(after, applied(after, Changes()))
    # Merging the same copy again brings nothing new, and nothing is asked twice about fields.
    assert not merged(there, after, there).changes
    # Unchanged copies bring nothing; an unchanged file takes the other one over as it is.
    assert not merged(base, here, base).changes
    whole = applied(base, merged(base, base, there).changes)
    assert not difference(whole, there)
    # Everything that was added here is still here.
    for record in difference(base, here).create:
        assert after.get(record.TABLE, record.id) is not None
    assert found.label


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_the_outcome_can_be_written_and_taken_back(
    seed: int,
    tmp_path_factory: pytest.TempPathFactory,
    make_record: MakeRecord,
    two_of_each: list[Record],
) -> None:
    chance = random.Random(seed)
    folder = tmp_path_factory.mktemp("merge")
    with Document.create(folder / "a.pmap", "Here") as mine:
        mine.execute(ApplyChanges("Start", Changes(create=tuple(two_of_each))))
        mine.save()
        shutil.copy(folder / "a.pmap", folder / "b.pmap")
        with Document.open(folder / "b.pmap") as other:
            target = wandered(other.place, chance, make_record)
            other.execute(ApplyChanges("Work there", difference(other.place, target)))
            other.save()
        target = wandered(mine.place, chance, make_record)
        mine.execute(ApplyChanges("Work here", difference(mine.place, target)))
        before = list(mine.place.records())
        found = plan_merge(mine.place, mine.history(), folder / "b.pmap", None, Token())
        assert found.warnings == ()
        mine.execute(ApplyChanges(found.label, found.changes))
        again = plan_merge(mine.place, mine.history(), folder / "b.pmap", folder / "b.pmap", Token())
        assert not again.changes
        mine.undo()
        assert list(mine.place.records()) == before


def test_the_others_answer_can_be_had_where_the_two_differ() -> None:
    here = changed(BASE, replace(LINK, strength=3, name="Falls"))
    there = changed(BASE, replace(LINK, strength=1, name="Fractures"))
    found = merged(BASE, here, there)
    strength, name = found.conflicts
    after = applied(here, with_the_others(found, here, [strength]))
    assert (after.ties["t1"].strength, after.ties["t1"].name) == (1, "Falls")
    after = applied(here, with_the_others(found, here, [name, strength]))
    assert (after.ties["t1"].strength, after.ties["t1"].name) == (1, "Fractures")


def test_an_answer_that_makes_no_sense_here_is_refused() -> None:
    here = changed(BASE, replace(LINK, start=PartialDate(2026)))
    found = merged(BASE, here, changed(BASE, replace(LINK, end=PartialDate(2024))))
    with pytest.raises(UserError, match=r"comes before .* Leave this one as it is here"):
        with_the_others(found, here, found.conflicts)
    post = Post(id="x", title="Lead")
    base = changed(BASE, post)
    here = changed(
        base, replace(post, employer_id="o1"), without=[("organisations", "o3"), ("ties", "t1")]
    )
    found = merged(base, here, changed(base, replace(post, employer_id="o3")))
    with pytest.raises(UserError, match="Lead: The employer of the other file is not in this one"):
        with_the_others(found, here, found.conflicts)


def test_a_file_is_seen_as_it_stood_after_any_step_and_stays_as_it_is(
    document: Document, make_record: MakeRecord, path: Path
) -> None:
    chance = random.Random(3)
    stood: dict[int, list[Record]] = {0: list(document.place.records())}
    for round_ in range(12):
        if round_ % 4 == 3:
            document.undo()
        else:
            target = wandered(document.place, chance, make_record) if round_ else None
            create = (AGE_WELL, COUNCIL, TRUST, LINK)
            changes = difference(document.place, target) if target else Changes(create=create)
            document.execute(ApplyChanges(f"Step {round_}", changes))
        stood[document.version] = list(document.place.records())
    now = list(document.place.records())
    for step, records in stood.items():
        assert list(document.place_after(step).records()) == records
    assert list(document.place.records()) == now
    document.save()
    with Document.open(path) as again:
        assert list(again.place.records()) == now
        assert len(again.history()) == 12


def test_folded_steps_and_strangers_are_told(document: Document, path: Path, tmp_path: Path) -> None:
    document.execute(ApplyChanges("Start", Changes(create=(AGE_WELL, COUNCIL))))
    document.save()
    shutil.copy(path, tmp_path / "copy.pmap")
    with Document.open(tmp_path / "copy.pmap") as copy:
        copy.execute(ApplyChanges("More", Changes(create=(TRUST,))))
        copy.fold(copy.version)
        copy.save()
    found = plan_merge(document.place, document.history(), tmp_path / "copy.pmap", None, Token())
    assert len(found.changes.create) == 1
    assert found.warnings[0].startswith("The history of the other file is folded, so nothing counts")
    with Document.create(tmp_path / "other.pmap", "Elsewhere"):
        found = plan_merge(document.place, document.history(), tmp_path / "other.pmap", None, Token())
    assert not found.changes
    assert found.warnings == (
        "The two files share no history, so nothing counts as removed in either; give what both came"
        " from as the base.",
        "other.pmap is no copy of this file but one of its own, of Elsewhere.",
    )
