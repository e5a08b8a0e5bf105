"""How programmes frame a problem: a prompt, never a verdict (MEASURES F3)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from partnermap.analysis.profile.domains import plain
from partnermap.domain.programme import Programme


class Framing(StrEnum):
    """Where the recorded framing puts the problem."""

    INDIVIDUAL = "individual choice"
    RISK_GROUP = "risk group"
    ACCESS = "access"
    CONDITIONS = "living conditions"
    POWER = "distribution of power and resources"
    OTHER = "other"


class Asks(StrEnum):
    """Who must change for the programme to work."""

    INDIVIDUALS = "individuals"
    ORGANISATIONS = "organisations"


@dataclass(frozen=True, slots=True)
class LoadedWord:
    """A label found in a programme's texts, with the question it raises.

    Attributes:
        field: where it stands.
        word: as written.
    """

    field: str
    word: str
    question: str


_WORDS: Mapping[str, tuple[Framing | None, Asks | None]] = MappingProxyType(
    {
        "individual choice": (Framing.INDIVIDUAL, Asks.INDIVIDUALS),
        "risk group": (Framing.RISK_GROUP, None),
        "access": (Framing.ACCESS, Asks.ORGANISATIONS),
        "living conditions": (Framing.CONDITIONS, Asks.ORGANISATIONS),
        "distribution of power and resources": (Framing.POWER, Asks.ORGANISATIONS),
        "distribution": (Framing.POWER, Asks.ORGANISATIONS),
        "people": (None, Asks.INDIVIDUALS),
        "individuals": (None, Asks.INDIVIDUALS),
        "services": (None, Asks.ORGANISATIONS),
        "organisations": (None, Asks.ORGANISATIONS),
        "policy": (None, Asks.ORGANISATIONS),
    }
)
"""What a recorded framing says: where the problem lies, and who is asked to change."""

READING = (
    "Individual choice and people ask individuals to change; access, living conditions, distribution, "
    "services, organisations and policy ask organisations to; a risk group says neither."
)
"""The same in a sentence, to be printed beside the counts."""

_LOADED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bvulnerable\b", re.I), "Vulnerable to what, and who could change that?"),
    (
        re.compile(r"\b(hard|difficult)[- ]to[- ](reach|engage)\b", re.I),
        "Hard for whom: what about our services keeps people away?",
    ),
    (re.compile(r"\blifestyles?\b", re.I), "Which living conditions does this choice depend on?"),
    (
        re.compile(r"\b(non-?complian(t|ce)|disengaged)\b", re.I),
        "What would people need to be able to take part?",
    ),
)
"""Labels that deserve a question; they may be a sensible adaptation, so they are never scored."""

_TEXTS = ("name", "group", "comparison", "geography", "driver", "logic", "mechanism", "measure")


def framing_of(text: str | None) -> tuple[Framing | None, frozenset[Asks]]:
    """Where a recorded framing puts the problem, and whom it asks to change.

    Several words stand apart by commas or semicolons; what is not one of the words is `other`.
    """
    parts = [plain(part) for part in re.split(r"[;,|]", text or "")]
    stated = [part for part in parts if part]
    if not stated:
        return None, frozenset()
    read = [_WORDS.get(part, (Framing.OTHER, None)) for part in stated]
    units = [unit for unit, _ in read if unit is not None]
    return next(iter(units), None), frozenset(asks for _, asks in read if asks is not None)


def loaded_words(programme: Programme) -> Iterator[LoadedWord]:
    """Labels in the programme's own texts, each once a field."""
    for field in _TEXTS:
        for pattern, question in _LOADED:
            found = pattern.search(getattr(programme, field) or "")
            if found is not None:
                yield LoadedWord(field, found.group(), question)
