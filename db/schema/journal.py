"""The tables of the journal: one of steps, and beside each record table one of rows as they were."""

from sqlalchemy import Column, Integer, Table, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.schema.columns import Base, Flag

PREFIX = "journal_"
"""What the name of a journal table puts before that of its record table."""


class Step(Base):
    """One committed edit, import, undo or redo; never removed; only folding and forgetting change it.

    `at` is UTC as ISO text; `reverses` is the step that an undo or a redo takes back; a `folded`
    step has lost its rows and cannot be undone, nor can one of an older schema version.
    """

    __tablename__ = "journal_steps"
    __table_args__ = {"sqlite_strict": True, "sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    label: Mapped[str]
    reverses: Mapped[int | None]
    schema_version: Mapped[int]
    folded: Mapped[Flag]


def add_journal_table(record_table: Table) -> Table:
    """The table that keeps, per step and record, the row as it was before the step.

    `existed` is 0 for a record that the step created; its other columns are then empty.
    """
    kept = [Column(column.name, column.type) for column in record_table.columns if column.name != "id"]
    return Table(
        PREFIX + record_table.name,
        record_table.metadata,
        Column("step", Integer, primary_key=True, autoincrement=False),
        Column("id", Text, primary_key=True),
        Column("existed", Integer, nullable=False),
        *kept,
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
