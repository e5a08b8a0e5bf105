"""Paints a Scene with QPainter; decides nothing. Safe on any thread when it paints onto a QImage."""

import math
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QTransform,
)

from partnermap.scene.model import (
    ASCENT,
    LEADING,
    ArrowBatch,
    Hatch,
    Label,
    LineBatch,
    Pen,
    Scene,
    SymbolBatch,
    TextMark,
    TieLetter,
    View,
)
from partnermap.scene.symbols import hatch_lines
from partnermap.scene.text import text_width
from partnermap.ui.canvas.symbols import symbol_image

HALO = 3.0
"""Width of the halo's stroke around letters, in view units."""

HATCH_WIDTH, LEADER_WIDTH = 1.0, 0.8


MARGIN_SHARE = 0.25
"""How far beyond each edge of a near view is drawn, in view sizes, so that a pan finds it there."""


@dataclass(frozen=True, eq=False)
class Layers:
    """A scene as images of one size: the whole of it, what lies below the symbols, and the rest.

    Attributes:
        room: what the images cover, in view units; of a near view more than can be seen at once.
    """

    whole: QImage
    below: QImage
    above: QImage
    room: QRectF

    def paint(self, image: QImage, paint: Callable[[QPainter], None]) -> None:
        """Paint in view units on an image of this size."""
        _paint_in(image, self.room, paint)


def scene_layers(scene: Scene, ratio: float) -> Layers:
    """The scene in layers, so that ties can be lifted between lines and symbols without drawing anew."""
    across, down = _margin(scene.view, ratio)
    pixels = (
        math.ceil(scene.view.width * ratio) + 2 * across,
        math.ceil(scene.view.height * ratio) + 2 * down,
    )
    room = QRectF(-across / ratio, -down / ratio, pixels[0] / ratio, pixels[1] / ratio)
    below = QImage(*pixels, QImage.Format.Format_RGB32)
    below.fill(QColor(scene.background))
    above = QImage(*pixels, QImage.Format.Format_ARGB32_Premultiplied)
    above.fill(Qt.GlobalColor.transparent)
    for image in (below, above):
        image.setDevicePixelRatio(ratio)
    _paint_in(below, room, lambda painter: paint_below(painter, scene))
    _paint_in(above, room, lambda painter: paint_above(painter, scene, ratio))
    whole = below.copy()
    with_painter(whole, lambda painter: painter.drawImage(QPointF(0, 0), above))
    return Layers(whole, below, above, room)


def _margin(view: View, ratio: float) -> tuple[int, int]:
    """Pixels to draw beyond the sides, and above and below: none where everything is in sight."""
    if view.centre is None and view.zoom <= 1.0:
        return 0, 0
    return int(MARGIN_SHARE * view.width * ratio), int(MARGIN_SHARE * view.height * ratio)


def _paint_in(image: QImage, room: QRectF, paint: Callable[[QPainter], None]) -> None:
    def shifted(painter: QPainter) -> None:
        painter.translate(-room.topLeft())
        paint(painter)

    with_painter(image, shifted)


def with_painter(image: QImage, paint: Callable[[QPainter], None]) -> None:
    """Paint on an image, smoothly."""
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    try:
        paint(painter)
    finally:
        painter.end()


def paint_below(painter: QPainter, scene: Scene) -> None:
    """Paint guides, hatches, lines and their signs, in view coordinates."""
    if scene.guide_pen is not None:
        painter.setPen(qt_pen(scene.guide_pen))
        for points in scene.guides:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
    for hatch in scene.hatches:
        _paint_hatch(painter, hatch)
    paint_strands(painter, scene.lines, scene.arrows)
    paint_letters(painter, scene.letters, scene)


def paint_strands(
    painter: QPainter, lines: Sequence[LineBatch], arrows: Sequence[ArrowBatch], extra: float = 0.0
) -> None:
    """Paint lines, wider by `extra`, and arrowheads."""
    for batch in lines:
        painter.setPen(qt_pen(batch.pen, extra))
        paint_lines(painter, batch)
    for heads in arrows:
        _paint_arrows(painter, heads)


def paint_above(
    painter: QPainter, scene: Scene, ratio: float = 1.0, only: Container[int] | None = None
) -> None:
    """Paint symbols, names and texts; `only` limits it to organisations of these indexes."""
    labels = [label for label in scene.labels if only is None or label.organisation in only]
    leaders = [QLineF(*label.leader) for label in labels if label.leader is not None]
    # Their halo keeps them apart from the ties, below the symbols so that it cuts none of them.
    painter.setPen(QPen(QColor(scene.halo), LEADER_WIDTH + HALO))
    painter.drawLines(leaders)
    for symbols in scene.symbols:
        _paint_symbols(painter, symbols, ratio, only)
    painter.setPen(QPen(QColor(scene.ink), LEADER_WIDTH))
    painter.drawLines(leaders)
    for label in labels:
        paint_label(painter, label, scene, ratio)
    for mark in scene.texts if only is None else ():
        _paint_text(painter, mark, scene, ratio)


