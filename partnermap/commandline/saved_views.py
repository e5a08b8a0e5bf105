"""What `--view` shows: a saved view of the file, over which everything else that is given wins."""

import datetime as dt
from dataclasses import dataclass

from partnermap.domain.errors import BadValue, UserError
from partnermap.domain.place import Place
from partnermap.scene.map_choice import MapChoice


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says of a map; None for what it leaves to the view.

    Attributes:
        on: the date.
        other: a second date to compare with.
        scenario: one laid over the place already.
        with_scenario: one to compare the register with.
    """

    on: dt.date | None = None
    other: dt.date | None = None
    scenario: str | None = None
    with_scenario: str | None = None

    def over(self, choice: MapChoice) -> MapChoice:
        """The choice of a view with what is given in place of what it says of the same."""
        if self.scenario is not None:
            choice = choice.showing(None, beside_register=False)
        if self.other is not None:
            choice = choice.compared_with(self.other)
        if self.with_scenario is not None:
            choice = choice.showing(self.with_scenario, beside_register=True)
        return choice


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice, its date if it has one, and a sentence of what is gone of the view, or nothing."""

    choice: MapChoice
    on: dt.date | None = None
    left_out: str = ""


def wanted_map(place: Place, view: str | None, given: Given) -> Wanted:
    """What is to be drawn: a saved view where one is named, and what is given.

    Raises:
        UserError: there is no view of that name, or it cannot be read.
    """
    if view is None:
        return Wanted(given.over(MapChoice()), given.on)
    from partnermap.document.commands.views import known_view
    from partnermap.scene.saved_view import kept_in
    from partnermap.scene.usable_view import usable

    item = known_view(place, view)
    try:
        kept = kept_in(item.settings)
    except BadValue as fault:
        raise UserError(f"View “{item.name}”: {fault}") from None
    found = usable(place, kept, MapChoice())
    return Wanted(given.over(found.choice), given.on or kept.on, found.sentence(item.name))
