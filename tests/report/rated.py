"""Invented answers of workshop rounds."""

from collections.abc import Sequence
from itertools import count, zip_longest

from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Rating
from partnermap.domain.record import Record
from partnermap.domain.words import Sector

GOALS, MONEY = "We work to the same few goals", "Joint money is secure enough to plan on"
POSTS = "Shared posts have clear backing from all funders"

_NUMBERS = count()


def ratings(
    scores: Sequence[int],
    statement: str = GOALS,
    *,
    name: str = "Spring",
    day: str | None = "2026-03-02",
    sectors: Sequence[Sector | None] = (),
) -> list[Record]:
    """One rating for each score, with the sectors in the same order."""
    return [
        Rating(
            id=f"rating-{next(_NUMBERS)}",
            round=name,
            date=None if day is None else PartialDate.parse(day),
            sector=sector,
            statement=statement,
            score=score,
        )
        for score, sector in zip_longest(scores, sectors)
    ]
