"""Workbooks (.xlsx) opened with care: nothing is parsed before it is known to be small and plain.

The parts that passed go to the parser in a copy of ours, so that what was checked is what is read.
"""

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from partnermap.domain.errors import SourceError

MAX_UNPACKED_BYTES = 150_000_000
"""Of all parts together; a sheet of 190,000 spending rows takes about 30 MB."""

MAX_PARTS = 5_000
MAX_CELLS = 20_000_000

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_LARGEST_OLE_LOOKED_AT = 4_000_000
_PASSWORD_FLAG = 0x1
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_CELL = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["'][^>]*>\s*<(?:\w+:)?(?:v|is|f)\b"""
)
_ROW = re.compile(
    rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d{1,7})["'][^>]*>\s*<(?:\w+:)?c\b(?![^>]*\br\s*=)"""
)

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
"""What a workbook's cell may hold."""


def is_archive(first_bytes: bytes) -> bool:
    """Whether a file that begins so is a zip archive, as every .xlsx is."""
    return first_bytes.startswith((_ZIP, _EMPTY_ZIP))


def refuse_old_workbook(path: Path, first_bytes: bytes) -> None:
    """Refuse what begins as an .xls file or as a workbook under a password does.

    Raises:
        SourceError: it does.
    """
    if not first_bytes.startswith(_OLE):
        return
    with path.open("rb") as file:
        protected = _ENCRYPTED in file.read(_LARGEST_OLE_LOOKED_AT)
    if protected:
        raise SourceError(_protected(path))
    raise SourceError(f"{path.name} is in an old Office format; save it as an Excel workbook (.xlsx).")


def workbook_rows(path: Path) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """Name and rows of every sheet, in the workbook's order; row 1 is the sheet's first line.

    Raises:
        SourceError: the file is damaged, protected, no workbook, too large or declares XML entities.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

    copy = _checked_copy(path)
    try:
        with CalamineWorkbook.from_filelike(copy) as book:
            for about in book.sheets_metadata:
                if about.typ is SheetTypeEnum.WorkSheet:
                    values = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
                    yield about.name, ([cell_text(value) for value in row] for row in values)
    except (CalamineError, OSError, ValueError):
        raise SourceError(_damaged(path)) from None


def cell_text(value: Value) -> str:
    """A cell as text: dates in ISO form, whole numbers without a decimal point, yes and no."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        is_day = value.time() == dt.time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)


def _checked_copy(path: Path) -> io.BytesIO:
    """The workbook's XML parts, unpacked, in an archive in memory."""
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(path) as archive, zipfile.ZipFile(copy, "w") as plain:
            _check_contents(path, archive.infolist())
            for part in archive.infolist():
                if part.filename.lower().endswith((".xml", ".rels")):
                    content = archive.read(part)
                    _check_part(path, part.filename, content)
                    plain.writestr(part.filename, content)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        raise SourceError(_damaged(path)) from None
    copy.seek(0)
    return copy


def _check_contents(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _PASSWORD_FLAG for part in parts):
        raise SourceError(_protected(path))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        raise SourceError(
            f"{path.name} unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB and was not opened; "
            f"save only the sheets that are needed as a new workbook."
        )
    if not any(part.filename.lower() == "xl/workbook.xml" for part in parts):
        raise SourceError(f"{path.name} is an archive but no Excel workbook; save it as .xlsx or .csv.")


def _check_part(path: Path, name: str, content: bytes) -> None:
    if any(word in content for word in _DECLARATIONS):
        raise SourceError(
            f"{path.name} declares XML entities, which no ordinary workbook does, and was not opened; "
            f"save it again from Excel."
        )
    if name.lower().startswith("xl/worksheets/") and _cells_claimed(content) > MAX_CELLS:
        raise SourceError(
            f"A sheet of {path.name} reaches too far to the right and down; delete the stray cells "
            f"beyond the table and save it again."
        )


def _cells_claimed(sheet: bytes) -> int:
    """Cells of the rectangle that the parser would lay out: it spans every cell with a value."""
    columns: set[bytes] = set()
    last_row = 0
    for found in _CELL.finditer(sheet):
        columns.add(found[1])
        last_row = max(last_row, int(found[2]))
    for found in _ROW.finditer(sheet):
        last_row = max(last_row, int(found[1]))
    return last_row * max(map(_column_number, columns), default=1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _protected(path: Path) -> str:
    return (
        f"{path.name} is protected by a password; open it in Excel, save it without one and try again."
    )


def _damaged(path: Path) -> str:
    return f"{path.name} is damaged or cut off; fetch or save it again."
