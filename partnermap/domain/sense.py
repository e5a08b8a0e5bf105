"""What no record may say: empty names, ends before starts, numbers out of range, ties to itself."""

import math
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType
from typing import get_args, get_type_hints

from partnermap.domain.dates import Period
from partnermap.domain.place import TYPE_OF_TABLE
from partnermap.domain.record import Record

_RANGES = {
    "strength": (1, 3),
    "score": (1, 5),
    "share": (0, 1),
    "peak_low": (0, 1),
    "peak_high": (0, 1),
    "wte": (0, math.inf),
    "notice_months": (0, math.inf),
}
_WORDS = {
    "wte": "WTE",
    "hwb_area": "HWB area",
    "ref": "ID",
    "part_of_id": "parent body",
    "from_id": "“from” end",
    "to_id": "“to” end",
    "opened": "opening date",
    "closed": "closing date",
}
PERIODS = (("start", "end"), ("opened", "closed"))
"""Fields that hold the first and the last day of a record."""


def fault_of(record: Record) -> str | None:
    """What is wrong with a record, as one sentence that names the field; None when nothing is."""
    return _missing(record) or _out_of_range(record) or _reversed(record) or _to_itself(record)


def _missing(record: Record) -> str | None:
    for name in _required(record.TABLE):
        value = getattr(record, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return f"The {words_for(name)} is empty; give one."
    return None


@cache
def _required(table: str) -> tuple[str, ...]:
    """Fields that have no default and may not be blank; found once a kind, as it takes long."""
    kind = TYPE_OF_TABLE[table]
    hints = get_type_hints(kind)
    return tuple(
        item.name
        for item in fields(kind)
        if item.default is MISSING and NoneType not in get_args(hints[item.name])
    )


def _out_of_range(record: Record) -> str | None:
    for name, (low, high) in _RANGES.items():
        value = getattr(record, name, None)
        if value is not None and not low <= value <= high:
            limits = f"from {low} to {high}" if high < math.inf else f"{low} or more"
            return f"The {words_for(name)} {value} cannot be; it must be {limits}."
    return None


def _reversed(record: Record) -> str | None:
    for first, last in PERIODS:
        period = Period(getattr(record, first, None), getattr(record, last, None))
        if period.is_reversed:
            return (
                f"The {words_for(last)} {period.end} comes before the {words_for(first)} {period.start};"
                " change one of them."
            )
    return None


def _to_itself(record: Record) -> str | None:
    if record.TABLE == "ties" and getattr(record, "from_id", None) == getattr(record, "to_id", None):
        return "A tie links two organisations; choose another end."
    return None


def words_for(field: str) -> str:
    """A field's name as people read it: `legal_form` is `legal form`, `host_id` is `host`."""
    return _WORDS.get(field, field.removesuffix("_id").replace("_", " "))
