"""Waiting: says over the map that it is being arranged, and lets the user stop that."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID

PATIENCE_MS = 1000
"""Work that takes less than this is not worth a word."""


class Waiting(QWidget):
    """A line of words with a button, shown once work takes long.

    Signals:
        stopped: the user does not want to wait.
    """

    stopped = Signal()

    def __init__(self, over: QWidget, words: str = "", stops: str = "") -> None:
        """Prepare; `words` say what goes on behind a map that is shown, `stops` what the button does."""
        super().__init__(over)
        self._over = over
        self._is_low = bool(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID)
        row.addWidget(QLabel(words or text("Arranging the map …")))
        self.stop = QPushButton(text("Stop"))
        self.stop.setProperty("role", "small")
        self.stop.setAccessibleName(stops or text("Stop arranging the map"))
        self.stop.clicked.connect(self.stopped)
        row.addWidget(self.stop)
        self.setAutoFillBackground(True)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        self.hide()

    def begin(self) -> None:
        """Work has begun; what already runs keeps its time."""
        if not self._patience.isActive() and not self.isVisible():
            self._patience.start()

    def end(self) -> None:
        """Work has ended."""
        self._patience.stop()
        self.hide()

    def _appear(self) -> None:
        self.adjustSize()
        self.move(GRID, self._over.height() - self.height() - GRID if self._is_low else GRID)
        self.show()
        self.raise_()
