"""Part of a scene: what lies in a box of it, so that a sheet of a poster holds no more than it shows."""

from dataclasses import replace

import numpy as np

from partnermap.scene.fit import Box
from partnermap.scene.model import (
    ArrowBatch,
    Floats,
    Hatch,
    Label,
    LegendEntry,
    LineBatch,
    Scene,
    SymbolBatch,
)
from partnermap.scene.text import text_width

_SPARE, _LINE_SPARE = 40.0, 10.0
"""Around a spot lies at most so much of a symbol, hatch or letter, and around a line of its width, in
points of a map that is not enlarged.
"""


def cropped(scene: Scene, box: Box) -> Scene:
    """The scene with only what touches the box; everything stays where it is."""
    family, by = scene.font, scene.view.enlarged
    ground, near = _grown(box, _LINE_SPARE * by), _grown(box, _SPARE * by)
    return replace(
        scene,
        lines=tuple(part for batch in scene.lines if len((part := _lines(batch, ground)).ties)),
        arrows=tuple(_arrows(batch, near) for batch in scene.arrows),
        letters=tuple(item for item in scene.letters if _holds(near, item.x, item.y)),
        symbols=tuple(kept for batch in scene.symbols if len((kept := _symbols(batch, near)).radii)),
        hatches=tuple(_hatch(hatch, near) for hatch in scene.hatches),
        rings=tuple(ring for ring in scene.rings if _holds(near, ring.x, ring.y)),
        labels=tuple(item for item in scene.labels if _label(item, box)),
        key=tuple(item for item in scene.key if _row(near, item.x, item.y, _KEY_WIDTH * item.size)),
        legend=tuple(item for item in scene.legend if _legend(item, near)),
        texts=tuple(
            item
            for item in scene.texts
            if _row(near, item.x, item.y, text_width(item.text, item.size, family, item.bold))
        ),
    )


_KEY_WIDTH = 30.0
"""Widest entry of the key, in sizes of its letters."""


def _grown(box: Box, by: float) -> Box:
    return Box(box.left - by, box.top - by, box.right + by, box.bottom + by)


def _lines(batch: LineBatch, box: Box) -> LineBatch:
    hit = touching(batch.segments, box)
    return replace(batch, segments=batch.segments[hit], ties=batch.ties[hit])


def touching(segments: Floats, box: Box) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which segments (k, 4) have a bounding box that meets the box."""
    low = np.minimum(segments[:, :2], segments[:, 2:])
    high = np.maximum(segments[:, :2], segments[:, 2:])
    return np.asarray(
        (low[:, 0] <= box.right)
        & (high[:, 0] >= box.left)
        & (low[:, 1] <= box.bottom)
        & (high[:, 1] >= box.top)
    )


def _spots(centres: Floats, box: Box) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    inside = (centres >= (box.left, box.top)) & (centres <= (box.right, box.bottom))
    return np.asarray(inside.all(axis=1))


def _arrows(batch: ArrowBatch, box: Box) -> ArrowBatch:
    hit = _spots(batch.corners[:, 0], box)
    return replace(batch, corners=batch.corners[hit], ties=batch.ties[hit])


def _symbols(batch: SymbolBatch, box: Box) -> SymbolBatch:
    hit = _spots(batch.centres, box)
    return replace(
        batch,
        centres=batch.centres[hit],
        radii=batch.radii[hit],
        organisations=batch.organisations[hit],
    )


def _hatch(hatch: Hatch, box: Box) -> Hatch:
    hit = _spots(hatch.centres, box)
    return replace(
        hatch,
        centres=hatch.centres[hit],
        radii=hatch.radii[hit],
        organisations=hatch.organisations[hit],
    )


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x <= box.right and box.top <= y <= box.bottom


def _label(item: Label, box: Box) -> bool:
    corners = [(item.x, item.y, item.x + item.width, item.y + item.height)]
    if item.leader is not None:
        corners.append(item.leader)
    return bool(touching(np.array(corners), box).any())


def _row(box: Box, x: float, y: float, width: float) -> bool:
    return x <= box.right and x + width >= box.left and box.top <= y <= box.bottom


def _legend(item: LegendEntry, box: Box) -> bool:
    return bool(item.size) and _row(box, item.x, item.y, _KEY_WIDTH * item.size)
