"""What people said and wrote: statements, evidence, ratings, agreed actions, model assumptions."""

from dataclasses import dataclass
from typing import ClassVar

from partnermap.domain.dates import PartialDate
from partnermap.domain.record import Record
from partnermap.domain.words import EvidenceKind, Sector


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """A dated text about any record, or about the place when it points at nothing."""

    TABLE: ClassVar[str] = "statements"
    TITLE: ClassVar[str] = "Statements"

    about_table: str | None = None
    about_id: str | None = None
    kind: str | None = None
    text: str
    stage: str | None = None
    owner: str | None = None
    date: PartialDate | None = None
    public_date: PartialDate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """A document, interview or observation behind a record."""

    TABLE: ClassVar[str] = "evidence"
    TITLE: ClassVar[str] = "Evidence"

    about_table: str | None = None
    about_id: str | None = None
    kind: EvidenceKind | None = None
    title: str
    date: PartialDate | None = None
    theme: str | None = None
    sector: Sector | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Record):
    """One anonymous answer, 1 to 5, in one workshop round."""

    TABLE: ClassVar[str] = "ratings"
    TITLE: ClassVar[str] = "Ratings"

    round: str
    date: PartialDate | None = None
    sector: Sector | None = None
    statement: str
    score: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """Agreed work with its owner and dates; `done` and `public_report` are dates."""

    TABLE: ClassVar[str] = "actions"
    TITLE: ClassVar[str] = "Actions"

    action: str
    owner: str | None = None
    due: PartialDate | None = None
    done: PartialDate | None = None
    public_report: PartialDate | None = None
    about_table: str | None = None
    about_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption(Record):
    """A setting of the disruption model as the user gave it; texts, because some are words."""

    TABLE: ClassVar[str] = "assumptions"
    TITLE: ClassVar[str] = "Assumptions"

    name: str
    low: str | None = None
    high: str | None = None
