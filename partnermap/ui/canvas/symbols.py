"""Symbols painted with Qt: outlines come from the scene, finished images are kept by look and size."""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from partnermap.scene.model import Shape, SymbolBatch
from partnermap.scene.style import SymbolStyle
from partnermap.scene.symbols import REACH, letter_baseline, letter_size, outline

LETTER_FROM_RADIUS = 5.9
"""Below this radius a letter cannot be read and is left out."""

SIGN_FROM_RADIUS = 3.0
"""A plus or a cross is told apart in less room."""

LETTER_FONT = "Inter"
OUTLINE = 1.5


def paint_symbol(painter: QPainter, look: SymbolStyle, x: float, y: float, radius: float) -> None:
    """Draw a symbol with its letter."""
    painter.setPen(QPen(QColor(look.outline), OUTLINE))
    painter.setBrush(QColor(look.fill))
    if look.shape is Shape.CIRCLE:
        painter.drawEllipse(QPointF(x, y), radius, radius)
    else:
        corners = outline(look.shape, x, y, radius).tolist()
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    least = LETTER_FROM_RADIUS if look.letter.isalnum() else SIGN_FROM_RADIUS
    if look.letter and radius >= least:
        _paint_letter(painter, look, x, y, radius)


def _paint_letter(painter: QPainter, look: SymbolStyle, x: float, y: float, radius: float) -> None:
    font = QFont(LETTER_FONT)
    font.setPixelSize(max(1, round(letter_size(radius))))
    font.setWeight(QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor(look.ink))
    width = QFontMetricsF(font).horizontalAdvance(look.letter)
    painter.drawText(QPointF(x - width / 2, letter_baseline(look.shape, y, radius)), look.letter)


def symbol_image(batch: SymbolBatch, radius: float, ratio: float) -> QImage:
    """A symbol in the middle of a transparent image, drawn for a device pixel ratio; kept for reuse."""
    look = SymbolStyle(batch.shape, batch.letter, batch.fill, batch.ink, batch.outline)
    return _image(look, round(radius, 1), ratio)


@lru_cache(maxsize=512)
def _image(look: SymbolStyle, radius: float, ratio: float) -> QImage:
    side = 2 * (radius * REACH + OUTLINE)
    pixels = math.ceil(side * ratio)
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    middle = pixels / ratio / 2
    paint_symbol(painter, look, middle, middle, radius)
    painter.end()
    return image
