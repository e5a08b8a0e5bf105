"""How far ahead a programme looks, read from what people wrote (MEASURES F3)."""

import re
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from partnermap.analysis.profile.domains import plain


class Horizon(StrEnum):
    """How long a programme gives itself."""

    SHORT = "up to 1 year"
    MIDDLE = "1 to 5 years"
    LONG = "over 5 years"
    OTHER = "other"


_NUMBERS: Mapping[str, str] = MappingProxyType(
    {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "ten": "10", "twenty": "20"}
)
_MARKS = (("≤", "up to "), ("<", "up to "), ("≥", "over "), (">", "over "), ("+", " "))
_SPAN = re.compile(
    r"(?P<open>up to|under|less than|within|over|more than|at least)?\s*"
    r"(?P<low>\d+(\.\d+)?)\s*(?:(?:to|[-–—])\s*(?P<high>\d+(\.\d+)?))?\s*"
    r"(?P<unit>year|yr|month|)s?"
)
_OPEN_ENDED = frozenset({"over", "more than", "at least"})
_SHORT, _LONG = 1.0, 5.0
"""Years at which the horizons part."""


def horizon_of(text: str | None) -> Horizon | None:
    """The horizon that was meant: `under 1 year`, `3 years`, `1-5`, `18 months`; `OTHER` where unclear.

    A span that reaches over more than one of the three is unclear.
    """
    wanted = plain(text)
    if not wanted:
        return None
    for mark, words in _MARKS:
        wanted = wanted.replace(mark, words)
    wanted = " ".join(_NUMBERS.get(word, word) for word in wanted.split())
    found = _SPAN.fullmatch(wanted)
    return Horizon.OTHER if found is None else _between(*_years(found))


def _years(found: re.Match[str]) -> tuple[float, float]:
    """From and to; `under 3` is 3, `over 5` has no end."""
    a_year = 12.0 if found["unit"] == "month" else 1.0
    low = float(found["low"]) / a_year
    if found["high"] is not None:
        return low, float(found["high"]) / a_year
    return low, float("inf") if found["open"] in _OPEN_ENDED else low


def _between(low: float, high: float) -> Horizon:
    if low > high:
        return Horizon.OTHER
    if high <= _SHORT:
        return Horizon.SHORT
    if low >= _SHORT and high <= _LONG:
        return Horizon.MIDDLE
    return Horizon.LONG if low >= _LONG else Horizon.OTHER
