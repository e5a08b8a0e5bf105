"""Writing an export: whole or not at all, with one plain sentence when it cannot be written."""

import contextlib
import os
import tempfile
from pathlib import Path

from partnermap.domain.errors import UserError, not_written


def write_whole(data: bytes, target: Path) -> None:
    """Put all bytes at the target, through a temporary file beside it.

    Raises:
        UserError: the folder is missing or closed to us, the target is a folder or in use.
    """
    if target.is_dir():
        raise UserError(f"{target} is a folder; give the name of a file in it.")
    if not target.parent.is_dir():
        raise UserError(f"The folder {target.parent} does not exist; make it first or choose another.")
    try:
        _replace(data, target)
    except OSError as error:
        raise not_written(target, error) from error


def _replace(data: bytes, target: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
