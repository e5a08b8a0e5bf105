"""Testbridge with its two reorganisations, and assumptions that leave nothing to chance."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.disruption.assumptions import Assumptions, Shape, assumptions_of
from partnermap.analysis.disruption.ranges import Range
from partnermap.domain.place import Place
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus, TieKind

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

SINCE, UNTIL = dt.date(2025, 7, 1), dt.date(2030, 7, 1)
R1 = ("R1", "A", "2025-09-09", "2026-04-01")
R2 = ("R2", "DE", "2026-07-01", "2028-04-01")

Strain = Callable[..., Place]
Settle = Callable[..., Assumptions]


@pytest.fixture
def horizon() -> tuple[dt.date, dt.date]:
    return SINCE, UNTIL


@pytest.fixture
def strained(testbridge_place: Place, place_builder: "PlaceBuilder") -> Strain:
    """Testbridge with the events named, both at first, of a peak of 1."""

    def make(*names: str) -> Place:
        for table in testbridge_place.tables.values():
            for record in table.values():
                place_builder.add(record)
        for name, hit, announced, effective in (R1, R2):
            if name in (names or ("R1", "R2")):
                place_builder.add_reorganisation(
                    name,
                    affects=dict.fromkeys(hit, Effect.MERGED),
                    kind=ReorganisationKind.MERGER,
                    status=ReorganisationStatus.DECIDED,
                    announced=announced,
                    effective=effective,
                    peak_low=1.0,
                    peak_high=1.0,
                )
        return place_builder.build()

    return make


@pytest.fixture
def settled() -> Settle:
    """Nothing is drawn: p, k and L as given, no slip, a cap of 24 months."""

    def make(fade: float = 24, shape: Shape = Shape.FADE, sensitivity: float = 1.0) -> Assumptions:
        return replace(
            assumptions_of(Place()),
            fade=Range(fade, fade),
            lead_in_cap=Range(24, 24),
            slip=Range(0, 0),
            shape=shape,
            sensitivity=dict.fromkeys(TieKind, Range(sensitivity, sensitivity)),
        )

    return make
