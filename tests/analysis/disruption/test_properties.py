"""What must hold for every place: bounds, order, more is never less, horizons add up, the book's D3."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnermap.analysis.disruption.assumptions import Shape, assumptions_of
from partnermap.analysis.disruption.curves import network_curves, tie_curve
from partnermap.analysis.disruption.disruption import disruption
from partnermap.analysis.disruption.engine import reckon
from partnermap.analysis.disruption.events import Event
from partnermap.analysis.disruption.grid import coarse_cells, daily_cells
from partnermap.analysis.disruption.inputs import draws, inputs_of, middle, values
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.disruption.ranges import Floats, Range
from partnermap.analysis.disruption.spells import TieSpells
from partnermap.domain.dates import DAYS_PER_MONTH
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from tests.analysis.disruption.made import SINCE, event, tie

BODIES = "ABCDEF"


SHARES = st.floats(0, 1)
PAIRS = st.tuples(st.sampled_from(BODIES), st.sampled_from(BODIES)).filter(
    lambda ends: ends[0] != ends[1]
)
SPELLS = st.tuples(st.integers(0, 700), st.integers(1, 700)).map(lambda pair: (pair[0], sum(pair)))


@st.composite
def models(draw: st.DrawFn) -> Model:
    hits = st.lists(st.tuples(st.sampled_from(BODIES), SHARES, SHARES), min_size=1, max_size=4)
    announced = st.one_of(st.none(), st.integers(-1_000, 1_400))
    events = [
        event(f"R{number}", draw(announced), draw(st.integers(-900, 1_600)), draw(hits))
        for number in range(draw(st.integers(1, 4)))
    ]
    kinds = st.sampled_from(list(TieKind))
    ties = [
        tie(number, draw(PAIRS), draw(kinds), draw(st.integers(1, 3)), draw(SPELLS))
        for number in range(draw(st.integers(1, 6)))
    ]
    assumed = replace(assumptions_of(Place()), draws=20, shape=draw(st.sampled_from(list(Shape))))
    return Model(SINCE, SINCE + dt.timedelta(days=1_400), tuple(events), tuple(ties), assumed)


@given(models())
@settings(max_examples=40, deadline=None)
def test_strain_stays_in_0_to_1_and_no_tie_loses_more_than_it_has(model: Model) -> None:
    inputs = inputs_of(model)
    drawn = values(model, inputs, draws(inputs, 3, 20))
    grid = coarse_cells(model)
    found = reckon(model, drawn, grid, [model.strengths])
    shares = grid.share(found.strain[0], model.strengths)
    assert shares.min() >= -1e-12
    assert shares.max() <= 1 + 1e-12
    assert (found.lost >= -1e-12).all()
    assert (found.lost <= model.available + 1e-9).all()


@given(models(), st.integers(1, 3))
@settings(max_examples=30, deadline=None)
def test_the_order_of_events_does_not_matter(model: Model, turn: int) -> None:
    for events in (model.events[::-1], model.events[turn:] + model.events[:turn]):
        assert lost(replace(model, events=events)) == pytest.approx(lost(model))


@given(models())
@settings(max_examples=30, deadline=None)
def test_more_events_never_mean_less_strain(model: Model) -> None:
    fewer = replace(model, events=model.events[1:])
    assert (lost(model) >= lost(fewer) - 1e-9).all()


@given(models(), st.integers(1, 1_399))
@settings(max_examples=30, deadline=None)
def test_the_parts_of_a_horizon_add_up(model: Model, cut: int) -> None:
    day = model.since + dt.timedelta(days=cut)
    first = replace(model, until=day, ties=_cut(model.ties, 0, cut))
    second = replace(model, since=day, ties=_cut(model.ties, cut, model.length))
    assert lost(first) + lost(second) == pytest.approx(lost(model), abs=1e-6)


@given(models())
@settings(max_examples=30, deadline=None)
def test_all_draws_at_once_equal_one_tie_written_out(model: Model) -> None:
    daily = [tie_curve(model, item.tie.id).values.sum() / DAYS_PER_MONTH for item in model.ties]
    assert lost(model) == pytest.approx(np.array(daily), abs=0.2)


def _cut(ties: Sequence[TieSpells], first: int, after: int) -> tuple[TieSpells, ...]:
    """The same ties, their spells cut to part of the horizon and counted from its start."""
    return tuple(
        TieSpells(
            item.tie,
            tuple(
                (max(start, first) - first, max(min(end, after), first) - first)
                for start, end in item.spells
            ),
        )
        for item in ties
    )


def lost(model: Model) -> Floats:
    """Tie-months lost of every tie, inputs at their middle, a cell a day."""
    inputs = inputs_of(model)
    found: Floats = reckon(model, values(model, inputs, middle(inputs)), daily_cells(model)).lost[0]
    return found


def model_of_one_tie(events: Sequence[Event], sensitivity: float) -> Model:
    assumed = replace(
        assumptions_of(Place()),
        slip=Range(0, 0),
        fade=Range(24, 24),
        shape=Shape.FADE,
        sensitivity=dict.fromkeys(TieKind, Range(sensitivity, sensitivity)),
    )
    ties = (tie(1, ("A", "B"), TieKind.TRUST, 1, (0, 1_400)),)
    return Model(SINCE, SINCE + dt.timedelta(days=1_400), tuple(events), ties, assumed)


@pytest.mark.parametrize(
    ("hits", "sensitivity", "expected"),
    [
        ([[("A", 0.6)], [("B", 0.5)]], 1.0, 0.80),
        ([[("A", 0.5), ("B", 0.5)]], 1.0, 0.50),
        ([[("A", 0.5)], [("B", 0.5)]], 0.8, 0.64),
        ([[("A", 0.3), ("B", 0.7)]], 1.0, 0.70),
    ],
    ids=["two events", "one event at both ends", "two events, less sensitive", "the harder end"],
)
def test_how_events_compound_on_one_tie(
    hits: list[list[tuple[str, float]]], sensitivity: float, expected: float
) -> None:
    events = [
        event(f"R{number}", None, 100, [(body, peak, peak) for body, peak in each])
        for number, each in enumerate(hits)
    ]
    model = model_of_one_tie(events, sensitivity)
    assert network_curves(model, [model.strengths])[0].values[100] == pytest.approx(expected)
    assert tie_curve(model, "t1").values[100] == pytest.approx(expected)


@given(st.floats(0.05, 1))
@settings(max_examples=25, deadline=None)
def test_what_is_lost_scales_with_the_peak(peak: float) -> None:
    whole = lost(model_of_one_tie([event("R", 0, 365, [("A", 1, 1)])], 1.0))
    part = lost(model_of_one_tie([event("R", 0, 365, [("A", peak, peak)])], 1.0))
    assert part == pytest.approx(peak * whole)


def test_a_horizon_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Exception, match="not after its start"):
        disruption(Place(), SINCE, SINCE)
