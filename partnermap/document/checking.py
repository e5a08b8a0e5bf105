"""What the check command says of a file: whole or not, which schema, how many records of each kind."""

import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from db.engine import Database
from db.header import SCHEMA_VERSION
from db.tables import count_sql
from partnermap.document.failures import plain_errors
from partnermap.document.loading import load_place
from partnermap.document.opening import (
    copy_in,
    looking_into,
    newer_sentence,
    problems_inside,
    resolved,
)
from partnermap.domain.errors import DocumentError
from partnermap.domain.place import RECORD_TYPES
from partnermap.shell.paths import work_folder


@dataclass(frozen=True)
class CheckReport:
    """The outcome of a check.

    Attributes:
        schema_version: of the file.
        counts: number of records by the title of their kind, in the order of the workbook.
        problems: what SQLite found wrong; empty when the file is whole.
    """

    schema_version: int
    counts: Mapping[str, int]
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check(path: Path) -> CheckReport:
    """Look a file over without changing it.

    Raises:
        DocumentError: it cannot be read as a file of ours at all, a newer Partnermap made it, or a
            record holds a word or a date that nobody can read.
    """
    path = resolved(path)
    with plain_errors(path), tempfile.TemporaryDirectory(dir=work_folder()) as folder:
        copy = Path(folder) / "copy.pmap"
        version = copy_in(path, copy).user_version
        if version > SCHEMA_VERSION:
            raise DocumentError(newer_sentence(path, version))
        with looking_into(copy) as connection:
            problems = tuple(problems_inside(connection, version))
            counts = (
                {}
                if problems
                else {
                    kind.TITLE: connection.execute(count_sql(kind.TABLE)).fetchone()[0]
                    for kind in RECORD_TYPES
                }
            )
        if not problems and version == SCHEMA_VERSION:
            with closing(Database(copy)) as database:
                load_place(database, 0, path.name)
    return CheckReport(version, counts, problems)
