"""Delimited text from anywhere: its encoding, line ends and delimiter are found, not asked for."""

import contextlib
import csv
import io
from collections.abc import Iterator
from pathlib import Path

from partnermap.domain.errors import SourceError

MAX_TEXT_BYTES = 250_000_000
"""About twenty-five times the largest spending file of a county."""

MAX_TEXT_CELLS = 20_000_000
"""As many as a sheet of a workbook may claim."""

MAX_COLUMNS = 16_384
"""As many as a sheet of Excel has."""

_DELIMITERS = ",;\t"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DATABASE = b"SQLite format 3\x00"
_LONGEST_LINE_LOOKED_AT = 65_536
_OPENING_BYTES = 262_144
_CONTROL = dict.fromkeys(set(range(32)) - set(b"\t\n\r")) | dict.fromkeys(b"\f\v", " ")
"""Characters that come along from other programs by mistake, and what stands in their place."""

_FEW_CONTROLS = 10
_MOST_CONTROLS = 0.01


def text_rows(path: Path, *, opening_only: bool = False) -> Iterator[list[str]]:
    """The rows of a CSV file, cells as they are, blank lines as empty lists (so that counting fits).

    Comma, semicolon and tab separate; utf-8 with or without mark, utf-16 with mark and cp1252 are
    read; line ends may be LF, CRLF or CR alone.

    Args:
        path: of the file.
        opening_only: stop after the first lines, which is quicker where a format is to be recognised.

    Raises:
        SourceError: the file is too large or too wide, no text, or has a quotation mark that never
            closes.
    """
    text = read_text(path, opening_only=opening_only)
    delimiter = _delimiter_of(text)
    if text.count(delimiter) + text.count("\n") > MAX_TEXT_CELLS:
        raise SourceError(
            f"{path.name} has more than {MAX_TEXT_CELLS // 1_000_000} million cells; delete the empty "
            f"rows and columns, or split it."
        )
    return _rows(_Lines(path.name, text, delimiter), may_be_cut=opening_only)


def read_text(path: Path, *, opening_only: bool = False) -> str:
    """The text of a file, or its first lines, in whichever encoding it has; line ends are left alone.

    Control characters that other programs leave behind are dropped.

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
    return _without_controls(path.name, text)


def _without_controls(name: str, text: str) -> str:
    controls = sum(text.count(chr(code)) for code in _CONTROL)
    if not controls:
        return text
    if "\x00" in text or controls > max(_FEW_CONTROLS, len(text) * _MOST_CONTROLS):
        raise SourceError(_no_text(name))
    return text.translate(_CONTROL)


def _opening(path: Path) -> bytes:
    """The first lines; cut after a line's end, lest a character is halved and the encoding misread."""
    with path.open("rb") as file:
        start = file.read(_OPENING_BYTES)
        if len(start) < _OPENING_BYTES or start.startswith(_UTF16_MARKS):
            return start + file.read()
    cut = max(start.rfind(b"\n"), start.rfind(b"\r"))
    return start[: cut + 1] if cut > 0 else path.read_bytes()


def _decoded(name: str, content: bytes) -> str:
    if content.startswith(_DATABASE):
        raise SourceError(f"{name} is a database; another .pmap file is brought in by merging it.")
    encodings = ("utf-16",) if content.startswith(_UTF16_MARKS) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(encoding)
    if b"\x00" in content:
        raise SourceError(_no_text(name))
    raise SourceError(f"The characters of {name} cannot be read; save it as CSV in UTF-8.")


def _no_text(name: str) -> str:
    return f"{name} is neither a workbook nor text; save it as .xlsx or .csv."


def _delimiter_of(text: str) -> str:
    start = text[:_LONGEST_LINE_LOOKED_AT].lstrip("\r\n")
    line = "".join(start.splitlines()[:1])
    unquoted = "".join(line.split('"')[::2])
    return max(_DELIMITERS, key=unquoted.count)


class _Lines:
    """The lines of a text; `ended` once there are no more, even in the middle of a row."""

    def __init__(self, name: str, text: str, delimiter: str) -> None:
        self.name = name
        self.delimiter = delimiter
        self.ended = False
        self._text = text

    def __iter__(self) -> Iterator[str]:
        for number, line in enumerate(io.StringIO(self._text, newline=""), start=1):
            if line.count(self.delimiter) >= MAX_COLUMNS:
                raise SourceError(
                    f"{self.name}, line {number} has more than {MAX_COLUMNS:,} cells; delete the empty "
                    f"columns, or split it."
                )
            yield line
        self.ended = True


def _rows(lines: _Lines, *, may_be_cut: bool) -> Iterator[list[str]]:
    number = 0
    try:
        for number, row in enumerate(csv.reader(lines, delimiter=lines.delimiter), start=1):
            if lines.ended and not may_be_cut:
                raise SourceError(
                    f"{lines.name}, row {number}: a quotation mark opens a cell there and is never "
                    f"closed; close or delete it."
                )
            yield row
    except csv.Error:
        raise SourceError(
            f"{lines.name}, row {number + 1} cannot be read; look there for a quotation mark that is "
            f"never closed."
        ) from None
