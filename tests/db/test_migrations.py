"""Migrations make what the mapped classes say, and lose no row on the way."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, table

from db.create import create_database, revision_name
from db.header import SCHEMA_VERSION, read_header
from db.migrate import REVISIONS, MigrationFailed, migrate
from db.shape import Shape, shape_of

FROZEN = Path(__file__).resolve().parents[1] / "frozen"
_NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("organisations", recreate="always") as batch:
        batch.add_column(sa.Column("more", sa.Text))
    {and_then}
"""


def shape(path: Path) -> Shape:
    with closing(sqlite3.connect(path)) as connection:
        return shape_of(connection)


def statements(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return sorted("".join(sql.split()) for (sql,) in found)


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        found = [
            connection.execute(str(select(func.count()).select_from(table(name)))) for name in names
        ]
        return dict(zip(names, [count.fetchone()[0] for count in found], strict=True))


@pytest.fixture
def with_next(tmp_path: Path) -> Path:
    """The revisions and a made-up second one, which rebuilds a table that others point at."""
    folder = tmp_path / "100% ours"
    shutil.copytree(REVISIONS, folder)
    (folder / "versions" / "v0002_next.py").write_text(_NEXT.format(and_then=""), encoding="utf-8")
    return folder


def test_migrations_make_what_new_files_are_made_of(tmp_path: Path) -> None:
    migrate(tmp_path / "migrated.pmap")
    create_database(tmp_path / "created.pmap")
    assert shape(tmp_path / "migrated.pmap") == shape(tmp_path / "created.pmap")
    assert statements(tmp_path / "migrated.pmap") == statements(tmp_path / "created.pmap")
    assert read_header(tmp_path / "migrated.pmap").user_version == SCHEMA_VERSION
    assert (
        read_header(tmp_path / "migrated.pmap").application_id
        == read_header(tmp_path / "created.pmap").application_id
    )
    assert counts(tmp_path / "migrated.pmap") == counts(tmp_path / "created.pmap")


def test_there_is_a_stored_file_of_every_schema() -> None:
    names = sorted(path.name for path in FROZEN.glob("schema-*.pmap"))
    assert names == [f"schema-{version}.pmap" for version in range(1, SCHEMA_VERSION + 1)]


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_no_revision_loses_a_row(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.pmap"
    shutil.copyfile(FROZEN / f"schema-{version}.pmap", path)
    before = counts(path)
    assert all(before.values())
    for step in range(version, SCHEMA_VERSION + 1):
        migrate(path, revision_name(step))
        assert counts(path) == before
        assert read_header(path).user_version == step


def test_rebuilding_a_parent_table_keeps_its_children(tmp_path: Path, with_next: Path) -> None:
    path = tmp_path / "old.pmap"
    shutil.copyfile(FROZEN / "schema-1.pmap", path)
    before = counts(path)
    migrate(path, revisions=with_next)
    assert counts(path) == before
    assert read_header(path).user_version == 2
    assert ("organisations", "more", "TEXT", False, False) in shape(path).columns


@pytest.mark.parametrize(
    "and_then",
    ["raise sa.exc.ArgumentError('planted')", "op.execute(\"UPDATE ties SET from_id = 'nobody'\")"],
)
def test_a_revision_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, with_next: Path, and_then: str
) -> None:
    path = tmp_path / "old.pmap"
    shutil.copyfile(FROZEN / "schema-1.pmap", path)
    before, was = counts(path), shape(path)
    bad = _NEXT.format(and_then=and_then)
    (with_next / "versions" / "v0002_next.py").write_text(bad, encoding="utf-8")
    with pytest.raises(MigrationFailed):
        migrate(path, revisions=with_next)
    assert (counts(path), shape(path)) == (before, was)
    assert read_header(path).user_version == 1


def test_alembic_stays_unloaded_while_files_are_of_the_newest_schema(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from partnermap.document.document import Document\n"
        "with Document.create(Path(sys.argv[1]), 'T') as made: made.save()\n"
        "with Document.open(Path(sys.argv[1])): pass\n"
        "sys.exit('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "x.pmap")], check=False)
    assert done.returncode == 0
