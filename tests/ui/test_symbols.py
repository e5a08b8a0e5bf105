"""Symbols as painted: small ones lose their letter, but never the sign of who opens or closes."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from partnermap.scene.model import Shape
from partnermap.scene.style import SymbolStyle
from partnermap.ui.canvas.symbols import paint_symbol


def colours(letter: str, radius: float) -> set[str]:
    """The colours of a red square with a letter."""
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_symbol(
        painter, SymbolStyle(Shape.SQUARE, letter, "#aa0000", "#00ff00", "#aa0000"), 20.0, 20.0, radius
    )
    painter.end()
    return {image.pixelColor(x, y).name() for x in range(40) for y in range(40)}


@pytest.mark.usefixtures("qtbot")
def test_a_small_symbol_keeps_its_sign_but_not_its_letter() -> None:
    assert len(colours("V", 4.0)) == len(colours("", 4.0))
    for sign in "+×":
        assert len(colours(sign, 4.0)) > len(colours("", 4.0))
    assert len(colours("V", 8.0)) > len(colours("", 8.0))
