"""Joint money on a date (MEASURES B1 to B9): how much, who pays, how much of it ends when.

Money is what the financial year that holds the date shows; contracts and payments are not joint money.
Shares are 0 to 1, amounts pounds. An agreement is in force by its dates, or because it lapsed and runs.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnermap.analysis.measure.money import (
    Money,
    has_signed_successor,
    joint_agreements,
    money_on,
    received_on,
)
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.measure.sectors import sector_label
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import financial_year, months_between
from partnermap.domain.words import POOLED, ContributionRole, Mandate, Renewal, Sector
from partnermap.network.derive import has_lapsed, payers_of, recipients_of
from partnermap.network.lookup import Lookup

HORIZON_MONTHS = 60.0
"""Money secured for longer counts as secured for so long (MEASURES B8)."""

SHORT_TERM_MONTHS = 24

NO_AGREEMENTS = NotDefined("No agreement of joint money is in force on this date.")
NOTHING_RECORDED = NotKnown("No amount is recorded for the financial year that holds this date.")
ALL_LAPSED = NotDefined("Every agreement of joint money has expired already and still runs.")
NO_SUM = NotDefined("The joint money recorded adds up to nothing.")

Figure = float | NotDefined | NotKnown


@dataclass(frozen=True, slots=True)
class Funded:
    """One agreement of joint money with what is paid into it in the year."""

    agreement: Agreement
    money: Money

    @property
    def pence(self) -> int:
        """Amount recorded, nought where none is: only for sums, beside the count of what is known."""
        return self.money.total or 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the joint money is known: agreements with every amount, of all in force."""

    known: int
    of: int


