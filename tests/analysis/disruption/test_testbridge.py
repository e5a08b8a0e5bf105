"""D3 to D6, D9 and D10 on Testbridge, against the reference values of the measure book."""

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from partnermap.analysis.disruption.assumptions import Shape
from partnermap.analysis.disruption.disruption import disruption, model_of
from partnermap.analysis.disruption.exposure import exposures
from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.disruption.result import Figures
from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.place import Place

if TYPE_CHECKING:
    from tests.analysis.disruption.conftest import Settle, Strain

Horizon = tuple[dt.date, dt.date]


def known(figures: Figures | NotDefined) -> Figures:
    assert isinstance(figures, Figures)
    return figures


@pytest.mark.parametrize(
    ("fade", "lost", "index"), [(18, 285.5, 0.307), (21, 308.0, 0.331), (24, 329.6, 0.354)]
)
def test_tie_months_lost_and_index(
    strained: "Strain", settled: "Settle", horizon: Horizon, fade: float, lost: float, index: float
) -> None:
    found = known(disruption(strained(), *horizon, assumptions=settled(fade)).weighted)
    assert found.available == pytest.approx(929.9, abs=0.05)
    assert (found.lost.low, found.lost.high) == (found.lost.median, found.lost.median)
    assert found.lost.median == pytest.approx(lost, abs=0.05)
    assert found.index.median == pytest.approx(index, abs=0.0006)
    assert found.peak.value == pytest.approx(0.667, abs=0.0005)
    assert found.peak.date == dt.date(2028, 4, 1)


@pytest.mark.parametrize(("fade", "lost", "index"), [(18, 143.0, 0.280), (24, 164.8, 0.323)])
def test_every_tie_counting_once(
    strained: "Strain", settled: "Settle", horizon: Horizon, fade: float, lost: float, index: float
) -> None:
    found = known(disruption(strained(), *horizon, assumptions=settled(fade)).plain)
    assert found.available == pytest.approx(509.9, abs=0.05)
    assert found.lost.median == pytest.approx(lost, abs=0.05)
    assert found.index.median == pytest.approx(index, abs=0.0006)
    assert found.peak.value == pytest.approx(0.625, abs=0.0005)


def test_one_tie_by_hand(strained: "Strain", settled: "Settle", horizon: Horizon) -> None:
    found = disruption(strained(), *horizon, assumptions=settled(24))
    (tie,) = [item for item in found.ties if set(item.tie.pair) == {"A", "B"}]
    assert tie.lost.median * tie.tie.strength == pytest.approx(30.7, abs=0.05)
    assert tie.event_ids == ("R1",)


def test_daily_steps_agree_with_the_closed_form(
    strained: "Strain", settled: "Settle", horizon: Horizon
) -> None:
    found = disruption(strained(), *horizon, assumptions=settled(21))
    weights = {item.tie.id: item.tie.strength for item in found.ties}
    steps = sum(weight * found.tie_curve(key).values.sum() / 30.4375 for key, weight in weights.items())
    assert known(found.weighted).lost.median == pytest.approx(steps, abs=0.5)


@pytest.mark.parametrize("shape", [Shape.FADE, Shape.BLOCK])
def test_coarse_cells_agree_with_daily_ones(
    strained: "Strain", settled: "Settle", horizon: Horizon, shape: Shape
) -> None:
    fixed = settled(20, shape, 0.7)
    daily = known(disruption(strained(), *horizon, assumptions=fixed).weighted)
    hardly = replace(fixed, fade=Range(20, 20 + 1e-9))
    coarse = known(disruption(strained(), *horizon, assumptions=hardly).weighted)
    assert coarse.lost.median == pytest.approx(daily.lost.median, rel=0.001)


