"""RoomChoice: what the whole room is about: scenario, how far ahead, whether proposed ones count."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

HORIZONS = (12, 24, 36, 60)
"""Months ahead that can be chosen."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What every page of the room shows.

    Attributes:
        scenario: name of the one laid over the register, None for the register alone.
        months: how far ahead.
        with_proposed: count proposed reorganisations of the register as well.
    """

    scenario: str | None = None
    months: int = 24
    with_proposed: bool = False


class RoomChoice(QObject):
    """The present choice, shared by the pages of the room.

    Signals:
        changed: another Choice holds.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = Choice()

    @property
    def now(self) -> Choice:
        """What is chosen."""
        return self._now

    def set_scenario(self, name: str | None) -> None:
        """Lay a scenario over the register, or none."""
        self._set(replace(self._now, scenario=name))

    def set_months(self, months: int) -> None:
        """Look so many months ahead."""
        self._set(replace(self._now, months=months))

    def set_with_proposed(self, wanted: bool) -> None:
        """Count proposed reorganisations of the register as well, or not."""
        self._set(replace(self._now, with_proposed=wanted))

    def _set(self, wanted: Choice) -> None:
        if wanted != self._now:
            self._now = wanted
            self.changed.emit(wanted)
