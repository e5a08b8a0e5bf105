"""From the tables to a Place: all of it when a file is opened, what a step touched afterwards."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from sqlalchemy.exc import OperationalError

from db.engine import Database
from db.journal import Touched
from db.tables import read_order, read_records, read_touched
from partnermap.domain.errors import DamagedFile, UserError
from partnermap.domain.place import RECORD_TYPES, Place, Rows
from partnermap.domain.record import Record


def load_place(database: Database, version: int, name: str = "This file") -> Place:
    """Every record of the file; `name` is what a refusal calls it.

    Raises:
        DamagedFile: a record holds a word or a date that this version cannot read.
    """
    tables = {
        kind.TABLE: _by_id(kind.TABLE, read_records(database, kind.TABLE), name) for kind in RECORD_TYPES
    }
    return Place(version, tables)


def load_what_is_readable(database: Database) -> Place:
    """The records of a newer file that this version understands; the others are left out."""
    tables: dict[str, Rows] = {}
    for kind in RECORD_TYPES:
        # A table or a column may have gone; what has no place here cannot be shown.
        with suppress(OperationalError):
            tables[kind.TABLE] = {
                record.id: record for record in read_records(database, kind.TABLE, skip_unreadable=True)
            }
    return Place(0, tables)


def _by_id(table: str, records: Iterator[Record], name: str = "This file") -> dict[str, Record]:
    try:
        return {record.id: record for record in records}
    except (ValueError, UserError) as error:
        # Of a word that is on no list Python also names its class, which says nothing to a user.
        value = str(error).partition(" is not a valid ")[0].partition("; ")[0]
        raise DamagedFile(
            f"{name} cannot be opened because its table {table} holds a value that Partnermap cannot"
            f" read ({value}): open a backup of it."
        ) from error


def reload(database: Database, place: Place, touched: Touched, step: int) -> Mapping[str, Rows]:
    """The tables that a step touched, as they now stand; unchanged records are the same objects."""
    return {name: _reload_table(database, place, touched, name, step) for name in _names(touched)}


def as_written(
    place: Place, touched: Touched, written: Mapping[str, Sequence[Record]]
) -> Mapping[str, Rows]:
    """The same without asking the database, for a step that removed nothing.

    Nothing can then have changed but what was written, so an import need not be read back.
    """
    return {
        name: {**place.tables.get(name, {}), **{record.id: record for record in written[name]}}
        for name in _names(touched)
    }


def _names(touched: Touched) -> set[str]:
    return {*touched.added, *touched.changed, *touched.removed}


def _reload_table(database: Database, place: Place, touched: Touched, name: str, step: int) -> Rows:
    rows = dict(place.tables.get(name, {}))
    for key in touched.removed.get(name, ()):
        del rows[key]
    rows.update(_by_id(name, read_touched(database, name, step)))
    if name not in touched.added:
        return rows
    # A record that comes back by undo belongs where it was, not at the end.
    order = read_order(database, name)
    return rows if list(rows) == order else {key: rows[key] for key in order}
