"""Cells that hold several entries with semicolons between them: each entry is a record of its own.

An entry that a cell cannot tell without loss (a semicolon in a name, a note of its own) stands in a
sheet of its kind instead, which is written only where it is needed.
"""

import re
from dataclasses import dataclass
from typing import Protocol

from partnermap.domain.dates import NOT_KNOWN, PartialDate, Period
from partnermap.domain.errors import BadValue
from partnermap.domain.organisation import Identifier, PastName
from partnermap.domain.programme import Delivery, ProgrammeOwner
from partnermap.domain.record import Record
from partnermap.exchange.workbook.cells import Pointer, Reference, Value

SEPARATOR = "; "
_WHOLE_SCHEME = "360G"
_TERM = re.compile(r"(.*?)(?:\s+(\S*)\.\.(\S*))?", re.DOTALL)

_ORGANISATION = Reference("organisations")

Fields = dict[str, Value]
"""Field name to value, of one entry; references as they are named."""


class Entry(Protocol):
    """How one entry of a list is read and written."""

    @property
    def kind(self) -> type[Record]:
        """The kind of record that an entry is."""

    @property
    def parent(self) -> str:
        """The field that points at the record of the row."""

    @property
    def key(self) -> tuple[str, ...]:
        """The fields by which an entry is known within its parent."""

    @property
    def hint(self) -> str:
        """What may stand in the cell."""

    def read(self, text: str) -> Fields:
        """The fields of the entry.

        Raises:
            BadValue: the text is no such entry.
        """

    def write(self, fields: Fields) -> str:
        """The entry as text, which may be one that `read` does not take back."""


@dataclass(frozen=True, slots=True)
class IdentifierEntry:
    """`GB-NHS-RAX`: two parts of scheme, then the value; `360G-...` has one."""

    kind: type[Record] = Identifier
    parent: str = "organisation_id"
    key: tuple[str, ...] = ("scheme", "value")
    hint: str = "GB-NHS-RAX; GB-CHC-1126147"

    def read(self, text: str) -> Fields:
        """Scheme and value."""
        parts = text.split("-", 1 if text.upper().startswith(f"{_WHOLE_SCHEME}-") else 2)
        if len(parts) < 2 or not all(parts) or (len(parts) < 3 and parts[0].upper() != _WHOLE_SCHEME):
            raise BadValue(f"“{text}” is no identifier with its scheme; write it as GB-NHS-RAX.")
        return {"scheme": "-".join(parts[:-1]).upper(), "value": parts[-1].strip()}

    def write(self, fields: Fields) -> str:
        """Scheme and value joined."""
        return f"{fields['scheme']}-{fields['value']}"


@dataclass(frozen=True, slots=True)
class PastNameEntry:
    """`NAME 2013-04-01..2019-09-30`, where either date and both may be missing."""

    kind: type[Record] = PastName
    parent: str = "organisation_id"
    key: tuple[str, ...] = ("name", "start", "end")
    hint: str = "NAME 2013-04-01..2019-09-30; NAME ..2012"

    def read(self, text: str) -> Fields:
        """Name, start and end."""
        found = _TERM.fullmatch(text)
        name, first, last = found.groups() if found else (text, None, None)
        start = PartialDate.parse(first) if first else None
        end = PartialDate.parse(last) if last else None
        if not name:
            raise BadValue(f"“{text}” has no name; write it as NAME 2013-04-01..2019-09-30.")
        if Period(start, end).is_reversed:
            raise BadValue(f"“{text}” ends before it starts; correct one of the dates.")
        return {"name": name, "start": start, "end": end}

    def write(self, fields: Fields) -> str:
        """Name and dates."""
        start, end = fields["start"], fields["end"]
        term = "" if start is None and end is None else f" {_short(start)}..{_short(end)}"
        return f"{fields['name']}{term}"


def _short(date: Value) -> str:
    if date is None:
        return ""
    return "?" if date == NOT_KNOWN else str(date)


@dataclass(frozen=True, slots=True)
class OwnerEntry:
    """An organisation by ID or unique name."""

    kind: type[Record] = ProgrammeOwner
    parent: str = "programme_id"
    key: tuple[str, ...] = ("organisation_id",)
    hint: str = "organisations, by ID or unique name; with semicolons between them"

    def read(self, text: str) -> Fields:
        """The organisation, yet to be looked up."""
        return {"organisation_id": _ORGANISATION.read(text)[0]}

    def write(self, fields: Fields) -> str:
        """What the organisation is called here."""
        return str(_ORGANISATION.write((fields["organisation_id"],)))


@dataclass(frozen=True, slots=True)
class DeliveryEntry:
    """A pointer `Agreements:ID`."""

    pointer: Pointer
    kind: type[Record] = Delivery
    parent: str = "programme_id"
    key: tuple[str, ...] = ("about_table", "about_id")
    hint: str = "Agreements:ID; Posts:ID; Teams:ID; Ties:ID"

    def read(self, text: str) -> Fields:
        """The table, and the reference yet to be looked up."""
        table, named = self.pointer.read(text)
        return {"about_table": table, "about_id": named}

    def write(self, fields: Fields) -> str:
        """Sheet and ID."""
        return str(self.pointer.write((fields["about_table"], fields["about_id"])))


def read_entries(entry: Entry, text: str) -> list[Fields]:
    """All entries of a cell, each once.

    Raises:
        BadValue: one of them cannot be read.
    """
    found: list[Fields] = []
    for part in text.split(";"):
        if part.strip() and (fields := entry.read(part.strip())) not in found:
            found.append(fields)
    return found


def fits_a_cell(entry: Entry, fields: Fields) -> bool:
    """Whether reading the entry's text gives the same entry again."""
    try:
        return read_entries(entry, entry.write(fields)) == [fields]
    except BadValue:
        return False
