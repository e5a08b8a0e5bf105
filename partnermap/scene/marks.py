"""Symbols, hatches and rings of the drawn organisations."""

from collections.abc import Container, Sequence

import numpy as np

from partnermap.scene.model import Floats, Hatch, Ints, Ring, Shape, SymbolBatch, View
from partnermap.scene.shown import Shown
from partnermap.scene.style import Role, Style
from partnermap.scene.symbols import REACH, hatch_radius, outline

RING_GAP = 4.0


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
    """The corners of all symbols, shape (k, 2); circles have none that reach beyond their radius."""
    found = [np.zeros((0, 2))]
    for batch in symbols:
        if batch.shape is not Shape.CIRCLE:
            whole = outline(batch.shape, 0.0, 0.0, 1.0)
            spread = batch.centres[:, None] + batch.radii[:, None, None] * whole
            found.append(spread.reshape(-1, 2))
    return np.concatenate(found)


def hatches(
    shown: Shown, positions: Floats, radii: Floats, style: Style, reorganised: frozenset[str]
) -> tuple[Hatch, ...]:
    """The hatch behind every organisation that is being reorganised; none when there is none."""
    hit = [row for row, item in enumerate(shown.organisations) if item.id in reorganised]
    rows = np.array(hit, dtype=np.int32)
    if not len(rows):
        return ()
    return (Hatch(style.hatch, positions[rows], hatch_radius(radii[rows]), rows, style.hatch_ground),)


def rings(shown: Shown, positions: Floats, radii: Floats, view: View) -> tuple[Ring, ...]:
    """A ring round every selected organisation."""
    return tuple(
        Ring(
            row, float(positions[row, 0]), float(positions[row, 1]), float(radii[row]) * REACH + RING_GAP
        )
        for row, item in enumerate(shown.organisations)
        if item.id in view.selected
    )
