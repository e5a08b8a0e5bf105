"""Pooled beside aligned and other joint money; what national minima demand beside what was chosen."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.measure.endings import (
    FundedAgreement,
    MoneySum,
    funded_agreements,
    money_sum,
)
from partnermap.domain.agreement import Contribution
from partnermap.domain.dates import financial_year
from partnermap.domain.place import Place
from partnermap.domain.words import POOLED, ContributionRole, LegalBasis, Mandate
from partnermap.network.lookup import lookup_of


class Arrangement(StrEnum):
    """How joint money is held together, deepest first."""

    POOLED = "Pooled fund"
    OTHER_SECTION_75 = "Lead commissioning or integrated provision"
    ALIGNED = "Aligned budget"
    TRANSFER = "Transfer or grant"
    OTHER = "Other or not recorded"


_ARRANGEMENTS: Mapping[LegalBasis, Arrangement] = {
    **dict.fromkeys(POOLED, Arrangement.POOLED),
    LegalBasis.S75_LEAD: Arrangement.OTHER_SECTION_75,
    LegalBasis.S75_INTEGRATED: Arrangement.OTHER_SECTION_75,
    LegalBasis.ALIGNED: Arrangement.ALIGNED,
    LegalBasis.S256: Arrangement.TRANSFER,
    LegalBasis.S257: Arrangement.TRANSFER,
    LegalBasis.S76: Arrangement.TRANSFER,
    LegalBasis.ICB_GRANT: Arrangement.TRANSFER,
    LegalBasis.GRANT: Arrangement.TRANSFER,
}


@dataclass(frozen=True, slots=True)
class ArrangementSum:
    """Joint money of one arrangement: all of it, and that of agreements that involve the VCSE."""

    arrangement: Arrangement
    everything: MoneySum
    vcse: MoneySum


@dataclass(frozen=True, slots=True)
class MinimumSum:
    """Pooled money of the year under one national rule, or under none.

    Attributes:
        mandate: the rule; `Mandate.NONE` is voluntary, None that nobody recorded which.
        pence: as far as recorded; None when no amount is.
        missing: rows without an amount.
    """

    mandate: Mandate | None
    pence: int | None
    missing: int
    agreement_ids: tuple[str, ...]


def arrangements_on(place: Place, on: dt.date) -> tuple[ArrangementSum, ...]:
    """Joint money in force on the date by arrangement; those without any agreement are left out."""
    groups: dict[Arrangement, list[FundedAgreement]] = {}
    for item in funded_agreements(place, on):
        groups.setdefault(_arrangement(item), []).append(item)
    return tuple(
        ArrangementSum(
            arrangement,
            money_sum(groups[arrangement]),
            money_sum(item for item in groups[arrangement] if item.involves_vcse),
        )
        for arrangement in Arrangement
        if arrangement in groups
    )


def minimum_and_voluntary(place: Place, on: dt.date) -> tuple[MinimumSum, ...]:
    """Pooled money of the year of the date: national minima, what was chosen, what is not known."""
    lookup, year = lookup_of(place), financial_year(on)
    rows = [
        row
        for item in funded_agreements(place, on)
        if _arrangement(item) is Arrangement.POOLED
        for row in lookup.contributions.get(item.agreement.id, ())
        if row.role is ContributionRole.PAYS and row.financial_year == year
    ]
    order: list[Mandate | None] = [*Mandate, None]
    groups = ((mandate, [row for row in rows if row.mandated is mandate]) for mandate in order)
    return tuple(_minimum(mandate, found) for mandate, found in groups if found)


def _minimum(mandate: Mandate | None, rows: Iterable[Contribution]) -> MinimumSum:
    listed = list(rows)
    known = [row.amount for row in listed if row.amount is not None]
    return MinimumSum(
        mandate=mandate,
        pence=sum(known) if known else None,
        missing=len(listed) - len(known),
        agreement_ids=tuple(dict.fromkeys(row.agreement_id for row in listed)),
    )


def _arrangement(item: FundedAgreement) -> Arrangement:
    basis = item.agreement.legal_basis
    return Arrangement.OTHER if basis is None else _ARRANGEMENTS.get(basis, Arrangement.OTHER)
