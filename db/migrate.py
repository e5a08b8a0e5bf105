"""Bringing an older database up to date; the only module that loads Alembic, and only when called."""

from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from db.engine import open_engine

REVISIONS = Path(__file__).parent / "migrations"
"""Where env.py and the folder `versions` are."""


class MigrationFailed(Exception):
    """A revision could not be applied; the database is as it was before."""


def migrate(path: Path, target: str = "head", revisions: Path = REVISIONS) -> None:
    """Apply the revisions that a database lacks, in one transaction, before any trigger exists.

    Foreign keys are off meanwhile: rebuilding a table that others point at would delete their rows.

    Raises:
        MigrationFailed: a revision failed or left keys that point at nothing.
    """
    engine = open_engine(path, ("trusted_schema = OFF", "foreign_keys = OFF"))
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                _upgrade(connection, target, revisions)
                _refuse_loose_keys(connection)
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
    except SQLAlchemyError as error:
        raise MigrationFailed(str(error)) from error
    finally:
        engine.dispose()


def _upgrade(connection: Connection, target: str, revisions: Path) -> None:
    from alembic.command import upgrade
    from alembic.config import Config

    config = Config()
    # Alembic reads the path with interpolation, and a folder may have a percent sign in its name.
    config.set_main_option("script_location", str(revisions).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    upgrade(config, target)


def _refuse_loose_keys(connection: Connection) -> None:
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if loose is not None:
        raise MigrationFailed(f"a row of {loose[0]} points at no row of {loose[2]}")
