"""network_on: a Place on one date as a Network, every derived tie included."""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind
from partnermap.network.derive import ties_and_hubs
from partnermap.network.lookup import lookup_of
from partnermap.network.network import Hub, Network, NetworkTie, TieMark, Waiting, WaitingTie
from partnermap.network.standing import Home, Standing

KEPT = 8

_Key = tuple[int, dt.date, frozenset[TieKind] | None, bool, bool]
_networks: OrderedDict[_Key, tuple[Place, Network]] = OrderedDict()
_lock = threading.Lock()


def network_on(
    place: Place,
    on: dt.date,
    *,
    kinds: frozenset[TieKind] | None = None,
    with_forums: bool = False,
    with_proposed: bool = False,
) -> Network:
    """The organisations open on a date and every tie between them (see derive.RULES).

    Args:
        place: the records.
        on: the date.
        kinds: ties to keep; None keeps all.
        with_forums: tie the members of forums with each other.
        with_proposed: let proposed reorganisations of the register count as well.
    """
    key = (id(place), on, kinds, with_forums, with_proposed)
    with _lock:
        if key in _networks:
            _networks.move_to_end(key)
            return _networks[key][1]
    network = _build(place, on, kinds, with_forums, with_proposed)
    with _lock:
        # The place is kept beside its network: while it is, no other place can have its identity.
        _networks[key] = (place, network)
        while len(_networks) > KEPT:
            _networks.popitem(last=False)
    return network


def _build(
    place: Place, on: dt.date, kinds: frozenset[TieKind] | None, with_forums: bool, with_proposed: bool
) -> Network:
    standing = Standing(place, on, with_proposed=with_proposed)
    candidates, hubs = ties_and_hubs(lookup_of(place), on, with_forums=with_forums)
    ties: list[NetworkTie] = []
    waiting: list[WaitingTie] = []
    for tie in candidates:
        if kinds is None or tie.kind in kinds:
            _settle(standing, tie, ties, waiting)
    return Network(
        version=place.version,
        on=on,
        organisation_ids=standing.open_ids(),
        ties=tuple(_marked(_once_per_record(ties))),
        waiting=tuple(waiting),
        hubs=tuple(_settled(standing, hub) for hub in hubs if kinds is None or hub.kind in kinds),
    )


def _settle(
    standing: Standing, tie: NetworkTie, ties: list[NetworkTie], waiting: list[WaitingTie]
) -> None:
    homes = {end: standing.home_of(end, tie.origin) for end in (tie.from_id, tie.to_id)}
    lost = {end: home for end, home in homes.items() if home.organisation_id is None}
    if not lost:
        ties.extend(_carried(tie, homes[tie.from_id], homes[tie.to_id]))
    elif all(home.waiting is not None for home in lost.values()):
        waiting.append(_waiting(tie, lost))


def _carried(tie: NetworkTie, start: Home, end: Home) -> Iterable[NetworkTie]:
    if start.organisation_id is None or end.organisation_id is None:
        return
    if start.organisation_id == end.organisation_id:
        return
    inherited = {TieMark.INHERITED} if start.inherited or end.inherited else set()
    ends = start.organisation_id, end.organisation_id
    yield replace(
        tie,
        from_id=ends[0],
        to_id=ends[1],
        marks=tie.marks | inherited,
        written=(tie.from_id, tie.to_id) if ends != (tie.from_id, tie.to_id) else None,
    )


def _waiting(tie: NetworkTie, lost: dict[str, Home]) -> WaitingTie:
    whys = [home.waiting for home in lost.values()]
    successors = [item for home in lost.values() for item in home.successor_ids]
    return WaitingTie(
        tie=tie,
        why=Waiting.NO_HOME if Waiting.NO_HOME in whys else Waiting.NEEDS_DECISION,
        closed_ids=tuple(lost),
        successor_ids=tuple(dict.fromkeys(successors)),
    )


def _once_per_record(ties: Iterable[NetworkTie]) -> list[NetworkTie]:
    """Two payers that became one body are one link with the host: that of the payer still there."""
    kept: dict[tuple[str, str, tuple[str, str]], NetworkTie] = {}
    for tie in ties:
        key = tie.origin.table, tie.origin.id, tie.pair
        if key not in kept or _written(tie) < _written(kept[key]):
            kept[key] = tie
    return list(kept.values())


def _written(tie: NetworkTie) -> tuple[str, ...]:
    """The ends that the record names where others took over; nothing, so the first, where not."""
    return tie.written or ()


def _marked(ties: list[NetworkTie]) -> Iterable[NetworkTie]:
    derived = {(tie.pair, tie.kind) for tie in ties if tie.origin.table != Tie.TABLE}
    for tie in ties:
        if tie.origin.table == Tie.TABLE and (tie.pair, tie.kind) in derived:
            yield replace(tie, marks=tie.marks | {TieMark.ALSO_RECORDED})
        else:
            yield tie


def _settled(standing: Standing, hub: Hub) -> Hub:
    homes = [standing.home_of(member, hub.origin).organisation_id for member in hub.members]
    return replace(hub, members=tuple(dict.fromkeys(home for home in homes if home is not None)))
