"""Opening what anybody may have made: each bad file gets one plain sentence and stays as it is."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from db import journal, migrate
from db.header import APPLICATION_ID, read_header
from partnermap.document import document as document_module
from partnermap.document import opening
from partnermap.document.backups import backups_of
from partnermap.document.checking import check
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.errors import DocumentError, UserError
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import RECORD_TYPES

FROZEN = Path(__file__).resolve().parents[1] / "frozen"


def sql(*statements: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            for statement in statements:
                connection.execute(statement)

    return spoil


def write(content: bytes) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.write_bytes(content)

    return spoil


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def overwrite_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000:60_000] = b"\xa5" * 55_000
    path.write_bytes(bytes(content))


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def put_beside(ending: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        path.with_name(path.name + ending).write_bytes(b"x")

    return spoil


INSERT_LOOSE = (
    "INSERT INTO identifiers (id, organisation_id, scheme, value, position)"
    " VALUES ('i', 'no', 's', 'v', 1)"
)
INSERT_STRANGE = (
    "INSERT INTO organisations (id, name, sector, position) VALUES ('o', 'Odd', 'martian', 1)"
)

NEXT_REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("saved_views", sa.Column("more", sa.Text))
"""

BAD = {
    "empty": (write(b""), "is empty"),
    "short": (write(b"SQLite format 3\0"), "is not a Partnermap file"),
    "text": (write(b"ID,Name\n1,Age Well\n" * 20), "is not a Partnermap file"),
    "zip": (write(b"PK\3\4" + bytes(500)), "is not a Partnermap file"),
    "cut off": (cut_off, "is cut off"),
    "overwritten": (overwrite_middle, "damaged"),
    "foreign": (sql("PRAGMA application_id = 7"), "is a database of another program"),
    "newer": (sql("PRAGMA user_version = 2"), "was made by a newer Partnermap .*update Partnermap"),
    "no version": (sql("PRAGMA user_version = 0"), "is damaged .*it has none"),
    "negative version": (sql("PRAGMA user_version = -1"), "is damaged .*it says -1"),
    "trigger": (
        sql("CREATE TRIGGER sly AFTER INSERT ON ties BEGIN DELETE FROM ties; END"),
        "holds a trigger, “sly”",
    ),
    "view": (sql("CREATE VIEW sly AS SELECT * FROM ties"), "holds a view, “sly”"),
    "table more": (sql("CREATE TABLE more (id)"), "tables are not those of a Partnermap file"),
    "column less": (sql("ALTER TABLE ties DROP COLUMN name"), "tables are not those"),
    "loose end": (sql(INSERT_LOOSE), "a row of identifiers points at no row of organisations"),
    "strange word": (sql(INSERT_STRANGE), "its table organisations holds a value .*martian"),
    "folder": (make_folder, "is a folder"),
    "missing": (Path.unlink, "There is no"),
    "journal": (put_beside("-journal"), r"Good\.pmap-journal lies beside"),
    "wal": (put_beside("-wal"), r"Good\.pmap-wal lies beside"),
}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "Good.pmap"
    shutil.copyfile(FROZEN / "schema-1.pmap", path)
    return path


