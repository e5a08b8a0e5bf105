"""MapSubject: what a map shows of a place on a date, however near it is and in which colours."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from partnermap.analysis.disruption.on_date import strain_on
from partnermap.analysis.health.risks import risks
from partnermap.domain.place import Place
from partnermap.scene.chosen import Chosen, chosen, laid
from partnermap.scene.map_choice import MapChoice
from partnermap.scene.widths import money_of
from partnermap.ui.canvas.links import Links
from partnermap.ui.canvas.walk import Walkers, walkers_of


@dataclass(frozen=True, eq=False)
class MapSubject:
    """What is drawn.

    Attributes:
        place: the register, or the register with a scenario laid over it.
        shown: the part of it that the choice shows.
        at_risk: ids of ties that end or are at risk; none where two pictures are compared.
        strain: organisations inside the window of a reorganisation, each with its strain, 0 to 1.
    """

    place: Place
    shown: Chosen
    at_risk: frozenset[str]
    strain: Mapping[str, float]
    who: Walkers
    links: Links

    @property
    def bodies(self) -> Place:
        """The records of everybody who is drawn: a scenario beside the register brings its own."""
        both = self.shown.comparison
        return self.place if both is None or both.comparison.scenario is None else both.now.place


def subject_of(register: Place, on: dt.date, choice: MapChoice) -> MapSubject:
    """What a choice shows of a register on a date.

    Raises:
        UserError: no scenario has the name.
    """
    place = laid(register, choice)
    shown = chosen(place, on, choice)
    at_risk = frozenset[str]()
    if shown.comparison is None:
        at_risk = frozenset(risk.tie.id for risk in risks(place, on) if risk.is_dated)
    groups = shown.groups
    ties = groups.network.ties
    money = money_of(groups.place, [*ties, *chain(*groups.sums.values())], on)
    return MapSubject(
        place,
        shown,
        at_risk,
        strain_on(place, on),
        walkers_of(groups.place, groups.network),
        Links({tie.id: tie for tie in ties}, groups.sums, at_risk, money),
    )


class LastSubject:
    """Keeps what was found last: to zoom, to resize or to change colours is to draw the same again."""

    def __init__(self) -> None:
        self._asked: tuple[Place, dt.date, MapChoice] | None = None
        self._found: MapSubject | None = None

    def of(self, register: Place, on: dt.date, choice: MapChoice) -> MapSubject:
        """What `subject_of` finds.

        Raises:
            UserError: no scenario has the name.
        """
        asked = self._asked
        if self._found is None or asked is None or asked[0] is not register or asked[1:] != (on, choice):
            self._found = subject_of(register, on, choice)
            self._asked = (register, on, choice)
        return self._found
