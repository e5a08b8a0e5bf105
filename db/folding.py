"""Folding: steps of the journal lose the rows that they kept and stay as labels."""

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
    page = database.rows("PRAGMA page_size")[0][0]
    return sum(_weight(database, name, last, page) for name in JOURNAL_TABLES)


def _weight(database: Database, name: str, last: int, page: object) -> int:
    """Bytes of one table: a row that is too long for its page has pages of its own for the rest.

    The limits are those of https://www.sqlite.org/fileformat.html, section 1.6, for a page without
    reserved bytes.
    """
    table = JOURNAL_TABLES[name]
    parts = [f'coalesce(length(CAST("{column.name}" AS BLOB)), 0) + 1' for column in table.columns]
    values = (last, page)
    found = database.rows(
        f"""
        WITH row (bytes) AS (SELECT {" + ".join(parts)} + 8 FROM "{table.name}" WHERE step <= ?1),
             page (size) AS (SELECT ?2)
        SELECT total(
          CASE WHEN bytes <= (size - 12) * 64 / 255 - 23 THEN bytes
          ELSE (size - 12) * 32 / 255 + size * ((bytes - (size - 12) * 32 / 255) / size + 1) END
        ) FROM row, page
        """,
        values,
    )
    total = found[0][0]
    return round(total) if isinstance(total, float) else 0
