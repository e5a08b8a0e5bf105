"""Bands of a domain: a word, a letter and a shape, so that colour never stands alone (MEASURES E2)."""

from dataclasses import dataclass
from enum import StrEnum

STRONG_FROM, MIXED_FROM = 4, 3
"""Lowest median of each band; all below needs attention."""


class Band(StrEnum):
    """How a domain stands by what people say of it; no letter is one of those of evidence, A to D."""

    STRONG = "strong"
    MIXED = "mixed"
    ATTENTION = "needs attention"
    NOT_KNOWN = "not known"

    @property
    def letter(self) -> str:
        """The one that stands on its mark."""
        return _MARKS[self].letter

    @property
    def shape(self) -> str:
        """Name of the mark's shape."""
        return _MARKS[self].shape


@dataclass(frozen=True, slots=True)
class _Mark:
    """A letter in a shape."""

    letter: str
    shape: str


_MARKS = {
    Band.STRONG: _Mark("S", "circle"),
    Band.MIXED: _Mark("M", "square"),
    Band.ATTENTION: _Mark("N", "triangle"),
    Band.NOT_KNOWN: _Mark("?", "ring"),
}


def band_of(median: float | None) -> Band:
    """The band of a median from 1 to 5; None is not known."""
    if median is None:
        return Band.NOT_KNOWN
    if median >= STRONG_FROM:
        return Band.STRONG
    return Band.MIXED if median >= MIXED_FROM else Band.ATTENTION
