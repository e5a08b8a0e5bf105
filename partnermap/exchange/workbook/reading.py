"""A workbook read: its sheets and columns, and each row as a draft that is still to be matched."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partnermap.domain.errors import BadValue, SourceError, UnknownWord
from partnermap.exchange.plan import Skipped
from partnermap.exchange.sources.tabular import Row, Sheet, first_rows, read_sheets
from partnermap.exchange.workbook.cells import Text
from partnermap.exchange.workbook.columns import Column, ListColumn, SheetForm, plain
from partnermap.exchange.workbook.draft import Draft, Reading
from partnermap.exchange.workbook.formulas import is_guarded
from partnermap.exchange.workbook.lists import read_entries
from partnermap.exchange.workbook.sheets import FORM_OF_TITLE, SHEETS
from partnermap.jobs.token import Token

EXPLANATION_TITLE = "Read me"
"""The sheet that explains the others; it holds no records."""

_LINE_BREAK = re.compile(r"\s*[\r\n]+\s*")
_SEVERAL_LINES = "the cell holds several lines, which were joined; check it."


def recognises(source: Path) -> bool:
    """Whether the source has a sheet of the workbook with at least one of its columns.

    Raises:
        SourceError: the source cannot be read.
    """
    return any(_has_known_column(sheet) for sheet in first_rows(source, 1))


def read_workbooks(sources: Iterable[Path], token: Token) -> Reading:
    """All rows of all sheets that are known.

    Raises:
        SourceError: one cannot be read, or holds no sheet that can be used.
        Cancelled: the token was cancelled.
    """
    reading = Reading()
    for number, source in enumerate(sources):
        _read_source(number, source, token, reading)
    reading.warnings += _complaint_sentences(reading.complaints)
    return reading


def _read_source(number: int, source: Path, token: Token, reading: Reading) -> None:
    sheets = [
        sheet for sheet in read_sheets(source, token) if plain(sheet.name) != plain(EXPLANATION_TITLE)
    ]
    reading.places += tuple(sheet.place for sheet in sheets)
    skipped_before = len(reading.skipped)
    usable = [_read_sheet(number, sheet, reading) for sheet in sheets]
    if not any(usable):
        raise SourceError(_nothing_usable(source, reading.skipped[skipped_before:]))


def _nothing_usable(source: Path, skipped: Sequence[Skipped]) -> str:
    if skipped:
        return f"{skipped[0].source}: {skipped[0].reason}"
    return (
        f"“{source.name}” holds no sheet that Partnermap knows; name the sheets as in the template, "
        f"such as Organisations and Ties."
    )


def _titles(sheet: Sheet) -> list[str]:
    """The header; a column that has cells but no title is called as Excel calls it."""
    width = max(len(row.cells) for row in sheet.rows)
    titles = [*sheet.header, *[""] * (width - len(sheet.header))]
    used = {index for row in sheet.data for index, cell in enumerate(row.cells) if cell}
    return [
        title or (f"Column {_letters(index)}" if index in used else "")
        for index, title in enumerate(titles)
    ]


def _letters(index: int) -> str:
    """What Excel calls the column with this index: 0 is A, 26 is AA."""
    tens, units = divmod(index, 26)
    return (_letters(tens - 1) if tens else "") + chr(ord("A") + units)


def _form_of(sheet: Sheet) -> SheetForm | None:
    return FORM_OF_TITLE.get(plain(sheet.name)) or _form_by_header(sheet.header)


def _form_by_header(header: Sequence[str]) -> SheetForm | None:
    """The only form that knows every one of at least two titles, whatever the sheet is called."""
    titles = {plain(title) for title in header if title}
    fitting = [
        form
        for form in SHEETS
        if titles <= {plain(column.title) for column in form.all_columns}
        and titles >= {plain(column.title) for column in form.required_columns}
    ]
    return fitting[0] if len(fitting) == 1 and len(titles) > 1 else None


def _has_known_column(sheet: Sheet) -> bool:
    form = _form_of(sheet)
    if form is None:
        return False
    return not {plain(title) for title in sheet.header}.isdisjoint(
        plain(column.title) for column in form.all_columns
    )


def _read_sheet(source: int, sheet: Sheet, reading: Reading) -> bool:
    """Read one sheet; whether it could be used."""
    form = _form_of(sheet)
    if form is None:
        if sheet.rows:
            reading.warnings.append(f"{sheet.place}: this sheet is not known and was left out.")
        return False
    if not sheet.rows:
        return False
    reading.read += len(sheet.data)
    layout = _Layout.of(form, _titles(sheet))
    if layout.missing:
        titles = " and ".join(f"“{title}”" for title in layout.missing)
        reason = f"the column {titles} is missing; add it, none of the sheet was imported."
        reading.skipped.append(Skipped(sheet.place, sheet.rows[0].number, reason))
        return False
    _report_extras(sheet.place, layout.extras, reading)
    drafts = reading.drafts.setdefault(form.table, [])
    for row in sheet.data:
        try:
            drafts.append(_read_row(layout, Draft(form, sheet.place, row.number, source), row, reading))
        except BadValue as error:
            reading.skipped.append(Skipped(sheet.place, row.number, str(error)))
    return True


def _report_extras(place: str, extras: Iterable[tuple[int, str]], reading: Reading) -> None:
    reading.warnings += [
        f"{place}: the column “{title}” is not known; what it says was kept in the notes."
        for _, title in extras
    ]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which cell of a row belongs to which column.

    Attributes:
        columns: (index, column) of those that are known.
        extras: (index, title) of the others.
        missing: titles of required columns that are not there.
    """

    form: SheetForm
    columns: tuple[tuple[int, Column | ListColumn], ...]
    extras: tuple[tuple[int, str], ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, form: SheetForm, header: Sequence[str]) -> "_Layout":
        open_columns = {plain(column.title): column for column in form.all_columns}
        columns: list[tuple[int, Column | ListColumn]] = []
        extras: list[tuple[int, str]] = []
        for index, title in enumerate(header):
            column = open_columns.pop(plain(title), None)
            if column is not None:
                columns.append((index, column))
            elif title:
                extras.append((index, title))
        required = [column for column in form.required_columns if plain(column.title) in open_columns]
        return cls(form, tuple(columns), tuple(extras), tuple(column.title for column in required))


