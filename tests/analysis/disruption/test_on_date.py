"""Strain of organisations on one date: who is in a window, how it builds, fades and adds up."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from partnermap.analysis.disruption.on_date import strain_on
from partnermap.analysis.disruption.window import being_reorganised
from partnermap.domain.words import Effect, ReorganisationStatus

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

BUSY = dt.date(2026, 4, 1)


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    """One ordered reorganisation that hits one organisation."""
    place_builder.add_reorganisation(
        "R",
        affects={"Hit": Effect.ABOLISHED},
        status=ReorganisationStatus.ORDERED,
        announced="2025-09",
        effective="2026-04-01",
    )
    return place_builder


def test_strain_builds_up_to_the_change_and_fades_after_it(build: "PlaceBuilder") -> None:
    place = build.build()
    days = [dt.date(2025, 9, 2), dt.date(2025, 12, 1), BUSY, dt.date(2026, 10, 1), dt.date(2027, 4, 1)]
    values = [strain_on(place, day)["Hit"] for day in days]
    assert values[0] < values[1] < values[2] > values[3] > values[4] >= 0.0
    assert all(0.0 <= value <= 1.0 for value in values)


def test_it_names_whom_the_window_names(build: "PlaceBuilder") -> None:
    place = build.build()
    for day in (dt.date(2025, 8, 31), dt.date(2025, 9, 1), dt.date(2028, 4, 1), dt.date(2028, 4, 2)):
        assert set(strain_on(place, day)) == set(being_reorganised(place, day))


def test_two_reorganisations_add_up_as_chances_do(build: "PlaceBuilder") -> None:
    alone = strain_on(build.build(), BUSY)["Hit"]
    build.add_reorganisation(
        "R2",
        affects={"Hit": Effect.ABOLISHED},
        status=ReorganisationStatus.ORDERED,
        announced="2025-09",
        effective="2026-04-01",
    )
    both = strain_on(build.build(), BUSY)["Hit"]
    assert both == pytest.approx(1 - (1 - alone) ** 2)
