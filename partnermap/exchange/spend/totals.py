"""Payments summed in one pass over the rows, to the penny, by payer, payee and month.

A file holds well over 100,000 rows of some 16,000 sums, so that a row costs two look-ups and no object.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from partnermap.domain.errors import BadValue, Cancelled, SourceError
from partnermap.domain.money import read_pence
from partnermap.exchange.plan import Skipped
from partnermap.exchange.sources.dates import read_date
from partnermap.exchange.spend.tables import SpendTable
from partnermap.jobs.token import Token

_ROWS_BETWEEN_CHECKS = 8192

NameMonth = tuple[str, str]
"""Payee name as the file writes it, and the month as `2025-09`."""


@dataclass(slots=True)
class Sum:
    """Pence, negatives netted, how many rows they come from, and the first of these."""

    pence: int = 0
    rows: int = 0
    first_row: int = 0


@dataclass(frozen=True, slots=True)
class SpendTotals:
    """What the tables of a source hold.

    Attributes:
        by_payer: payer name as written to the sums by payee name and month.
        read: data rows, blank ones not counted.
        skipped: rows that could not be used.
    """

    by_payer: dict[str, dict[NameMonth, Sum]] = field(default_factory=dict)
    read: int = 0
    skipped: tuple[Skipped, ...] = ()


@dataclass(slots=True)
class _Reading:
    """Sums by the texts of payer, payee and date, as a row gives them; trimmed and joined at the end."""

    token: Token
    sums: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    read: int = 0


def summed(tables: Iterable[SpendTable], payer: str | None, token: Token) -> SpendTotals:
    """Sum all payments.

    Args:
        tables: of one source.
        payer: who pays where a table has no payer column.
        token: asked now and then whether to stop.

    Raises:
        SourceError: a table cannot be read.
        Cancelled: the token was cancelled.
    """
    reading = _Reading(token)
    for table in tables:
        _read(reading, table, payer or "")
    return SpendTotals(_joined(reading), reading.read, tuple(reading.skipped))


def _read(reading: _Reading, table: SpendTable, payer: str) -> None:
    columns, sums = table.columns, reading.sums
    if columns.payer is None and not payer:
        raise SourceError(
            f"{table.name} has no column that says who pays; name the body with --select payer=NAME."
        )
    payer_at, payee_at, date_at, amount_at = columns.payer, columns.payee, columns.date, columns.amount
    rows_before, skipped_before = sum(group[1] for group in sums.values()), len(reading.skipped)
    for number, cells in table.rows:
        if number % _ROWS_BETWEEN_CHECKS == 0 and reading.token.is_cancelled:
            raise Cancelled
        try:
            payer_text = payer if payer_at is None else cells[payer_at]
            key = (payer_text, cells[payee_at], cells[date_at])
            group = sums.get(key) or _new_group(sums, key, number)
            group[0] += pence_of(cells[amount_at])
            group[1] += 1
        except (IndexError, BadValue) as problem:
            if any(cell.strip() for cell in cells):
                reading.skipped.append(Skipped(table.name, number, _reason(problem)))
    used = sum(group[1] for group in sums.values()) - rows_before
    reading.read += used + len(reading.skipped) - skipped_before


def _new_group(
    sums: dict[tuple[str, str, str], list[int]], key: tuple[str, str, str], number: int
) -> list[int]:
    """A sum for texts not met before, if they can be read at all."""
    payer, payee, date = key
    if not payer.strip():
        raise BadValue("it names no payer.")
    if not payee.strip():
        raise BadValue("it names no payee.")
    month_of(date)
    group = sums[key] = [0, 0, number]
    return group


def _reason(problem: IndexError | BadValue) -> str:
    return str(problem) if isinstance(problem, BadValue) else "it has fewer cells than the header."


def _joined(reading: _Reading) -> dict[str, dict[NameMonth, Sum]]:
    by_payer: dict[str, dict[NameMonth, Sum]] = defaultdict(lambda: defaultdict(Sum))
    for (payer, payee, date), (pence, rows, first_row) in reading.sums.items():
        if rows:
            total = by_payer[payer.strip()][" ".join(payee.split()), month_of(date)]
            total.pence += pence
            total.rows += rows
            total.first_row = min(total.first_row, first_row) or first_row
    return {payer: dict(sorted(sums.items())) for payer, sums in by_payer.items()}


def pence_of(text: str) -> int:
    """An amount in pence: plain figures at once, any other form as `read_pence` takes it.

    Raises:
        BadValue: the text is no amount.
    """
    try:
        if text[-3:-2] == "." and text[-2:].isdecimal():
            return int(text[:-3] + text[-2:])
        if text[-2:-1] == "." and text[-1:].isdecimal():
            return int(text[:-2] + text[-1:]) * 10
    except ValueError:
        pass
    return read_pence(text)


@lru_cache(maxsize=4096)
def month_of(text: str) -> str:
    """The month of a payment date as `2025-09`; the forms of ISO, Excel and British lists are read.

    Raises:
        BadValue: the text is no date, does not exist or lacks the month.
    """
    date = read_date(text)
    if date.month is None:
        raise BadValue(f"the date “{text.strip()}” does not say the month of the payment.")
    return f"{date.year:04d}-{date.month:02d}"
