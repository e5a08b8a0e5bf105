"""The place itself, its organisations with their names and codes, and the recorded ties."""

from sqlalchemy.orm import Mapped

from db.schema.columns import Base, DateText, Flag, RecordColumns, Word, goes_with, may_name


class PlaceInfo(RecordColumns, Base):
    """What the file says about itself; one row."""

    __tablename__ = "place"

    title: Mapped[str]
    description: Mapped[str | None]
    invented: Mapped[Flag | None]


class Organisation(RecordColumns, Base):
    """A body of any sector."""

    __tablename__ = "organisations"

    name: Mapped[str]
    short_name: Mapped[str | None]
    sector: Mapped[Word | None]
    type: Mapped[Word | None]
    legal_form: Mapped[Word | None]
    acts_through_id: Mapped[str | None] = may_name("organisations")
    opened: Mapped[DateText | None]
    closed: Mapped[DateText | None]
    operational_until: Mapped[DateText | None]
    part_of_id: Mapped[str | None] = may_name("organisations")


class Identifier(RecordColumns, Base):
    """A code of an organisation within a scheme of org-id."""

    __tablename__ = "identifiers"

    organisation_id: Mapped[str] = goes_with("organisations")
    scheme: Mapped[str]
    value: Mapped[str]


class PastName(RecordColumns, Base):
    """A name that an organisation had."""

    __tablename__ = "past_names"

    organisation_id: Mapped[str] = goes_with("organisations")
    name: Mapped[str]
    start: Mapped[DateText | None]
    end: Mapped[DateText | None]


class Alias(RecordColumns, Base):
    """A name by which a source knows an organisation."""

    __tablename__ = "aliases"

    name: Mapped[str]
    organisation_id: Mapped[str] = goes_with("organisations")


class Tie(RecordColumns, Base):
    """One recorded link of one kind between two organisations."""

    __tablename__ = "ties"

    from_id: Mapped[str] = goes_with("organisations")
    to_id: Mapped[str] = goes_with("organisations")
    kind: Mapped[Word]
    strength: Mapped[int | None]
    directed: Mapped[Flag | None]
    start: Mapped[DateText | None]
    end: Mapped[DateText | None]
    name: Mapped[str | None]
    function: Mapped[str | None]
    legal_carry_over: Mapped[str | None]
    continuity: Mapped[str | None]
