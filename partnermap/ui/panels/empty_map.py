"""EmptyMap: says in the middle of a map that shows nobody why that is, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from partnermap.shell.words import text
from partnermap.ui.canvas.map_maker import MapSummary
from partnermap.ui.panels.labels import muted


class EmptyMap(QWidget):
    """Words over the map; the mouse goes through them."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.words: QLabel = muted()
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        own, around = QVBoxLayout(self), QVBoxLayout(over)
        own.addWidget(self.words)
        around.addWidget(self)
        self.hide()

    def show_summary(self, summary: MapSummary) -> None:
        """Say why a map is empty, or nothing where it is not."""
        self.words.setText("" if summary.organisations else why_empty(summary))
        self.setVisible(summary.organisations == 0)


def why_empty(summary: MapSummary) -> str:
    """Why nobody is on the map, and the way out."""
    if summary.all_roles:
        return text("No organisation fits all of these conditions. Take one away, or show everything.")
    if summary.recorded:
        return text("No organisation is open on this date. Move the line on the timeline.")
    return text("There are no organisations yet. Import files (Ctrl+I), or add them in Registers.")