def test_exposure_to_one_merger(strained: "Strain", settled: "Settle", horizon: Horizon) -> None:
    model = model_of(strained("R1"), *horizon, assumptions=settled())
    found = {item.organisation_id: item for item in exposures(model, tuple("ABCDEFGH"))}
    shares = {key: item.share for key, item in found.items()}
    expected = {"A": 0, "B": 0.5, "C": 0, "D": 5 / 9, "E": 0, "F": 0, "G": 0.5, "H": 0}
    assert shares == pytest.approx(expected)
    assert {key for key, item in found.items() if item.own_event_ids} == {"A"}
    over_time = found["D"].over_time
    assert isinstance(over_time, float)
    assert over_time == pytest.approx(5 / 9 * (6.70 + 24) / 2 / 60, abs=0.001)


def test_an_organisation_without_ties_has_no_exposure(
    strained: "Strain", settled: "Settle", horizon: Horizon
) -> None:
    model = model_of(strained(), *horizon, assumptions=settled())
    (alone,) = exposures(model, ("nobody",))
    assert isinstance(alone.share, NotDefined)


def test_the_fade_moves_the_answer_by_44_tie_months(
    strained: "Strain", settled: "Settle", horizon: Horizon
) -> None:
    assumed = replace(settled(), fade=Range(18, 24))
    found = disruption(strained(), *horizon, assumptions=assumed)
    (swing,) = found.swings
    assert swing.input.name == "fade_months"
    assert swing.width == pytest.approx(44.1, abs=0.1)
    assert swing.rank_correlation == pytest.approx(1.0)
    spread = known(found.weighted).lost
    assert spread.low == pytest.approx(290.0, abs=0.3)
    assert spread.median == pytest.approx(308.0, abs=0.1)
    assert spread.high == pytest.approx(325.3, abs=0.3)


def test_the_same_seed_gives_the_same_answer(strained: "Strain", horizon: Horizon) -> None:
    place = strained()
    one, other = disruption(place, *horizon), disruption(place, *horizon)
    assert np.array_equal(one.totals, other.totals)
    assert len(one.totals) == 2_000


def test_another_event_leaves_the_draws_of_the_first_alone(strained: "Strain", horizon: Horizon) -> None:
    both = disruption(strained(), *horizon)
    drop = {key: row for key, row in both.place.reorganisations.items() if key == "R1"}
    alone = disruption(Place(2, {**both.place.tables, "reorganisations": drop}), *horizon)
    names = [item.name for item in alone.inputs]
    columns = [[item.name for item in both.inputs].index(name) for name in names]
    assert np.array_equal(both.quantiles[:, columns], alone.quantiles)


def test_each_reorganisations_part(strained: "Strain", settled: "Settle", horizon: Horizon) -> None:
    found = disruption(strained(), *horizon, assumptions=settled())
    first, second = found.contributions
    whole = known(found.weighted).lost.median
    assert whole == pytest.approx(first.alone + second.spared, rel=1e-4)
    assert first.spared < first.alone
    # Seven strengths to the full, and the grant that ends a year after the change.
    assert first.alone == pytest.approx(7 * 15.35 + 15.35 - (24 - 11.99) ** 2 / 48, abs=0.05)


def test_a_calendar_of_a_tie_and_of_an_organisation(
    strained: "Strain", settled: "Settle", horizon: Horizon
) -> None:
    found = disruption(strained(), *horizon, assumptions=settled())
    months = found.calendar_of("D")
    assert len(months) == 60
    assert months[0].first == dt.date(2025, 7, 1)
    assert months[0].event_ids == ()
    worst = max(months, key=lambda month: month.strain or 0)
    assert worst.first == dt.date(2028, 4, 1)
    assert worst.event_ids == ("R2",)
    (grant,) = [item for item in found.ties if set(item.tie.pair) == {"D", "F"}]
    over = found.calendar_of(grant.tie.id)
    assert [month.strain is None for month in over].index(True) == 9


def test_no_ties_is_not_defined(horizon: Horizon) -> None:
    found = disruption(Place(), *horizon)
    assert isinstance(found.weighted, NotDefined)
    assert found.ties == ()
