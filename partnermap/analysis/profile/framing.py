"""How programmes frame a problem: a prompt, never a verdict (MEASURES F3)."""

from dataclasses import dataclass
from enum import StrEnum


class Framing(StrEnum):
    """Where the recorded framing puts the problem."""

    INDIVIDUAL = "individual choice"
    RISK_GROUP = "risk group"
    ACCESS = "access"
    CONDITIONS = "living conditions"
    POWER = "distribution of power and resources"
    OTHER = "other"


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
