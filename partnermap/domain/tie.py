"""Recorded ties between two organisations."""

from dataclasses import dataclass
from typing import ClassVar

from partnermap.domain.dates import PartialDate, Period
from partnermap.domain.record import Record, refers_to
from partnermap.domain.words import TieKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie(Record):
    """One dated link of one kind; strength 1 contact, 2 coordinated, 3 integrated, None not known."""

    TABLE: ClassVar[str] = "ties"
    TITLE: ClassVar[str] = "Ties"

    from_id: str = refers_to("organisations", required=True)
    to_id: str = refers_to("organisations", required=True)
    kind: TieKind
    strength: int | None = None
    directed: bool | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    name: str | None = None
    function: str | None = None
    legal_carry_over: str | None = None
    continuity: str | None = None

    @property
    def period(self) -> Period:
        """From start to end, both inclusive."""
        return Period(self.start, self.end)
