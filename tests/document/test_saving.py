"""Saving replaces the user's file whole or leaves it exactly as it was, and loses nothing either way."""

import errno
import os
import shutil
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from partnermap.document import saving
from partnermap.document.backups import KEPT, backups_of
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.errors import DocumentError
from partnermap.domain.organisation import Organisation


def edit(document: Document, name: str = "Age Well") -> None:
    added = Organisation(id=new_id(), name=name)
    document.execute(ApplyChanges(f"Add {name}", Changes(create=(added,))))


def names(path: Path) -> list[str]:
    with Document.open(path) as opened:
        return [item.name for item in opened.place.organisations.values()]


def fails_with(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_the_saved_file_is_one_plain_database_with_nothing_beside_it(
    document: Document, path: Path
) -> None:
    edit(document)
    document.save()
    assert document.is_saved
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA application_id").fetchone() == (0x504D4150,)
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT name FROM organisations").fetchall() == [("Age Well",)]


def test_saving_what_is_saved_writes_nothing(document: Document, path: Path) -> None:
    before = path.stat()
    document.save()
    assert path.stat() == before


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS])
def test_a_disk_that_fails_leaves_the_file_and_the_work_as_they_were(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    edit(document)
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fails_with(number))
        with pytest.raises(DocumentError, match=r"Testbridge\.pmap"):
            document.save()
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    assert not document.is_saved
    document.save()
    assert names(path) == ["Age Well"]


def test_a_full_disk_under_the_working_copy_changes_nothing(document: Document) -> None:
    edit(document, "Before")
    database = document._database
    (pages,) = database.rows("PRAGMA page_count")[0]
    database.run(f"PRAGMA max_page_count = {pages}")
    many = tuple(Organisation(id=new_id(), name="x" * 500) for _ in range(500))
    with pytest.raises(DocumentError, match=r"The disk is full, so Testbridge\.pmap was not written"):
        document.execute(ApplyChanges("Too much", Changes(create=many)))
    assert [item.name for item in document.place.organisations.values()] == ["Before"]
    database.run("PRAGMA max_page_count = 1000000")
    edit(document, "After")
    assert [step.label for step in document.history()] == ["Add Before", "Add After"]


def test_what_cannot_be_read_back_never_takes_the_files_place(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(document)
    before = path.read_bytes()
    run = type(document._database).run

    def write_garbage(database: object, sql: str, values: tuple[object, ...] = ()) -> None:
        run(document._database, sql, values)
        if sql.startswith("VACUUM INTO"):
            with Path(str(values[0])).open("r+b") as file:
                file.seek(3000)
                file.write(b"\xa5" * 60_000)

    monkeypatch.setattr(type(document._database), "run", write_garbage)
    with pytest.raises(DocumentError):
        document.save()
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def denied(times: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Make the system refuse so many replacements; the pauses between attempts are noted, not slept."""
    pauses: list[float] = []
    replace = Path.replace
    left = [times]

    def refuse(source: Path, target: Path) -> Path:
        if target.suffix == ".pmap" and left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "Access is denied")
        return replace(source, target)

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(time, "sleep", pauses.append)
    return pauses


def test_a_file_held_for_a_moment_is_replaced_at_the_next_attempt(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(document)
    pauses = denied(3, monkeypatch)
    document.save()
    assert pauses == list(saving.RETRY_AFTER[:3])
    assert names(path) == ["Age Well"]


def test_a_file_held_for_ever_is_left_and_the_way_out_is_named(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(document)
    before = path.read_bytes()
    pauses = denied(99, monkeypatch)
    with pytest.raises(DocumentError, match=r"keeps hold of Testbridge\.pmap.*save a copy"):
        document.save()
    assert len(pauses) == len(saving.RETRY_AFTER)
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    assert not document.is_saved


def test_a_file_changed_underneath_is_never_overwritten(
    document: Document, path: Path, tmp_path: Path
) -> None:
    with Document.open(path) as other:
        edit(other, "Theirs")
        other.save()
        edit(document, "Ours")
        with pytest.raises(DocumentError, match=r"was changed by somebody else.*save a copy"):
            document.save()
    assert names(path) == ["Theirs"]
    document.save_copy(tmp_path / "copy.pmap")
    assert names(tmp_path / "copy.pmap") == ["Ours"]
    assert not document.is_saved


def test_a_file_that_was_only_touched_is_still_ours(document: Document, path: Path) -> None:
    os.utime(path, (1, 1))
    edit(document)
    document.save()
    assert names(path) == ["Age Well"]


def test_a_file_that_was_removed_is_written_again(document: Document, path: Path) -> None:
    path.unlink()
    edit(document)
    document.save()
    assert names(path) == ["Age Well"]


@pytest.mark.parametrize("ending", ["-journal", "-wal"])
def test_a_file_that_another_program_has_open_is_not_replaced(
    document: Document, path: Path, tmp_path: Path, ending: str
) -> None:
    edit(document)
    before = path.read_bytes()
    path.with_name(path.name + ending).write_bytes(b"x")
    with pytest.raises(
        DocumentError, match=f"Another program has Testbridge.pmap open.*{ending}.*save a copy"
    ):
        document.save()
    assert path.read_bytes() == before
    document.save_copy(tmp_path / "copy.pmap")
    assert names(tmp_path / "copy.pmap") == ["Age Well"]


def test_a_read_only_file_is_not_replaced(document: Document, path: Path) -> None:
    edit(document)
    path.chmod(stat.S_IRUSR)
    with pytest.raises(DocumentError, match=r"Testbridge\.pmap is read-only: save a copy"):
        document.save()
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
    document.save()
    assert names(path) == ["Age Well"]


def test_a_folder_that_is_gone_is_named(document: Document, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"There is no folder .*elsewhere"):
        document.save_as(tmp_path / "elsewhere" / "new.pmap")
    assert document.path.name == "Testbridge.pmap"


def test_save_as_goes_on_with_the_new_file(document: Document, path: Path, tmp_path: Path) -> None:
    edit(document)
    document.save_as(tmp_path / "Other.pmap")
    edit(document, "More")
    document.save()
    assert document.path == tmp_path / "Other.pmap"
    assert (names(path), names(tmp_path / "Other.pmap")) == ([], ["Age Well", "More"])


def test_the_last_versions_are_kept_one_for_each_opening(document: Document, path: Path) -> None:
    document.close(save=False)
    for number in range(KEPT + 2):
        with Document.open(path) as opened:
            for part in ("a", "b"):
                edit(opened, f"{number}{part}")
                opened.save()
    kept = backups_of(path)
    assert len(kept) == KEPT
    assert [len(names(backup)) for backup in kept] == [12, 10, 8, 6, 4]


def test_saving_goes_on_when_no_backup_can_be_made(
    document: Document, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Document.open(path) as opened:
        edit(opened)
        monkeypatch.setattr(shutil, "copyfile", fails_with(errno.ENOSPC))
        opened.save()
        monkeypatch.undo()
        assert opened.is_saved


def test_what_cut_off_saves_left_is_swept_away_later(document: Document, path: Path) -> None:
    old, new, strange = (
        path.with_name(name) for name in ("~$Testbridge-1.tmp", "~$Testbridge-2.tmp", "a.tmp")
    )
    for file in (old, new, strange):
        file.write_bytes(b"half")
    for file in (old, strange):
        os.utime(file, (1, 1))
    edit(document)
    document.save()
    assert sorted(item.name for item in path.parent.iterdir()) == [path.name, strange.name, new.name]
