"""Reading and writing records in bulk: one prepared statement per table, rows as tuples."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sqlalchemy import Select, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.sql.expression import UpdateBase

from db.engine import Database
from db.journal import tables_of
from db.rows import row_format
from db.schema import JOURNAL_TABLES, RECORD_TABLES
from partnermap.domain.errors import UserError
from partnermap.domain.record import Record


def insert_records(database: Database, name: str, records: Sequence[Record]) -> None:
    """Add records of one kind after those that are there."""
    table = RECORD_TABLES[name]
    last = database.connection.execute(select(func.max(table.c.position))).scalar() or 0
    encode = row_format(name).encode
    rows = [(*encode(record), last + place) for place, record in enumerate(records, start=1)]
    database.run_many(_insert_sql(name), rows)


def update_records(database: Database, name: str, records: Sequence[Record]) -> None:
    """Overwrite records of one kind; they keep their place in the order."""
    encode = row_format(name).encode
    database.run_many(_update_sql(name), [(*encode(record)[1:], record.id) for record in records])


def delete_records(database: Database, name: str, ids: Iterable[str]) -> None:
    """Remove records; those that need them go too, other references to them are emptied."""
    database.run_many(_delete_sql(name), [(key,) for key in ids])


def free_refs(database: Database, name: str, ids: Iterable[str]) -> None:
    """Empty the references of records, so that others may take them in the same step."""
    table = RECORD_TABLES[name]
    statement = update(table).where(table.c.id == bindparam("key")).values(ref=None)
    database.run_many(_sql(statement), [(None, key) for key in ids])


def empty_pointers(database: Database, step: int) -> None:
    """Empty what pointed, by table and key, at records that the step removed.

    A row whose pointer may not be empty goes instead, as it would by a foreign key; that may take
    further pointers with it, so the round is repeated until nothing more is found.
    """
    found = True
    while found:
        found = False
        for removed in tables_of(database, step):
            for name in _POINTING:
                found |= _empty_pointers_of(database, name, removed, step)


_POINTING = tuple(name for name, table in RECORD_TABLES.items() if "about_id" in table.columns)


def _empty_pointers_of(database: Database, name: str, removed: str, step: int) -> bool:
    table, journal, target = RECORD_TABLES[name], JOURNAL_TABLES[removed], RECORD_TABLES[removed]
    gone = select(journal.c.id).where(journal.c.step == step, journal.c.id.not_in(select(target.c.id)))
    points = (table.c.about_table == removed, table.c.about_id.in_(gone))
    statement = (
        update(table).where(*points).values(about_table=None, about_id=None)
        if table.c.about_id.nullable
        else delete(table).where(*points)
    )
    return database.connection.execute(statement).rowcount > 0


def read_records(database: Database, name: str, *, skip_unreadable: bool = False) -> Iterator[Record]:
    """All records of one kind in the order they were recorded.

    Raises:
        ValueError, UserError: a word or a date that this version does not know, unless skipped.
    """
    statement = _select(name).order_by(RECORD_TABLES[name].c.position)
    return _records(database, name, statement, skip_unreadable=skip_unreadable)


def read_touched(database: Database, name: str, step: int) -> Iterator[Record]:
    """The records of one kind that a step touched and that are there now, in their order."""
    table, journal = RECORD_TABLES[name], JOURNAL_TABLES[name]
    touched = select(journal.c.id).where(journal.c.step == step)
    statement = _select(name).where(table.c.id.in_(touched)).order_by(table.c.position)
    return _records(database, name, statement)


def read_order(database: Database, name: str) -> list[str]:
    """The ids of one kind in the order the records were entered."""
    table = RECORD_TABLES[name]
    return list(database.connection.execute(select(table.c.id).order_by(table.c.position)).scalars())


def read_before(
    database: Database, name: str, after: int, until: int
) -> Iterator[tuple[int, str, Record | None]]:
    """Step, id and record as it was before for all that some steps wrote in one table, oldest first.

    The steps are those later than `after`, up to `until`; None stands for a record that a step made.

    Raises:
        ValueError, UserError: a word or a date that this version does not know.
    """
    journal, form = JOURNAL_TABLES[name], row_format(name)
    kept = (journal.c[column] for column in form.columns)
    wanted = select(journal.c.step, journal.c.existed, *kept).order_by(journal.c.step)
    statement = wanted.where(journal.c.step > after, journal.c.step <= until)
    identity = form.columns.index("id")
    for step, existed, *row in database.connection.execute(statement).fetchall():
        yield step, row[identity], form.decode(row) if existed else None


def _records(
    database: Database,
    name: str,
    statement: Select[tuple[object, ...]],
    *,
    skip_unreadable: bool = False,
) -> Iterator[Record]:
    decode = row_format(name).decode
    for row in database.connection.execute(statement).fetchall():
        try:
            yield decode(row)
        except (ValueError, UserError):
            if not skip_unreadable:
                raise


def _select(name: str) -> Select[tuple[object, ...]]:
    table = RECORD_TABLES[name]
    return select(*(table.c[column] for column in row_format(name).columns))


def count_sql(name: str) -> str:
    """The query that counts the records of one kind."""
    return str(select(func.count()).select_from(RECORD_TABLES[name]).compile(dialect=dialect()))


@cache
def _insert_sql(name: str) -> str:
    columns = [*row_format(name).columns, "position"]
    return _sql(insert(RECORD_TABLES[name]).values({column: bindparam(column) for column in columns}))


@cache
def _update_sql(name: str) -> str:
    table = RECORD_TABLES[name]
    columns = row_format(name).columns[1:]
    statement = update(table).where(table.c.id == bindparam("key"))
    return _sql(statement.ordered_values(*((table.c[column], bindparam(column)) for column in columns)))


@cache
def _delete_sql(name: str) -> str:
    table = RECORD_TABLES[name]
    return _sql(delete(table).where(table.c.id == bindparam("key")))


def _sql(statement: UpdateBase) -> str:
    return str(statement.compile(dialect=dialect()))
