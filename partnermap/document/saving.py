"""Writing the user's file: a fresh one beside it, checked and flushed, then put in its place at once."""

import logging
import os
import stat
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from db.engine import Database
from partnermap.document.backups import back_up
from partnermap.document.failures import plain_errors
from partnermap.document.opening import companion_of, looking_into
from partnermap.document.stamp import Stamp, stamp_of
from partnermap.domain.errors import DocumentError, SaveRefused

RETRY_AFTER = (0.05, 0.1, 0.2, 0.4, 0.8, 1.0)
"""Seconds between attempts to put the file in place: sync programs and scanners hold it for moments."""

_A_COPY = "save a copy under another name"
_AN_HOUR = 3600
_LOG = logging.getLogger(__name__)


def save_over(
    database: Database,
    target: Path,
    expected: Stamp | None,
    *,
    keep_old: bool,
    announce: Callable[[Stamp], None],
) -> Stamp:
    """Write the working copy to the user's file, if that is still the one we know.

    Args:
        database: the working copy, with no transaction open.
        target: the user's file.
        expected: what the file was when last read or written; None if it must not exist yet.
        keep_old: put the old content among the backups first.
        announce: told what is about to take the file's place, so that a death right then can be read.

    Returns:
        The stamp of the file as written.

    Raises:
        DocumentError: nothing was written, and why.
    """
    with plain_errors(target):
        _refuse_unless_ours(target, expected)
        with _fresh_copy(database, target) as fresh:
            _refuse_unless_ours(target, expected)
            return _put_in_place(fresh, target, keep_old=keep_old, announce=announce)


def save_anyway(database: Database, target: Path) -> Stamp:
    """Write the working copy to a file that the user chose, whatever lies there.

    Raises:
        DocumentError: nothing was written, and why.
    """
    with plain_errors(target):
        _refuse_in_use(target)
        with _fresh_copy(database, target) as fresh:
            return _put_in_place(fresh, target, keep_old=True)


def _put_in_place(
    fresh: Path, target: Path, *, keep_old: bool, announce: Callable[[Stamp], None] | None = None
) -> Stamp:
    _flush(fresh)
    if target.exists():
        fresh.chmod(stat.S_IMODE(target.stat().st_mode))
        if keep_old:
            _try_back_up(target)
    stamp = stamp_of(fresh)
    if announce is not None:
        announce(stamp)
    _replace(fresh, target)
    _flush_folder(target.parent)
    _sweep(target)
    return stamp


def _temporary_beside(target: Path) -> Path:
    # Sync programs skip names that begin like this.
    return target.with_name(f"{_temporary_prefix(target)}{uuid.uuid4().hex[:8]}.tmp")


def _temporary_prefix(target: Path) -> str:
    return f"~${target.stem[:40]}-"


def _sweep(target: Path) -> None:
    """Remove what saves that were cut off long ago left beside the target."""
    prefix, long_ago = _temporary_prefix(target), time.time() - _AN_HOUR
    with suppress(OSError):
        for path in target.parent.iterdir():
            is_ours = path.name.startswith(prefix) and path.suffix in (".tmp", ".tmp-journal")
            if is_ours and path.stat().st_mtime < long_ago:
                path.unlink()


@contextmanager
def _fresh_copy(database: Database, target: Path) -> Iterator[Path]:
    fresh = _temporary_beside(target)
    try:
        write_copy(database, fresh)
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def write_copy(database: Database, fresh: Path) -> None:
    """Write everything to a new file without -wal or -shm, and prove that it can be read back.

    Raises:
        DocumentError: what was written cannot be read back.
    """
    database.run("VACUUM INTO ?", (str(fresh),))
    with looking_into(fresh) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise DocumentError(
                f"The disk did not keep what was written to {fresh.parent}: save elsewhere."
            )


def _refuse_unless_ours(target: Path, expected: Stamp | None) -> None:
    _refuse_in_use(target)
    found = stamp_of(target) if target.exists() else None
    if found is None or found == expected:
        return
    raise SaveRefused(
        f"{target.name} was changed by somebody else since it was opened",
        f"{_A_COPY}, then bring the two together",
    )


def _refuse_in_use(target: Path) -> None:
    if not target.parent.is_dir():
        raise DocumentError(
            f"There is no folder {target.parent} for {target.name}: choose another place."
        )
    if target.is_dir():
        raise DocumentError(f"{target.name} is a folder: give the file another name.")
    if companion := companion_of(target):
        raise SaveRefused(
            f"Another program has {target.name} open ({companion.name} lies beside it)",
            _A_COPY,
            "close it there and ",
        )
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise SaveRefused(f"{target.name} is read-only", _A_COPY, "allow writing to it and ")


def _try_back_up(target: Path) -> None:
    try:
        back_up(target)
    except OSError:
        # Saving the work matters more than keeping the version before it.
        _LOG.warning("no backup of the last version could be made", exc_info=True)


def _replace(fresh: Path, target: Path) -> None:
    for pause in RETRY_AFTER:
        try:
            fresh.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    try:
        fresh.replace(target)
    except PermissionError as error:
        raise SaveRefused(
            f"Another program keeps hold of {target.name}",
            f"close it there, or {_A_COPY}",
            "close it there and ",
        ) from error


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
