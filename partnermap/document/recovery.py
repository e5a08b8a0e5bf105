"""What processes that died left behind, and what is to be done with it."""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import Error as DriverError

from partnermap.document.opening import looking_into
from partnermap.document.working_copy import DATABASE, Note, abandoned_folders, read_note

_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Leftover:
    """Work that was committed but not saved when its process died.

    Attributes:
        folder: of the working copy.
        path: of the user's file.
        when: the last time something was written.
        title: of the place.
    """

    folder: Path
    path: Path
    when: datetime
    title: str


def leftovers() -> tuple[Leftover, ...]:
    """Everything that can be offered back, newest first.

    Working copies that hold nothing beyond the user's file are deleted on the way; those of living
    processes are left alone.
    """
    found = [leftover for folder in abandoned_folders() for leftover in _look_at(folder)]
    return tuple(sorted(found, key=lambda leftover: leftover.when, reverse=True))


def discard(leftover: Leftover) -> None:
    """Delete what was left behind; the user's file stays as it is."""
    shutil.rmtree(leftover.folder, ignore_errors=True)


def _look_at(folder: Path) -> Iterator[Leftover]:
    note = read_note(folder)
    note = note.settled() if note is not None else None
    if note is None:
        # A folder being made has no note yet, so only old ones are rubbish.
        if time.time() - folder.stat().st_mtime > _A_DAY:
            shutil.rmtree(folder, ignore_errors=True)
        return
    database = folder / DATABASE
    when = datetime.fromtimestamp(_last_write(database), UTC)
    version, title = _read(database, note)
    if version == note.saved_version:
        shutil.rmtree(folder, ignore_errors=True)
    else:
        yield Leftover(folder, note.path, when, title)


def _last_write(database: Path) -> float:
    files = [database, database.with_name(database.name + "-wal")]
    return max((file.stat().st_mtime for file in files if file.exists()), default=0.0)


def _read(database: Path, note: Note) -> tuple[int, str]:
    """Version and title; a copy that cannot be read counts as unsaved and bears the file's name."""
    try:
        with looking_into(database) as connection:
            (version,) = connection.execute("SELECT max(id) FROM journal_steps").fetchone()
            (title,) = connection.execute("SELECT title FROM place").fetchone()
    except (DriverError, TypeError):
        return -1, note.path.stem
    return version or 0, title
