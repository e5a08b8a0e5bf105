"""The journal: TEMP triggers keep each record as it was before a step; replaying a step undoes it.

The first picture of a record in a step is the one that counts, so each record stands once per step.
Triggers and the note of the open step live in the connection only: a file carries none, and with no
step open every write to a record table fails.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from string import Template

from sqlalchemy import Table, bindparam, delete, exists, insert, select, update
from sqlalchemy.dialects.sqlite import dialect

from db.engine import Database
from db.header import SCHEMA_VERSION
from db.schema import JOURNAL_TABLES, RECORD_TABLES, STEPS

OUTSIDE_A_STEP = "records are written by commands only"
"""What SQLite says when something writes to a record table while no step is open."""

_TRIGGER = Template(
    """
CREATE TEMP TRIGGER "${journal}_$event" AFTER $event ON main."$table" BEGIN
  SELECT RAISE(ABORT, '$refusal') WHERE NOT EXISTS (SELECT 1 FROM open_step);
  INSERT INTO "$journal" (step, existed, $columns)
    SELECT open_step.step, $existed, $was FROM open_step
    WHERE NOT EXISTS (
      SELECT 1 FROM "$journal" AS kept WHERE kept.step = open_step.step AND kept.id = $row.id
    );
END
"""
)


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row of the table of steps."""

    id: int
    when: datetime
    label: str
    reverses: int | None
    schema_version: int
    folded: bool


@dataclass(frozen=True)
class Touched:
    """Ids by table that a step added, changed and removed."""

    added: Mapping[str, frozenset[str]]
    changed: Mapping[str, frozenset[str]]
    removed: Mapping[str, frozenset[str]]


def start_journal(database: Database) -> None:
    """Make the triggers; from now on records can be written inside a step only."""
    database.run("CREATE TEMP TABLE open_step (step INTEGER NOT NULL)")
    for table in RECORD_TABLES.values():
        for statement in _triggers(table):
            database.run(statement)


def _triggers(table: Table) -> list[str]:
    kept = [column.name for column in table.columns]
    journal = JOURNAL_TABLES[table.name].name
    fill = partial(_TRIGGER.substitute, table=table.name, journal=journal, refusal=OUTSIDE_A_STEP)
    columns = ", ".join(f'"{name}"' for name in kept)
    was = ", ".join(f'OLD."{name}"' for name in kept)
    texts = [fill(event="INSERT", columns="id", was="NEW.id", existed=0, row="NEW")]
    for event in ("UPDATE", "DELETE"):
        texts.append(fill(event=event, columns=columns, was=was, existed=1, row="OLD"))
    return texts


@contextmanager
def step(database: Database, label: str, reverses: int | None = None) -> Iterator[StepRow]:
    """One transaction that is one step of the journal."""
    when = _moment(database)
    values = {
        "at": when.isoformat(timespec="microseconds"),
        "label": label,
        "reverses": reverses,
        "schema_version": SCHEMA_VERSION,
        "folded": 0,
    }
    with database.transaction():
        made = database.connection.execute(insert(STEPS).returning(STEPS.c.id), values)
        number: int = made.scalar_one()
        database.run("INSERT INTO open_step VALUES (?)", (number,))
        yield StepRow(number, when, label, reverses, SCHEMA_VERSION, folded=False)
        database.run("DELETE FROM open_step")


def _moment(database: Database) -> datetime:
    """Now, a little later where a step has that time already: clocks may tick only every few
    milliseconds, and merges know steps by their time.
    """
    when = datetime.now(UTC)
    taken = select(STEPS.c.id).where(STEPS.c.at == bindparam("at"))
    while database.connection.execute(taken, {"at": when.isoformat(timespec="microseconds")}).first():
        when += timedelta(microseconds=1)
    return when


