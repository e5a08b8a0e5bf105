"""How much detail a map has room for: far out lines alone, nearer fans, arrows and bars, then letters.

What decides is the room between lines, not the part of the map in sight: so panning changes nothing,
and zooming in brings every detail sooner or later.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partnermap.scene.model import Floats, Ints, Pen
from partnermap.scene.ties import FAN_SHARE, rows_by_pair

LEAST_SIDE = 150.0
"""A map of one straight line still has ground on both its sides, in view units."""

PARTED, LETTERED = 15.0, 21.0
"""Room between lines, in view units, from which ties of one pair part and have arrowheads and bars, and
from which they have letters.
"""

LEAST_GAP = 2.5
"""Ties of one pair whose fan would be narrower than this cannot be told apart."""

LEAST_ARROWED, LEAST_BARRED = 30.0, 36.0
"""Shorter lines between symbols have no room for an arrowhead, or for a gap with its bars."""


@dataclass(frozen=True, slots=True)
class Room:
    """The mean room between lines, in view units."""

    spacing: float

    @property
    def parts(self) -> bool:
        """Whether ties of one pair can be told apart."""
        return self.spacing >= PARTED

    @property
    def has_letters(self) -> bool:
        """Whether letters on lines can be read."""
        return self.spacing >= LETTERED


EVERYTHING = Room(float("inf"))
"""Room for every detail."""


def room_for(positions: Floats, ends: Ints) -> Room:
    """The ground that the symbols span, shared among the lines of all pairs.

    Args:
        positions: of the symbols, shape (n, 2), view units.
        ends: of the ties, shape (m, 2).
    """
    if not len(ends):
        return EVERYTHING
    pairs = np.unique(np.sort(ends, axis=1), axis=0)
    tied = positions[np.unique(pairs)]
    along = positions[pairs[:, 1]] - positions[pairs[:, 0]]
    ink = float(np.hypot(along[:, 0], along[:, 1]).sum())
    ground = float(np.prod(np.maximum(np.ptp(tied, axis=0), LEAST_SIDE)))
    return Room(ground / max(ink, 1e-9))


def leads_of(ends: Ints, positions: Floats, pens: Sequence[Pen], room: Room) -> Ints:
    """For every tie the row of the one whose line stands for it, itself where it has its own, (m,).

    The line of several is that of one at risk where there is one, else of the widest kind.
    """
    leads = np.arange(len(ends), dtype=np.int32)
    for rows in rows_by_pair(ends):
        if len(rows) == 1 or (room.parts and _can_fan(rows, ends, positions)):
            continue
        leads[rows] = min(
            rows.tolist(), key=lambda row: (not pens[row].broken, -pens[row].width, pens[row].key, row)
        )
    return leads


def _can_fan(rows: npt.NDArray[np.intp], ends: Ints, positions: Floats) -> bool:
    along = np.subtract(*positions[ends[rows[0]]])
    return 2 * FAN_SHARE * float(np.hypot(*along)) >= LEAST_GAP * (len(rows) - 1)


def drawn_rows(leads: Ints) -> Ints:
    """The ties that have a line of their own."""
    return np.asarray(np.flatnonzero(leads == np.arange(len(leads))), dtype=np.int32)


def counts_of(leads: Ints) -> Ints:
    """How many ties each tie's own line stands for, shape (m,); 0 where another's stands for it."""
    return np.bincount(leads, minlength=len(leads)).astype(np.int32)


def clear_lengths(ends: Ints, positions: Floats, radii: Floats) -> Floats:
    """Lengths (m,) of ties between the edges of their symbols."""
    along = positions[ends[:, 1]] - positions[ends[:, 0]]
    return np.asarray(np.hypot(along[:, 0], along[:, 1]) - radii[ends].sum(axis=1))
