"""Spending files as tables: where their header is, and which column is which."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from partnermap.domain.errors import SourceError
from partnermap.exchange.bodies.names import name_key
from partnermap.exchange.sources.plaintext import text_rows
from partnermap.exchange.sources.tabular import first_rows, is_text, read_sheets
from partnermap.jobs.token import Token

NumberedRow = tuple[int, Sequence[str]]
"""A row's number as the user counts it, and its cells."""

_ROWS_ABOVE_HEADER = 20
_HEADERS: dict[str, tuple[str, ...]] = {
    "payer": (
        *("entity", "icb", "payer", "payer name", "paying organisation", "body name", "council name"),
        *("organisation name", "organisation", "authority", "council", "ccg", "body", "department"),
        "department family",
    ),
    "date": ("payment date", "date", "date of payment", "date paid", "paid date", "transaction date"),
    "payee": (
        *("supplier", "payee", "vendor", "supplier name", "payee name", "vendor name"),
        *("beneficiary", "beneficiary name"),
    ),
    "amount": (
        *("amount", "net amount", "amount paid", "amount gbp", "payment amount", "amount in sterling"),
        *("amount excluding vat", "ap amount gbp", "total amount", "value"),
    ),
}
_REQUIRED = ("date", "payee", "amount")


@dataclass(frozen=True, slots=True)
class Columns:
    """Positions of the columns that are used; no payer column where the file is one body's own."""

    payer: int | None
    date: int
    payee: int
    amount: int


@dataclass(frozen=True, slots=True)
class SpendTable:
    """One table of payments: its name for messages, its columns, and the rows below its header."""

    name: str
    columns: Columns
    rows: Iterator[NumberedRow]


def recognises(source: Path) -> bool:
    """Whether a sheet has columns for a date, a payee and an amount."""
    return any(
        _columns(row.cells) is not None
        for sheet in first_rows(source, _ROWS_ABOVE_HEADER)
        for row in sheet.rows
    )


def spend_tables(source: Path, token: Token) -> Iterator[SpendTable]:
    """The tables of payments in a file or folder; text is read row by row, never held whole.

    Raises:
        SourceError: the source cannot be read, or a table lacks a column; of a workbook with
            several sheets, those without the columns are passed over unless none has them.
    """
    if is_text(source):
        yield _table(source.name, enumerate(text_rows(source), start=1))
        return
    failures: list[SourceError] = []
    found = False
    for sheet in read_sheets(source, token):
        try:
            table = _table(sheet.place, ((row.number, row.cells) for row in sheet.rows))
        except SourceError as failure:
            failures.append(failure)
        else:
            found = True
            yield table
    if not found:
        raise failures[0] if failures else SourceError(f"{source.name} holds no table.")


def _table(name: str, rows: Iterator[NumberedRow]) -> SpendTable:
    above = list(islice(rows, _ROWS_ABOVE_HEADER))
    for index, (_, cells) in enumerate(above):
        columns = _columns(cells)
        if columns is not None:
            return SpendTable(name, columns, chain(above[index + 1 :], rows))
    raise SourceError(f"{name} has no column for {_missing(cells for _, cells in above)}.")


def _columns(cells: Sequence[str]) -> Columns | None:
    found = _positions(cells)
    if any(role not in found for role in _REQUIRED):
        return None
    return Columns(found.get("payer"), found["date"], found["payee"], found["amount"])


def _positions(cells: Sequence[str]) -> dict[str, int]:
    keys = {name_key(cell): index for index, cell in reversed(list(enumerate(cells))) if cell.strip()}
    return {
        role: next(keys[title] for title in titles if title in keys)
        for role, titles in _HEADERS.items()
        if any(title in keys for title in titles)
    }


def _missing(rows: Iterable[Sequence[str]]) -> str:
    best = max((_positions(cells) for cells in rows), key=len, default={})
    wanted = [role for role in _REQUIRED if role not in best]
    return " or for ".join(f"the {role} ({_examples(role)})" for role in wanted)


def _examples(role: str) -> str:
    names = [f"“{title.capitalize()}”" for title in _HEADERS[role][:3]]
    return f"named {', '.join(names[:-1])} or {names[-1]}, for example"
