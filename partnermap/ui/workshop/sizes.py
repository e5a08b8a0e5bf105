"""Sizes: how large the words of the room are, at the desk and from the back of a room."""

from PySide6.QtWidgets import QApplication, QWidget

from partnermap.ui.tables.figures import FigureTable
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.theme import scaled

DESK, PROJECTOR = 1.0, 1.6
"""Times the user's own text size."""


def refitted(table: FiguresView) -> None:
    """Let a table measure its columns again."""
    shown = table.shown
    table.show_table(FigureTable(shown.name, (), ()))
    table.show_table(shown)


class Sizes:
    """Remembers each widget's share of the text size, so that one switch makes all larger."""

    def __init__(self) -> None:
        self._scale = DESK
        self._sized: list[tuple[QWidget, float, bool]] = []

    @property
    def scale(self) -> float:
        """DESK or PROJECTOR."""
        return self._scale

    def add(self, widget: QWidget, factor: float = 1.0, *, bold: bool = False) -> None:
        """Let a widget's words be so many times the text size, from now on."""
        self._sized.append((widget, factor, bold))
        self._size(widget, factor, bold=bold)

    def set_scale(self, scale: float) -> None:
        """Make all words larger or smaller."""
        self._scale = scale
        for widget, factor, bold in self._sized:
            self._size(widget, factor, bold=bold)

    def _size(self, widget: QWidget, factor: float, *, bold: bool) -> None:
        widget.setFont(scaled(QApplication.font(), factor * self._scale, bold=bold))
