"""Records of past payments on the timeline: one row for a payer and a payee, one part a year; no Qt."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import known_first_day, known_last_day
from partnermap.domain.money import money_in_words
from partnermap.domain.record import About
from partnermap.domain.sentences import counted
from partnermap.domain.words import AgreementStatus, ContributionRole, LegalBasis
from partnermap.network.derive import is_funding, payers_of, recipients_of
from partnermap.network.lookup import Lookup
from partnermap.shell.words import text
from partnermap.ui.canvas.timeline_bars import Bar, Look, Part

LONGEST_NOTE = 120
"""Letters of a record's notes that a hint repeats at most."""

_ALIVE = frozenset({AgreementStatus.IN_NEGOTIATION, AgreementStatus.EXPIRED_BUT_RUNNING})


@dataclass(frozen=True, slots=True)
class _Record:
    """One agreement that records payments; `pence` None is not known."""

    agreement: Agreement
    start: dt.date | None
    end: dt.date | None
    pence: int | None

    @property
    def about(self) -> About:
        return About(Agreement.TABLE, self.agreement.id)


@dataclass(frozen=True, slots=True)
class _Series:
    """All records of one payer and one payee, the earliest first."""

    title: str
    records: tuple[_Record, ...]

    @property
    def pence(self) -> int | None:
        known = [record.pence for record in self.records if record.pence is not None]
        return sum(known) if known else None


def is_payment_record(lookup: Lookup, agreement: Agreement) -> bool:
    """Whether it makes a tie of kind payment and nobody says that it is negotiated or still runs."""
    is_paid = agreement.legal_basis is LegalBasis.PAYMENT and is_funding(lookup, agreement)
    return is_paid and agreement.status not in _ALIVE


def payment_bars(lookup: Lookup, paid: Iterable[Agreement], on: dt.date) -> tuple[Bar, ...]:
    """A row for each payer and payee, the most recorded money first, what is not known last.

    Args:
        lookup: of the place.
        paid: its records of payments.
        on: the date; a row stands for the record that runs on it, or for the last before it.
    """
    series = sorted(_series(lookup, paid), key=_by_money)
    return tuple(_bar(one, row, on) for one in series for row in _rows(one.records))


def _by_money(series: _Series) -> tuple[bool, int, str]:
    pence = series.pence
    return pence is None, -(pence or 0), series.title


def _series(lookup: Lookup, paid: Iterable[Agreement]) -> Iterable[_Series]:
    found: dict[tuple[str, ...], list[_Record]] = defaultdict(list)
    for agreement in paid:
        start, end = known_first_day(agreement.start), known_last_day(agreement.end)
        if start is not None or end is not None:
            record = _Record(agreement, start, end, _pence(lookup, agreement))
            found[_ends(lookup, agreement) or (agreement.id,)].append(record)
    for ends, records in found.items():
        records.sort(key=_by_day)
        yield _Series(_title(lookup, ends, records[0]), tuple(records))


def _title(lookup: Lookup, ends: tuple[str, ...], first: _Record) -> str:
    if len(ends) == 1:
        return first.agreement.name
    payer, payee = (lookup.place.name_of(one) for one in ends)
    return text("{payee}, paid by {payer}", payer=payer, payee=payee)


def _ends(lookup: Lookup, agreement: Agreement) -> tuple[str, str] | None:
    """Payer and payee, where there is one of each."""
    payers, payees = payers_of(lookup, agreement), recipients_of(lookup, agreement)
    if not payees and agreement.host_id is not None:
        payees = (agreement.host_id,)
    return (payers[0], payees[0]) if len(payers) == len(payees) == 1 else None


def _pence(lookup: Lookup, agreement: Agreement) -> int | None:
    """What was paid in all years as far as recorded, else what was received."""
    rows = lookup.contributions.get(agreement.id, ())
    for role in (ContributionRole.PAYS, ContributionRole.RECEIVES):
        known = [row.amount for row in rows if row.role is role and row.amount is not None]
        if known:
            return sum(known)
    return None


def _by_day(record: _Record) -> tuple[dt.date, dt.date, str]:
    return record.start or dt.date.min, record.end or dt.date.max, record.agreement.name


def _rows(records: Sequence[_Record]) -> list[list[_Record]]:
    """The records in rows in which none overlaps another: one row, unless a year is recorded twice."""
    rows: list[list[_Record]] = []
    for record in records:
        start = record.start or dt.date.min
        free = (row for row in rows if (row[-1].end or dt.date.max) < start)
        row = next(free, None)
        if row is None:
            rows.append([record])
        else:
            row.append(record)
    return rows


def _bar(series: _Series, row: Sequence[_Record], on: dt.date) -> Bar:
    begun = [record for record in row if (record.start or dt.date.min) <= on]
    return Bar(
        about=(begun[-1] if begun else row[0]).about,
        title=series.title,
        parts=tuple(_part(record) for record in row),
        hint=text(
            "{title}: {money} in {records} of past payments; whether they will go on is not known",
            title=series.title,
            money=_money(series.pence),
            records=counted(len(series.records), "record"),
        ),
        has_own_row=True,
    )


def _part(record: _Record) -> Part:
    agreement = record.agreement
    hint = text(
        "{name}: {money}; {start} to {end}",
        name=agreement.name,
        money=_money(record.pence),
        start=agreement.start.in_words() if agreement.start else text("start not known"),
        end=agreement.end.in_words() if agreement.end else text("no end"),
    )
    note = (agreement.notes or "").partition("\n")[0]
    if note and len(note) <= LONGEST_NOTE:
        hint = f"{hint}. {note}"
    return Part(record.start, record.end, Look.PAID, about=record.about, hint=hint)


def _money(pence: int | None) -> str:
    return text("amount not known") if pence is None else money_in_words(pence)
