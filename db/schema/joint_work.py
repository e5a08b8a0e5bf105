"""Joint posts, teams and forums, and the programmes they deliver."""

from sqlalchemy.orm import Mapped

from db.schema.columns import Base, DateText, Flag, RecordColumns, Word, goes_with, may_name


class Post(RecordColumns, Base):
    """A job that answers to more than one organisation."""

    __tablename__ = "posts"

    title: Mapped[str]
    wte: Mapped[float | None]
    employer_id: Mapped[str | None] = may_name("organisations")
    basis: Mapped[Word | None]
    status: Mapped[Word | None]
    status_since: Mapped[DateText | None]
    start: Mapped[DateText | None]
    end: Mapped[DateText | None]
    funding_ends: Mapped[DateText | None]
    statutory: Mapped[Flag | None]
    agreement_id: Mapped[str | None] = may_name("agreements")
    if_dissolved: Mapped[str | None]
    lived_experience_role: Mapped[Flag | None]
    holder: Mapped[str | None]
    strength: Mapped[int | None]
    function: Mapped[str | None]


class PostPartner(RecordColumns, Base):
    """Another organisation of a joint post; `share` is 0 to 1."""

    __tablename__ = "post_partners"

    post_id: Mapped[str] = goes_with("posts")
    organisation_id: Mapped[str] = goes_with("organisations")
    role: Mapped[Word]
    share: Mapped[float | None]


class Team(RecordColumns, Base):
    """A joint operational unit, or a body that meets."""

    __tablename__ = "teams"

    name: Mapped[str]
    kind: Mapped[Word]
    lead_id: Mapped[str | None] = may_name("organisations")
    start: Mapped[DateText | None]
    end: Mapped[DateText | None]
    voice: Mapped[Word | None]
    legal_basis: Mapped[str | None]
    reports_to_id: Mapped[str | None] = may_name("teams")
    strength: Mapped[int | None]


class Member(RecordColumns, Base):
    """An organisation in a team or forum."""

    __tablename__ = "members"

    team_id: Mapped[str] = goes_with("teams")
    organisation_id: Mapped[str] = goes_with("organisations")
    role: Mapped[str | None]
    votes: Mapped[Flag | None]
    lived_experience: Mapped[Flag | None]
    start: Mapped[DateText | None]
    end: Mapped[DateText | None]


class Programme(RecordColumns, Base):
    """A shared goal, and which inequality it means."""

    __tablename__ = "programmes"

    name: Mapped[str]
    inequality_type: Mapped[str | None]
    group: Mapped[str | None]
    comparison: Mapped[str | None]
    geography: Mapped[str | None]
    driver: Mapped[str | None]
    logic: Mapped[str | None]
    mechanism: Mapped[str | None]
    measure: Mapped[str | None]
    baseline: Mapped[str | None]
    target_date: Mapped[DateText | None]
    horizon: Mapped[str | None]
    framing: Mapped[str | None]
    avoidable_admissions: Mapped[str | None]
    sponsor: Mapped[str | None]


class ProgrammeOwner(RecordColumns, Base):
    """An organisation that owns a programme."""

    __tablename__ = "programme_owners"

    programme_id: Mapped[str] = goes_with("programmes")
    organisation_id: Mapped[str] = goes_with("organisations")


class Delivery(RecordColumns, Base):
    """What delivers a programme: a row of `about_table` with the key `about_id`."""

    __tablename__ = "deliveries"

    programme_id: Mapped[str] = goes_with("programmes")
    about_table: Mapped[str]
    about_id: Mapped[str]
