"""A new, empty database of the newest schema.

It is made from the mapped classes, which a test proves equal to what the migrations make: so a new
file costs milliseconds and Alembic stays unloaded.
"""

from pathlib import Path

from db.engine import open_engine
from db.header import APPLICATION_ID, SCHEMA_VERSION
from db.schema import METADATA

REVISION_TABLE = "alembic_version"
"""Where Alembic notes the revision; user_version says the same to everybody else."""


def revision_name(version: int) -> str:
    """What the migration that makes a schema version is called: `0001`."""
    return f"{version:04d}"


def create_database(path: Path) -> None:
    """Make the file; it must not exist."""
    engine = open_engine(path)
    with engine.connect() as connection:
        run = connection.exec_driver_sql
        # Sixty tables and their indexes take a page each, so small pages keep a small file small.
        run("PRAGMA page_size = 1024")
        run(f"PRAGMA application_id = {APPLICATION_ID}")
        run("BEGIN")
        METADATA.create_all(connection, checkfirst=False)
        run(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
            " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        run("INSERT INTO alembic_version VALUES (?)", (revision_name(SCHEMA_VERSION),))
        run(f"PRAGMA user_version = {SCHEMA_VERSION}")
        run("COMMIT")
    engine.dispose()
