"""Database: the one connection to a working copy, with transactions that we begin and end ourselves."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as DriverConnection
from typing import cast

from sqlalchemy import URL, Connection, Engine, StaticPool, create_engine, event

Values = tuple[object, ...]

_FOR_READING_ANY_FILE = ("trusted_schema = OFF", "cell_size_check = ON")
_FOR_WORK = (
    *_FOR_READING_ANY_FILE,
    "journal_mode = WAL",
    "synchronous = FULL",
    "recursive_triggers = ON",
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -64000",
)


def open_engine(path: Path, pragmas: Sequence[str] = _FOR_READING_ANY_FILE) -> Engine:
    """An engine with one connection that any thread may use, one at a time; autocommit."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        connect_args={"check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DriverConnection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return engine


class Database:
    """An open working copy; every statement goes through here.

    Values go to the driver as tuples: the ORM takes thirteen times as long for an import.
    """

    def __init__(self, path: Path, pragmas: Sequence[str] = _FOR_WORK) -> None:
        self.path = path
        self._engine = open_engine(path, pragmas)
        self._connection: Connection = self._engine.connect()

    def run(self, sql: str, values: Values = ()) -> None:
        """Execute one statement."""
        self._connection.exec_driver_sql(sql, values).close()

    def run_many(self, sql: str, rows: Sequence[Values]) -> None:
        """Execute one statement for every row."""
        if rows:
            self._connection.exec_driver_sql(sql, list(rows)).close()

    def rows(self, sql: str, values: Values = ()) -> Sequence[Values]:
        """All rows of a query, as plain tuples."""
        result = self._connection.exec_driver_sql(sql, values)
        return cast(Sequence[Values], result.fetchall())

    @property
    def connection(self) -> Connection:
        """The SQLAlchemy connection, for Core statements and migrations."""
        return self._connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; keys are checked at the end, so records may come in any order."""
        self.run("BEGIN IMMEDIATE")
        try:
            self.run("PRAGMA defer_foreign_keys = ON")
            yield
            self.run("COMMIT")
        except BaseException:
            if self._driver.in_transaction:
                self.run("ROLLBACK")
            raise

    def refresh_statistics(self) -> None:
        """Tell the query planner how much there is now; after imports, outside a transaction."""
        self.run("PRAGMA analysis_limit = 1000")
        self.run("ANALYZE")

    @property
    def _driver(self) -> DriverConnection:
        return cast(DriverConnection, self._connection.connection.driver_connection)

    def close(self) -> None:
        """Give the file back; nothing may be done afterwards."""
        self._connection.close()
        self._engine.dispose()
