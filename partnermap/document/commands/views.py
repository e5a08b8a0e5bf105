"""Commands for saved views: keep what is shown under a name, and forget it."""

from dataclasses import dataclass, replace

from partnermap.domain.changes import Changes, new_id
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.view import SavedView


@dataclass(frozen=True)
class SaveView:
    """Keep settings under a name; a view of that name is replaced."""

    name: str
    settings: str

    @property
    def label(self) -> str:
        """`Save the view “VCSE money”`."""
        return f"Save the view “{self.name}”"

    def changes(self, place: Place) -> Changes:
        """One view, new or changed.

        Raises:
            UserError: the name is blank.
        """
        name = self.name.strip()
        if not name:
            raise UserError("A view needs a name; type one.")
        known = view_named(place, name)
        if known is None:
            return Changes(create=(SavedView(id=new_id(), name=name, settings=self.settings),))
        return Changes(update=(replace(known, settings=self.settings),))


@dataclass(frozen=True)
class RemoveView:
    """Forget a view."""

    name: str

    @property
    def label(self) -> str:
        """`Remove the view “VCSE money”`."""
        return f"Remove the view “{self.name}”"

    def changes(self, place: Place) -> Changes:
        """The view goes.

        Raises:
            UserError: there is none of that name.
        """
        known = view_named(place, self.name)
        if known is None:
            raise UserError(f"There is no view “{self.name}” any more.")
        return Changes(delete=((SavedView.TABLE, known.id),))


def view_named(place: Place, name: str) -> SavedView | None:
    """The saved view of a name, ignoring case."""
    wanted = name.casefold()
    views = place.of(SavedView).values()
    return next((view for view in views if view.name.casefold() == wanted), None)


def known_view(place: Place, name: str) -> SavedView:
    """The saved view of a name, ignoring case.

    Raises:
        UserError: there is none; the sentence lists the names there are.
    """
    known = view_named(place, name.strip())
    if known is not None:
        return known
    names = sorted((view.name for view in place.of(SavedView).values()), key=str.casefold)
    if not names:
        raise UserError(f"There is no view “{name}”: this file holds none yet.")
    listed = ", ".join(f"“{one}”" for one in names)
    raise UserError(f"There is no view “{name}”; this file holds {listed}.")
