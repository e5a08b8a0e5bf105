"""What a document needs before it can be opened: a working copy of its own, and what is said of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.create import create_database
from db.engine import Database
from db.tables import insert_records
from partnermap.document.failures import plain_errors
from partnermap.document.working_copy import WorkingCopy, is_open_elsewhere
from partnermap.domain.place import PlaceInfo


@contextmanager
def own_copy(path: Path) -> Iterator[WorkingCopy]:
    """A new working copy that goes again if the file cannot be opened."""
    with plain_errors(path):
        copy = WorkingCopy.make()
        try:
            yield copy
        except BaseException:
            copy.remove()
            raise


def make_empty(path: Path, info: PlaceInfo) -> None:
    """A new database that holds nothing but what it says of itself."""
    create_database(path)
    database = Database(path)
    try:
        with database.transaction():
            insert_records(database, PlaceInfo.TABLE, [info])
    finally:
        database.close()


def elsewhere(path: Path) -> tuple[str, ...]:
    """What the user should know where another window has the file open."""
    if not is_open_elsewhere(path):
        return ()
    return (
        f"{path.name} is open in another window too: whoever saves second will be asked to save a copy.",
    )
