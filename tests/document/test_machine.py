"""Random commands over all kinds: undo, redo and opening again lose and invent nothing."""

import random
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.document.loading import load_place
from partnermap.domain.apply import applied, difference
from partnermap.domain.changes import Changes, ChangeSet
from partnermap.domain.place import RECORD_TYPES, Place, PlaceInfo
from partnermap.domain.record import Record

MakeRecord = Callable[[type[Record], random.Random, Mapping[str, Sequence[str]]], Record | None]

KINDS = [kind for kind in RECORD_TYPES if kind is not PlaceInfo]
CHANCE = st.randoms(use_true_random=False)


def dump(place: Place) -> list[Record]:
    return list(place.records())


def without_refs(place: Place) -> list[Record]:
    return [replace(record, ref=None) for record in place.records()]


def said(change: ChangeSet) -> tuple[set[tuple[str, str]], ...]:
    parts = (change.added, change.changed, change.removed)
    return tuple({(name, key) for name, keys in part.items() for key in keys} for part in parts)


def seen(before: Place, after: Place) -> tuple[set[tuple[str, str]], ...]:
    found = difference(before, after)
    create, update = ({(item.TABLE, item.id) for item in part} for part in (found.create, found.update))
    return create, update, set(found.delete)


class DocumentMachine(RuleBasedStateMachine):
    """Drives one document as a user might, and a plain Place beside it as the pure rules say."""

    make_record: MakeRecord
    starting: Sequence[Record]

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "machine.pmap"
        self.document = Document.create(self.path, "Machine")
        self.first = dump(self.document.place)
        self.execute(Changes(create=tuple(type(self).starting)))

    def ids(self) -> dict[str, list[str]]:
        return {name: list(rows) for name, rows in self.document.place.tables.items() if name != "place"}

    def some(self, chance: random.Random, most: int) -> list[Record]:
        records = [record for record in self.document.place.records() if record.TABLE != "place"]
        return chance.sample(records, min(len(records), chance.randrange(1, most + 1)))

    def execute(self, changes: Changes) -> None:
        before = self.document.place
        change = self.document.execute(ApplyChanges("Random", changes))
        assert without_refs(self.document.place) == without_refs(applied(before, changes))
        assert said(change) == seen(before, self.document.place)

    @rule(chance=CHANCE)
    def add_and_change_and_remove(self, chance: random.Random) -> None:
        ids = self.ids()
        create = []
        for _ in range(chance.randrange(1, 6)):
            record = type(self).make_record(chance.choice(KINDS), chance, ids)
            if record is not None:
                create.append(record)
                ids.setdefault(record.TABLE, []).append(record.id)
        update = [self.edited(record, chance) for record in self.some(chance, 3)]
        delete = [(record.TABLE, record.id) for record in self.some(chance, 2) if chance.random() < 0.5]
        self.execute(Changes(tuple(create), tuple(update), tuple(delete)))

    def edited(self, record: Record, chance: random.Random) -> Record:
        other = type(self).make_record(type(record), chance, self.ids())
        return record if other is None else replace(other, id=record.id)

    @rule(kind=st.sampled_from(KINDS), chance=CHANCE)
    def add_one(self, kind: type[Record], chance: random.Random) -> None:
        record = type(self).make_record(kind, chance, self.ids())
        if record is not None:
            self.execute(Changes(create=(record,)))

    @rule(chance=CHANCE)
    def remove_some(self, chance: random.Random) -> None:
        self.execute(Changes(delete=tuple((record.TABLE, record.id) for record in self.some(chance, 3))))

    @rule(chance=CHANCE)
    def swap_ids(self, chance: random.Random) -> None:
        rows = list(self.document.place.organisations.values())
        shuffled = chance.sample(rows, len(rows))
        update = tuple(replace(row, ref=other.ref) for row, other in zip(rows, shuffled, strict=True))
        self.execute(Changes(update=update))

    @rule()
    def undo(self) -> None:
        if self.document.undo_label is not None:
            self.reverse(self.document.undo)

    @rule()
    def redo(self) -> None:
        if self.document.redo_label is not None:
            self.reverse(self.document.redo)

    def reverse(self, act: Callable[[], ChangeSet]) -> None:
        before = self.document.place
        assert said(act()) == seen(before, self.document.place)

    @rule()
    def save_and_open_again(self) -> None:
        place, history = self.document.place, self.document.history()
        labels = (self.document.undo_label, self.document.redo_label)
        self.document.close(save=True)
        self.document = Document.open(self.path)
        assert self.document.place == place
        assert list(self.document.place.records()) == list(place.records())
        assert self.document.history() == history
        assert (self.document.undo_label, self.document.redo_label) == labels

    @invariant()
    def the_place_is_what_the_file_holds(self) -> None:
        database, place = self.document._database, self.document.place
        assert dump(load_place(database, 0)) == dump(place)
        assert database.rows("PRAGMA foreign_key_check") == []

    def undo_all(self) -> None:
        while self.document.undo_label is not None:
            self.document.undo()

    def redo_all(self) -> None:
        while self.document.redo_label is not None:
            self.document.redo()

    def teardown(self) -> None:
        self.redo_all()
        last = dump(self.document.place)
        self.undo_all()
        assert dump(self.document.place) == self.first
        self.redo_all()
        assert dump(self.document.place) == last
        self.document.close(save=True)
        with Document.open(self.path) as opened:
            assert dump(opened.place) == last
        shutil.rmtree(self.folder)


def test_random_commands_can_all_be_undone_redone_and_read_again(
    make_record: MakeRecord, two_of_each: list[Record]
) -> None:
    DocumentMachine.make_record = staticmethod(make_record)
    DocumentMachine.starting = two_of_each
    run_state_machine_as_test(
        DocumentMachine, settings=settings(max_examples=10, stateful_step_count=10, deadline=None)
    )
