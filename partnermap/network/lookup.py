"""Lookup: the records of a Place by what they belong to, made once per Place."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from partnermap.domain.agreement import Contribution, Party
from partnermap.domain.place import Place
from partnermap.domain.post import PostPartner
from partnermap.domain.programme import Delivery
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Affected, Decision, Succession
from partnermap.domain.team import Member

Kind = TypeVar("Kind", bound=Record)
KEPT = 4

_lookups: OrderedDict[int, "Lookup"] = OrderedDict()
_lock = threading.Lock()


class Lookup:
    """Child records by the id of their parent; every mapping is empty for a parent without any."""

    def __init__(self, place: Place) -> None:
        self.place = place

    @cached_property
    def contributions(self) -> Mapping[str, tuple[Contribution, ...]]:
        """By agreement."""
        return _grouped(self.place.of(Contribution).values(), "agreement_id")

    @cached_property
    def parties(self) -> Mapping[str, tuple[Party, ...]]:
        """By agreement."""
        return _grouped(self.place.of(Party).values(), "agreement_id")

    @cached_property
    def replacements(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the agreements that say they replace an agreement, by the replaced one."""
        found: dict[str, list[str]] = defaultdict(list)
        for agreement in self.place.agreements.values():
            if agreement.replaces_id is not None:
                found[agreement.replaces_id].append(agreement.id)
        return _frozen(found)

    @cached_property
    def partners(self) -> Mapping[str, tuple[PostPartner, ...]]:
        """By post."""
        return _grouped(self.place.of(PostPartner).values(), "post_id")

    @cached_property
    def members(self) -> Mapping[str, tuple[Member, ...]]:
        """By team or forum."""
        return _grouped(self.place.of(Member).values(), "team_id")

    @cached_property
    def successions(self) -> Mapping[str, tuple[Succession, ...]]:
        """By predecessor."""
        return _grouped(self.place.of(Succession).values(), "predecessor_id")

    @cached_property
    def affected(self) -> Mapping[str, tuple[Affected, ...]]:
        """By organisation."""
        return _grouped(self.place.of(Affected).values(), "organisation_id")

    @cached_property
    def decisions(self) -> Mapping[tuple[str, str], tuple[Decision, ...]]:
        """By table and id of the record that the decision is about."""
        found: dict[tuple[str, str], list[Decision]] = defaultdict(list)
        for decision in self.place.of(Decision).values():
            if decision.about_table and decision.about_id:
                found[decision.about_table, decision.about_id].append(decision)
        return _frozen(found)

    @cached_property
    def deliveries(self) -> Mapping[tuple[str, str], tuple[Delivery, ...]]:
        """By table and id of the record that delivers."""
        found: dict[tuple[str, str], list[Delivery]] = defaultdict(list)
        for delivery in self.place.of(Delivery).values():
            found[delivery.about_table, delivery.about_id].append(delivery)
        return _frozen(found)


def lookup_of(place: Place) -> Lookup:
    """The Lookup of a Place; the last few are remembered, for as long as they are."""
    with _lock:
        found = _lookups.get(id(place))
        if found is None:
            found = _lookups[id(place)] = Lookup(place)
            while len(_lookups) > KEPT:
                _lookups.popitem(last=False)
        _lookups.move_to_end(id(place))
        return found


def _grouped(records: Iterable[Kind], field: str) -> Mapping[str, tuple[Kind, ...]]:
    parent = attrgetter(field)
    found: dict[str, list[Kind]] = defaultdict(list)
    for record in records:
        found[parent(record)].append(record)
    return _frozen(found)


Key = TypeVar("Key")
Item = TypeVar("Item")


def _frozen(groups: Mapping[Key, list[Item]]) -> Mapping[Key, tuple[Item, ...]]:
    return {key: tuple(items) for key, items in groups.items()}
