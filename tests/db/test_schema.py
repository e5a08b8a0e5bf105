"""The schema says exactly what the records say, and what is made is what the classes say."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import get_args, get_type_hints

import pytest

from db.create import create_database
from db.header import APPLICATION_ID, SCHEMA_VERSION, read_header
from db.schema import JOURNAL_TABLES, RECORD_TABLES
from db.shape import is_expected, shape_of
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import RECORD_TYPES, references_of
from partnermap.domain.record import Record


def stored_as(hint: object) -> tuple[str, bool]:
    kinds = [part for part in get_args(hint) if part is not NoneType] or [hint]
    assert isinstance(kinds[0], type)
    if issubclass(kinds[0], StrEnum | PartialDate | str):
        return "TEXT", NoneType in get_args(hint)
    return {bool: "INTEGER", int: "INTEGER", float: "REAL"}[kinds[0]], NoneType in get_args(hint)


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_columns_are_the_fields_of_the_record(kind: type[Record]) -> None:
    hints = get_type_hints(kind)
    table = RECORD_TABLES[kind.TABLE]
    found = {column.name: (str(column.type), column.nullable) for column in table.columns}
    assert found.pop("position") == ("INTEGER", False)
    assert found == {item.name: stored_as(hints[item.name]) for item in fields(kind)}
    assert [column.name for column in table.primary_key] == ["id"]


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_foreign_keys_are_the_references_of_the_record(kind: type[Record]) -> None:
    cascades = {item.name: item.metadata.get("cascade") for item in fields(kind)}
    assert {
        key.parent.name: (key.column.table.name, key.ondelete)
        for key in RECORD_TABLES[kind.TABLE].foreign_keys
    } == {
        name: (target, "CASCADE" if cascades[name] else "SET NULL")
        for name, target in references_of(kind).items()
    }
    assert all(item.default is not MISSING for item in fields(kind) if cascades[item.name] is False)


@pytest.mark.parametrize("name", RECORD_TABLES)
def test_the_journal_keeps_every_column_of_its_table(name: str) -> None:
    kept = {column.name: str(column.type) for column in JOURNAL_TABLES[name].columns}
    wanted = {column.name: str(column.type) for column in RECORD_TABLES[name].columns}
    assert kept == {"step": "INTEGER", "existed": "INTEGER", **wanted}


@pytest.fixture
def made(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    create_database(tmp_path / "made.pmap")
    with closing(sqlite3.connect(tmp_path / "made.pmap")) as connection:
        yield connection


def test_a_new_file_is_marked_as_ours_and_has_the_expected_shape(
    made: sqlite3.Connection, tmp_path: Path
) -> None:
    header = read_header(tmp_path / "made.pmap")
    assert (header.application_id, header.user_version) == (APPLICATION_ID, SCHEMA_VERSION)
    assert header.stated_size == (tmp_path / "made.pmap").stat().st_size
    assert is_expected(shape_of(made))


def test_every_table_is_strict(made: sqlite3.Connection) -> None:
    loose = made.execute(
        "SELECT name FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    assert loose == [("alembic_version",)]


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE ties",
        "CREATE TABLE more (id)",
        "ALTER TABLE ties ADD COLUMN more TEXT",
        "DROP INDEX ix_ties_from_id",
        "CREATE TRIGGER sly AFTER INSERT ON ties BEGIN SELECT 1; END",
        "CREATE VIEW sly AS SELECT 1",
    ],
)
def test_any_other_shape_is_told_apart(made: sqlite3.Connection, change: str) -> None:
    made.execute(change)
    assert not is_expected(shape_of(made))
