"""Who pays and who receives in each financial year, by joint money, contracts and payments."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from partnermap.domain.agreement import Agreement, Contribution
from partnermap.domain.place import Place
from partnermap.domain.words import AgreementStatus, ContributionRole, LegalBasis
from partnermap.network.derive import is_funding
from partnermap.network.lookup import lookup_of


class MoneyClass(StrEnum):
    """Joint money is decided together; contracts and payments are never added to it."""

    JOINT = "joint money"
    CONTRACT = "contracts"
    PAYMENT = "payments"


@dataclass(frozen=True, slots=True)
class ContributionSum:
    """What one organisation pays (or receives) in one financial year under one class of money.

    Attributes:
        financial_year: `2025/26`; None for rows whose year nobody recorded.
        pence: as far as recorded; None when no amount is.
        missing: rows without an amount, out of `rows`.
        agreement_ids: the agreements behind it.
    """

    organisation_id: str
    financial_year: str | None
    money_class: MoneyClass
    role: ContributionRole
    pence: int | None
    rows: int
    missing: int
    agreement_ids: tuple[str, ...]


def class_of(agreement: Agreement) -> MoneyClass:
    """The class of an agreement's money, by its legal basis."""
    if agreement.legal_basis is LegalBasis.CONTRACT:
        return MoneyClass.CONTRACT
    return MoneyClass.PAYMENT if agreement.legal_basis is LegalBasis.PAYMENT else MoneyClass.JOINT


def contributions(
    place: Place, role: ContributionRole = ContributionRole.PAYS
) -> tuple[ContributionSum, ...]:
    """Every organisation's sums for every year recorded, by year, then class, then the largest first.

    What is paid and what is received are the same money seen from two sides: never add the two.
    Agreements in negotiation are plans and left out.
    """
    groups: dict[tuple[str | None, MoneyClass, str], list[Contribution]] = defaultdict(list)
    for agreement, rows in _rows(place):
        for row in rows:
            if row.role is role:
                key = row.financial_year, class_of(agreement), row.organisation_id
                groups[key].append(row)
    return tuple(sorted((_sum(key, rows) for key, rows in groups.items()), key=_order))


def _rows(place: Place) -> Iterable[tuple[Agreement, tuple[Contribution, ...]]]:
    lookup = lookup_of(place)
    for agreement_id, rows in lookup.contributions.items():
        agreement = place.agreements[agreement_id]
        if agreement.status is not AgreementStatus.IN_NEGOTIATION and is_funding(lookup, agreement):
            yield agreement, rows


def _sum(key: tuple[str | None, MoneyClass, str], rows: list[Contribution]) -> ContributionSum:
    year, money_class, organisation_id = key
    known = [row.amount for row in rows if row.amount is not None]
    return ContributionSum(
        organisation_id=organisation_id,
        financial_year=year,
        money_class=money_class,
        role=rows[0].role,
        pence=sum(known) if known else None,
        rows=len(rows),
        missing=len(rows) - len(known),
        agreement_ids=tuple(dict.fromkeys(row.agreement_id for row in rows)),
    )


def _order(item: ContributionSum) -> tuple[str, int, int, str]:
    rank = list(MoneyClass).index(item.money_class)
    return item.financial_year or "", rank, -(item.pence or 0), item.organisation_id
