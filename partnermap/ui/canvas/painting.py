"""Paints a Scene with QPainter; decides nothing. Safe on any thread when it paints onto a QImage."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from partnermap.scene.model import (
    ArrowBatch,
    Hatch,
    Label,
    LineBatch,
    Pen,
    Scene,
    SymbolBatch,
    TextMark,
    TieLetter,
)
from partnermap.ui.canvas.symbols import symbol_image

HALO = 3.0
"""Width of the halo's stroke around letters, in view units."""


def scene_image(scene: Scene, ratio: float) -> QImage:
    """The whole scene as an image for screens of that device pixel ratio."""
    size = QSizeF(scene.view.width, scene.view.height) * ratio
    image = QImage(math.ceil(size.width()), math.ceil(size.height()), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(scene.background))
    painter = QPainter(image)
    try:
        paint_scene(painter, scene, ratio)
    finally:
        painter.end()
    return image


def paint_scene(painter: QPainter, scene: Scene, ratio: float = 1.0) -> None:
    """Paint hatches, lines, symbols, rings and words, in this order, in view coordinates."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if scene.guide_pen is not None:
        painter.setPen(qt_pen(scene.guide_pen))
        for points in scene.guides:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
    for hatch in scene.hatches:
        _paint_hatch(painter, hatch)
    for batch in scene.lines:
        painter.setPen(qt_pen(batch.pen))
        paint_lines(painter, batch)
    for arrows in scene.arrows:
        _paint_arrows(painter, arrows)
    _paint_letters(painter, scene)
    for symbols in scene.symbols:
        _paint_symbols(painter, symbols, ratio)
    painter.setPen(QPen(QColor(scene.ink), 1.0))
    for label in scene.labels:
        if label.leader is not None:
            painter.drawLine(QLineF(*label.leader))
        paint_label(painter, label, scene, ratio)
    for mark in scene.texts:
        _paint_text(painter, mark, scene.font)


def qt_pen(pen: Pen, extra: float = 0.0) -> QPen:
    """The Qt pen of a pen class, wider by `extra`; Qt counts dashes in pen widths."""
    line = QPen(QColor(pen.colour), pen.width + extra)
    line.setCapStyle(Qt.PenCapStyle.FlatCap if pen.dash else Qt.PenCapStyle.RoundCap)
    if pen.dash:
        line.setDashPattern([part / line.widthF() for part in pen.dash])
    return line


def paint_lines(painter: QPainter, batch: LineBatch, only: frozenset[int] | None = None) -> None:
    """Draw a batch with the painter's pen; `only` limits it to ties of these indexes."""
    if batch.pen.dash:
        for tie, points in batch.paths():
            if only is None or tie in only:
                painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
        return
    rows = batch.segments if only is None else batch.segments[np.isin(batch.ties, list(only))]
    painter.drawLines([QLineF(*segment) for segment in rows.tolist()])


def _paint_hatch(painter: QPainter, hatch: Hatch) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    brushes = (QBrush(QColor(hatch.ground)), QBrush(QColor(hatch.colour), Qt.BrushStyle.BDiagPattern))
    for (x, y), radius in zip(hatch.centres.tolist(), hatch.radii.tolist(), strict=True):
        for brush in brushes:
            painter.setBrush(brush)
            painter.drawEllipse(QPointF(x, y), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_arrows(painter: QPainter, arrows: ArrowBatch) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(arrows.colour))
    for corners in arrows.corners.tolist():
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_letters(painter: QPainter, scene: Scene) -> None:
    """Letters of ties on discs in the background's colour, one font and one metric for all."""
    if not scene.letters:
        return
    painter.setFont(text_font(scene.font, scene.letters[0].size, True))
    metrics = QFontMetricsF(painter.font())
    for item in scene.letters:
        paint_tie_letter(painter, item, scene.background, metrics)


def paint_tie_letter(
    painter: QPainter, item: TieLetter, background: str, metrics: QFontMetricsF
) -> None:
    """One letter in the painter's font, on a disc."""
    half, wide = item.size * 0.6, item.half_width
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(background))
    painter.drawRoundedRect(QRectF(item.x - wide, item.y - half, 2 * wide, 2 * half), half, half)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QColor(item.colour))
    left = item.x - metrics.horizontalAdvance(item.letter) / 2
    painter.drawText(QPointF(left, item.baseline), item.letter)


def _paint_symbols(painter: QPainter, batch: SymbolBatch, ratio: float) -> None:
    for radius in np.unique(np.round(batch.radii, 1)).tolist():
        image = symbol_image(batch, radius, ratio)
        half = image.width() / image.devicePixelRatio() / 2
        chosen = np.round(batch.radii, 1) == radius
        for x, y in (batch.centres[chosen] - half).tolist():
            for shift in batch.shifts:
                painter.drawImage(QPointF(x + shift * radius, y - shift * radius), image)


def text_font(family: str, size: float, bold: bool) -> QFont:
    """The font of a label or text whose size is in view units."""
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def paint_label(painter: QPainter, label: Label, scene: Scene, ratio: float) -> None:
    """Paint one name with its halo."""
    words = _Words(label.lines, label.size, label.bold, label.align, scene.font, scene.ink, scene.halo)
    image = _label_image(words, label.width, label.height, ratio)
    corner = QPointF(label.x - HALO, label.y - HALO) * ratio
    # On whole device pixels the letters stay as sharp as they were drawn.
    painter.drawImage(QPointF(round(corner.x()), round(corner.y())) / ratio, image)


@dataclass(frozen=True, slots=True)
class _Words:
    """All that a label's image depends on beside its size."""

    lines: tuple[str, ...]
    size: float
    bold: bool
    align: str
    family: str
    ink: str
    halo: str


@lru_cache(maxsize=4096)
def _label_image(words: _Words, width: float, height: float, ratio: float) -> QImage:
    """A label with its halo; stroking letters is the dearest part of a picture, so images are kept."""
    size = QSizeF(width + 2 * HALO, height + 2 * HALO) * ratio
    form = QImage.Format.Format_ARGB32_Premultiplied
    image = QImage(math.ceil(size.width()), math.ceil(size.height()), form)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    label = Label(0, words.lines, HALO, HALO, width, height, words.size, words.bold, words.align)
    path = _label_path(label, words.family)
    halo = QPen(QColor(words.halo), HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, halo)
    painter.fillPath(path, QColor(words.ink))
    painter.end()
    return image


def _label_path(label: Label, family: str) -> QPainterPath:
    font = text_font(family, label.size, label.bold)
    metrics = QFontMetricsF(font)
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[label.align]
    path = QPainterPath()
    for words, y in zip(label.lines, label.baselines, strict=True):
        path.addText(QPointF(label.anchor - share * metrics.horizontalAdvance(words), y), font, words)
    return path


def _paint_text(painter: QPainter, mark: TextMark, family: str) -> None:
    painter.setFont(text_font(family, mark.size, mark.bold))
    painter.setPen(QColor(mark.colour))
    painter.drawText(QPointF(mark.x, mark.y), mark.text)
