"""Records to rows and back: one converter per field, made from the record's own types."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import cast, get_args, get_type_hints

from db.schema import RECORD_TABLES
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import TYPE_OF_TABLE
from partnermap.domain.record import Record

Value = object
Decode = Callable[[Value], Value]


class RowFormat:
    """How records of one kind are written to and read from their table.

    Attributes:
        columns: names in the order of the table; `position`, the last one, is not among them.
    """

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        names = (column.name for column in RECORD_TABLES[kind.TABLE].columns)
        self.columns = tuple(name for name in names if name != "position")
        hints = get_type_hints(kind)
        types = [_plain_type(hints[name]) for name in self.columns]
        self._dates = tuple(place for place, type_ in enumerate(types) if type_ is PartialDate)
        self._decoders = tuple(
            (name, _decoder(type_)) for name, type_ in zip(self.columns, types, strict=True)
        )
        self._values = attrgetter(*self.columns)

    def encode(self, record: Record) -> tuple[Value, ...]:
        """The record as a row; dates become text, everything else the driver knows."""
        values: tuple[Value, ...] = self._values(record)
        if all(values[place] is None for place in self._dates):
            return values
        row = list(values)
        for place in self._dates:
            if row[place] is not None:
                row[place] = str(row[place])
        return tuple(row)

    def decode(self, row: Sequence[Value]) -> Record:
        """The row as a record.

        Raises:
            ValueError, UserError: a word or a date that this version does not know.
        """
        values = {
            name: value if decode is None or value is None else decode(value)
            for (name, decode), value in zip(self._decoders, row, strict=True)
        }
        return cast(Callable[..., Record], self.kind)(**values)


@cache
def row_format(table: str) -> RowFormat:
    """The format of a table's rows, made once."""
    return RowFormat(TYPE_OF_TABLE[table])


def _plain_type(hint: object) -> object:
    known = [part for part in get_args(hint) if part is not type(None)]
    return known[0] if known else hint


def _decoder(type_: object) -> Decode | None:
    if type_ is PartialDate:
        return cast(Decode, _read_date)
    if type_ is bool:
        return bool
    if isinstance(type_, type) and issubclass(type_, StrEnum):
        return type_
    return None


@lru_cache(maxsize=4096)
def _read_date(text: str) -> PartialDate:
    return PartialDate.parse(text)
