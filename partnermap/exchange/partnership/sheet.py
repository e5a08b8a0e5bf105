"""The ODS partner-mapping workbook as plain values: partnerships, their partners, the change log.

Its rows are parallel lists: one row names a CCG, a council and a trust that have nothing to do with
each other but the partnership, so every column is read by itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue, SourceError
from partnermap.exchange.bodies.names import name_key
from partnermap.exchange.sources.tabular import Row, Sheet

HEADER_WITHIN = 10
"""Rows of a sheet among which its header lies."""

_CODE_TITLES = ("ods stp code", "ods icb code")
_NAME_TITLES = ("stp name", "icb name")
_REGION_TITLES = ("nhs england region", "region")
_ONS_TITLES = ("ons stp code", "ons icb code")
_CLOSED_SHEET = "new code for merged stp"
_LOG_TITLES = {"date", "stp code", "type of change", "details"}
_COUNCIL_TITLES = {"code", "la name", "sub type code"}
_UPDATED = "last updated"
_NOTHING = frozenset({"", "tbc", "?", "-", "n/a", "none"})
_LEADING_CODE = re.compile(r"[A-Z0-9]{3,6}\b(?!-)")
_CQC_NUMBER = re.compile(r"\b1-\d{5,12}\b")
_PARTNERSHIP_CODE = re.compile(r"\bQ[A-Z0-9]{2}\b")


class Column(Enum):
    """The lists of partners: title of the names, and of their codes."""

    CCG = ("ccg", "ods ccg code")
    COUNCIL = ("la", "ods la code")
    TRUST = ("trusts", "ods trust code")
    OTHER = ("other h and sc orgs", "ods code")


@dataclass(frozen=True, slots=True)
class Partner:
    """One name of one list; no code where the workbook gives none."""

    column: Column
    name: str
    code: str | None
    cqc_number: str | None
    row: int


@dataclass(frozen=True, slots=True)
class Partnership:
    """One partnership with its partners; region and ONS code as the workbook has them."""

    code: str
    name: str
    region: str
    ons_code: str
    rows: int
    partners: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A dated change that the workbook reports about some partnerships."""

    date: PartialDate
    codes: frozenset[str]
    kind: str
    text: str


class PartnerWorkbook:
    """The sheets of a partner-mapping workbook, read where they are asked for."""

    def __init__(self, name: str, sheets: Sequence[Sheet]) -> None:
        """Find the sheet of current partnerships.

        Raises:
            SourceError: no sheet has the columns for it.
        """
        found = next((sheet for sheet in sheets if current_header(sheet) is not None), None)
        header = current_header(found) if found else None
        if found is None or header is None:
            raise SourceError(
                f"{name} has no sheet with the columns “ODS STP Code” and “STP Name”; choose the ODS "
                "partner-mapping workbook."
            )
        self._name, self._sheets = name, sheets
        self._header, self._titles = header, _titles(header)
        self.sheet = found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Name of each partnership by its code; only the first row of a block has it."""
        names: dict[str, str] = {}
        for row in self._rows():
            code, name = self._cell(row, _CODE_TITLES), self._cell(row, _NAME_TITLES)
            if code and not names.get(code):
                names[code] = name
        return names

    def partnership(self, code: str) -> Partnership:
        """One partnership; its code must be among `names`."""
        rows = [row for row in self._rows() if self._cell(row, _CODE_TITLES) == code]
        return Partnership(
            code=code,
            name=self.names[code] or code,
            region=next(filter(None, (self._cell(row, _REGION_TITLES) for row in rows)), ""),
            ons_code=next(filter(None, (self._cell(row, _ONS_TITLES) for row in rows)), ""),
            rows=len(rows),
            partners=tuple(self._partners(rows)),
        )

    @cached_property
    def log(self) -> tuple[LogEntry, ...]:
        """The dated changes; an entry without a usable date or code is about no partnership."""
        return tuple(entry for sheet in self._sheets for entry in _log_entries(sheet))

    @property
    def snapshot(self) -> PartialDate | None:
        """The day for which the partners are given: as the title says, else the last change."""
        return _updated_on(self._sheets) or max(
            (entry.date for entry in self.log), key=lambda date: date.first_day, default=None
        )

    @cached_property
    def council_types(self) -> Mapping[str, str]:
        """ODS sub-type of each council by its code, from the workbook's own list."""
        for sheet in self._sheets:
            titles = _titles(sheet.header)
            if titles.keys() >= _COUNCIL_TITLES:
                at, kind_at = titles["code"], titles["sub type code"]
                return {_at(row, at): _at(row, kind_at) for row in sheet.data if _at(row, kind_at)}
        return {}

    def _rows(self) -> Iterator[Row]:
        below = False
        for row in self.sheet.rows:
            if below:
                yield row
            below = below or row.cells == self._header

    def _cell(self, row: Row, titles: Sequence[str]) -> str:
        at = next((self._titles[title] for title in titles if title in self._titles), None)
        return "" if at is None else _at(row, at)

    def _partners(self, rows: Sequence[Row]) -> Iterator[Partner]:
        for column in Column:
            name_title, code_title = column.value
            for row in rows:
                name = self._cell(row, (name_title,))
                codes = self._cell(row, (code_title,))
                if name or codes:
                    yield _partner(column, name, codes, row.number)


def current_header(sheet: Sheet) -> tuple[str, ...] | None:
    """The header of a sheet of current partnerships, or None; closed ones have a sheet of their own."""
    for row in sheet.rows[:HEADER_WITHIN]:
        titles = _titles(row.cells)
        has_code = any(title in titles for title in _CODE_TITLES)
        if has_code and any(title in titles for title in _NAME_TITLES) and _CLOSED_SHEET not in titles:
            return row.cells
    return None


def _partner(column: Column, name: str, codes: str, row: int) -> Partner:
    code = _LEADING_CODE.match(codes.upper())
    number = _CQC_NUMBER.search(codes)
    is_number_only = number is not None and code is None
    return Partner(
        column=column,
        name=name,
        code=code[0] if code is not None and not is_number_only and code[0] != "CQC" else None,
        cqc_number=number[0] if number else None,
        row=row,
    )


def _log_entries(sheet: Sheet) -> Iterator[LogEntry]:
    titles: Mapping[str, int] = {}
    for row in sheet.rows:
        if not titles:
            found = _titles(row.cells)
            titles = found if found.keys() >= _LOG_TITLES else {}
            continue
        text = _at(row, titles["details"]) or _at(row, titles["type of change"])
        codes = frozenset(_PARTNERSHIP_CODE.findall(_at(row, titles["stp code"])))
        date = _date(_at(row, titles["date"]))
        if date is not None and codes and text:
            yield LogEntry(date, codes, _at(row, titles["type of change"]), text)


def _updated_on(sheets: Sequence[Sheet]) -> PartialDate | None:
    for sheet in sheets:
        for row in sheet.rows:
            cells = [cell for cell in row.cells if cell]
            if len(cells) > 1 and name_key(cells[0]) == _UPDATED:
                return _date(cells[1])
    return None


def _date(text: str) -> PartialDate | None:
    try:
        date = PartialDate.parse(text)
    except BadValue:
        return None
    return date if date.is_known else None


def _titles(cells: Sequence[str]) -> dict[str, int]:
    return {name_key(cell): at for at, cell in reversed(list(enumerate(cells))) if cell}


def _at(row: Row, position: int) -> str:
    text = " ".join(row.cells[position].split()) if position < len(row.cells) else ""
    return "" if text.lower() in _NOTHING else text
