"""Bands: organisations in lanes side by side or in tiers one below the other, partners level."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.layout.layout import Floats, Guide, Ints
from partnermap.analysis.layout.rows import apart, ranked

SWEEPS = 12
BAND_GAP = 0.7
"""Room between two bands, in steps across."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How bands lie: steps across and along a band, and how much longer than broad the whole is."""

    across: float
    along: float
    length: float
    is_upright: bool


LANES = Shape(across=1.7, along=0.62, length=1 / 1.5, is_upright=True)
TIERS = Shape(across=0.75, along=1.45, length=1.7, is_upright=False)


def banded(
    bands: Ints, titles: Sequence[str], pairs: Ints, first: Floats, before: Floats, shape: Shape
) -> tuple[Floats, tuple[Guide, ...]]:
    """Positions (n, 2) in bands, and the bands' lines and words.

    Args:
        bands: the band of every organisation, shape (n,).
        titles: of the bands.
        pairs: (p, 2) tied organisations; partners are brought level.
        first: (n, 2) places in a free layout, where the order along the bands comes from.
        before: (n, 2) places in the same bands earlier, nan for newcomers.
        shape: how the bands lie.
    """
    n = len(bands)
    across, along = (0, 1) if shape.is_upright else (1, 0)
    slots = max(1, round(float(np.sqrt(n * shape.across * shape.length / shape.along))))
    extent = max(slots - 1, 1) * shape.along
    wanted = _levels(first[:, along], before[:, along], pairs, extent)
    xy, edges = np.zeros((n, 2)), [0.0]
    for band in range(len(titles)):
        rows = np.flatnonzero(bands == band)
        lines = max(1, -(-len(rows) // slots))
        line = _lines(wanted[rows], before[rows, across], edges[-1], lines, shape.across)
        for number in range(lines):
            own = rows[line == number]
            xy[own, across] = edges[-1] + (number + 0.5) * shape.across
            xy[own, along] = apart(wanted[own], shape.along, 0.0, extent)
        edges.append(edges[-1] + (lines + BAND_GAP) * shape.across)
    return xy, _guides(titles, edges, extent, shape)


def _levels(first: Floats, before: Floats, pairs: Ints, extent: float) -> Floats:
    """Where along its band each would like to stand: where it was, or level with its partners."""
    n = len(first)
    known = np.isfinite(before)
    wanted = np.where(known, np.nan_to_num(before), ranked(first) * extent)
    degrees = np.bincount(pairs.ravel(), minlength=n)
    loose = ~known & (degrees > 0)
    for _ in range(SWEEPS):
        sums = np.bincount(pairs[:, 0], wanted[pairs[:, 1]], n)
        sums += np.bincount(pairs[:, 1], wanted[pairs[:, 0]], n)
        level = np.where(loose, (wanted + sums / np.maximum(degrees, 1)) / 2, wanted)
        # Means draw everybody to the middle; ranks spread them out again.
        wanted = np.where(known, wanted, level if known.any() else ranked(level) * extent)
    return wanted


def _lines(wanted: Floats, before: Floats, start: float, lines: int, step: float) -> Ints:
    """Which line of its band each stands in: the one it had, or in turn."""
    order = np.argsort(wanted, kind="stable")
    line = np.empty(len(wanted), dtype=np.int32)
    known = np.isfinite(before)
    line[known] = np.clip((before[known] - start) / step, 0, lines - 1).astype(np.int32)
    counts = np.bincount(line[known], minlength=lines)
    for row in order[~known[order]]:
        line[row] = int(np.argmin(counts))
        counts[line[row]] += 1
    return line


def _guides(
    titles: Sequence[str], edges: Sequence[float], extent: float, shape: Shape
) -> tuple[Guide, ...]:
    """A line before each band but the first, and its title at the band's head."""
    low, high = -shape.along, extent + 0.5 * shape.along
    guides = []
    for place, title in enumerate(titles):
        start, end = edges[place], edges[place + 1] - BAND_GAP * shape.across
        line = start - BAND_GAP / 2 * shape.across
        ends = np.array([(line, low), (line, high)]) if place else np.zeros((0, 2))
        spot = (start, low) if shape.is_upright else (low, start)
        width = end - start if shape.is_upright else high - low
        outline = ends if shape.is_upright else ends[:, ::-1]
        guides.append(Guide(title, outline, spot, width))
    return tuple(guides)
