"""Folding: steps of the journal lose the rows that they kept and stay as labels."""

from collections.abc import Sequence

from sqlalchemy import LargeBinary, case, cast, func, literal, select
from sqlalchemy.sql.functions import coalesce

from db.engine import Database
from db.schema import JOURNAL_TABLES, STEPS


def fold_steps(database: Database, first: int, last: int) -> None:
    """Drop what the steps from `first` to `last` kept; inside a transaction."""
    for table in JOURNAL_TABLES.values():
        held = table.c.step.between(first, last)
        database.connection.execute(table.delete().where(held))
    database.connection.execute(STEPS.update().where(STEPS.c.id.between(first, last)).values(folded=1))


def weight_of_steps(database: Database, last: int) -> int:
    """About how many bytes the steps up to `last` keep besides their labels."""
    page = int(str(database.rows("PRAGMA page_size")[0][0]))
    return sum(_weight(database, name, last, page) for name in JOURNAL_TABLES)


def _weight(database: Database, name: str, last: int, page: int) -> int:
    """Bytes of one table: a row that is too long for its page has pages of its own for the rest.

    The limits are those of https://www.sqlite.org/fileformat.html, section 1.6, for a page without
    reserved bytes.
    """
    table = JOURNAL_TABLES[name]
    values = [coalesce(func.length(cast(column, LargeBinary)), 0) + 1 for column in table.columns]
    row = sum(values, literal(8))
    longest, kept = (page - 12) * 64 // 255 - 23, (page - 12) * 32 // 255
    spilt = kept + page * ((row - kept) // page + 1)
    total = select(func.total(case((row <= longest, row), else_=spilt))).where(table.c.step <= last)
    size: float = database.connection.execute(total).scalar_one()
    return round(size)


def insert_folded(database: Database, steps: Sequence[Sequence[object]]) -> None:
    """Add steps, as (number, time, label, what it reverses, schema version), as labels only."""
    names = ("id", "at", "label", "reverses", "schema_version")
    rows = [{**dict(zip(names, step, strict=True)), "folded": 1} for step in steps]
    if rows:
        database.connection.execute(STEPS.insert(), rows)
