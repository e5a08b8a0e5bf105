"""What points at nothing once two copies are one, mended without losing anybody's work."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from partnermap.document.merge.answer import REMOVED, Conflict, Instead, Way, said, words_of
from partnermap.document.merge.staying import bring_back_whole, point_again, pointed_at, pointers_of
from partnermap.document.merge.three_way import Rows
from partnermap.document.merge.wishes import Wishes, held
from partnermap.document.naming import name_of
from partnermap.domain.apply import Key, needed_by
from partnermap.domain.place import RECORD_TYPES, Place
from partnermap.domain.record import Record


def tied_up(
    tables: Mapping[str, Rows], base: Place, here: Place, there: Place, wishes: Wishes
) -> tuple[Place, list[Conflict]]:
    """A place in which every reference holds.

    A record that the other copy removed stays where something here still needs it; what the other
    copy added to a record that was removed here is left out; other references are emptied. A record
    that stays although one copy removed it has back what went with it.
    """
    ends = _Ends({name: dict(rows) for name, rows in tables.items()}, here, there, wishes)
    while ends.mend() or bring_back_whole(ends.tables, base, here, there, wishes):
        pass
    point_again(ends.tables, base, here, there)
    ends.empty_the_rest()
    ordered = {kind.TABLE: ends.tables[kind.TABLE] for kind in RECORD_TYPES}
    return here.with_tables(ordered, here.version), ends.conflicts


class _Ends:
    """The records on their way, and what had to be said."""

    def __init__(self, tables: dict[str, Rows], here: Place, there: Place, wishes: Wishes) -> None:
        self.tables = tables
        self.conflicts: list[Conflict] = []
        self._here, self._there = here, there
        self._gone = set(wishes.removed)

    def mend(self) -> bool:
        """Bring back or leave out what hangs on something that is missing; False when nothing does."""
        hanging = [
            (record, key)
            for record in self._records()
            for key in needed_by(record)
            if not self._has(key)
        ]
        for record, key in hanging:
            if key in self._gone:
                self.tables[record.TABLE].pop(record.id, None)
                self._gone.add((record.TABLE, record.id))
            elif self._here.get(*key) is not None:
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
        known = self._here.tables[key[0]][key[1]]
        self.tables[key[0]][key[1]] = known
        needed = f"needed for {name_of(self._here, record)}"
        instead = Instead(Way.REMOVE, key)
        self.conflicts.append(
            Conflict(name_of(self._here, known), None, needed, REMOVED, key, instead=instead)
        )

    def _leave_out(self, record: Record, key: Key) -> None:
        if self.tables[record.TABLE].pop(record.id, None) is None:
            return
        needed = self._there.get(*key)
        lacking = name_of(self._there, needed) if needed is not None else "what it belongs to"
        name, own = name_of(self._there, record), (record.TABLE, record.id)
        instead = Instead(Way.KEEP, own)
        self.conflicts.append(
            Conflict(name, None, f"{lacking} {REMOVED}", "added", own, instead=instead)
        )

    def empty_the_rest(self) -> None:
        """Empty references to what is gone for good, and say so."""
        for record in list(self._records()):
            blanks = [name for name in pointers_of(record) if self._is_lost(record, name)]
            if blanks:
                self.tables[record.TABLE][record.id] = _without(record, blanks)
                self.conflicts += [self._emptied(record, name) for name in blanks]

    def _emptied(self, record: Record, field: str) -> Conflict:
        """What is said of a reference to something that one of the copies removed."""
        key = pointed_at(record, field)
        is_here = key is not None and self._here.get(*key) is not None
        meant = said(self._here if is_here else self._there, record, field)
        name, what = name_of(self._here, record), words_of(field)
        where = "in the other file" if is_here else "here"
        told = f"{name}, {what}: left empty, because “{meant}” was removed {where}."
        instead = Instead(Way.KEEP, key) if key is not None else None
        return Conflict(name, what, None, meant, key, instead=instead, told=told)

    def _is_lost(self, record: Record, name: str) -> bool:
        """Whether a field points at a record that one of the copies knew and that is no longer there."""
        key = pointed_at(record, name)
        if key is None or self._has(key):
            return False
        return held(key, self._here, self._there) is not None


def _without(record: Record, names: list[str]) -> Record:
    blank: dict[str, Any] = dict.fromkeys(names)
    if "about_id" in blank:
        blank["about_table"] = None
    return replace(record, **blank)
