"""Rolling dated backups of the user's files, in local application data."""

import hashlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from partnermap.shell.file_names import short_stem
from partnermap.shell.paths import backup_folder

KEPT = 5
"""How many backups of one file stay."""

_MOST_BYTES = 240
"""Of a file's own name in that of its folder, which has 255."""


def folder_of(path: Path) -> Path:
    """Where the backups of a file are; two files of one name in two folders do not share it."""
    mark = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:8]
    has_room = len(os.fsencode(path.stem)) <= _MOST_BYTES
    return backup_folder() / f"{path.stem if has_room else short_stem(path.stem)}-{mark}"


def back_up(path: Path) -> Path:
    """Copy a file as it is now, and drop the oldest copies beyond those kept.

    Raises:
        OSError: the copy could not be made.
    """
    folder = folder_of(path)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{datetime.now(UTC):%Y-%m-%d %H%M%S %f}{path.suffix}"
    shutil.copyfile(path, target)
    for old in backups_of(path)[KEPT:]:
        old.unlink(missing_ok=True)
    return target


def backups_of(path: Path) -> list[Path]:
    """The backups of a file, newest first."""
    folder = folder_of(path)
    return sorted(folder.iterdir(), reverse=True) if folder.is_dir() else []


def delete_backups(path: Path) -> int:
    """Delete the backups of a file for good; returns how many there were.

    Raises:
        OSError: one could not be deleted.
    """
    found = backups_of(path)
    for backup in found:
        backup.unlink(missing_ok=True)
    return len(found)
