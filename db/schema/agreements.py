"""Agreements with their money and parties, and what published spending shows."""

from sqlalchemy.orm import Mapped

from db.schema.columns import (
    Base,
    DateText,
    Flag,
    Pence,
    RecordColumns,
    Word,
    goes_with,
    may_name,
)


class Agreement(RecordColumns, Base):
    """Money or powers that bodies decide together."""

    __tablename__ = "agreements"

    name: Mapped[str]
    kind: Mapped[Word | None]
    legal_basis: Mapped[Word | None]
    host_id: Mapped[str | None] = may_name("organisations")
    start: Mapped[DateText | None]
    end: Mapped[DateText | None]
    status: Mapped[Word | None]
    signed: Mapped[DateText | None]
    renewal: Mapped[Word | None]
    renewal_until: Mapped[DateText | None]
    replaces_id: Mapped[str | None] = may_name("agreements")
    notice_months: Mapped[int | None]
    recurrent: Mapped[Flag | None]
    strength: Mapped[int | None]
    function: Mapped[str | None]
    hwb_area: Mapped[str | None]


class Contribution(RecordColumns, Base):
    """What one organisation pays into or receives from an agreement in one financial year."""

    __tablename__ = "contributions"

    agreement_id: Mapped[str] = goes_with("agreements")
    organisation_id: Mapped[str] = goes_with("organisations")
    role: Mapped[Word]
    financial_year: Mapped[str | None]
    amount: Mapped[Pence | None]
    kind: Mapped[Word | None]
    mandated: Mapped[Word | None]


class Party(RecordColumns, Base):
    """An organisation bound by an agreement."""

    __tablename__ = "parties"

    agreement_id: Mapped[str] = goes_with("agreements")
    organisation_id: Mapped[str] = goes_with("organisations")
    role: Mapped[Word]


class PaymentLine(RecordColumns, Base):
    """What a payer's published spending shows for one payee name in one month."""

    __tablename__ = "payment_lines"

    payer_id: Mapped[str] = goes_with("organisations")
    payee_name: Mapped[str]
    month: Mapped[str]
    amount: Mapped[Pence]
    rows: Mapped[int]
    organisation_id: Mapped[str | None] = may_name("organisations")
