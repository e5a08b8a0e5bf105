"""TimelinePanel: the timeline with its Play button."""

import datetime as dt

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from partnermap.domain.dates import add_months
from partnermap.shell.words import text
from partnermap.ui.canvas.timeline import Timeline
from partnermap.ui.panels.labels import GRID, panel

BEATS = (("1×", 500), ("2×", 250), ("½×", 1000))
"""Speeds of playing, in the order in which the button takes them: milliseconds between two months."""

LOW_PAGE_LINES, LOWEST_PAGE_LINES = 38, 26
"""Height in lines of text of a page on a small laptop: the timeline takes half of what is above it; and
of one so low that the timeline keeps to its least.
"""


class TimelinePanel(QWidget):
    """Lanes over the years and the date.

    Attributes:
        timeline: the timeline itself.
        play: the button that moves the date by itself.
        speed: the button that says how fast.

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
        self.speed = QPushButton(BEATS[0][0], self.timeline)
        self.speed.setProperty("role", "small")
        self.speed.setToolTip(text("Speed of playing: one month in half a second, faster, slower"))
        self.speed.clicked.connect(self._on_speed)
        self._pace = 0
        self._beat = QTimer(self)
        self._beat.setInterval(BEATS[0][1])
        self._beat.timeout.connect(self._on_beat)

        self._place_speed()

    def _place_speed(self) -> None:
        self.play.adjustSize()
        self.speed.adjustSize()
        self.speed.move(self.play.geometry().right() + GRID // 2, self.play.y())
        self.timeline.keep_free(self.speed.geometry().right())
        self.speed.setAccessibleName(text("Speed of playing, {speed}", speed=BEATS[self._pace][0]))

    def _on_speed(self) -> None:
        self._pace = (self._pace + 1) % len(BEATS)
        words, milliseconds = BEATS[self._pace]
        self.speed.setText(words)
        self._beat.setInterval(milliseconds)
        self._place_speed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays and pauses, wherever in the timeline the keyboard is."""
        if event.key() == Qt.Key.Key_Space:
            self.play.toggle()
        else:
            super().keyPressEvent(event)

    def _on_play(self, plays: bool) -> None:
        self.play.setText(text("Pause") if plays else text("Play"))
        self._place_speed()
        if plays:
            if add_months(self.timeline.on, 1) > self.timeline.axis.last:
                self.timeline.choose(self.timeline.axis.first)
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


def timeline_height(page: int, line: int) -> int:
    """Pixels for the timeline: four lines and its years on a small page, three tenths of a large one.

    On the lowest pages, as at twice the usual size, the map needs all of it: nothing but the years.
    """
    if page < LOWEST_PAGE_LINES * line:
        return 1  # A splitter takes it for the least that the panel allows; for none it would shut it.
    least = 7 * line
    return min(max(least, least + (page - LOW_PAGE_LINES * line) // 2), 3 * page // 10)
