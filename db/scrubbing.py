"""Scrubbing: texts that the journal keeps are rewritten, and no page of the database holds the old."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import bindparam, select, update

from db.engine import Database
from db.schema import JOURNAL_TABLES, STEPS

Rewrite = Callable[[str, str, str, str], str | None]
"""Table, key of the record, column and text to the new text."""


def rewrite_rows(
    database: Database, columns: Mapping[str, Sequence[str]], rewrite: Rewrite, *, dry: bool = False
) -> int:
    """Rewrite the rows before of every step; inside a transaction.

    Args:
        database: with a step open, unless it is only counted.
        columns: of each record table that may have to be rewritten.
        rewrite: says what is to stand there.
        dry: only count.

    Returns:
        The number of rows that are concerned.
    """
    return sum(_rewrite_table(database, name, columns[name], rewrite, dry) for name in columns)


def _rewrite_table(
    database: Database, name: str, columns: Sequence[str], rewrite: Rewrite, dry: bool
) -> int:
    table = JOURNAL_TABLES[name]
    wanted = (table.c.step, table.c.id, *(table.c[column] for column in columns))
    rows = database.connection.execute(select(*wanted).where(table.c.existed == 1)).fetchall()
    changed = list(_changed(name, columns, rows, rewrite))
    if changed and not dry:
        statement = (
            update(table)
            .where(table.c.step == bindparam("at_step"), table.c.id == bindparam("at_id"))
            .values({column: bindparam(f"new_{column}") for column in columns})
        )
        database.connection.execute(statement, changed)
    return len(changed)


def _changed(
    name: str, columns: Sequence[str], rows: Sequence[Sequence[object]], rewrite: Rewrite
) -> Iterator[dict[str, object]]:
    for step, key, *values in rows:
        new = [
            rewrite(name, str(key), column, value) if isinstance(value, str) else value
            for column, value in zip(columns, values, strict=True)
        ]
        if new != values:
            texts = {f"new_{column}": value for column, value in zip(columns, new, strict=True)}
            yield {"at_step": step, "at_id": key, **texts}


def rewrite_labels(database: Database, rewrite: Callable[[str], str], *, dry: bool = False) -> int:
    """Rewrite the labels of all steps; inside a transaction. Returns how many are concerned."""
    rows = database.connection.execute(select(STEPS.c.id, STEPS.c.label)).fetchall()
    changed = [
        {"at_id": key, "new_label": rewrite(label)} for key, label in rows if rewrite(label) != label
    ]
    if changed and not dry:
        statement = update(STEPS).where(STEPS.c.id == bindparam("at_id"))
        database.connection.execute(statement.values(label=bindparam("new_label")), changed)
    return len(changed)


def leave_no_trace(database: Database) -> None:
    """Rebuild the database: neither its pages nor the log beside it hold what was overwritten."""
    database.run("VACUUM")
    database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
