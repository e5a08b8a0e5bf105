"""What a saved view keeps, as JSON and back; a view of a later version is refused whole."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from partnermap.domain.errors import BadValue
from partnermap.domain.view import GroupBy, LayoutStyle
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.scene.map_choice import MOST_STEPS, Arrangement, Filter, MapChoice, WidthBy

Word = TypeVar("Word")

FORM = 2
"""Of the settings written here; those of form 1 are the filter alone and do not say their form."""

MOST_MONTHS = 1200
MOST_PENCE = 10**15
"""Beyond these nobody filters; what is larger was not saved here."""

_KEYS = frozenset(
    {"form", "on", "filter", "hidden_kinds", "arrangement", "other", "scenario", "what_if"}
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a saved view keeps: all that the user chose to see, nothing of the window's own.

    A second date is kept as the day it is. The first is kept only where the user wants it: without it
    a view shows how things stand on the date that is shown, and a view with a second date what changes
    between then and the second one. A user who means two certain days keeps both.

    Attributes:
        choice: filter, hidden kinds, arrangement, second date and scenario.
        on: the date to show; None for the one that is shown.
        is_filter_only: kept by a version that kept no more; everything else stays as it is.
    """

    choice: MapChoice
    on: dt.date | None = None
    is_filter_only: bool = False

    def over(self, now: MapChoice) -> MapChoice:
        """What is shown once the view is chosen."""
        return replace(now, wanted=self.choice.wanted) if self.is_filter_only else self.choice


def settings_of(kept: Kept) -> str:
    """The view as JSON; what is not set is left out."""
    choice = kept.choice
    found: dict[str, object] = {
        "on": kept.on and kept.on.isoformat(),
        "filter": _conditions(choice.wanted),
        "hidden_kinds": sorted(choice.hidden_kinds),
        "arrangement": _conditions(choice.arrangement),
        "other": choice.other and choice.other.isoformat(),
        "scenario": choice.scenario,
        "what_if": choice.what_if,
    }
    wanted = {"form": FORM, **{key: value for key, value in found.items() if value}}
    return json.dumps(wanted, ensure_ascii=False)


def kept_in(settings: str) -> Kept:
    """What a saved view keeps.

    Raises:
        BadValue: neither this version of Partnermap wrote it nor an earlier one.
    """
    try:
        found = json.loads(settings)
        if isinstance(found, dict) and "form" in found:
            return _kept(_object(found, _KEYS))
        return Kept(MapChoice(wanted=_filter(found)), is_filter_only=True)
    except (ValueError, RecursionError):
        raise BadValue("this view cannot be read; delete it and save it again.") from None


def _conditions(choice: Filter | Arrangement) -> dict[str, object]:
    unset = {field.name: field.default for field in fields(choice)}
    found = {key: getattr(choice, key) for key in unset}
    return {
        key: sorted(value) if isinstance(value, frozenset) else value
        for key, value in found.items()
        if value and value != unset[key]
    }


def _kept(found: Mapping[str, object]) -> Kept:
    scenario, what_if = _text(found.get("scenario")), _text(found.get("what_if"))
    other = _day(found.get("other"))
    if found["form"] != FORM or (scenario and (what_if or other)):
        raise ValueError
    choice = MapChoice(
        hidden_kinds=_words(found.get("hidden_kinds"), TieKind),
        wanted=_filter(found.get("filter", {})),
        arrangement=_arrangement(found.get("arrangement", {})),
        other=other,
        scenario=scenario or None,
        what_if=what_if or None,
    )
    return Kept(choice, _day(found.get("on")))


def _filter(value: object) -> Filter:
    found = _object(value, {field.name for field in fields(Filter)})
    return Filter(
        sectors=_words(found.get("sectors"), Sector),
        types=_words(found.get("types"), OrganisationType),
        kinds=_words(found.get("kinds"), TieKind),
        strength=_number(found.get("strength"), 3),
        pence=_number(found.get("pence"), MOST_PENCE),
        ends_within=_number(found.get("ends_within"), MOST_MONTHS),
        unconfirmed_for=_number(found.get("unconfirmed_for"), MOST_MONTHS),
        words=_text(found.get("words")) or "",
        around=_text(found.get("around")),
        steps=_number(found.get("steps"), MOST_STEPS) or 1,
    )


def _arrangement(value: object) -> Arrangement:
    found = _object(value, {field.name for field in fields(Arrangement)})
    unset = Arrangement()
    return Arrangement(
        style=LayoutStyle(_text(found.get("style")) or unset.style),
        centre=_text(found.get("centre")),
        width_by=WidthBy(_text(found.get("width_by")) or unset.width_by),
        group_by=GroupBy(_text(found.get("group_by")) or unset.group_by),
        opened=_words(found.get("opened"), str),
    )


def _object(value: object, known: set[str] | frozenset[str]) -> Mapping[str, object]:
    if not isinstance(value, dict) or value.keys() - known:
        raise ValueError
    return value


def _words(value: object, word: Callable[[str], Word]) -> frozenset[Word]:
    if not isinstance(value, list | None) or not all(isinstance(item, str) for item in value or ()):
        raise ValueError
    return frozenset(map(word, value or ()))


def _number(value: object, most: int) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError
    return value


def _text(value: object) -> str | None:
    if not isinstance(value, str | None):
        raise ValueError
    return value


def _day(value: object) -> dt.date | None:
    words = _text(value)
    return None if words is None else dt.date.fromisoformat(words)
