"""The command that says what the file is about."""

from dataclasses import dataclass, replace

from partnermap.document.naming import shortened
from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place, PlaceInfo


@dataclass(frozen=True)
class SetPlaceInfo:
    """Give the place its title, a description, and whether it is invented; None leaves each as it is."""

    title: str | None = None
    description: str | None = None
    invented: bool | None = None

    @property
    def label(self) -> str:
        """The new title is the part that people look for."""
        return f"Rename the place to {shortened(self.title)}" if self.title else "Describe the place"

    def changes(self, place: Place) -> Changes:
        """The one row about the place."""
        info = next(iter(place.of(PlaceInfo).values()), None)
        if info is None or (self.title is not None and not self.title.strip()):
            raise UserError("A place needs a title; give one.")
        return Changes(
            update=(
                replace(
                    info,
                    title=info.title if self.title is None else self.title.strip(),
                    description=info.description if self.description is None else self.description,
                    invented=info.invented if self.invented is None else self.invented,
                ),
            )
        )
