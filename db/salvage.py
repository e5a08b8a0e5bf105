"""From the pages of a damaged file to its records: table by table, each row proved before it counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Float, Integer, Table

from db.pages import Cell, Pages, Row
from db.rows import row_format
from db.schema import RECORD_TABLES, STEPS
from partnermap.domain.errors import UserError
from partnermap.domain.record import Record

_SCHEMA_ROOT = 1
_FIRST_PRINTABLE = 32
_NO_ROWID = 1 << 63


@dataclass
class Salvage:
    """What can be read of a file.

    Attributes:
        records: by table, in the order they were recorded.
        known: ids by table that the file names, whether or not their rows can be read.
        steps: rows of the table of steps as far as they can be read.
        unreadable: number of pages that could not be read.
        bad_rows: number of rows that were there and made no sense.
        pages: number of pages of the file.
    """

    records: dict[str, list[Record]] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=dict)
    steps: list[Row] = field(default_factory=list)
    unreadable: int = 0
    bad_rows: int = 0
    pages: int = 0


def salvage(content: bytes) -> Salvage:
    """Read everything that a file's bytes still hold; nothing of it is run."""
    pages = Pages(content)
    roots = _roots(pages)
    missing = sum(name not in roots for name in RECORD_TABLES)
    found: dict[str, dict[str, tuple[int, Record]]] = {name: {} for name in RECORD_TABLES}
    known: dict[str, set[str]] = {name: set() for name in RECORD_TABLES}
    bad = 0
    for name in RECORD_TABLES:
        for cell in pages.table(roots[name]) if name in roots else ():
            bad += not _keep(found[name], _read(name, cell.values))
        known[name] |= _known(pages, roots.get(f"sqlite_autoindex_{name}_1"))
    steps = _steps(pages.table(roots[STEPS.name]) if STEPS.name in roots else ())
    if pages.unreadable or missing:
        for leaf in pages.stray_leaves():
            _keep_stray(found, leaf)
    for name, rows in found.items():
        known[name] |= rows.keys()
    return Salvage(
        records={name: _in_order(rows) for name, rows in found.items()},
        known=known,
        steps=[steps[number] for number in sorted(steps)],
        unreadable=len(pages.unreadable) + missing,
        bad_rows=bad + pages.bad_cells,
        pages=pages.count,
    )


def _roots(pages: Pages) -> dict[str, int]:
    """Root pages of tables and indexes by name, as far as the file's own list can be read."""
    return {
        str(cell.values[1]): cell.values[3]
        for cell in pages.table(_SCHEMA_ROOT)
        if len(cell.values) == 5 and isinstance(cell.values[3], int)
    }


def _known(pages: Pages, root: int | None) -> set[str]:
    cells = pages.index(root) if root is not None else ()
    return {cell.values[0] for cell in cells if cell.values and isinstance(cell.values[0], str)}


def _keep(rows: dict[str, tuple[int, Record]], read: tuple[int, Record] | None) -> bool:
    if read is None:
        return False
    rows.setdefault(read[1].id, read)
    return True


def _in_order(rows: dict[str, tuple[int, Record]]) -> list[Record]:
    return [record for _, record in sorted(rows.values(), key=lambda row: row[0])]


def _read(name: str, values: Row) -> tuple[int, Record] | None:
    """A row as its place in the order and its record; None where it is no row of this table."""
    table = RECORD_TABLES[name]
    if len(values) != len(table.columns) or not _fits(table, values):
        return None
    plain = [
        float(value) if isinstance(column.type, Float) and isinstance(value, int) else value
        for column, value in zip(table.columns, values, strict=True)
    ]
    named = dict(zip((column.name for column in table.columns), plain, strict=True))
    position = named.pop("position")
    form = row_format(name)
    try:
        record = form.decode([named[column] for column in form.columns])
    except (ValueError, UserError):
        return None
    return (position, record) if isinstance(position, int) else None


def _fits(table: Table, values: Row) -> bool:
    key = values[0]
    if not isinstance(key, str) or not key or min(key) < chr(_FIRST_PRINTABLE):
        return False
    return all(
        column.nullable if value is None else isinstance(value, _kinds_of(column.type))
        for column, value in zip(table.columns, values, strict=True)
    )


def _kinds_of(stored: object) -> tuple[type, ...]:
    """What a column may hold; SQLite stores a whole number of a REAL column as an integer."""
    if isinstance(stored, Float):
        return int, float
    return (int,) if isinstance(stored, Integer) else (str,)


def _keep_stray(found: dict[str, dict[str, tuple[int, Record]]], leaf: Sequence[Cell]) -> None:
    """Give a leaf that lost its table to the only one that all of its rows fit."""
    fitting = {
        name: rows
        for name in RECORD_TABLES
        if (rows := [row for cell in leaf if (row := _read(name, cell.values)) is not None])
        and len(rows) == len(leaf)
    }
    if len(fitting) == 1:
        ((name, rows),) = fitting.items()
        for row in rows:
            _keep(found[name], row)


def _steps(cells: Iterable[Cell]) -> dict[int, Row]:
    """Steps by number, as (number, time, label, what it reverses, schema version)."""
    wanted: tuple[type | tuple[type, ...], ...] = (str, str, (int, type(None)), int)
    return {
        cell.rowid: (cell.rowid, *cell.values[1:5])
        for cell in cells
        if len(cell.values) == len(STEPS.columns)
        and 0 < cell.rowid < _NO_ROWID
        and all(isinstance(value, kind) for value, kind in zip(cell.values[1:5], wanted, strict=True))
        and _is_time(str(cell.values[1]))
    }


def _is_time(words: str) -> bool:
    try:
        return datetime.fromisoformat(words).tzinfo is not None
    except ValueError:
        return False
