"""The shape of a database, columns, keys and all, to compare a file's with what it should be."""

from collections.abc import Iterable
from dataclasses import dataclass
from sqlite3 import Connection as DriverConnection

from db.create import REVISION_TABLE
from db.schema import METADATA

_OF_SQLITE = ("sqlite_sequence", "sqlite_stat1", "sqlite_stat4")


@dataclass(frozen=True)
class Shape:
    """What a database is made of.

    Attributes:
        objects: (type, name) of every table, index, view and trigger that somebody created.
        columns: (table, column, type, not null, part of the key).
        references: (table, column, table referred to, on delete).
    """

    objects: frozenset[tuple[str, str]]
    columns: frozenset[tuple[str, str, str, bool, bool]]
    references: frozenset[tuple[str, str, str, str]]

    def without_table(self, table: str) -> "Shape":
        """The same without what belongs to one table."""
        return Shape(
            frozenset(item for item in self.objects if item[1] != table),
            frozenset(item for item in self.columns if item[0] != table),
            frozenset(item for item in self.references if item[0] != table),
        )


def shape_of(connection: DriverConnection) -> Shape:
    """The shape of an open database, read without loading any of its own code."""
    objects = connection.execute("SELECT type, name FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    columns = connection.execute(
        'SELECT m.name, c.name, c.type, c."notnull", c.pk'
        " FROM sqlite_master m, pragma_table_xinfo(m.name) c WHERE m.type = 'table'"
    ).fetchall()
    references = connection.execute(
        'SELECT m.name, k."from", k."table", k.on_delete'
        " FROM sqlite_master m, pragma_foreign_key_list(m.name) k WHERE m.type = 'table'"
    ).fetchall()
    return Shape(
        frozenset((kind, name) for kind, name in objects if name not in _OF_SQLITE),
        frozenset(
            (table, name, kind, bool(required), bool(key))
            for table, name, kind, required, key in columns
            if table not in _OF_SQLITE
        ),
        frozenset(_texts(references)),
    )


def _texts(rows: Iterable[tuple[str, str, str, str]]) -> list[tuple[str, str, str, str]]:
    return [(table, column, target, on_delete) for table, column, target, on_delete in rows]


def expected_shape() -> Shape:
    """The shape of the newest schema, from the mapped classes; Alembic's own table left out."""
    tables = METADATA.tables.values()
    return Shape(
        frozenset(
            [("table", table.name) for table in tables]
            + [("index", str(index.name)) for table in tables for index in table.indexes]
        ),
        frozenset(
            (table.name, column.name, str(column.type), not column.nullable, column.primary_key)
            for table in tables
            for column in table.columns
        ),
        frozenset(
            (table.name, key.parent.name, key.column.table.name, str(key.ondelete))
            for table in tables
            for key in table.foreign_keys
        ),
    )


def is_expected(shape: Shape) -> bool:
    """Whether a file is built as the newest schema says."""
    return shape.without_table(REVISION_TABLE) == expected_shape()
