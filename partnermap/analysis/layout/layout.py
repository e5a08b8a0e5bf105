"""Layout: where every organisation stands, apart from any page or screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from partnermap.domain.view import LayoutStyle

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Guide:
    """A line that says what a place on the map means, with its words.

    Attributes:
        title: the words, such as `VCSE` or `2 steps`.
        outline: points (k, 2) of the line, none for words alone.
        spot: where the words begin, or have their middle where `is_centred`.
        width: room for the words; they are wrapped to it.
    """

    title: str
    outline: Floats
    spot: tuple[float, float]
    width: float
    is_centred: bool = False


@dataclass(frozen=True, eq=False)
class Layout:
    """Positions in units of the ideal length of a tie, x to the right and y downwards.

    Attributes:
        organisation_ids: n ids, in the order they were given.
        xy: shape (n, 2), finite.
        style: how they are arranged.
        guides: lines and words that explain it.
        is_quick: whether a finer layout of the same is to be had.
    """

    organisation_ids: tuple[str, ...]
    xy: Floats
    style: LayoutStyle = LayoutStyle.DISTANCES
    guides: tuple[Guide, ...] = ()
    is_quick: bool = False

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Organisation id to its row in `xy`."""
        return {organisation_id: i for i, organisation_id in enumerate(self.organisation_ids)}

    def position(self, organisation_id: str) -> tuple[float, float] | None:
        """Where an organisation stands, None when it is not in the layout."""
        row = self.index.get(organisation_id)
        return None if row is None else (float(self.xy[row, 0]), float(self.xy[row, 1]))
