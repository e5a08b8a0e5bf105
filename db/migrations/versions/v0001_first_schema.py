"""The first schema: all records, and the journal beside them.

Everything is spelt out here, on purpose without the mapped classes: they move on, this stays.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_APPLICATION_ID = 0x504D4150


def upgrade() -> None:
    """Make all tables in an empty file."""
    op.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    op.create_table(
        "journal_steps",
        sa.Column("id", sa.Integer, primary_key=True),
        _text("at", required=True),
        _text("label", required=True),
        _integer("reverses"),
        _integer("schema_version", required=True),
        _integer("folded", required=True),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    _organisations()
    _names()
    _ties()
    _agreements()
    _posts()
    _teams()
    _programmes()
    _reorganisations()
    _decisions()
    _statements()
    _evidence()
    _views()


def _text(name: str, *, required: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=not required)


def _integer(name: str, *, required: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=not required)


def _real(name: str, *, required: bool = False) -> sa.Column[float]:
    return sa.Column(name, sa.REAL, nullable=not required)


def _goes_with(name: str, table: str) -> sa.Column[str]:
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Text, key, nullable=False, index=True)


def _may_name(name: str, table: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, sa.ForeignKey(f"{table}.id", ondelete="SET NULL"), index=True)


def _record_table(name: str, *own: sa.Column[str] | sa.Column[int] | sa.Column[float]) -> None:
    """A table of records, and beside it the one that keeps rows as they were before a step."""
    columns = [
        sa.Column("ref", sa.Text, unique=True),
        *own,
        _text("source"),
        _text("last_confirmed"),
        _text("notes"),
        _integer("position", required=True),
    ]
    kept = [sa.Column(column.name, column.type) for column in columns]
    op.create_table(name, sa.Column("id", sa.Text, primary_key=True), *columns, sqlite_strict=True)
    op.create_table(
        f"journal_{name}",
        sa.Column("step", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, primary_key=True),
        _integer("existed", required=True),
        *kept,
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _organisations() -> None:
    _record_table(
        "place",
        _text("title", required=True),
        _text("description"),
        _integer("invented"),
    )
    _record_table(
        "organisations",
        _text("name", required=True),
        _text("short_name"),
        _text("sector"),
        _text("type"),
        _text("legal_form"),
        _may_name("acts_through_id", "organisations"),
        _text("opened"),
        _text("closed"),
        _text("operational_until"),
        _may_name("part_of_id", "organisations"),
    )


def _names() -> None:
    _record_table(
        "identifiers",
        _goes_with("organisation_id", "organisations"),
        _text("scheme", required=True),
        _text("value", required=True),
    )
    _record_table(
        "past_names",
        _goes_with("organisation_id", "organisations"),
        _text("name", required=True),
        _text("start"),
        _text("end"),
    )
    _record_table(
        "aliases",
        _text("name", required=True),
        _goes_with("organisation_id", "organisations"),
    )


def _ties() -> None:
    _record_table(
        "ties",
        _goes_with("from_id", "organisations"),
        _goes_with("to_id", "organisations"),
        _text("kind", required=True),
        _integer("strength"),
        _integer("directed"),
        _text("start"),
        _text("end"),
        _text("name"),
        _text("function"),
        _text("legal_carry_over"),
        _text("continuity"),
    )


def _agreements() -> None:
    _record_table(
        "agreements",
        _text("name", required=True),
        _text("kind"),
        _text("legal_basis"),
        _may_name("host_id", "organisations"),
        _text("start"),
        _text("end"),
        _text("status"),
        _text("signed"),
        _text("renewal"),
        _text("renewal_until"),
        _may_name("replaces_id", "agreements"),
        _integer("notice_months"),
        _integer("recurrent"),
        _integer("strength"),
        _text("function"),
        _text("hwb_area"),
    )
    _record_table(
        "contributions",
        _goes_with("agreement_id", "agreements"),
        _goes_with("organisation_id", "organisations"),
        _text("role", required=True),
        _text("financial_year"),
        _integer("amount"),
        _text("kind"),
        _text("mandated"),
    )
    _record_table(
        "parties",
        _goes_with("agreement_id", "agreements"),
        _goes_with("organisation_id", "organisations"),
        _text("role", required=True),
    )
    _record_table(
        "payment_lines",
        _goes_with("payer_id", "organisations"),
        _text("payee_name", required=True),
        _text("month", required=True),
        _integer("amount", required=True),
        _integer("rows", required=True),
        _may_name("organisation_id", "organisations"),
    )


def _posts() -> None:
    _record_table(
        "posts",
        _text("title", required=True),
        _real("wte"),
        _may_name("employer_id", "organisations"),
        _text("basis"),
        _text("status"),
        _text("status_since"),
        _text("start"),
        _text("end"),
        _text("funding_ends"),
        _integer("statutory"),
        _may_name("agreement_id", "agreements"),
        _text("if_dissolved"),
        _integer("lived_experience_role"),
        _text("holder"),
        _integer("strength"),
        _text("function"),
    )
    _record_table(
        "post_partners",
        _goes_with("post_id", "posts"),
        _goes_with("organisation_id", "organisations"),
        _text("role", required=True),
        _real("share"),
    )


def _teams() -> None:
    _record_table(
        "teams",
        _text("name", required=True),
        _text("kind", required=True),
        _may_name("lead_id", "organisations"),
        _text("start"),
        _text("end"),
        _text("voice"),
        _text("legal_basis"),
        _may_name("reports_to_id", "teams"),
        _integer("strength"),
    )
    _record_table(
        "members",
        _goes_with("team_id", "teams"),
        _goes_with("organisation_id", "organisations"),
        _text("role"),
        _integer("votes"),
        _integer("lived_experience"),
        _text("start"),
        _text("end"),
    )


def _programmes() -> None:
    _record_table(
        "programmes",
        _text("name", required=True),
        _text("inequality_type"),
        _text("group"),
        _text("comparison"),
        _text("geography"),
        _text("driver"),
        _text("logic"),
        _text("mechanism"),
        _text("measure"),
        _text("baseline"),
        _text("target_date"),
        _text("horizon"),
        _text("framing"),
        _text("avoidable_admissions"),
        _text("sponsor"),
    )
    _record_table(
        "programme_owners",
        _goes_with("programme_id", "programmes"),
        _goes_with("organisation_id", "organisations"),
    )
    _record_table(
        "deliveries",
        _goes_with("programme_id", "programmes"),
        _text("about_table", required=True),
        _text("about_id", required=True),
    )


def _reorganisations() -> None:
    _record_table(
        "reorganisations",
        _text("name", required=True),
        _text("kind"),
        _text("announced"),
        _text("shadow_from"),
        _text("effective"),
        _text("operational_from"),
        _text("status"),
        _text("scenario"),
        _real("peak_low"),
        _real("peak_high"),
    )
    _record_table(
        "affected",
        _goes_with("reorganisation_id", "reorganisations"),
        _goes_with("organisation_id", "organisations"),
        _text("effect"),
        _real("peak_low"),
        _real("peak_high"),
    )
    _record_table(
        "successions",
        _goes_with("reorganisation_id", "reorganisations"),
        _goes_with("predecessor_id", "organisations"),
        _goes_with("successor_id", "organisations"),
        _real("share"),
        _text("function"),
    )


def _decisions() -> None:
    _record_table(
        "decisions",
        _goes_with("reorganisation_id", "reorganisations"),
        _text("about_table"),
        _text("about_id"),
        _may_name("goes_to_id", "organisations"),
        _text("legal_carry_over"),
        _text("relationship_continuity"),
        _text("staff_route"),
        _text("host_change"),
        _text("decided_on"),
        _text("decided_by"),
    )
    _record_table(
        "scenario_changes",
        _text("scenario", required=True),
        _text("change", required=True),
        _text("about_table"),
        _text("about_id"),
        _text("value"),
        _text("date"),
    )


def _statements() -> None:
    _record_table(
        "statements",
        _text("about_table"),
        _text("about_id"),
        _text("kind"),
        _text("text", required=True),
        _text("stage"),
        _text("owner"),
        _text("date"),
        _text("public_date"),
    )
    _record_table(
        "ratings",
        _text("round", required=True),
        _text("date"),
        _text("sector"),
        _text("statement", required=True),
        _integer("score", required=True),
    )


def _evidence() -> None:
    _record_table(
        "evidence",
        _text("about_table"),
        _text("about_id"),
        _text("kind"),
        _text("title", required=True),
        _text("date"),
        _text("theme"),
        _text("sector"),
        _text("method"),
    )
    _record_table(
        "actions",
        _text("action", required=True),
        _text("owner"),
        _text("due"),
        _text("done"),
        _text("public_report"),
        _text("about_table"),
        _text("about_id"),
    )
    _record_table("assumptions", _text("name", required=True), _text("low"), _text("high"))


def _views() -> None:
    _record_table(
        "pins",
        _goes_with("organisation_id", "organisations"),
        _real("x", required=True),
        _real("y", required=True),
    )
    _record_table(
        "saved_views",
        _text("name", required=True),
        _text("settings", required=True),
    )
