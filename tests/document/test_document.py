"""Opening, executing, undoing: what a document promises to everybody."""

import threading
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.document.writing import WHOLESALE
from partnermap.domain.changes import Changes, ChangeSet, new_id
from partnermap.domain.errors import DocumentError, UserError
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import RECORD_TYPES, Place, PlaceInfo
from partnermap.domain.programme import Delivery, Programme
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind


def organisation(name: str = "Age Well", ref: str | None = None) -> Organisation:
    return Organisation(id=new_id(), name=name, ref=ref)


def tie(start: Organisation, end: Organisation) -> Tie:
    return Tie(id=new_id(), from_id=start.id, to_id=end.id, kind=TieKind.TRUST)


def add(document: Document, *records: Record) -> ChangeSet:
    return document.execute(ApplyChanges("Add", Changes(create=records)))


def remove(document: Document, *records: Record) -> ChangeSet:
    keys = tuple((record.TABLE, record.id) for record in records)
    return document.execute(ApplyChanges("Remove", Changes(delete=keys)))


def update(document: Document, *records: Record) -> ChangeSet:
    return document.execute(ApplyChanges("Change", Changes(update=records)))


def test_a_new_document_is_a_saved_file_with_a_title_and_no_history(
    document: Document, path: Path
) -> None:
    assert path.is_file()
    assert document.is_saved
    assert (document.place.title, document.place.is_invented) == ("Testbridge", True)
    assert (document.version, document.history()) == (0, ())
    assert (document.undo_label, document.redo_label) == (None, None)


def test_a_new_document_never_replaces_a_file(document: Document, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DocumentError, match=r"Testbridge\.pmap is there already"):
        Document.create(path, "Other")
    assert path.read_bytes() == before


def test_every_kind_of_record_survives_saving_and_opening(
    document: Document, path: Path, two_of_each: list[Record]
) -> None:
    add(document, *two_of_each)
    document.save()
    with Document.open(path) as opened:
        assert opened.place == document.place
        for kind in RECORD_TYPES:
            wanted = [record for record in two_of_each if type(record) is kind]
            found = list(opened.place.of(kind).values())
            assert [replace(record, ref=None) for record in found if kind is not PlaceInfo] == [
                replace(record, ref=None) for record in wanted
            ]


def test_a_place_shares_unchanged_records_and_is_never_changed(document: Document) -> None:
    first, second = organisation("A"), organisation("B")
    add(document, first, second)
    before = document.place
    kept = before.organisations[second.id]
    update(document, replace(before.organisations[first.id], name="C"))
    assert before.organisations[first.id].name == "A"
    assert document.place.organisations[first.id].name == "C"
    assert document.place.organisations[second.id] is kept
    assert document.place.version == before.version + 1


def test_a_record_without_an_id_for_people_gets_a_lasting_one(document: Document) -> None:
    first, second = organisation(), organisation(ref="MY-1")
    add(document, first, second)
    given = f"O-{first.id[:8]}"
    assert document.place.organisations[first.id].ref == given
    assert document.place.organisations[second.id].ref == "MY-1"
    document.undo()
    document.redo()
    assert document.place.organisations[first.id].ref == given


def test_a_given_id_never_clashes_with_one_that_people_chose(document: Document) -> None:
    first = organisation()
    add(document, organisation(ref=f"O-{first.id[:8]}"), first)
    assert document.place.organisations[first.id].ref == f"O-{first.id.replace('-', '')[:12]}"


def test_ids_can_be_swapped_and_taken_over_in_one_step_and_back(document: Document) -> None:
    first, second, third = organisation(ref="1"), organisation(ref="2"), organisation(ref="3")
    add(document, first, second, third)
    before = document.place.organisations
    document.execute(
        ApplyChanges(
            "Swap",
            Changes(
                create=(organisation("New", ref="3"),),
                update=(replace(first, ref="2"), replace(second, ref="1")),
                delete=(("organisations", third.id),),
            ),
        )
    )
    assert [item.ref for item in document.place.organisations.values()] == ["2", "1", "3"]
    document.undo()
    assert dict(document.place.organisations) == dict(before)


