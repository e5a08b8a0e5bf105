"""The journal sees everything that touches a record, by whatever way."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Self

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from db import journal
from db.create import create_database
from db.engine import Database
from db.journal import OUTSIDE_A_STEP, read_steps, replay, start_journal, step, touched_by
from db.schema import RECORD_TABLES


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    create_database(tmp_path / "work.pmap")
    opened = Database(tmp_path / "work.pmap")
    start_journal(opened)
    with step(opened, "Start"):
        for number in range(50):
            opened.run(
                "INSERT INTO organisations (id, name, position) VALUES (?, ?, ?)",
                (f"o{number}", f"Body {number}", number),
            )
        for number in range(200):
            opened.run(
                "INSERT INTO ties (id, from_id, to_id, kind, position) VALUES (?, ?, ?, 'trust', ?)",
                (f"t{number}", f"o{number % 50}", f"o{number * 7 % 50}", number),
            )
        opened.run("UPDATE organisations SET part_of_id = 'o3' WHERE id > 'o40'")
    yield opened
    opened.close()


def dump(database: Database) -> list[object]:
    return [
        database.connection.execute(select(table).order_by(table.c.position)).fetchall()
        for table in RECORD_TABLES.values()
    ]


def test_bulk_sql_with_cascades_is_seen_and_undone(database: Database) -> None:
    before = dump(database)
    with step(database, "Bulk") as bulk:
        database.run("DELETE FROM organisations WHERE id IN ('o1', 'o2', 'o3')")
        database.run("UPDATE ties SET strength = 2")
        touched = touched_by(database, bulk.id)
    gone = {f"t{n}" for n in range(200) if {n % 50, n * 7 % 50} & {1, 2, 3}}
    assert touched.removed == {"organisations": {"o1", "o2", "o3"}, "ties": gone}
    assert touched.changed["ties"] == {f"t{n}" for n in range(200)} - gone
    assert touched.changed["organisations"] >= {"o41", "o49"}
    with step(database, "Undo", bulk.id) as undo:
        replay(database, bulk.id)
    assert dump(database) == before
    after_bulk = touched
    with step(database, "Redo", undo.id) as redo:
        replay(database, undo.id)
    assert touched_by(database, redo.id) == after_bulk
    assert [row.reverses for row in read_steps(database)] == [None, None, bulk.id, undo.id]


def test_a_replaced_row_is_seen_as_well(database: Database) -> None:
    before = dump(database)
    with step(database, "Replace") as row:
        database.run("INSERT OR REPLACE INTO ties SELECT * FROM ties WHERE id = 't5'")
        database.run("UPDATE OR REPLACE organisations SET name = 'Other' WHERE id = 'o5'")
    with step(database, "Undo", row.id):
        replay(database, row.id)
    assert dump(database) == before


def test_only_the_first_picture_in_a_step_counts(database: Database) -> None:
    with step(database, "Twice") as row:
        database.run("UPDATE organisations SET name = 'A' WHERE id = 'o1'")
        database.run("UPDATE organisations SET name = 'B' WHERE id = 'o1'")
        database.run("INSERT INTO organisations (id, name, position) VALUES ('new', 'N', 99)")
        database.run("DELETE FROM organisations WHERE id = 'new'")
        touched = touched_by(database, row.id)
    assert touched.changed == {"organisations": {"o1"}}
    assert not touched.added
    assert not touched.removed
    kept = database.rows(
        "SELECT name, existed FROM journal_organisations WHERE step = ? AND id = 'o1'", (row.id,)
    )
    assert [tuple(item) for item in kept] == [("Body 1", 1)]


def test_odd_values_come_back_exactly(database: Database) -> None:
    values = (1e-300, -0.1, float("inf"), "nul\0inside", "Ŵ", 2**62)
    with step(database, "Odd"):
        database.run(
            "INSERT INTO pins (id, organisation_id, x, y, position) VALUES ('p', 'o1', ?, ?, 1)",
            values[:2],
        )
        database.run("UPDATE ties SET name = ?, notes = ?, strength = ? WHERE id = 't1'", values[3:])
    before = dump(database)
    with step(database, "Change") as row:
        database.run("UPDATE pins SET x = ?, y = 0", values[2:3])
        database.run("UPDATE ties SET name = '', notes = NULL, strength = 0")
    with step(database, "Undo", row.id):
        replay(database, row.id)
    assert dump(database) == before


def test_outside_a_step_nothing_can_be_written(database: Database) -> None:
    for statement in ("DELETE FROM ties", "UPDATE ties SET strength = 1"):
        with pytest.raises(IntegrityError, match=OUTSIDE_A_STEP):
            database.run(statement)
    assert database.rows("SELECT count(*) FROM ties")[0][0] == 200


def half_a_step(database: Database) -> None:
    with step(database, "Half"):
        database.run_many("DELETE FROM organisations WHERE id = ?", [("o1",), ("o2",)])
        database.run("INSERT INTO organisations (id, position) VALUES ('nameless', 1)")


def test_a_step_that_fails_leaves_no_trace(database: Database) -> None:
    before = dump(database)
    with pytest.raises(IntegrityError):
        half_a_step(database)
    assert dump(database) == before
    assert len(read_steps(database)) == 1
    with step(database, "Next"):
        database.run("DELETE FROM ties")
    assert len(read_steps(database)) == 2


def test_the_file_carries_no_trigger(database: Database) -> None:
    assert database.rows("SELECT count(*) FROM main.sqlite_master WHERE type = 'trigger'")[0][0] == 0


class StandingClock(datetime):
    """A clock that does not tick."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        """Always the same."""
        return cls(2026, 6, 1, 9, 30, 0, 999_999, tzinfo=tz)


def test_no_two_steps_share_their_time(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "datetime", StandingClock)
    for number in range(4):
        with step(database, f"Step {number}"):
            pass
    times = [row.when for row in read_steps(database)][-4:]
    assert times == sorted(set(times))
    assert times[-1] - times[0] == timedelta(microseconds=3)