def read_steps(database: Database) -> list[StepRow]:
    """All steps, oldest first."""
    found = database.connection.execute(select(STEPS).order_by(STEPS.c.id))
    return [
        StepRow(
            id=row.id,
            when=datetime.fromisoformat(row.at),
            label=row.label,
            reverses=row.reverses,
            schema_version=row.schema_version,
            folded=bool(row.folded),
        )
        for row in found
    ]


def touched_by(database: Database, number: int) -> Touched:
    """What a step did: asked at its end, or later while no other step came after it."""
    added: dict[str, frozenset[str]] = {}
    changed: dict[str, frozenset[str]] = {}
    removed: dict[str, frozenset[str]] = {}
    for name in tables_of(database, number):
        table, journal = RECORD_TABLES[name], JOURNAL_TABLES[name]
        found = database.connection.execute(
            select(journal.c.id, journal.c.existed, table.c.id.is_not(None))
            .join_from(journal, table, journal.c.id == table.c.id, isouter=True)
            .where(journal.c.step == number)
        ).fetchall()
        for part, before, after in ((added, 0, 1), (changed, 1, 1), (removed, 1, 0)):
            if ids := frozenset(key for key, was, now in found if (was, now) == (before, after)):
                part[name] = ids
    return Touched(added, changed, removed)


def tables_of(database: Database, number: int) -> list[str]:
    """Names of the record tables that a step wrote to, parents first."""
    flags = database.rows(_which_tables(), (number,) * len(JOURNAL_TABLES))[0]
    return [name for name, is_there in zip(JOURNAL_TABLES, flags, strict=True) if is_there]


@cache
def _which_tables() -> str:
    parts = [exists().where(table.c.step == bindparam("step")) for table in JOURNAL_TABLES.values()]
    return str(select(*parts).compile(dialect=dialect()))


def replay(database: Database, number: int) -> None:
    """Put every record that a step touched back as it was before; inside another open step.

    Records that the step made go first: whatever points at them was touched by the step as well and
    comes back with the others. Emptying references before the updates lets two records swap theirs.
    """
    names = tables_of(database, number)
    for part in (_unmake, _free_refs, _put_back, _remake):
        for name in names:
            part(database, name, number)


def _unmake(database: Database, name: str, number: int) -> None:
    table, journal = RECORD_TABLES[name], JOURNAL_TABLES[name]
    made = select(journal.c.id).where(journal.c.step == number, journal.c.existed == 0)
    database.connection.execute(delete(table).where(table.c.id.in_(made)))


def _free_refs(database: Database, name: str, number: int) -> None:
    table, journal = RECORD_TABLES[name], JOURNAL_TABLES[name]
    other = select(journal.c.id).where(
        journal.c.step == number,
        journal.c.id == table.c.id,
        journal.c.existed == 1,
        journal.c.ref.is_distinct_from(table.c.ref),
    )
    statement = update(table).where(table.c.ref.is_not(None), other.correlate(table).exists())
    database.connection.execute(statement.values(ref=None))


def _remake(database: Database, name: str, number: int) -> None:
    table, journal = RECORD_TABLES[name], JOURNAL_TABLES[name]
    names = [column.name for column in table.columns]
    gone = select(*(journal.c[column] for column in names)).where(
        journal.c.step == number, journal.c.existed == 1, journal.c.id.not_in(select(table.c.id))
    )
    database.connection.execute(insert(table).from_select(names, gone))


def _put_back(database: Database, name: str, number: int) -> None:
    table, journal = RECORD_TABLES[name], JOURNAL_TABLES[name]
    before = {column.name: journal.c[column.name] for column in table.columns if column.name != "id"}
    statement = update(table).where(
        journal.c.step == number, journal.c.existed == 1, journal.c.id == table.c.id
    )
    database.connection.execute(statement.values(before))


def forget_steps(database: Database) -> None:
    """Empty the journal of a copy that is handed on; inside a transaction."""
    for table in (*JOURNAL_TABLES.values(), STEPS):
        database.connection.execute(delete(table))
    database.run("DELETE FROM sqlite_sequence")
