"""Recording: turns what is chosen and typed on the page for shared goals into commands."""

import datetime as dt
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from partnermap.analysis.profile.framing import Changer, Framing, Scale, Tag
from partnermap.analysis.profile.goals import GoalCell
from partnermap.analysis.profile.horizon import Horizon
from partnermap.analysis.profile.voices import Priority
from partnermap.document.command import Command
from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme
from partnermap.ui.goals import commands

Today = Callable[[], dt.date]


class Recording(QObject):
    """What one goal after another is given; a goal that has gone in the meantime is left alone.

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
        self.place = Place()

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
        if self._has(goal_id):
            self._record(commands.tagged(self.place, goal_id, kind, chosen))

    def set_horizon(self, goal_id: str, horizon: Horizon | None) -> None:
        """Another horizon for a goal."""
        if self._has(goal_id):
            self._record(commands.with_horizon(self.place, goal_id, horizon))

    def fill(self, goal_id: str, field: str, words: str) -> None:
        """Other words in a field of a goal."""
        if self._has(goal_id):
            self._record(commands.filled(self.place, goal_id, field, words))

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

    def turn_owner(self, goal_id: str, body: str, cell: GoalCell) -> None:
        """Make an organisation an owner of a goal, or take it out."""
        if self._has(goal_id, body):
            self._record(commands.owned(self.place, goal_id, body, owns=not cell.owns))

    def prioritise(self, goal_id: str, body: str, cell: GoalCell, priority: Priority | None) -> None:
        """The priority of a goal for an organisation; None takes it away."""
        if self._has(goal_id, body):
            said, today = cell.said, self._today()
            self._record(commands.prioritised(self.place, goal_id, body, said, priority, today))

    def _has(self, goal_id: str, body: str | None = None) -> bool:
        return goal_id in self.place.of(Programme) and (body is None or body in self.place.organisations)

    def _record(self, command: Command | None) -> None:
        self.told.emit("")
        if command is None:
            self.unchanged.emit()
        else:
            self.command_wanted.emit(command)
