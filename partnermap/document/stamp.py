"""Stamp: how we know that a file is still the one that we opened."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Stamp:
    """Size in bytes and SHA-256 of the content; not its time, which sync programs touch at will."""

    size: int
    digest: str


def stamp_of(path: Path) -> Stamp:
    """Read a file's stamp.

    Raises:
        OSError: it cannot be read.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return Stamp(size, digest.hexdigest())
