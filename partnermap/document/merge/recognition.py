"""Which records of another copy are the same as ones of this file though each copy made its own.

Two laptops at one workshop may both enter Age Well: bodies are known by a shared identifier, else by a
name that only one on either side has; other records by what makes them themselves. Ratings are never
the same: they are anonymous, and two people may give equal answers.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from partnermap.document.merge.answer import Conflict, Instead, Way
from partnermap.document.merge.three_way import Rows
from partnermap.document.merge.view_ids import with_ids
from partnermap.document.naming import name_of
from partnermap.domain.agreement import Agreement, Contribution, Party, PaymentLine
from partnermap.domain.apply import Key, subject_of
from partnermap.domain.evidence import Assumption, Rating
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import RECORD_TYPES, Place, PlaceInfo, references_of
from partnermap.domain.post import Post, PostPartner
from partnermap.domain.programme import Programme
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Affected, Decision, Reorganisation
from partnermap.domain.team import Member, Team
from partnermap.domain.tie import Tie
from partnermap.domain.view import Pin, SavedView

_KNOWN_BY: Mapping[type[Record], tuple[str, ...]] = {
    Organisation: ("name",),
    Tie: ("from_id", "to_id", "kind", "start", "name"),
    Agreement: ("name",),
    Contribution: ("agreement_id", "organisation_id", "role", "financial_year", "kind", "mandated"),
    Party: ("agreement_id", "organisation_id", "role"),
    PaymentLine: ("payer_id", "payee_name", "month"),
    Post: ("title", "employer_id"),
    PostPartner: ("post_id", "organisation_id", "role"),
    Team: ("name", "kind"),
    Member: ("team_id", "organisation_id"),
    Programme: ("name",),
    Reorganisation: ("name", "scenario"),
    Affected: ("reorganisation_id", "organisation_id"),
    Decision: ("reorganisation_id", "about_table", "about_id"),
    Assumption: ("name",),
    Pin: ("organisation_id",),
    SavedView: ("name",),
}
"""What makes a record itself; of every other kind all that it says."""

_BESIDE = frozenset({"id", "ref", "source", "last_confirmed", "notes"})


@dataclass(frozen=True)
class Recognised:
    """The other copy as this file knows it.

    Attributes:
        place: its records with this file's keys for what both have.
        doubles: the bodies that were recognised.
        keys: of the other copy, and what each is here where it is another.
        key_of: a key of the other copy, as it is here.
        record_of: a record of the other copy with this file's keys.
    """

    place: Place
    doubles: tuple[Conflict, ...]
    keys: Mapping[Key, str]
    key_of: Callable[[Key], Key]
    record_of: Callable[[Record], Record]


def recognised(
    base: Place,
    here: Place,
    there: Place,
    apart: frozenset[Key],
    former: Mapping[Key, str] = MappingProxyType({}),
) -> Recognised:
    """What the other copy has that this file has as well.

    Args:
        base: what both copies came from.
        here: this file.
        there: the other copy.
        apart: what the other copy has that is not one with anything here, whatever it is called.
        former: keys of the other copy that were recognised before, and what they are here.
    """
    matching = _Matching(base, here, there, apart)
    matching.know(former)
    for kind in RECORD_TYPES:
        matching.match(kind)
    tables = {kind.TABLE: matching.renamed(kind) for kind in RECORD_TYPES}
    place = there.with_tables(tables, there.version)
    return Recognised(
        place, tuple(matching.doubles), matching.keys, matching.key_here, matching.with_keys
    )


class _Matching:
    """Keys of the other copy and what they are here; parents are matched before what points at them."""

    def __init__(self, base: Place, here: Place, there: Place, apart: frozenset[Key]) -> None:
        self.doubles: list[Conflict] = []
        self.keys: dict[Key, str] = {}
        self._base, self._here, self._there = base, here, there
        self._apart = apart
        self._both_ways = ((here, there), (there, here))
        self._bodies: dict[str, str] = {}

    def know(self, former: Mapping[Key, str]) -> None:
        """Take over what was recognised before, even where one of the two is gone."""
        for (table, key), own in former.items():
            if (table, key) in self._apart:
                continue
            mine, other = self._here.get(table, own), self._there.get(table, key)
            if mine is not None and other is not None:
                self._pair([mine], [other])
            self.keys[table, key] = own
            if table == Organisation.TABLE:
                self._bodies[key] = own

    def match(self, kind: type[Record]) -> None:
        """Find the pairs of one kind."""
        if kind is Rating:
            return
        ours, theirs = (self._new_in(kind, one, other) for one, other in self._both_ways)
        if kind is PlaceInfo:
            self._pair(ours, theirs)
            return
        if kind is Organisation:
            ours, theirs = self._by_identifier(ours, theirs)
        ours_by = _unique((self._identity(record, mapped=False), record) for record in ours)
        theirs_by = _unique((self._identity(record, mapped=True), record) for record in theirs)
        both = [identity for identity in theirs_by if identity in ours_by]
        self._pair([ours_by[each] for each in both], [theirs_by[each] for each in both])

    def _new_in(self, kind: type[Record], place: Place, other: Place) -> list[Record]:
        """What one copy made since they parted; the place's own row is always its own."""
        known = {*other.of(kind), *(self._base.of(kind) if kind is not PlaceInfo else ())}
        for (table, key), own in self.keys.items():
            known |= {key, own} if table == kind.TABLE else set()
        return [
            record
            for key, record in place.of(kind).items()
            if key not in known and (kind.TABLE, key) not in self._apart
        ]

    def _pair(self, ours: Iterable[Record], theirs: Iterable[Record]) -> None:
        for mine, other in zip(ours, theirs, strict=False):
            self.keys[other.TABLE, other.id] = mine.id
            if isinstance(mine, Organisation):
                self._bodies[other.id] = mine.id
                self.doubles.append(self._double(mine, other))

    def _double(self, mine: Organisation, other: Record) -> Conflict:
        instead = Instead(Way.APART, (other.TABLE, other.id))
        names = name_of(self._here, mine), name_of(self._there, other)
        return Conflict(names[0], None, *names, (mine.TABLE, mine.id), instead=instead)

    def _by_identifier(
        self, ours: list[Record], theirs: list[Record]
    ) -> tuple[list[Record], list[Record]]:
        """Pair bodies that share an identifier of one scheme; the rest is returned."""
        bearers = _bearers(self._here, ours)
        pairs: dict[str, str] = {}
        for scheme, others in _bearers(self._there, theirs).items():
            mine = bearers.get(scheme, set()) - set(pairs.values())
            if len(mine) == 1 and len(others) == 1 and not others <= pairs.keys():
                pairs[next(iter(others))] = next(iter(mine))
        bodies = self._here.organisations
        self._pair(
            [bodies[key] for key in pairs.values()], [self._there.organisations[key] for key in pairs]
        )
        taken = set(pairs.values())
        return (
            [record for record in ours if record.id not in taken],
            [record for record in theirs if record.id not in pairs],
        )

    def _identity(self, record: Record, *, mapped: bool) -> tuple[object, ...]:
        own = self.with_keys(record) if mapped else record
        names = _KNOWN_BY.get(type(record)) or _all_that_it_says(type(record))
        return tuple(_plain(getattr(own, name)) for name in names)

    def renamed(self, kind: type[Record]) -> Rows:
        """The other copy's records of one kind, under this file's keys."""
        made_twice = {key for (table, _), key in self.keys.items() if table == kind.TABLE}
        records = (self.with_keys(record) for record in self._there.of(kind).values())
        return {
            record.id: self._as_here(record) if record.id in made_twice else record for record in records
        }

    def key_here(self, key: Key) -> Key:
        """What a key of the other copy is here."""
        return key[0], self.keys.get(key, key[1])

    def with_keys(self, record: Record) -> Record:
        """A record of the other copy with the keys that are used here."""
        changed: dict[str, Any] = {"id": self.keys.get((record.TABLE, record.id), record.id)}
        for name, table in references_of(type(record)).items():
            key = getattr(record, name)
            changed[name] = self.keys.get((table, key), key)
        if (subject := subject_of(record)) is not None:
            changed["about_id"] = self.keys.get(subject, subject[1])
        if isinstance(record, SavedView):
            changed["settings"] = with_ids(record.settings, self._bodies)
        return replace(record, **changed)

    def _as_here(self, record: Record) -> Record:
        """What both made keeps the ID that people gave it here, and the place itself what it says."""
        mine = self._here.get(record.TABLE, record.id)
        if mine is None or isinstance(mine, PlaceInfo):
            return mine or record
        return replace(record, ref=mine.ref)


def _bearers(place: Place, bodies: Iterable[Record]) -> dict[tuple[str, str], set[str]]:
    wanted = {record.id for record in bodies}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in place.of(Identifier).values():
        if each.organisation_id in wanted:
            found[each.scheme.casefold(), each.value.casefold()].add(each.organisation_id)
    return found


def _unique(pairs: Iterable[tuple[tuple[object, ...], Record]]) -> dict[tuple[object, ...], Record]:
    """By identity, without those that several records share."""
    known = list(pairs)
    often = Counter(identity for identity, _ in known)
    return {identity: record for identity, record in known if often[identity] == 1}


def _all_that_it_says(kind: type[Record]) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind) if item.name not in _BESIDE)


def _plain(value: object) -> object:
    """Names and texts are alike whatever their case and spaces."""
    return " ".join(value.split()).casefold() if isinstance(value, str) else value
