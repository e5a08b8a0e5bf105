"""Two versions of a place compared with what both came from, record by record and field by field.

What only one side changed is taken; what both changed alike is no question; what they changed in
different ways stays as it is here and is told. Nothing that somebody still needs is removed.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from partnermap.document.merge.answer import REMOVED, Conflict, Instead, Way, said, words_of
from partnermap.document.merge.wishes import Wishes
from partnermap.document.naming import name_of
from partnermap.domain.apply import Key
from partnermap.domain.place import RECORD_TYPES, Place
from partnermap.domain.record import Record
from partnermap.domain.sense import fault_of

Rows = dict[str, Record]

_TOGETHER = {"about_table": ("about_table", "about_id")}
"""Fields that mean something only with their neighbour."""

_LATER = "last_confirmed"
"""Both sides may have checked a record: the later day is true, and no question."""


def settled(
    base: Place, here: Place, there: Place, wishes: Wishes
) -> tuple[dict[str, Rows], list[Conflict]]:
    """The records of both copies, parents first, by table; references may still point at nothing."""
    conflicts: list[Conflict] = []
    tables: dict[str, Rows] = {}
    for kind in RECORD_TYPES:
        side = _Sides(base, here, there, wishes, conflicts)
        rows = {**here.of(kind), **there.of(kind)}
        found = ((key, side.settled(kind, key)) for key in rows)
        tables[kind.TABLE] = {key: record for key, record in found if record is not None}
    return tables, conflicts


class _Sides:
    """One comparison."""

    def __init__(
        self, base: Place, here: Place, there: Place, wishes: Wishes, conflicts: list[Conflict]
    ) -> None:
        self._base, self._here, self._there = base, here, there
        self._wishes = wishes
        self._conflicts = conflicts

    def settled(self, kind: type[Record], key: str) -> Record | None:
        """The record as it is to stand, None for one that goes or is gone."""
        was = self._base.get(kind.TABLE, key)
        ours, theirs = self._here.get(kind.TABLE, key), self._there.get(kind.TABLE, key)
        if (kind.TABLE, key) in self._wishes.removed:
            return None
        if (kind.TABLE, key) in self._wishes.kept and (ours is None or theirs is None):
            return ours if ours is not None else theirs
        if theirs in (was, ours):
            return ours
        if ours == was:
            return theirs
        if ours is not None and theirs is not None:
            return self._by_field(was, ours, theirs)
        if ours is not None:
            self._ask(name_of(self._here, ours), "changed", REMOVED, Instead(Way.REMOVE, _key(ours)))
        elif theirs is not None:
            self._ask(name_of(self._there, theirs), REMOVED, "changed", Instead(Way.KEEP, _key(theirs)))
        return ours

    def _ask(self, record: str, here: str, there: str, instead: Instead) -> None:
        self._conflicts.append(Conflict(record, None, here, there, instead.key, instead=instead))

    def _by_field(self, was: Record | None, ours: Record, theirs: Record) -> Record:
        taken: dict[str, Any] = {}
        told: list[Conflict] = []
        for names in units_of(ours):
            before, mine, other = (values_of(record, names) for record in (was, ours, theirs))
            if other in (before, mine):
                continue
            if mine == before or _is_later(names, mine, other):
                taken.update(zip(names, other, strict=True))
            elif not _is_later(names, other, mine):
                told.append(self._conflict(ours, theirs, names))
        merged = replace(ours, **taken)
        if fault_of(merged) is not None:
            # Each change was sound, the two together are not: dates that end before they start.
            told += [self._conflict(ours, theirs, (name,)) for name in taken]
            merged = ours
        self._conflicts += told
        return merged

    def _conflict(self, ours: Record, theirs: Record, names: tuple[str, ...]) -> Conflict:
        field = names[-1]
        here, there = said(self._here, ours, field), said(self._there, theirs, field)
        values = tuple((name, getattr(theirs, name)) for name in names)
        return Conflict(name_of(self._here, ours), words_of(field), here, there, _key(ours), values)


def _key(record: Record) -> Key:
    return record.TABLE, record.id


def units_of(record: Record) -> Iterator[tuple[str, ...]]:
    """The fields of a record that are compared, each with those without which it means nothing."""
    for item in fields(record):
        if item.name not in ("id", "about_id"):
            yield _TOGETHER.get(item.name, (item.name,))


def values_of(record: Record | None, names: tuple[str, ...]) -> tuple[object, ...]:
    """None for every field of a record that was not there yet."""
    return tuple(getattr(record, name) if record is not None else None for name in names)


def _is_later(names: tuple[str, ...], one: tuple[object, ...], other: tuple[Any, ...]) -> bool:
    if names != (_LATER,) or None in (*one, *other):
        return False
    mine: Any = one[0]
    return bool(mine.first_day < other[0].first_day)
