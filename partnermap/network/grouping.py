"""Grouping: organisations collapsed into one symbol by what they belong to, their ties summed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.view import GroupBy
from partnermap.network.network import Network, NetworkTie

MARK = "group:"
"""Ids of groups begin with it; no record's does."""


@dataclass(frozen=True, eq=False)
class Grouping:
    """A network with groups in place of their members.

    Attributes:
        place: the records, and for each group a made-up organisation of its name and count.
        network: organisations that stand alone, groups, and ties between them.
        members: ids of the organisations in each group.
        sums: the ties that each summed tie stands for.
        inside: ties that a group hides because both their ends are in it.
    """

    place: Place
    network: Network
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sums: Mapping[str, tuple[NetworkTie, ...]] = field(default_factory=dict)
    inside: tuple[NetworkTie, ...] = ()

    def wholly(self, tie_ids: frozenset[str]) -> frozenset[str]:
        """Ties all of whose parts are among these."""
        summed = {key for key, parts in self.sums.items() if all(tie.id in tie_ids for tie in parts)}
        return tie_ids | summed

    def hardest(self, values: Mapping[str, float]) -> Mapping[str, float]:
        """These values of organisations, and for every group the largest of its members'."""
        found = dict(values)
        for key, ids in self.members.items():
            own = [values[one] for one in ids if one in values]
            if own:
                found[key] = max(own)
        return found


def grouped(
    place: Place, network: Network, by: GroupBy, opened: frozenset[str] = frozenset()
) -> Grouping:
    """Collapse a network.

    Args:
        place: the records behind it.
        network: of a date.
        by: what organisations are grouped by; what has none stands alone, and so does a group of one.
        opened: ids of groups whose members are shown.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for organisation_id in network.organisation_ids:
        key = _key(place, network, organisation_id, by)
        if key is not None and MARK + key not in opened:
            groups[MARK + key].append(organisation_id)
    members = {key: tuple(ids) for key, ids in groups.items() if len(ids) > 1}
    if not members:
        return Grouping(place, network)
    home = {one: key for key, ids in members.items() for one in ids}
    ids = tuple(dict.fromkeys(home.get(one, one) for one in network.organisation_ids))
    ties, sums, inside = _summed(network.ties, home)
    bodies = {key: _body(place, key, ids_) for key, ids_ in members.items()}
    tables = {**place.tables, Organisation.TABLE: {**place.organisations, **bodies}}
    return Grouping(
        replace(place, tables=tables),
        replace(network, organisation_ids=ids, ties=ties),
        members,
        sums,
        inside,
    )


def _key(place: Place, network: Network, organisation_id: str, by: GroupBy) -> str | None:
    organisation = place.organisations[organisation_id]
    if by is GroupBy.SECTOR:
        return organisation.sector
    if by is GroupBy.TYPE:
        return organisation.type
    return _topmost(place, network, organisation) if by is GroupBy.PART_OF else None


def _topmost(place: Place, network: Network, organisation: Organisation) -> str:
    """The largest body of the network that an organisation is part of, itself where there is none."""
    seen = {organisation.id}
    while (above := organisation.part_of_id) in network.index and above not in seen:
        organisation = place.organisations[str(above)]
        seen.add(organisation.id)
    return organisation.id


def _body(place: Place, key: str, ids: Sequence[str]) -> Organisation:
    """What stands for a group: named after it with its count, drawn as most of its members are."""
    name = key.removeprefix(MARK)
    head = place.organisations.get(name)
    bodies = [place.organisations[one] for one in ids]
    looks = [(body.sector, body.type) for body in ([head] if head else bodies)]
    sector, kind = max(looks, key=looks.count)
    title = head.label if head is not None else name[0].upper() + name[1:]
    return Organisation(id=key, name=f"{title} ({len(ids)})", sector=sector, type=kind)


def _summed(
    ties: Sequence[NetworkTie], home: Mapping[str, str]
) -> tuple[tuple[NetworkTie, ...], Mapping[str, tuple[NetworkTie, ...]], tuple[NetworkTie, ...]]:
    """Ties between groups and single bodies, one for each pair and kind, and ties inside groups."""
    plain: list[NetworkTie] = []
    bundles: dict[tuple[str, str, str], list[NetworkTie]] = defaultdict(list)
    inside: list[NetworkTie] = []
    for tie in ties:
        ends = (home.get(tie.from_id, tie.from_id), home.get(tie.to_id, tie.to_id))
        if ends == (tie.from_id, tie.to_id):
            plain.append(tie)
        elif ends[0] == ends[1]:
            inside.append(tie)
        else:
            first, last = sorted(ends)
            bundles[first, last, tie.kind].append(replace(tie, from_id=ends[0], to_id=ends[1]))
    sums = {f"sum:{'|'.join(key)}": tuple(rows) for key, rows in bundles.items()}
    return (*plain, *(_sum(key, rows) for key, rows in sums.items())), sums, tuple(inside)


def _sum(key: str, ties: Sequence[NetworkTie]) -> NetworkTie:
    """One tie for several of a pair and kind: strengths added, directed where all go the same way."""
    one_way = all(tie.directed and tie.from_id == ties[0].from_id for tie in ties)
    return replace(
        ties[0],
        id=key,
        strength=sum(tie.strength for tie in ties),
        directed=one_way,
        start=None,
        end=None,
        origin=ties[0].origin if len(ties) == 1 else About("", key),
        marks=frozenset(),
    )
