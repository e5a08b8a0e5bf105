"""Swatch: a square in one of the theme's colours, beside the words for it."""

from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from partnermap.ui.panels.samples import Sample
from partnermap.ui.theme import LIGHT, Theme


class Swatch(Sample):
    """A square; `role` is the name of a colour of the theme."""

    WIDTHS = 0.8

    def __init__(self, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self._theme: Theme = LIGHT

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self.update()

    def paint(self, painter: QPainter) -> None:
        """A filled square in the middle."""
        side = round(self.width() * 0.9)
        colour = QColor(str(getattr(self._theme, self._role)))
        painter.fillRect(0, (self.height() - side) // 2, side, side, colour)
