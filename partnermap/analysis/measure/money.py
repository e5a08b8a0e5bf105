"""Money on a date: what is paid into an agreement in the financial year that holds the date."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.dates import financial_year
from partnermap.domain.words import (
    NOT_JOINT_MONEY,
    AgreementStatus,
    ContributionRole,
    LegalBasis,
)
from partnermap.domain.year_cover import YearCover, cover_of_sum
from partnermap.network.derive import is_funding, runs_on
from partnermap.network.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Money:
    """What is paid in one financial year.

    Attributes:
        by_payer: pence by organisation; payers without an amount are left out.
        is_known: something is recorded for the year, and every payer's amount is.
        months: of payments how many months of the year are recorded, of several payers the fewest;
            None for other money, and where no month is.
    """

    by_payer: Mapping[str, int]
    is_known: bool
    months: int | None = None

    @property
    def total(self) -> int | None:
        """Pence, as far as recorded; None when no amount is."""
        return sum(self.by_payer.values()) if self.by_payer else None


def money_on(lookup: Lookup, agreement: Agreement, on: dt.date) -> Money:
    """What the year that holds the date shows: never carried forward, `receives` never added."""
    rows = _rows(lookup, agreement, on, ContributionRole.PAYS)
    by_payer: dict[str, int] = {}
    for row in rows:
        if row.amount is not None:
            by_payer[row.organisation_id] = by_payer.get(row.organisation_id, 0) + row.amount
    return Money(
        by_payer,
        is_known=bool(rows) and all(row.amount is not None for row in rows),
        months=_months(lookup, agreement, by_payer, financial_year(on)),
    )


def _months(lookup: Lookup, agreement: Agreement, payers: Iterable[str], year: str) -> int | None:
    if agreement.legal_basis is not LegalBasis.PAYMENT:
        return None
    recorded = lookup.payment_months
    return min((recorded[key, year] for key in payers if (key, year) in recorded), default=None)


def cover_of_money(moneys: Iterable[Money], on: dt.date) -> YearCover:
    """How much of the year that holds the date the sum of their amounts covers."""
    return cover_of_sum(financial_year(on), (money.months for money in moneys if money.by_payer))


def received_on(lookup: Lookup, agreement: Agreement, on: dt.date) -> Mapping[str, int]:
    """Pence that each recipient gets in the year that holds the date, where recorded."""
    found: dict[str, int] = {}
    for row in _rows(lookup, agreement, on, ContributionRole.RECEIVES):
        if row.amount is not None:
            found[row.organisation_id] = found.get(row.organisation_id, 0) + row.amount
    return found


def _rows(
    lookup: Lookup, agreement: Agreement, on: dt.date, role: ContributionRole
) -> list[Contribution]:
    year = financial_year(on)
    rows = lookup.contributions.get(agreement.id, ())
    return [row for row in rows if row.role is role and row.financial_year == year]


def is_joint_money(lookup: Lookup, agreement: Agreement) -> bool:
    """Whether it counts in the joint-money figures: contracts and payments do not."""
    return is_funding(lookup, agreement) and agreement.legal_basis not in NOT_JOINT_MONEY


def joint_agreements(lookup: Lookup, on: dt.date) -> tuple[Agreement, ...]:
    """Agreements of joint money in force on the date, lapsed ones that still run included."""
    return tuple(
        agreement
        for agreement in lookup.place.agreements.values()
        if is_joint_money(lookup, agreement) and runs_on(lookup, agreement, on)
    )


def has_signed_successor(lookup: Lookup, agreement: Agreement) -> bool:
    """Whether a signed agreement says that it replaces this one."""
    others = (lookup.place.agreements[key] for key in lookup.replacements.get(agreement.id, ()))
    return any(_is_signed(other) for other in others)


def _is_signed(agreement: Agreement) -> bool:
    return agreement.status is AgreementStatus.SIGNED or agreement.signed is not None
