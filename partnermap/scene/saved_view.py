"""A filter as the JSON of a saved view, and back; a view of a later version is refused whole."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TypeVar

from partnermap.domain.errors import BadValue
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.scene.map_choice import MOST_STEPS, Filter

Word = TypeVar("Word")


def settings_of(wanted: Filter) -> str:
    """The filter as JSON; conditions that are not set are left out."""
    found = {field.name: getattr(wanted, field.name) for field in fields(wanted)}
    unset = {field.name: field.default for field in fields(wanted)}
    return json.dumps(
        {
            key: sorted(value) if isinstance(value, frozenset) else value
            for key, value in found.items()
            if value and value != unset[key]
        },
        ensure_ascii=False,
    )


def filter_of(settings: str) -> Filter:
    """The filter of a saved view.

    Raises:
        BadValue: it was not written by this version of Partnermap.
    """
    try:
        found = json.loads(settings)
        known = {field.name for field in fields(Filter)}
        if not isinstance(found, dict) or found.keys() - known:
            raise ValueError
        return _read(found)
    except (ValueError, RecursionError):
        raise BadValue("this view cannot be read; delete it and save it again.") from None


def _read(found: Mapping[str, object]) -> Filter:
    return Filter(
        sectors=_words(found.get("sectors"), Sector),
        types=_words(found.get("types"), OrganisationType),
        kinds=_words(found.get("kinds"), TieKind),
        strength=_number(found.get("strength"), 3),
        pence=_number(found.get("pence")),
        ends_within=_number(found.get("ends_within")),
        unconfirmed_for=_number(found.get("unconfirmed_for")),
        words=_text(found.get("words")) or "",
        around=_text(found.get("around")),
        steps=_number(found.get("steps"), MOST_STEPS) or 1,
    )


def _words(value: object, word: Callable[[str], Word]) -> frozenset[Word]:
    if not isinstance(value, list | None):
        raise ValueError
    return frozenset(word(str(item)) for item in value or ())


def _number(value: object, most: int | None = None) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or value < 0 or (most is not None and value > most):
        raise ValueError
    return value


def _text(value: object) -> str | None:
    if not isinstance(value, str | None):
        raise ValueError
    return value
