"""MoneyPage: joint money on the date, when it ends, and contracts and payments apart."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from partnermap.jobs.token import Token
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresPage, FiguresRequest
from partnermap.ui.panels.labels import GRID, heading, muted, plain
from partnermap.ui.panels.money_chart import MoneyChart
from partnermap.ui.panels.money_overview import MoneyOverview, money_overview
from partnermap.ui.panels.swatch import Swatch
from partnermap.ui.runner import Runner
from partnermap.ui.theme import Theme
from partnermap.ui.view_state import ViewState


class MoneyPage(FiguresPage[MoneyOverview]):
    """The room for money.

    Attributes:
        years, agreements, payments: its tables.
    """

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(runner, view, _work, parent)
        self.headline = heading("", 1.35)
        self.vcse = plain()
        self.coverage = muted()
        for label in (self.headline, self.vcse, self.coverage):
            self.body.addWidget(label)
        self.years = self.add_table(grows=True)
        self.chart = MoneyChart()
        self._swatches = (Swatch("accent"), Swatch("post"))
        self._bars = QWidget()
        across = QHBoxLayout()
        across.setSpacing(3 * GRID)
        across.addWidget(self.years, 3, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._drawing(), 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(across)
        self.agreements = self.add_table(grows=True)
        self.list_title = heading(text("Agreements, the most pressing first"))
        self.body.addWidget(self.list_title)
        self.body.addWidget(self.agreements)
        self.payments_title = heading(text("Contracts and payments"))
        self.payments_words = muted()
        self.payments = self.add_table(grows=True)
        for part in (self.payments_title, self.payments_words, self.payments):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.years.sources_chosen.connect(self.agreements.mark)

    def _drawing(self) -> QWidget:
        legend = QHBoxLayout()
        legend.setSpacing(GRID)
        for swatch, words in zip(self._swatches, (text("All sectors"), text("VCSE")), strict=True):
            legend.addWidget(swatch)
            legend.addWidget(muted(words))
        legend.addStretch(1)
        drawing = QVBoxLayout(self._bars)
        drawing.setContentsMargins(0, 0, 0, 0)
        drawing.addLayout(legend)
        drawing.addWidget(self.chart, 1)
        return self._bars

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        super().set_theme(theme)
        self.chart.set_theme(theme)
        for swatch in self._swatches:
            swatch.set_theme(theme)

    def show_overview(self, overview: MoneyOverview) -> None:
        """Show what was worked out."""
        self.headline.setText(overview.headline)
        self.vcse.setText(overview.vcse)
        self.vcse.setVisible(bool(overview.years))
        self.coverage.setText(overview.coverage)
        for part in (self.years, self.agreements, self.list_title):
            part.setVisible(bool(overview.years))
        self._bars.setVisible(any(year.everything for year in overview.years))
        self.chart.show_years(overview.years)
        self.years.show_table(overview.by_year)
        self.agreements.show_table(overview.agreements)
        self.payments_words.setText(overview.payments_words)
        self.payments.setVisible(bool(overview.payments.rows))
        self.payments.show_table(overview.payments)


def _work(request: FiguresRequest, token: Token) -> MoneyOverview:
    # Loaded here, so that the window does not stand still when the first chart is drawn.
    import pyqtgraph  # noqa: F401

    return money_overview(request, token)
