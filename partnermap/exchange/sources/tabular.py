"""Workbooks, CSV files and folders of CSV files as plain rows of text; content decides, not the name.

No row is taken as a header here: a format that has one asks for `Sheet.header` and `Sheet.data`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from partnermap.domain.errors import Cancelled, SourceError
from partnermap.exchange.sources.archive import is_archive, refuse_old_workbook, workbook_rows
from partnermap.exchange.sources.plaintext import text_rows
from partnermap.jobs.token import Token

ROWS_BETWEEN_CHECKS = 5_000
_FIRST_BYTES = 8
_HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as the user counts it (the first line is 1) and its cells, trimmed."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table as it lies in the file; blank rows are left out, the others keep their numbers.

    Attributes:
        name: of the sheet, or of the CSV file without its suffix.
        place: file and sheet as messages name them: `stps.xlsx, Ties` or `Ties.csv`.
    """

    name: str
    place: str
    rows: tuple[Row, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The cells of the first row that is not blank."""
        return self.rows[0].cells if self.rows else ()

    @property
    def data(self) -> tuple[Row, ...]:
        """The rows below the header."""
        return self.rows[1:]


def read_sheets(source: Path, token: Token | None = None) -> tuple[Sheet, ...]:
    """All sheets of a workbook, the one of a CSV file, or those of every CSV file in a folder.

    Raises:
        SourceError: a file is missing, empty, damaged, protected, too large or no table.
        Cancelled: the token was cancelled.
    """
    return tuple(_sheets(source, token, None))


def first_rows(source: Path, count: int = 20) -> tuple[Sheet, ...]:
    """As read_sheets, but no more than so many rows of each sheet: enough to recognise a format.

    Raises:
        SourceError: as read_sheets.
    """
    return tuple(_sheets(source, None, count))


def is_text(source: Path) -> bool:
    """Whether the source is one file of delimited text, whatever its name; its lines: text_rows.

    Raises:
        SourceError: the file is missing, empty or cannot be opened.
    """
    return not source.is_dir() and not is_archive(_first_bytes(source))


def _sheets(source: Path, token: Token | None, count: int | None) -> Iterator[Sheet]:
    if source.is_dir():
        for path in _files_of(source):
            yield from _file_sheets(path, token, count)
    else:
        yield from _file_sheets(source, token, count)


def _file_sheets(path: Path, token: Token | None, count: int | None) -> Iterator[Sheet]:
    if is_archive(_first_bytes(path)):
        for name, rows in workbook_rows(path):
            yield Sheet(name, f"{path.name}, {name}", _numbered(rows, token, count))
    else:
        rows = text_rows(path, opening_only=count is not None)
        yield Sheet(path.stem, path.name, _numbered(rows, token, count))


def _files_of(folder: Path) -> list[Path]:
    found = [
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() == ".csv" and path.is_file() and not path.name.startswith(_HIDDEN)
    ]
    if not found:
        raise SourceError(f"The folder “{folder.name}” holds no .csv files; choose another folder.")
    return found


def _first_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            first = file.read(_FIRST_BYTES)
    except FileNotFoundError:
        raise SourceError(f"There is no file {path}; check its name and folder.") from None
    except OSError:
        raise SourceError(
            f"{path.name} cannot be opened; close it in other programs, check that you may read it "
            f"and try again."
        ) from None
    if not first:
        raise SourceError(f"{path.name} is empty; save it again from the program it came from.")
    refuse_old_workbook(path, first)
    return first


def _numbered(rows: Iterator[list[str]], token: Token | None, count: int | None) -> tuple[Row, ...]:
    found = []
    for number, cells in enumerate(islice(rows, count), start=1):
        if token is not None and number % ROWS_BETWEEN_CHECKS == 0 and token.is_cancelled:
            raise Cancelled
        trimmed = tuple(cell.strip() for cell in cells)
        if any(trimmed):
            found.append(Row(number, trimmed))
    return tuple(found)
