"""The columns of a register: what stands in a cell, and what a user's words for it would change; no Qt.

They are the columns of the workbook's sheets, so that screen, file and template say the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from typing import Any, Protocol

from partnermap.document.command import Command
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import EditRecord
from partnermap.document.naming import name_of
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue, UserError
from partnermap.domain.place import TYPE_OF_TABLE, references_of
from partnermap.domain.record import Record
from partnermap.exchange.workbook.cells import (
    Form,
    Money,
    Named,
    Number,
    Pointer,
    Reference,
    RenewalTerm,
    Share,
    Value,
    Values,
    Word,
    YesNo,
)
from partnermap.exchange.workbook.columns import Column, ListColumn
from partnermap.exchange.workbook.lists import Entry, read_entries
from partnermap.exchange.workbook.sheets import FORM_OF_TABLE
from partnermap.shell.words import text
from partnermap.ui.tables.choices import Choices

SortKey = tuple[int, float, str]
"""Blanks last, then numbers and dates, then words."""

_BLANK: SortKey = (1, 0.0, "")


class RegisterColumn(Protocol):
    """One column of one kind of record."""

    @property
    def title(self) -> str:
        """The heading."""

    @property
    def hint(self) -> str:
        """What may stand in a cell."""

    @property
    def is_number(self) -> bool:
        """Whether cells stand to the right."""

    def words(self, choices: Choices, record: Record) -> str:
        """What a cell shows; the same text, given back, changes nothing."""

    def sort_key(self, choices: Choices, record: Record) -> SortKey:
        """By what rows are ordered."""

    def options(self, choices: Choices) -> Sequence[str] | None:
        """The texts to choose from; None where the user writes freely."""

    def command(self, choices: Choices, record: Record, words: str) -> Command:
        """The edit that a text asks for.

        Raises:
            BadValue: the text cannot be used here; the sentence says why.
        """


@dataclass(frozen=True)
class FieldColumn:
    """A column that fills fields of the record itself."""

    kind: type[Record]
    column: Column

    @property
    def title(self) -> str:
        """The heading."""
        return self.column.title

    @property
    def form(self) -> Form:
        """How its texts are read."""
        return self.column.form

    @property
    def hint(self) -> str:
        """What may stand in a cell."""
        if isinstance(self.form, Reference):
            return text("a name from {title}", title=TYPE_OF_TABLE[self.form.table].TITLE)
        return self.form.hint

    @property
    def is_number(self) -> bool:
        """Whether cells stand to the right."""
        return isinstance(self.form, Number | Money | Share)

    def words(self, choices: Choices, record: Record) -> str:
        """What a cell shows."""
        values: Values = tuple(getattr(record, name) for name in self.column.fields)
        if all(value is None for value in values):
            return ""
        return _written(self.form, values, choices)

    def sort_key(self, choices: Choices, record: Record) -> SortKey:
        """Numbers and dates by size, all else by its words."""
        value = getattr(record, self.column.fields[0])
        if isinstance(value, PartialDate):
            return 0, float(value.first_day.toordinal()), str(value)
        if isinstance(value, int | float):
            return 0, float(value), ""
        words = self.words(choices, record)
        return (0, 0.0, words.casefold()) if words else _BLANK

    def options(self, choices: Choices) -> Sequence[str] | None:
        """Words of the list, yes and no, or names of records."""
        found = _options(self.form, choices)
        return found if found is None or self._is_needed else ("", *found)

    @property
    def _is_needed(self) -> bool:
        return self.column.fields[0] in FORM_OF_TABLE[self.kind.TABLE].required_fields

    def command(self, choices: Choices, record: Record, words: str) -> Command:
        """Give the fields their values; a blank text empties them."""
        return EditRecord(record.TABLE, record.id, self.values(choices, words))

    def values(self, choices: Choices, words: str) -> tuple[tuple[str, object], ...]:
        """Field names and values that a text stands for.

        Raises:
            BadValue: the text cannot be used here.
        """
        clean = words.strip()
        if not clean:
            return tuple((name, _blank(self.kind, name)) for name in self.column.fields)
        try:
            read = [_found(choices, value) for value in self.form.read(clean)]
        except BadValue as fault:
            raise BadValue(f"{self.title}: {fault}") from None
        return tuple(zip(self.column.fields, read, strict=True))


@dataclass(frozen=True)
class PartsColumn:
    """A column whose cells hold records of their own: identifiers, past names, owners."""

    column: ListColumn

    is_number = False

    @property
    def title(self) -> str:
        """The heading."""
        return self.column.title

    @property
    def entry(self) -> Entry:
        """How one record among them is read."""
        return self.column.entry

    @property
    def hint(self) -> str:
        """What may stand in a cell."""
        return self.entry.hint

    def words(self, choices: Choices, record: Record) -> str:
        """All entries with semicolons between them."""
        return "; ".join(self._written(choices, part) for part in self._parts(choices, record))

    def _written(self, choices: Choices, part: Record) -> str:
        pointed = references_of(type(part))
        named: dict[str, Value] = {}
        for name in self.entry.key:
            value = getattr(part, name)
            table = getattr(part, "about_table", "") if name == "about_id" else pointed.get(name)
            named[name] = Named(table, choices.label(table, value)) if table and value else value
        return self.entry.write(named)

    def sort_key(self, choices: Choices, record: Record) -> SortKey:
        """By the words."""
        words = self.words(choices, record)
        return (0, 0.0, words.casefold()) if words else _BLANK

    def options(self, choices: Choices) -> Sequence[str] | None:
        """Written freely."""
        del choices
        return None

    def command(self, choices: Choices, record: Record, words: str) -> Command:
        """Make the entries that are new and remove those that are no longer named."""
        try:
            wanted = [
                {name: _found(choices, value) for name, value in found.items()}
                for found in read_entries(self.entry, words)
            ]
        except BadValue as fault:
            raise BadValue(f"{self.title}: {fault}") from None
        there = self._parts(choices, record)
        known = [{name: getattr(part, name) for name in self.entry.key} for part in there]
        gone = [part for part, entry in zip(there, known, strict=True) if entry not in wanted]
        create = tuple(self._made(record, entry) for entry in wanted if entry not in known)
        delete = tuple((part.TABLE, part.id) for part in gone)
        label = text(
            "Change {what} of {name}", what=self.title.lower(), name=name_of(choices.place, record)
        )
        return ApplyChanges(label, Changes(create=create, delete=delete))

    def _made(self, record: Record, entry: Mapping[str, object]) -> Record:
        values: dict[str, Any] = {**entry, self.entry.parent: record.id, "id": new_id()}
        return self.entry.kind(**values)

    def _parts(self, choices: Choices, record: Record) -> list[Record]:
        return choices.children(self.entry.kind, self.entry.parent, record.id)


def columns_of(table: str) -> tuple[RegisterColumn, ...]:
    """All columns of a kind of record, in the order of its sheet; the ID stands after the names."""
    form = FORM_OF_TABLE[table]
    made: list[RegisterColumn] = [
        FieldColumn(form.kind, item) if isinstance(item, Column) else PartsColumn(item)
        for item in form.all_columns
    ]
    made.sort(key=lambda column: column.title == "ID")
    return tuple(made)


def problem_with(column: RegisterColumn, choices: Choices, record: Record, words: str) -> str | None:
    """Why a text cannot stand in a cell, as one sentence; None when it can."""
    try:
        column.command(choices, record, words).changes(choices.place)
    except UserError as fault:
        return str(fault)
    return None


def with_values(kind: type[Record], values: Mapping[str, object]) -> Record:
    """A new record; what is not given stays blank."""
    known: dict[str, Any] = dict(values)
    return kind(id=new_id(), **known)


def _written(form: Form, values: Values, choices: Choices) -> str:
    value = values[0]
    if isinstance(form, Reference):
        return choices.label(form.table, str(value))
    if isinstance(form, Pointer):
        table = str(value)
        return f"{TYPE_OF_TABLE[table].TITLE}: {choices.label(table, str(values[1]))}"
    if isinstance(form, Money) and isinstance(value, int):
        return _pounds(value)
    if isinstance(form, Share) and isinstance(value, int | float):
        return f"{100 * value:.10g}%"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(form.write(values))


def _pounds(pence: int) -> str:
    sign, pence = ("-" if pence < 0 else ""), abs(pence)
    ending = f".{pence % 100:02d}" if pence % 100 else ""
    return f"{sign}£{pence // 100:,}{ending}"


def _options(form: Form, choices: Choices) -> tuple[str, ...] | None:
    if isinstance(form, Word):
        return tuple(member.value for member in form.words)
    if isinstance(form, YesNo):
        return "yes", "no"
    if isinstance(form, RenewalTerm):
        return "ends", "yearly by national rule", "option"
    if isinstance(form, Reference):
        return tuple(sorted(choices.labels(form.table).values(), key=str.casefold))
    if isinstance(form, Pointer):
        return tuple(
            f"{TYPE_OF_TABLE[table].TITLE}: {label}"
            for _, table in form.tables
            for label in choices.labels(table).values()
        )
    return None


def _found(choices: Choices, value: object) -> object:
    return choices.find(value.table, value.text) if isinstance(value, Named) else value


def _blank(kind: type[Record], field: str) -> object:
    """What an emptied field holds: its default, where it must hold something."""
    default = next(item.default for item in fields(kind) if item.name == field)
    return None if default is MISSING else default
