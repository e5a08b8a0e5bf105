"""What can be shown of a saved view: it may name organisations, groups and scenarios that are gone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from partnermap.domain.errors import UserError
from partnermap.domain.place import Place
from partnermap.domain.sentences import joined
from partnermap.domain.view import LayoutStyle
from partnermap.domain.words import OrganisationType, Sector
from partnermap.network.grouping import MARK
from partnermap.network.scenario import known_name, with_scenario
from partnermap.scene.map_choice import Arrangement, MapChoice
from partnermap.scene.saved_view import Kept
from partnermap.shell.words import counted, text


@dataclass(frozen=True, slots=True)
class Usable:
    """What a view shows without what is gone, and what that was, each in a few words."""

    choice: MapChoice
    left_out: tuple[str, ...] = ()

    def sentence(self, name: str) -> str:
        """What a view of this name is shown without; empty where nothing is gone."""
        if not self.left_out:
            return ""
        return text(
            "View “{name}” is shown without {gone}: not in this file any more.",
            name=name,
            gone=joined(self.left_out),
        )


def usable(place: Place, kept: Kept, now: MapChoice) -> Usable:
    """What a saved view shows of a register as far as its records allow it.

    Args:
        place: the register.
        kept: what the view keeps.
        now: what is shown; a view of an earlier version leaves most of it as it is.
    """
    choice, gone = _with_known_scenario(place, kept.over(now))
    bodies = _Bodies(place, choice.scenario or choice.what_if)
    left_out = [gone] if gone else []
    if choice.wanted.around is not None and choice.wanted.around not in bodies:
        choice = replace(choice, wanted=replace(choice.wanted, around=None, steps=1))
        left_out.append(text("the organisation whose neighbours it shows"))
    if not kept.is_filter_only:
        arrangement, lost = _arrangement(choice.arrangement, bodies)
        choice = replace(choice, arrangement=arrangement)
        left_out += lost
    return Usable(choice, tuple(left_out))


def _arrangement(wanted: Arrangement, bodies: "_Bodies") -> tuple[Arrangement, list[str]]:
    """The arrangement without what is gone, and what of that would have been seen."""
    left_out = []
    if wanted.centre is not None and wanted.centre not in bodies:
        wanted = replace(wanted, centre=None)
        if wanted.style is LayoutStyle.RINGS:
            left_out.append(text("the organisation in the middle of the rings"))
    if lost := frozenset(_lost_groups(wanted, bodies)):
        wanted = replace(wanted, opened=wanted.opened - lost)
        left_out.append(text("{groups} that stood open", groups=counted(len(lost), "group")))
    return wanted, left_out


class _Bodies:
    """The organisations of a register and of one scenario, which is only laid where it has to be."""

    def __init__(self, place: Place, scenario: str | None) -> None:
        self._place = place
        self._scenario = scenario

    def __contains__(self, organisation_id: str) -> bool:
        if organisation_id in self._place.organisations or self._scenario is None:
            return organisation_id in self._place.organisations
        return organisation_id in with_scenario(self._place, self._scenario).organisations


def _with_known_scenario(place: Place, choice: MapChoice) -> tuple[MapChoice, str]:
    """The choice with its scenario as it is spelt now, or without one that is gone, which is named."""
    name = choice.scenario or choice.what_if
    if name is None:
        return choice, ""
    beside_register = choice.scenario is not None
    try:
        return choice.showing(known_name(place, name), beside_register=beside_register), ""
    except UserError:
        none = choice.showing(None, beside_register=False)
        return none, text("the scenario “{name}”", name=name)


def _lost_groups(wanted: Arrangement, bodies: _Bodies) -> Iterator[str]:
    words = {*Sector, *OrganisationType}
    for group in wanted.opened:
        key = group.removeprefix(MARK)
        if key not in words and key not in bodies:
            yield group
