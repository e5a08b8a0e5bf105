"""Ratings of a workshop, as several tests of partnership health begin with."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

import pytest

from partnermap.domain.dates import PartialDate
from partnermap.domain.evidence import Rating
from partnermap.domain.words import Sector

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

Rate = Callable[..., None]


@pytest.fixture
def rate(place_builder: "PlaceBuilder") -> Rate:
    """Adds one rating for each score; sectors in the same order, none for all when left out."""
    made: list[str] = []

    def add(
        scores: Sequence[int],
        statement: str = "We work to the same few goals",
        *,
        name: str = "Autumn",
        day: str | None = "2026-10-07",
        sectors: Sequence[Sector | None] = (),
    ) -> None:
        for score, sector in zip_longest(scores, sectors):
            made.append(f"rating-{len(made)}")
            place_builder.add(
                Rating(
                    id=made[-1],
                    round=name,
                    date=None if day is None else PartialDate.parse(day),
                    sector=sector,
                    statement=statement,
                    score=score,
                )
            )

    return add
