"""Writing prepared changes into the open step, and what SQLite refuses in plain words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from db.engine import Database
from db.journal import Touched
from db.tables import (
    delete_records,
    empty_pointers,
    free_refs,
    insert_records,
    update_records,
)
from partnermap.document.preparing import Writing
from partnermap.domain.changes import ChangeSet
from partnermap.domain.errors import UserError
from partnermap.domain.place import TYPE_OF_TABLE

WHOLESALE = 2000
"""A step that touches more records than this says: load everything again."""

_COLUMN = re.compile(r"(\w+)\.(\w+)\Z")


def write(database: Database, writing: Writing, step: int) -> None:
    """Write in the open step, with what follows from the removals."""
    write_records(database, writing)
    if writing.delete:
        empty_pointers(database, step)


def write_records(database: Database, writing: Writing) -> None:
    """Create, then change, then remove; keys that point at what was removed follow."""
    for name, keys in writing.freed.items():
        free_refs(database, name, keys)
    for name, records in writing.create.items():
        insert_records(database, name, records)
    for name, records in writing.update.items():
        update_records(database, name, records)
    for name, keys in writing.delete.items():
        delete_records(database, name, keys)


@contextmanager
def plain_refusals() -> Iterator[None]:
    """Turn what SQLite refuses to store into a sentence for the user.

    Raises:
        UserError: a value is missing, of the wrong sort, not unique, or points at nothing.
    """
    try:
        yield
    except IntegrityError as error:
        raise UserError(_sentence(str(error.orig))) from error
    except (OverflowError, UnicodeError) as error:
        raise UserError(
            "A number is too large or a text has characters that cannot be stored; nothing was changed."
        ) from error


def _sentence(refusal: str) -> str:
    found = _COLUMN.search(refusal)
    if found is None or found[1] not in TYPE_OF_TABLE:
        return "A record points at another one that is not there; nothing was changed."
    title, field = TYPE_OF_TABLE[found[1]].TITLE, found[2].removesuffix("_id").replace("_", " ")
    if refusal.startswith("NOT NULL"):
        return f"A record of {title} has no {field}; give one."
    if refusal.startswith("UNIQUE"):
        return f"Two records of {title} would have the same ID; change one."
    return f"The {field} of a record of {title} is of the wrong sort; nothing was changed."


def change_set(version: int, label: str, touched: Touched) -> ChangeSet:
    """What a committed step did, for whoever shows the records."""
    parts = (touched.added, touched.changed, touched.removed)
    total = sum(len(keys) for part in parts for keys in part.values())
    return ChangeSet(version, label, *parts, wholesale=total > WHOLESALE)
