"""What stays although one copy removed it: it has back what went with it, and what pointed at it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from partnermap.document.merge.three_way import Rows
from partnermap.document.merge.wishes import Wishes
from partnermap.domain.apply import Key, needed_by, subject_of, with_consequences
from partnermap.domain.place import Place, references_of
from partnermap.domain.record import Record

Tables = dict[str, Rows]


def bring_back_whole(tables: Tables, base: Place, here: Place, there: Place, wishes: Wishes) -> bool:
    """Bring back what one copy removed together with a record that stays; False where all is back.

    Nothing comes back that needs something which is gone: a tie whose other end was removed as well.
    """
    missing = [
        record
        for source, other, stays in _both_ways(tables, base, here, there)
        for record in _gone_with(source, stays, base, other)
        if record.id not in tables[record.TABLE] and (record.TABLE, record.id) not in wishes.removed
    ]
    back = [
        record for record in missing if all(key in tables[table] for table, key in needed_by(record))
    ]
    for record in back:
        tables[record.TABLE][record.id] = record
    return bool(back)


def point_again(tables: Tables, base: Place, here: Place, there: Place) -> None:
    """Let point at a record that stays what pointed at it before one copy removed it."""
    for source, other, stays in _both_ways(tables, base, here, there):
        wanted = set(stays)
        for record in source.records() if wanted else ():
            names = [name for name in pointers_of(record) if pointed_at(record, name) in wanted]
            now = tables[record.TABLE].get(record.id)
            if names and now is not None:
                tables[record.TABLE][record.id] = _as_before(now, record, base, other, names)


def _both_ways(
    tables: Tables, base: Place, here: Place, there: Place
) -> Iterator[tuple[Place, Place, list[Key]]]:
    """Each copy, the one that removed something, and what stays of that."""
    for source, other in ((here, there), (there, here)):
        yield (
            source,
            other,
            [
                (record.TABLE, record.id)
                for record in base.records()
                if other.get(record.TABLE, record.id) is None
                and source.get(record.TABLE, record.id) is not None
                and record.id in tables[record.TABLE]
            ],
        )


def _gone_with(source: Place, stays: list[Key], base: Place, other: Place) -> Iterator[Record]:
    for key in with_consequences(source, stays).delete if stays else ():
        record = source.get(*key)
        if record is not None and base.get(*key) is not None and other.get(*key) is None:
            yield record


def _as_before(now: Record, was: Record, base: Place, other: Place, names: list[str]) -> Record:
    """The record with those references that were only emptied because what they meant was removed."""
    first, there = base.get(was.TABLE, was.id), other.get(was.TABLE, was.id)
    back: dict[str, Any] = {}
    for name in names:
        is_old = first is not None and pointed_at(first, name) == pointed_at(was, name)
        if is_old and there is not None and pointed_at(there, name) is pointed_at(now, name) is None:
            units = ("about_table", "about_id") if name == "about_id" else (name,)
            back |= {each: getattr(was, each) for each in units}
    return replace(now, **back) if back else now


def pointers_of(record: Record) -> Iterator[str]:
    """The fields of a record that hold another record's key."""
    yield from references_of(type(record))
    if subject_of(record) is not None:
        yield "about_id"


def pointed_at(record: Record, field: str) -> Key | None:
    """What a field of a record points at; None for nothing."""
    if field == "about_id":
        return subject_of(record)
    key = getattr(record, field)
    return None if key is None else (references_of(type(record))[field], key)
