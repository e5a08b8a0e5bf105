"""The command that carries out what an import planned."""

from dataclasses import dataclass

from partnermap.domain.changes import Changes
from partnermap.domain.place import Place


@dataclass(frozen=True)
class ApplyChanges:
    """Write changes that somebody worked out beforehand, as one step."""

    label: str
    planned: Changes

    def changes(self, place: Place) -> Changes:
        """The planned changes as they are."""
        del place  # They were planned against it.
        return self.planned
