"""WorkingCopy: the database that a document really writes to, in a folder that nobody syncs.

A process holds a lock on the folder for as long as it lives, and the system lets go of it when the
process dies, however it dies: so a copy whose lock is free was left behind.
"""

import json
import os
import shutil
import sys
import uuid
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from partnermap.document.stamp import Stamp, stamp_of
from partnermap.shell.paths import work_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

DATABASE = "document.pmap"
"""Name of the database in a working folder."""

_LOCK = "lock"
_NOTE = "about.json"


@dataclass(frozen=True, slots=True)
class Note:
    """What a working copy knows about the user's file.

    Attributes:
        path: of the user's file.
        stamp: of that file when it was last read or written; None while it does not exist.
        saved_version: of the document when it was last read or written.
        coming_stamp, coming_version: of a save that is about to take the file's place.
    """

    path: Path
    stamp: Stamp | None
    saved_version: int | None
    coming_stamp: Stamp | None = None
    coming_version: int | None = None

    def settled(self) -> "Note":
        """The note after a save that may have been cut off: whether it was done shows in the file."""
        if self.coming_stamp is None or not self.path.is_file():
            return self
        if stamp_of(self.path) != self.coming_stamp:
            return replace(self, coming_stamp=None, coming_version=None)
        return Note(self.path, self.coming_stamp, self.coming_version)


class WorkingCopy:
    """A folder of our own with the database, a note of whose it is, and the lock."""

    def __init__(self, folder: Path, lock: IO[str]) -> None:
        self.folder = folder
        self._lock = lock

    @classmethod
    def make(cls) -> "WorkingCopy":
        """A new, empty folder that is ours."""
        folder = work_folder() / str(uuid.uuid4())
        folder.mkdir()
        claimed = cls.claim(folder)
        if claimed is None:
            raise OSError(None, "its working folder is in use")
        return claimed

    @classmethod
    def claim(cls, folder: Path) -> "WorkingCopy | None":
        """Take over a folder, or None while a living process holds it."""
        lock = (folder / _LOCK).open("a+", encoding="utf-8")
        if not _take(lock):
            lock.close()
            return None
        lock.truncate(0)
        lock.write(f"{os.getpid()} {datetime.now(UTC).isoformat()}\n")
        lock.flush()
        return cls(folder, lock)

    @property
    def database(self) -> Path:
        """The database inside the folder."""
        return self.folder / DATABASE

    def write_note(self, note: Note) -> None:
        """Say whose copy this is; replaced whole, so it is never half-written."""
        fresh = self.folder / f"{_NOTE}.new"
        fresh.write_text(json.dumps(asdict(note), default=str), encoding="utf-8")
        fresh.replace(self.folder / _NOTE)

    def release(self) -> None:
        """Let go of the folder and leave everything in it."""
        self._lock.close()

    def remove(self) -> None:
        """Let go of the folder and delete it."""
        self.release()
        shutil.rmtree(self.folder, ignore_errors=True)


def read_note(folder: Path) -> Note | None:
    """The note of a working copy; None where there is none that can be read."""
    try:
        plain = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        stamps = {name: Stamp(**plain[name]) for name in ("stamp", "coming_stamp") if plain[name]}
        return Note(**{**plain, **stamps, "path": Path(plain["path"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_open_elsewhere(path: Path) -> bool:
    """Whether a living process has a working copy of the user's file, this process included."""
    notes = (read_note(folder) for folder in _folders() if _is_in_use(folder))
    return any(note is not None and note.path == path for note in notes)


def abandoned_folders() -> list[Path]:
    """Working folders that no living process holds."""
    return [folder for folder in _folders() if not _is_in_use(folder)]


def _is_in_use(folder: Path) -> bool:
    try:
        with (folder / _LOCK).open("r+", encoding="utf-8") as lock:
            return not _take(lock)
    except FileNotFoundError:
        return False


def _folders() -> list[Path]:
    return [folder for folder in work_folder().iterdir() if folder.is_dir()]


if sys.platform == "win32":

    def _take(lock: IO[str]) -> bool:
        # A byte far behind the text: Windows lets nobody else read a locked byte.
        lock.seek(1 << 30)
        try:
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _take(lock: IO[str]) -> bool:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
