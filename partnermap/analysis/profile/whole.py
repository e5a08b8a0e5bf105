"""All domains together: coverage and bounds always, one number only where asked for (MEASURES E2)."""

from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.analysis.measure.result import Figure


@dataclass(frozen=True, slots=True)
class Whole:
    """How much of the profile is known.

    Attributes:
        known, of: domains that were rated, and domains that count.
        coverage: weight of those rated over all weight, 0 to 1.
        low, high: the weighted mean if every unknown were a 1, and if it were a 5.
        weights: of each domain by number; empty when all weigh the same.
        overall: the weighted mean of the medians known; None unless asked for.
        same_band_share: how many of 1,000 random weightings keep the band; None when all weigh the same.
    """

    known: int
    of: int
    coverage: float
    low: float
    high: float
    weights: Mapping[int, float]
    overall: Figure | None = None
    same_band_share: float | None = None
