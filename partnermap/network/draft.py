"""Draft: the records of a place while a scenario changes them, row by row."""

import uuid
from typing import TypeVar

from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record

Kind = TypeVar("Kind", bound=Record)
Key = tuple[str, str]

_NAMESPACE = uuid.UUID("5b1f3a64-2d0e-5c19-9a5e-0f6f6b0c7d21")


class Draft:
    """The records of a place as a scenario changes them, row by row."""

    def __init__(self, place: Place, scenario: str) -> None:
        self.place = place
        self.scenario = scenario
        self._created: dict[Key, Record] = {}
        self._updated: dict[Key, Record] = {}
        self._deleted: set[Key] = set()

    def get(self, kind: type[Kind], record_id: str | None) -> Kind | None:
        """A record as it stands by now."""
        key = (kind.TABLE, record_id or "")
        found = self._created.get(key) or self._updated.get(key) or self.place.get(*key)
        return found if isinstance(found, kind) else None

    def put(self, record: Record) -> None:
        """Add a record, or replace the one of its key."""
        key = (record.TABLE, record.id)
        is_old = self.place.get(*key) is not None
        (self._updated if is_old else self._created)[key] = record

    def is_new(self, record: Record) -> bool:
        """Whether the scenario adds it, rather than changes it."""
        return (record.TABLE, record.id) in self._created

    def remove(self, record: Record) -> None:
        """Take a record out, with all that makes no sense without it."""
        self._deleted.add((record.TABLE, record.id))

    def new_id(self, *parts: str) -> str:
        """The same key for the same parts, so that a scenario always gives the same records."""
        return str(uuid.uuid5(_NAMESPACE, "\n".join((self.scenario, *parts))))

    def organisations(self) -> list[Organisation]:
        """Every organisation, those of the scenario last."""
        known = [self.get(Organisation, key) for key in self.place.organisations]
        new = [item for item in self._created.values() if isinstance(item, Organisation)]
        return [item for item in known if item is not None] + new

    def changes(self) -> Changes:
        """All of it; a removed record is not changed as well."""
        kept = [record for key, record in self._updated.items() if key not in self._deleted]
        same = [record for record in kept if self.place.get(record.TABLE, record.id) == record]
        return Changes(
            create=tuple(self._created.values()),
            update=tuple(record for record in kept if record not in same),
            delete=tuple(sorted(self._deleted)),
        )
