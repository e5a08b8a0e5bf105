"""Highlight: rings and lifted ties drawn over the finished picture, without drawing it anew."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from partnermap.scene.model import Scene
from partnermap.ui.canvas.painting import paint_label, paint_lines, qt_pen


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


def paint_highlight(
    painter: QPainter, scene: Scene, marked: Marked, lifted: frozenset[str], accent: QColor
) -> None:
    """Draw the ties with the `lifted` ids heavier, ring what is marked, with its names on top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if lifted:
        _lift_ties(painter, scene, lifted)
    row_of = {one: row for row, one in enumerate(scene.organisation_ids)}
    rings = ((marked.hovered, 2.0, 1.5), (marked.selected, 4.0, 2.5), (marked.focused, 8.0, 3.0))
    for organisation_id, gap, width in rings:
        row = row_of.get(organisation_id or "")
        if row is not None:
            _ring(painter, scene, row, float(scene.radii[row]) + gap, QPen(accent, width))
    named = {row_of.get(organisation_id or "") for organisation_id, _, _ in rings}
    for label in scene.labels:
        if label.organisation in named:
            paint_label(painter, label, scene, painter.device().devicePixelRatioF())


def _ring(painter: QPainter, scene: Scene, row: int, radius: float, pen: QPen) -> None:
    x, y = scene.positions[row].tolist()
    # A band in the background's colour keeps the ring apart from whatever lies below it.
    painter.setPen(QPen(QColor(scene.background), pen.widthF() + 2.0))
    painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setPen(pen)
    painter.drawEllipse(QPointF(x, y), radius, radius)


def _lift_ties(painter: QPainter, scene: Scene, lifted: frozenset[str]) -> None:
    rows = frozenset(row for row, tie_id in enumerate(scene.tie_ids) if tie_id in lifted)
    for batch in scene.lines:
        painter.setPen(qt_pen(batch.pen, extra=2.0))
        paint_lines(painter, batch, only=rows)
