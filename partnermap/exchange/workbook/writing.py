"""A place written as a workbook (.xlsx) or as a folder of .csv files; whole or not at all."""

import csv
import datetime as dt
import io
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from partnermap.domain.errors import UserError, not_written
from partnermap.domain.place import Place
from partnermap.exchange.workbook.cells import Written
from partnermap.exchange.workbook.columns import plain
from partnermap.exchange.workbook.explanation import explanation
from partnermap.exchange.workbook.formulas import is_guarded, is_like_a_formula
from partnermap.exchange.workbook.narrowing import narrowed
from partnermap.exchange.workbook.sheets import FORM_OF_TITLE
from partnermap.exchange.workbook.tables import Table, tables_of
from partnermap.exchange.xml_text import fit_for_xml

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST_CELL = 32_767
"""Characters that Excel takes in one cell."""

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NEEDS_A_MARK = ("=", "+", "-", "@", "#")
_WIDEST_COLUMN = 40
_ROWS_MEASURED = 100


def export_workbook(
    place: Place,
    target: Path,
    *,
    on: dt.date | None = None,
    without: frozenset[str] = frozenset(),
) -> None:
    """Write the template's sheets filled with the place, and any extra sheet that has rows.

    Args:
        place: may be empty: then this is the template.
        target: a name ending in .xlsx, or else a folder for .csv files.
        on: keep only what is in force on this date.
        without: any of people, money, history.

    Raises:
        UserError: the target has another suffix or cannot be written, or a text is too long for a cell
            of .xlsx.
    """
    if target.suffix.lower() not in ("", ".xlsx") and not target.is_dir():
        raise UserError(
            f"“{target.name}” cannot be written as {target.suffix}; give a name ending in .xlsx, or the "
            f"name of a folder, without a dot, for .csv files."
        )
    tables = list(tables_of(narrowed(place, on, without)))
    if not target.absolute().parent.is_dir():
        raise UserError(f"The folder {target.parent} does not exist; make it first or choose another.")
    try:
        if target.suffix.lower() == ".xlsx":
            _write_workbook(tables, target)
        else:
            _write_folder(tables, target)
    except OSError as error:
        raise not_written(target, error) from None


def _write_workbook(tables: Iterable[Table], target: Path) -> None:
    from openpyxl import Workbook

    checked = [explanation(), *map(_for_excel, tables)]
    book = Workbook(write_only=True)
    for table in checked:
        _fill(book.create_sheet(table.title), table)
    # In memory first: where the disk refuses, openpyxl leaves writers behind that complain at their end.
    content = io.BytesIO()
    book.save(content)
    with tempfile.TemporaryDirectory(
        prefix=f".{target.stem[:40]}-", dir=target.absolute().parent
    ) as name:
        fresh = Path(name) / target.name
        fresh.write_bytes(content.getbuffer())
        fresh.replace(target)


def _fill(sheet: "Worksheet", table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    for index, title in enumerate(table.header):
        texts = [
            str(row[index]) for row in table.rows[:_ROWS_MEASURED] if index < len(row) and row[index]
        ]
        width = max(map(len, [title, *texts])) + 3
        sheet.column_dimensions[get_column_letter(index + 1)].width = min(width, _WIDEST_COLUMN)
    header = [WriteOnlyCell(sheet, title) for title in table.header]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in table.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: "Worksheet", value: Written) -> "Written | Cell":
    """Text that would be taken for a formula or an error is marked; numbers keep all their digits."""
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, str) and value.startswith(_NEEDS_A_MARK):
        cell = WriteOnlyCell(sheet, value)
        cell.data_type = "s"
        cell.quotePrefix = True
        return cell
    if isinstance(value, float) and float(f"{value:.16g}") != value:
        cell = WriteOnlyCell(sheet, repr(value))
        cell.data_type = "n"
        return cell
    return value


def _for_excel(table: Table) -> Table:
    rows = tuple(tuple(_excel_value(table.title, value) for value in row) for row in table.rows)
    return Table(table.title, table.header, rows)


def _excel_value(title: str, value: Written) -> Written:
    if not isinstance(value, str):
        return value
    text = fit_for_xml(value)
    if is_guarded(text):
        text = f"'{text}"
    if len(text) > LONGEST_CELL:
        raise UserError(
            f"{title}: the text that begins “{text[:40]}” is longer than a cell of Excel can be; "
            f"export to a folder of .csv files instead."
        )
    return _ESCAPE_LIKE.sub("_x005F_", text)


def _write_folder(tables: Iterable[Table], target: Path) -> None:
    """Replace the sheets in the folder; other files in it are left alone."""
    if target.exists() and not target.is_dir():
        raise UserError(f"{target} is a file; give a name ending in .xlsx, or a folder.")
    with tempfile.TemporaryDirectory(
        prefix=f".{target.name[:40]}-", dir=target.absolute().parent
    ) as name:
        fresh = Path(name)
        for table in tables:
            write_csv(table, fresh / f"{table.title}.csv")
        target.mkdir(exist_ok=True)
        written = {path.name for path in fresh.iterdir()}
        for path in sorted(fresh.iterdir()):
            path.replace(target / path.name)
        for path in target.glob("*.csv"):
            if path.name not in written and plain(path.stem) in FORM_OF_TITLE:
                path.unlink()


def write_csv(table: Table, path: Path) -> None:
    """Write one table as a .csv file that spreadsheets open as it is."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.header)
        writer.writerows([_csv_value(value) for value in row] for row in table.rows)


def _csv_value(value: Written) -> Written:
    """Behind an apostrophe, which reading takes off, where a program would see a formula."""
    if not isinstance(value, str):
        return value
    text = fit_for_xml(value)
    return f"'{text}" if is_like_a_formula(text) or is_guarded(text) else text
