"""What to draw for text that the fonts cannot show as it stands: missing glyphs, right to left runs."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from partnermap.report.pdf.fonts import MISSING_GLYPH, known_characters

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_WEAK = frozenset({"WS", "NSM", "CS"})
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Sk"})


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text.

    Attributes:
        shown: the glyphs from left to right.
        actual: what it says where glyphs are missing.
        reversed: the glyphs stand in the opposite order of reading.
    """

    shown: str
    actual: str | None = None
    reversed: bool = False


def clean(text: str) -> str:
    """Text without control characters and noncharacters, each run of white space one space."""
    kept = "".join(" " if c.isspace() else c for c in text if _is_printable(c))
    return " ".join(kept.split())


def _is_printable(character: str) -> bool:
    nonsense = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return character.isspace() or not (nonsense or unicodedata.category(character) in ("Cc", "Cs"))


def runs(text: str, font: str) -> tuple[Run, ...]:
    """The text cut where drawing and meaning part: glyphs the font lacks, and right to left words."""
    known = known_characters(font)
    if all(ord(c) in known and ord(c) < _FIRST_RIGHT_TO_LEFT for c in text):
        return (Run(text),)
    return tuple(_runs_by_kind(text, known))


_FIRST_RIGHT_TO_LEFT = 0x0590


def _runs_by_kind(text: str, known: frozenset[int]) -> Iterator[Run]:
    for kind, group in groupby(_with_kinds(text, known), key=lambda item: item[0]):
        part = "".join(character for _, character in group)
        if kind == "plain":
            yield Run(part)
        elif kind == "missing":
            yield Run(_boxes(part), part)
        elif all(ord(character) in known for character in part):
            yield Run(part[::-1], reversed=True)
        else:
            yield Run(_boxes(part), part)


def _with_kinds(text: str, known: frozenset[int]) -> Iterator[tuple[str, str]]:
    """Each character with its kind; spaces between right to left words belong to them."""
    for i, character in enumerate(text):
        direction = unicodedata.bidirectional(character)
        inside = direction in _WEAK and _is_right(text[:i], -1) and _is_right(text[i:], 1)
        if direction in _RIGHT_TO_LEFT or inside:
            yield "right", character
        else:
            yield ("plain" if ord(character) in known else "missing"), character


def _is_right(text: str, step: int) -> bool:
    for character in text[::step]:
        direction = unicodedata.bidirectional(character)
        if direction not in _WEAK:
            return direction in _RIGHT_TO_LEFT
    return False


def _boxes(part: str) -> str:
    seen = sum(unicodedata.category(c) not in _UNSEEN for c in part)
    return MISSING_GLYPH * max(seen, 1)
