"""When a grant runs, and the financial year in which its award is recorded.

Planned and actual dates are often missing. Then the term begins with the award, and its end is not
known. The whole award stands in one financial year, that of the award (or of the day of the term that
is nearest to it), because the files do not say what is paid when: a spread would be invented.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnermap.domain.dates import (
    NOT_KNOWN,
    ONE_DAY,
    PartialDate,
    Period,
    add_months,
    financial_year,
    known_first_day,
    known_last_day,
)
from partnermap.domain.errors import BadValue
from partnermap.exchange.sources.dates import read_date

_MONTHS = re.compile(r"(\d{1,3})(?:\.0+)?\s*(?:months?)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when a grant runs.

    Attributes:
        start: None where it is not known.
        end: NOT_KNOWN where it is not known.
        start_given: whether the file says so; else it is the award's date.
        end_given: whether the file says so, as a date or as a number of months.
        note: how a date was come by that the file does not state; empty where there is none.
    """

    start: PartialDate | None
    end: PartialDate
    start_given: bool = True
    end_given: bool = True
    note: str = ""

    @property
    def years(self) -> tuple[str, ...]:
        """The first and the last financial year that it touches, as far as both are known."""
        days = (known_first_day(self.start), known_last_day(self.end))
        return tuple(dict.fromkeys(financial_year(day) for day in days if day is not None))


def read_term(
    awarded: PartialDate | None,
    actual: Iterable[Mapping[str, object]],
    planned: Iterable[Mapping[str, object]],
) -> Term:
    """The term of a grant: actual dates before planned ones, else from the award on.

    Args:
        awarded: when it was awarded.
        actual: events with `startDate`, `endDate` and `duration` (months).
        planned: the same, asked for what the actual ones do not say.

    Raises:
        BadValue: a date does not exist, or the end comes before the start.
    """
    stages = (tuple(actual), tuple(planned))
    start = next(filter(None, map(_earliest, stages)), None)
    end = next(filter(None, map(_latest, stages)), None)
    months = next(filter(None, map(_months, stages)), None)
    if Period(start, end).is_reversed:
        raise BadValue(f"the grant ends ({end}) before it starts ({start}); correct one of the dates.")
    if end is None and months is not None and (start or awarded):
        return _counted(start, awarded, months)
    return _uncounted(start, end, awarded)


def year_of_award(awarded: PartialDate | None, term: Term) -> str | None:
    """The financial year that the award is recorded in; None where the dates leave it open."""
    start, end = known_first_day(term.start), known_last_day(term.end)
    if awarded is None or (start is not None and awarded.last_day < start):
        days = (start, start)
    elif end is not None and awarded.first_day > end:
        days = (end, end)
    else:
        days = (awarded.first_day, awarded.last_day)
    years = {financial_year(day) for day in days if day is not None}
    return years.pop() if len(years) == 1 else None


def _counted(start: PartialDate | None, awarded: PartialDate | None, months: int) -> Term:
    """The end from the number of months; to the month where the first day is only that of the award."""
    first = start or awarded or NOT_KNOWN
    last = add_months(first.first_day, months) - ONE_DAY
    exact = start is not None and start.day is not None
    end = PartialDate.from_day(last) if exact else PartialDate(last.year, last.month)
    since = "start" if start else "award"
    return Term(first, end, start is not None, True, f"End counted: {months} months from the {since}.")


def _uncounted(start: PartialDate | None, end: PartialDate | None, awarded: PartialDate | None) -> Term:
    begins = start or awarded
    if start is None and Period(begins, end).is_reversed:
        begins = None
    notes = []
    if start is None:
        notes.append("Start taken from the award." if begins else "Start not known.")
    if end is None:
        notes.append("End not known.")
    return Term(begins, end or NOT_KNOWN, start is not None, end is not None, " ".join(notes))


def _dates(events: Iterable[Mapping[str, object]], key: str) -> list[PartialDate]:
    texts = (str(event.get(key) or "").strip() for event in events)
    found = [read_date(text) for text in texts if text]
    return [date for date in found if date.is_known]


def _earliest(events: Iterable[Mapping[str, object]]) -> PartialDate | None:
    return min(_dates(events, "startDate"), key=lambda date: date.first_day, default=None)


def _latest(events: Iterable[Mapping[str, object]]) -> PartialDate | None:
    return max(_dates(events, "endDate"), key=lambda date: date.last_day, default=None)


def _months(events: tuple[Mapping[str, object], ...]) -> int | None:
    """The number of months, where one event alone gives it as a whole number."""
    found = [_MONTHS.match(str(event.get("duration") or "").strip()) for event in events]
    if len(found) != 1 or found[0] is None:
        return None
    return int(found[0][1]) or None
