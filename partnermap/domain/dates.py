"""Dates that keep the precision they were given with, periods, and financial years.

A start of lower precision begins on its first day, an end lasts to its last; both are inclusive.
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from partnermap.domain.errors import BadValue

DAYS_PER_MONTH = 30.4375
"""Days in a month wherever a length is given in months (MEASURES, section 0)."""

DAYS_PER_YEAR = 12 * DAYS_PER_MONTH
ONE_DAY = dt.timedelta(days=1)

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})\Z")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_WORDED = re.compile(r"(?:(\d{1,2}) )?([A-Za-z]+) (\d{4})\Z")
_UNKNOWN_WORDS = frozenset({"not known", "unknown", "?", "tbc"})
_FINANCIAL_YEAR = re.compile(r"(\d{4})\s*[/-]\s*(\d{2}|\d{4})\Z")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year; year 0 stands for a date that exists but is not known."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read `2026`, `2026-04`, `2026-04-01`, `01/04/2026`, `1 April 2026` or `not known`.

        Raises:
            BadValue: the text is no date, or the day does not exist.
        """
        clean = " ".join(text.split())
        if clean.lower() in _UNKNOWN_WORDS:
            return NOT_KNOWN
        parts = _date_parts(clean)
        if parts is None:
            raise BadValue(f"“{clean}” is not a date; write it as 2026-04-01, 2026-04 or 2026.")
        return cls._checked(clean, *parts)

    @classmethod
    def _checked(cls, text: str, year: int, month: int | None, day: int | None) -> "PartialDate":
        try:
            dt.date(year, month or 1, day or 1)
        except ValueError:
            raise BadValue(f"the date {text} does not exist; correct it.") from None
        return cls(year, month, day)

    @classmethod
    def from_day(cls, day: dt.date) -> "PartialDate":
        """The same day with full precision."""
        return cls(day.year, day.month, day.day)

    @property
    def is_known(self) -> bool:
        """False for a date that exists but was not recorded."""
        return self.year != 0

    @property
    def first_day(self) -> dt.date:
        """The first day it can mean; the earliest date of all when not known."""
        if not self.is_known:
            return dt.date.min
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last day it can mean; the latest date of all when not known."""
        if not self.is_known:
            return dt.date.max
        if self.day is not None:
            return self.first_day
        month = self.month or 12
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """ISO text of the precision given, or `not known`."""
        if not self.is_known:
            return "not known"
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def in_words(self) -> str:
        """As a person writes it: `1 April 2026`, `April 2026`, `2026`, `not known`."""
        if not self.is_known:
            return "not known"
        parts = [str(self.day)] if self.day is not None else []
        if self.month is not None:
            parts.append(calendar.month_name[self.month])
        return " ".join([*parts, str(self.year)])


NOT_KNOWN = PartialDate(0)
"""A date that exists but is not known; an open end is None instead."""


def known_first_day(date: PartialDate | None) -> dt.date | None:
    """The first day that a date can mean; None where there is no date or it is not known."""
    return date.first_day if date is not None and date.is_known else None


def known_last_day(date: PartialDate | None) -> dt.date | None:
    """The last day that a date can mean; None where there is no date or it is not known."""
    return date.last_day if date is not None and date.is_known else None


def _date_parts(text: str) -> tuple[int, int | None, int | None] | None:
    if found := _ISO.match(text):
        year, month, day = found.groups()
        return int(year), int(month) if month else None, int(day) if day else None
    if found := _SLASHED.match(text):
        return int(found[3]), int(found[2]), int(found[1])
    if (found := _WORDED.match(text)) and found[2].lower() in _MONTHS:
        return int(found[3]), _MONTHS[found[2].lower()], int(found[1]) if found[1] else None
    return None


@dataclass(frozen=True, slots=True)
class Period:
    """From a start to an end, both inclusive; no start is not known, no end is open."""

    start: PartialDate | None = None
    end: PartialDate | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies inside; a start or an end that is not known does not exclude it."""
        if self.start is not None and day < self.start.first_day:
            return False
        return self.end is None or day <= self.end.last_day

    @property
    def start_known(self) -> bool:
        """Whether a start was recorded."""
        return self.start is not None and self.start.is_known

    @property
    def is_reversed(self) -> bool:
        """Whether the end comes before the start: such a row cannot be used."""
        if self.start is None or self.end is None or not self.start_known:
            return False
        return self.end.last_day < self.start.first_day


def months_between(earlier: dt.date, later: dt.date) -> float:
    """Length in months of 30.4375 days; negative when later comes first."""
    return (later - earlier).days / DAYS_PER_MONTH


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many calendar months on (or back), or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year < 1:
        return dt.date.min
    if year > 9999:
        return dt.date.max
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def financial_year(day: dt.date) -> str:
    """The financial year (April to March) that holds the day, as `2025/26`."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first:04d}/{(first + 1) % 100:02d}"


@lru_cache(maxsize=4096)
def financial_year_of_month(month: str) -> str:
    """The financial year of a month written `2025-09`."""
    return financial_year(dt.date(int(month[:4]), int(month[5:7]), 1))


def financial_year_period(label: str) -> Period:
    """1 April to 31 March of a financial year written `2025/26`."""
    first = int(label[:4])
    return Period(PartialDate(first, 4, 1), PartialDate(first + 1, 3, 31))


def read_financial_year(text: str) -> str:
    """Read `2025/26`, `2025-26`, `2025/2026` as `2025/26`.

    Raises:
        BadValue: the text is no financial year, or its two years do not follow each other.
    """
    clean = text.strip()
    found = _FINANCIAL_YEAR.match(clean)
    if found is None or (int(found[1]) + 1) % 100 != int(found[2]) % 100:
        raise BadValue(f"“{clean}” is not a financial year; write it as 2025/26.")
    return f"{found[1]}/{int(found[2]) % 100:02d}"
