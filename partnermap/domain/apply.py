"""Changes applied to a Place without any file: the same rules as the document's, as a pure function.

A record that makes no sense without a removed one goes with it; other references to it are emptied.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.place import RECORD_TYPES, Place, Rows, references_of
from partnermap.domain.programme import Delivery
from partnermap.domain.record import Record

Key = tuple[str, str]
"""Table and id of a record."""

_GOES_WITH_ITS_SUBJECT = frozenset({Delivery.TABLE})
"""Kinds whose about-pointer must not be empty."""


def applied(place: Place, changes: Changes) -> Place:
    """The place as it stands after the changes, one version later.

    Raises:
        UserError: a record to create is there already, or one to update is not.
    """
    tables = {name: dict(rows) for name, rows in place.tables.items()}
    for record in changes.create:
        _create(tables.setdefault(record.TABLE, {}), record)
    for record in changes.update:
        _update(tables.get(record.TABLE, {}), record)
    between = place.with_tables(tables, place.version + 1)
    if not changes.delete:
        return between
    return _without(between, with_consequences(between, changes.delete))


def with_consequences(place: Place, delete: Iterable[Key]) -> Changes:
    """Every removal and every emptied reference that follows from removing some records.

    Args:
        place: the records as they stand.
        delete: table and id of each record to remove; those that are gone already are left out.
    """
    doomed = _all_doomed(place, {key for key in delete if place.get(*key) is not None})
    emptied = tuple(
        mended
        for record in place.records()
        if (record.TABLE, record.id) not in doomed and (mended := _emptied(record, doomed)) is not record
    )
    return Changes(update=emptied, delete=tuple(sorted(doomed)))


def difference(before: Place, after: Place) -> Changes:
    """The changes that turn one place into the other; record by record, whatever the steps between."""
    create: list[Record] = []
    update: list[Record] = []
    delete: list[Key] = []
    for kind in RECORD_TYPES:
        old, new = before.of(kind), after.of(kind)
        for record in new.values():
            was = old.get(record.id)
            if was is None:
                create.append(record)
            elif was is not record and was != record:
                update.append(record)
        delete += [(kind.TABLE, record_id) for record_id in old if record_id not in new]
    return Changes(tuple(create), tuple(update), tuple(delete))


def _create(rows: dict[str, Record], record: Record) -> None:
    if record.id in rows:
        raise UserError(f"A record to be added to {record.TITLE} is there already; open the file again.")
    rows[record.id] = record


def _update(rows: dict[str, Record], record: Record) -> None:
    if record.id not in rows:
        raise UserError(f"A record of {record.TITLE} that was to be changed is no longer there.")
    rows[record.id] = record


def _without(place: Place, removal: Changes) -> Place:
    tables: dict[str, dict[str, Record]] = {}

    def own(table: str) -> dict[str, Record]:
        if table not in tables:
            tables[table] = dict(place.tables[table])
        return tables[table]

    for record in removal.update:
        own(record.TABLE)[record.id] = record
    for table, record_id in removal.delete:
        del own(table)[record_id]
    rows: Mapping[str, Rows] = tables
    return place.with_tables(rows, place.version)


def _all_doomed(place: Place, delete: set[Key]) -> set[Key]:
    doomed: set[Key] = set()
    fresh = delete
    while fresh:
        doomed |= fresh
        fresh = {
            (record.TABLE, record.id)
            for record in place.records()
            if (record.TABLE, record.id) not in doomed and _goes_with(record, fresh)
        }
    return doomed


def _goes_with(record: Record, doomed: set[Key]) -> bool:
    return any(key in doomed for key in needed_by(record))


def needed_by(record: Record) -> Iterator[Key]:
    """Table and id of every record without which this one makes no sense."""
    definitions = type(record).__dataclass_fields__
    for name, table in references_of(type(record)).items():
        key = getattr(record, name)
        if key is not None and definitions[name].metadata["cascade"]:
            yield table, key
    subject = subject_of(record)
    if record.TABLE in _GOES_WITH_ITS_SUBJECT and subject is not None:
        yield subject


def _emptied(record: Record, doomed: set[Key]) -> Record:
    changed: dict[str, Any] = {
        name: None
        for name, table in references_of(type(record)).items()
        if (table, getattr(record, name)) in doomed
    }
    if subject_of(record) in doomed:
        changed |= {"about_table": None, "about_id": None}
    return replace(record, **changed) if changed else record


def subject_of(record: Record) -> Key | None:
    """What a record is about; None where it is about nothing, or about the place."""
    table, key = getattr(record, "about_table", None), getattr(record, "about_id", None)
    return None if table is None or key is None else (table, key)
