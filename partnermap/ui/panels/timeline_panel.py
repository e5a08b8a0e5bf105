"""TimelinePanel: the timeline with its Play button."""

import datetime as dt

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from partnermap.domain.dates import add_months
from partnermap.shell.words import text
from partnermap.ui.canvas.timeline import Timeline
from partnermap.ui.panels.labels import GRID, panel

BEAT_MS = 500
"""Milliseconds between two months while playing."""


class TimelinePanel(QWidget):
    """Lanes over the years and the date.

    Attributes:
        timeline: the timeline itself.
        play: the button that moves the date by itself.

    Signals:
        date_chosen: the date that the line was moved to.
    """

    date_chosen = Signal(object)

    def __init__(self, on: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = panel(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        body = QVBoxLayout(frame)
        body.setContentsMargins(1, GRID // 2, GRID, GRID // 2)
        self.timeline = Timeline(on)
        self.timeline.date_chosen.connect(self.date_chosen)
        self.timeline.setToolTip(_hint())
        body.addWidget(self.timeline, 1)
        self.play = QPushButton(text("Play"), self.timeline)
        self.play.setProperty("role", "soft")
        self.play.setCheckable(True)
        self.play.setToolTip(text("Move the date on by a month at a time"))
        self.play.move(2 * GRID, GRID // 2)
        self.play.toggled.connect(self._on_play)
        self._beat = QTimer(self)
        self._beat.setInterval(BEAT_MS)
        self._beat.timeout.connect(self._on_beat)

    def _on_play(self, plays: bool) -> None:
        self.play.setText(text("Pause") if plays else text("Play"))
        if plays:
            self._beat.start()
        else:
            self._beat.stop()

    def _on_beat(self) -> None:
        after = add_months(self.timeline.on, 1)
        if after > self.timeline.axis.last:
            self.play.setChecked(False)
        else:
            self.timeline.choose(after)


def _hint() -> str:
    return text(
        "Drag the line, or press Left and Right, to change the date; Ctrl and the wheel show more years."
    )
