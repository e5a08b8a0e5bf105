"""D9: what the draws make of a range, against the book's values."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from partnermap.analysis.disruption.assumptions import Shape, assumptions_of
from partnermap.analysis.disruption.engine import reckon
from partnermap.analysis.disruption.events import Event
from partnermap.analysis.disruption.grid import coarse_cells
from partnermap.analysis.disruption.inputs import draws, inputs_of, values
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.disruption.ranges import Floats, Range
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from tests.analysis.disruption.made import SINCE, event, tie

BLIGHT, NONE = Range(18, 24), Range(0, 0)


def areas_drawn(
    peak: Range,
    *,
    shape: Shape = Shape.FADE,
    fade: Range = BLIGHT,
    slip: Range = NONE,
) -> Floats:
    """Months lost of one tie, a notice of twelve months, in each draw."""
    sensitivity = dict.fromkeys(TieKind, Range(1, 1))
    settled = replace(
        assumptions_of(Place()), sensitivity=sensitivity, shape=shape, fade=fade, slip=slip
    )
    hit = event("R", 30, 395, [("A", peak.low, peak.high)])
    hit = replace(hit, hits=tuple(replace(each, peak=peak) for each in hit.hits))
    ties = (tie(1, ("A", "B"), TieKind.TRUST, 1, (0, 1_800)),)
    model = Model(SINCE, SINCE + dt.timedelta(days=1_800), (hit,), ties, settled)
    inputs = inputs_of(model)
    drawn = values(model, inputs, draws(inputs, 1, 2_000))
    return reckon(model, drawn, coarse_cells(model)).lost[:, 0]


def test_the_fade_alone() -> None:
    low, median, high = np.percentile(areas_drawn(Range(1, 1)), (10, 50, 90))
    assert (low, median, high) == pytest.approx((15.3, 16.5, 17.7), abs=0.01)


def test_with_a_triangular_peak() -> None:
    found = areas_drawn(Range(0.7, 1.0, 0.9))
    low, high = np.percentile(found, (10, 90))
    assert found.mean() == pytest.approx(14.3, abs=0.05)
    assert (low, high) == pytest.approx((12.6, 16.0), abs=0.1)


def test_a_block_lasts_as_long_as_the_blight() -> None:
    found = areas_drawn(Range(1, 1), shape=Shape.BLOCK)
    assert np.percentile(found, (10, 90)) == pytest.approx((18.6, 23.4), abs=0.02)


def test_both_shapes_take_half_of_the_draws_each() -> None:
    found = areas_drawn(Range(1, 1), shape=Shape.BOTH, fade=Range(20, 20))
    assert (np.abs(found - 20) < 0.1).sum() == 1_000
    assert (np.abs(found - 16) < 0.1).sum() == 1_000


def test_a_slip_lengthens_the_notice() -> None:
    found = areas_drawn(Range(1, 1), slip=Range(6, 6), fade=Range(20, 20))
    assert found == pytest.approx(19.0, abs=0.05)


def test_quantiles_of_a_triangle() -> None:
    triangle = Range(0.7, 1.0, 0.9)
    assert triangle.at(np.array([0.0, 2 / 3, 1.0])) == pytest.approx([0.7, 0.9, 1.0])
    assert triangle.middle == pytest.approx(0.7 + (0.5 * 0.3 * 0.2) ** 0.5)
    assert Range(0.5, 0.5, 0.5).middle == 0.5


def test_a_mode_at_either_end_is_no_division_by_nothing() -> None:
    assert Range(0.0, 1.0, 0.0).at(np.array([0.0, 1.0])) == pytest.approx([0, 1])
    assert Range(0.0, 1.0, 1.0).at(np.array([0.0, 1.0])) == pytest.approx([0, 1])


def test_draws_hang_on_what_the_record_says_and_not_on_its_key() -> None:
    twins = (event("R", 30, 395, [("A", 0.2, 0.9)]), event("R", 30, 395, [("A", 0.2, 0.9)]))
    one, other = twins[0], replace(twins[1], reorganisation_id="another key")
    ties = (tie(1, ("A", "B"), TieKind.TRUST, 1, (0, 1_800)),)

    def drawn(*events: Event) -> Floats:
        model = Model(SINCE, SINCE + dt.timedelta(days=1_800), events, ties, assumptions_of(Place()))
        return draws(inputs_of(model), 1, 50)

    assert np.array_equal(drawn(one), drawn(other))
    peaks = drawn(*twins)[:, [-3, -1]]
    assert not np.array_equal(peaks[:, 0], peaks[:, 1])  # two of one name are drawn apart
