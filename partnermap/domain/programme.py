"""Programmes: shared goals with their inequality record, their owners and what delivers them."""

from dataclasses import dataclass
from typing import ClassVar

from partnermap.domain.dates import PartialDate
from partnermap.domain.record import Record, refers_to


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Record):
    """A shared goal, and which inequality it means (the eight fields of MEASURES F1)."""

    TABLE: ClassVar[str] = "programmes"
    TITLE: ClassVar[str] = "Programmes"

    name: str
    inequality_type: str | None = None
    group: str | None = None
    comparison: str | None = None
    geography: str | None = None
    driver: str | None = None
    logic: str | None = None
    mechanism: str | None = None
    measure: str | None = None
    baseline: str | None = None
    target_date: PartialDate | None = None
    horizon: str | None = None
    framing: str | None = None
    avoidable_admissions: str | None = None
    sponsor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeOwner(Record):
    """An organisation that owns a programme."""

    TABLE: ClassVar[str] = "programme_owners"
    TITLE: ClassVar[str] = "Programme owners"

    programme_id: str = refers_to("programmes", required=True)
    organisation_id: str = refers_to("organisations", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Record):
    """An agreement, post, team or tie that delivers a programme."""

    TABLE: ClassVar[str] = "deliveries"
    TITLE: ClassVar[str] = "Deliveries"

    programme_id: str = refers_to("programmes", required=True)
    about_table: str
    about_id: str