def listing(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_one_sentence_and_not_touched(
    good: Path, work_folder: Path, name: str
) -> None:
    spoil, sentence = BAD[name]
    spoil(good)
    before = listing(good.parent)
    with pytest.raises(DocumentError, match=f"(?i){sentence}") as refusal:
        Document.open(good)
    text = str(refusal.value)
    assert "\n" not in text
    assert text.endswith(".")
    assert "Good.pmap" in text
    assert not re.search(r"btree|Page \d|is not a valid|\*\*\*", text), "jargon of a library"
    assert listing(good.parent) == before
    assert list(work_folder.iterdir()) == []


@pytest.mark.parametrize("name", BAD)
def test_the_check_finds_whatever_opening_refuses(good: Path, work_folder: Path, name: str) -> None:
    spoil, sentence = BAD[name]
    spoil(good)
    try:
        problems = " ".join(check(good).problems)
    except DocumentError as refusal:
        problems = str(refusal)
    assert sentence.split(".*")[0].lower().replace("\\", "")[:12] in problems.lower()
    assert list(work_folder.iterdir()) == []


def test_a_huge_file_of_another_kind_is_refused_without_being_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "film.pmap"
    with huge.open("wb") as file:
        file.truncate(1 << 34)
    monkeypatch.setattr(shutil, "copyfile", lambda *_: pytest.fail("copied"))
    with pytest.raises(DocumentError, match="is not a Partnermap file"):
        Document.open(huge)


def test_a_file_that_may_not_be_read_is_refused(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError, match=r"Good\.pmap may not be read or written with your account"):
        Document.open(good)


def test_the_stored_file_of_the_first_schema_opens_changes_and_saves(good: Path) -> None:
    with Document.open(good) as opened:
        assert (opened.place.title, opened.place.is_invented) == ("Frozen place", True)
        assert {len(opened.place.of(kind)) for kind in RECORD_TYPES[1:]} == {2, 3}
        assert [step.reverses for step in opened.history()][-3:] == [58, 57, 60]
        assert opened.undo_label == "Remove from Identifiers"
        opened.undo()
        opened.save()
    with Document.open(good) as again:
        assert again.redo_label == "Remove from Identifiers"
        while again.undo_label is not None:
            again.undo()
        assert [len(again.place.of(kind)) for kind in RECORD_TYPES] == [1] + [0] * (
            len(RECORD_TYPES) - 1
        )


def test_a_newer_file_can_be_read_and_not_written(good: Path) -> None:
    sql(
        "PRAGMA user_version = 2",
        "ALTER TABLE ties ADD COLUMN more TEXT",
        "DROP TABLE ratings",
        INSERT_STRANGE,
    )(good)
    before = good.read_bytes()
    with Document.open(good, newer="read-only") as opened:
        assert opened.read_only
        assert "newer Partnermap" in opened.notices[0]
        assert len(opened.place.organisations) == 3
        assert len(opened.place.ties) == 2
        added = Organisation(id=new_id(), name="A")
        with pytest.raises(DocumentError, match="can only be read"):
            opened.execute(ApplyChanges("Add", Changes(create=(added,))))
        with pytest.raises(UserError, match="nothing to undo"):
            opened.undo()
        opened.save()
    assert good.read_bytes() == before


def test_an_older_file_is_backed_up_brought_up_to_date_and_keeps_its_history(
    good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    revisions = tmp_path / "revisions"
    shutil.copytree(migrate.REVISIONS, revisions)
    (revisions / "versions" / "v0002_next.py").write_text(NEXT_REVISION, encoding="utf-8")
    monkeypatch.setattr(migrate, "migrate", partial(migrate.migrate, revisions=revisions))
    for module in (opening, document_module, journal):
        monkeypatch.setattr(module, "SCHEMA_VERSION", 2)
    before = good.read_bytes()
    with Document.open(good) as opened:
        assert "was brought up to date" in opened.notices[0]
        assert [backup.read_bytes() for backup in backups_of(good)] == [before]
        assert good.read_bytes() == before
        assert len(opened.history()) == 61
        assert (opened.undo_label, opened.redo_label) == (None, None)
        added = Organisation(id=new_id(), name="A")
        opened.execute(ApplyChanges("Add", Changes(create=(added,))))
        assert opened.undo_label == "Add"
        opened.save()
    assert read_header(good).user_version == 2


def test_a_file_left_in_wal_mode_opens(good: Path) -> None:
    sql("PRAGMA journal_mode = WAL")(good)
    with Document.open(good) as opened:
        assert opened.place.title == "Frozen place"


def test_a_link_is_followed_and_kept(good: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.pmap"
    link.symlink_to(good)
    with Document.open(link) as opened:
        opened.undo()
        opened.save()
    assert link.is_symlink()
    with Document.open(good) as again:
        assert again.redo_label is not None


def test_opening_a_file_twice_is_said(good: Path) -> None:
    with Document.open(good) as first, Document.open(good) as second:
        assert first.notices == ()
        assert "Good.pmap is open in another window" in second.notices[0]


def test_the_check_counts_what_is_there(good: Path) -> None:
    report = check(good)
    assert report.ok
    assert report.schema_version == 1
    assert list(report.counts) == [kind.TITLE for kind in RECORD_TYPES]
    assert report.counts["Place"] == 1
    assert report.counts["Ties"] == 2


def test_our_mark_reads_as_letters() -> None:
    assert APPLICATION_ID.to_bytes(4, "big") == b"PMAP"
