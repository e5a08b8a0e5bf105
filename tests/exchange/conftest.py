"""Any place at all, as Hypothesis draws it from the record types; and the import of one source."""

import datetime as dt
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from partnermap.domain.apply import applied
from partnermap.domain.dates import NOT_KNOWN, PartialDate, Period
from partnermap.domain.place import RECORD_TYPES, Place, references_of
from partnermap.domain.record import Record
from partnermap.exchange import grants
from partnermap.exchange.imports import plan_import
from partnermap.exchange.plan import ImportPlan
from partnermap.jobs.token import Token

POINTED_AT = (
    "organisations",
    "ties",
    "agreements",
    "posts",
    "teams",
    "programmes",
    "reorganisations",
    "actions",
)
DELIVERING = ("agreements", "posts", "teams", "ties")
UNIQUE: Mapping[str, tuple[str, ...]] = {
    "aliases": ("source", "name"),
    "assumptions": ("name",),
    "saved_views": ("name",),
    "identifiers": ("organisation_id", "scheme", "value"),
    "past_names": ("organisation_id", "name", "start", "end"),
    "programme_owners": ("programme_id", "organisation_id"),
    "deliveries": ("programme_id", "about_table", "about_id"),
}
NUMBERS: Mapping[str, st.SearchStrategy[float]] = {
    "strength": st.integers(1, 3),
    "score": st.integers(1, 5),
    "notice_months": st.integers(0, 60),
    "rows": st.integers(0, 10_000),
    "amount": st.integers(0, 10**12),
    "wte": st.floats(0, 50).map(lambda wte: wte + 0.0),
    "x": st.floats(-1e6, 1e6).map(lambda x: x + 0.0),
    "y": st.floats(-1e6, 1e6).map(lambda y: y + 0.0),
}
LONG = frozenset({"notes", "description", "function", "logic", "text", "action", "settings"})
SHARES = st.floats(0, 1).map(abs)

characters = st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n")
texts = (
    st.text(characters, min_size=1, max_size=30)
    | st.sampled_from(["=1+1", "'=x", "a;b", "_x0041_", "#N/A"])
).map(str.strip)
some_text = texts.filter(bool)
short_text = some_text.map(lambda text: " ".join(text.split("\n")))
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)).map(PartialDate.from_day)
months = st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12))
years = st.builds(PartialDate, st.integers(1900, 2100))
partial_dates = days | months | years | st.just(NOT_KNOWN)


def _value(kind: type[Record], name: str, hint: object) -> st.SearchStrategy[Any]:
    if name == "financial_year":
        return st.integers(2000, 2030).map(lambda year: f"{year}/{(year + 1) % 100:02d}")
    if name == "month":
        return months.map(str)
    if name in NUMBERS:
        return NUMBERS[name]
    if hint is float:
        return SHARES
    if hint is bool:
        return st.booleans()
    if hint is PartialDate:
        return partial_dates
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return some_text if name in LONG else short_text


def _is_sensible(record: Record) -> bool:
    for first, last in (("start", "end"), ("opened", "closed")):
        if Period(getattr(record, first, None), getattr(record, last, None)).is_reversed:
            return False
    low, high = getattr(record, "peak_low", None), getattr(record, "peak_high", None)
    if low is not None and high is not None and low > high:
        return False
    pairs = [("from_id", "to_id"), ("predecessor_id", "successor_id")]
    pairs += [
        ("id", name) for name, table in references_of(type(record)).items() if table == record.TABLE
    ]
    return not any(getattr(record, one, 0) == getattr(record, other, 1) for one, other in pairs)


@st.composite
def _record(
    draw: st.DrawFn, kind: type[Record], key: str, ids: Mapping[str, list[str]]
) -> Record | None:
    values: dict[str, Any] = {"id": key}
    hints = typing.get_type_hints(kind)
    required = {item.name for item in fields(kind) if not _is_optional(hints[item.name])}
    for item in fields(kind):
        name = item.name
        if name in {"id", "ref", "about_table", "about_id"}:
            continue
        table = references_of(kind).get(name)
        hint = _plain_type(hints[name])
        strategy = st.sampled_from(ids[table]) if table and ids[table] else None
        if table is None:
            strategy = _value(kind, name, hint)
        if strategy is None and name in required:
            return None
        if strategy is not None and (name in required or draw(st.booleans())):
            values[name] = draw(strategy)
    if "about_id" in hints:
        tables = [
            name for name in (DELIVERING if kind.TABLE == "deliveries" else POINTED_AT) if ids[name]
        ]
        if tables and (kind.TABLE == "deliveries" or draw(st.booleans())):
            values["about_table"] = draw(st.sampled_from(tables))
            values["about_id"] = draw(st.sampled_from(ids[values["about_table"]]))
        elif kind.TABLE == "deliveries":
            return None
    if kind.TABLE in POINTED_AT:
        values["ref"] = key
    record = kind(**values)
    return record if _is_sensible(record) else None


def _is_optional(hint: object) -> bool:
    return types.NoneType in typing.get_args(hint)


