"""What points at nothing once two copies are one, mended without losing anybody's work."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from partnermap.document.merge.answer import REMOVED, Conflict, said, words_of
from partnermap.document.merge.three_way import Rows
from partnermap.document.naming import name_of
from partnermap.domain.apply import Key, needed_by, subject_of, with_consequences
from partnermap.domain.place import RECORD_TYPES, Place, references_of
from partnermap.domain.record import Record


def tied_up(tables: Mapping[str, Rows], here: Place, there: Place) -> tuple[Place, list[Conflict]]:
    """A place in which every reference holds.

    A record that the other copy removed stays where something here still needs it; what the other
    copy added to a record that was removed here is left out; other references are emptied.
    """
    ends = _Ends({name: dict(rows) for name, rows in tables.items()}, here, there)
    while ends.mend():
        pass
    ends.empty_the_rest()
    ordered = {kind.TABLE: ends.tables[kind.TABLE] for kind in RECORD_TYPES}
    return here.with_tables(ordered, here.version), ends.conflicts


class _Ends:
    """The records on their way, and what had to be said."""

    def __init__(self, tables: dict[str, Rows], here: Place, there: Place) -> None:
        self.tables = tables
        self.conflicts: list[Conflict] = []
        self._here, self._there = here, there

    def mend(self) -> bool:
        """Bring back or leave out what hangs on something that is missing; False when nothing does."""
        hanging = [
            (record, key)
            for record in self._records()
            for key in needed_by(record)
            if not self._has(key)
        ]
        for record, key in hanging:
            if self._here.get(*key) is not None:
                self._bring_back(record, key)
            else:
                self._leave_out(record, key)
        return bool(hanging)

    def _records(self) -> Iterator[Record]:
        for rows in self.tables.values():
            yield from rows.values()

    def _has(self, key: Key) -> bool:
        return key[1] in self.tables[key[0]]

    def _bring_back(self, record: Record, key: Key) -> None:
        if self._has(key):
            return
        for table, other in with_consequences(self._here, [key]).delete:
            self.tables[table].setdefault(other, self._known(table, other))
        needed = f"needed for {name_of(self._here, record)}"
        self.conflicts.append(Conflict(name_of(self._here, self._known(*key)), None, needed, REMOVED))

    def _known(self, table: str, key: str) -> Record:
        return self._here.tables[table][key]

    def _leave_out(self, record: Record, key: Key) -> None:
        if self.tables[record.TABLE].pop(record.id, None) is None:
            return
        needed = self._there.get(*key)
        lacking = name_of(self._there, needed) if needed is not None else "what it belongs to"
        name = name_of(self._there, record)
        self.conflicts.append(Conflict(name, None, f"{lacking} {REMOVED}", "added"))

    def empty_the_rest(self) -> None:
        """Empty references to what is gone for good, and say so."""
        for record in list(self._records()):
            blanks = [name for name in _pointers(record) if self._is_lost(record, name)]
            if blanks:
                self.tables[record.TABLE][record.id] = _without(record, blanks)
                for name in blanks:
                    here, there = said(self._here, record, name), said(self._there, record, name)
                    told = Conflict(name_of(self._here, record), words_of(name), None, there or here)
                    self.conflicts.append(told)

    def _is_lost(self, record: Record, name: str) -> bool:
        """Whether a field points at a record that one of the copies knew and that is no longer there."""
        key = subject_of(record) if name == "about_id" else _target(record, name)
        if key is None or self._has(key):
            return False
        return self._here.get(*key) is not None or self._there.get(*key) is not None


def _pointers(record: Record) -> Iterator[str]:
    yield from references_of(type(record))
    if subject_of(record) is not None:
        yield "about_id"


def _target(record: Record, name: str) -> Key | None:
    key = getattr(record, name)
    return None if key is None else (references_of(type(record))[name], key)


def _without(record: Record, names: list[str]) -> Record:
    blank: dict[str, Any] = dict.fromkeys(names)
    if "about_id" in blank:
        blank["about_table"] = None
    return replace(record, **blank)
