"""MoneyChart: bars of joint money by when it ends, all sectors and the VCSE side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from partnermap.domain.money import money_in_words
from partnermap.shell.words import text
from partnermap.ui.panels.money_overview import EndingYear
from partnermap.ui.theme import LIGHT, Theme, scaled

if TYPE_CHECKING:
    import pyqtgraph

_WIDTH = 0.38
_GAP = 0.2


class MoneyChart(QWidget):
    """A drawing that the table beside it says in words; pyqtgraph loads with the first one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot: pyqtgraph.PlotWidget | None = None
        self._years: tuple[EndingYear, ...] = ()
        self._theme: Theme = LIGHT
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setFixedHeight(14 * self.fontMetrics().height())

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        if self._plot is not None:
            self._draw(self._plot)

    def show_years(self, years: Sequence[EndingYear]) -> None:
        """Draw other figures; amounts that are not known have no bar."""
        self._years = tuple(item for item in years if item.everything)
        self.setVisible(bool(self._years))
        self.setAccessibleName(_in_words(self._years))
        if self._years:
            self._draw(self._plot or self._make())

    def _make(self) -> "pyqtgraph.PlotWidget":
        import pyqtgraph

        plot = pyqtgraph.PlotWidget()
        item = plot.getPlotItem()
        item.setMenuEnabled(False)
        item.hideButtons()
        item.setMouseEnabled(x=False, y=False)
        item.hideAxis("left")
        plot.setAccessibleName(text("Bars of the table beside them"))
        self._plot = plot
        layout = self.layout()
        if layout is not None:
            layout.addWidget(plot)
        return plot

    def _draw(self, plot: "pyqtgraph.PlotWidget") -> None:
        import pyqtgraph

        theme, item = self._theme, plot.getPlotItem()
        plot.setBackground(theme.panel)
        item.clear()
        for shift, colour, pick in (
            (-_WIDTH / 2, theme.accent, "everything"),
            (_WIDTH / 2, theme.post, "vcse"),
        ):
            amounts = [getattr(year, pick) or 0 for year in self._years]
            bars = pyqtgraph.BarGraphItem(
                x=[number + shift for number in range(len(amounts))],
                height=[pence / 100 for pence in amounts],
                width=_WIDTH - 0.02,
                brush=colour,
                pen=pyqtgraph.mkPen(None),
            )
            item.addItem(bars)
            self._label(plot, amounts, shift, colour)
        axis = item.getAxis("bottom")
        axis.setTicks([[(number, _tick(year.when)) for number, year in enumerate(self._years)]])
        axis.setHeight(round(2.6 * self.fontMetrics().height()))
        axis.setPen(theme.hairline)
        axis.setTextPen(theme.muted)
        axis.setStyle(tickFont=scaled(self.font(), 0.92), tickLength=0)
        most = max(year.everything or 0 for year in self._years) / 100
        item.setXRange(-0.5 - _GAP, len(self._years) - 0.5 + _GAP, padding=0)
        item.setYRange(0, most * 1.18, padding=0)

    def _label(
        self, plot: "pyqtgraph.PlotWidget", amounts: Sequence[int], shift: float, colour: str
    ) -> None:
        import pyqtgraph

        for number, pence in enumerate(amounts):
            if pence:
                label = pyqtgraph.TextItem(money_in_words(pence), color=colour, anchor=(0.5, 1.0))
                label.setFont(scaled(self.font(), 0.85))
                label.setPos(number + shift, pence / 100)
                plot.getPlotItem().addItem(label)


def _tick(when: str) -> str:
    """Words in two lines where they are long."""
    words = when.split()
    half = (len(words) + 1) // 2
    return when if len(when) < 14 else f"{' '.join(words[:half])}\n{' '.join(words[half:])}"


def _in_words(years: Sequence[EndingYear]) -> str:
    return "; ".join(
        text(
            "{when}: all {everything}, VCSE {vcse}",
            when=year.when,
            everything=money_in_words(year.everything or 0),
            vcse=money_in_words(year.vcse or 0),
        )
        for year in years
    )
