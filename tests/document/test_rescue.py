"""Rescue of damaged files: never a crash, never a wrong record, never a write to the damaged file."""

import random
import sqlite3
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnermap.document.backups import back_up
from partnermap.document.checking import check
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import EditRecord
from partnermap.document.document import Document
from partnermap.document.recovery import leftovers
from partnermap.document.rescue import Rescued, newest_backup, open_backup, rescue
from partnermap.domain.changes import Changes
from partnermap.domain.errors import DamagedFile, DocumentError
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place, PlaceInfo, references_of
from partnermap.domain.record import Record
from partnermap.exchange.example import plan_example

PAGE = 1024


@dataclass(frozen=True, repr=False)
class Whole:
    """A sound file and what it holds; too much to be printed where a test fails."""

    content: bytes
    place: Place


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """The bytes of the worked example, with a long text and some history, and its records."""
    path = tmp_path_factory.mktemp("whole") / "Example.pmap"
    with Document.create(path, "Example", invented=True) as document:
        document.execute(ApplyChanges("Fill", plan_example(document.place).changes))
        first = next(iter(document.place.organisations))
        document.execute(EditRecord("organisations", first, (("notes", "Ŵ" * 4000),)))
        document.save()
        return Whole(path.read_bytes(), document.place)


def rescued(path: Path, content: bytes) -> tuple[Place, Rescued]:
    path.write_bytes(content)
    document, told = rescue(path)
    with document:
        assert not document.is_saved
        assert path.read_bytes() == content
        return document.place, told


def is_made_up(before: Place, record: Record) -> bool:
    """Whether it is the place's own row, lost and made anew with the name of the file."""
    if not isinstance(record, PlaceInfo) or record.id in before.of(PlaceInfo):
        return False
    return record.title == "Testbridge"


def differs(before: Place, after: Record, left: Place) -> bool:
    """Whether a record says anything but what it said, save where it pointed at what is lost."""
    known = before.get(after.TABLE, after.id)
    assert known is not None, "a record that never was"
    pointers = [*references_of(type(after)), *(["about_id"] if hasattr(after, "about_id") else [])]
    for name in pointers:
        target = references_of(type(after)).get(name) or getattr(known, "about_table", None)
        key = getattr(known, name)
        if key is not None and target is not None and left.get(target, key) is None:
            gone: dict[str, Any] = {name: None, **({"about_table": None} if name == "about_id" else {})}
            known = replace(known, **gone)
    return known != after


def assert_true(before: Place, left: Place, told: Rescued) -> None:
    kept = [record for record in left.records() if not is_made_up(before, record)]
    assert not [record for record in kept if differs(before, record, left)]
    assert Counter(record.TABLE for record in kept) == told.saved
    for table, count in told.lost.items():
        assert count <= len(before.tables[table]) - told.saved.get(table, 0)


def test_a_whole_file_is_rescued_whole(path: Path, whole: Whole) -> None:
    left, told = rescued(path, whole.content)
    assert left.tables == whole.place.tables
    assert (told.lost, told.dropped, told.emptied, told.unreadable_pages) == ({}, 0, 0, 0)
    assert told.steps == 2