def _plain_type(hint: object) -> object:
    return next((part for part in typing.get_args(hint) if part is not types.NoneType), hint)


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A place with up to four records of every kind; refs are any text, names may repeat."""
    keys = {
        kind.TABLE: draw(st.lists(short_text, max_size=4, unique_by=lambda text: " ".join(text.split())))
        for kind in RECORD_TYPES
    }
    keys["place"] = keys["place"][:1]
    tables: dict[str, dict[str, Record]] = {}
    ids: dict[str, list[str]] = dict(keys)
    for kind in RECORD_TYPES:
        drawn = [draw(_record(kind, key, ids)) for key in keys[kind.TABLE]]
        tables[kind.TABLE] = _without_repeats(kind, [record for record in drawn if record is not None])
    return _without_loose_ends(Place(1, tables))


def _without_repeats(kind: type[Record], records: list[Record]) -> dict[str, Record]:
    unique: dict[object, Record] = {}
    for record in records:
        names = UNIQUE.get(kind.TABLE, ("id",))
        key = tuple(" ".join(str(getattr(record, name)).split()) for name in names)
        unique.setdefault(key, record)
    return {record.id: record for record in unique.values()}


def _without_loose_ends(place: Place) -> Place:
    """Drop what points at records that were not to be had, until nothing does."""
    while True:
        loose = [record for record in place.records() if not _points_well(place, record)]
        if not loose:
            return place
        tables = {name: dict(rows) for name, rows in place.tables.items()}
        for record in loose:
            del tables[record.TABLE][record.id]
        place = Place(1, tables)


def _points_well(place: Place, record: Record) -> bool:
    for name, table in references_of(type(record)).items():
        key = getattr(record, name)
        if key is not None and place.get(table, key) is None:
            return False
    about = getattr(record, "about_id", None)
    return about is None or place.get(getattr(record, "about_table", ""), about) is not None


def told(place: Place) -> list[str]:
    """All records without their keys, references as refs: equal places tell the same."""
    return sorted(_told(place, record) for record in place.records())


def _told(place: Place, record: Record) -> str:
    values: dict[str, object] = {}
    tables = dict(references_of(type(record)))
    if about_table := getattr(record, "about_table", None):
        tables["about_id"] = about_table
    for item in fields(record):
        value = getattr(record, item.name)
        if item.name in tables and value is not None:
            target = place.get(tables[item.name], value)
            value = target.ref if target is not None else "gone"
        if item.name != "id":
            values[item.name] = value
    return f"{record.TABLE} {values}"


@pytest.fixture
def bring_in() -> Callable[[Place, Path], tuple[ImportPlan, Place]]:
    """Plan the import of one source and apply it."""

    def plan_and_apply(place: Place, source: Path) -> tuple[ImportPlan, Place]:
        plan = plan_import(place, [source], format_name="workbook")
        return plan, applied(place, plan.changes)

    return plan_and_apply


@pytest.fixture
def any_place() -> st.SearchStrategy[Place]:
    return places()


@pytest.fixture
def tell() -> Callable[[Place], list[str]]:
    return told


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Write sheets by title into a folder."""

    def write(name: str = "sheets", **sheets: str) -> Path:
        made = tmp_path / name
        made.mkdir(exist_ok=True)
        for title, text in sheets.items():
            (made / f"{title.replace('_', ' ')}.csv").write_text(text, encoding="utf-8")
        return made

    return write


class InventedGrants:
    """Writes 360Giving files of invented grants, each told by how it differs from the usual one."""

    FUNDER: Mapping[str, str] = {"id": "GB-CHC-900001", "name": "Invented Trust"}
    HARBOUR: Mapping[str, str] = {"id": "GB-CHC-900002", "name": "Harbour Homes"}

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def grant(
        self, number: int = 1, recipient: Mapping[str, str] = HARBOUR, **fields: object
    ) -> dict[str, object]:
        """The grant `360G-invented-NUMBER` of £1,000.50 in 2024/25."""
        return {
            "id": f"360G-invented-{number}",
            "title": "Warm rooms",
            "currency": "GBP",
            "amountAwarded": 1000.5,
            "awardDate": "2024-06-01",
            "plannedDates": [{"startDate": "2024-07-01", "endDate": "2025-03-31"}],
            "fundingOrganization": [self.FUNDER],
            "recipientOrganization": [recipient],
            **fields,
        }

    def file(self, *items: Mapping[str, object]) -> Path:
        """A JSON file of the grants."""
        path = self._folder / "grants.json"
        path.write_text(json.dumps({"grants": items}), encoding="utf-8")
        return path

    def take_in(self, place: Place, source: Path, **select: str) -> tuple[ImportPlan, Place]:
        """The plan of importing a file of grants, and the place after it."""
        plan = grants.plan(place, source, select, Token())
        return plan, applied(place, plan.changes)


@pytest.fixture
def invented(tmp_path: Path) -> InventedGrants:
    """Files of invented grants in a folder of the test's own."""
    return InventedGrants(tmp_path)
