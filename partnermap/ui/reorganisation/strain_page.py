"""StrainPage: reorganisations as windows over the network's strain; days can be moved to see what if."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from partnermap.analysis.disruption.events import Event
from partnermap.jobs.token import Token
from partnermap.scene.chart.strain import StrainChart
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.panels.labels import GRID, heading, muted, plain
from partnermap.ui.reorganisation.calendar import Calendar, CalendarRequest, calendar
from partnermap.ui.reorganisation.choice import RoomChoice
from partnermap.ui.reorganisation.commands import delayed
from partnermap.ui.reorganisation.room_page import RoomPage
from partnermap.ui.reorganisation.strain import (
    StrainOverview,
    months_in_words,
    moved_chart,
    strain_overview,
)
from partnermap.ui.reorganisation.strain_view import StrainView
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.tables.cell_editor import ChoiceBox
from partnermap.ui.tables.figures import FigureTable
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.view_state import ViewState

YEARS = (2, 3, 5, 10)
"""Years ahead that strain can be followed for."""

_MOST_MONTHS = 60


@dataclass(frozen=True, eq=False)
class Move:
    """One day moved by so many months from the register's."""

    overview: StrainOverview
    number: int
    months: int


class StrainPage(RoomPage[StrainOverview]):
    """The page of strain over time.

    Signals:
        kept: name of a scenario that a moved day was kept as.

    Attributes:
        strain, calendar: the charts of the network and of one calendar.
        which, by, keep, back: what is moved and by how many months, by keyboard too.
        whose: whose calendar is shown.
        links, organisations, gaps: its tables.
    """

    kept = Signal(str)

    def __init__(
        self, runner: Runner, view: ViewState, choice: RoomChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(runner, view, choice, strain_overview, parent)
        self._overview: StrainOverview | None = None
        self._is_filling = False
        self._moves = Latest[Move, tuple[Move, StrainChart]](runner, _moved, self._on_moved)
        self._calendars = Latest[CalendarRequest, Calendar](runner, calendar, self._on_calendar)
        self.headline, self.sentences = heading("", 1.25), plain()
        self.strain = StrainView()
        self.calendar = self.add_chart()
        self.links, self.organisations = self.add_table(grows=True), self.add_table(grows=True)
        self.gaps = self.add_table(grows=True)
        self.calendar_words = plain()
        self._build_head()
        self._build_calendar()
        self._build_tables()
        self.body.addStretch(1)
        self.strain.moved.connect(self._on_dragged)
        self.strain.records_wanted.connect(
            lambda found: self.record_wanted.emit(found[0]) if found else None
        )
        self.links.sources_chosen.connect(lambda _: self._follow_link())
        self.organisations.organisation_chosen.connect(self._show_calendar_of)

    def _build_head(self) -> None:
        self.years = QComboBox()
        self.years.setAccessibleName(text("Years ahead"))
        for years in YEARS:
            self.years.addItem(text("the next {years} years", years=years), years)
        self.years.setCurrentIndex(YEARS.index(5))
        self.years.currentIndexChanged.connect(lambda _: self.ask())
        row = QHBoxLayout()
        row.setSpacing(GRID)
        label = QLabel(text("Strain o&ver"))
        label.setBuddy(self.years)
        for part in (label, self.years):
            row.addWidget(part)
        row.addStretch(1)
        self.body.addWidget(self.headline)
        self.body.addLayout(row)
        self.body.addWidget(self.strain)
        self.body.addWidget(self._build_move())
        self.body.addWidget(self.sentences)

    def _build_move(self) -> QWidget:
        self.which, self.by, self.name = QComboBox(), QSpinBox(), QLineEdit()
        self.keep, self.back = (
            QPushButton(text("&Keep as a scenario")),
            QPushButton(text("Put it &back")),
        )
        self.which.setAccessibleName(text("Reorganisation to move"))
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.by.setRange(-_MOST_MONTHS, _MOST_MONTHS)
        self.by.setSuffix(text(" months"))
        self.by.setAccessibleName(text("Months later, or earlier with a minus"))
        self.name.setAccessibleName(text("Name of the scenario"))
        self.name.setPlaceholderText(text("Name of the scenario"))
        self._move = QWidget()
        row = QHBoxLayout(self._move)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for label, box in ((text("What if it &took effect later:"), self.which), (text("b&y"), self.by)):
            words = QLabel(label)
            words.setBuddy(box)
            row.addWidget(words)
            row.addWidget(box)
        for part in (self.back, self.name, self.keep):
            row.addWidget(part, 1 if part is self.name else 0)
        self.which.currentIndexChanged.connect(lambda _: self._on_which())
        self.by.valueChanged.connect(lambda _: self._ask_move())
        self.back.clicked.connect(lambda: self.by.setValue(0))
        self.keep.clicked.connect(self._keep)
        return self._move

    def _build_calendar(self) -> None:
        self.whose = ChoiceBox([])
        self.whose.setAccessibleName(text("Organisation or link whose calendar is shown"))
        self.whose.setMinimumContentsLength(40)
        self.whose.currentIndexChanged.connect(lambda _: self._ask_calendar())
        self._whose = QWidget()
        row = QHBoxLayout(self._whose)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel(text("Calendar o&f"))
        label.setBuddy(self.whose)
        row.addWidget(label)
        row.addWidget(self.whose, 1)
        self.body.addWidget(self._whose)
        self.body.addWidget(self.calendar)
        self.body.addWidget(self.calendar_words)

    def _build_tables(self) -> None:
        self._titled: list[tuple[QLabel, FiguresView]] = []
        for title, table in (
            (text("Links held back, those that lose most first"), self.links),
            (
                text("Organisations whose joint work is with bodies being reorganised"),
                self.organisations,
            ),
            (text("What cannot be right or is not known; everything else is counted"), self.gaps),
        ):
            label = heading(title)
            self._titled.append((label, table))
            self.body.addWidget(label)
            self.body.addWidget(table)
        self.body.addWidget(muted(text("Select a row for its calendar; double-click for the record.")))

    def request(self) -> FiguresRequest:
        """What is to be worked out now: this page looks further ahead than the others."""
        return replace(super().request(), months=12 * int(self.years.currentData()))

    def show_overview(self, overview: StrainOverview) -> None:
        """Show what was worked out."""
        self._overview = overview
        self.headline.setText(overview.sentences[0])
        self.sentences.setText("\n".join(overview.sentences[1:]))
        self.strain.show_chart(overview.chart if overview.chart.lanes else None)
        self._fill(overview)
        self.turns.soon(lambda: self._show_tables(overview), key=(self, "tables"))

    def _show_tables(self, overview: StrainOverview) -> None:
        tables: tuple[FigureTable, ...] = (overview.links, overview.organisations, overview.gaps)
        for (label, view), table in zip(self._titled, tables, strict=True):
            view.show_table(table)
            for part in (label, view):
                part.setVisible(bool(table.rows))

    def _fill(self, overview: StrainOverview) -> None:
        self._is_filling = True
        self._move.setVisible(bool(overview.events))
        self._whose.setVisible(bool(overview.subjects))
        chosen = self.which.currentData()
        self.which.clear()
        for event in overview.events:
            self.which.addItem(event.name, event.reorganisation_id)
        self.which.setCurrentIndex(max(self.which.findData(chosen), 0))
        self.by.setValue(0)
        whose = self.whose.currentData()
        self.whose.clear()
        for title, key in overview.subjects:
            self.whose.addItem(title, key)
        self.whose.setCurrentIndex(max(self.whose.findData(whose or self.view.selected), 0))
        self._is_filling = False
        self._tell_move()
        self._ask_calendar()

    def _event(self) -> Event | None:
        number = self.which.currentIndex()
        events = self._overview.events if self._overview is not None else ()
        return events[number] if 0 <= number < len(events) else None

    def _on_dragged(self, number: int, months: int) -> None:
        self._is_filling = True
        self.which.setCurrentIndex(number)
        self.by.setValue(months)
        self._is_filling = False
        self._ask_move()

    def _on_which(self) -> None:
        if not self._is_filling:
            self.by.setValue(0)
            self._tell_move()

    def _ask_move(self) -> None:
        self._tell_move()
        if self._overview is not None and not self._is_filling:
            self._moves.ask(Move(self._overview, self.which.currentIndex(), self.by.value()))

    def _tell_move(self) -> None:
        event, months = self._event(), self.by.value()
        in_register = event is not None and event.reorganisation_id in self.place.reorganisations
        for part in (self.back, self.name, self.keep):
            part.setEnabled(months != 0)
        self.keep.setEnabled(months != 0 and in_register)
        self.keep.setToolTip(
            "" if in_register else text("It is an event of the scenario itself; change its date there.")
        )
        if event is not None and months:
            self.name.setText(f"{event.name}, {months_in_words(months)}")
        else:
            self.name.clear()

    def _on_moved(self, found: tuple[Move, StrainChart]) -> None:
        move, chart = found
        if move.overview is self._overview:
            self.strain.show_chart(chart)

    def _keep(self) -> None:
        event, name = self._event(), self.name.text().strip()
        if event is not None and name:
            self.command_wanted.emit(delayed(name, event.reorganisation_id, self.by.value()))
            self.kept.emit(name)

    def _follow_link(self) -> None:
        row, overview = self.links.chosen_row, self._overview
        if row is None or overview is None or not row.sources:
            return
        key = next(
            (item.tie.id for item in overview.found.ties if item.tie.origin == row.sources[0]), ""
        )
        self.whose.setCurrentIndex(max(self.whose.findData(key), 0))

    def _show_calendar_of(self, organisation_id: str) -> None:
        place = self.whose.findData(organisation_id)
        if place >= 0:
            self.whose.setCurrentIndex(place)

    def _ask_calendar(self) -> None:
        key, overview = self.whose.currentData(), self._overview
        for part in (self.calendar, self.calendar_words):
            part.setVisible(key is not None)
        if key is not None and overview is not None and not self._is_filling:
            self._calendars.ask(CalendarRequest(overview, str(key), self.whose.currentText()))

    def _on_calendar(self, found: Calendar) -> None:
        if found.request.overview is self._overview:
            self.calendar.show_chart(found.chart)
            self.calendar_words.setText(found.words)
            self.calendar_words.setVisible(bool(found.words))


def _moved(move: Move, _token: Token) -> tuple[Move, StrainChart]:
    return move, moved_chart(move.overview, move.number, move.months)
