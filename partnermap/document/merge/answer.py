"""What bringing another copy in would do, and what both copies decided differently."""

from dataclasses import dataclass
from enum import StrEnum

from partnermap.document.naming import name_of
from partnermap.domain.apply import Key
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.money import pounds_text
from partnermap.domain.place import Place, references_of
from partnermap.domain.record import Record
from partnermap.domain.sense import words_for

REMOVED = "removed"
"""What a side says of a record that it no longer has."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both copies changed, each in its way; what this file says stays.

    Attributes:
        record: what people call it.
        field: which of its fields, in words; None for the record as a whole.
        here, there: what each says, as people read it; None for a field that is empty.
        key: table and id of the record.
        other: fields and values of the other file, for whoever would rather have those; empty where
            there is no choice.
    """

    record: str
    field: str | None
    here: str | None
    there: str | None
    key: Key | None = None
    other: tuple[tuple[str, object], ...] = ()

    @property
    def text(self) -> str:
        """One sentence: what stays, and what the other file says."""
        if self.field is None:
            return f"{self.record}: {self.here} here, {self.there} in the other file; it stays as here."
        sides = f"{_quoted(self.here)} stays; the other file says {_quoted(self.there)}"
        return f"{self.record}, {self.field}: {sides}."


@dataclass(frozen=True)
class Merge:
    """The outcome of comparing; nothing is written until its changes are executed.

    Attributes:
        label: of the step, for history.
        recognised: names of records that both copies made, each for itself, and that are one.
        warnings: plain sentences for the user.
    """

    label: str
    changes: Changes
    conflicts: tuple[Conflict, ...] = ()
    recognised: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def said(place: Place, record: Record, field: str) -> str | None:
    """What a field of a record says, as people read it; a reference by the name that it means."""
    value = getattr(record, field)
    if value is None or value == "":
        return None
    table = references_of(type(record)).get(field)
    if field == "about_id":
        table = getattr(record, "about_table", None)
    if table is not None and (other := place.get(table, value)) is not None:
        return name_of(place, other)
    if field == "amount":
        return f"£{pounds_text(value)}"
    return _plain(value)


def words_of(field: str) -> str:
    """A field's name as people read it."""
    return "what it is about" if field == "about_id" else words_for(field)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return value.value
    return value.in_words() if isinstance(value, PartialDate) else str(value)


def _quoted(said_of_it: str | None) -> str:
    return f"“{said_of_it}”" if said_of_it is not None else "nothing"
