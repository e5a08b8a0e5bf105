"""360Giving files: recognised by their content, and read as one JSON object a grant.

In a workbook or folder the sheet with the amounts lists the grants; other sheets with the same
identifiers add to them. The sheet `Meta` and others without columns of grants are passed over.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from partnermap.domain.errors import Cancelled, SourceError
from partnermap.exchange.grants.titles import (
    AMOUNT,
    FUNDERS,
    GRANT_ID,
    PERSON,
    RECIPIENTS,
    Field,
    Json,
    field_of,
    grant_of,
)
from partnermap.exchange.sources.plaintext import read_text
from partnermap.exchange.sources.tabular import Sheet, first_rows, is_text, read_sheets
from partnermap.jobs.token import Token

_ROWS_BETWEEN_CHECKS = 1_000
_HEADER_ROWS = 1
_GRANTS = re.compile(r'"grants"\s*:\s*\[')
_REQUIRED = {
    GRANT_ID: "“Identifier”",
    AMOUNT: "“Amount Awarded”",
    FUNDERS: "“Funding Org:Identifier”",
    RECIPIENTS: "“Recipient Org:Identifier”",
}
"""Columns that a list of grants must have, each with the title to look for."""


@dataclass(frozen=True, slots=True)
class RawGrant:
    """A grant as the file has it: its place for messages, its row (in JSON its number), its fields."""

    place: str
    row: int
    fields: Json


def recognises(source: Path) -> bool:
    """Whether it is JSON with a list of grants, or has a sheet with the columns of such a list."""
    if source.is_dir():
        return any(path.suffix.lower() == ".csv" for path in source.iterdir()) and _has_sheet(source)
    if is_text(source) and _is_json(start := read_text(source, opening_only=True)):
        return _GRANTS.search(start) is not None
    return _has_sheet(source)


def read_grants(source: Path, token: Token) -> Iterator[RawGrant]:
    """All grants of a file or folder, in its order.

    Raises:
        SourceError: the source cannot be read, or holds no grants.
        Cancelled: the token was cancelled.
    """
    is_json = not source.is_dir() and is_text(source) and _is_json(read_text(source, opening_only=True))
    grants = _of_json(source) if is_json else _of_sheets(read_sheets(source, token), source.name)
    for number, grant in enumerate(grants):
        if number % _ROWS_BETWEEN_CHECKS == 0 and token.is_cancelled:
            raise Cancelled
        yield grant


def _has_sheet(source: Path) -> bool:
    return any(not _missing(_fields(sheet)) for sheet in first_rows(source, _HEADER_ROWS))


def _is_json(start: str) -> bool:
    return start.lstrip("\ufeff \t\r\n")[:1] in ("{", "[")


def _of_json(source: Path) -> Iterator[RawGrant]:
    """Figures are taken as they are written, so that no amount is rounded."""
    try:
        content = json.loads(read_text(source), parse_float=str, parse_int=str, parse_constant=str)
    except json.JSONDecodeError as problem:
        raise SourceError(
            f"{source.name} is no valid JSON: it breaks off in line {problem.lineno}; "
            "fetch it again, or ask its publisher for the spreadsheet."
        ) from None
    except RecursionError:
        raise SourceError(f"{source.name} is nested too deeply for a list of grants.") from None
    grants = content.get("grants") if isinstance(content, dict) else None
    if not isinstance(grants, list):
        raise SourceError(f"{source.name} has no list “grants”, as 360Giving has; check the file.")
    for number, grant in enumerate(grants, start=1):
        yield RawGrant(source.name, number, grant if isinstance(grant, dict) else {})


def _of_sheets(sheets: Sequence[Sheet], name: str) -> Iterator[RawGrant]:
    known = [(sheet, _fields(sheet)) for sheet in sheets]
    lists = [pair for pair in known if not _missing(pair[1])]
    if not lists:
        raise SourceError(_no_list(known, name))
    more = _additions(pair for pair in known if pair not in lists)
    for sheet, fields in lists:
        for row in sheet.data:
            grant = grant_of(fields, row.cells)
            for addition in more.get(str(grant.get(GRANT_ID)), ()):
                _add(grant, addition)
            yield RawGrant(sheet.place, row.number, grant)


def _fields(sheet: Sheet) -> list[Field | None]:
    return [field_of(title) for title in sheet.header]


def _missing(fields: Sequence[Field | None]) -> list[str]:
    """Titles of the columns that a list of grants needs and these are not."""
    names = {field.name for field in fields if field is not None}
    if PERSON in names:
        names.add(RECIPIENTS)
    return [title for name, title in _REQUIRED.items() if name not in names]


def _no_list(known: Sequence[tuple[Sheet, Sequence[Field | None]]], name: str) -> str:
    sheet, missing = min(
        ((sheet.place, _missing(fields)) for sheet, fields in known),
        key=lambda pair: len(pair[1]),
        default=(name, ["“Amount Awarded”"]),
    )
    return (
        f"{sheet} has no column {' and none '.join(missing)}, as lists of grants in 360Giving form have."
    )


def _additions(sheets: Iterator[tuple[Sheet, Sequence[Field | None]]]) -> Mapping[str, list[Json]]:
    """Rows of the sheets beside the lists, by the identifier of the grant they add to."""
    found: dict[str, list[Json]] = defaultdict(list)
    for sheet, fields in sheets:
        if Field(GRANT_ID) in fields:
            for row in sheet.data:
                grant = grant_of(fields, row.cells)
                found[str(grant.pop(GRANT_ID, ""))].append(grant)
    return found


def _add(grant: Json, addition: Json) -> None:
    """Take up what the grant does not say itself, and items of lists that it does not have."""
    for name, value in addition.items():
        there = grant.setdefault(name, value)
        if there is value or not (isinstance(there, list) and isinstance(value, list)):
            continue
        ids = {item.get("id") for item in there}
        grant[name] = [*there, *(item for item in value if item.get("id") not in ids)]
