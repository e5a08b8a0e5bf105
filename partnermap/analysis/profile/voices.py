"""What is said of programmes in statements: who may push back, and how much each body wants it.

Both are statements of the kind `framing` about a programme; their stage says which they are. A priority
is a text such as `High priority for Age Well`, its owner the organisation that says so.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.profile.domains import plain
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Alias, PastName
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme

KIND = "framing"
COUNTER_VOICE = "counter-voice"
PRIORITY = "priority"


class Priority(StrEnum):
    """How much an organisation wants a goal, as it says itself."""

    HIGH = "high priority"
    MEDIUM = "medium priority"
    LOW = "low priority"
    NONE = "not a priority"

    @property
    def letter(self) -> str:
        """One letter, for where there is no room."""
        return self.value[0].upper()


@dataclass(frozen=True, slots=True)
class Said:
    """One organisation's priority.

    Attributes:
        statement_id: of the statement that says so.
        organisation_id: None where nobody in the register, or more than one, is called so.
        owner: who says so, as written; None where nobody stands there.
        priority: None where the text is none of the words.
        text: of the statement.
    """

    statement_id: str
    organisation_id: str | None
    owner: str | None
    priority: Priority | None
    text: str


_LEVEL = re.compile(r"(high|medium|low)(?:\s+priority)?\b|not? a?\s*priority\b|none\b", re.I)


def priority_of(text: str) -> Priority | None:
    """What a text begins with: `High priority for …`, `low`, `not a priority`."""
    found = _LEVEL.match(text.strip())
    if found is None:
        return None
    level = (found.group(1) or "").casefold()
    return next((item for item in Priority if level and item.startswith(level)), Priority.NONE)


def with_priority(text: str, priority: Priority) -> str:
    """A text that says another priority; reasons that follow it stay."""
    return _LEVEL.sub(priority.value.capitalize(), text.strip(), count=1)


def priorities_of(place: Place) -> Mapping[str, tuple[Said, ...]]:
    """What is said of each programme, by its id, the latest first."""
    names = _ids_by_name(place)
    return {
        key: tuple(
            Said(
                statement_id=row.id,
                organisation_id=names.get(plain(row.owner)),
                owner=row.owner,
                priority=priority_of(row.text),
                text=row.text,
            )
            for row in rows
        )
        for key, rows in _statements(place, PRIORITY).items()
    }


def latest_priority(place: Place, goal_id: str, organisation_id: str) -> Said | None:
    """What an organisation has said last of a programme."""
    said = priorities_of(place).get(goal_id, ())
    return next((row for row in said if row.organisation_id == organisation_id), None)


def counter_voices_of(place: Place) -> Mapping[str, tuple[Statement, ...]]:
    """Who may push back, by the programme's id, the latest first."""
    return _statements(place, COUNTER_VOICE)


def remarks_of(place: Place) -> Mapping[str, tuple[Statement, ...]]:
    """What else is said of the framing of each programme, by its id, the latest first."""
    return _statements(place, "")


def _statements(place: Place, stage: str) -> dict[str, tuple[Statement, ...]]:
    found: dict[str, list[Statement]] = defaultdict(list)
    for row in place.of(Statement).values():
        if row.about_table == Programme.TABLE and plain(row.kind) == KIND and _stage(row) == stage:
            found[row.about_id or ""].append(row)
    return {key: _latest_first(rows) for key, rows in found.items()}


def _stage(row: Statement) -> str:
    """A stage that says neither is a remark."""
    stage = plain(row.stage).replace(" ", "-")
    return stage if stage in (COUNTER_VOICE, PRIORITY) else ""


def _latest_first(rows: list[Statement]) -> tuple[Statement, ...]:
    """Of one day those recorded last come first."""
    order = sorted(range(len(rows)), key=lambda at: (_day(rows[at]), at), reverse=True)
    return tuple(rows[at] for at in order)


def _day(row: Statement) -> int:
    """What has no date is older than all that has one."""
    return row.date.last_day.toordinal() if row.date is not None and row.date.is_known else 0


def _ids_by_name(place: Place) -> Mapping[str, str]:
    """By everything an organisation is called; what several are called is left out."""
    own: dict[str, set[str]] = defaultdict(set)
    other: dict[str, set[str]] = defaultdict(set)
    for item in place.organisations.values():
        own[plain(item.name)].add(item.id)
        for name in (item.short_name, item.ref):
            other[plain(name)].add(item.id)
    for past in place.of(PastName).values():
        other[plain(past.name)].add(past.organisation_id)
    for alias in place.of(Alias).values():
        other[plain(alias.name)].add(alias.organisation_id)
    found = {**other, **own}
    return {name: next(iter(keys)) for name, keys in found.items() if name and len(keys) == 1}
