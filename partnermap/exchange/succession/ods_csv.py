"""ODS successions as CSV: `old_code,new_code,date`, with names or without, or the raw five columns."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue, SourceError
from partnermap.domain.place import Place
from partnermap.exchange.bodies.codes import ODS_SCHEME
from partnermap.exchange.bodies.names import readable_name
from partnermap.exchange.plan import ImportPlan, Skipped
from partnermap.exchange.sources.tabular import Row, Sheet, first_rows, is_text, read_sheets
from partnermap.exchange.succession.planning import plan_successions
from partnermap.exchange.succession.successions import Body, Link, Successions, link_of, one_of_each
from partnermap.jobs.token import Token

_OLD, _NEW, _DATE, _OLD_NAME, _NEW_NAME = "old_code", "new_code", "date", "old_name", "new_name"
_RAW_COLUMNS = 5
_CODE = re.compile(r"[A-Z0-9]{2,8}\Z", re.IGNORECASE)
_RAW_DATE = re.compile(r"\d{8}\Z")
_CODE_CHANGE = "F"
"""Reason of the raw files for a new code of the same body."""


def recognises(source: Path) -> bool:
    """Whether it has the columns of successions, named or raw."""
    if not is_text(source):
        return False
    sheets = first_rows(source)
    return any(_has_header(sheet) or _is_raw(sheet) for sheet in sheets)


def plan(place: Place, source: Path, select: Mapping[str, str], token: Token) -> ImportPlan:
    """Successions of this place's bodies as reorganisations; pure, nothing is written.

    Args:
        place: the records as they stand.
        source: the CSV file.
        select: `code` to follow bodies that the place does not have, `since` for the first year.
        token: asked now and then whether to stop.

    Raises:
        SourceError: the file cannot be read, or has no row of this form.
        Cancelled: the token was cancelled.
    """
    return plan_successions(place, source.name, read(source, token), select)


def read(source: Path, token: Token) -> Successions:
    """All links of the file."""
    bodies: dict[str, Body] = {}
    links: list[Link] = []
    skipped: list[Skipped] = []
    count = 0
    for sheet in read_sheets(source, token):
        reader, rows = _reader_of(sheet)
        for row in rows:
            count += 1
            try:
                link, named = reader(row)
            except BadValue as problem:
                skipped.append(Skipped(sheet.place, row.number, str(problem)))
                continue
            links.append(link)
            for body in named:
                if body.name or body.code not in bodies:
                    bodies[body.code] = body
    if not links:
        raise SourceError(
            f"{source.name} holds no succession that can be used: the columns are {_OLD}, {_NEW} and "
            f"{_DATE}; check the file."
        )
    return Successions(ODS_SCHEME, bodies, one_of_each(links), count, tuple(skipped))


Reader = Callable[[Row], tuple[Link, tuple[Body, Body]]]


def _reader_of(sheet: Sheet) -> tuple[Reader, tuple[Row, ...]]:
    if _has_header(sheet):
        at = {name.casefold(): column for column, name in enumerate(sheet.header)}
        return (lambda row: _named_row(row, at)), sheet.data
    return _raw_row, sheet.rows


def _has_header(sheet: Sheet) -> bool:
    return {_OLD, _NEW, _DATE} <= {name.casefold() for name in sheet.header}


def _is_raw(sheet: Sheet) -> bool:
    return bool(sheet.rows) and sum(map(_has_raw_form, sheet.rows)) * 2 > len(sheet.rows)


def _has_raw_form(row: Row) -> bool:
    cells = row.cells
    return (
        len(cells) == _RAW_COLUMNS
        and all(_CODE.match(cell) for cell in cells[:2])
        and _RAW_DATE.match(cells[3]) is not None
    )


def _named_row(row: Row, at: Mapping[str, int]) -> tuple[Link, tuple[Body, Body]]:
    def cell(name: str) -> str:
        column = at.get(name)
        return row.cells[column] if column is not None and column < len(row.cells) else ""

    old, new = cell(_OLD).upper(), cell(_NEW).upper()
    day = PartialDate.parse(cell(_DATE)) if cell(_DATE) else None
    return link_of(row.number, old, new, day), (
        Body(old, _name(cell(_OLD_NAME))),
        Body(new, _name(cell(_NEW_NAME))),
    )


def _raw_row(row: Row) -> tuple[Link, tuple[Body, Body]]:
    if not _has_raw_form(row):
        raise BadValue(
            f"it is no succession of {_RAW_COLUMNS} columns: two codes, a reason, a date such as "
            "20130401 and a mark."
        )
    old, new, reason, date = (cell.upper() for cell in row.cells[:4])
    day = PartialDate.parse(f"{date[:4]}-{date[4:6]}-{date[6:]}")
    link = link_of(row.number, old, new, day, is_rename=reason == _CODE_CHANGE)
    return link, (Body(old), Body(new))


def _name(text: str) -> str | None:
    return readable_name(text) or None
