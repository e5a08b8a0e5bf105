"""ElidedLabel: words on one line that give way where there is no room for all of them."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from partnermap.ui.plain_words import tip
from partnermap.ui.theme import scaled

_FEWEST = 5
"""Letters that are always left."""


class ElidedLabel(QLabel):
    """Cut off with an ellipsis; all words are shown when pointed at, and read out always."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setProperty("role", "muted")
        self.setFont(scaled(self.font(), 0.92))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setToolTip(tip(words))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(_FEWEST * self.fontMetrics().averageCharWidth(), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As many of the words as there is room for."""
        box = self.contentsRect()
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter = QPainter(self)
        self.style().drawItemText(
            painter, box, int(self.alignment()), self.palette(), True, words, self.foregroundRole()
        )
        painter.end()
