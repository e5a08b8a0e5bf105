"""From the changes that a command asks for to rows that can be written: checked, given IDs, sorted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from partnermap.document.naming import name_of, noun
from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.place import RECORD_TYPES, TYPE_OF_TABLE, Place, references_of
from partnermap.domain.record import Record
from partnermap.domain.sense import words_for

_PREFIXES: Mapping[str, str] = {
    "organisations": "O",
    "ties": "T",
    "agreements": "A",
    "posts": "P",
    "teams": "TM",
    "programmes": "PR",
    "reorganisations": "R",
    "actions": "AC",
}
"""How the ID that we give begins, for the kinds that have an ID column in the workbook."""

_ID_LENGTHS = (8, 12, 32)


@dataclass(frozen=True)
class Writing:
    """What is to be written, by table, parents first.

    Attributes:
        freed: ids of records whose reference another record takes over in the same step.
    """

    create: Mapping[str, Sequence[Record]]
    update: Mapping[str, Sequence[Record]]
    delete: Mapping[str, Sequence[str]]
    freed: Mapping[str, Sequence[str]]

    @property
    def records(self) -> Mapping[str, Sequence[Record]]:
        """All records to be written, by table."""
        names = {**self.create, **self.update}
        return {name: [*self.create.get(name, ()), *self.update.get(name, ())] for name in names}

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.create or self.update or self.delete)


def prepare(place: Place, changes: Changes) -> Writing:
    """Check the changes against the place and sort them for writing.

    Raises:
        UserError: a record is there already or no longer, points at nothing, or shares its ID.
    """
    create = _by_table(changes.create)
    _refuse_known(place, create)
    made = {name: {record.id for record in records} for name, records in create.items()}
    update = _by_table(_really_changed(place, changes.update, made))
    delete: dict[str, list[str]] = defaultdict(list)
    for name, key in dict.fromkeys(changes.delete):
        if place.get(name, key) is not None or key in made.get(name, ()):
            delete[name].append(key)
    for records in (*create.values(), *update.values()):
        _refuse_loose_ends(place, records, made)
    _give_refs(place, create)
    freed = {name: _taken_over(place, name, create, update, delete) for name in {**create, **update}}
    return Writing(create, update, delete, {name: keys for name, keys in freed.items() if keys})


def _by_table(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        found[record.TABLE].append(record)
    return {kind.TABLE: found[kind.TABLE] for kind in RECORD_TYPES if kind.TABLE in found}


def _refuse_known(place: Place, create: Mapping[str, Sequence[Record]]) -> None:
    for name, records in create.items():
        keys = {record.id for record in records}
        if len(keys) < len(records) or any(place.get(name, key) is not None for key in keys):
            title = TYPE_OF_TABLE[name].TITLE
            raise UserError(f"A record to be added to {title} is there already; open the file again.")


def _really_changed(
    place: Place, records: Iterable[Record], made: Mapping[str, set[str]]
) -> Iterator[Record]:
    for record in records:
        before = place.get(record.TABLE, record.id)
        if before is None and record.id not in made.get(record.TABLE, ()):
            raise UserError(f"A record of {record.TITLE} that was to be changed is no longer there.")
        if record != before:
            yield record


def _give_refs(place: Place, create: dict[str, list[Record]]) -> None:
    for name, prefix in _PREFIXES.items():
        records = create.get(name, [])
        if all(record.ref is not None for record in records):
            continue
        taken = {record.ref for record in [*place.tables.get(name, {}).values(), *records]}
        for index, record in enumerate(records):
            if record.ref is None:
                ref = _free_ref(prefix, record.id, taken)
                taken.add(ref)
                records[index] = replace(record, ref=ref)


def _free_ref(prefix: str, key: str, taken: set[str | None]) -> str:
    plain = key.replace("-", "")
    for length in _ID_LENGTHS:
        if (ref := f"{prefix}-{plain[:length]}") not in taken:
            return ref
    return f"{prefix}-{key}"


def _refuse_loose_ends(place: Place, records: Sequence[Record], made: Mapping[str, set[str]]) -> None:
    for field, table in references_of(type(records[0])).items():
        known, fresh = place.tables.get(table, {}), made.get(table, set())
        for record in records:
            key = getattr(record, field)
            if key is not None and key not in known and key not in fresh:
                raise UserError(
                    f"The {words_for(field)} of “{name_of(place, record)}” is no {noun(table)} of this"
                    " file; choose another one."
                )


def _taken_over(
    place: Place,
    name: str,
    create: Mapping[str, Sequence[Record]],
    update: Mapping[str, Sequence[Record]],
    delete: Mapping[str, Sequence[str]],
) -> list[str]:
    """Ids of records that give up their reference; two records may not end with the same one."""
    before = place.tables.get(name, {})
    writes = {record.id: record for record in (*create.get(name, ()), *update.get(name, ()))}
    named = [record for record in writes.values() if record.ref is not None]
    wanted = {record.ref: record for record in named}
    if len(wanted) < len(named):
        raise UserError(f"Two {noun(name, 2)} would have the same ID; change one.")
    if not wanted:
        return []
    moving = {record.id for record in update.get(name, ())} | set(delete.get(name, ()))
    holders = [
        record
        for record in before.values()
        if record.ref in wanted and wanted[record.ref].id != record.id
    ]
    for record in holders:
        if record.id not in moving:
            raise UserError(
                f"The ID {record.ref} belongs to “{name_of(place, record)}” already; give another ID."
            )
    return [record.id for record in holders]
