"""The opinion side of a domain: what people answered in a round, how far they agree (MEASURES E2)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.measure.result import Figure


class Agreement(StrEnum):
    """The word for how far people agree; below five answers there is none."""

    TOO_FEW = "too few to say"
    EARLY_SIGN = "early sign of agreement"
    EARLY_SIGN_AGAINST = "early sign that views differ"
    AGREED = "people agree"
    NOT_AGREED = "views differ"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one group of people to one statement.

    Attributes:
        counts: how many people answered 1, 2, 3, 4 and 5.
        median: the middle answer, 1 to 5.
        low, high: the range.
    """

    counts: tuple[int, int, int, int, int]
    median: float
    low: int
    high: int

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one round says of one statement.

    Attributes:
        day: first day of the round; None where none of its answers has a date.
        answers: of everybody.
        r_wg: agreement, 1 for all alike, 0 for no better than luck.
        deviation: mean distance of the answers from their mean, in steps (AD).
        agreement: in a word.
        is_split: a quarter or more at 1 and 2, and a quarter or more at 4 and 5.
        by_sector: breakdown by sector and `others`; empty where it could give somebody away.
    """

    round: str
    day: dt.date | None
    answers: Answers
    r_wg: Figure
    deviation: float
    agreement: Agreement
    is_split: bool
    by_sector: tuple[tuple[str, Answers], ...] = ()


class Direction(StrEnum):
    """Which way the median went since the round before."""

    UP = "up"
    DOWN = "down"
    SAME = "no change"
    NOT_COMPARABLE = "cannot be compared"


@dataclass(frozen=True, slots=True)
class Movement:
    """From the round before to the latest.

    Attributes:
        since: name of the round before.
        change: of the median, in steps.
        text: one sentence.
    """

    direction: Direction
    since: str
    change: float
    text: str