class Funding:
    """The joint-money figures of a set of agreements in force on a date."""

    def __init__(self, lookup: Lookup, funded: Sequence[Funded], on: dt.date) -> None:
        self._lookup = lookup
        self._funded = funded
        self._on = on
        self._pence = sum(item.pence for item in funded)

    @property
    def coverage(self) -> Coverage:
        """How many agreements have their money recorded for the year."""
        return Coverage(sum(item.money.is_known for item in self._funded), len(self._funded))

    @property
    def ends_not_known(self) -> int:
        """Agreements that end on a date nobody recorded."""
        ends = (item.agreement.end for item in self._funded)
        return sum(end is not None and not end.is_known for end in ends)

    @property
    def recurrent_not_known(self) -> int:
        """Agreements that nobody marked as recurrent or not."""
        return sum(item.agreement.recurrent is None for item in self._funded)

    def total(self) -> Figure:
        """Pounds paid in the year, as far as recorded."""
        missing = self._missing()
        return self._pence / 100 if missing is None else missing

    def herfindahl(self) -> Figure:
        """Sum of the payers' squared shares: 1 for one payer, 1/n for n equal ones (B3)."""
        shares = self._payer_shares()
        return sum(share * share for share in shares) if isinstance(shares, list) else shares

    def balance(self) -> Figure:
        """How evenly the bill is split: entropy of the payers' shares over its largest value (B4)."""
        shares = self._payer_shares()
        if not isinstance(shares, list):
            return shares
        if len(shares) < 2:
            return NotDefined("There is only one payer.")
        return -sum(share * math.log(share) for share in shares if share > 0) / math.log(len(shares))

    def pooled_share(self) -> Figure:
        """Money in pooled funds over all joint money (B1)."""
        return self._share(self._pooled())

    def additional_pooling_share(self) -> Figure:
        """Pooled money above the statutory minimum over pooled money (B2)."""
        rows = [
            row
            for item in self._pooled()
            for row in self._lookup.contributions.get(item.agreement.id, ())
            if row.role is ContributionRole.PAYS
            and row.financial_year == financial_year(self._on)
            and row.amount is not None
        ]
        if any(row.mandated is None for row in rows):
            return NotKnown("For some pooled money nobody recorded whether it is a statutory minimum.")
        pooled = sum(row.amount or 0 for row in rows)
        if not pooled:
            return NotDefined("No pooled money is recorded.")
        return sum(row.amount or 0 for row in rows if row.mandated is Mandate.NONE) / pooled

    def short_term_share(self) -> Figure:
        """Money in agreements whose written term is two years or less, over that of known term (B5)."""
        known = [item for item in self._funded if self._term_known(item.agreement)]
        return self._share([item for item in known if _is_short(item.agreement)], known)

    def recurrent_share(self) -> Figure:
        """Recurrent money over money of which it is known whether it is (B7)."""
        known = [item for item in self._funded if item.agreement.recurrent is not None]
        return self._share([item for item in known if item.agreement.recurrent], known)

    def ending_share(self, months: int) -> Figure:
        """Money that ends within so many months with no signed successor (B6).

        What is renewed every year by national rule is left out of the endings, and what has expired but
        still runs out of both: it has ended already.
        """
        base = [item for item in self._funded if not has_lapsed(item.agreement, self._on)]
        if self._funded and not base:
            return ALL_LAPSED
        return self._share([item for item in base if self._stops(item.agreement, months)], base)

    def yearly_by_rule(self) -> Figure:
        """Share of the money that national rule renews every year."""
        return self._share(
            [item for item in self._funded if item.agreement.renewal is Renewal.YEARLY_BY_RULE]
        )

    def secured_horizon_months(self) -> Figure:
        """Months for which the average joint pound is secured, recurrent and open-ended as 60 (B8)."""
        missing = self._missing()
        if missing is not None:
            return missing
        known = [(item.pence, self._horizon(item.agreement)) for item in self._funded]
        rows = [(pence, months) for pence, months in known if months is not None]
        pence = sum(amount for amount, _ in rows)
        if not pence:
            return NotKnown("No end is recorded for the agreements whose money is known.")
        return sum(amount * months for amount, months in rows) / pence

    def vcse_share(self) -> Figure:
        """Money that VCSE and community organisations host or receive over all joint money (B9)."""
        missing = self._missing()
        if missing is not None:
            return missing
        return sum(self._vcse_pence(item) for item in self._funded) / self._pence

    def _missing(self) -> NotDefined | NotKnown | None:
        """Why nothing can be said, None when something can."""
        if not self._funded:
            return NO_AGREEMENTS
        if all(item.money.total is None for item in self._funded):
            return NOTHING_RECORDED
        return None if self._pence > 0 else NO_SUM

    def _share(self, part: Iterable[Funded], whole: Iterable[Funded] | None = None) -> Figure:
        missing = self._missing()
        if missing is not None:
            return missing
        base = self._pence if whole is None else sum(item.pence for item in whole)
        if not base:
            return NotKnown("It is not recorded for any agreement whose money is known.")
        return sum(item.pence for item in part) / base

    def _payer_shares(self) -> list[float] | NotDefined | NotKnown:
        missing = self._missing()
        if missing is not None:
            return missing
        payers: Counter[str] = Counter()
        for item in self._funded:
            payers.update(item.money.by_payer)
        return [pence / self._pence for pence in payers.values()]

    def _pooled(self) -> list[Funded]:
        return [item for item in self._funded if item.agreement.legal_basis in POOLED]

    def _stops(self, agreement: Agreement, months: int) -> bool:
        end = agreement.end
        if end is None or not end.is_known or agreement.renewal is Renewal.YEARLY_BY_RULE:
            return False
        left = months_between(self._on, end.last_day)
        return 0 <= left <= months and not has_signed_successor(self._lookup, agreement)

    def _horizon(self, agreement: Agreement) -> float | None:
        if agreement.recurrent or agreement.end is None:
            return HORIZON_MONTHS
        if not agreement.end.is_known:
            return None
        return min(HORIZON_MONTHS, max(0.0, months_between(self._on, agreement.end.last_day)))

    def _term_known(self, agreement: Agreement) -> bool:
        end = agreement.end
        return end is None or (end.is_known and agreement.period.start_known)

    def _vcse_pence(self, item: Funded) -> int:
        if item.agreement.host_id is not None and self._is_vcse(item.agreement.host_id):
            return item.pence
        received = received_on(self._lookup, item.agreement, self._on)
        return sum(pence for recipient, pence in received.items() if self._is_vcse(recipient))

    def _is_vcse(self, organisation_id: str) -> bool:
        label = sector_label(self._lookup.place.organisations[organisation_id])
        return label == Sector.VCSE.value


def _is_short(agreement: Agreement) -> bool:
    if agreement.start is None or agreement.end is None:
        return False
    return months_between(agreement.start.first_day, agreement.end.last_day) <= SHORT_TERM_MONTHS


def funding_on(lookup: Lookup, on: dt.date) -> Funding:
    """The figures of all joint money in force on the date."""
    return Funding(lookup, _funded(lookup, on), on)


def funding_by_sector(lookup: Lookup, on: dt.date, sectors: Iterable[str]) -> dict[str, Funding]:
    """The same for the agreements that each sector pays, hosts or receives, in any year."""
    funded = _funded(lookup, on)
    touched = [(item, _sectors_of(lookup, item.agreement)) for item in funded]
    return {
        sector: Funding(lookup, [item for item, found in touched if sector in found], on)
        for sector in sectors
    }


def _funded(lookup: Lookup, on: dt.date) -> list[Funded]:
    return [Funded(item, money_on(lookup, item, on)) for item in joint_agreements(lookup, on)]


def _sectors_of(lookup: Lookup, agreement: Agreement) -> set[str | None]:
    ids = [*payers_of(lookup, agreement), *recipients_of(lookup, agreement)]
    ids += [agreement.host_id] if agreement.host_id is not None else []
    return {sector_label(lookup.place.organisations[key]) for key in ids}
