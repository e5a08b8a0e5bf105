"""Filter: what a user wants to see of a network; one value for the map, the matrix and the list.

Conditions on organisations leave organisations out, and their ties with them. Conditions on ties leave
ties out and organisations alone, so that a gap between two bodies stays visible as one.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from partnermap.analysis.health.carried import carried_by
from partnermap.analysis.health.confirmed import confirmed_by_record, last_confirmed
from partnermap.domain.dates import add_months, known_last_day
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.network.network import Network, NetworkTie
from partnermap.network.origin import name_of_origin
from partnermap.network.reach import reached
from partnermap.scene.map_choice import Filter
from partnermap.shell.words import counted


@dataclass(frozen=True)
class Filtered:
    """What a filter leaves of a network, and how much there was.

    Attributes:
        network: with the organisations and ties that are left.
        organisations, ties: how many there were.
    """

    network: Network
    organisations: int
    ties: int

    @property
    def hides_organisations(self) -> bool:
        """Whether any organisation is left out."""
        return len(self.network.organisation_ids) < self.organisations

    @property
    def badge(self) -> str | None:
        """`12 of 74 organisations and 3 of 90 links hidden`, None when nothing is."""
        gone = self.organisations - len(self.network.organisation_ids)
        parts = [f"{gone:,} of {counted(self.organisations, 'organisation')}"] if gone else []
        if lost := self.ties - len(self.network.ties):
            parts.append(f"{lost:,} of {counted(self.ties, 'link')}")
        return f"{' and '.join(parts)} hidden" if parts else None


def filtered(place: Place, network: Network, wanted: Filter) -> Filtered:
    """The network as far as the filter lets it through.

    Args:
        place: the records behind the network.
        network: of a date.
        wanted: the filter; an organisation to stand in the middle that is not there hides nothing.
    """
    if wanted.is_empty:
        return Filtered(network, len(network.organisation_ids), len(network.ties))
    tests = tuple(_tie_tests(place, network, wanted))
    ties = tuple(tie for tie in network.ties if all(test(tie) for test in tests))
    kept = _organisations(place, network, ties, wanted)
    shown = tuple(tie for tie in ties if tie.from_id in kept and tie.to_id in kept)
    ids = tuple(key for key in network.organisation_ids if key in kept)
    return Filtered(
        replace(network, organisation_ids=ids, ties=shown),
        len(network.organisation_ids),
        len(network.ties),
    )


def _tie_tests(place: Place, network: Network, wanted: Filter) -> Iterator[Callable[[NetworkTie], bool]]:
    on = network.on
    if wanted.kinds:
        yield lambda tie: tie.kind in wanted.kinds
    if (strength := wanted.strength) is not None:
        yield lambda tie: tie.strength >= strength
    if (pence := wanted.pence) is not None:
        yield lambda tie: (carried_by(place, [tie.origin], on).pence or 0) >= pence
    if wanted.ends_within is not None:
        until = add_months(on, wanted.ends_within)
        yield lambda tie: (last := known_last_day(tie.end)) is not None and last <= until
    if wanted.unconfirmed_for is not None:
        yield _unconfirmed_since(place, add_months(on, -wanted.unconfirmed_for))


def _unconfirmed_since(place: Place, since: dt.date) -> Callable[[NetworkTie], bool]:
    evidence = confirmed_by_record(place)

    def test(tie: NetworkTie) -> bool:
        confirmed = last_confirmed(place, tie.origin, evidence)
        return confirmed is None or confirmed < since

    return test


def _organisations(
    place: Place, network: Network, ties: tuple[NetworkTie, ...], wanted: Filter
) -> set[str]:
    kept = {key for key in network.organisation_ids if _suits(place.organisations[key], wanted)}
    if words := wanted.words.casefold().split():
        kept &= _named(place, network, ties, words)
    around = wanted.around
    if around is not None and around in network.index:
        pairs = [tie.pair for tie in ties if kept.issuperset(tie.pair)]
        kept = {around, *reached(pairs, around, wanted.steps)}
    return kept


def _suits(organisation: Organisation, wanted: Filter) -> bool:
    return (not wanted.sectors or organisation.sector in wanted.sectors) and (
        not wanted.types or organisation.type in wanted.types
    )


def _named(place: Place, network: Network, ties: tuple[NetworkTie, ...], words: list[str]) -> set[str]:
    """Organisations whose name holds all words, and both ends of ties whose record's name does."""

    def holds(name: str) -> bool:
        return all(word in name.casefold() for word in words)

    found = {
        key
        for key in network.organisation_ids
        if holds(f"{place.organisations[key].name} {place.organisations[key].short_name or ''}")
    }
    for tie in ties:
        if holds(name_of_origin(place, tie.origin) or ""):
            found.update(tie.pair)
    return found
