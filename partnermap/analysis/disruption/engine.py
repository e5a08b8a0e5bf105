"""D3 and D4: strain on every tie and on the network, for many draws at once.

A tie's strain is 1 - (1 - k x1)(1 - k x2)..., k the sensitivity of its kind and x an event's strain at
the more disturbed end. Written out by powers of k, the coefficients depend on the events alone (they are
the elementary symmetric polynomials of the x), so that all ties under the same events share them and the
rest is a product of matrices.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.disruption.grid import Grid
from partnermap.analysis.disruption.inputs import Drawn
from partnermap.analysis.disruption.intensity import Timing
from partnermap.analysis.disruption.model import KINDS, Group, Model, Pressure
from partnermap.analysis.disruption.ranges import Floats
from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token

SIDE_BY_SIDE = 20
"""Ties whose sums are one product of matrices."""

SMALL = 250_000
"""Multiplications in one product of matrices.

Larger products go to several threads of the linear algebra library, which wait for each other whenever
the machine is busy, and would take the window's processor. Small arrays stay in the cache as well.
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What so many draws come to; m draws, k ties, w weightings, c cells.

    Attributes:
        lost: tie-months lost of each tie, shape (m, k).
        strain: weighted strain summed over the ties, in each cell (in months), shape (w, m, c).
    """

    lost: Floats
    strain: Floats


def reckon(
    model: Model,
    drawn: Drawn,
    grid: Grid,
    weights: Sequence[Floats] = (),
    token: Token | None = None,
) -> Outcome:
    """Tie-months lost and the strain over time.

    Args:
        model: k ties.
        drawn: m draws.
        grid: c cells or points.
        weights: of the ties, shape (k,) each: one curve for each.
        token: to cancel by.

    Raises:
        Cancelled: the token said so.
    """
    rows, cover = len(drawn.peaks), grid.cover
    lost = np.zeros((rows, len(model.ties)))
    strain = np.zeros((len(weights), rows, grid.size))
    masses = [[_mass(group, cover, weight) for weight in weights] for group in model.groups]
    at_once = max(1, SMALL // (SIDE_BY_SIDE * grid.size))
    for first in range(0, rows, at_once):
        if token is not None and token.is_cancelled:
            raise Cancelled
        part = slice(first, min(first + at_once, rows))
        piece = _piece(drawn, part)
        over_time = grid.intensity(piece.when) * piece.counts[..., None]
        for group, mass in zip(model.groups, masses, strict=True):
            _add(group, piece, over_time, cover, mass, lost[part], strain[:, part])
    return Outcome(lost, strain)


def _add(
    group: Group,
    drawn: Drawn,
    over_time: Floats,
    cover: Floats,
    masses: Sequence[Floats],
    lost: Floats,
    strain: Floats,
) -> None:
    """Add one group's part to `lost` and `strain`, in place."""
    own_cover = cover[:, group.ties]
    found = np.zeros((len(lost), len(group.ties)))
    for power, term in enumerate(_symmetric(group.pressure, drawn, over_time), start=1):
        sensitivity = drawn.sensitivity**power
        found += sensitivity[:, group.kinds] * _product(term, own_cover)
        for position, mass in enumerate(masses):
            strain[position] += term * (sensitivity @ mass)
    lost[:, group.ties] = found


def _product(term: Floats, cover: Floats) -> Floats:
    """The product of two matrices, some columns at a time."""
    found = np.empty((len(term), cover.shape[1]))
    for first in range(0, cover.shape[1], SIDE_BY_SIDE):
        columns = slice(first, first + SIDE_BY_SIDE)
        found[:, columns] = term @ cover[:, columns]
    return found


def _symmetric(pressure: Pressure, drawn: Drawn, over_time: Floats) -> list[Floats]:
    """The coefficients of the powers of the sensitivity, signs included, shape (m, c) each."""
    terms: list[Floats] = []
    for position, ranges in pressure:
        heights = [item.at(drawn.peaks[:, position]) for item in ranges]
        event = np.maximum.reduce(heights)[:, None] * over_time[:, position]
        grown = [-event * term for term in terms]
        for power, term in enumerate(terms[1:]):
            grown[power] += term
        terms = [event + terms[0], *grown] if terms else [event]
    return terms


def _mass(group: Group, cover: Floats, weight: Floats) -> Floats:
    """Weight of the group's ties in each cell by kind, shape (kinds, c)."""
    of_kind = np.equal.outer(np.arange(len(KINDS)), group.kinds) * weight[group.ties]
    mass: Floats = of_kind @ cover[:, group.ties].T
    return mass


def _piece(drawn: Drawn, part: slice) -> Drawn:
    when = drawn.when
    return Drawn(
        Timing(
            when.rise[part],
            when.effective[part],
            when.announced[part],
            when.fade[part],
            when.block[part],
        ),
        drawn.peaks[part],
        drawn.sensitivity[part],
        drawn.counts[part],
    )
