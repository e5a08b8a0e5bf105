"""A process that dies, however it dies, loses no edit that was committed."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.document.recovery import Leftover, discard, leftovers
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.errors import DocumentError
from partnermap.domain.organisation import Organisation

KILLING = Path(__file__).with_name("killing.py")


def edit(document: Document, name: str = "Age Well") -> None:
    added = Organisation(id=new_id(), name=name)
    document.execute(ApplyChanges(f"Add {name}", Changes(create=(added,))))


def abandon(document: Document) -> None:
    """Leave the working copy as a dying process does: unlocked, with everything in it."""
    document._database.close()
    document._copy.release()


@pytest.fixture
def left(path: Path) -> Leftover:
    """Two edits, of which the first was saved."""
    document = Document.create(path, "Testbridge")
    edit(document, "Saved")
    document.save()
    edit(document, "Unsaved")
    abandon(document)
    (found,) = leftovers()
    return found


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked to be killed quickly")
def test_two_hundred_kills_lose_no_committed_edit(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(KILLING), str(path), "200", "20261122"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    outcome = json.loads(done.stdout)
    assert outcome["lost"] == []
    assert outcome["kills"] == 200
    assert outcome["acknowledged"] > 100


def test_what_was_left_behind_is_offered_and_opens_with_its_history(left: Leftover, path: Path) -> None:
    assert (left.path, left.title) == (path, "Testbridge")
    with Document.recover(left) as document:
        assert [item.name for item in document.place.organisations.values()] == ["Saved", "Unsaved"]
        assert [step.label for step in document.history()] == ["Add Saved", "Add Unsaved"]
        assert not document.is_saved
        document.save()
    assert leftovers() == ()
    with Document.open(path) as opened:
        assert len(opened.place.organisations) == 2


def test_recovered_work_never_overwrites_what_somebody_saved_meanwhile(
    left: Leftover, path: Path
) -> None:
    with Document.open(path) as other:
        edit(other, "Theirs")
        other.save()
    with Document.recover(left) as document, pytest.raises(DocumentError, match=r"changed by somebody"):
        document.save()


@pytest.mark.parametrize("is_done", [True, False])
def test_a_death_while_the_file_takes_its_place_leaves_either_file_as_ours(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch, is_done: bool
) -> None:
    class Death(BaseException):
        pass

    move = Path.replace

    def die(source: Path, target: Path) -> Path:
        if target == path:
            if is_done:
                move(source, target)
            raise Death
        return move(source, target)

    other = Document.open(path)
    edit(other)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", die)
        with pytest.raises(Death):
            other.save()
    abandon(other)
    assert len(leftovers()) == (0 if is_done else 1)
    with Document.open(path) if is_done else Document.recover(leftovers()[0]) as again:
        edit(again, "More")
        again.save()
        assert len(again.place.organisations) == 2


def test_what_a_living_process_works_on_is_never_offered(document: Document) -> None:
    edit(document)
    assert leftovers() == ()


def test_one_leftover_is_taken_by_one_window_only(left: Leftover) -> None:
    with Document.recover(left), pytest.raises(DocumentError, match=r"recovered by another window"):
        Document.recover(left)


def test_a_copy_with_nothing_unsaved_is_cleared_away(
    document: Document, work_folder: Path, path: Path
) -> None:
    other = Document.open(path)
    abandon(other)
    assert len(list(work_folder.iterdir())) == 2
    assert leftovers() == ()
    assert len(list(work_folder.iterdir())) == 1


def test_discarding_keeps_the_users_file(left: Leftover, path: Path) -> None:
    before = path.read_bytes()
    discard(left)
    assert leftovers() == ()
    assert path.read_bytes() == before


def test_a_copy_that_cannot_be_read_is_offered_rather_than_deleted(left: Leftover, path: Path) -> None:
    (left.folder / "document.pmap").write_bytes(b"x" * 5000)
    (found,) = leftovers()
    assert found.title == path.stem
    with pytest.raises(DocumentError):
        Document.recover(found)
    assert leftovers() == (found,)


def test_folders_without_a_note_go_once_they_are_old(work_folder: Path) -> None:
    for name, age in (("young", 60), ("old", 100_000)):
        (work_folder / name).mkdir()
        os.utime(work_folder / name, (time.time() - age,) * 2)
    (work_folder / "note").mkdir()
    (work_folder / "note" / "about.json").write_text("{", encoding="utf-8")
    assert leftovers() == ()
    assert sorted(item.name for item in work_folder.iterdir()) == ["note", "young"]
