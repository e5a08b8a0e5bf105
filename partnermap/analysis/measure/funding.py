"""Joint money on a date (MEASURES B1 to B9): how much, who pays, who receives, how long it lasts.

Money is what the financial year that holds the date shows; contracts and payments are not joint money.
Shares are 0 to 1, amounts pounds. An agreement is in force by its dates, or because it lapsed and runs.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from partnermap.analysis.measure import concentration
from partnermap.analysis.measure.landing import Landing, landing_on
from partnermap.analysis.measure.money import Money, joint_agreements, money_on
from partnermap.analysis.measure.result import Figure, NotDefined, NotKnown
from partnermap.analysis.measure.sectors import sector_label
from partnermap.analysis.measure.terms import Terms, Weighted
from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.dates import financial_year
from partnermap.domain.words import POOLED, ContributionRole, Mandate, Sector
from partnermap.network.derive import payers_of, recipients_of
from partnermap.network.lookup import Lookup

MANDATE_NOT_KNOWN = NotKnown("For some pooled money nobody recorded whether it is a statutory minimum.")
POOL_NOT_KNOWN = NotKnown("For some pooled money the amount is not recorded.")
NOTHING_POOLED = NotDefined("No pooled money is recorded.")


@dataclass(frozen=True, slots=True)
class Funded:
    """One agreement of joint money with what is paid into it in the year, and where that lands."""

    agreement: Agreement
    money: Money
    landing: Landing


@dataclass(frozen=True, slots=True)
class Payer:
    """What one organisation pays into and receives from joint money in the year.

    Attributes:
        pence, share: paid, of all that is paid.
        received: pence that land with it; `received_share` of all that lands with anybody.
    """

    organisation_id: str
    pence: int
    share: float
    received: int
    received_share: float | None


class Funding(Terms):
    """The joint-money figures of a set of agreements in force on a date."""

    def __init__(self, lookup: Lookup, funded: Sequence[Funded], on: dt.date) -> None:
        rows = [Weighted(item.agreement, item.money.total, item.money.is_known) for item in funded]
        super().__init__(lookup, rows, on)
        self._funded = funded

    @property
    def recipients_not_known(self) -> int:
        """Agreements of which it is not recorded who receives how much."""
        return sum(not item.landing.is_known for item in self._funded)

    @property
    def exceeding(self) -> tuple[Agreement, ...]:
        """Agreements of which more is recorded as received than as paid."""
        return tuple(item.agreement for item in self._funded if item.landing.exceeds)

    def pooled_share(self) -> Figure:
        """Money in pooled funds over all joint money (B1)."""
        pooled = [row for row in self._rows if row.agreement.legal_basis in POOLED]
        return self._share(pooled, self._rows)

    def additional_pooling_share(self) -> Figure:
        """Pooled money above the statutory minimum over pooled money (B2)."""
        rows = self._pooled_rows()
        if any(row.mandated is None for row in rows):
            return MANDATE_NOT_KNOWN
        if any(row.amount is None for row in rows):
            return POOL_NOT_KNOWN
        pooled = sum(row.amount or 0 for row in rows)
        if pooled <= 0:
            return NOTHING_POOLED
        return sum(row.amount or 0 for row in rows if row.mandated is Mandate.NONE) / pooled

    def herfindahl(self) -> Figure:
        """Sum of the payers' squared shares: 1 for one payer, 1/n for n equal ones (B3)."""
        return self._of_shares(concentration.herfindahl)

    def effective_payers(self) -> Figure:
        """As many equal payers would make the money as concentrated (B3)."""
        return self._of_shares(concentration.effective_number)

    def herfindahl_normalised(self) -> Figure:
        """The concentration from 0 for equal payers to 1 for a single one of all (B3)."""
        return self._of_shares(concentration.normalised)

    def balance(self) -> Figure:
        """How evenly the bill is split: entropy of the payers' shares over its largest value (B4)."""
        return self._of_shares(concentration.evenness)

    def smaller_over_larger(self) -> Figure:
        """Of two payers the smaller share over the larger (B4)."""
        return self._of_shares(concentration.smaller_over_larger)

    def payers(self) -> tuple[Payer, ...] | NotDefined | NotKnown:
        """Everybody who pays, the largest first, with what lands with them (B3 and B4)."""
        shares = self._payer_shares()
        if not isinstance(shares, dict):
            return shares
        paid, received = self._paid(), self._received()
        placed = sum(received.values())
        found = [
            Payer(key, paid[key], share, received[key], received[key] / placed if placed else None)
            for key, share in shares.items()
        ]
        return tuple(sorted(found, key=lambda payer: (-payer.pence, payer.organisation_id)))

    def vcse_share(self) -> Figure:
        """Money that VCSE and community organisations host or receive over all joint money (B9)."""
        return self._vcse(lambda _: True)

    def vcse_lead_share(self) -> Figure:
        """That which they host, or receive straight from who pays, over all joint money (B9)."""
        return self._vcse(self._vcse_leads)

    def vcse_subcontract_share(self) -> Figure:
        """That which reaches them through a host of another sector, over all joint money (B9)."""
        return self._vcse(lambda item: not self._vcse_leads(item))

    def unplaced(self) -> Figure:
        """Pounds of which nobody recorded who receives them."""
        total = self.total()
        if not isinstance(total, float):
            return total
        return sum(item.landing.unplaced for item in self._funded) / 100

    def _of_shares(self, measure: Callable[[Collection[float]], float | NotDefined]) -> Figure:
        shares = self._payer_shares()
        return measure(shares.values()) if isinstance(shares, dict) else shares

    def _payer_shares(self) -> dict[str, float] | NotDefined | NotKnown:
        missing = self._missing()
        return concentration.shares_of(self._paid()) if missing is None else missing

    def _paid(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for item in self._funded:
            found.update(item.money.by_payer)
        return found

    def _received(self) -> Counter[str]:
        found: Counter[str] = Counter()
        for item in self._funded:
            found.update(item.landing.by_organisation)
        return found

    def _pooled_rows(self) -> list[Contribution]:
        year = financial_year(self._on)
        return [
            row
            for item in self._funded
            if item.agreement.legal_basis in POOLED
            for row in self._lookup.contributions.get(item.agreement.id, ())
            if row.role is ContributionRole.PAYS and row.financial_year == year
        ]

    def _vcse(self, counts: Callable[[Funded], bool]) -> Figure:
        missing = self._missing()
        if missing is not None:
            return missing
        return sum(self._vcse_pence(item) for item in self._funded if counts(item)) / self._pence

    def _vcse_leads(self, item: Funded) -> bool:
        host = item.agreement.host_id
        return host is None or self._is_vcse(host)

    def _vcse_pence(self, item: Funded) -> int:
        """All that a VCSE host is given, whoever gets it from there; else what VCSE bodies receive."""
        if item.agreement.host_id is not None and self._is_vcse(item.agreement.host_id):
            return item.money.total or 0
        landed = item.landing.by_organisation.items()
        return sum(pence for recipient, pence in landed if self._is_vcse(recipient))

    def _is_vcse(self, organisation_id: str) -> bool:
        return self._lookup.place.organisations[organisation_id].is_vcse


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


def sectors_of_money(lookup: Lookup, on: dt.date) -> list[str]:
    """The sectors that pay, host or receive joint money in force, closed bodies included."""
    touched = [_sectors_of(lookup, item) for item in joint_agreements(lookup, on)]
    return sorted({sector for found in touched for sector in found if sector is not None})


def funding_by_recipient(lookup: Lookup, on: dt.date, sectors: Iterable[str]) -> dict[str, Terms]:
    """What lands with each sector and how long it is promised for: each pound in one sector (B6).

    Sectors that receive nothing are left out, the VCSE never.
    """
    funded = _funded(lookup, on)
    rows = {name: [row for item in funded for row in _landed(lookup, item, name)] for name in sectors}
    return {
        name: Terms(lookup, found, on)
        for name, found in rows.items()
        if found or name == Sector.VCSE.value
    }


def _landed(lookup: Lookup, item: Funded, sector: str) -> Iterable[Weighted]:
    """The part of one agreement's money that lands in the sector, if its recipients are in it."""
    ids = [key for key in item.landing.organisation_ids if _sector_of(lookup, key) == sector]
    if ids:
        landed = [pence for key in ids if (pence := item.landing.by_organisation.get(key)) is not None]
        yield Weighted(item.agreement, sum(landed) if landed else None, item.landing.is_known)


def _funded(lookup: Lookup, on: dt.date) -> list[Funded]:
    return [
        Funded(item, money_on(lookup, item, on), landing_on(lookup, item, on))
        for item in joint_agreements(lookup, on)
    ]


def _sectors_of(lookup: Lookup, agreement: Agreement) -> set[str | None]:
    ids = [*payers_of(lookup, agreement), *recipients_of(lookup, agreement)]
    ids += [agreement.host_id] if agreement.host_id is not None else []
    return {_sector_of(lookup, key) for key in ids}


def _sector_of(lookup: Lookup, organisation_id: str) -> str | None:
    return sector_label(lookup.place.organisations[organisation_id])
