"""Forgetting a person: where a name stands in the free texts of records, and taking it out of them."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.place import TYPE_OF_TABLE, Place, references_of
from partnermap.domain.record import Record

REMOVED = "[name removed]"
"""What stands where the name stood in the middle of a text, or where a field may not be empty."""

SHORTEST = 3
"""Letters that a name must have: fewer would be found in words that are no names."""

_SEPARATORS = r"[\s.,_\-]+"
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"
_NO_TEXTS = frozenset({"id", "about_table", "about_id"})
_KEPT_APART = frozenset({"scenario"})
"""Empty would mean something else there: a reorganisation without a scenario is in the register."""


class PersonName:
    """A name as it may be written: in any case, with other spaces, family name first, in an address.

    Raises:
        UserError: it is too short to be told from other words.
    """

    def __init__(self, name: str) -> None:
        parts = [part for part in re.split(_SEPARATORS, name.strip()) if part]
        if sum(map(len, parts)) < SHORTEST:
            raise UserError(f"Give the whole name; “{name.strip()}” is too short to be looked for.")
        orders = {tuple(parts), (parts[-1], *parts[:-1])}
        spellings = {spelt for order in orders for spelt in _spellings(order)}
        self._whole = _any_of(_SEPARATORS.join(map(_loose, parts)) for parts in spellings)
        plain = {" ".join(parts) for parts in spellings}
        self._cut = _any_of(f"{_loose(start.rstrip())}…" for whole in plain for start in _starts(whole))

    def stands_in(self, text: str) -> bool:
        """Whether the text holds the name."""
        return self._whole.search(text) is not None

    def taken_out_of(self, text: str, *, required: bool) -> str | None:
        """The text without the name; None where nothing else stood there and it may be empty."""
        if not required and self._whole.fullmatch(text.strip()):
            return None
        return self._whole.sub(REMOVED, text)

    def taken_out_of_label(self, label: str) -> str:
        """The same for the label of a step, which may have cut the name short: `Jane Smi…`."""
        return self._cut.sub(f"{REMOVED}…", self._whole.sub(REMOVED, label))


def _spellings(parts: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The parts with accents as one letter or as two, and as JSON writes them in saved views."""
    composed = tuple(unicodedata.normalize("NFC", part) for part in parts)
    apart = tuple(unicodedata.normalize("NFD", part) for part in parts)
    for spelt in (composed, apart):
        yield spelt
        for in_ascii in (True, False):
            yield tuple(json.dumps(part, ensure_ascii=in_ascii)[1:-1] for part in spelt)


def _loose(part: str) -> str:
    return re.sub("['’ʼ]", "['’ʼ]", re.escape(part))


def _any_of(patterns: Iterator[str]) -> re.Pattern[str]:
    longest_first = sorted(set(patterns), key=len, reverse=True)
    return re.compile(f"{_START}(?:{'|'.join(longest_first)}){_END}", re.IGNORECASE)


def _starts(whole: str) -> Iterator[str]:
    return (whole[:length] for length in range(SHORTEST, len(whole)))


@cache
def free_texts(table: str) -> Mapping[str, bool]:
    """Fields of a kind in which people write what they like, and whether one may not be empty."""
    kind = TYPE_OF_TABLE[table]
    hints = get_type_hints(kind)
    left_out = _NO_TEXTS | references_of(kind).keys()
    found = {item.name: get_args(hints[item.name]) or (hints[item.name],) for item in fields(kind)}
    return {
        name: name in _KEPT_APART or NoneType not in types
        for name, types in found.items()
        if str in types and name not in left_out
    }


def cleaned(person: PersonName, table: str, key: str, field: str, text: str) -> str | None:
    """One field of the record `key` without the name; the same text where it does not stand there."""
    if field == "ref":
        # Two records may not share one, so the name is not replaced by the same words.
        return f"X-{key[:8]}" if person.stands_in(text) else text
    return person.taken_out_of(text, required=free_texts(table)[field])


def without_person(place: Place, person: PersonName) -> Changes:
    """The changes that take a name out of every record."""
    update: list[Record] = []
    for record in place.records():
        values: dict[str, Any] = {
            field: cleaned(person, record.TABLE, record.id, field, getattr(record, field))
            for field in _named_fields(record, person)
        }
        if values:
            update.append(replace(record, **values))
    return Changes(update=tuple(update))


def fields_naming(place: Place, person: PersonName) -> Mapping[tuple[str, str], int]:
    """How many records hold the name, by table and field."""
    return Counter(
        (record.TABLE, field) for record in place.records() for field in _named_fields(record, person)
    )


def _named_fields(record: Record, person: PersonName) -> Iterator[str]:
    for field in free_texts(record.TABLE):
        text = getattr(record, field)
        if text is not None and person.stands_in(text):
            yield field
