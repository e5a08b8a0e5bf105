"""Lookup: the records of a Place by what they belong to, made once per Place."""

import threading
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from partnermap.domain.agreement import Contribution, Party, PaymentLine
from partnermap.domain.dates import financial_year_of_month
from partnermap.domain.place import Place
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.programme import Delivery
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Affected, Decision, Succession
from partnermap.domain.team import Member
from partnermap.domain.words import Effect, ReorganisationKind

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
    def payment_months(self) -> Mapping[tuple[str, str], int]:
        """For how many months payments are recorded, by payer and financial year."""
        lines = self.place.of(PaymentLine).values()
        months = {(line.payer_id, line.month) for line in lines}
        return Counter((payer_id, financial_year_of_month(month)) for payer_id, month in months)

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
    def posts_of_agreement(self) -> Mapping[str, tuple[Post, ...]]:
        """By the agreement that they rest on."""
        posts = (post for post in self.place.posts.values() if post.agreement_id is not None)
        return _grouped(posts, "agreement_id")

    @cached_property
    def members(self) -> Mapping[str, tuple[Member, ...]]:
        """By team or forum."""
        return _grouped(self.place.of(Member).values(), "team_id")

    @cached_property
    def successions(self) -> Mapping[str, tuple[Succession, ...]]:
        """By predecessor; a merger without rows goes to the one body that it creates."""
        recorded = self.place.of(Succession).values()
        return _grouped((*recorded, *implied_successions(self.place)), "predecessor_id")

    @cached_property
    def successors(self) -> Mapping[str, frozenset[str]]:
        """Ids of all that follow anybody, by reorganisation."""
        rows = _grouped(self.place.of(Succession).values(), "reorganisation_id")
        return {key: frozenset(row.successor_id for row in found) for key, found in rows.items()}

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


def implied_successions(place: Place) -> tuple[Succession, ...]:
    """What a merger says without succession rows: all it merges go to the one body it creates."""
    told = {row.reorganisation_id for row in place.of(Succession).values()}
    found: list[Succession] = []
    hit = _grouped(place.of(Affected).values(), "reorganisation_id")
    for item in place.reorganisations.values():
        rows = hit.get(item.id, ())
        created = {row.organisation_id for row in rows if row.effect is Effect.CREATED}
        if item.kind is not ReorganisationKind.MERGER or item.id in told or len(created) != 1:
            continue
        (successor,) = created
        found += [
            Succession(
                id=f"implied:{row.id}",
                reorganisation_id=item.id,
                predecessor_id=row.organisation_id,
                successor_id=successor,
                share=1.0,
            )
            for row in rows
            if row.effect is Effect.MERGED and row.organisation_id != successor
        ]
    return tuple(found)


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
