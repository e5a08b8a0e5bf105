"""MapPanel: the date in large type, what is drawn in a sentence, the map, and its legend of marks."""

from collections.abc import Iterator

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.dates import add_months
from partnermap.domain.sentences import day_in_words
from partnermap.scene.model import Pen
from partnermap.scene.style import STYLES, SymbolStyle
from partnermap.shell.words import counted, text
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.canvas.map_keys import STEP
from partnermap.ui.canvas.map_maker import MapSummary
from partnermap.ui.canvas.timeline_bars import HORIZON_MONTHS
from partnermap.ui.panels.date_title import DateTitle
from partnermap.ui.panels.empty_map import EmptyMap
from partnermap.ui.panels.filter_bar import FilterBar
from partnermap.ui.panels.hint_lines import HintLines
from partnermap.ui.panels.labels import GRID, column, muted, panel
from partnermap.ui.panels.page_head import FACTOR, PageHead
from partnermap.ui.panels.samples import HatchSample, LineSample, SymbolSample
from partnermap.ui.plain_words import tip
from partnermap.ui.theme import LIGHT, Theme
from partnermap.ui.view_state import ViewState

LOW_LINES = 22
"""Height in lines of text below which the map needs the room of the words above it."""


class MapPanel(QWidget):
    """The map with its heading and hints.

    Attributes:
        head: the date or both pictures, what is hidden, and the buttons of the camera.
        date: the first of them, which a click changes.
        canvas: the map itself.
        filters: what is filtered, as chips.
        empty: why nobody is on the map, where that is so.
    """

    def __init__(self, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        frame = panel(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        body = column(frame, GRID, GRID // 2)
        self.date = DateTitle(FACTOR)
        self.head = PageHead(self.date)
        self._sentence = muted()
        self.canvas = MapCanvas()
        self.filters = FilterBar(view)
        self._hints = HintLines()
        self.empty = EmptyMap(self.canvas)
        self._theme, self._pens = LIGHT, tuple[Pen, ...]()
        self._widths = tuple[Pen, ...]()
        self._signs: tuple[tuple[SymbolStyle, str], ...] = ()
        self._has_risk = self._has_hatch = self._is_together = False
        self._words = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        body.addLayout(self._head())
        body.addWidget(self.filters)
        body.addWidget(self.canvas, 1)
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Draw the hints in other colours."""
        self.canvas.set_accent(theme.accent)
        self.filters.set_theme(theme)
        self._theme = theme
        self._fill_hints()

    def _fill_hints(self) -> None:
        self._hints.show_hints(self._samples())

    def _samples(self) -> Iterator[tuple[QWidget, str]]:
        """What the marks of the map mean: those of a date, or those of two that are compared."""
        if self._pens:
            for pen in self._pens:
                yield LineSample(pen), pen.title
            for sign, title in self._signs:
                yield SymbolSample(sign), title
            return
        for pen in self._widths:
            yield LineSample(pen), pen.title
        style = STYLES[self._theme.key]
        if self._has_risk:
            words = text("at risk within 24 months")
            title = text("all {words}", words=words) if self._is_together else words
            yield LineSample(style.at_risk), title
        if self._has_hatch:
            yield HatchSample(style.hatch, style.hatch_ground), text("being reorganised")

    @property
    def _hinted(self) -> tuple[object, ...]:
        """All that the hints depend on beside the theme."""
        marks = self._pens, self._signs, self._widths
        return *marks, self._has_risk, self._has_hatch, self._is_together

    def show_summary(self, summary: MapSummary) -> None:
        """Say what is drawn."""
        self.empty.show_summary(summary)
        dates, words = summary.compared or (day_in_words(summary.on), _sentence(summary))
        if summary.compared and summary.badge:
            words = text("{words} This counts the whole place.", words=words)
        self._sentence.setText(words)
        before = self._hinted
        self._pens, self._widths, self._signs = summary.pens, summary.widths, summary.signs
        self._has_risk, self._has_hatch = summary.at_risk > 0, summary.reorganised > 0
        self._is_together = summary.is_together
        if self._hinted != before:
            self._fill_hints()
        if (summary.badge or "") != self.head.badge:
            announce(self, summary.badge or text("Nothing is hidden any more."))
        title = ", ".join(part for part in (dates, summary.what_if) if part)
        self.head.show_words(title, summary.badge)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the marks mean stands beside the sentence where there is room for both, else below it."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        words = self._sentence.fontMetrics().horizontalAdvance(self._sentence.text())
        fits = words + self._hints.sizeHint().width() + 6 * GRID <= self.width()
        sides = QBoxLayout.Direction
        self._words.setDirection(sides.LeftToRight if fits else sides.TopToBottom)
        is_low = self.height() < LOW_LINES * self.fontMetrics().height()
        for part in (self._sentence, self._hints):
            part.setVisible(not is_low)
        self.head.setToolTip(tip(self._sentence.text()) if is_low else "")

    def _head(self) -> QVBoxLayout:
        second = self._words
        self._add_buttons()
        second.addWidget(self._sentence, 1)
        second.addWidget(self._hints)
        rows = QVBoxLayout()
        rows.setContentsMargins(GRID, 0, 0, 0)
        rows.setSpacing(2)
        rows.addWidget(self.head)
        rows.addLayout(second)
        return rows

    def _add_buttons(self) -> None:
        for words, name, act in (
            (text("Fit"), text("Show all that is drawn"), self.canvas.fit),
            (text("+"), text("Zoom in"), lambda: self.canvas.zoom_by(STEP)),
            (text("−"), text("Zoom out"), lambda: self.canvas.zoom_by(1 / STEP)),
        ):
            button = QPushButton(words)
            button.setProperty("role", "small")
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(act)
            self.head.add(button)


def _sentence(summary: MapSummary) -> str:
    found = text(
        "{organisations}, {links}.",
        organisations=summary.drawn[0],
        links=summary.drawn[1],
    )
    if summary.at_risk:
        until = add_months(summary.on, HORIZON_MONTHS)
        found += text(
            " {links} at risk by {month}.",
            links=counted(summary.at_risk, "link"),
            month=f"{until:%B} {until.year}",
        )
    return found