def qt_pen(pen: Pen, extra: float = 0.0) -> QPen:
    """The Qt pen of a pen class, wider by `extra`; Qt counts dashes in pen widths."""
    line = QPen(QColor(pen.colour), pen.width + extra)
    line.setCapStyle(Qt.PenCapStyle.FlatCap if pen.dash else Qt.PenCapStyle.RoundCap)
    if pen.dash:
        line.setDashPattern([part / line.widthF() for part in pen.dash])
    return line


def paint_lines(painter: QPainter, batch: LineBatch) -> None:
    """Draw a batch with the painter's pen."""
    if batch.pen.dash:
        for _, points in batch.paths():
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points.tolist()]))
        return
    painter.drawLines([QLineF(*segment) for segment in batch.segments.tolist()])


def _paint_hatch(painter: QPainter, hatch: Hatch) -> None:
    painter.setBrush(QColor(hatch.ground))
    for (x, y), radius in zip(hatch.centres.tolist(), hatch.radii.tolist(), strict=True):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QPointF(x, y), radius, radius)
        painter.setPen(QPen(QColor(hatch.colour), HATCH_WIDTH))
        rows = hatch_lines(x, y, radius, hatch.gap).tolist()
        painter.drawLines([QLineF(*row) for row in rows])
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _paint_arrows(painter: QPainter, arrows: ArrowBatch) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(arrows.colour))
    for corners in arrows.corners.tolist():
        painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_letters(painter: QPainter, letters: Sequence[TieLetter], scene: Scene) -> None:
    """Letters of ties on discs in the background's colour, one font and one metric for all."""
    if not letters:
        return
    painter.setFont(text_font(scene.font, letters[0].size, True))
    metrics = QFontMetricsF(painter.font())
    for item in letters:
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


def _paint_symbols(
    painter: QPainter, batch: SymbolBatch, ratio: float, only: Container[int] | None
) -> None:
    rows = zip(batch.organisations.tolist(), batch.centres.tolist(), batch.radii.tolist(), strict=True)
    for organisation, (x, y), exact in rows:
        if only is not None and organisation not in only:
            continue
        radius = round(exact, 1)
        image = symbol_image(batch, radius, ratio)
        half = image.width() / image.devicePixelRatio() / 2
        for shift in batch.shifts:
            painter.drawImage(QPointF(x - half + shift * radius, y - half - shift * radius), image)


def text_font(family: str, size: float, bold: bool) -> QFont:
    """The font of a label or text whose size is in view units."""
    font = QFont(family)
    font.setPixelSize(max(1, round(size)))
    font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    return font


def paint_label(painter: QPainter, label: Label, scene: Scene, ratio: float) -> None:
    """Paint one name with its halo."""
    _paint_with_halo(painter, label, scene, scene.ink, ratio)


def _paint_text(painter: QPainter, mark: TextMark, scene: Scene, ratio: float) -> None:
    """Paint a title within the map; of a crowded map it lies over symbols."""
    width = text_width(mark.text, mark.size, scene.font, mark.bold)
    top, height = mark.y - ASCENT * mark.size, LEADING * mark.size
    label = Label(0, (mark.text,), mark.x, top, width, height, mark.size, mark.bold, "left")
    _paint_with_halo(painter, label, scene, mark.colour, ratio)


def _paint_with_halo(painter: QPainter, label: Label, scene: Scene, ink: str, ratio: float) -> None:
    words = _Words(label.lines, label.size, label.bold, label.align, scene.font, ink, scene.halo)
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
    path = label_path(label, words.family)
    halo = QPen(QColor(words.halo), HALO, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.strokePath(path, halo)
    painter.fillPath(path, QColor(words.ink))
    painter.end()
    return image


def label_path(label: Label, family: str) -> QPainterPath:
    """The outlines of a label's letters, within its width.

    Letters that the bundled fonts lack are drawn by a font of the system, whose widths nobody knows
    beforehand: a line that comes out too wide for its place is drawn narrower, never cut off.
    """
    font = text_font(family, label.size, label.bold)
    metrics = QFontMetricsF(font)
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[label.align]
    path = QPainterPath()
    # Strokes of one letter overlap in some fonts: filled by the other rule they leave holes in it.
    path.setFillRule(Qt.FillRule.WindingFill)
    for words, y in zip(label.lines, label.baselines, strict=True):
        advance = metrics.horizontalAdvance(words)
        narrower = 1.0 if advance <= label.width + HALO else label.width / advance
        line = QPainterPath()
        line.addText(QPointF(0.0, 0.0), font, words)
        start = label.anchor - share * advance * narrower
        path.addPath(QTransform.fromTranslate(start, y).scale(narrower, 1.0).map(line))
    return path
