"""MoneyPage: joint money on the date, what ends when, who pays; contracts and payments apart."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from partnermap.analysis.measure.endings import Step
from partnermap.scene.chart.chart import Chart
from partnermap.shell.words import text
from partnermap.ui.canvas.chart_view import ChartView
from partnermap.ui.money.overview import MoneyOverview, money_overview
from partnermap.ui.panels.figures_page import FiguresPage
from partnermap.ui.panels.labels import GRID, heading, muted, plain
from partnermap.ui.runner import Runner
from partnermap.ui.view_state import ViewState


class MoneyPage(FiguresPage[MoneyOverview]):
    """The room for money.

    Attributes:
        years, agreements, payments: its tables.
        ends, held, minimum, payers, bought: its charts.
        step: whether what ends is shown by quarter or by financial year.
    """

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(runner, view, money_overview, parent)
        self._overview: MoneyOverview | None = None
        self.years, self.agreements, self.payments = (self.add_table(grows=True) for _ in range(3))
        self.ends = self.add_chart(self.years, self.agreements)
        self.held, self.minimum, self.payers = (self.add_chart(self.agreements) for _ in range(3))
        self.bought = self.add_chart(self.payments)
        self._build_head()
        self._build_ends()
        self._build_rest()
        self.years.sources_chosen.connect(self.agreements.mark)

    def _build_head(self) -> None:
        self.headline = heading("", 1.35)
        self.vcse = plain()
        self.coverage = muted()
        for label in (self.headline, self.vcse, self.coverage):
            self.body.addWidget(label)

    def _build_ends(self) -> None:
        self.step = QComboBox()
        self.step.addItem(text("By financial year"), Step.YEAR)
        self.step.addItem(text("By quarter"), Step.QUARTER)
        self.step.setAccessibleName(text("Length of the periods"))
        self.step.currentIndexChanged.connect(lambda _: self._show_ends())
        self._step_row = QWidget()
        across = QHBoxLayout(self._step_row)
        across.setContentsMargins(0, GRID, 0, 0)
        words = QLabel(text("What ends when"))
        words.setBuddy(self.step)
        across.addWidget(words)
        across.addWidget(self.step)
        across.addStretch(1)
        for part in (self._step_row, self.ends, self.years):
            self.body.addWidget(part)

    def _build_rest(self) -> None:
        self.list_title = heading(text("Agreements, the most pressing first"))
        self.payments_title = heading(text("Contracts and payments"))
        self.payments_words = muted()
        for part in (
            self.list_title,
            self.agreements,
            self.held,
            self.minimum,
            self.payers,
            self.payments_title,
            self.payments_words,
            self.bought,
            self.payments,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.setAlignment(self._step_row, Qt.AlignmentFlag.AlignLeft)

    def show_overview(self, overview: MoneyOverview) -> None:
        """Show what was worked out."""
        self._overview = overview
        self.headline.setText(overview.headline)
        self.vcse.setText(overview.vcse)
        self.vcse.setVisible(bool(overview.years))
        self.coverage.setText(overview.coverage)
        for part in (self._step_row, self.years, self.agreements, self.list_title):
            part.setVisible(bool(overview.years))
        self.years.show_table(overview.by_year)
        self.agreements.show_table(overview.agreements)
        self.payments_words.setText(overview.payments_words)
        self.payments.setVisible(bool(overview.payments.rows))
        self.payments.show_table(overview.payments)
        self._show_charts(overview)

    def _show_charts(self, overview: MoneyOverview) -> None:
        charts = overview.charts
        self._show_ends()
        for view, bars in ((self.held, charts.held), (self.minimum, charts.minimum)):
            _show(view, bars, has_rows=bool(bars.rows))
        _show(self.payers, charts.payers, has_rows=bool(charts.payers.row_titles))
        _show(self.bought, charts.bought, has_rows=bool(charts.bought.rows))

    def _show_ends(self) -> None:
        if self._overview is not None:
            chart = self._overview.charts.ends[self.step.currentData()]
            _show(self.ends, chart, has_rows=bool(chart.rows))


def _show(view: ChartView, chart: Chart, *, has_rows: bool) -> None:
    """A chart without rows hides: the sentences above say that there is nothing."""
    view.show_chart(chart if has_rows else None)
