"""Reorganisations, whom they hit, who succeeds whom, what was decided, and scenario changes."""

from dataclasses import dataclass
from typing import ClassVar

from partnermap.domain.dates import PartialDate
from partnermap.domain.record import Record, refers_to
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus

IN_THE_REGISTER = frozenset(
    {ReorganisationStatus.DECIDED, ReorganisationStatus.ORDERED, ReorganisationStatus.IN_FORCE}
)
"""Statuses that the register's picture holds; proposed ones only where asked for."""

ALL_SHARES = 1 + 1e-9
"""Most that shares may add up to: written as rounded decimals they come to a hair more than 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reorganisation(Record):
    """A dated event; peaks are 0 to 1, None the default of the kind; no scenario means the register."""

    TABLE: ClassVar[str] = "reorganisations"
    TITLE: ClassVar[str] = "Reorganisations"

    name: str
    kind: ReorganisationKind | None = None
    announced: PartialDate | None = None
    shadow_from: PartialDate | None = None
    effective: PartialDate | None = None
    operational_from: PartialDate | None = None
    status: ReorganisationStatus | None = None
    scenario: str | None = None
    peak_low: float | None = None
    peak_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected(Record):
    """An organisation that a reorganisation hits, and how."""

    TABLE: ClassVar[str] = "affected"
    TITLE: ClassVar[str] = "Affected"

    reorganisation_id: str = refers_to("reorganisations", required=True)
    organisation_id: str = refers_to("organisations", required=True)
    effect: Effect | None = None
    peak_low: float | None = None
    peak_high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession(Record):
    """Predecessor to successor with the share (0 to 1) and the function that moves."""

    TABLE: ClassVar[str] = "successions"
    TITLE: ClassVar[str] = "Successions"

    reorganisation_id: str = refers_to("reorganisations", required=True)
    predecessor_id: str = refers_to("organisations", required=True)
    successor_id: str = refers_to("organisations", required=True)
    share: float | None = None
    function: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What was decided about one link under one reorganisation."""

    TABLE: ClassVar[str] = "decisions"
    TITLE: ClassVar[str] = "Decisions"

    reorganisation_id: str = refers_to("reorganisations", required=True)
    about_table: str | None = None
    about_id: str | None = None
    goes_to_id: str | None = refers_to("organisations")
    legal_carry_over: str | None = None
    relationship_continuity: str | None = None
    staff_route: str | None = None
    host_change: str | None = None
    decided_on: PartialDate | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioChange(Record):
    """One change of a named scenario, laid over the register and never mixed into it."""

    TABLE: ClassVar[str] = "scenario_changes"
    TITLE: ClassVar[str] = "Scenario changes"

    scenario: str
    change: str
    about_table: str | None = None
    about_id: str | None = None
    value: str | None = None
    date: PartialDate | None = None
