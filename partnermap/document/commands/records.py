"""Commands for single records of any kind: add, edit, remove."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

from partnermap.document.naming import name_of, names_of, noun, shortened
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.sense import fault_of, words_for

_NAMES = ("name", "title")


@dataclass(frozen=True)
class AddRecords:
    """Add records that somebody filled in."""

    label: str
    records: tuple[Record, ...]

    def changes(self, place: Place) -> Changes:
        """The records, if each of them makes sense."""
        del place
        for record in self.records:
            _refuse_nonsense(record)
        return Changes(create=self.records)


@dataclass(frozen=True)
class EditRecord:
    """Give fields of one record other values; a blank text empties its field."""

    table: str
    id: str
    values: tuple[tuple[str, object], ...]

    @property
    def label(self) -> str:
        """The label where the record's name is not at hand."""
        return f"Change {noun(self.table)}"

    def label_in(self, place: Place) -> str:
        """`Rename Age Well to Age Better`, `Change sector of Age Well`."""
        record = place.get(self.table, self.id)
        if record is None:
            return self.label
        name = name_of(place, record)
        if len(self.values) > 1:
            return f"Change {len(self.values)} fields of {name}"
        field, value = self.values[0] if self.values else ("", None)
        if field in _NAMES and value:
            return f"Rename {name} to {shortened(str(value))}"
        return f"Change {words_for(field)} of {name}"

    def changes(self, place: Place) -> Changes:
        """The record with its new values."""
        record = place.get(self.table, self.id)
        if record is None:
            raise UserError(f"The {noun(self.table)} that was to be changed is no longer there.")
        values: dict[str, Any] = {
            field: _checked(type(record), field, value) for field, value in self.values
        }
        edited = replace(record, **values)
        _refuse_nonsense(edited)
        return Changes(update=(edited,))


@dataclass(frozen=True)
class RemoveRecords:
    """Remove records, by table and id, with everything that makes no sense without them."""

    keys: tuple[tuple[str, str], ...]

    @property
    def label(self) -> str:
        """The label where the records' names are not at hand."""
        return "Remove records"

    def label_in(self, place: Place) -> str:
        """`Remove Age Well`, `Remove 3 ties`."""
        records = [record for key in self.keys if (record := place.get(*key)) is not None]
        return f"Remove {names_of(place, records)}" if records else self.label

    def changes(self, place: Place) -> Changes:
        """The removals; what is gone already is left out."""
        return Changes(delete=tuple(key for key in self.keys if place.get(*key) is not None))


def _refuse_nonsense(record: Record) -> None:
    if fault := fault_of(record):
        raise UserError(fault)


def _checked(kind: type[Record], field: str, value: object) -> object:
    if field == "id" or field not in {item.name for item in fields(kind)}:
        raise UserError(f"{kind.TITLE} have no field “{field}”.")
    allowed = _types_of(kind)[field]
    if isinstance(value, str) and not value.strip():
        value = None
    # What is required and missing is told by the check of the whole record.
    if value is None or _fits(value, allowed):
        return value
    raise UserError(f"“{value}” is no {words_for(field)}; give {_sort_of(allowed)}.")


def _types_of(kind: type[Record]) -> Mapping[str, tuple[type, ...]]:
    hints = get_type_hints(kind)
    return {
        item.name: tuple(part for part in get_args(hints[item.name]) if part is not NoneType)
        or (hints[item.name],)
        for item in fields(kind)
    }


def _fits(value: object, allowed: tuple[type, ...]) -> bool:
    if type(value) in allowed:
        return True
    return type(value) is int and float in allowed


def _sort_of(allowed: tuple[type, ...]) -> str:
    wanted = allowed[0]
    if issubclass(wanted, StrEnum):
        return "one of: " + ", ".join(member.value for member in wanted)
    sorts: dict[type, str] = {
        str: "a text",
        bool: "yes or no",
        int: "a whole number",
        float: "a number",
        PartialDate: "a date",
    }
    return sorts[wanted]
