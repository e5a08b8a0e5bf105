"""How schema-1.pmap was made; kept to explain the stored file, which is never made anew.

It was run once, with the program as it was when schema 1 was the newest:
`python tests/frozen/make_schema_1.py tests/frozen/schema-1.pmap`. Everything in it is invented.
"""

import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields, replace
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints
from uuid import UUID

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes
from partnermap.domain.dates import NOT_KNOWN, PartialDate
from partnermap.domain.place import RECORD_TYPES, Place, PlaceInfo, references_of
from partnermap.domain.record import Record

_PLAIN: dict[object, object] = {str: "invented", bool: True, int: 3, float: 0.5}
_DATES = (PartialDate(2026), PartialDate(2026, 4), PartialDate(2024, 2, 29), NOT_KNOWN)
_EACH = 3
_GOES = 2


def records() -> Iterator[Record]:
    """Three records of every kind: with all fields, with some, and with the needed ones only."""
    for number, kind in enumerate(RECORD_TYPES):
        for turn in range(_EACH if kind is not PlaceInfo else 0):
            yield _record(kind, number, turn)


def _key(table: str, turn: int) -> str:
    number = [kind.TABLE for kind in RECORD_TYPES].index(table)
    return str(UUID(int=(number << 64) + turn + 1, version=4))


def _record(kind: type[Record], number: int, turn: int) -> Record:
    hints, references = get_type_hints(kind), references_of(kind)
    values: dict[str, Any] = {"id": _key(kind.TABLE, turn)}
    for place, item in enumerate(fields(kind)):
        needed = item.default is MISSING and item.name != "id"
        if item.name in ("id", "ref") or not (needed or turn == 0 or (turn == 1 and place % 2)):
            continue
        if item.name in references:
            values[item.name] = _key(
                references[item.name], turn if turn == _GOES else (turn + place) % 2
            )
        elif item.name == "about_table":
            values |= {"about_table": "ties", "about_id": _key("ties", turn)}
        elif item.name != "about_id":
            values[item.name] = _value(hints[item.name], number + place + turn)
    return kind(**values)


def _value(hint: object, number: int) -> object:
    kind = next((part for part in get_args(hint) if part is not NoneType), hint)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return list(kind)[number % len(kind)]
    return _DATES[number % len(_DATES)] if kind is PartialDate else _PLAIN[kind]


def make(path: Path) -> None:
    """Write the file: records of every kind, then changes and removals of each, undone and redone."""
    document = Document.create(path, "Frozen place", invented=True)
    with document:
        document.execute(ApplyChanges("Add everything", Changes(create=tuple(records()))))
        for kind in RECORD_TYPES:
            document.execute(ApplyChanges(f"Note on {kind.TITLE}", _noted(document.place, kind)))
        for kind in reversed(RECORD_TYPES[1:]):
            gone = ((kind.TABLE, _key(kind.TABLE, _GOES)),)
            document.execute(ApplyChanges(f"Remove from {kind.TITLE}", Changes(delete=gone)))
        document.undo()
        document.undo()
        document.redo()
        document.save()


def _noted(place: Place, kind: type[Record]) -> Changes:
    return Changes(update=tuple(replace(record, notes="noted") for record in place.of(kind).values()))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
