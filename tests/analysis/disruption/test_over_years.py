"""Strain over all years: values worked out by hand, the same as any horizon's, and its main cause."""

import datetime as dt
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest

from partnermap.analysis.disruption.disruption import disruption
from partnermap.analysis.disruption.over_years import AFTER, FIRST, NetworkStrain, network_strain
from partnermap.domain.dates import DAYS_PER_MONTH, PartialDate
from partnermap.domain.errors import Cancelled
from partnermap.domain.evidence import Assumption
from partnermap.domain.place import Place
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus, TieKind
from partnermap.jobs.token import Token

if TYPE_CHECKING:
    from tests.analysis.disruption.conftest import Strain
    from tests.conftest import PlaceBuilder

CHANGE = dt.date(2026, 4, 1)
SETTLED = {"fade_months": "24", "lead_in_cap_months": "24", "slip_months": "0", "shape": "fade"}


@pytest.fixture
def build(place_builder: "PlaceBuilder") -> "PlaceBuilder":
    """Two links from 2020 to 2030, a strong one of a body that is merged; nothing is left to chance."""
    for name in ("Hit", "Trust", "Charity", "Hall"):
        place_builder.add_organisation(name)
    years = {"start": "2020", "end": "2030"}
    place_builder.add_tie("Hit", "Trust", TieKind.REFERRAL, 3, **years)
    place_builder.add_tie("Charity", "Hall", TieKind.REFERRAL, 1, **years)
    rows = {**SETTLED, f"sensitivity:{TieKind.REFERRAL.value}": "1"}
    for name, value in rows.items():
        place_builder.add(Assumption(id=name, name=name, low=value, high=value))
    return place_builder


def merge(build: "PlaceBuilder", name: str, hit: str, effective: str, peak: float = 1.0) -> None:
    build.add_reorganisation(
        name,
        affects={hit: Effect.MERGED},
        kind=ReorganisationKind.MERGER,
        status=ReorganisationStatus.IN_FORCE,
        announced="2025-04-01",
        effective=effective,
        peak_low=peak,
        peak_high=peak,
    )


def strain_of(place: Place) -> NetworkStrain:
    found = network_strain(place)
    assert found is not None
    return found


def test_values_worked_out_by_hand(build: "PlaceBuilder") -> None:
    merge(build, "R", "Hit", "2026-04-01")
    found = strain_of(build.build())
    assert found.on(dt.date(2025, 4, 1)) == 0.0
    assert found.on(CHANGE) == pytest.approx(3 / 4)
    day = dt.date(2025, 10, 1)
    built = (day - dt.date(2025, 4, 1)).days / (CHANGE - dt.date(2025, 4, 1)).days
    assert found.on(day) == pytest.approx(3 / 4 * built)
    after = 1 - 365 / (24 * DAYS_PER_MONTH)
    assert found.on(CHANGE + dt.timedelta(days=365)) == pytest.approx(3 / 4 * after)
    assert found.on(dt.date(2028, 4, 2)) == 0.0


def test_nothing_runs_before_and_after_the_links(build: "PlaceBuilder") -> None:
    merge(build, "R", "Hit", "2026-04-01")
    found = strain_of(build.build())
    outside = (dt.date(2019, 12, 31), dt.date(2031, 1, 1), FIRST - dt.timedelta(days=1), AFTER)
    assert [found.on(day) for day in outside] == [None] * 4
    assert [found.on(day) for day in (dt.date(2020, 1, 1), dt.date(2030, 12, 31))] == [0.0, 0.0]
    spread = found.evenly(dt.date(2019, 12, 30), dt.date(2020, 1, 2), 4)
    assert [math.isnan(value) for value in spread] == [True, True, False, False]
    assert all(map(math.isnan, found.evenly(dt.date(1890, 1, 1), dt.date(1899, 12, 31), 5)))
    assert found.evenly(CHANGE, CHANGE, 2) == [found.on(CHANGE)] * 2


def test_a_link_of_unknown_dates_always_runs(build: "PlaceBuilder") -> None:
    build.add_tie("Charity", "Trust", TieKind.REFERRAL, 2, start=PartialDate(0), end=PartialDate(0))
    merge(build, "R", "Hit", "2026-04-01")
    found = strain_of(build.build())
    assert found.on(dt.date(1950, 1, 1)) == 0.0
    assert found.on(CHANGE) == pytest.approx(3 / 6)


def test_most_of_it_comes_from_what_weighs_most_by_itself(build: "PlaceBuilder") -> None:
    merge(build, "Large", "Hit", "2026-04-01")
    merge(build, "Small", "Charity", "2026-10-01", peak=0.5)
    found = strain_of(build.build())
    cause = found.main_cause(CHANGE)
    small = 1 * 0.5 * 365 / 548
    assert cause is not None
    assert cause.name == "Large"
    assert cause.part == pytest.approx(3 / (3 + small))
    late = found.main_cause(dt.date(2028, 9, 1))
    assert late is not None
    assert (late.name, late.part) == ("Small", 1.0)
    assert found.main_cause(dt.date(2029, 6, 1)) is None
    assert found.main_cause(dt.date(1950, 1, 1)) is None


@pytest.mark.parametrize("names", [("R1",), ("R1", "R2")])
def test_it_is_the_curve_of_any_horizon(
    strained: "Strain", horizon: tuple[dt.date, dt.date], names: tuple[str, ...]
) -> None:
    place = strained(*names)
    found = strain_of(place)
    since, until = horizon
    curve = disruption(place, since, until).curve
    assert curve.values.max() > 0
    first = (since - found.since).days
    np.testing.assert_allclose(found.values[first : first + len(curve.values)], curve.values, atol=1e-12)


def test_a_block_is_the_curve_of_any_horizon(build: "PlaceBuilder") -> None:
    row = Assumption(id="shape", name="shape", low="block", high="block")
    build.add(row)
    merge(build, "R", "Hit", "2027-04-01")
    place = build.build()
    found, since = strain_of(place), dt.date(2025, 1, 1)
    curve = disruption(place, since, dt.date(2030, 1, 1)).curve
    first = (since - found.since).days
    np.testing.assert_allclose(found.values[first : first + len(curve.values)], curve.values, atol=1e-12)
    assert found.on(dt.date(2025, 4, 1)) == pytest.approx(3 / 4)


def test_there_is_none_without_a_reorganisation_that_weighs_on_a_link(build: "PlaceBuilder") -> None:
    assert network_strain(Place()) is None
    assert network_strain(build.build()) is None
    build.add_organisation("Alone")
    merge(build, "Far from all links", "Alone", "2026-04-01")
    assert network_strain(build.build()) is None
    build.add_reorganisation(
        "Undated", affects={"Hit": Effect.MERGED}, status=ReorganisationStatus.DECIDED
    )
    assert network_strain(build.build()) is None
    merge(build, "After the links", "Hit", "2050-04-01")
    merge(build, "Of another age", "Hit", "9999-12-31")
    assert network_strain(build.build()) is None


def test_proposed_reorganisations_are_left_out(build: "PlaceBuilder") -> None:
    build.add_reorganisation(
        "Only proposed",
        affects={"Hit": Effect.MERGED},
        status=ReorganisationStatus.PROPOSED,
        effective="2026-04-01",
    )
    assert network_strain(build.build()) is None


def test_it_can_be_cancelled(build: "PlaceBuilder") -> None:
    merge(build, "R", "Hit", "2026-04-01")
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        network_strain(build.build(), token)
