"""Dates as published files write them: with times, dashes, short years or as month and year."""

import re

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue

_EARLIEST_YEAR = 1948
_DASHED = re.compile(r"(\d{1,2})[-. ](\d{1,2}|[A-Za-z]{3,9})[-. ](\d{2}|\d{4})\Z")
_SHORT_YEAR = re.compile(r"(\d{1,2}/\d{1,2}/)(\d{2})\Z")
_MONTH_FIRST = re.compile(r"(\d{1,2})/(\d{4})\Z")
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}.*\Z")


def read_date(text: str) -> PartialDate:
    """A date in the forms of ISO, Excel and British lists (day first); a time of day is passed over.

    Args:
        text: such as `2025-09-30T00:00:00Z`, `30/09/25`, `30-Sep-2025`, `09/2025` or `2025`.

    Raises:
        BadValue: the text is no date, does not exist or lies too far back.
    """
    clean = _TIME.sub("", text.strip())
    if found := _DASHED.match(clean):
        joint = "/" if found[2].isdigit() else " "
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        clean = joint.join((found[1], found[2], year))
    elif found := _SHORT_YEAR.match(clean):
        clean = f"{found[1]}20{found[2]}"
    elif found := _MONTH_FIRST.match(clean):
        clean = f"{found[2]}-{found[1]}"
    date = PartialDate.parse(clean)
    if date.is_known and date.year < _EARLIEST_YEAR:
        raise BadValue(f"the date “{text.strip()}” cannot be right; correct its year.")
    return date
