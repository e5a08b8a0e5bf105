"""A file as it stood after an earlier step; nothing is written."""

from collections.abc import Sequence
from contextlib import suppress

from db.engine import Database
from db.header import SCHEMA_VERSION
from db.journal import StepRow, replay, step
from partnermap.document.loading import load_place
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place


class _Seen(Exception):
    """Raised on purpose: what was taken back to be looked at is given up again."""


def place_after(database: Database, steps: Sequence[StepRow], last: int) -> Place:
    """All records as they stood after a step, 0 for before the first.

    Raises:
        UserError: a later step is folded to its label or of an older schema, so nobody knows any more.
    """
    later = [row for row in steps if row.id > last]
    if any(row.folded or row.schema_version != SCHEMA_VERSION for row in later):
        raise UserError("The history no longer tells how the file stood then; its steps are folded.")
    found: list[Place] = []
    with suppress(_Seen), step(database, "A look back"):
        for row in reversed(later):
            replay(database, row.id)
        found.append(load_place(database, last))
        raise _Seen
    return found[0]
