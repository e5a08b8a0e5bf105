"""The shape of a command: plain values and a label; what it changes follows from the Place alone."""

from typing import Protocol

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
