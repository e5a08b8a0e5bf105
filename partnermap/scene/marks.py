"""Symbols, hatches and rings of the drawn organisations."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from partnermap.scene.model import Floats, Hatch, Ints, Ring, Shape, SymbolBatch, View
from partnermap.scene.shown import Shown
from partnermap.scene.style import Role, Style
from partnermap.scene.symbols import HATCH_GAP, REACH, hatch_radius, outline

RING_GAP = 4.0
STACK_CLEAR = 1.0
"""Room round the copies of a stacked symbol, view units."""

EDGE_PARTS = 12
"""Into how many parts an edge of a stacked symbol is cut where names keep clear of it."""


@dataclass(frozen=True, slots=True)
class HatchStep:
    """One step of strain: its words, from how much on, and how far apart its lines are."""

    title: str
    least: float
    gap: float


PLAIN_HATCH = HatchStep("Being reorganised", 0.0, HATCH_GAP)
HATCH_STEPS = (
    HatchStep("Being reorganised, hardly felt", 0.0, 8.0),
    HatchStep("Being reorganised, under strain", 0.15, 4.5),
    HatchStep("Being reorganised, under most strain", 0.5, 2.8),
)
"""Steps of strain, 0 to 1, the weakest first."""


def symbol_batches(
    shown: Shown,
    positions: Floats,
    radii: Floats,
    style: Style,
    groups: Container[str] = (),
) -> tuple[SymbolBatch, ...]:
    """One batch for each role that is drawn, in the fixed order of roles, groups in one of their own."""
    rows: dict[tuple[Role, bool], list[int]] = {}
    for row, (role, organisation) in enumerate(zip(shown.roles, shown.organisations, strict=True)):
        rows.setdefault((role, organisation.id in groups), []).append(row)
    return tuple(
        _batch(role, np.array(rows[role, stacked], dtype=np.int32), positions, radii, style, stacked)
        for role in Role
        for stacked in (False, True)
        if (role, stacked) in rows
    )


def _batch(
    role: Role, rows: Ints, positions: Floats, radii: Floats, style: Style, stacked: bool
) -> SymbolBatch:
    look = style.symbols[role]
    return SymbolBatch(
        key=f"{role.name.lower()}-group" if stacked else role.name.lower(),
        title=f"{role.value}, several together" if stacked else role.value,
        shape=look.shape,
        letter=look.letter,
        fill=look.fill,
        ink=look.ink,
        outline=look.outline,
        centres=positions[rows],
        radii=radii[rows],
        organisations=rows,
        stacked=stacked,
    )


def symbol_corners(symbols: Sequence[SymbolBatch]) -> Floats:
    """The corners of all symbols, shape (k, 2); circles have none that reach beyond their radius.

    Of a stacked symbol, whose copies no circle round its centre covers, points along all edges.
    """
    found = [np.zeros((0, 2))]
    for batch in symbols:
        corners = outline(batch.shape, 0.0, 0.0, 1.0)
        shapes = [] if batch.shape is Shape.CIRCLE else [corners]
        if batch.stacked:
            shapes = [_along(corners) + np.array((shift, -shift)) for shift in batch.shifts]
        radii = batch.radii + STACK_CLEAR * batch.stacked
        for whole in shapes:
            spread = batch.centres[:, None] + radii[:, None, None] * whole
            found.append(spread.reshape(-1, 2))
    return np.concatenate(found)


def _along(corners: Floats) -> Floats:
    """Points along the closed line through corners: no name is so low that it lies between two."""
    shares = np.arange(EDGE_PARTS)[None, :, None] / EDGE_PARTS
    ways = np.roll(corners, -1, axis=0) - corners
    return np.asarray((corners[:, None] + shares * ways[:, None]).reshape(-1, 2))


def hatches(
    shown: Shown, positions: Floats, radii: Floats, style: Style, reorganised: Collection[str]
) -> tuple[Hatch, ...]:
    """The hatches behind organisations that are being reorganised, one for each step of strain.

    Args:
        shown: what is drawn.
        positions: of the symbols, shape (n, 2).
        radii: of the symbols, shape (n,).
        style: colours.
        reorganised: ids; a mapping tells the strain of each, 0 to 1.
    """
    steps: dict[HatchStep, list[int]] = {}
    for row, item in enumerate(shown.organisations):
        if item.id in reorganised:
            steps.setdefault(_step(reorganised, item.id), []).append(row)
    return tuple(
        _hatched(step, np.array(steps[step], dtype=np.int32), positions, radii, style)
        for step in (PLAIN_HATCH, *HATCH_STEPS)
        if step in steps
    )


def _step(reorganised: Collection[str], organisation_id: str) -> HatchStep:
    if not isinstance(reorganised, Mapping):
        return PLAIN_HATCH
    strain = float(reorganised[organisation_id])
    return next(step for step in reversed(HATCH_STEPS) if strain >= step.least)


def _hatched(step: HatchStep, rows: Ints, positions: Floats, radii: Floats, style: Style) -> Hatch:
    return Hatch(
        style.hatch,
        positions[rows],
        hatch_radius(radii[rows]),
        rows,
        style.hatch_ground,
        step.gap,
        step.title,
    )


def rings(shown: Shown, positions: Floats, radii: Floats, view: View) -> tuple[Ring, ...]:
    """A ring round every selected organisation."""
    return tuple(
        Ring(
            row, float(positions[row, 0]), float(positions[row, 1]), float(radii[row]) * REACH + RING_GAP
        )
        for row, item in enumerate(shown.organisations)
        if item.id in view.selected
    )
