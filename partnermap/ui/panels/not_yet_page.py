"""NotYetPage: an honest sentence where a room is not built yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnermap.ui.panels.labels import muted


class NotYetPage(QWidget):
    """One sentence in the middle."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        words = muted(sentence)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(words)
        layout.addStretch(1)
