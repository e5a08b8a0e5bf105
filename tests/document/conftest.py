"""Records of every kind, made at random or one of each, and documents that close themselves."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import pytest

from partnermap.document.document import Document
from partnermap.domain.changes import new_id
from partnermap.domain.dates import NOT_KNOWN, PartialDate
from partnermap.domain.place import RECORD_TYPES, PlaceInfo, references_of
from partnermap.domain.record import Record
from partnermap.shell import paths

_TEXTS = ("Age Well", "Ŵyl y Gân", "O'Brien; “quoted”", "line\nbreak", "0", "not known", "naïve ☂")
_DATES = (PartialDate(2026), PartialDate(2026, 4), PartialDate(2024, 2, 29), NOT_KNOWN)
Ids = Mapping[str, Sequence[str]]


def _value(hint: object, chance: random.Random) -> object:
    kinds = [part for part in get_args(hint) if part is not NoneType] or [hint]
    if NoneType in get_args(hint) and chance.random() < 0.3:
        return None
    kind = kinds[0]
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return chance.choice(list(kind))
    choices: dict[object, Callable[[], object]] = {
        str: lambda: chance.choice(_TEXTS),
        bool: lambda: chance.random() < 0.5,
        int: lambda: chance.randrange(-5, 10**12),
        float: lambda: chance.choice([0.0, 1.0, -0.5, 1e-300, chance.random()]),
        PartialDate: lambda: chance.choice(_DATES),
    }
    return choices[kind]()


def _random_record(kind: type[Record], chance: random.Random, ids: Ids) -> Record | None:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {"id": new_id(), "ref": chance.choice([None, f"X-{chance.random()}"])}
    references = references_of(kind)
    for item in fields(kind):
        if item.name in values:
            continue
        if item.name not in references:
            values[item.name] = _value(hints[item.name], chance)
        elif ids.get(references[item.name]) and (item.default is MISSING or chance.random() < 0.7):
            values[item.name] = chance.choice(ids[references[item.name]])
        elif item.default is MISSING:
            return None
    if "about_id" in values:
        table = chance.choice([name for name, keys in ids.items() if keys] or ["organisations"])
        values |= {"about_table": table, "about_id": chance.choice(ids.get(table) or ["gone"])}
    return kind(**values)


def _one_of_each(chance: random.Random) -> list[Record]:
    made: dict[str, list[str]] = {}
    records: list[Record] = []
    for kind in RECORD_TYPES:
        for _ in range(0 if kind is PlaceInfo else 2):
            record = _random_record(kind, chance, made)
            assert record is not None, kind
            made.setdefault(kind.TABLE, []).append(record.id)
            records.append(record)
    return records


@pytest.fixture
def make_record() -> Callable[[type[Record], random.Random, Ids], Record | None]:
    """Makes a record of a kind at random; None where a record that it needs is missing."""
    return _random_record


@pytest.fixture
def two_of_each() -> list[Record]:
    """Two records of every kind but the place itself, with every field filled now and then."""
    return _one_of_each(random.Random(7))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Testbridge.pmap"


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    """A new, saved document of an empty place."""
    made = Document.create(path, "Testbridge", invented=True)
    yield made
    made.close(save=False)


@pytest.fixture
def work_folder() -> Path:
    """Where working copies are."""
    return paths.work_folder()
