"""OverTimeDialog: a figure of some organisations across dates, to look into; nothing here is written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from partnermap.analysis.measure.over_time import (
    EACH,
    Mark,
    dates_between,
    marks_between,
    organisations_over_time,
)
from partnermap.analysis.measure.registry import measure
from partnermap.analysis.measure.result import Figure
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.sentences import day_in_words
from partnermap.jobs.token import Token
from partnermap.shell.words import counted, text
from partnermap.ui.canvas.live_plot import LivePlot, load_plots
from partnermap.ui.panels.check_box import TickDelegate
from partnermap.ui.panels.labels import GRID, column, heading, muted, plain
from partnermap.ui.plain_words import tip
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.tables.figures import Figure as Cell
from partnermap.ui.tables.figures import FigureRow, FigureTable, Heading
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.theme import Theme
from partnermap.ui.view_state import ViewState

KEYS = tuple(
    f"{EACH}{name}"
    for name in (
        *("degree", "strength", "betweenness", "closeness", "harmonic_closeness", "core_number"),
        *("constraint", "effective_size", "fragmentation_without"),
    )
)
"""Figures of organisations that are one number."""

MOST = 6
"""Lines that can still be told apart without colour."""

BACK, AHEAD, STEP = 60, 36, 6
"""Months before and after the date, and between two points."""


@dataclass(frozen=True, eq=False)
class LinesRequest:
    """Whose figure is asked for, round a date."""

    place: Place
    on: dt.date
    key: str
    organisation_ids: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Lines:
    """What was found for a request."""

    request: LinesRequest
    dates: tuple[dt.date, ...]
    figures: Mapping[str, tuple[Figure, ...]]
    marks: tuple[Mark, ...]


def find_lines(request: LinesRequest, token: Token) -> Lines:
    """Measure every date.

    Raises:
        Cancelled: the token said so.
    """
    first, last = add_months(request.on, -BACK), add_months(request.on, AHEAD)
    dates = tuple(sorted({*dates_between(request.place, first, last, STEP), request.on}))
    figures = organisations_over_time(request.place, dates, request.key, request.organisation_ids, token)
    return Lines(request, dates, figures, marks_between(request.place, first, last))


class OverTimeDialog(QDialog):
    """Choose a figure and up to six organisations; drag the date, move and stretch the years.

    Signals:
        drawn: the lines of what is chosen are shown.

    Attributes:
        choice, organisations, table: its parts; `plot` comes when it has been loaded.
    """

    drawn = Signal()

    def __init__(
        self, runner: Runner, view: ViewState, place: Place, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(text("Organisations over time"))
        self._view, self._place, self._theme = view, place, theme
        self._lines = Latest[LinesRequest, Lines](runner, find_lines, self._on_lines)
        self.plot: LivePlot | None = None
        self.choice, self.organisations, self.table = QComboBox(), QListWidget(), FiguresView()
        self.organisations.setItemDelegate(TickDelegate(self.organisations))
        self._words, self._told = muted(), plain()
        for key in KEYS:
            self.choice.addItem(measure(key).title, key)
        self.choice.setAccessibleName(text("Figure"))
        self.organisations.setAccessibleName(text("Organisations to draw, at most six"))
        self.organisations.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Rows keep the height that they are first measured with, so the style comes before them.
        self.organisations.ensurePolished()
        self._fill()
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda _: self._ask())
        self.organisations.itemChanged.connect(self._on_ticked)
        # Plots take a second to load, and lines as long to find out: a dialog closed by then is deleted.
        loading = runner.submit(lambda _: load_plots(), lambda _: self._add_plot())
        self.finished.connect(loading.cancel)
        self.finished.connect(self._lines.cancel)

    def _fill(self) -> None:
        chosen = self._view.selected
        for item in sorted(self._place.organisations.values(), key=lambda one: one.name.casefold()):
            row = QListWidgetItem(item.name, self.organisations)
            row.setToolTip(tip(item.name))
            row.setData(Qt.ItemDataRole.UserRole, item.id)
            row.setFlags(
                Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
            )
            is_chosen = item.id == chosen
            row.setCheckState(Qt.CheckState.Checked if is_chosen else Qt.CheckState.Unchecked)
            if is_chosen:
                self.organisations.setCurrentItem(row)

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        side, self._main = QWidget(), QWidget()
        left, self._body = column(side), column(self._main)
        left.addWidget(heading(text("Organisations over time"), 1.2))
        left.addWidget(self.choice)
        left.addWidget(self.organisations, 1)
        letter = self.fontMetrics()
        side.setFixedWidth(40 * letter.averageCharWidth())
        self._body.addWidget(self._words)
        self._body.addWidget(self._told)
        self._body.addWidget(self.table, 1)
        across.addWidget(side)
        across.addWidget(self._main, 1)
        self.resize(150 * letter.averageCharWidth(), 42 * letter.height())
        self._tell()

    def _add_plot(self) -> None:
        self.plot = LivePlot()
        self.plot.set_theme(self._theme)
        self.plot.date_chosen.connect(self._view.set_date)
        self.plot.pointed.connect(self._told.setText)
        self._body.insertWidget(1, self.plot, 2)
        self._ask()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the organisations that are ticked, in the order of the list."""
        rows = (self.organisations.item(number) for number in range(self.organisations.count()))
        return tuple(
            str(row.data(Qt.ItemDataRole.UserRole))
            for row in rows
            if row.checkState() is Qt.CheckState.Checked
        )

    def _on_ticked(self, row: QListWidgetItem) -> None:
        if len(self.chosen) > MOST:
            row.setCheckState(Qt.CheckState.Unchecked)
            self._words.setText(text("No more than six lines can be told apart; untick one first."))
            return
        self._tell()
        self._ask()

    def _tell(self) -> None:
        count = len(self.chosen)
        self._words.setText(
            text(
                "{organisations} drawn. Drag the thick line to another date; drag or scroll the plot to "
                "move and stretch it.",
                organisations=counted(count, "organisation"),
            )
            if count
            else text("Tick an organisation to draw its line.")
        )

    def _ask(self) -> None:
        if self.plot is not None:
            key = str(self.choice.currentData())
            self._lines.ask(LinesRequest(self._place, self._view.on, key, self.chosen))

    def _on_lines(self, found: Lines) -> None:
        if self.plot is None:
            return
        values = {
            self._place.name_of(key): [value if isinstance(value, float) else None for value in line]
            for key, line in found.figures.items()
        }
        self.plot.draw(found.dates, values, found.marks, self._view.on)
        self.table.show_table(self._table(found))
        self.drawn.emit()

    def _table(self, found: Lines) -> FigureTable:
        """The lines in words, with the reason where there is no value."""
        names = [Heading(self._place.name_of(key), right=True) for key in found.figures]
        rows = tuple(
            FigureRow(
                (
                    Cell(day_in_words(day), day.toordinal()),
                    *(_cell(line[number]) for line in found.figures.values()),
                )
            )
            for number, day in enumerate(found.dates)
        )
        title = measure(found.request.key).title
        return FigureTable(text("{title} by date", title=title), (Heading(text("Date")), *names), rows)


def _cell(figure: Figure) -> Cell:
    if isinstance(figure, float):
        return Cell(f"{figure:,.3g}", figure)
    return Cell(figure.reason)