def _read_row(layout: _Layout, draft: Draft, row: Row, reading: Reading) -> Draft:
    for index, column in layout.columns:
        if text := _cell(row, index):
            _read_cell(column, text, draft, reading)
    for required in layout.form.required_columns:
        if not set(required.fields) <= draft.values.keys():
            raise BadValue(f"{required.title}: this cell is blank; fill it in or delete the row.")
    draft.remarks += [(title, text) for index, title in layout.extras if (text := _cell(row, index))]
    return draft


def _cell(row: Row, index: int) -> str:
    text = row.cells[index] if index < len(row.cells) else ""
    return text[1:] if is_guarded(text) else text


def _read_cell(column: Column | ListColumn, text: str, draft: Draft, reading: Reading) -> None:
    try:
        if isinstance(column, ListColumn):
            draft.lists[column.title] = read_entries(column.entry, text)
        else:
            if isinstance(column.form, Text) and column.form.short and _LINE_BREAK.search(text):
                text = _LINE_BREAK.sub(" ", text)
                reading.complain(draft, column.title, _SEVERAL_LINES)
            draft.values.update(zip(column.fields, column.form.read(text), strict=True))
    except UnknownWord as error:
        if isinstance(column, ListColumn) or not draft.form.forgiving_fields.issuperset(column.fields):
            raise BadValue(f"{column.title}: {error}") from None
        draft.remarks.append((column.title, text))
        reading.complain(draft, column.title, f"{error} It was left blank and kept in the notes.")
    except BadValue as error:
        raise BadValue(f"{column.title}: {error}") from None


def _complaint_sentences(found: Mapping[tuple[str, str, str], list[int]]) -> list[str]:
    sentences = []
    for (place, column, sentence), rows in found.items():
        others = f" and {len(rows) - 1} more" if len(rows) > 1 else ""
        sentences.append(f"{place}, row {rows[0]}{others}, {column}: {sentence}")
    return sentences
