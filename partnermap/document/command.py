"""The shape of a command: plain values and a label; what it changes follows from the Place alone."""

from typing import Protocol, runtime_checkable

from partnermap.domain.changes import Changes
from partnermap.domain.place import Place


class Command(Protocol):
    """A frozen dataclass of ids and plain values; it has no undo of its own, the journal has."""

    @property
    def label(self) -> str:
        """What the step is called in history: "Rename Age UK"."""

    def changes(self, place: Place) -> Changes:
        """The records to write, given the records as they stand.

        Raises:
            UserError: the command makes no sense for this place; nothing is written.
        """


@runtime_checkable
class NamesRecords(Protocol):
    """A command that holds ids only and finds the names for its label in the Place."""

    def label_in(self, place: Place) -> str:
        """What the step is called, given the records before it; used instead of `label`."""


def label_of(command: Command, place: Place) -> str:
    """What a command's step is called in history."""
    return command.label_in(place) if isinstance(command, NamesRecords) else command.label
