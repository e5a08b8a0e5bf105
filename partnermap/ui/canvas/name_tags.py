"""Name tags: whoever is selected, hovered or reached by key is named, also where the map has no room."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from partnermap.scene.labels import LONGEST_WORD
from partnermap.scene.model import LEADING, Label, Scene
from partnermap.scene.symbols import REACH
from partnermap.scene.text import block_width, shorten, wrap
from partnermap.ui.canvas.highlight import Marked
from partnermap.ui.canvas.painting import paint_label

WIDE_EMS, MOST_LINES = 14.0, 3
PAD, GAP = 4.0, 8.0
"""Ground round the name, and room between it and the symbol with its rings, in view units."""

MOST_CHARACTERS = 90


def name_tags(scene: Scene, names: Mapping[str, str], marked: Marked) -> Iterator[Label]:
    """The names of those that stand out and have none on the map, below their symbol or above it."""
    named = {label.organisation for label in scene.labels}
    for organisation_id in dict.fromkeys((marked.selected, marked.focused, marked.hovered)):
        if organisation_id is None or organisation_id not in scene.organisation_ids:
            continue
        row = scene.organisation_ids.index(organisation_id)
        if row not in named:
            yield _tag(scene, row, names.get(organisation_id, ""))


def _tag(scene: Scene, row: int, name: str) -> Label:
    size = scene.view.font_size
    short = " ".join(shorten(word, LONGEST_WORD) for word in shorten(name, MOST_CHARACTERS).split())
    lines = wrap(short, size, scene.font, True, WIDE_EMS * size, MOST_LINES)
    width, height = block_width(lines, size, scene.font, True), size * LEADING * len(lines)
    x, y = scene.positions[row].tolist()
    away = float(scene.radii[row]) * REACH + GAP
    top = y + away if y + away + height + PAD <= scene.view.height else y - away - height
    left = min(max(x - width / 2, PAD), max(scene.view.width - width - PAD, PAD))
    return Label(row, lines, left, top, width, height, size, True, "centre")


def paint_name_tags(
    painter: QPainter, scene: Scene, names: Mapping[str, str], marked: Marked, accent: QColor
) -> None:
    """Paint them on a ground of their own, so that they are read whatever lies below."""
    for label in name_tags(scene, names, marked):
        box = QRectF(label.x, label.y, label.width, label.height).adjusted(-PAD, -PAD / 2, PAD, PAD / 2)
        painter.setPen(QPen(accent, 1.0))
        painter.setBrush(QColor(scene.background))
        painter.drawRoundedRect(box, PAD, PAD)
        paint_label(painter, label, scene, painter.device().devicePixelRatio())
