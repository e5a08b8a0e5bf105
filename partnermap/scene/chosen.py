"""Chosen: the part of a place that a MapChoice shows, for the window and for every file."""

import datetime as dt
from dataclasses import dataclass, replace

from partnermap.domain.place import Place
from partnermap.domain.view import GroupBy
from partnermap.network.build import network_on
from partnermap.network.grouping import Grouping, grouped
from partnermap.network.network import Network
from partnermap.network.scenario import with_scenario
from partnermap.scene.change_marks import Changes
from partnermap.scene.change_words import dates_in_words, in_short
from partnermap.scene.filter import Filtered, filtered
from partnermap.scene.filter_words import filter_in_words, hidden_in_words
from partnermap.scene.map_choice import MapChoice
from partnermap.scene.then_and_now import ThenAndNow, then_and_now


@dataclass(frozen=True, eq=False)
class Chosen:
    """The part of a place that a choice shows.

    Attributes:
        whole: the network before anything is hidden.
        found: what is left of it.
        groups: the place and the network to draw, organisations together where so chosen.
        filtered_by: what the filter and the hidden kinds say, in words; empty without any.
        comparison: both pictures, where two are compared.
    """

    whole: Network
    found: Filtered
    groups: Grouping
    filtered_by: str = ""
    comparison: ThenAndNow | None = None

    @property
    def changes(self) -> Changes | None:
        """What a map of two dates marks and says; None for a map of one."""
        found = self.comparison
        if found is None:
            return None
        return Changes(found.changes, found.opened, found.closed, dates_in_words(found), in_short(found))


def laid(place: Place, choice: MapChoice) -> Place:
    """The register, or the register with the scenario laid over it that a choice shows.

    Raises:
        UserError: no scenario has the name.
    """
    return place if choice.what_if is None else with_scenario(place, choice.what_if)


def chosen(place: Place, on: dt.date, choice: MapChoice) -> Chosen:
    """What a choice shows of a place on a date; the place is what `laid` makes of the register.

    Organisations are not drawn together on a map of two dates: a summed line has no single fate.

    Raises:
        UserError: no scenario has the name.
    """
    both = None
    if choice.other is not None or choice.scenario is not None:
        both = then_and_now(place, on, choice.other, scenario=choice.scenario)
        place = both.place
    whole = both.network if both else network_on(place, on)
    shown = tuple(tie for tie in whole.ties if tie.kind not in choice.hidden_kinds)
    found = filtered(place, replace(whole, ties=shown), choice.wanted)
    found = replace(found, ties=len(whole.ties))
    group_by = GroupBy.NOTHING if both else choice.arrangement.group_by
    groups = grouped(place, found.network, group_by, choice.arrangement.opened)
    return Chosen(whole, found, groups, _in_words(place, choice), both)


def _in_words(place: Place, choice: MapChoice) -> str:
    parts = (filter_in_words(place, choice.wanted), hidden_in_words(choice.hidden_kinds))
    return "; ".join(part for part in parts if part)
