"""Delimited text from anywhere: its encoding, line ends and delimiter are found, not asked for."""

import contextlib
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from partnermap.domain.errors import SourceError

MAX_TEXT_BYTES = 250_000_000
"""About twenty-five times the largest spending file of a county."""

_DELIMITERS = ",;\t"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_LINE_LOOKED_AT = 65_536
_OPENING_BYTES = 262_144
_CONTROL = frozenset(map(chr, range(32))) - set("\t\n\r\f\x1a")


def text_rows(path: Path, *, opening_only: bool = False) -> Iterator[list[str]]:
    """The rows of a CSV file, cells as they are, blank lines as empty lists (so that counting fits).

    Comma, semicolon and tab separate; utf-8 with or without mark, utf-16 with mark and cp1252 are
    read; line ends may be LF, CRLF or CR alone.

    Args:
        path: of the file.
        opening_only: stop after the first lines, which is quicker where a format is to be recognised.

    Raises:
        SourceError: the file is too large, no text, or has a quotation mark that never closes.
    """
    text = read_text(path, opening_only=opening_only)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter_of(text))
    return _rows(path, reader)


def read_text(path: Path, *, opening_only: bool = False) -> str:
    """The text of a file, or its first lines, in whichever encoding it has; line ends are left alone.

    Raises:
        SourceError: the file is too large, cannot be read or is no text.
    """
    try:
        if path.stat().st_size > MAX_TEXT_BYTES:
            raise SourceError(f"{path.name} is larger than {MAX_TEXT_BYTES // 1_000_000} MB; split it.")
        text = _decoded(path.name, _opening(path) if opening_only else path.read_bytes())
    except OSError:
        raise SourceError(
            f"{path.name} cannot be read; close it in other programs and try again."
        ) from None
    if not text.strip():
        raise SourceError(f"{path.name} is empty; save it again from the program it came from.")
    if any(character in text for character in _CONTROL):
        raise SourceError(f"{path.name} is neither a workbook nor text; save it as .xlsx or .csv.")
    return text


def _opening(path: Path) -> bytes:
    """The first lines; cut after a line's end, lest a character is halved and the encoding misread."""
    with path.open("rb") as file:
        start = file.read(_OPENING_BYTES)
        if len(start) < _OPENING_BYTES or start.startswith(_UTF16_MARKS):
            return start + file.read()
    cut = max(start.rfind(b"\n"), start.rfind(b"\r"))
    return start[: cut + 1] if cut > 0 else path.read_bytes()


def _decoded(name: str, content: bytes) -> str:
    encodings = ("utf-16",) if content.startswith(_UTF16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(encoding)
    raise SourceError(f"The characters of {name} cannot be read; save it as CSV in UTF-8.")


def _delimiter_of(text: str) -> str:
    start = text[:_LONGEST_LINE_LOOKED_AT].lstrip("\r\n")
    line = "".join(start.splitlines()[:1])
    unquoted = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)


def _rows(path: Path, reader: Iterator[list[str]]) -> Iterator[list[str]]:
    number = 0
    try:
        for row in reader:
            number += 1
            yield row
    except csv.Error:
        raise SourceError(
            f"{path.name} cannot be read below row {number}; look there for a quotation mark "
            f"that is never closed."
        ) from None
