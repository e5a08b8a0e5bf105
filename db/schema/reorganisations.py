"""Reorganisations with whom they hit, what was decided, and scenario changes."""

from sqlalchemy.orm import Mapped

from db.schema.columns import Base, DateText, RecordColumns, Word, goes_with, may_name


class Reorganisation(RecordColumns, Base):
    """A dated event; an empty scenario means the register."""

    __tablename__ = "reorganisations"

    name: Mapped[str]
    kind: Mapped[Word | None]
    announced: Mapped[DateText | None]
    shadow_from: Mapped[DateText | None]
    effective: Mapped[DateText | None]
    operational_from: Mapped[DateText | None]
    status: Mapped[Word | None]
    scenario: Mapped[str | None]
    peak_low: Mapped[float | None]
    peak_high: Mapped[float | None]


class Affected(RecordColumns, Base):
    """An organisation that a reorganisation hits."""

    __tablename__ = "affected"

    reorganisation_id: Mapped[str] = goes_with("reorganisations")
    organisation_id: Mapped[str] = goes_with("organisations")
    effect: Mapped[Word | None]
    peak_low: Mapped[float | None]
    peak_high: Mapped[float | None]


class Succession(RecordColumns, Base):
    """Predecessor to successor; `share` is 0 to 1."""

    __tablename__ = "successions"

    reorganisation_id: Mapped[str] = goes_with("reorganisations")
    predecessor_id: Mapped[str] = goes_with("organisations")
    successor_id: Mapped[str] = goes_with("organisations")
    share: Mapped[float | None]
    function: Mapped[str | None]


class Decision(RecordColumns, Base):
    """What was decided about one link under one reorganisation."""

    __tablename__ = "decisions"

    reorganisation_id: Mapped[str] = goes_with("reorganisations")
    about_table: Mapped[str | None]
    about_id: Mapped[str | None]
    goes_to_id: Mapped[str | None] = may_name("organisations")
    legal_carry_over: Mapped[str | None]
    relationship_continuity: Mapped[str | None]
    staff_route: Mapped[str | None]
    host_change: Mapped[str | None]
    decided_on: Mapped[DateText | None]
    decided_by: Mapped[str | None]


class ScenarioChange(RecordColumns, Base):
    """One change of a named scenario, laid over the register."""

    __tablename__ = "scenario_changes"

    scenario: Mapped[str]
    change: Mapped[str]
    about_table: Mapped[str | None]
    about_id: Mapped[str | None]
    value: Mapped[str | None]
    date: Mapped[DateText | None]
