"""MapWalk: moving over the map with keys, from organisation to organisation; no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.network.network import Network
from partnermap.shell.words import counted, text


@dataclass(frozen=True)
class Walkers:
    """Who can be walked to.

    Attributes:
        order: organisation ids, those with most partners first.
        partners: ids of the partners of each, in the same order.
        names: what each is called.
        sectors: the word for each one's sector, "sector not known" where there is none.
        ties: ids of the ties of each.
        kinds: of the ties between two, in the order of the network.
    """

    order: tuple[str, ...] = ()
    partners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)
    ties: Mapping[str, frozenset[str]] = field(default_factory=dict)
    kinds: Mapping[frozenset[str], tuple[TieKind, ...]] = field(default_factory=dict)

    def say(self, organisation_id: str) -> str:
        """Name, sector and number of partners: what a screen reader announces."""
        partners = counted(len(self.partners[organisation_id]), "partner")
        return f"{self.names[organisation_id]}, {self.sectors[organisation_id]}, {partners}"

    def say_partner(self, organisation_id: str, of: str) -> str:
        """The same, and what links the two."""
        kinds = ", ".join(self.kinds.get(frozenset((organisation_id, of)), ()))
        return text("{partner}; linked by {kinds}", partner=self.say(organisation_id), kinds=kinds)


def walkers_of(place: Place, network: Network) -> Walkers:
    """The organisations of a network, ranked by partners and then by name."""
    linked: dict[str, set[str]] = {one: set() for one in network.organisation_ids}
    ties: dict[str, set[str]] = {one: set() for one in network.organisation_ids}
    kinds: dict[frozenset[str], dict[TieKind, None]] = {}
    for tie in network.ties:
        kinds.setdefault(frozenset(tie.pair), {})[tie.kind] = None
        for one, other in ((tie.from_id, tie.to_id), (tie.to_id, tie.from_id)):
            linked[one].add(other)
            ties[one].add(tie.id)
    names = {one: place.name_of(one) for one in linked}
    order = tuple(sorted(linked, key=lambda one: (-len(linked[one]), names[one].lower())))
    rank = {one: i for i, one in enumerate(order)}
    return Walkers(
        order=order,
        partners={one: tuple(sorted(others, key=rank.__getitem__)) for one, others in linked.items()},
        names=names,
        sectors={one: place.organisations[one].sector or text("sector not known") for one in linked},
        ties={one: frozenset(ids) for one, ids in ties.items()},
        kinds={pair: tuple(found) for pair, found in kinds.items()},
    )


MOST_LISTED = 200
"""Organisations that a screen reader is given at once; of more, those around the current one."""


class MapWalk:
    """Where the keyboard is on the map, and the way back.

    Attributes:
        current: id of the organisation under the keyboard, None when the map is empty.
    """

    def __init__(self) -> None:
        self._who = Walkers()
        self._trail: list[str] = []
        self.current: str | None = None

    @property
    def who(self) -> Walkers:
        """The organisations of the map as shown now."""
        return self._who

    @property
    def listed(self) -> tuple[str, ...]:
        """Whom a screen reader finds: everybody, or in a large map the current one and its partners."""
        order = self._who.order
        if len(order) <= MOST_LISTED or self.current is None:
            return order[:MOST_LISTED]
        return (self.current, *self._who.partners[self.current])[:MOST_LISTED]

    def show(self, who: Walkers) -> None:
        """Take other organisations; the current one stays where it still exists."""
        self._who = who
        self._trail = [one for one in self._trail if one in who.names]
        if self.current not in who.names:
            self.current = who.order[0] if who.order else None

    def go(self, organisation_id: str) -> None:
        """Stand on an organisation, such as one that was clicked; the trail begins anew."""
        if organisation_id in self._who.names:
            self.current = organisation_id
            self._trail.clear()

    def step(self, by: int) -> None:
        """The next (1) or previous (-1): among the partners last entered, else by rank."""
        ring = self._ring()
        if self.current is not None and ring:
            self.current = ring[(ring.index(self.current) + by) % len(ring)]

    def enter(self) -> None:
        """Go to the partner with most partners of its own."""
        partners = self._who.partners.get(self.current or "", ())
        if self.current is not None and partners:
            self._trail.append(self.current)
            self.current = partners[0]

    def back(self) -> None:
        """Go back along the trail."""
        if self._trail:
            self.current = self._trail.pop()

    def jump(self, letter: str) -> None:
        """The next organisation by name that begins with a letter."""
        names = self._who.names
        found = sorted(
            (one for one in names if names[one].lower().startswith(letter.lower())),
            key=lambda one: names[one].lower(),
        )
        if found:
            after = found.index(self.current) + 1 if self.current in found else 0
            self.current = found[after % len(found)]
            self._trail.clear()

    def say(self) -> str:
        """What stands under the keyboard; among partners also its place and what links the two."""
        if self.current is None:
            return text("No organisations on this date")
        if not self._is_among_partners:
            return self._who.say(self.current)
        ring = self._ring()
        place = text("{number} of {count}: ", number=ring.index(self.current) + 1, count=len(ring))
        return place + self._who.say_partner(self.current, self._trail[-1])

    @property
    def _is_among_partners(self) -> bool:
        return bool(self._trail) and self.current in self._who.partners.get(self._trail[-1], ())

    def _ring(self) -> tuple[str, ...]:
        if self._is_among_partners:
            return self._who.partners[self._trail[-1]]
        return self._who.order
