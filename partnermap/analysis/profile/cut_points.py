"""Cut-points of the observed side: from a figure to a step from 1 to 5 (MEASURES E1b).

All are a matter of judgement, so they are data: printed with every profile and changed by an argument.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from partnermap.domain.errors import UserError

HIGHEST, LOWEST = 5, 1

_DIGITS = 9
"""Figures are compared after so many decimals: a sum of shares may miss a limit by a rounding."""


class Unit(StrEnum):
    """What a figure is counted in."""

    MONTHS = "months"
    SHARE = "share"
    RATIO = "ratio"


class Side(StrEnum):
    """On which side of its limit a figure must lie."""

    AT_LEAST = "≥"
    ABOVE = ">"
    AT_MOST = "≤"
    BELOW = "<"


@dataclass(frozen=True, slots=True)
class Limit:
    """One cut-point: the figure must lie on this side of it."""

    side: Side
    value: float

    def holds(self, figure: float) -> bool:
        """Whether a figure lies on the right side."""
        found, limit = round(figure, _DIGITS), round(self.value, _DIGITS)
        if self.side is Side.AT_LEAST:
            return found >= limit
        if self.side is Side.ABOVE:
            return found > limit
        return found <= limit if self.side is Side.AT_MOST else found < limit

    def in_words(self, unit: Unit) -> str:
        """`≥48`, `≤5%`, `<0.4`; `0%` and `100%` where nothing lies beyond."""
        number = f"{self.value:.0%}" if unit is Unit.SHARE else f"{self.value:g}"
        is_extreme = (self.side, self.value) in {(Side.AT_MOST, 0), (Side.AT_LEAST, 1)}
        return number if is_extreme and unit is Unit.SHARE else f"{self.side.value}{number}"


@dataclass(frozen=True, slots=True)
class CutPoints:
    """How one figure becomes a step.

    Attributes:
        key: of the figure, as domains name it.
        limits: for the steps 5, 4, 3 and 2; the first that holds gives the step, else it is 1.
    """

    key: str
    title: str
    unit: Unit
    limits: tuple[Limit, Limit, Limit, Limit]

    def step(self, figure: float) -> int:
        """The step of a figure, 1 to 5."""
        for place, limit in enumerate(self.limits):
            if limit.holds(figure):
                return HIGHEST - place
        return LOWEST

    def with_limits(self, values: Sequence[float]) -> "CutPoints":
        """The same with other limits for the steps 5, 4, 3 and 2, shares 0 to 1.

        Raises:
            UserError: there are not four, or they do not run one way from step to step.
        """
        if len(values) != len(self.limits):
            raise UserError(f"{self.key} needs four numbers, for the steps 5, 4, 3 and 2.")
        rises = self.limits[0].side in {Side.AT_LEAST, Side.ABOVE}
        if list(values) != sorted(set(values), reverse=rises):
            way = "fall" if rises else "rise"
            raise UserError(f"The numbers of {self.key} must {way} from step 5 to step 2.")
        five, four, three, two = (
            Limit(limit.side, value) for limit, value in zip(self.limits, values, strict=True)
        )
        return replace(self, limits=(five, four, three, two))

    def in_words(self) -> str:
        """`5: ≥48, 4: ≥36, 3: ≥24, 2: ≥12, 1: otherwise (months)`."""
        steps = (f"{HIGHEST - at}: {limit.in_words(self.unit)}" for at, limit in enumerate(self.limits))
        unit = f" ({self.unit.value})" if self.unit is not Unit.SHARE else ""
        return f"{', '.join(steps)}, {LOWEST}: otherwise{unit}"


def _at_least(key: str, title: str, unit: Unit, values: tuple[float, float, float, float]) -> CutPoints:
    return _on_side(Side.AT_LEAST, key, title, unit, values)


def _at_most(key: str, title: str, values: tuple[float, float, float, float]) -> CutPoints:
    return _on_side(Side.AT_MOST, key, title, Unit.SHARE, values)


def _on_side(
    side: Side, key: str, title: str, unit: Unit, values: tuple[float, float, float, float]
) -> CutPoints:
    five, four, three, two = (Limit(side, value) for value in values)
    return CutPoints(key, title, unit, (five, four, three, two))


_ALL = (
    _at_least("B8", "Months for which joint money is secured", Unit.MONTHS, (48, 36, 24, 12)),
    _at_most("B6", "Joint money that ends within 12 months", (0, 0.05, 0.15, 0.30)),
    _at_most("C3", "Joint posts that are empty", (0, 0.05, 0.10, 0.20)),
    _at_most("C5", "Largest dependency on one joint post", (0, 0.05, 0.15, 0.30)),
    _at_least("A21", "Links of five years or more", Unit.SHARE, (0.60, 0.45, 0.30, 0.15)),
    _at_least("A19", "Voluntary sector's part in the links", Unit.RATIO, (1.0, 0.8, 0.6, 0.4)),
    _on_side(
        Side.BELOW,
        "D5",
        "Joint working time lost to reorganisation in the next 24 months",
        Unit.SHARE,
        (0.05, 0.10, 0.20, 0.35),
    ),
    _at_least("F1", "Programmes that state 6 of 8 things", Unit.SHARE, (0.9, 0.7, 0.5, 0.25)),
    CutPoints(
        "equity",
        "Changes with an equity check and an action",
        Unit.SHARE,
        (
            Limit(Side.AT_LEAST, 1.0),
            Limit(Side.AT_LEAST, 0.8),
            Limit(Side.AT_LEAST, 0.5),
            Limit(Side.ABOVE, 0.0),
        ),
    ),
    _at_least("data", "Data sharing agreements in date", Unit.SHARE, (1.0, 0.9, 0.75, 0.5)),
)

CUT_POINTS: Mapping[str, CutPoints] = MappingProxyType({item.key: item for item in _ALL})
"""The suggested ones by key, all of them a matter of judgement."""
