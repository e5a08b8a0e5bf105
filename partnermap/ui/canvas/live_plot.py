"""LivePlot: lines over dates to look into with the mouse; pyqtgraph loads with the first one.

It is for exploring on screen only: what a board sees is drawn by the chart scenes, which print.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnermap.analysis.measure.over_time import Mark
from partnermap.shell.words import text
from partnermap.ui.theme import LIGHT, Theme, scaled

if TYPE_CHECKING:
    pass

Line = Sequence[float | None]
Values = Mapping[str, Line]

DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
    Qt.PenStyle.SolidLine,
)
SYMBOLS = ("o", "s", "t", "d", "+", "x")
"""Dash and symbol tell the lines apart; colour only repeats them."""

_LOWEST_NAME, _NAME_STEP, _NAME_STEPS = 0.06, 0.08, 4
"""Where names of reorganisations stand, as shares of the height of the plot."""

_GAP = float("nan")


def load_plots() -> None:
    """Import pyqtgraph, which takes longer than a window may stand still: call it on a worker."""
    import pyqtgraph

    pyqtgraph.setConfigOptions(antialias=True, exitCleanup=False)


class LivePlot(QWidget):
    """A plot that can be moved and stretched along its dates.

    Signals:
        date_chosen: the day to which the line of the date was dragged (datetime.date).
        pointed: what the lines show on the date nearest to the mouse, as a sentence.
    """

    date_chosen = Signal(object)
    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        import pyqtgraph

        self._plot: pyqtgraph.PlotWidget = pyqtgraph.PlotWidget()
        self._theme: Theme = LIGHT
        self._dates: tuple[dt.date, ...] = ()
        self._values: Values = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        item = self._plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=True, y=False)
        item.showGrid(x=True, y=True, alpha=0.25)
        self._plot.setAccessibleName(text("Lines of the table below"))
        self._plot.sceneObj.sigMouseMoved.connect(self._point)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours from the next drawing on."""
        self._theme = theme

    def draw(
        self,
        dates: Sequence[dt.date],
        values: Values,
        marks: Sequence[Mark],
        on: dt.date,
    ) -> None:
        """Draw lines by name, reorganisations as numbered lines, and the date as one to drag.

        Args:
            dates: in order.
            values: for each name one figure a date; None leaves a gap.
            marks: reorganisations on the days they take effect.
            on: the date of the window.
        """
        self._dates, self._values = tuple(dates), values
        item = self._plot.getPlotItem()
        self._plot.setBackground(self._theme.panel)
        item.clear()
        if item.legend is not None:
            item.legend.clear()
        item.addLegend(offset=(8, 8), labelTextColor=self._theme.ink)
        for number, (name, line) in enumerate(values.items()):
            # A line of gaps alone has no bounds, and Qt does not survive painting it.
            if any(value is not None for value in line):
                self._line(number, name, line)
        for number, mark in enumerate(marks):
            self._mark(mark, _LOWEST_NAME + _NAME_STEP * (number % _NAME_STEPS))
        self._add_date(on)
        self._axes()

    def _line(self, number: int, name: str, line: Line) -> None:
        import pyqtgraph

        theme = self._theme
        colours = (theme.accent, theme.risk, theme.post, theme.ink, theme.reorganised, theme.muted)
        colour = colours[number % len(colours)]
        self._plot.getPlotItem().plot(
            x=[day.toordinal() for day in self._dates],
            y=[_GAP if value is None else value for value in line],
            name=name,
            pen=pyqtgraph.mkPen(colour, width=2, style=DASHES[number % len(DASHES)]),
            symbol=SYMBOLS[number % len(SYMBOLS)],
            symbolSize=7,
            symbolBrush=colour,
            symbolPen=colour,
            connect="finite",
        )

    def _mark(self, mark: Mark, height: float) -> None:
        """A line with its name at a height of 0 to 1; neighbours at other heights do not collide."""
        import pyqtgraph

        pen = pyqtgraph.mkPen(self._theme.reorganised, style=Qt.PenStyle.DashLine)
        options = {
            "position": height,
            "color": self._theme.reorganised,
            "fill": self._theme.panel,
            "anchors": [(0, 0), (1, 0)],
        }
        self._plot.addItem(
            pyqtgraph.InfiniteLine(mark.on.toordinal(), pen=pen, label=mark.name, labelOpts=options)
        )

    def _add_date(self, on: dt.date) -> None:
        import pyqtgraph

        line = pyqtgraph.InfiniteLine(
            on.toordinal(), movable=True, pen=pyqtgraph.mkPen(self._theme.accent, width=3)
        )
        line.sigPositionChangeFinished.connect(
            lambda moved: self.date_chosen.emit(day_of(float(moved.value()), self._dates))
        )
        self._plot.addItem(line)

    def _axes(self) -> None:
        item, font = self._plot.getPlotItem(), scaled(self.font(), 0.95)
        for side in ("bottom", "left"):
            axis = item.getAxis(side)
            axis.setPen(self._theme.control)
            axis.setTextPen(self._theme.ink)
            axis.setStyle(tickFont=font)
        years = range(self._dates[0].year + 1, self._dates[-1].year + 1)
        item.getAxis("bottom").setTicks(
            [[(dt.date(year, 1, 1).toordinal(), str(year)) for year in years]]
        )
        item.getAxis("left").setWidth(6 * QFontMetrics(font).averageCharWidth())
        first, last = self._dates[0].toordinal(), self._dates[-1].toordinal()
        item.setLimits(xMin=first - 31, xMax=last + 31)
        item.setXRange(first, last)
        item.enableAutoRange(axis="y")

    def _point(self, at: object) -> None:
        box = self._plot.getPlotItem().vb
        x = float(box.mapSceneToView(at).x())
        self.pointed.emit(said_on(x, self._dates, self._values))


def day_of(x: float, dates: Sequence[dt.date]) -> dt.date:
    """The day of a place on the axis, kept within the dates."""
    return dt.date.fromordinal(min(max(round(x), dates[0].toordinal()), dates[-1].toordinal()))


def said_on(x: float, dates: Sequence[dt.date], values: Values) -> str:
    """`1 April 2027: Age Well 4; Trust not known`, for the date nearest to a place on the axis."""
    near = min(range(len(dates)), key=lambda number: abs(dates[number].toordinal() - x))
    told = [f"{name} {_said(line[near])}" for name, line in values.items()]
    day = dates[near]
    return f"{day.day} {day:%B} {day.year}: {'; '.join(told)}" if told else ""


def _said(value: float | None) -> str:
    return text("no value") if value is None else f"{value:.2g}" if value % 1 else f"{value:,.0f}"
