"""Which of two options hurts less, how sure that is, and what the answer turns on (D9, D10)."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scipy.stats import spearmanr

from partnermap.analysis.disruption.assumptions import Assumptions, Shape, assumptions_of
from partnermap.analysis.disruption.curves import LiveCurve
from partnermap.analysis.disruption.disruption import Disruption, disruption, model_of
from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.disruption.ranking import chance_worse, ranking
from partnermap.analysis.disruption.sensitivity import rank_correlation, two_figures
from partnermap.domain.place import Place
from partnermap.domain.words import Effect, ReorganisationStatus, TieKind

if TYPE_CHECKING:
    from tests.analysis.disruption.conftest import Settle, Strain

SINCE, UNTIL = dt.date(2026, 1, 1), dt.date(2031, 1, 1)
NAMES = ("Early", "Late")


@pytest.fixture
def assumed() -> Assumptions:
    return replace(assumptions_of(Place()), shape=Shape.FADE, slip=Range(0, 0), draws=500)


def option(
    build: Any, announced: str, effective: str, assumed: Assumptions, peak: tuple[float, float]
) -> Disruption:
    build.add_organisation("A")
    build.add_organisation("B")
    build.add_tie("A", "B", TieKind.TRUST)
    build.add_reorganisation(
        "R",
        affects={"A": Effect.MERGED},
        status=ReorganisationStatus.DECIDED,
        announced=announced,
        effective=effective,
        peak_low=peak[0],
        peak_high=peak[1],
    )
    return disruption(build.build(), SINCE, UNTIL, assumptions=assumed)


@pytest.fixture
def pair(place_builder: Any, assumed: Assumptions) -> tuple[Disruption, Disruption]:
    """The early one is over before the horizon ends, the late one is cut off by it."""
    one = option(place_builder, "2026-01-01", "2027-01-01", assumed, (0.8, 0.8))
    other = option(type(place_builder)(), "2026-01-01", "2030-07-01", assumed, (0.8, 0.8))
    return one, other


def test_the_same_option_is_never_worse_than_itself(pair: tuple[Disruption, Disruption]) -> None:
    found = ranking(pair[0], pair[0], ("X", "X"))
    assert (found.chance_worse, found.chance_same, found.difference) == (0, 1, 0)
    assert "alike" in found.sentence


def test_paired_draws_leave_no_doubt_where_one_is_always_worse(
    place_builder: Any, assumed: Assumptions
) -> None:
    harder = option(place_builder, "2026-01-01", "2027-01-01", assumed, (0.7, 0.9))
    build = type(place_builder)()
    milder = option(build, "2026-01-01", "2027-01-01", assumed, (0.65, 0.85))
    assert harder.totals.min() < milder.totals.max()
    assert chance_worse(harder, milder) == 1
    assert chance_worse(milder, harder) == 0
    found = ranking(harder, milder, ("Hard", "Mild"))
    assert found.reversals == ()
    assert "“Mild” hurts less" in found.sentence


def test_the_assumption_that_turns_the_answer_round_is_named(
    place_builder: Any, assumed: Assumptions
) -> None:
    one = option(place_builder, "2026-01-01", "2027-01-01", assumed, (0.55, 0.95))
    # Its peak is known, so the other one's peak decides.
    other = option(type(place_builder)(), "2026-01-01", "2027-01-01", assumed, (0.75, 0.75))
    found = ranking(one, other, NAMES)
    assert found.reversals[0].input.name == "peak:R"
    assert found.sentence == (
        "The answer turns on how hard “R” hits: at 0.55 “Early” hurts less, at 0.95 “Late” does."
    )
    assert found.chance_worse == pytest.approx(0.5, abs=0.02)


def test_shapes_that_disagree_are_said(place_builder: Any, assumed: Assumptions) -> None:
    both = replace(assumed, shape=Shape.BOTH, fade=Range(18, 18))
    # Announced long before: a block is over by then, while the fade is still to come.
    one = option(place_builder, "2024-01-01", "2027-01-01", both, (0.9, 0.9))
    other = option(type(place_builder)(), "2026-06-01", "2026-09-01", both, (0.7, 0.7))
    found = ranking(one, other, NAMES)
    assert found.shapes_disagree
    assert "the strain builds and goes" in found.sentence


def test_options_over_different_horizons_cannot_be_paired(
    strained: "Strain", settled: "Settle", horizon: tuple[dt.date, dt.date]
) -> None:
    place = strained()
    one = disruption(place, *horizon, assumptions=settled())
    other = disruption(place, horizon[0], dt.date(2029, 1, 1), assumptions=settled())
    with pytest.raises(ValueError, match="different horizons"):
        ranking(one, other, NAMES)


def test_rank_correlation_is_spearmans() -> None:
    chance = np.random.default_rng(5)
    one = chance.integers(0, 8, 60).astype(np.float64)
    other = one + chance.normal(0, 3, 60)
    assert rank_correlation(one, other) == pytest.approx(float(spearmanr(one, other).statistic))
    assert rank_correlation(np.ones(4), np.arange(4.0)) is None


def test_drivers_are_ordered_by_what_they_move(strained: "Strain") -> None:
    found = disruption(strained(), SINCE, UNTIL)
    widths = [swing.width for swing in found.swings]
    assert widths == sorted(widths, reverse=True)
    assert not any(swing.input.name == "lead_in_cap_months" for swing in found.swings)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.123, "0.12"), (1.96, "2.0"), (44.1, "44"), (1704.0, "1,700")]
)
def test_two_figures(value: float, text: str) -> None:
    assert two_figures(value) == text


def test_a_dragged_date_gives_the_curve_of_that_date(strained: "Strain", settled: "Settle") -> None:
    model = model_of(strained(), SINCE, UNTIL, assumptions=settled())
    live = LiveCurve(model)
    before = live.curve()
    moved = live.curve("R2", dt.date(2029, 4, 1))
    fresh = LiveCurve(model.moved("R2", dt.date(2029, 4, 1))).curve()
    assert moved.values == pytest.approx(fresh.values)
    assert abs(moved.values - before.values).max() > 0.3
    highest = moved.days[int(moved.values.argmax())].astype(dt.date)
    assert abs((highest - dt.date(2029, 4, 1)).days) < 16
