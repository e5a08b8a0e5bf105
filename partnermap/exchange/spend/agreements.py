"""Payments of a financial year between two bodies as an agreement with its contributions.

The network derives its tie of kind payment from it; as a payment it is never joint money.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from partnermap.domain.agreement import Agreement, Contribution, PaymentLine
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.dates import financial_year_of_month, financial_year_period
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.words import AgreementKind, ContributionKind, ContributionRole, LegalBasis
from partnermap.network.origin import payments_name

_NOTE_START = "Sum of published payments"

PayeeYear = tuple[str, str]
"""Payee's id and financial year."""


@dataclass(slots=True)
class _YearSum:
    """What a payee receives in a year, and the files that say so."""

    pence: int = 0
    sources: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Year:
    """One year of payments as it stands in a place."""

    agreement: Agreement
    pays: Contribution
    receives: Contribution

    @property
    def records(self) -> tuple[Record, ...]:
        return (self.agreement, self.pays, self.receives)


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What the lines of one payer do to its agreements.

    Attributes:
        changes: agreements and contributions to write.
        unchanged: agreements that stay as they are.
        without_tie: payees and years whose payments net to nothing or less.
        to_itself: whether the payer is among its own payees.
    """

    changes: Changes
    unchanged: int
    without_tie: tuple[PayeeYear, ...]
    to_itself: bool


def plan_years(
    place: Place, payer: Organisation, before: Iterable[PaymentLine], after: Iterable[PaymentLine]
) -> YearPlan:
    """Bring a payer's yearly agreements into line with its payment lines.

    An agreement of the same two bodies, financial year and legal basis is the same one, whoever
    recorded it. One goes only where lines were recorded for it and nothing is left of them.

    Args:
        place: the records as they stand.
        payer: whose payments; it may be about to be created.
        before: all its lines as they stand.
        after: all its lines as they will.
    """
    after = tuple(after)
    sums, recorded, months = _year_sums(after), _recorded_years(place, payer.id), months_by_year(after)
    create: list[Record] = []
    update: list[Record] = []
    unchanged = 0
    tied = {key: total for key, total in sorted(sums.items()) if total.pence > 0 and key[0] != payer.id}
    for key, total in tied.items():
        year = _drafted(place.name_of(key[0]), payer, key, total, months[key[1]])
        if key not in recorded:
            create += year.records
        elif differences := list(_differences(recorded[key], year)):
            update += differences
        else:
            unchanged += 1
    gone = sorted((_year_sums(before).keys() - tied.keys()) & recorded.keys())
    return YearPlan(
        Changes(tuple(create), tuple(update), tuple(_key(recorded[key]) for key in gone)),
        unchanged,
        without_tie=tuple(key for key in sorted(sums) if sums[key].pence <= 0),
        to_itself=any(payee_id == payer.id for payee_id, _ in sums),
    )


def _key(year: _Year) -> tuple[str, str]:
    return Agreement.TABLE, year.agreement.id


def _year_sums(lines: Iterable[PaymentLine]) -> Mapping[PayeeYear, _YearSum]:
    sums: dict[PayeeYear, _YearSum] = defaultdict(_YearSum)
    for line in lines:
        if line.organisation_id is not None:
            total = sums[line.organisation_id, financial_year_of_month(line.month)]
            total.pence += line.amount
            if line.source and line.source not in total.sources:
                total.sources |= {line.source}
    return sums


def months_by_year(lines: Iterable[PaymentLine]) -> Mapping[str, list[str]]:
    """The months that lines are recorded for, in order, by financial year."""
    months: dict[str, list[str]] = defaultdict(list)
    for month in sorted({line.month for line in lines}):
        months[financial_year_of_month(month)].append(month)
    return months


def _drafted(
    payee_name: str, payer: Organisation, key: PayeeYear, total: _YearSum, months: list[str]
) -> _Year:
    payee_id, year = key
    period = financial_year_period(year)
    span = f"{len(months)} months, {months[0]} to {months[-1]}" if len(months) > 1 else months[0]
    agreement = Agreement(
        id=new_id(),
        source="; ".join(sorted(total.sources)) or None,
        notes=f"{_NOTE_START}: {span}.",
        name=payments_name(payer.name, payee_name, year),
        kind=AgreementKind.FUNDING,
        legal_basis=LegalBasis.PAYMENT,
        start=period.start,
        end=period.end,
    )
    pays = Contribution(
        id=new_id(),
        source=agreement.source,
        agreement_id=agreement.id,
        organisation_id=payer.id,
        role=ContributionRole.PAYS,
        financial_year=year,
        amount=total.pence,
        kind=ContributionKind.CASH,
    )
    receives = replace(pays, id=new_id(), organisation_id=payee_id, role=ContributionRole.RECEIVES)
    return _Year(agreement, pays, receives)


def _differences(old: _Year, new: _Year) -> Iterator[Record]:
    """What must change of the recorded year; a name and notes that a user gave it stay."""
    notes = old.agreement.notes
    if notes is None or notes.startswith(_NOTE_START):
        notes = new.agreement.notes
    agreement = replace(old.agreement, source=new.agreement.source, notes=notes)
    if agreement != old.agreement:
        yield agreement
    for was, will in ((old.pays, new.pays), (old.receives, new.receives)):
        if (was.amount, was.source) != (will.amount, will.source):
            yield replace(was, amount=will.amount, source=will.source)


def _recorded_years(place: Place, payer_id: str) -> Mapping[PayeeYear, _Year]:
    """Agreements of legal basis payment that stand for one year from the payer to one other body."""
    contributions: dict[str, list[Contribution]] = defaultdict(list)
    for contribution in place.of(Contribution).values():
        contributions[contribution.agreement_id].append(contribution)
    found: dict[PayeeYear, _Year] = {}
    for agreement in place.agreements.values():
        year = _as_year(agreement, contributions.get(agreement.id, []))
        if year is not None and year.pays.organisation_id == payer_id:
            found.setdefault((year.receives.organisation_id, year.pays.financial_year or ""), year)
    return found


def _as_year(agreement: Agreement, contributions: list[Contribution]) -> _Year | None:
    if agreement.legal_basis is not LegalBasis.PAYMENT or len(contributions) != 2:
        return None
    pays, receives = sorted(contributions, key=lambda item: item.role is ContributionRole.RECEIVES)
    roles = (pays.role, receives.role)
    if roles != (ContributionRole.PAYS, ContributionRole.RECEIVES) or not pays.financial_year:
        return None
    if pays.financial_year != receives.financial_year:
        return None
    if agreement.period != financial_year_period(pays.financial_year):
        return None
    return _Year(agreement, pays, receives)
