"""What goes with rows that are removed, in one sentence, found out on a worker; no Qt."""

from collections.abc import Mapping

from partnermap.document.naming import counted
from partnermap.domain.apply import Key, with_consequences
from partnermap.domain.place import Place
from partnermap.domain.sentences import joined
from partnermap.jobs.token import Token
from partnermap.shell.words import text

Removal = tuple[Place, str, tuple[str, ...]]
"""The records, and the table and ids of those that are to be removed."""


def losses(removal: Removal, _token: Token) -> tuple[Removal, str]:
    """The removal and its sentence."""
    place, table, ids = removal
    keys: tuple[Key, ...] = tuple((table, key) for key in ids)
    asked = set(keys)
    gone: dict[str, int] = {}
    for other, record_id in with_consequences(place, keys).delete:
        if (other, record_id) not in asked:
            gone[other] = gone.get(other, 0) + 1
    return removal, loss_sentence(len(keys), gone)


def loss_sentence(rows: int, gone: Mapping[str, int]) -> str:
    """What goes with the selected rows, in one sentence; empty when nothing does."""
    if not gone:
        return ""
    what = joined([counted(table, number) for table, number in gone.items()])
    if rows == 1:
        return text("Removing this row also removes {what}.", what=what)
    return text("Removing these {rows:,} rows also removes {what}.", rows=rows, what=what)
