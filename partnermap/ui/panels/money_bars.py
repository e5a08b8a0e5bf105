"""MoneyBars: one bar per year in which money ends, with year and amount written beside it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from partnermap.domain.money import money_in_words
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID
from partnermap.ui.theme import Theme, scaled


class MoneyBars(QWidget):
    """Bars in order; `rows` are what it ends as (a year or a word) and pence."""

    def __init__(
        self, rows: Sequence[tuple[str, int]], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = [
            (text("{when} {money}", when=when, money=money_in_words(pence)), pence)
            for when, pence in rows
        ]
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(words for words, _ in self._rows))

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(scaled(self.font(), 0.92))

    def _row_height(self) -> float:
        return self._metrics().height() + GRID

    def sizeHint(self) -> QSize:
        """The size that suits the font."""
        return QSize(160, round(self._row_height() * len(self._rows)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(scaled(self.font(), 0.92))
        metrics, high = self._metrics(), self._row_height()
        widest = max(metrics.horizontalAdvance(words) for words, _ in self._rows) + GRID
        room = max(self.width() - widest - GRID, 2.0 * GRID)
        most = max(1, *(pence for _, pence in self._rows))
        for row, (words, pence) in enumerate(self._rows):
            length = max(room * max(pence, 0) / most, 3.0)
            bar = QRectF(0, row * high + 3, length, high - 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.accent))
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(QColor(self._theme.muted))
            box = QRectF(length + GRID, row * high, self.width() - length - GRID, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()
