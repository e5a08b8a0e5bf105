"""D10: what the answer depends on, one assumption at a time and all together."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.disruption.engine import reckon
from partnermap.analysis.disruption.grid import coarse_cells
from partnermap.analysis.disruption.inputs import Aspect, Drawn, Input, inputs_of, middle, values
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.disruption.ranges import Floats


@dataclass(frozen=True, slots=True)
class Swing:
    """What one assumption moves: weighted tie-months lost at both ends, all others at their middle.

    Attributes:
        rank_correlation: of its draws with the tie-months lost, -1 to 1; None when either stands still.
    """

    input: Input
    at_low: float
    at_high: float
    rank_correlation: float | None

    @property
    def width(self) -> float:
        """How far the answer moves."""
        return abs(self.at_high - self.at_low)


def swings(model: Model, quantiles: Floats, totals: Floats) -> tuple[Swing, ...]:
    """The tornado: every assumption that may vary, the one that moves most first.

    Args:
        model: the horizon.
        quantiles: where each input fell in each draw, shape (m, inputs).
        totals: weighted tie-months lost in each draw, shape (m,).
    """
    inputs = inputs_of(model)
    varying = [column for column, item in enumerate(inputs) if item.varies]
    ends = totals_at_ends(model, inputs, varying)
    found = [
        Swing(
            inputs[column],
            float(low),
            float(high),
            rank_correlation(quantiles[:, column], totals),
        )
        for column, (low, high) in zip(varying, ends, strict=True)
    ]
    return tuple(sorted(found, key=lambda swing: (-swing.width, swing.input.name)))


def totals_at_ends(model: Model, inputs: tuple[Input, ...], columns: Sequence[int]) -> Floats:
    """Weighted tie-months lost with one input at its low and its high end, shape (columns, 2)."""
    rows = middle(inputs, 2 * len(columns))
    for place, column in enumerate(columns):
        rows[2 * place : 2 * place + 2, column] = (0.0, 1.0)
    return weighted_totals(model, values(model, inputs, rows)).reshape(-1, 2)


def weighted_totals(model: Model, drawn: Drawn) -> Floats:
    """Weighted tie-months lost in each draw, shape (m,)."""
    totals: Floats = reckon(model, drawn, coarse_cells(model)).lost @ model.strengths
    return totals


def rank_correlation(one: Floats, other: Floats) -> float | None:
    """Spearman's: of the ranks, equal values sharing theirs; None when either stands still."""
    ranks = [_ranks(values) for values in (one, other)]
    if any(rank.std() == 0 for rank in ranks):
        return None
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def ends_in_words(item: Input) -> tuple[str, str]:
    """The low and the high end of an input as conditions: `at 18 months`, `at 0.3`."""
    if item.range is None:
        return "if it builds up and fades", "if it is a block from announcement on"
    unit = " months" if item.aspect in (Aspect.FADE, Aspect.CAP, Aspect.SLIP) else ""
    return f"at {item.range.low:g}{unit}", f"at {item.range.high:g}{unit}"


def _ranks(values: Floats) -> Floats:
    _, group, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    middles: Floats = last - (counts - 1) / 2
    return middles[group]


def lowered(title: str) -> str:
    """A title within a sentence."""
    return title[:1].lower() + title[1:]


def turns_on(found: Sequence[Swing], available: float) -> str | None:
    """The assumption that moves the answer most, in one sentence; None where nothing moves it.

    Args:
        found: the tornado.
        available: weighted tie-months of the horizon, above 0.
    """
    if not found or found[0].width == 0:
        return None
    (low, high), (at_low, at_high) = ends_in_words(found[0].input), _percentages(found[0], available)
    return (
        f"The answer turns on {lowered(found[0].input.title)}: {low} about {at_low}% of the joint "
        f"working time, strength counted, is lost, {high} about {at_high}%."
    )


def swing_in_words(swing: Swing, available: float) -> str:
    """What one assumption moves, as shares of the joint working time, strength counted.

    Args:
        swing: one bar of the tornado.
        available: weighted tie-months of the horizon, above 0.
    """
    (low, high), (at_low, at_high) = ends_in_words(swing.input), _percentages(swing, available)
    return f"{swing.input.title}: about {at_low}% {low}, about {at_high}% {high}."


def _percentages(swing: Swing, available: float) -> tuple[str, str]:
    return two_figures(100 * swing.at_low / available), two_figures(100 * swing.at_high / available)


def two_figures(value: float) -> str:
    """A number to two significant figures, as boards read it."""
    if value == 0:
        return "0"
    digits = 1 - math.floor(math.log10(abs(value)))
    return f"{round(value, digits):,.{max(digits, 0)}f}"
