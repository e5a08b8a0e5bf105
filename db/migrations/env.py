"""How Alembic runs here: on the connection that db.migrate hands over, inside its transaction."""

from collections.abc import Collection, Mapping

from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo
from sqlalchemy import Connection


def note_version(
    ctx: MigrationContext,
    step: MigrationInfo,
    heads: Collection[str],
    run_args: Mapping[str, object],
) -> None:
    """Write the revision's number where programs without Alembic look for it."""
    del heads, run_args
    connection = ctx.connection
    if connection is not None and step.up_revision_id is not None:
        connection.exec_driver_sql(f"PRAGMA user_version = {int(step.up_revision_id)}")


def run(connection: Connection) -> None:
    """Apply the revisions."""
    context.configure(connection=connection, render_as_batch=True, on_version_apply=note_version)
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
