"""What a merge contained, noted behind the label of its step: a step has no other place for it.

The note is the time of the other copy's last step, to the microsecond, which no two steps share, and
those of the copies that it contained in turn. People read the label without it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

MERGE_LABEL = "Merge of "
"""How the label of a step begins that brought another copy in."""

_STORED = re.compile(rf"({MERGE_LABEL}.*) \[as of ([0-9T:.+? -]+)\]", re.DOTALL)
_IN_PART = "?"


@dataclass(frozen=True, slots=True)
class Brought:
    """One copy that a merge contained.

    Attributes:
        until: the time of its last step.
        whole: nothing of it was left out or told as a contradiction.
    """

    until: datetime
    whole: bool


def stored_label(label: str, brought: Iterable[Brought]) -> str:
    """The label of a merge as the step stores it."""
    notes = [f"{each.until.isoformat()}{'' if each.whole else _IN_PART}" for each in brought]
    return f"{label} [as of {' '.join(notes)}]" if notes else label


def read_label(stored: str) -> tuple[str, tuple[Brought, ...]]:
    """A step's label as people read it, and what it notes."""
    found = _STORED.fullmatch(stored)
    if found is None:
        return stored, ()
    try:
        return found[1], tuple(_brought(note) for note in found[2].split())
    except ValueError:
        return stored, ()


def _brought(note: str) -> Brought:
    until = datetime.fromisoformat(note.removesuffix(_IN_PART))
    if until.tzinfo is None:
        raise ValueError(note)
    return Brought(until, not note.endswith(_IN_PART))
