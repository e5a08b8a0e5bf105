"""Pieces of a typed line: words, commas and quoted names, each with its place in the line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PIECE = re.compile(r"[\"“][^\"“”]*[\"”]?|\([^()]*\)|[,;:]|(?:[^\s,;:()\"“”]|,(?=\d)|:(?=\S))+")
_QUOTES = '"“”'
_EDGES = ".,;:!?'’"
_MARKS = frozenset(",;:")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word, mark, or group in quotes or brackets.

    Attributes:
        text: as typed; of a group in quotes or brackets what stands inside.
        start, end: where it stands in the line, quotes and brackets included.
        quoted, bracketed: whether it is such a group.
    """

    text: str
    start: int
    end: int
    quoted: bool = False
    bracketed: bool = False

    @property
    def key(self) -> str:
        """The word as it is compared: small letters, no marks at its edges; a group is no word."""
        if self.quoted or self.bracketed:
            return ""
        return self.text if self.text in _MARKS else self.text.casefold().strip(_EDGES)

    @property
    def is_mark(self) -> bool:
        """Whether it is a comma, semicolon or colon."""
        return not self.quoted and self.text in _MARKS


def pieces_of(line: str) -> tuple[Piece, ...]:
    """The pieces of a line in their order; a full stop at the end of the line is left out."""
    found = []
    for hit in _PIECE.finditer(line):
        raw = hit[0]
        if raw[0] in _QUOTES:
            found.append(Piece(raw.strip(_QUOTES), hit.start(), hit.end(), quoted=True))
        elif raw[0] == "(":
            found.append(Piece(raw[1:-1].strip(), hit.start(), hit.end(), bracketed=True))
        elif raw.strip(_EDGES) or raw in _MARKS:
            found.append(Piece(raw, hit.start(), hit.end()))
    if found and found[-1].text.endswith(".") and not found[-1].quoted:
        last = found[-1]
        found[-1] = Piece(last.text.rstrip("."), last.start, last.end, bracketed=last.bracketed)
    return tuple(found)


def words_of(pieces: Sequence[Piece], line: str) -> str:
    """What stands in the line from the first to the last piece; quotes round all of it are left out."""
    if not pieces:
        return ""
    if len(pieces) == 1 and pieces[0].quoted:
        return pieces[0].text
    return line[pieces[0].start : pieces[-1].end].strip(" ,;:")