@pytest.mark.parametrize("again", [False, True])
def test_two_records_cannot_share_an_id(document: Document, again: bool) -> None:
    add(document, organisation("Age Well", ref="A"))
    records = [organisation("B", ref="A")] if again else [organisation(ref="C"), organisation(ref="C")]
    with pytest.raises(UserError, match=r"same ID|belongs to “Age Well” already"):
        add(document, *records)
    assert len(document.place.organisations) == 1


def test_removing_an_organisation_takes_what_needs_it_and_empties_the_rest(document: Document) -> None:
    lead, other = organisation("Lead"), replace(organisation("Part"), part_of_id=None)
    part = replace(other, part_of_id=lead.id)
    link = tie(lead, part)
    code = Identifier(id=new_id(), organisation_id=lead.id, scheme="GB-NHS", value="RAX")
    said = Statement(id=new_id(), text="It holds", about_table="ties", about_id=link.id)
    goal = Programme(id=new_id(), name="Warm homes")
    delivery = Delivery(id=new_id(), programme_id=goal.id, about_table="ties", about_id=link.id)
    add(document, lead, part, link, code, said, goal, delivery)
    before = document.place
    change = remove(document, lead)
    assert change.removed == {
        "organisations": {lead.id},
        "identifiers": {code.id},
        "ties": {link.id},
        "deliveries": {delivery.id},
    }
    assert change.changed == {"organisations": {part.id}, "statements": {said.id}}
    assert document.place.organisations[part.id].part_of_id is None
    assert document.place.of(Statement)[said.id].about_id is None
    back = document.undo()
    assert (back.added, back.changed, back.removed) == (change.removed, change.changed, {})
    assert list(document.place.records()) == list(before.records())


def test_records_may_point_at_each_other_in_any_order(document: Document) -> None:
    first, second = organisation("A"), organisation("B")
    add(document, replace(first, part_of_id=second.id), replace(second, part_of_id=first.id))
    assert document.place.organisations[first.id].part_of_id == second.id


def test_a_reference_to_nothing_is_one_plain_sentence_and_writes_nothing(document: Document) -> None:
    here, away = organisation("Here"), organisation("Away")
    add(document, here)
    with pytest.raises(
        UserError, match=r"^The “to” end of “tie of Here” is no organisation of this file"
    ):
        add(document, organisation("Not kept"), tie(here, away))
    assert list(document.place.organisations) == [here.id]
    assert document.version == 1


def test_a_command_without_effect_leaves_no_step(document: Document) -> None:
    known = organisation(ref="1")
    add(document, known)
    assert update(document, known).version == 1
    assert document.execute(ApplyChanges("Nothing", Changes())).version == 1
    assert remove(document, organisation("Gone")).version == 1
    assert len(document.history()) == 1


def unfit(**values: object) -> Organisation:
    """An organisation with values that its type forbids, as a careless caller could make one."""
    record = organisation()
    for name, value in values.items():
        object.__setattr__(record, name, value)
    return record


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (Changes(update=(organisation("Nobody"),)), "no longer there"),
        (
            Changes(create=(Organisation(id="1", name="A"), Organisation(id="1", name="B"))),
            "there already",
        ),
        (Changes(create=(unfit(name=None),)), "A record of Organisations has no name"),
        (Changes(create=(unfit(notes="\ud800"),)), "characters that cannot be stored"),
        (Changes(create=(unfit(short_name=b"bytes"),)), "short name of a record of Organisations"),
        (Changes(create=(unfit(short_name=2**70),)), "too large"),
    ],
)
def test_what_cannot_be_written_is_refused_whole(
    document: Document, changes: Changes, sentence: str
) -> None:
    with_good = replace(changes, create=(organisation("Good"), *changes.create))
    with pytest.raises(UserError, match=sentence):
        document.execute(ApplyChanges("Bad", with_good))
    assert not document.place.organisations
    add(document, organisation("Afterwards"))
    assert document.version == 1


