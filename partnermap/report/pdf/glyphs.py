"""Text made fit for paper."""

import unicodedata


def clean(text: str) -> str:
    """Text without control characters and noncharacters, each run of white space one space."""
    kept = "".join(" " if c.isspace() else c for c in text if _is_printable(c))
    return " ".join(kept.split())


def _is_printable(character: str) -> bool:
    nonsense = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return character.isspace() or not (nonsense or unicodedata.category(character) in ("Cc", "Cs"))
