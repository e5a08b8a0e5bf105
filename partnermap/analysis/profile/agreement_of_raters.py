"""How far people agree: r_wg and AD of answers, the word for it, divided views (MEASURES E2)."""

import statistics
from collections.abc import Sequence

from partnermap.analysis.measure.result import Figure, NotDefined
from partnermap.analysis.profile.opinion import Agreement

STEPS = 5

UNIFORM_VARIANCE = (STEPS**2 - 1) / 12
"""Of answers spread evenly over the five steps."""

AGREED_FROM = 0.70
"""The usual limit of r_wg; contested, so it only chooses a word and never hides an answer."""

FEW, MANY = 5, 10
"""Below so many answers no word is given, and from so many on it stands without a caution."""

SPLIT_SHARE = 0.25

ONE_ANSWER = NotDefined("It needs at least two answers.")


def r_wg(scores: Sequence[int]) -> Figure:
    """1 less the variance over that of evenly spread answers, never below 0."""
    if len(scores) < 2:
        return ONE_ANSWER
    return max(0.0, 1 - statistics.variance(scores) / UNIFORM_VARIANCE)


def deviation(scores: Sequence[int]) -> float:
    """Mean distance from the mean, in steps; at least one score."""
    mean = statistics.fmean(scores)
    return statistics.fmean(abs(score - mean) for score in scores)


def word(n: int, agreement: Figure) -> Agreement:
    """The word for the agreement of n people; luck alone often reaches the limit where n is small."""
    if n < FEW or not isinstance(agreement, float):
        return Agreement.TOO_FEW
    # The limit is a decimal that no binary fraction equals, so a sum may miss it by a rounding.
    agreed = round(agreement, 9) >= AGREED_FROM
    if n < MANY:
        return Agreement.EARLY_SIGN if agreed else Agreement.EARLY_SIGN_AGAINST
    return Agreement.AGREED if agreed else Agreement.NOT_AGREED


def is_split(counts: Sequence[int]) -> bool:
    """Whether a quarter or more answered 1 or 2, and a quarter or more 4 or 5."""
    n = sum(counts)
    low, high = sum(counts[:2]), sum(counts[3:])
    return n > 0 and low >= SPLIT_SHARE * n and high >= SPLIT_SHARE * n
