"""Joint teams and forums with their members."""

from dataclasses import dataclass
from typing import ClassVar

from partnermap.domain.dates import PartialDate, Period
from partnermap.domain.record import Record, refers_to
from partnermap.domain.words import TeamKind, TeamVoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Team(Record):
    """A joint operational unit (team), or a board, committee, alliance or network (forum)."""

    TABLE: ClassVar[str] = "teams"
    TITLE: ClassVar[str] = "Teams"

    name: str
    kind: TeamKind = TeamKind.TEAM
    lead_id: str | None = refers_to("organisations")
    start: PartialDate | None = None
    end: PartialDate | None = None
    voice: TeamVoice | None = None
    legal_basis: str | None = None
    reports_to_id: str | None = refers_to("teams")
    strength: int | None = None

    @property
    def period(self) -> Period:
        """From start to end, both inclusive."""
        return Period(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """An organisation in a team or forum, with the dates of its membership."""

    TABLE: ClassVar[str] = "members"
    TITLE: ClassVar[str] = "Members"

    team_id: str = refers_to("teams", required=True)
    organisation_id: str = refers_to("organisations", required=True)
    role: str | None = None
    votes: bool | None = None
    lived_experience: bool | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None

    @property
    def period(self) -> Period:
        """From joining to leaving, both inclusive."""
        return Period(self.start, self.end)
