"""MeasuresPage: the analyst's page, with every measure, its way over time and every organisation."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from partnermap.domain.errors import Cancelled
from partnermap.jobs.token import Token
from partnermap.scene.chart.curve import Curve
from partnermap.shell.words import text
from partnermap.ui.measures.curve import CurveRequest, measure_curve
from partnermap.ui.measures.overview import MeasuresOverview, quick_measures, with_null_models
from partnermap.ui.panels.figures_page import FiguresPage
from partnermap.ui.panels.labels import GRID, heading, muted
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.view_state import ViewState

_WHOLE = 100


class MeasuresPage(FiguresPage[MeasuresOverview]):
    """The room for measures.

    Attributes:
        main, specialist, organisations, specialist_organisations: its tables.
        choice, line: which figure is followed over time, and its chart.
        mixing: the chart of sectors that are linked with each other.
        explore: opens the lines of single organisations.
        progress, stop_button: shown while the figures are compared with luck.
    """

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(runner, view, quick_measures, parent)
        self._runner = runner
        self._token: Token | None = None
        self._lines = Latest[CurveRequest, Curve](runner, measure_curve, self._show_line)
        self.main, self.specialist, self.organisations, self.specialist_organisations = (
            self.add_table(grows=True) for _ in range(4)
        )
        self.line = self.add_chart()
        self.mixing = self.add_chart(self.organisations)
        self._build_head()
        self._build_choice()
        for title, table in (
            ("", self.main),
            (text("Organisations"), self.organisations),
            (text("Specialist measures, for analysts only"), self.specialist),
            (text("Specialist figures of organisations"), self.specialist_organisations),
        ):
            if title:
                self.body.addWidget(heading(title))
            self.body.addWidget(table)
            if table is self.main:
                self.body.addWidget(self.mixing)
        self.body.addStretch(1)
        self.main.selectionModel().currentRowChanged.connect(lambda now, _: self._follow(now.row()))

    def _build_head(self) -> None:
        self.headline = heading("", 1.35)
        self.words = muted(
            text(
                "Figures to two significant digits. No measure is a score of the partnership. Select "
                "an organisation to find it on the map; double-click a row to open a record behind it."
            )
        )
        self.progress = QProgressBar()
        self.progress.setRange(0, _WHOLE)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(text("Comparing the figures with luck"))
        self.stop_button = QPushButton(text("Stop"))
        self.stop_button.clicked.connect(self._stop)
        self._waiting = QWidget()
        across = QHBoxLayout(self._waiting)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(QLabel(text("Comparing the figures with luck")))
        across.addWidget(self.progress, 1)
        across.addWidget(self.stop_button)
        self._waiting.hide()
        for part in (self.headline, self.words, self._waiting):
            self.body.addWidget(part)

    def _build_choice(self) -> None:
        self.choice = QComboBox()
        self.choice.setAccessibleName(text("Measure shown over time"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.choice.activated.connect(lambda _: self._ask_line())
        row = QHBoxLayout()
        row.setSpacing(GRID)
        words = QLabel(text("Over time"))
        words.setBuddy(self.choice)
        row.addWidget(words)
        row.addWidget(self.choice)
        self.explore = QPushButton(text("Organisations over time…"))
        self.explore.clicked.connect(self._explore)
        row.addWidget(self.explore)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.line)

    def _explore(self) -> None:
        from partnermap.ui.dialogs.over_time import OverTimeDialog

        dialog = OverTimeDialog(self._runner, self.view, self.place, self.theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def show_overview(self, overview: MeasuresOverview) -> None:
        """Show the quick figures, then compare them with luck in the background."""
        self._show(overview)
        self._ask_line()
        self._stop()
        token = Token(lambda share, _: self._runner.post(lambda: self._tell(share)))
        self._token = token
        self.progress.setValue(0)
        self._waiting.show()
        self._runner.submit(
            lambda own: with_null_models(overview, own), self._finish, self._on_failed, token
        )

    def _show(self, overview: MeasuresOverview) -> None:
        self.headline.setText(overview.headline)
        self.main.show_table(overview.main)
        self.specialist.show_table(overview.specialist)
        self._fill(overview)
        self._runner.turns.in_steps(self._followed(overview), key=(self, "organisations"))

    def _followed(self, overview: MeasuresOverview) -> Iterator[None]:
        """What a large place takes a turn for each."""
        self.organisations.show_table(overview.organisations)
        yield
        self.specialist_organisations.show_table(overview.specialist_organisations)
        yield
        self.mixing.show_chart(overview.mixing)

    def _fill(self, overview: MeasuresOverview) -> None:
        chosen = self.choice.currentData()
        self.choice.clear()
        for title, key in overview.choices:
            self.choice.addItem(title, key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))

    def _follow(self, row: int) -> None:
        """The measure under the keyboard is the one shown over time, where it is one figure."""
        title = self.main.model().index(row, 0).data(Qt.ItemDataRole.DisplayRole)
        place = self.choice.findText(str(title), Qt.MatchFlag.MatchStartsWith)
        if place >= 0 and place != self.choice.currentIndex():
            self.choice.setCurrentIndex(place)
            self._ask_line()

    def _ask_line(self) -> None:
        key = self.choice.currentData()
        if key is not None:
            self._lines.ask(CurveRequest(self.place, self.view.on, key, self.choice.currentText()))

    def _show_line(self, chart: Curve) -> None:
        self.line.show_chart(chart)

    def _tell(self, share: float) -> None:
        self.progress.setValue(round(_WHOLE * share))

    def _finish(self, overview: MeasuresOverview) -> None:
        self._waiting.hide()
        if overview.request.place is self.place and overview.request.on == self.view.on:
            self._show(overview)

    def _on_failed(self, fault: BaseException) -> None:
        self._waiting.hide()
        if not isinstance(fault, Cancelled):
            self._runner.crashed.emit(fault)

    def _stop(self) -> None:
        if self._token is not None:
            self._token.cancel()
        self._waiting.hide()
