"""Which words of a line stand from right to left: the plain cases of the Unicode bidirectional rules.

The line itself reads from left to right. Isolates and overrides are not obeyed.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_NUMBERS = frozenset({"EN", "AN"})
_INSIDE_NUMBERS = frozenset({"ES", "CS", "ET"})
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut where its direction changes: each part, and whether it reads from right to left.

    Spaces, signs and numbers between or after words from right to left belong to them.
    """
    flags = _closed(text, _directions(text))
    for is_left, group in groupby(zip(text, flags, strict=True), key=lambda item: item[1]):
        yield "".join(sign for sign, _ in group), is_left


def _directions(text: str) -> list[bool]:
    """For every character whether it stands among words from right to left."""
    found = [False] * len(text)
    strong, settled = False, -1
    for place, sign in enumerate(text):
        direction = unicodedata.bidirectional(sign)
        if direction == "L":
            strong = False
        elif direction in _RIGHT_TO_LEFT:
            strong = True
        if direction == "NSM" and settled == place - 1:
            found[place], settled = found[place - 1] if place else False, place
        elif direction in _RIGHT_TO_LEFT or (strong and direction in _NUMBERS):
            if settled >= 0 and found[settled]:
                found[settled + 1 : place] = [True] * (place - settled - 1)
            found[place], settled = True, place
        elif direction in ("L", *_NUMBERS):
            settled = place
    return found


def _closed(text: str, flags: Sequence[bool]) -> list[bool]:
    """A bracket that closes one opened among words from right to left stands among them too."""
    found, opened = list(flags), ""
    for place, sign in enumerate(text):
        if sign in _BRACKETS and _BRACKETS[sign] in opened:
            found[place] = True
        opened = opened + sign if found[place] else ""
    return found


def numbers_apart(text: str) -> Iterator[tuple[str, bool]]:
    """A part from right to left cut into numbers, which read from left to right, and the rest."""
    flags = [unicodedata.bidirectional(sign) in _NUMBERS for sign in text]
    for place, sign in enumerate(text[1:-1], 1):
        inside = unicodedata.bidirectional(sign) in _INSIDE_NUMBERS
        flags[place] |= inside and flags[place - 1] and flags[place + 1]
    for is_number, group in groupby(zip(text, flags, strict=True), key=lambda item: item[1]):
        yield "".join(sign for sign, _ in group), is_number


def mirrored(text: str) -> str:
    """A text from right to left as it is drawn from the left, brackets turned round."""
    return text[::-1].translate(_MIRRORED)
