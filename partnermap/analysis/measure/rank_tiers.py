"""Tiers instead of ranks: in a small network a rank says more than the data (MEASURES, cautions)."""

from collections.abc import Sequence
from enum import StrEnum

TOP = 3


class RankTier(StrEnum):
    """Where an organisation stands on one measure."""

    TOP = "top three"
    MIDDLE = "middle"
    EDGE = "edge"


def tiers(values: Sequence[float | None], *, top: int = TOP) -> list[RankTier | None]:
    """The tier of each value, largest first; equal values always share one, None has none.

    The top holds the `top` largest: where others equal the last of them, all of these are middle, as
    nothing tells them apart. The edge holds values of nought and, beside them, those in the lowest
    third. Where all are equal, all are middle.

    Args:
        values: one for each organisation, larger is more.
        top: how many the top holds at most.
    """
    known = sorted((value for value in values if value is not None), reverse=True)
    if not known or known[0] == known[-1]:
        return [None if value is None else RankTier.MIDDLE for value in values]
    above = known[min(top, len(known) - 1)]
    below = _cut_below(known)
    return [None if value is None else _tier(value, above, below) for value in values]


def _cut_below(known: Sequence[float]) -> float:
    """The largest value of the edge."""
    place = len(known) - len(known) // 3
    lowest_third = [value for value in known[place:] if value < known[place - 1]]
    return max([0.0, *lowest_third])


def _tier(value: float, above: float, below: float) -> RankTier:
    if value > above:
        return RankTier.TOP
    return RankTier.EDGE if value <= below else RankTier.MIDDLE
