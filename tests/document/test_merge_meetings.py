"""Copies that exchange their work again and again: a value gives way only to whoever had seen it."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, Self

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.document.brought_in import MERGE_LABEL, Brought, read_label, stored_label
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.document.history import Step
from partnermap.document.merge.answer import Merge
from partnermap.document.merge.choosing import with_the_others
from partnermap.document.merge.line import Line
from partnermap.document.merge.meeting import HERE, THERE, Meeting, Trace
from partnermap.document.merge.planning import plan_merge
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.jobs.token import Token

BODY = Organisation(id="o", name="Trust", short_name="0", notes="0", source="0")
FIELDS = ("short_name", "notes", "source")
NOON = datetime(2026, 5, 1, 12, 0, 0, 123456, tzinfo=UTC)


@dataclass
class Person:
    """A copy, and all values that its owner ever had before his eyes."""

    document: Document
    seen: set[str] = field(default_factory=lambda: {"0"})

    @property
    def body(self) -> Organisation:
        return self.document.place.organisations["o"]

    def says(self, name: str) -> str:
        return str(getattr(self.body, name))

    def writes(self, name: str, value: str) -> None:
        values: dict[str, Any] = {name: value}
        changed = replace(self.body, **values)
        self.document.execute(ApplyChanges("Edit", Changes(update=(changed,))))

    def plan(self, other: "Person") -> Merge:
        other.document.save()
        mine = self.document
        return plan_merge(mine.place, mine.history(), other.document.path, None, Token())

    def takes(self, other: "Person") -> Merge:
        found = self.plan(other)
        self.document.execute(ApplyChanges(found.label, found.changes))
        return found


Gather = Callable[[Path, int], list[Person]]


@pytest.fixture
def gather() -> Iterator[Gather]:
    """Makes people who start from the same file."""
    with ExitStack() as stack:

        def gathered(folder: Path, number: int) -> list[Person]:
            first = folder / "0.pmap"
            with Document.create(first, "Here") as document:
                document.execute(ApplyChanges("Start", Changes(create=(BODY,))))
                document.save()
            paths = [first, *(folder / f"{each}.pmap" for each in range(1, number))]
            for path in paths[1:]:
                shutil.copy(first, path)
            return [Person(stack.enter_context(Document.open(path))) for path in paths]

        yield gathered


@pytest.fixture
def pair(gather: Gather, tmp_path: Path) -> list[Person]:
    return gather(tmp_path, 2)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9), number=st.integers(2, 3))
def test_what_is_taken_kept_and_told_follows_from_who_saw_what(
    seed: int, number: int, gather: Gather, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    people = gather(tmp_path_factory.mktemp("round"), number)
    had: dict[str, frozenset[str]] = {"0": frozenset()}
    for value in map(str, range(1, 12)):
        one, other = chance.sample(people, 2)
        if chance.random() < 0.5:
            had[value] = frozenset(one.seen)
            one.seen.add(value)
            one.writes(chance.choice(FIELDS), value)
            continue
        before, found = one.body, one.takes(other)
        told = {name for each in found.conflicts for name, _ in each.other}
        for name in FIELDS:
            mine, others = str(getattr(before, name)), other.says(name)
            is_doubt = mine != others and mine not in had[others] and others not in had[mine]
            # Of three, one may not know that another has what a third wrote: that is told at worst.
            assert (name in told) is is_doubt or (number > 2 and name in told)
            wanted = others if mine in had[others] and name not in told else mine
            assert one.says(name) == wanted
        if found.changes:
            one.seen |= other.seen


def without_note(found: Merge) -> str:
    return read_label(found.label)[0]


def test_a_merge_that_noted_nothing_counts_as_before(pair: list[Person]) -> None:
    mine, other = pair
    other.writes("notes", "1")
    found = mine.plan(other)
    mine.document.execute(ApplyChanges(without_note(found), found.changes))
    assert mine.document.history()[-1].brought_in == ()
    mine.writes("notes", "2")
    (told,) = mine.takes(other).conflicts
    assert (told.here, told.there) == ("2", "1")
    # From the next merge that notes what it contained the two know of each other.
    other.writes("source", "3")
    mine.takes(other)
    mine.writes("notes", "4")
    assert other.takes(mine).conflicts == ()
    assert other.says("notes") == "4"


@pytest.mark.parametrize("folds", [0, 1])
def test_a_history_folded_since_they_parted_counts_as_before(pair: list[Person], folds: int) -> None:
    mine, other = pair
    other.writes("notes", "1")
    mine.takes(other)
    mine.writes("notes", "2")
    pair[folds].document.fold(pair[folds].document.version)
    (told,) = mine.plan(other).conflicts
    assert (told.here, told.there) == ("2", "1")


def test_work_that_is_not_saved_yet_counts(pair: list[Person]) -> None:
    mine, other = pair
    other.writes("notes", "1")
    mine.takes(other)
    mine.writes("notes", "2")
    assert not mine.document.is_saved
    assert mine.plan(other).conflicts == ()


def test_steps_made_while_the_two_are_compared_do_not_count(pair: list[Person]) -> None:
    mine, other = pair
    other.writes("notes", "1")
    mine.takes(other)
    place, history = mine.document.place, mine.document.history()
    mine.writes("notes", "2")
    other.writes("notes", "3")
    other.document.save()
    found = plan_merge(place, history, other.document.path, None, Token())
    assert found.conflicts == ()
    assert [record.notes for record in found.changes.update] == ["3"]


def test_the_others_answer_is_the_others_from_then_on(pair: list[Person]) -> None:
    mine, other = pair
    mine.writes("notes", "1")
    other.writes("notes", "2")
    found = mine.plan(other)
    changes = with_the_others(found, mine.document.place, found.conflicts)
    mine.document.execute(ApplyChanges(found.label, changes))
    assert mine.says("notes") == "2"
    other.writes("notes", "3")
    assert mine.takes(other).conflicts == other.takes(mine).conflicts == ()
    assert mine.says("notes") == other.says("notes") == "3"


def test_an_answer_about_a_whole_record_is_found_again_from_what_they_exchanged(
    pair: list[Person],
) -> None:
    mine, other = pair
    hospice = Organisation(id="h", name="Hospice")
    other.document.execute(ApplyChanges("Add", Changes(create=(hospice,))))
    mine.takes(other)
    edited = replace(hospice, notes="1")
    mine.document.execute(ApplyChanges("Edit", Changes(update=(edited,))))
    other.document.execute(ApplyChanges("Remove", Changes(delete=(("organisations", "h"),))))
    found = mine.plan(other)
    assert [(each.here, each.there) for each in found.conflicts] == [("changed", "removed")]
    changes = with_the_others(found, mine.document.place, found.conflicts)
    mine.document.execute(ApplyChanges(found.label, changes))
    assert "h" not in mine.document.place.organisations
    assert other.takes(mine).conflicts == ()


def test_forgetting_a_person_keeps_what_a_merge_noted(pair: list[Person]) -> None:
    mine, other = pair
    other.writes("notes", "Ada Lovelace")
    mine.takes(other)
    noted = mine.document.history()[-1].brought_in
    assert [each.until for each in noted] == [other.document.history()[-1].when]
    mine.document.forget("Ada Lovelace")
    assert mine.document.history()[-2].brought_in == noted


@pytest.mark.parametrize("notes", [(), (Brought(NOON, True),), (Brought(NOON, False),) * 2])
def test_a_label_is_stored_with_its_notes_and_read_without(notes: tuple[Brought, ...]) -> None:
    for name in ("other.pmap", "a [as of noon].pmap", "line\nbreak [as of 2026].pmap", ""):
        label = f"{MERGE_LABEL}{name}"
        assert read_label(stored_label(label, notes)) == (label, notes)


@pytest.mark.parametrize(
    "label",
    [
        "Edit [as of 2026-05-01T12:00:00+00:00]",
        "Undo: Merge of a.pmap [as of 2026-05-01T12:00:00+00:00]",
        "Merge of a.pmap [as of 2026-05-01T12:00:00]",
        "Merge of a.pmap [as of 12:00]",
        "Merge of a.pmap [as of 2026-99-01T12:00:00+00:00]",
        "Merge of a.pmap [as of ]",
        "Merge of a.pmap [as of 2026-05-01T12:00:00+00:00] and more",
    ],
)
def test_a_label_that_only_looks_like_it_notes_nothing(label: str) -> None:
    assert read_label(label) == (label, ())


def test_notes_that_lead_round_in_a_circle_come_to_an_end() -> None:
    """Nobody can merge a step that is not made yet, but a file may say so."""
    times = (NOON, NOON + timedelta(minutes=1))
    key = (BODY.TABLE, BODY.id)
    lines = [
        Line(
            start=1,
            last=2,
            merges=(Step(2, own, MERGE_LABEL, None, brought_in=(Brought(other, True),)),),
            ids={own: 2},
            versions={key: [(1, None), (2, BODY)]},
        )
        for own, other in (times, times[::-1])
    ]
    meeting = Meeting(*lines)
    trace = Trace(meeting, key, None, lambda record: record is not None)
    assert trace.writings(HERE) == trace.writings(THERE) == frozenset()


def test_a_field_that_is_empty_is_no_sign_of_a_removal(pair: list[Person]) -> None:
    """Whoever removed the record is told, although the other left a field as empty as it is then."""
    mine, other = pair
    hospice = Organisation(id="h", name="Hospice")
    for person, changes in (
        (other, Changes(create=(hospice,))),
        (mine, Changes(create=(replace(BODY, id="m", name="Mine"),))),
    ):
        person.document.execute(ApplyChanges("Add", changes))
    mine.takes(other)
    other.takes(mine)
    for person, changes in (
        (mine, Changes(update=(replace(hospice, short_name="H"),))),
        (mine, Changes(delete=(("organisations", "h"),))),
        (other, Changes(update=(replace(hospice, notes="1"),))),
    ):
        person.document.execute(ApplyChanges("Edit", changes))
    mine.writes("source", "1")
    (told,) = other.takes(mine).conflicts
    assert (told.here, told.there) == ("changed", "removed")
    (told,) = mine.takes(other).conflicts
    assert (told.here, told.there) == ("removed", "changed")
    assert "h" not in mine.document.place.organisations


def test_what_was_told_to_another_was_not_told_to_me(gather: Gather, tmp_path: Path) -> None:
    mine, other, third = gather(tmp_path, 3)
    third.writes("notes", "3")
    third.writes("source", "3")
    other.writes("notes", "2")
    assert len(other.takes(third).conflicts) == 1
    assert mine.takes(other).conflicts == ()
    mine.writes("notes", "1")
    (told,) = mine.takes(third).conflicts
    assert (told.here, told.there) == ("1", "3")


def test_a_clock_that_stood_still_hides_no_work(
    pair: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(datetime):
        """A clock that says the same whenever it is asked."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return cls.fromisoformat(NOON.astimezone(tz).isoformat())

    monkeypatch.setattr("db.journal.datetime", Stopped)
    mine, other = pair
    other.writes("notes", "1")
    monkeypatch.undo()
    mine.takes(other)
    monkeypatch.setattr("db.journal.datetime", Stopped)
    other.writes("notes", "2")
    monkeypatch.undo()
    mine.writes("notes", "3")
    (told,) = mine.takes(other).conflicts
    assert (told.here, told.there) == ("3", "2")


def test_an_undo_that_no_merge_touched_counts_although_a_merge_was_taken_back(
    gather: Gather, tmp_path: Path
) -> None:
    mine, other, third = gather(tmp_path, 3)
    bench = replace(BODY, id="b", name="Bench")
    mine.document.execute(ApplyChanges("Add", Changes(create=(bench,))))
    other.takes(mine)
    third.writes("notes", "1")
    found = mine.takes(third)
    assert found.changes
    mine.document.execute(ApplyChanges("Remove", Changes(delete=(("organisations", "b"),))))
    other.takes(mine)
    mine.document.undo()
    mine.document.undo()
    mine.takes(other)
    assert "b" in mine.document.place.organisations
