"""A range of values that an assumption can take, and where in it a draw falls."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high; evenly likely throughout, or triangular where the likeliest value is known."""

    low: float
    high: float
    mode: float | None = None

    @property
    def is_fixed(self) -> bool:
        """Whether nothing is left to draw."""
        return self.low == self.high

    @property
    def middle(self) -> float:
        """The median."""
        return float(self.at(np.array([0.5]))[0])

    def at(self, quantiles: Floats) -> Floats:
        """Values below which so large a share of all draws falls.

        Args:
            quantiles: any shape, 0 to 1.
        """
        if self.mode is None or self.is_fixed:
            return self.low + quantiles * (self.high - self.low)
        return _triangular(quantiles, self.low, self.mode, self.high)

    def times(self, low: float, high: float) -> "Range":
        """The same with its lowest value times one share (0 to 1) and the others times another."""
        mode = None if self.mode is None or low != high else self.mode * high
        return Range(self.low * low, self.high * high, mode)


def _triangular(quantiles: Floats, low: float, mode: float, high: float) -> Floats:
    width = high - low
    rising = low + np.sqrt(quantiles * width * (mode - low))
    falling = high - np.sqrt((1 - quantiles) * width * (high - mode))
    return np.where(quantiles * width < mode - low, rising, falling)
