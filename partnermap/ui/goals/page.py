"""GoalsPage: shared goals across organisations, and each goal's framing, filled in where they stand."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from partnermap.analysis.profile.framing import READING
from partnermap.document.naming import name_of
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.shell.words import text
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.goals.matrix_view import HOW_TO_READ, GoalMatrixView
from partnermap.ui.goals.overview import NO_BODIES, NO_GOALS, GoalsOverview, goals_overview
from partnermap.ui.goals.pane import GoalPane
from partnermap.ui.goals.recording import Recording, Today
from partnermap.ui.panels.check_box import CheckBox
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.panels.labels import GRID, column, muted, panel, plain, risk
from partnermap.ui.plain_words import caption
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.theme import Theme
from partnermap.ui.view_state import ViewState
from partnermap.ui.workshop.plain_field import PlainField
from partnermap.ui.workshop.sizes import Sizes, refitted

BESIDE_FROM = 900
"""Narrower pages show the goal below the matrix, not beside it."""

_SHARES = 5, 3

_LINES_OF_GOAL = 24
"""Height of the goal below the matrix, in lines."""


class GoalsPage(QWidget):
    """The page for shared goals.

    Signals:
        command_wanted: a command that records something.
        record_wanted: About of a record to be shown in its register.
        shown: the page shows the goals of the place and the date.

    Attributes:
        goal: where a new goal is named.
        matrix, framing: the two views of all goals; as_matrix and as_table change between them.
        show_all: whether organisations stand there that take part in nothing.
        pane: the goal that was chosen.
        told: what is wrong with what was typed.
    """

    command_wanted = Signal(object)
    record_wanted = Signal(object)
    shown = Signal()

    def __init__(
        self,
        runner: Runner,
        view: ViewState,
        sizes: Sizes,
        today: Today,
        parts: tuple[GoalMatrixView, FiguresView, GoalPane],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._turns = view, runner.turns
        self.matrix, self.framing, self.pane = parts
        self._recording = Recording(today, self)
        self._place = Place()
        self._is_stale = False
        self._overview: GoalsOverview | None = None
        self._goal_id: str | None = None
        self._sent = self._sent_voice = ""
        self._latest = Latest[FiguresRequest, GoalsOverview](runner, goals_overview, self._on_found)
        self.goal = PlainField()
        self.as_matrix, self.as_table = QPushButton(text("Matrix")), QPushButton(text("Framing"))
        self.show_all = CheckBox()
        self.told, self.words, self.findings, self.way = risk(), plain(), plain(), muted()
        self._build(sizes)
        self._connect()

    def _build(self, sizes: Sizes) -> None:
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(GRID, GRID, GRID, GRID)
        self._across.setSpacing(GRID)
        self._across.addWidget(_framed(self._goals(sizes), text("Shared goals")), _SHARES[0])
        self._side = _framed(self.pane, text("Goal"))
        self._across.addWidget(self._side, _SHARES[1])
        for widget in (self.way, self.findings, self.goal, self.matrix, self.framing):
            sizes.add(widget)
        for widget in (self.told, self.words):
            sizes.add(widget, 1.1, bold=True)

    def _goals(self, sizes: Sizes) -> QWidget:
        """All goals: the line for a new one, the sentence for the board, matrix or table."""
        content = QWidget()
        rows = self._rows = column(content)
        rows.addLayout(self._top(sizes))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.matrix)
        self._stack.addWidget(self.framing)
        rows.addWidget(self.told)
        rows.addWidget(self.words)
        rows.addWidget(self._stack, 1)
        rows.addWidget(self.findings)
        rows.addWidget(self.way)
        rows.addStretch()
        self.told.hide()
        return content

    def _top(self, sizes: Sizes) -> QHBoxLayout:
        named, self._everybody = QLabel(text("&New goal")), QLabel(text("Show a&ll organisations"))
        named.setBuddy(self.goal)
        self._everybody.setBuddy(self.show_all)
        self.goal.setAccessibleName(text("New goal; Enter records it"))
        self.goal.setPlaceholderText(text("Fewer falls at home"))
        self.show_all.setAccessibleName(text("Show all organisations"))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(named)
        row.addWidget(self.goal, 1)
        for number, button in enumerate((self.as_matrix, self.as_table)):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("role", "small")
            button.clicked.connect(partial(self._show_view, number))
            row.addWidget(button)
        self.as_matrix.setChecked(True)
        row.addWidget(self.show_all)
        row.addWidget(self._everybody)
        for widget in (named, self._everybody, self.as_matrix, self.as_table):
            sizes.add(widget)
        return row

    def _connect(self) -> None:
        self._view.date_changed.connect(lambda _: self.ask())
        self.goal.returnPressed.connect(self._add)
        self.show_all.toggled.connect(lambda _: self._show_bodies())
        self.matrix.cell_chosen.connect(self._choose)
        self.matrix.owner_wanted.connect(self._recording.turn_owner)
        self.matrix.priority_wanted.connect(self._recording.prioritise)
        self.matrix.records_wanted.connect(self._list_records)
        self.framing.sources_chosen.connect(lambda sources: self._show_goal(sources[0].id))
        for part in (self.matrix, self.framing, self.pane):
            part.record_wanted.connect(self.record_wanted)
        pane, to = self.pane, self._recording
        to.command_wanted.connect(self.command_wanted)
        to.told.connect(self._tell)
        to.unchanged.connect(lambda: self._show_goal(self._goal_id))
        pane.tags_chosen.connect(lambda kind, words: to.tag(self._goal_id or "", kind, words))
        pane.horizon_chosen.connect(lambda word: to.set_horizon(self._goal_id or "", word))
        pane.field_filled.connect(lambda field, words: to.fill(self._goal_id or "", field, words))
        pane.voice_typed.connect(self._counter)
        pane.owner_wanted.connect(lambda _: self._on_cell(to.turn_owner))
        pane.priority_chosen.connect(
            lambda priority: self._on_cell(lambda goal, body: to.prioritise(goal, body, priority))
        )

    @property
    def chosen_body(self) -> str | None:
        """The organisation under the keyboard of the matrix."""
        key = self.matrix.chosen
        return key[1] if key is not None else None

    def show_place(self, place: Place) -> None:
        """Show the goals of other records."""
        self._place = place
        self._sent = self._sent_voice = ""
        self._recording.show_place(place)
        self.ask()

    def ask(self) -> None:
        """Work everything out now, or when the page is looked at."""
        self._is_stale = True
        if self.isVisible() and self._place.tables:
            self._is_stale = False
            self._latest.ask(self._request())

    def _request(self) -> FiguresRequest:
        return FiguresRequest(self._place, self._view.on)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it is looked at."""
        super().showEvent(event)
        if self._is_stale:
            self.ask()

    def _on_found(self, overview: GoalsOverview) -> None:
        if overview.place is not self._place or overview.on != self._view.on:
            return
        self._turns.in_steps(self._shown(overview), key=(self, "shown"))

    def _shown(self, overview: GoalsOverview) -> Iterator[None]:
        """Show what was found out, a part in each turn."""
        self.framing.show_table(overview.table)
        yield
        self._overview = overview
        self._show_matrix()
        yield
        self._show_goal(self._goal_id)
        self.shown.emit()

    def _show_matrix(self) -> None:
        overview = self._overview
        if overview is None:
            return
        everybody, some = overview.matrix.organisation_ids, overview.matrix.taking_part
        self.matrix.show_overview(overview, everybody if self.show_all.isChecked() or not some else some)
        can_choose = bool(some) and len(some) < len(everybody)
        for part in (self.show_all, self._everybody):
            part.setVisible(can_choose)
        self._say()

    def _show_bodies(self) -> None:
        """Show all organisations or those that take part; the pane follows the keyboard."""
        self._show_matrix()
        self._show_body()

    def _show_view(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._say()

    def _say(self) -> None:
        """What a board should hear, how to read it; without goals only how to begin."""
        overview = self._overview
        if overview is None:
            return
        has_goals, is_table = bool(overview.goals), self._stack.currentIndex() == 1
        for part in (self._stack, self._side, self.findings, self.way, self.as_matrix, self.as_table):
            part.setVisible(has_goals)
        self._fit_stack()
        self.words.setText(overview.framing if has_goals else NO_GOALS)
        bodies = () if overview.matrix.organisation_ids else (NO_BODIES,)
        self.findings.setText("\n".join((*bodies, *overview.findings)))
        self.way.setText(text(READING) if is_table else HOW_TO_READ)

    def _fit_stack(self) -> None:
        """No higher than what it shows, so that the findings follow at once."""
        shown = self.framing if self._stack.currentIndex() else self.matrix
        self._stack.setMaximumHeight(shown.maximumHeight())

    def _show_goal(self, goal_id: str | None) -> None:
        """Show a goal in the pane, the first one where none was chosen."""
        overview = self._overview
        if overview is None or not overview.goals:
            return
        shown = (
            goal_id if goal_id is not None and goal_id in overview.goals else next(iter(overview.goals))
        )
        self._goal_id = shown
        if self.matrix.chosen is None or self.matrix.chosen[0] != shown:
            self.matrix.blockSignals(True)  # Whoever only looks at the page has selected nobody.
            self.matrix.go_to(shown, self.chosen_body)
            self.matrix.blockSignals(False)
        self.pane.show_goal(overview.goals[shown])
        self._show_body()

    def _show_body(self) -> None:
        overview, body = self._overview, self.chosen_body
        if overview is None or self._goal_id is None:
            return
        name = overview.names.get(body or "", "")
        cell = overview.matrix.cell(self._goal_id, body) if body is not None else None
        self.pane.show_body(name, cell)

    def _choose(self, goal_id: str, body: str) -> None:
        self._view.select(body)
        if goal_id != self._goal_id:
            self._show_goal(goal_id)
        else:
            self._show_body()

    def _on_cell(self, call: Callable[[str, str], None]) -> None:
        if self._goal_id is not None and self.chosen_body is not None:
            call(self._goal_id, self.chosen_body)

    def _tell(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _add(self) -> None:
        words = self.goal.text()
        added = self._recording.add(words)
        if added is not None:
            self._goal_id, self._sent = added, words
            self.goal.setText("")  # not cleared: Ctrl+Z would bring the words back, not the step

    def _counter(self, words: str) -> None:
        if self._recording.counter(self._goal_id or "", words):
            self._sent_voice = words

    def _list_records(self, records: tuple[About, ...], at: QPoint) -> None:
        """The records behind a cell by name, to choose among."""
        menu = QMenu(self)
        for about in records:
            record = self._place.get(about.table, about.id)
            if record is not None:
                action = menu.addAction(caption(name_of(self._place, record)))
                action.triggered.connect(partial(self._open, about))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _open(self, about: About, _checked: bool = False) -> None:
        self.record_wanted.emit(about)

    def give_back(self) -> None:
        """Put back what could not be recorded, and show what is recorded."""
        self._recording.give_up()
        if self._sent and not self.goal.text():
            self.goal.setText(self._sent)
        self.pane.give_back(self._sent_voice)
        self._sent = self._sent_voice = ""
        self._show_goal(self._goal_id)

    def take_focus(self) -> None:
        """Let the matrix have the keyboard; where there is no goal yet, the line for the first one."""
        has_goals = self._overview is not None and bool(self._overview.goals)
        (self.matrix if has_goals and not self.as_table.isChecked() else self.goal).setFocus()

    def refit(self) -> None:
        """Give rows and columns the size that words of another size need."""
        self.matrix.refit()
        self.pane.refit()
        refitted(self.framing)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self.matrix.set_theme(theme)
        self.framing.set_theme(theme)
        self.show_all.set_theme(theme)
        self.pane.set_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the goal beside the matrix where both have room."""
        super().resizeEvent(event)
        fits = event.size().width() >= BESIDE_FROM
        if fits != (self._across.indexOf(self._side) >= 0):
            (self._rows if fits else self._across).removeWidget(self._side)
            self._side.setMinimumHeight(0 if fits else _LINES_OF_GOAL * self.fontMetrics().height())
            if fits:
                self._across.addWidget(self._side, _SHARES[1])
            else:
                self._rows.addWidget(self._side)
        self.matrix.fit_height()
        self._fit_stack()


def _framed(content: QWidget, name: str) -> QFrame:
    """A panel whose content scrolls by itself, so that the other one stays where it is."""
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setAccessibleName(name)
    area.setWidgetResizable(True)
    area.setWidget(content)
    frame = panel()
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(1, 1, 1, 1)
    inside.addWidget(area)
    return frame
