"""What bringing another copy in would do, and what both copies decided differently."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from partnermap.document.naming import name_of
from partnermap.domain.apply import Key
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.money import pounds_text
from partnermap.domain.place import Place, references_of
from partnermap.domain.record import Record
from partnermap.domain.sense import words_for

if TYPE_CHECKING:
    from partnermap.document.merge.meeting import Meeting

REMOVED = "removed"
"""What a side says of a record that it no longer has."""


class Way(StrEnum):
    """What can be done about a whole record instead of what was decided."""

    KEEP = "keep"
    REMOVE = "remove"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Instead:
    """The other answer to a question about a whole record.

    Attributes:
        way: keep it although one copy removed it, remove it although the other needs or changed it, or
            take what both copies made as two.
        key: table and id, as this file knows the record; as the other copy does for what is apart.
    """

    way: Way
    key: Key


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that both copies changed, each in its way; what this file says stays.

    Attributes:
        record: what people call it.
        field: which of its fields, in words; None for the record as a whole.
        here, there: what each says, as people read it; None for a field that is empty.
        key: table and id of the record.
        other: fields and values of the other file, for whoever would rather have those; empty where
            fields are no choice.
        instead: the other answer where the question is about a whole record; None where it is not.
        told: one sentence that says it better than the usual one.
    """

    record: str
    field: str | None
    here: str | None
    there: str | None
    key: Key | None = None
    other: tuple[tuple[str, object], ...] = ()
    instead: Instead | None = None
    told: str | None = None

    @property
    def has_choice(self) -> bool:
        """Whether there is another answer that the user can have."""
        return bool(self.other) or self.instead is not None

    @property
    def text(self) -> str:
        """One sentence: what stays, and what the other file says."""
        if self.told is not None:
            return self.told
        if self.field is None:
            return f"{self.record}: {self.here} here, {self.there} in the other file; it stays as here."
        sides = f"{_quoted(self.here)} stays; the other file says {_quoted(self.there)}"
        return f"{self.record}, {self.field}: {sides}."


@dataclass(frozen=True)
class Merge:
    """The outcome of comparing; nothing is written until its changes are executed.

    Attributes:
        label: of the step, for history.
        doubles: what both copies made, each for itself, and that is one unless the user says otherwise.
        warnings: plain sentences for the user.
        base, there, meeting: what was compared with this file, for whoever decides otherwise.
    """

    label: str
    changes: Changes
    conflicts: tuple[Conflict, ...] = ()
    doubles: tuple[Conflict, ...] = ()
    warnings: tuple[str, ...] = ()
    base: Place = field(default_factory=Place, repr=False)
    there: Place = field(default_factory=Place, repr=False)
    meeting: "Meeting | None" = field(default=None, repr=False)

    @property
    def recognised(self) -> tuple[str, ...]:
        """Names of the organisations that both copies made and that are one."""
        return tuple(each.record for each in self.doubles)

    @property
    def questions(self) -> tuple[Conflict, ...]:
        """Everything that was decided and can be told; what differs first."""
        return (*self.conflicts, *self.doubles)


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
