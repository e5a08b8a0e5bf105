"""Highlight: what is concerned stands out over the finished picture, without drawing it anew.

Ties of a hovered or selected organisation are fanned out with all their signs, between the lines and the
symbols; a selection also dims whatever it does not concern, so far that names can still be read.
"""

from collections.abc import Set
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from partnermap.scene.candidates import Surroundings
from partnermap.scene.crossings import meeting
from partnermap.scene.fit import Box
from partnermap.scene.letters import tie_letters
from partnermap.scene.model import ArrowBatch, Floats, Ints, Label, LineBatch, Scene, TieLetter
from partnermap.scene.strands import close_by
from partnermap.scene.symbols import symbol_reach
from partnermap.ui.canvas.painting import Layers, paint_above, paint_letters, paint_strands

DIMMED = 0.66
"""What is left of symbols and names that a selection does not concern: names keep 4.5:1."""

FAINT = 0.4
"""What is left of their lines."""

MOST_LETTERED = 60
"""Of more lifted ties none is lettered: they would hide each other, and take too long."""

HEAVIER = 0.8

BAND = 1.0
"""On both sides of a ring, in the background's colour: keeps it apart from whatever lies below it."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What stands out: organisation ids and a tie's id."""

    selected: str | None = None
    hovered: str | None = None
    focused: str | None = None
    tie: str | None = None
    hovered_tie: str | None = None

    def kept(self, scene: Scene) -> "Marked":
        """Without what a new scene no longer holds; the selection outlives its absence."""
        return replace(
            self,
            hovered=self.hovered if self.hovered in scene.organisation_ids else None,
            tie=self.tie if self.tie in scene.tie_ids else None,
            hovered_tie=None,
        )


@dataclass(frozen=True, eq=False)
class Lifted:
    """Ties to lift, as rows of the scene; with `concerned` organisations everybody else is dimmed."""

    ties: Ints
    concerned: Set[int] = frozenset()


@dataclass(frozen=True, eq=False)
class Raised:
    """Lines, arrowheads and letters of ties that stand out; and the names that their lines cross."""

    lines: tuple[LineBatch, ...]
    arrows: tuple[ArrowBatch, ...]
    letters: tuple[TieLetter, ...]
    crossed: tuple[Label, ...]


def strand_of(scene: Scene, tie_id: str) -> Ints:
    """Rows of the ties that share a tie's line, itself among them; none when it is not drawn."""
    if tie_id not in scene.tie_ids:
        return np.zeros(0, dtype=np.int32)
    lead = scene.leads[scene.tie_ids.index(tie_id)]
    return np.asarray(np.flatnonzero(scene.leads == lead), dtype=np.int32)


def paint_picture(painter: QPainter, scene: Scene, layers: Layers, lifted: Lifted) -> None:
    """Paint the finished picture with the lifted ties in it."""
    everything = layers.room
    painter.drawImage(everything, layers.below)
    if lifted.concerned:
        veil = QColor(scene.background)
        veil.setAlphaF(1 - FAINT)
        painter.fillRect(everything, veil)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _lift_ties(painter, scene, lifted)
    painter.setOpacity(DIMMED if lifted.concerned else 1.0)
    painter.drawImage(everything, layers.above)
    painter.setOpacity(1.0)
    if lifted.concerned:
        paint_above(painter, scene, layers.above.devicePixelRatio(), only=lifted.concerned)


def paint_rings(painter: QPainter, scene: Scene, marked: Marked, accent: QColor) -> None:
    """Ring what is marked."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for organisation_id, gap, width in _rings(marked):
        if organisation_id in scene.organisation_ids:
            row = scene.organisation_ids.index(organisation_id)
            _ring(painter, scene, row, float(scene.radii[row]) + gap, QPen(accent, width))


def rings_reach(marked: Marked, organisation_id: str) -> float:
    """How far the rings of an organisation reach beyond its radius, in view units; 0 without any."""
    mine = [gap + width / 2 + BAND for one, gap, width in _rings(marked) if one == organisation_id]
    return max(mine, default=0.0)


def _rings(marked: Marked) -> tuple[tuple[str | None, float, float], ...]:
    """Who is ringed, how far beyond the radius, and how wide."""
    return ((marked.hovered, 2.0, 1.5), (marked.selected, 4.0, 2.5), (marked.focused, 8.0, 3.0))


def _ring(painter: QPainter, scene: Scene, row: int, radius: float, pen: QPen) -> None:
    x, y = scene.positions[row].tolist()
    painter.setPen(QPen(QColor(scene.background), pen.widthF() + 2 * BAND))
    painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setPen(pen)
    painter.drawEllipse(QPointF(x, y), radius, radius)


def _lift_ties(painter: QPainter, scene: Scene, lifted: Lifted) -> None:
    if not len(lifted.ties) or scene.ways is None:
        return
    raised = _raised(scene, tuple(lifted.ties.tolist()))
    paint_strands(painter, raised.lines, raised.arrows, HEAVIER)
    if lifted.concerned:
        _clear_for_dimmed(painter, scene, raised.crossed, lifted.concerned)
    paint_letters(painter, raised.letters, scene)


def _clear_for_dimmed(
    painter: QPainter, scene: Scene, crossed: tuple[Label, ...], concerned: Set[int]
) -> None:
    """Stop lifted lines round names that are dimmed: a dimmed halo lets them shine through."""
    ground = QColor(scene.background)
    for label in crossed:
        if label.organisation not in concerned:
            painter.fillRect(QRectF(label.x, label.y, label.width, label.height), ground)


def raise_ahead(scene: Scene, lifted: Lifted) -> None:
    """Work out what will be drawn of lifted ties, so that painting need not; safe on any thread."""
    if len(lifted.ties) and scene.ways is not None:
        _raised(scene, tuple(lifted.ties.tolist()))


@lru_cache(maxsize=4)
def _raised(scene: Scene, rows: tuple[int, ...]) -> Raised:
    # Kept, because the same ties are painted again and again while the window is moved and fades.
    strands = close_by(scene, np.array(rows, dtype=np.int32))
    segments = np.concatenate([batch.segments for batch in strands.lines])
    boxes = _boxes(scene.labels)
    met = np.flatnonzero(meeting(boxes, segments).any(axis=1))
    crossed = tuple(scene.labels[row] for row in met.tolist())
    if len(rows) > MOST_LETTERED:
        return Raised(strands.lines, strands.arrows, (), crossed)
    reach = np.asarray(symbol_reach(scene.radii))
    around = Surroundings(Box(*scene.area), scene.positions, scene.radii, reach, segments)
    letters = tie_letters(strands, around, boxes, scene.view, scene.ink)
    return Raised(strands.lines, strands.arrows, letters, crossed)


def _boxes(labels: tuple[Label, ...]) -> Floats:
    names = [(item.x, item.y, item.x + item.width, item.y + item.height) for item in labels]
    return np.array(names, dtype=np.float64).reshape(-1, 4)
