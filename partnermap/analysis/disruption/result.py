"""What disruption answers with: spreads over the draws, figures, curves, and each tie's part."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partnermap.analysis.disruption.ranges import Floats
from partnermap.analysis.measure.result import NotDefined
from partnermap.network.network import NetworkTie

Days = npt.NDArray[np.datetime64]

NO_TIES_IN_HORIZON = NotDefined("No tie runs within these dates.")
NO_STRAIN = NotDefined("No reorganisation weighs on any tie within these dates.")


@dataclass(frozen=True, slots=True)
class Spread:
    """The 10th percentile, the median and the 90th percentile over the draws."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, found: Floats) -> "Spread":
        """The spread of one value for each draw."""
        low, median, high = np.percentile(found, (10, 50, 90))
        return cls(float(low), float(median), float(high))

    def over(self, whole: float) -> "Spread":
        """The same as shares of a whole above 0."""
        return Spread(self.low / whole, self.median / whole, self.high / whole)


@dataclass(frozen=True, slots=True)
class Peak:
    """The highest strain with every assumption at its middle, 0 to 1, and the first day it is reached.

    Attributes:
        spread: of the highest strain over the draws, whenever it is reached.
    """

    value: float
    date: dt.date | None
    spread: Spread


@dataclass(frozen=True, slots=True)
class Figures:
    """D4 and D5 in one weighting.

    Attributes:
        available: tie-months of the horizon, weighted.
        lost: tie-months at a standstill that the strain amounts to.
        index: lost over available, 0 to 1.
    """

    available: float
    lost: Spread
    index: Spread
    peak: Peak


@dataclass(frozen=True, slots=True)
class TieStrain:
    """One tie of the horizon: months that it runs, months lost, and the events that hold it back."""

    tie: NetworkTie
    available: float
    lost: Spread
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """Strain over time, 0 to 1.

    Attributes:
        days: shape (c,).
        values: with every assumption at its middle, shape (c,).
    """

    days: Days
    values: Floats


@dataclass(frozen=True, slots=True)
class Band:
    """Strain over time over all draws; `days` are the middles of equal stretches, shape (c,)."""

    days: Days
    low: Floats
    median: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Contribution:
    """One reorganisation's part in the weighted tie-months lost, assumptions at their middle.

    Attributes:
        alone: lost if nothing else happened.
        spared: less lost if everything else happened and this did not.
    """

    reorganisation_id: str
    name: str
    alone: float
    spared: float
