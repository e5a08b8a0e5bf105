"""Agreements, who pays into them year by year, and payments taken from spending files."""

from dataclasses import dataclass
from typing import ClassVar

from partnermap.domain.dates import PartialDate, Period
from partnermap.domain.record import Record, refers_to
from partnermap.domain.words import (
    NOT_JOINT_MONEY,
    AgreementKind,
    AgreementStatus,
    ContributionKind,
    ContributionRole,
    LegalBasis,
    Mandate,
    PartyRole,
    Renewal,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """Money or powers that bodies decide together.

    `renewal_until` is the date an option runs to; `recurrent` None means not known.
    """

    TABLE: ClassVar[str] = "agreements"
    TITLE: ClassVar[str] = "Agreements"

    name: str
    kind: AgreementKind | None = None
    legal_basis: LegalBasis | None = None
    host_id: str | None = refers_to("organisations")
    start: PartialDate | None = None
    end: PartialDate | None = None
    status: AgreementStatus | None = None
    signed: PartialDate | None = None
    renewal: Renewal | None = None
    renewal_until: PartialDate | None = None
    replaces_id: str | None = refers_to("agreements")
    notice_months: int | None = None
    recurrent: bool | None = None
    strength: int | None = None
    function: str | None = None
    hwb_area: str | None = None

    @property
    def period(self) -> Period:
        """The written term, both ends inclusive."""
        return Period(self.start, self.end)

    @property
    def is_funding(self) -> bool:
        """Whether it moves money; an agreement of no stated kind with a legal basis does."""
        return self.kind is AgreementKind.FUNDING or (self.kind is None and self.legal_basis is not None)

    @property
    def is_joint_money(self) -> bool:
        """Whether its money counts in the joint-money figures: contract and payment do not."""
        return self.is_funding and self.legal_basis not in NOT_JOINT_MONEY


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution(Record):
    """What one organisation pays into or receives from an agreement in one financial year.

    `amount` is in pence; None is not known and never counts as nought.
    """

    TABLE: ClassVar[str] = "contributions"
    TITLE: ClassVar[str] = "Contributions"

    agreement_id: str = refers_to("agreements", required=True)
    organisation_id: str = refers_to("organisations", required=True)
    role: ContributionRole = ContributionRole.PAYS
    financial_year: str | None = None
    amount: int | None = None
    kind: ContributionKind | None = None
    mandated: Mandate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(Record):
    """An organisation bound by an agreement, whether or not money is recorded."""

    TABLE: ClassVar[str] = "parties"
    TITLE: ClassVar[str] = "Parties"

    agreement_id: str = refers_to("agreements", required=True)
    organisation_id: str = refers_to("organisations", required=True)
    role: PartyRole = PartyRole.PARTY


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentLine(Record):
    """What a payer's published spending shows for one payee name in one month, summed.

    `month` is `2025-09`; `amount` in pence, negatives netted; `organisation_id` None is unmatched.
    """

    TABLE: ClassVar[str] = "payment_lines"
    TITLE: ClassVar[str] = "Payment lines"

    payer_id: str = refers_to("organisations", required=True)
    payee_name: str
    month: str
    amount: int
    rows: int
    organisation_id: str | None = refers_to("organisations")
