"""What a sheet and its columns are: the types in which sheets.py writes the workbook down."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from functools import cached_property

from partnermap.domain.record import Record
from partnermap.exchange.workbook.cells import Date, Form, Text
from partnermap.exchange.workbook.lists import Entry

_LONG_TEXTS = frozenset(
    {
        *("Description", "Function", "Legal carry-over", "Continuity", "If dissolved", "Settings"),
        *("Type of inequality", "Group", "Comparison", "Geography", "Driver", "Logic", "Mechanism"),
        *("Measure", "Baseline", "Horizon", "Framing", "Avoidable admissions", "Host change"),
        *("Relationship continuity", "Staff route", "Value", "Text", "Statement", "Action"),
    }
)
"""Columns whose cells may hold paragraphs; every other text is a name or a few words."""


def text_form(title: str, hint: str = "") -> Text:
    """How the cells of a column of text are read: with their line breaks only where they may be long."""
    return Text(hint, short=title not in _LONG_TEXTS)


def plain(title: str) -> str:
    """A title as titles are compared: case, underscores and spaces do not matter."""
    return " ".join(title.replace("_", " ").casefold().split())


@dataclass(frozen=True, slots=True)
class Column:
    """A column whose cells fill one field, or the few fields that belong together."""

    title: str
    fields: tuple[str, ...]
    form: Form


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column whose cells hold records of their own, with semicolons between them."""

    title: str
    entry: Entry


@dataclass(frozen=True)
class SheetForm:
    """One sheet.

    Attributes:
        kind: of record that a row is.
        own_columns: in the workbook's order, without those that every sheet may carry.
        known_by: the field that names a record, where the kind has names; else None.
        key: the fields by which a row without ID is known where it has no name.
        extra: written only where there are rows; not part of the template.
    """

    kind: type[Record]
    own_columns: tuple[Column | ListColumn, ...]
    known_by: str | None = None
    key: tuple[str, ...] = ()
    extra: bool = False

    @property
    def title(self) -> str:
        """The sheet's name."""
        return self.kind.TITLE

    @property
    def table(self) -> str:
        """The table of its records."""
        return self.kind.TABLE

    @cached_property
    def all_columns(self) -> tuple[Column | ListColumn, ...]:
        """Its own columns, then those that every sheet may carry."""
        titles = {column.title for column in self.own_columns}
        return self.own_columns + tuple(item for item in _EVERYWHERE if item.title not in titles)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns that fill fields of the row's own record."""
        return tuple(item for item in self.all_columns if isinstance(item, Column))

    @cached_property
    def lists(self) -> tuple[ListColumn, ...]:
        """The columns that hold records of their own."""
        return tuple(item for item in self.all_columns if isinstance(item, ListColumn))

    @cached_property
    def title_of_field(self) -> dict[str, str]:
        """The title of the column that fills a field."""
        return {name: column.title for column in self.columns for name in column.fields}

    @cached_property
    def has_id(self) -> bool:
        """Whether its rows carry an ID."""
        return any(column.fields == ("ref",) for column in self.columns)

    @cached_property
    def required_fields(self) -> frozenset[str]:
        """The fields without which there is no record."""
        return frozenset(
            item.name for item in fields(self.kind) if item.default is MISSING and item.name != "id"
        )

    @cached_property
    def forgiving_fields(self) -> frozenset[str]:
        """The fields that may stay unknown when a word is not on the list."""
        return frozenset(item.name for item in fields(self.kind) if item.default is None)

    @property
    def required_columns(self) -> Iterator[Column]:
        """The columns that a sheet must have to be of use."""
        return (item for item in self.columns if not self.required_fields.isdisjoint(item.fields))


_EVERYWHERE = (
    Column("Source", ("source",), Text("who said so, or which file it came from")),
    Column("Last confirmed", ("last_confirmed",), Date()),
    Column("Notes", ("notes",), Text()),
)
