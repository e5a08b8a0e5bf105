"""Strands: the lines that are drawn for the ties, with the details that there is room for."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from partnermap.scene.calm import (
    LEAST_ARROWED,
    LEAST_BARRED,
    clear_lengths,
    counts_of,
    drawn_rows,
    leads_of,
    room_for,
)
from partnermap.scene.lines import arrow_batches, line_batches, strand_pens, thinned
from partnermap.scene.model import ArrowBatch, Curves, Floats, Ints, LineBatch, Pen, Scene
from partnermap.scene.ties import straightened


@dataclass(frozen=True, eq=False)
class Ground:
    """Ends of the ties (m, 2), and positions (n, 2) and radii (n,) of the symbols."""

    ends: Ints
    positions: Floats
    radii: Floats


@dataclass(frozen=True, eq=False)
class Strands:
    """Which line is drawn for each of m ties, where it runs and what it bears.

    Attributes:
        curves: the ways of the drawn lines.
        pens: of the drawn lines.
        kinds: what the legend shows for each tie.
        leads: for every tie the row of the one whose line stands for it, shape (m,).
        barred: rows of the ties whose gaps have room for bars.
        arrowed: rows of the ties that have room for an arrowhead.
        lettered: rows of the ties whose letters there is room for.
    """

    curves: Curves
    pens: tuple[Pen, ...]
    kinds: tuple[Pen, ...]
    leads: Ints
    barred: Ints
    arrowed: Ints
    lettered: Ints

    @cached_property
    def lines(self) -> tuple[LineBatch, ...]:
        """The lines, by pen."""
        drawn = drawn_rows(self.leads)
        return line_batches(self.curves, self.pens, self.kinds, drawn, self.barred)

    @cached_property
    def arrows(self) -> tuple[ArrowBatch, ...]:
        """The arrowheads, by colour."""
        return arrow_batches(self.curves, self.pens, self.arrowed)

    def along(self, curves: Curves) -> "Strands":
        """The same on other ways."""
        return replace(self, curves=curves)


def close_by(scene: Scene, rows: Ints) -> Strands:
    """The lines of some ties of a scene as one sees them from near: fanned out, with all their signs.

    Batches and letters count these ties from 0.
    """
    if scene.ways is None:
        raise ValueError("the scene does not know the ways of its ties")
    curves = scene.ways.only(rows)
    pens = tuple(scene.pens[row] for row in rows.tolist())
    along = curves.finishes - curves.starts
    every = np.arange(len(rows), dtype=np.int32)
    long = every[np.hypot(along[:, 0], along[:, 1]) >= LEAST_BARRED + 2 * float(np.median(scene.radii))]
    return Strands(curves, pens, pens, every, long, every, every)


def strands_of(
    curves: Curves,
    pens: tuple[Pen, ...],
    kinds: tuple[Pen, ...],
    around: Ground,
    *,
    merges: bool = True,
) -> Strands:
    """The lines of the ties, as detailed as the map has room for.

    Args:
        curves: the ways of all ties, fanned out.
        pens: of all ties.
        kinds: what the legend shows for each tie.
        around: what they tie.
        merges: whether ties of a pair may share a line where they cannot be told apart.
    """
    ends, positions = around.ends, around.positions
    room = room_for(positions, ends)
    own = np.arange(len(ends), dtype=np.int32)
    leads = leads_of(ends, positions, pens, room) if merges else own
    counts, drawn = counts_of(leads), drawn_rows(leads)
    clear = clear_lengths(ends, positions, around.radii)
    detailed = drawn[counts[drawn] == 1] if room.parts else drawn[:0]
    return Strands(
        curves=straightened(curves, np.flatnonzero(counts > 1).astype(np.int32)),
        pens=thinned(strand_pens(pens, counts), curves, drawn),
        kinds=kinds,
        leads=leads,
        barred=detailed[clear[detailed] >= LEAST_BARRED],
        arrowed=detailed[clear[detailed] >= LEAST_ARROWED],
        lettered=drawn if room.has_letters else drawn[:0],
    )
