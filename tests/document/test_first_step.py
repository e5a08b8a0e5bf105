"""The step that filled an invented place: nobody undoes it by a key, the command line still can."""

from pathlib import Path

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation


def adds(name: str) -> ApplyChanges:
    return ApplyChanges(f"Add {name}", Changes(create=(Organisation(id=name, name=name),)))


def unmakes(document: Document) -> bool:
    return document.undo_unmakes


def test_undo_of_an_invented_place_would_unmake_it_until_something_is_done(tmp_path: Path) -> None:
    path = tmp_path / "invented.pmap"
    with Document.create(path, "Invented", invented=True) as document:
        assert not unmakes(document)
        document.execute(adds("one"))
        assert unmakes(document)
        document.execute(adds("two"))
        assert not unmakes(document)
        document.undo()
        assert unmakes(document)
        document.save()
    with Document.open(path) as document:
        assert unmakes(document)
        assert document.undo_label == "Add one"
        document.undo()
        assert not document.place.organisations
        assert not unmakes(document)
        document.redo()
        assert unmakes(document)
        assert [step.label for step in document.history()][:2] == ["Add one", "Add two"]


def test_an_own_place_can_always_be_undone_to_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "own.pmap"
    with Document.create(path, "Own") as document:
        document.execute(adds("one"))
        document.save()
    with Document.open(path) as document:
        assert not unmakes(document)


def test_after_folding_only_own_steps_are_left_to_undo(tmp_path: Path) -> None:
    with Document.create(tmp_path / "folded.pmap", "Invented", invented=True) as document:
        document.execute(adds("one"))
        document.execute(adds("two"))
        document.fold(1)
        assert not unmakes(document)
        assert document.undo_label in (None, "Add two")
