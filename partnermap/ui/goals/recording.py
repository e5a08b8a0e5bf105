"""Recording: turns what is chosen and typed on the page for shared goals into commands."""

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from partnermap.analysis.profile.framing import Changer, Framing, Scale, Tag
from partnermap.analysis.profile.horizon import Horizon
from partnermap.analysis.profile.voices import Priority, latest_priority
from partnermap.document.command import Command
from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme, ProgrammeOwner
from partnermap.ui.goals import commands

Today = Callable[[], dt.date]


class Recording(QObject):
    """What one goal after another is given; a goal that has gone in the meantime is left alone.

    What is chosen while a command is carried out waits for the records that come of it, so that a key
    pressed twice is not recorded twice.

    Signals:
        command_wanted: a command that records something.
        unchanged: it stands there already.
        told: what is wrong with what was typed; empty where nothing is.

    Attributes:
        place: the records.
    """

    command_wanted = Signal(object)
    unchanged = Signal()
    told = Signal(str)

    def __init__(self, today: Today, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._is_under_way = False
        self._waiting: deque[Callable[[], None]] = deque()
        self.place = Place()

    def show_place(self, place: Place) -> None:
        """Take other records; what has waited for them is recorded now."""
        self.place = place
        self._is_under_way = False
        while self._waiting and not self._is_under_way:
            self._waiting.popleft()()

    def give_up(self) -> None:
        """Forget what waits: the command that is carried out has failed."""
        self._waiting.clear()
        self._is_under_way = False

    def add(self, name: str) -> str | None:
        """Record a goal and say its id; None where it has no name of its own."""
        try:
            command = commands.new_goal(self.place, name, self._today())
        except BadValue as fault:
            self.told.emit(str(fault))
            return None
        self._record(command)
        return command.records[0].id

    def tag(self, goal_id: str, kind: type[Framing | Scale | Changer], chosen: Iterable[Tag]) -> None:
        """Other words of one kind for a goal."""
        words = tuple(chosen)
        self._give(lambda: commands.tagged(self.place, goal_id, kind, words), goal_id)

    def set_horizon(self, goal_id: str, horizon: Horizon | None) -> None:
        """Another horizon for a goal."""
        self._give(lambda: commands.with_horizon(self.place, goal_id, horizon), goal_id)

    def fill(self, goal_id: str, field: str, words: str) -> None:
        """Other words in a field of a goal."""
        self._give(lambda: commands.filled(self.place, goal_id, field, words), goal_id)

    def counter(self, goal_id: str, words: str) -> bool:
        """Who may push back against a goal; False where nothing was typed."""
        if not self._has(goal_id):
            return False
        try:
            command = commands.countered(self.place, goal_id, words, self._today())
        except BadValue as fault:
            self.told.emit(str(fault))
            return False
        self._record(command)
        return True

    def turn_owner(self, goal_id: str, body: str) -> None:
        """Make an organisation an owner of a goal, or take it out."""

        def turned() -> Command | None:
            rows = self.place.of(ProgrammeOwner).values()
            owns = any((row.programme_id, row.organisation_id) == (goal_id, body) for row in rows)
            return commands.owned(self.place, goal_id, body, owns=not owns)

        self._give(turned, goal_id, body)

    def prioritise(self, goal_id: str, body: str, priority: Priority | None) -> None:
        """The priority of a goal for an organisation; None takes it away."""

        def wanted() -> Command | None:
            said = latest_priority(self.place, goal_id, body)
            return commands.prioritised(self.place, goal_id, body, said, priority, self._today())

        self._give(wanted, goal_id, body)

    def _give(
        self, command: Callable[[], Command | None], goal_id: str, body: str | None = None
    ) -> None:
        """Record what a command says of the records as they then are."""
        if self._is_under_way:
            self._waiting.append(partial(self._give, command, goal_id, body))
        elif self._has(goal_id, body):
            self._record(command())

    def _has(self, goal_id: str, body: str | None = None) -> bool:
        return goal_id in self.place.of(Programme) and (body is None or body in self.place.organisations)

    def _record(self, command: Command | None) -> None:
        self.told.emit("")
        if command is None:
            self.unchanged.emit()
        else:
            self._is_under_way = True
            self.command_wanted.emit(command)
