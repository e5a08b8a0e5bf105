"""What holds: facts of the record that a board can build on, the weightiest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from partnermap.analysis.health.risks import MONTHS, risks
from partnermap.analysis.measure import structure
from partnermap.analysis.measure.appointments import is_joint
from partnermap.analysis.measure.graph import simple_graph
from partnermap.analysis.measure.money import joint_agreements, money_on
from partnermap.domain.dates import add_months
from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.sentences import digits, is_or_are, month_in_words, number, part_of, sentence
from partnermap.domain.words import PostStatus
from partnermap.network.build import network_on
from partnermap.network.derive import is_counted, parties_of, status_on
from partnermap.network.lookup import lookup_of
from partnermap.network.network import Network, NetworkTie

MOST = 3
LONG_YEARS = 5
"""A link of so many years counts as long-standing (MEASURES A21)."""


@dataclass(frozen=True, slots=True)
class Strength:
    """One strength as a sentence, with the VCSE figure beside it where that differs."""

    text: str


def strengths(place: Place, on: dt.date, months: int = MONTHS) -> tuple[Strength, ...]:
    """At most three things that hold; fewer where the record shows fewer."""
    network = network_on(place, on)
    finders = (
        _secure_money(place, on, months),
        _long_links(place, network),
        _many_kinds(place, network),
        _one_piece(network),
        _filled_posts(place, on),
    )
    return tuple(Strength(text) for texts in finders for text in texts)[:MOST]


def _secure_money(place: Place, on: dt.date, months: int) -> Iterator[str]:
    """Joint money that no end, lapse or reorganisation threatens; an unknown end is no promise."""
    lookup = lookup_of(place)
    threatened = {risk.tie.origin.id for risk in risks(place, on, months) if risk.is_dated}
    held, total = [0, 0], [0, 0]
    for agreement in joint_agreements(lookup, on):
        pence = money_on(lookup, agreement, on).total or 0
        safe = agreement.id not in threatened and (agreement.end is None or agreement.end.is_known)
        vcse = place.has_vcse(parties_of(lookup, agreement))
        for column in (0, 1) if vcse else (0,):
            total[column] += pence
            held[column] += pence if safe else 0
    if held[0]:
        beside = (
            f"{money_in_words(held[1])} of {money_in_words(total[1])}" if total[1] else "none recorded"
        )
        yield sentence(
            f"nothing recorded threatens {money_in_words(held[0])} of {money_in_words(total[0])} joint "
            f"money a year before {month_in_words(add_months(on, months))} (where VCSE organisations "
            f"take part: {beside})"
        )


def _long_links(place: Place, network: Network) -> Iterator[str]:
    long = {tie.pair for tie in network.ties if _is_long(tie, network.on)}
    pairs = {tie.pair for tie in network.ties}
    if not long:
        return
    vcse = [pair for pair in pairs if place.has_vcse(pair)]
    lasting = f"{digits(sum(pair in long for pair in vcse))} of {len(vcse):,}"
    beside = f"with a VCSE organisation: {lasting}" if vcse else "no pair has a VCSE organisation"
    whose = part_of(len(long), len(pairs), "linked pair") if len(pairs) > 1 else "the one linked pair"
    yield sentence(f"{whose} {_have(len(long))} a link of {number(LONG_YEARS)} years or more ({beside})")


def _is_long(tie: NetworkTie, on: dt.date) -> bool:
    if tie.start is None or not tie.start.is_known:
        return False
    return add_months(tie.start.first_day, 12 * LONG_YEARS) <= on


def _have(count: int) -> str:
    return "has" if count == 1 else "have"


def _many_kinds(place: Place, network: Network) -> Iterator[str]:
    kinds: dict[tuple[str, str], set[str]] = {}
    for tie in network.ties:
        kinds.setdefault(tie.pair, set()).add(tie.kind.value)
    several = {pair: found for pair, found in kinds.items() if len(found) > 1}
    if not several:
        return
    best = max(several, key=lambda pair: (len(several[pair]), pair))
    vcse = sum(place.has_vcse(pair) for pair in several)
    yield sentence(
        f"{part_of(len(several), len(kinds), 'linked pair')} {_have(len(several))} more "
        f"than one kind of link, most of all {place.name_of(best[0])} and {place.name_of(best[1])} "
        f"with {len(several[best])} (with a VCSE organisation: {digits(vcse)})"
    )


def _one_piece(network: Network) -> Iterator[str]:
    graph = simple_graph(network)
    if len(network.organisation_ids) > 2 and len(structure.pieces(graph).sizes) == 1:
        yield "Every organisation on the map can reach every other through recorded links."


def _filled_posts(place: Place, on: dt.date) -> Iterator[str]:
    lookup = lookup_of(place)
    posts = [post for post in place.posts.values() if is_counted(post, on) and is_joint(lookup, post)]
    known = [status for post in posts if (status := status_on(post, on)) is not None]
    filled = sum(status is PostStatus.FILLED for status in known)
    if filled:
        yield sentence(f"{part_of(filled, len(known), 'joint post')} {is_or_are(filled)} filled")
