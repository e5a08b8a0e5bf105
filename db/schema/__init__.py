"""The schema of a .pmap file: one mapped class per kind of record, and the journal beside them."""

from collections.abc import Mapping

from sqlalchemy import MetaData, Table

from db.schema import agreements, evidence, joint_work, organisations, reorganisations
from db.schema.columns import Base
from db.schema.journal import Step, add_journal_table
from partnermap.domain.place import RECORD_TYPES

__all__ = [
    "JOURNAL_TABLES",
    "METADATA",
    "RECORD_TABLES",
    "STEPS",
    "agreements",
    "evidence",
    "joint_work",
    "organisations",
    "reorganisations",
]

METADATA: MetaData = Base.metadata
"""All tables of the newest schema."""

RECORD_TABLES: Mapping[str, Table] = {kind.TABLE: METADATA.tables[kind.TABLE] for kind in RECORD_TYPES}
"""Record tables by name, parents first."""

JOURNAL_TABLES: Mapping[str, Table] = {
    name: add_journal_table(table) for name, table in RECORD_TABLES.items()
}
"""Journal tables by the name of the record table beside which they stand."""

STEPS: Table = METADATA.tables[Step.__tablename__]
"""The table of steps."""
