"""What went wrong with a file, as one plain sentence that names it and says what to do."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from partnermap.domain.errors import DamagedFile, DocumentError

_LONGEST_PATH = 250

_SENTENCES = {
    errno.ENOENT: "There is no {name}: choose another file, or look whether it was moved.",
    errno.EISDIR: "{name} is a folder: choose a .pmap file.",
    errno.ENOTDIR: "There is no folder for {name}: choose another place.",
    errno.EACCES: "{name} may not be read or written with your account: choose another place.",
    errno.EPERM: "{name} may not be read or written with your account: choose another place.",
    errno.EROFS: "{name} lies on a disk that cannot be written: choose another place.",
    errno.ENOSPC: "The disk is full, so {name} was not written: free some space or choose another disk.",
    errno.EDQUOT: "Your share of the disk is used up, so {name} was not written: free some space.",
    errno.ENAMETOOLONG: "The path of {name} is too long: choose a shorter name or folder.",
}

FULL = _SENTENCES[errno.ENOSPC]
"""What is said of a full disk; `{name}` is the file."""


@contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what the system and SQLite raise about a file into a DocumentError.

    Raises:
        DocumentError: one sentence that names the file.
    """
    try:
        yield
    except OSError as error:
        raise DocumentError(_system_sentence(error, path)) from error
    except DBAPIError as error:
        raise _database_error(error.orig, path) from error
    except sqlite3.Error as error:
        raise _database_error(error, path) from error


def _system_sentence(error: OSError, path: Path) -> str:
    if len(str(path)) > _LONGEST_PATH and error.errno in (errno.ENOENT, errno.EINVAL):
        return _SENTENCES[errno.ENAMETOOLONG].format(name=path.name)
    sentence = _SENTENCES.get(error.errno or 0)
    if sentence is None:
        return f"{path.name} could not be used ({error.strerror}): try again or choose another place."
    return sentence.format(name=path.name)


def _database_error(error: BaseException | None, path: Path) -> DocumentError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedFile(f"{path.name} is damaged: open a backup of it instead.")
    return DocumentError(_database_sentence(code, error, path))


def _database_sentence(code: int, error: BaseException | None, path: Path) -> str:
    if code == sqlite3.SQLITE_FULL:
        return FULL.format(name=path.name)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"Another program is using {path.name}: close it there and try again."
    if code in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return _SENTENCES[errno.EACCES].format(name=path.name)
    return f"{path.name} could not be used ({error}): try again or choose another place."
