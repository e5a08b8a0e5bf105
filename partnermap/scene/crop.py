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

_SPARE = 30.0
"""Around a spot lies at most so much of a symbol, hatch or letter, in points."""


def cropped(scene: Scene, box: Box) -> Scene:
    """The scene with only what touches the box; everything stays where it is."""
    family = scene.font
    return replace(
        scene,
        lines=tuple(part for batch in scene.lines if len((part := _lines(batch, box)).ties)),
        arrows=tuple(_arrows(batch, box) for batch in scene.arrows),
        letters=tuple(item for item in scene.letters if _near(box, item.x, item.y)),
        symbols=tuple(kept for batch in scene.symbols if len((kept := _symbols(batch, box)).radii)),
        hatches=tuple(_hatch(hatch, box) for hatch in scene.hatches),
        rings=tuple(ring for ring in scene.rings if _near(box, ring.x, ring.y)),
        labels=tuple(item for item in scene.labels if _label(item, box)),
        key=tuple(item for item in scene.key if _row(box, item.x, item.y, _KEY_WIDTH * item.size)),
        legend=tuple(item for item in scene.legend if _legend(item, box)),
        texts=tuple(
            item
            for item in scene.texts
            if _row(box, item.x, item.y, text_width(item.text, item.size, family, item.bold))
        ),
    )


_KEY_WIDTH = 30.0
"""Widest entry of the key, in sizes of its letters."""


def _lines(batch: LineBatch, box: Box) -> LineBatch:
    hit = touching(batch.segments, box)
    return replace(batch, segments=batch.segments[hit], ties=batch.ties[hit])


def touching(segments: Floats, box: Box) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which segments (k, 4) have a bounding box that meets the box."""
    low = np.minimum(segments[:, :2], segments[:, 2:])
    high = np.maximum(segments[:, :2], segments[:, 2:])
    grown = _SPARE / 3
    return np.asarray(
        (low[:, 0] <= box.right + grown)
        & (high[:, 0] >= box.left - grown)
        & (low[:, 1] <= box.bottom + grown)
        & (high[:, 1] >= box.top - grown)
    )


def _spots(centres: Floats, box: Box) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return touching(np.hstack([centres - _SPARE, centres + _SPARE]), box)


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


def _near(box: Box, x: float, y: float) -> bool:
    return box.left - _SPARE <= x <= box.right + _SPARE and box.top - _SPARE <= y <= box.bottom + _SPARE


def _label(item: Label, box: Box) -> bool:
    return (
        item.x <= box.right
        and item.x + item.width >= box.left
        and item.y <= box.bottom
        and item.y + item.height >= box.top
    )


def _row(box: Box, x: float, y: float, width: float) -> bool:
    return x <= box.right and x + width >= box.left and box.top - _SPARE <= y <= box.bottom + _SPARE


def _legend(item: LegendEntry, box: Box) -> bool:
    return bool(item.size) and _row(box, item.x, item.y, _KEY_WIDTH * item.size)
