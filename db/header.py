"""The first hundred bytes of a .pmap file: whose it is, which schema, whether it is whole."""

from dataclasses import dataclass
from pathlib import Path

APPLICATION_ID = 0x504D4150
"""Marks a SQLite file as ours: the letters PMAP."""

SCHEMA_VERSION = 1
"""Number of the newest migration; SQLite's user_version of the files we write."""

_MAGIC = b"SQLite format 3\0"
_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Header:
    """What the header says; sizes in bytes (https://www.sqlite.org/fileformat.html, section 1.3)."""

    is_sqlite: bool
    application_id: int = 0
    user_version: int = 0
    stated_size: int = 0

    @property
    def is_ours(self) -> bool:
        """Whether Partnermap wrote the file."""
        return self.is_sqlite and self.application_id == APPLICATION_ID


def read_header(path: Path) -> Header:
    """Read the header of any file.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(_LENGTH)
    if len(start) < _LENGTH or not start.startswith(_MAGIC):
        return Header(is_sqlite=False)
    page_size = int.from_bytes(start[16:18], "big")
    pages = int.from_bytes(start[28:32], "big")
    return Header(
        is_sqlite=True,
        application_id=int.from_bytes(start[68:72], "big"),
        user_version=int.from_bytes(start[60:64], "big", signed=True),
        stated_size=(65536 if page_size == 1 else page_size) * pages,
    )
