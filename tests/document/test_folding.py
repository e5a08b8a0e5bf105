"""Folding: old steps keep their labels, lose what they held, and the file is smaller for it."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.document.history import Step, all_but, last_before
from partnermap.document.recovery import leftovers
from partnermap.domain.changes import Changes
from partnermap.domain.errors import DocumentError, UserError
from partnermap.domain.organisation import Organisation

BODIES = tuple(Organisation(id=f"o{number}", name=f"Body {number}") for number in range(60))


def noted(document: Document, *words: str) -> None:
    for word in words:
        bodies = (replace(body, notes=word * 40) for body in document.place.organisations.values())
        document.execute(ApplyChanges(f"Note {word}", Changes(update=tuple(bodies))))


@pytest.fixture
def edited(document: Document) -> Document:
    """Six steps: sixty bodies, then five times a note about each of them."""
    document.execute(ApplyChanges("Fill", Changes(create=BODIES)))
    noted(document, "a", "b", "c", "d", "e")
    document.save()
    return document


def test_folded_steps_keep_their_labels_and_end_what_can_be_undone(edited: Document) -> None:
    edited.undo()
    before = edited.place
    edited.fold(4)
    assert [(step.label, step.folded) for step in edited.history()][3:6] == [
        ("Note c", True),
        ("Note d", False),
        ("Note e", False),
    ]
    assert edited.place is before
    assert (edited.undo_label, edited.redo_label) == ("Note d", "Note e")
    edited.undo()
    assert {body.notes for body in edited.place.organisations.values()} == {"c" * 40}
    with pytest.raises(UserError, match="nothing to undo"):
        edited.undo()
    edited.redo()
    edited.redo()
    assert {body.notes for body in edited.place.organisations.values()} == {"e" * 40}


def test_a_saved_file_is_about_as_much_smaller_as_was_said(edited: Document, path: Path) -> None:
    before, said = path.stat().st_size, edited.weight_of_steps(5)
    saved = [edited.is_saved]
    edited.fold(5)
    saved.append(edited.is_saved)
    edited.save()
    saved.append(edited.is_saved)
    assert saved == [True, False, True]
    assert path.stat().st_size == pytest.approx(before - said, rel=0.15)
    assert edited.weight_of_steps(5) == 0


def test_a_folded_file_opens_with_its_labels(edited: Document, path: Path) -> None:
    edited.fold(6)
    edited.save()
    with Document.open(path) as again:
        assert [step.folded for step in again.history()] == [True] * 6
        assert again.undo_label is None
        assert again.place == edited.place
        noted(again, "f")
        again.undo()
        assert again.place.organisations == edited.place.organisations


def test_an_undo_whose_edit_was_folded_can_itself_be_undone(edited: Document) -> None:
    edited.undo()
    edited.fold(6)
    edited.undo()
    assert {body.notes for body in edited.place.organisations.values()} == {"e" * 40}
    assert edited.undo_label is None


def test_folding_that_was_not_saved_is_offered_back(edited: Document, path: Path) -> None:
    edited.fold(6)
    edited._database.close()
    edited._copy.release()
    (found,) = leftovers()
    with Document.recover(found) as again:
        assert not again.is_saved
        assert all(step.folded for step in again.history())
        again.save()
    with Document.open(path) as opened:
        assert opened.undo_label is None


def test_a_file_that_can_only_be_read_is_not_folded(edited: Document) -> None:
    edited.read_only = True
    with pytest.raises(DocumentError, match="can only be read"):
        edited.fold(3)


def test_steps_are_chosen_by_day_or_by_number() -> None:
    days = [dt.datetime(2026, month, 1, 12).astimezone() for month in (1, 3, 3, 6)]
    steps = [Step(number, day, "Edit", None) for number, day in enumerate(days, start=1)]
    assert last_before(steps, dt.date(2026, 1, 1)) == 0
    assert last_before(steps, dt.date(2026, 3, 2)) == 3
    assert last_before(steps, dt.date(2027, 1, 1)) == 4
    assert [all_but(steps, kept) for kept in (0, 1, 3, 4, 9)] == [4, 3, 1, 0, 0]
    assert last_before((), dt.date(2026, 1, 1)) == all_but((), 0) == 0
