"""What ends within two years, in words."""

import datetime as dt
from collections.abc import Iterable, Sequence

from partnermap.analysis.measure.endings import MONTHS, Ending, FundedAgreement, money_sum
from partnermap.domain.dates import add_months, financial_year
from partnermap.domain.money import money_in_words
from partnermap.domain.sentences import month_in_words

_ENDING_SOON = frozenset({Ending.WITHIN_12, Ending.WITHIN_24})


def ending_soon(agreements: Iterable[FundedAgreement]) -> int | None:
    """Pence a year of what ends within two years; None when no amount is known."""
    return money_sum(item for item in agreements if item.ending in _ENDING_SOON).pence


def ending_finding(agreements: Sequence[FundedAgreement], on: dt.date) -> str:
    """How much ends within two years, in a sentence without its full stop."""
    total, ending = money_sum(agreements).pence, ending_soon(agreements)
    until = month_in_words(add_months(on, MONTHS))
    if total is None:
        return f"No amount is recorded for {financial_year(on)}, so what ends when is not known"
    if ending is None:
        return f"None of the {money_in_words(total)} of joint money a year is known to end by {until}"
    finding = f"{money_in_words(ending)} of {money_in_words(total)} joint money a year ends by {until}"
    lapsed = money_sum(item for item in agreements if item.ending is Ending.LAPSED).pence
    return f"{finding}; {money_in_words(lapsed)} has expired and still runs" if lapsed else finding
