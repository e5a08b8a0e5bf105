"""LinkPage: one large line; below it what it would record, in words, before Enter records it."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from partnermap.document.commands.imports import ApplyChanges
from partnermap.domain.organisation import Alias, Identifier, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.exchange.sentence.names import Names, gathered
from partnermap.exchange.sentence.understanding import understand
from partnermap.exchange.sentence.understood import Understood
from partnermap.shell.words import text
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.panels.labels import GRID, column, muted, panel, plain, risk
from partnermap.ui.turns import Turns
from partnermap.ui.workshop.link_line import LinkLine
from partnermap.ui.workshop.name_offers import NameOffers
from partnermap.ui.workshop.question_bar import QuestionBar
from partnermap.ui.workshop.sizes import Sizes
from partnermap.ui.workshop.verb_list import VerbList

PAUSE_MS = 1500
"""Milliseconds without a key after which the line counts as finished: only then a problem is one."""

Today = Callable[[], dt.date]
_NAMED = (Organisation, Identifier, Alias, PastName)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A line that was handed over and has not come back as a change yet."""

    line: str
    understood: Understood


class LinkPage(QWidget):
    """The page for links.

    Signals:
        command_wanted: the command that records a line.
        map_wanted: id of the organisation that the map should show.

    Attributes:
        line: where one types.
        said, assumed, warnings, problem, recorded: what stands below it.
        question: what is asked.
        understood: what the line means as it stands.
    """

    command_wanted = Signal(object)
    map_wanted = Signal(str)

    def __init__(
        self,
        turns: Turns,
        sizes: Sizes,
        today: Today,
        verbs: VerbList,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._turns, self._today = turns, today
        self._place = Place()
        self._names: Names | None = None
        self._sent: _Sent | None = None
        self._shown: tuple[str, ...] = ()
        self._recorded: tuple[tuple[str, str], ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._show_problem)
        self.understood = Understood("")
        self.line = LinkLine(NameOffers(sizes))
        self.line.setPlaceholderText(text("Council funds Age Well 120k a year 2025-27"))
        self.said, self.problem = plain(), risk()
        self.assumed, self.warnings, self.recorded = plain(), risk(), plain()
        self.question = QuestionBar(sizes)
        self.to_map = QPushButton(text("Show on the map"))
        self.way = muted(
            text("Type what people say, one link in a line. Enter records it, Ctrl+Z takes it back.")
        )
        for widget, factor, bold in (
            (self.line, 1.7, False),
            (self.said, 1.5, True),
            (self.problem, 1.3, True),
            (self.assumed, 1.1, False),
            (self.warnings, 1.1, False),
            (self.recorded, 1.1, False),
            (self.to_map, 1.0, False),
            (self.way, 1.0, False),
        ):
            sizes.add(widget, factor, bold=bold)
        self.verbs = verbs
        self._arrange()
        self.line.textChanged.connect(lambda _: self._read())
        self.line.entered.connect(self._enter)
        self.question.answered.connect(self._answer)
        self.question.left.connect(self.line.setFocus)
        self.to_map.clicked.connect(self._show_on_map)
        self._show()

    def _arrange(self) -> None:
        content = QWidget()
        body = column(content, spacing=GRID)
        row = QHBoxLayout()
        row.addWidget(self.recorded, 1)
        row.addWidget(self.to_map)
        parts = (self.said, self.problem, self.question, self.assumed, self.warnings)
        for part in parts:
            body.addWidget(part)
        body.addLayout(row)
        body.addSpacing(GRID)
        body.addWidget(self.verbs)
        body.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(text("What the line records"))
        area.setWidgetResizable(True)
        area.setWidget(content)
        frame = panel(self)
        inside = column(frame, margin=GRID)
        inside.addWidget(self.way)
        inside.addWidget(self.line)
        inside.addWidget(self.line.offers)
        inside.addWidget(area, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        outer.addWidget(frame)

    def show_place(self, place: Place) -> None:
        """Type into other records; what was handed over has come back with them."""
        before, self._place = self._place, place
        if self._sent is not None:
            self._say_recorded(self._sent)
        elif any(place.get(*key) is None for key in self._recorded):
            self._forget_recorded()
        same_names = all(place.of(kind) is before.of(kind) for kind in _NAMED)
        if self._names is not None and same_names and self._names.on == self._today():
            self._take_names(self._names.of(place))
        else:
            self._turns.in_steps(self._gather(place), key=(self, "names"))

    def _gather(self, place: Place) -> Iterator[None]:
        for names in gathered(place, self._today()):
            yield None
            if names is not None:
                self._take_names(names)

    def _take_names(self, names: Names) -> None:
        self._names = names
        self.line.set_names(names)
        self._read()

    def give_back(self, _sentence: str = "") -> None:
        """Put a line back that could not be recorded; nothing that was typed is lost."""
        if self._sent is not None and not self.line.text():
            self.line.setText(self._sent.line)
        self._sent = None

    def take_focus(self) -> None:
        """Let the line have the keyboard."""
        self.line.setFocus()

    def _forget_recorded(self) -> None:
        """Say no longer what was recorded last: it has been taken back."""
        self.recorded.clear()
        self._shown = self._recorded = ()
        self._show()

    def _read(self) -> None:
        line = self.line.text()
        if self._names is None:
            self.understood = Understood(line)
        else:
            self.understood = understand(line, self._names, self._today())
        self._show()

    def _show(self) -> None:
        now = self.understood
        assumed = text("Assumed: {what}", what=" ".join(now.assumed)) if now.assumed else ""
        for label, words in (
            (self.said, now.said),
            (self.problem, ""),
            (self.assumed, assumed),
            (self.warnings, " ".join(now.warnings)),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.question.ask(now.question)
        is_idle = not self.line.text().strip()
        self.recorded.setVisible(bool(self.recorded.text()) and is_idle)
        self.to_map.setVisible(bool(self._shown) and is_idle)
        self.verbs.setVisible(is_idle)
        if now.problem:
            self._pause.start()

    def _show_problem(self) -> None:
        problem = self.understood.problem
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.verbs.setVisible(bool(problem) or not self.line.text().strip())

    def _enter(self, line: str) -> None:
        now = self.understood
        if now.question is not None:
            self.question.take_focus()
            announce(self, now.question.words)
        elif now.problem:
            self._pause.stop()
            self._show_problem()
            announce(self, now.problem)
        elif now.plan is not None:
            self._sent = _Sent(line, now)
            self.line.remember(line)
            self.line.setText("")  # not cleared: Ctrl+Z would bring the words back, not the step
            self.command_wanted.emit(ApplyChanges(now.plan.label, now.plan.changes))

    def _answer(self, line: str) -> None:
        self.line.setText(line)
        self.line.setFocus()

    def _say_recorded(self, sent: _Sent) -> None:
        self._sent = None
        self._shown = sent.understood.organisation_ids
        if (plan := sent.understood.plan) is not None:
            self._recorded = tuple((record.TABLE, record.id) for record in plan.changes.create)
        self.recorded.setText(text("Recorded: {what}", what=sent.understood.said))
        self._show()

    def _show_on_map(self) -> None:
        if self._shown:
            self.map_wanted.emit(self._shown[0])
