"""Strands: the lines that are drawn for the ties, with the details that there is room for."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from partnermap.scene.calm import LEAST_ARROWED, LEAST_BARRED, Room, counts_of, drawn_rows
from partnermap.scene.lines import arrow_batches, line_batches, strand_pens, thinned
from partnermap.scene.model import ArrowBatch, Floats, Ints, LineBatch, Pen
from partnermap.scene.ties import Curves, straightened


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


def strands_of(
    curves: Curves, pens: tuple[Pen, ...], kinds: tuple[Pen, ...], leads: Ints, room: Room, clear: Floats
) -> Strands:
    """The lines of the ties.

    Args:
        curves: the ways of all ties, fanned out.
        pens: of all ties.
        kinds: what the legend shows for each tie.
        leads: whose line stands for each.
        room: how much detail the map has room for.
        clear: lengths between the edges of symbols, shape (m,).
    """
    counts, drawn = counts_of(leads), drawn_rows(leads)
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