def test_a_place_that_lost_its_own_row_is_named_after_its_file(path: Path, whole: Whole) -> None:
    path.write_bytes(whole.content)
    with closing(sqlite3.connect(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'place'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    damaged = bytearray(whole.content)
    damaged[(root - 1) * size : root * size] = bytes(size)
    left, told = rescued(path, bytes(damaged))
    assert left.title == "Testbridge"
    assert "place" not in told.saved
    assert_true(whole.place, left, told)


@pytest.mark.parametrize("share", [0.1, 0.25, 0.4, 0.6, 0.75, 0.9, 0.97, 0.999])
def test_of_a_file_cut_off_what_is_left_is_true(path: Path, whole: Whole, share: float) -> None:
    content, before = whole.content, whole.place
    left, told = rescued(path, content[: round(len(content) * share)])
    assert_true(before, left, told)
    assert told.unreadable_pages > 0
    if share > 0.9:
        assert sum(told.saved.values()) > 0.7 * sum(1 for _ in before.records())


@given(
    cut=st.floats(0.02, 1),
    hits=st.lists(st.tuples(st.floats(0, 1), st.sampled_from("zfr")), max_size=12),
    seed=st.integers(0, 99),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_pages_are_lost_what_is_left_is_true(
    path: Path, whole: Whole, cut: float, hits: list[tuple[float, str]], seed: int
) -> None:
    content, before = whole.content, whole.place
    damaged = bytearray(content[: round(len(content) * cut)])
    chance = random.Random(seed)
    for where, how in hits:
        start = PAGE + int(where * (len(damaged) - 2 * PAGE) / PAGE) * PAGE
        page = damaged[start : start + PAGE]
        damaged[start : start + PAGE] = {
            "z": bytes(len(page)),
            "f": bytes(255 - byte for byte in page),
            "r": chance.randbytes(len(page)),
        }[how]
    with suppress(DocumentError):
        assert_true(before, *rescued(path, bytes(damaged)))


@given(seed=st.integers(0, 10_000), flips=st.integers(1, 400))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_single_bits_never_crash_it(path: Path, whole: Whole, seed: int, flips: int) -> None:
    damaged, chance = bytearray(whole.content), random.Random(seed)
    for _ in range(flips):
        damaged[chance.randrange(16, len(damaged))] ^= 1 << chance.randrange(8)
    try:
        left, told = rescued(path, bytes(damaged))
    except DocumentError:
        return
    kept = [record for record in left.records() if not is_made_up(whole.place, record)]
    assert Counter(record.TABLE for record in kept) == told.saved


def test_a_rescued_file_is_saved_under_a_new_name_and_is_whole(path: Path, whole: Whole) -> None:
    content = whole.content[: len(whole.content) * 3 // 4]
    path.write_bytes(content)
    taken = path.with_name("Testbridge rescued.pmap")
    taken.write_bytes(b"somebody else's")
    document, told = rescue(path)
    with document:
        assert document.path.name == "Testbridge rescued 2.pmap"
        assert not document.path.exists()
        document.execute(ApplyChanges("Add", Changes(create=(Organisation(id="new", name="New"),))))
        document.undo()
        assert document.undo_label is None
        document.save()
        saved = document.path
    assert check(saved).ok
    with Document.open(saved) as again:
        assert again.place.tables == document.place.tables
        assert [step.folded for step in again.history()][: told.steps] == [True] * told.steps
    assert path.read_bytes() == content
    assert taken.read_bytes() == b"somebody else's"


def test_a_rescue_that_was_not_saved_is_offered_back(path: Path, whole: Whole) -> None:
    path.write_bytes(whole.content[: len(whole.content) * 3 // 4])
    document, _ = rescue(path)
    document._database.close()
    document._copy.release()
    (found,) = leftovers()
    assert found.path.name == "Testbridge rescued.pmap"
    with Document.recover(found) as again:
        assert again.place.tables == document.place.tables


def test_a_table_that_was_removed_is_made_again(path: Path, whole: Whole) -> None:
    path.write_bytes(whole.content)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DROP TABLE posts")
        connection.execute("DELETE FROM teams")
        connection.commit()
    with pytest.raises(DamagedFile, match="tables are not those"):
        Document.open(path)
    left, told = rescued(path, path.read_bytes())
    assert not left.posts
    assert not left.tables["post_partners"]
    assert told.dropped >= len(whole.place.tables["post_partners"])
    assert len(left.ties) == len(whole.place.ties)


def test_rows_that_point_at_nothing_are_left_out_and_counted(path: Path, whole: Whole) -> None:
    path.write_bytes(whole.content)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        gone = connection.execute("SELECT from_id FROM ties LIMIT 1").fetchone()
        connection.execute("DELETE FROM organisations WHERE id = ?", gone)
        connection.commit()
    with pytest.raises(DamagedFile, match="points at no row"):
        Document.open(path)
    left, told = rescued(path, path.read_bytes())
    assert_true(whole.place, left, replace(told, lost={}))
    loose = [tie for tie in whole.place.ties.values() if gone[0] in (tie.from_id, tie.to_id)]
    assert told.lost["ties"] == len(loose) > 0
    assert told.dropped >= len(loose)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a Partnermap file"),
        (b"not SQLite at all " * 100, "not a Partnermap file"),
        (b"SQLite format 3\0" + bytes(4000), "not a Partnermap file"),
    ],
)
def test_what_is_not_ours_is_not_rescued(path: Path, content: bytes, said: str) -> None:
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=said):
        rescue(path)
    assert path.read_bytes() == content


def test_a_newer_file_is_not_rescued(path: Path, whole: Whole) -> None:
    newer = bytearray(whole.content)
    newer[60:64] = (2).to_bytes(4, "big")
    path.write_bytes(newer)
    with pytest.raises(DocumentError, match="newer Partnermap"):
        rescue(path)


def test_the_newest_backup_opens_beside_the_damaged_file(document: Document, path: Path) -> None:
    assert newest_backup(path) is None
    back_up(path)
    backup = newest_backup(path)
    assert backup is not None
    before = backup.read_bytes()
    path.write_bytes(b"")
    with open_backup(backup, path) as again:
        assert (again.path.name, again.is_saved) == ("Testbridge from backup.pmap", False)
        assert again.place.tables == document.place.tables
        again.save()
    assert backup.read_bytes() == before
    assert path.read_bytes() == b""
