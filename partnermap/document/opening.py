"""Taking in a file that anybody may have made: looked at from outside, copied, then checked inside.

Nothing in the file is run: no trigger, no view, no function; a file that has any is refused.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.header import SCHEMA_VERSION, Header, read_header
from db.shape import Shape, is_expected, shape_of
from partnermap.document.backups import back_up
from partnermap.document.failures import plain_errors
from partnermap.document.stamp import Stamp, stamp_of
from partnermap.domain.errors import DamagedFile, DocumentError, FileInUse

_COMPANIONS = ("-journal", "-wal")


@dataclass(frozen=True, slots=True)
class Taken:
    """What is known of a file that was taken in; `notices` are sentences for the user."""

    stamp: Stamp
    is_newer: bool
    notices: tuple[str, ...] = ()


def resolved(path: Path) -> Path:
    """The file itself, where the path is a link to it; links are kept, not replaced."""
    return path.resolve() if path.is_symlink() else path.absolute()


def companion_of(path: Path) -> Path | None:
    """The -journal or -wal of a program that is writing to the file, if one lies beside it."""
    found = (path.with_name(path.name + ending) for ending in _COMPANIONS)
    return next((companion for companion in found if companion.exists()), None)


def take_in(path: Path, database: Path, *, allow_newer: bool) -> Taken:
    """Copy the user's file to the working copy, check it, and bring an older one up to date.

    Raises:
        DocumentError: it is missing, in use, not ours, damaged, carries code, or is newer.
    """
    with plain_errors(path):
        header = copy_in(path, database)
        stamp = stamp_of(database)
        is_newer = header.user_version > SCHEMA_VERSION
        if is_newer and not allow_newer:
            raise DocumentError(newer_sentence(path, header.user_version))
        check_inside(path, database, header.user_version)
        if is_newer:
            return Taken(stamp, is_newer, (newer_sentence(path, header.user_version),))
        if header.user_version == SCHEMA_VERSION:
            return Taken(stamp, is_newer)
        backup = back_up(path)
        _bring_up_to_date(path, database)
        return Taken(stamp, is_newer, (f"{path.name} was brought up to date; the old one is {backup}.",))


def copy_in(path: Path, database: Path) -> Header:
    """Copy the user's file to the working copy and check it from outside.

    Raises:
        DocumentError: there is no file, it is not ours, not whole, or another program has it.
    """
    with plain_errors(path):
        _refuse_unusable(path)
        shutil.copyfile(path, database)
        header = read_header(database)
        _check_header(path, header, database.stat().st_size)
        return header


def _refuse_unusable(path: Path) -> None:
    if path.is_dir():
        raise DocumentError(f"{path.name} is a folder: choose a .pmap file.")
    if companion := companion_of(path):
        raise FileInUse(
            f"{companion.name} lies beside {path.name}, so another program is writing to it or stopped"
            " half-way: close that program, or open a backup."
        )
    # Before the copy, so that a wrong file of many gigabytes is not copied first.
    _check_header(path, read_header(path), path.stat().st_size)


def _bring_up_to_date(path: Path, database: Path) -> None:
    from db.migrate import MigrationFailed, migrate

    try:
        migrate(database)
    except MigrationFailed as error:
        raise DocumentError(
            f"{path.name} could not be brought up to date ({error}): it is as it was; open a backup."
        ) from error


def _check_header(path: Path, header: Header, size: int) -> None:
    if size == 0:
        raise DocumentError(f"{path.name} is empty: open a backup of it, or make a new file.")
    if not header.is_sqlite:
        raise DocumentError(f"{path.name} is not a Partnermap file: choose a .pmap file.")
    if not header.is_ours:
        raise DocumentError(
            f"{path.name} is a database of another program: choose a file that Partnermap made."
        )
    if header.stated_size > size:
        raise DamagedFile(
            f"{path.name} is cut off ({size:,} of {header.stated_size:,} bytes): get it again, or open a"
            " backup of it."
        )
    if header.user_version < 1:
        has = f"says {header.user_version}" if header.user_version else "has none"
        raise DamagedFile(
            f"{path.name} is damaged (a schema version is 1 or more, it {has}): open a backup of it."
        )


def newer_sentence(path: Path, version: int) -> str:
    """What is said of a file that a newer Partnermap made."""
    return (
        f"{path.name} was made by a newer Partnermap (schema {version}, this one knows"
        f" {SCHEMA_VERSION}): update Partnermap to change it."
    )


@contextmanager
def looking_into(database: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection to a copy of a file that may be anybody's."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        yield connection


def check_inside(path: Path, database: Path, version: int) -> None:
    """Refuse a copy that is damaged, carries code, or is not built as its schema version says.

    Raises:
        DocumentError: what is wrong with `path`, the user's file.
    """
    with plain_errors(path), looking_into(database) as connection:
        problems = problems_inside(connection, version)
        if problems:
            kind = DocumentError if _foreign_code(shape_of(connection)) else DamagedFile
            raise kind(f"{path.name} cannot be opened because {problems[0]}: open a backup of it.")


def problems_inside(connection: sqlite3.Connection, version: int) -> list[str]:
    """What is wrong with a file, as half-sentences; empty when it may be opened."""
    shape = shape_of(connection)
    if foreign := _foreign_code(shape):
        return [f"it holds a {kind}, “{name}”, that Partnermap did not make" for kind, name in foreign]
    is_whole = connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
    found = [] if is_whole else ["parts of it are damaged and cannot be read"]
    if not found and version == SCHEMA_VERSION and not is_expected(shape):
        found.append("its tables are not those of a Partnermap file")
    loose = [] if found else connection.execute("PRAGMA foreign_key_check").fetchmany(5)
    return found + [f"a row of {table} points at no row of {target}" for table, _, target, _ in loose]


def _foreign_code(shape: Shape) -> list[tuple[str, str]]:
    return sorted(item for item in shape.objects if item[0] in ("trigger", "view"))