def test_undo_and_redo_are_steps_that_name_what_they_reverse(document: Document) -> None:
    document.execute(ApplyChanges("First", Changes(create=(organisation("A"),))))
    document.execute(ApplyChanges("Second", Changes(create=(organisation("B"),))))
    assert (document.undo_label, document.redo_label) == ("Second", None)
    document.undo()
    assert (document.undo_label, document.redo_label) == ("First", "Second")
    document.undo()
    document.redo()
    document.redo()
    assert (document.undo_label, document.redo_label) == ("Second", None)
    assert [(step.id, step.label, step.reverses) for step in document.history()] == [
        (1, "First", None),
        (2, "Second", None),
        (3, "Undo: Second", 2),
        (4, "Undo: First", 1),
        (5, "Redo: First", 4),
        (6, "Redo: Second", 3),
    ]
    assert all(step.when.utcoffset() is not None for step in document.history())


def test_a_new_edit_ends_what_could_be_redone(document: Document) -> None:
    add(document, organisation("A"))
    document.undo()
    add(document, organisation("B"))
    assert document.redo_label is None
    with pytest.raises(UserError, match="There is nothing to redo"):
        document.redo()


def test_with_nothing_to_undo_the_user_is_told(document: Document) -> None:
    with pytest.raises(UserError, match=r"^There is nothing to undo\.$"):
        document.undo()


def test_history_and_undo_outlive_the_process(document: Document, path: Path) -> None:
    add(document, organisation("A"))
    add(document, organisation("B"))
    document.undo()
    document.save()
    with Document.open(path) as opened:
        assert opened.history() == document.history()
        opened.redo()
        assert [item.name for item in opened.place.organisations.values()] == ["A", "B"]


@dataclass(frozen=True)
class _Nested:
    """A command that executes another one: a mistake of whoever wrote it."""

    document: Document
    label: str = "Nested"

    def changes(self, place: Place) -> Changes:
        del place
        add(self.document, organisation("Inside"))
        return Changes(create=(organisation("Outside"),))


def test_a_command_inside_a_command_is_a_bug(document: Document) -> None:
    with pytest.raises(RuntimeError, match="within a command"):
        document.execute(_Nested(document))
    assert document.place.organisations == {}
    add(document, organisation("Once"))
    assert [item.name for item in document.place.organisations.values()] == ["Once"]


def test_a_large_step_asks_for_everything_to_be_loaded_again(document: Document) -> None:
    many = [organisation(str(number)) for number in range(WHOLESALE + 1)]
    change = add(document, *many)
    assert change.wholesale
    assert change.added == {"organisations": {record.id for record in many}}
    assert document._database.rows("SELECT count(*) FROM sqlite_stat1") != [(0,)]


def test_writing_outside_a_command_is_refused(document: Document) -> None:
    known = organisation()
    add(document, known)
    for statement in (
        "INSERT INTO organisations (id, name, position) VALUES ('x', 'x', 9)",
        "UPDATE organisations SET name = 'x'",
        "DELETE FROM organisations",
    ):
        with pytest.raises(IntegrityError, match="records are written by commands only"):
            document._database.run(statement)
    assert list(document.place.organisations) == [known.id]


def test_a_document_made_on_one_thread_serves_another(path: Path) -> None:
    made: list[Document] = []
    worker = threading.Thread(target=lambda: made.append(Document.create(path, "Testbridge")))
    worker.start()
    worker.join()
    with made[0] as document:
        add(document, organisation())
        assert document.version == 1


def test_a_closed_document_leaves_nothing_behind(path: Path, work_folder: Path) -> None:
    document = Document.create(path, "Testbridge")
    add(document, organisation())
    document.close(save=True)
    assert list(work_folder.iterdir()) == []
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    with Document.open(path) as opened:
        assert len(opened.place.organisations) == 1


def test_closing_without_saving_drops_what_was_not_saved(document: Document, path: Path) -> None:
    before = path.read_bytes()
    other = Document.open(path)
    add(other, organisation())
    assert not other.is_saved
    other.close(save=False)
    assert path.read_bytes() == before
