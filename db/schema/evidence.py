"""What people said and agreed, the model's assumptions, and what was fixed about the drawing."""

from sqlalchemy.orm import Mapped

from db.schema.columns import Base, DateText, RecordColumns, Word, goes_with


class Statement(RecordColumns, Base):
    """A dated text about any record, or about the place."""

    __tablename__ = "statements"

    about_table: Mapped[str | None]
    about_id: Mapped[str | None]
    kind: Mapped[str | None]
    text: Mapped[str]
    stage: Mapped[str | None]
    owner: Mapped[str | None]
    date: Mapped[DateText | None]
    public_date: Mapped[DateText | None]


class Rating(RecordColumns, Base):
    """One anonymous answer, 1 to 5, in one workshop round."""

    __tablename__ = "ratings"

    round: Mapped[str]
    date: Mapped[DateText | None]
    sector: Mapped[Word | None]
    statement: Mapped[str]
    score: Mapped[int]


class Evidence(RecordColumns, Base):
    """A document, interview or observation behind a record."""

    __tablename__ = "evidence"

    about_table: Mapped[str | None]
    about_id: Mapped[str | None]
    kind: Mapped[Word | None]
    title: Mapped[str]
    date: Mapped[DateText | None]
    theme: Mapped[str | None]
    sector: Mapped[Word | None]
    method: Mapped[str | None]


class Action(RecordColumns, Base):
    """Agreed work with its owner and dates."""

    __tablename__ = "actions"

    action: Mapped[str]
    owner: Mapped[str | None]
    due: Mapped[DateText | None]
    done: Mapped[DateText | None]
    public_report: Mapped[DateText | None]
    about_table: Mapped[str | None]
    about_id: Mapped[str | None]


class Assumption(RecordColumns, Base):
    """A setting of the disruption model as the user gave it."""

    __tablename__ = "assumptions"

    name: Mapped[str]
    low: Mapped[str | None]
    high: Mapped[str | None]


class Pin(RecordColumns, Base):
    """A place on the map that the user gave an organisation, in layout units."""

    __tablename__ = "pins"

    organisation_id: Mapped[str] = goes_with("organisations")
    x: Mapped[float]
    y: Mapped[float]


class SavedView(RecordColumns, Base):
    """What the user chose to see, under a name; `settings` is JSON."""

    __tablename__ = "saved_views"

    name: Mapped[str]
    settings: Mapped[str]
