"""Which of two options hurts less, how sure that is, and what would turn the answer round (D9, D10)."""

from dataclasses import dataclass

import numpy as np

from partnermap.analysis.disruption.disruption import Disruption
from partnermap.analysis.disruption.inputs import Aspect, Input, middle, values
from partnermap.analysis.disruption.ranges import Floats
from partnermap.analysis.disruption.sensitivity import ends_in_words, lowered, weighted_totals


@dataclass(frozen=True, slots=True)
class Reversal:
    """An assumption that decides which option loses more; at each end the first's minus the other's."""

    input: Input
    at_low: float
    at_high: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """One option against another, on the same draws.

    Attributes:
        chance_worse: share of the draws in which the first loses more tie-months.
        chance_same: share in which both lose the same.
        difference: the first's tie-months lost minus the other's, every assumption at its middle.
        reversals: assumptions that alone turn the answer round, the one that moves it most first.
        shapes_disagree: whether fade and block name different options as the worse.
        sentence: what the answer turns on.
    """

    chance_worse: float
    chance_same: float
    difference: float
    reversals: tuple[Reversal, ...]
    shapes_disagree: bool
    sentence: str


def ranking(one: Disruption, other: Disruption, names: tuple[str, str]) -> Ranking:
    """Compare two places over the same horizon with the same assumptions.

    Args:
        one: an option.
        other: another.
        names: what people call them.

    Raises:
        ValueError: the horizons or the numbers of draws differ, so that no draw has its pair.
    """
    gap = _paired(one, other)
    difference = float(_difference(one, other, None, 0.5))
    reversals = _reversals(one, other, difference)
    return Ranking(
        chance_worse=float((gap > 0).mean()),
        chance_same=float((gap == 0).mean()),
        difference=difference,
        reversals=reversals,
        shapes_disagree=any(item.input.aspect is Aspect.SHAPE for item in reversals),
        sentence=_sentence(reversals, difference, names),
    )


def chance_worse(one: Disruption, other: Disruption) -> float:
    """Share of the paired draws in which the first loses more tie-months than the other, 0 to 1.

    Raises:
        ValueError: as `ranking`.
    """
    return float((_paired(one, other) > 0).mean())


def _paired(one: Disruption, other: Disruption) -> Floats:
    if (one.model.since, one.model.until) != (other.model.since, other.model.until):
        raise ValueError("the two options are reckoned over different horizons")
    sizes = {len(one.totals), len(other.totals)} - {1}
    if len(sizes) > 1:
        raise ValueError("the two options are reckoned with different numbers of draws")
    return one.totals - other.totals


def _reversals(one: Disruption, other: Disruption, difference: float) -> tuple[Reversal, ...]:
    found: list[Reversal] = []
    varying = {item.name: item for item in (*one.inputs, *other.inputs) if item.varies}
    for name, item in varying.items():
        low, high = (float(_difference(one, other, name, end)) for end in (0.0, 1.0))
        if min(low, high, difference) < 0 < max(low, high, difference):
            found.append(Reversal(item, low, high))
    return tuple(sorted(found, key=lambda each: (-abs(each.at_high - each.at_low), each.input.name)))


def _difference(one: Disruption, other: Disruption, name: str | None, end: float) -> np.float64:
    """The first's tie-months lost minus the other's with one input at an end, the rest in the middle."""
    return _total(one, name, end) - _total(other, name, end)


def _total(option: Disruption, name: str | None, end: float) -> np.float64:
    row = middle(option.inputs)
    for column, item in enumerate(option.inputs):
        if item.name == name:
            row[0, column] = end
    total: np.float64 = weighted_totals(option.model, values(option.model, option.inputs, row))[0]
    return total


def _sentence(reversals: tuple[Reversal, ...], difference: float, names: tuple[str, str]) -> str:
    if reversals:
        first = reversals[0]
        low, high = ends_in_words(first.input)
        at_low, at_high = (names[0] if gap < 0 else names[1] for gap in (first.at_low, first.at_high))
        if at_low != at_high:
            return (
                f"The answer turns on {lowered(first.input.title)}: {low} “{at_low}” hurts less, "
                f"{high} “{at_high}” does."
            )
        return (
            f"The answer turns on {lowered(first.input.title)}: {low} and {high} “{at_low}” "
            "hurts less, but not in between."
        )
    if difference == 0:
        return f"“{names[0]}” and “{names[1]}” hold the links back alike."
    less = names[0] if difference < 0 else names[1]
    return (
        f"No single assumption turns the answer round: “{less}” hurts less from one end of each range "
        "to the other."
    )
