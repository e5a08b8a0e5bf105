"""Ties that may not survive the coming months: why, what would be lost, who must decide by when.

The order is that of consequence. Ties to which something happens come before ties that merely stand
alone; among each, those come first without which most organisations would be cut off, then most money a
year, most posts, most programmes, then the earliest latest safe date.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from partnermap.analysis.health.carried import Carried, carried_by, own_pence, texts_of_tie
from partnermap.analysis.health.reasons import (
    Horizon,
    Reason,
    ReasonKind,
    decide_by,
)
from partnermap.analysis.health.reasons_of_bodies import being_reorganised, ends_of_bodies
from partnermap.analysis.health.reasons_of_links import bridge, only_one_kind, unconfirmed
from partnermap.analysis.health.reasons_of_records import ends, lapsed, post
from partnermap.analysis.measure.structure import bridge_sides
from partnermap.domain.dates import add_months, known_last_day
from partnermap.domain.evidence import Evidence
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import counted, first_few, joined, sentence
from partnermap.domain.words import TieKind
from partnermap.network.build import network_on
from partnermap.network.network import Network, NetworkTie
from partnermap.network.standing import Standing

MONTHS = 24
"""The horizon that DESIGN asks about."""

ORDER = (
    "The gravest come first: links to which something happens before links that merely stand as they "
    "are; among each, those without which most organisations would be cut off, then those with most "
    "money a year, most posts and most programmes, then the earliest latest safe date."
)
"""The order in a sentence, for those who read the list."""

_Finder = Callable[[Horizon, NetworkTie], Iterator[Reason]]

_FINDERS: tuple[_Finder, ...] = (lapsed, ends, post, ends_of_bodies, bridge, unconfirmed)
"""Each may put a tie at risk by itself; the most pressing kinds first."""


@dataclass(frozen=True, slots=True)
class Risk:
    """One tie at risk.

    Attributes:
        consequence: what would be lost, in one sentence.
        carried: by the whole record behind it; the sentence names this tie's own part of the money.
        pence: its own part where that is recorded, else the whole; None when no amount is.
        decide_by: latest safe date, end minus notice; it may already be past; None without a date.
        cut_off: organisations that only this pair joins to the rest.
    """

    tie: NetworkTie
    reasons: tuple[Reason, ...]
    consequence: str
    decide_by: dt.date | None
    carried: Carried
    pence: int | None = None
    cut_off: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether something happens to it, rather than that it merely stands alone or is old news."""
        return any(reason.is_dated for reason in self.reasons)

    @property
    def records(self) -> tuple[About, ...]:
        """Every record that its sentences were built from, its own first."""
        named = (about for reason in self.reasons for about in reason.records)
        return tuple(dict.fromkeys((self.tie.origin, *named, *self.carried.records)))


def risks(place: Place, on: dt.date, months: int = MONTHS) -> tuple[Risk, ...]:
    """Ties of the network on the date that may not survive so many months, by consequence.

    A year of payments is a record of past spending, so its end is no risk. That a pair has only one kind
    of link, or that an end is reorganised while the link carries on, is said of ties that something
    else puts at risk.
    """
    network = network_on(place, on)
    horizon = horizon_of(place, network, months)
    found = [risk for tie in network.ties if (risk := _risk(horizon, tie)) is not None]
    return tuple(sorted(found, key=_consequence_order))


def horizon_of(place: Place, network: Network, months: int) -> Horizon:
    """Everything that the reasons look at, for a network and so many months on."""
    until = add_months(network.on, months)
    kinds: dict[tuple[str, str], set[TieKind]] = defaultdict(set)
    for tie in network.ties:
        kinds[tie.pair].add(tie.kind)
    sides = bridge_sides(network)
    return Horizon(
        place=place,
        on=network.on,
        until=until,
        standing=Standing(place, until),
        cut_off={pair: side for pair, side in sides.items() if len(kinds[pair]) == 1},
        kinds={pair: frozenset(found) for pair, found in kinds.items()},
        confirmed=_confirmed(place, network),
    )


def never_confirmed(place: Place, network: Network) -> int:
    """Ties whose record has no date of confirmation and no dated evidence."""
    confirmed = _confirmed(place, network)
    return sum(tie.origin not in confirmed for tie in network.ties)


def _risk(horizon: Horizon, tie: NetworkTie) -> Risk | None:
    reasons = tuple(reason for finder in _FINDERS for reason in finder(horizon, tie))
    if not reasons:
        return None
    cut_off = _cut_off(horizon, tie, reasons)
    texts = texts_of_tie(horizon.place, tie, horizon.on)
    carried = carried_by(horizon.place, [tie.origin], horizon.on)
    own = own_pence(horizon.place, tie, horizon.on)
    alone = tuple(only_one_kind(horizon, tie))
    return Risk(
        tie=tie,
        reasons=(*reasons, *being_reorganised(horizon, tie), *alone),
        consequence=_consequence(horizon.place, tie, texts, cut_off, only_kind=bool(alone)),
        decide_by=decide_by(horizon.place, tie, reasons),
        carried=carried,
        pence=carried.pence if own is None else own,
        cut_off=cut_off,
    )


def _cut_off(horizon: Horizon, tie: NetworkTie, reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    alone = any(reason.kind is ReasonKind.BRIDGE for reason in reasons)
    return horizon.cut_off[tie.pair] if alone else ()


def _consequence(
    place: Place,
    tie: NetworkTie,
    texts: tuple[str, ...],
    cut_off: tuple[str, ...],
    *,
    only_kind: bool,
) -> str:
    kind = "" if tie.kind is TieKind.OTHER else f"{tie.kind.value} "
    one, other = place.name_of(tie.from_id), place.name_of(tie.to_id)
    tail = ", the only kind between them" if only_kind else ""
    parts = [f"{one} would lose its {kind}link with {other}{tail}"]
    if texts:
        parts.append(f"at stake: {joined(texts)}")
    if cut_off:
        names = first_few([place.name_of(item) for item in cut_off])
        parts.append(f"{names} would be cut off" if len(cut_off) <= 3 else _many_cut_off(len(cut_off)))
    return sentence("; ".join(parts))


def _many_cut_off(count: int) -> str:
    return f"{counted(count, 'organisation')} would be cut off"


def _confirmed(place: Place, network: Network) -> dict[About, dt.date]:
    """The last day on which each record behind a tie was confirmed, or evidence of it is dated."""
    found: dict[About, dt.date] = {}
    for origin in dict.fromkeys(tie.origin for tie in network.ties):
        record = place.get(origin.table, origin.id)
        day = known_last_day(record.last_confirmed) if record is not None else None
        if day is not None:
            found[origin] = day
    for item in place.of(Evidence).values():
        day = known_last_day(item.date)
        if day is not None and item.about_table and item.about_id:
            about = About(item.about_table, item.about_id)
            found[about] = max(day, found.get(about, day))
    return found


def _consequence_order(risk: Risk) -> tuple[bool, int, int, int, int, dt.date]:
    carried = risk.carried
    return (
        not risk.is_dated,
        -len(risk.cut_off),
        -(risk.pence or 0),
        -carried.posts,
        -len(carried.programmes),
        risk.decide_by or dt.date.max,
    )
