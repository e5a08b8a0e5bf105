"""What a command asks for (Changes) and what a commit did (ChangeSet)."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from partnermap.domain.record import Record


def new_id() -> str:
    """A fresh key: a random UUID as text."""
    return str(uuid.uuid4())


@dataclass(frozen=True)
class Changes:
    """Records to write, as plain values; applied in one transaction, all or nothing.

    Attributes:
        create: records that do not exist yet, in any order.
        update: whole records that replace those of the same kind and id.
        delete: (table, id) pairs; records that make no sense without them go too, other references
            to them are emptied.
    """

    create: tuple[Record, ...] = ()
    update: tuple[Record, ...] = ()
    delete: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.create or self.update or self.delete)


@dataclass(frozen=True)
class ChangeSet:
    """What one commit changed, taken from the journal.

    Attributes:
        version: of the document after the commit.
        label: of the step, for people.
        added, changed, removed: ids by table.
        wholesale: so much changed (an import, another file) that whoever shows it should reload.
    """

    version: int
    label: str
    added: Mapping[str, frozenset[str]] = field(default_factory=dict)
    changed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    removed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    wholesale: bool = False
