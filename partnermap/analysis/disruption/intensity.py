"""D1: how strain builds and goes over time, for a peak of 1; times are days, arrays hold many draws."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from partnermap.analysis.disruption.ranges import Floats
from partnermap.domain.dates import DAYS_PER_MONTH

INSTANT = 1e-6
"""Days: a shorter notice than this is none."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When each event weighs in each draw; m draws, n events.

    Attributes:
        rise: day from which strain builds up to the change, shape (m, n).
        effective: day of the change, shape (m, n); equal to `rise` where nothing builds up.
        announced: day from which a block lasts, shape (m, n).
        fade: days that it lasts after the change, shape (m, 1), above 0.
        block: whether the draw takes the block shape, shape (m, 1).
    """

    rise: Floats
    effective: Floats
    announced: Floats
    fade: Floats
    block: npt.NDArray[np.bool_]


def timing(
    announced: Floats, effective: Floats, fade: Floats, cap: Floats, block: npt.NDArray[np.bool_]
) -> Timing:
    """The timing of D1.

    Args:
        announced: days, NaN where not known: then nothing builds up; shape (m, n).
        effective: days, shape (m, n).
        fade: months that strain lasts, shape (m, 1).
        cap: months that the announcement weighs at most, shape (m, 1).
        block: shape (m, 1).
    """
    begin = np.where(np.isnan(announced), effective, np.minimum(announced, effective))
    rise = np.maximum(begin, effective - cap * DAYS_PER_MONTH)
    return Timing(rise, effective, begin, fade * DAYS_PER_MONTH, block)


def levels(when: Timing, days: Floats) -> Floats:
    """Strain on each day, 0 to 1.

    Args:
        when: m draws, n events.
        days: shape (c,).

    Returns:
        Shape (m, n, c).
    """
    rise, effective, announced, fade, block = _spread(when)
    lead = effective - rise
    building = (days - rise) / np.maximum(lead, INSTANT)
    fading = 1 - (days - effective) / fade
    faded = np.clip(np.where(days < effective, building, fading), 0.0, 1.0)
    if not block.any():
        return faded
    solid = ((days >= announced) & (days < announced + fade)).astype(np.float64)
    return np.where(block, solid, faded)


def averages(when: Timing, edges: Floats) -> Floats:
    """Mean strain between consecutive edges, exact for each event.

    Args:
        when: m draws, n events.
        edges: days in order, shape (c + 1,).

    Returns:
        Shape (m, n, c).
    """
    return np.diff(areas(when, edges), axis=-1) / np.diff(edges)


def areas(when: Timing, days: Floats) -> Floats:
    """Strain summed up to each day, in days at a standstill, in closed form.

    Args:
        when: m draws, n events.
        days: shape (c,).

    Returns:
        Shape (m, n, c).
    """
    rise, effective, announced, fade, block = _spread(when)
    lead = effective - rise
    risen = np.clip(days - rise, 0.0, lead)
    faded = np.clip(days - effective, 0.0, fade)
    area: Floats = risen**2 / (2 * np.maximum(lead, INSTANT)) + faded - faded**2 / (2 * fade)
    if not block.any():
        return area
    return np.where(block, np.clip(days - announced, 0.0, fade), area)


def _spread(when: Timing) -> tuple[Floats, Floats, Floats, Floats, npt.NDArray[np.bool_]]:
    """The fields with a last axis for the days."""
    return (
        when.rise[..., None],
        when.effective[..., None],
        when.announced[..., None],
        when.fade[..., None],
        when.block[..., None],
    )
