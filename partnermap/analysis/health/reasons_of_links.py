"""Reasons that stand in the map and in the record's age: a single thread, one kind, old news."""

from collections.abc import Iterator

from partnermap.analysis.health.reasons import Horizon, Reason, ReasonKind, becomes_internal
from partnermap.domain.dates import add_months
from partnermap.domain.sentences import day_in_words, first_few, sentence
from partnermap.domain.words import TieKind
from partnermap.network.network import NetworkTie

UNCONFIRMED_MONTHS = 24
"""A link confirmed longer ago than this is a reason to ask (MEASURES E2, evidence strength D)."""


def bridge(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    """It alone, or with others of its kind, joins somebody to the rest; not for ends that merge."""
    cut_off = horizon.cut_off.get(tie.pair)
    if tie.kind is TieKind.PAYMENT or not cut_off or becomes_internal(horizon.standing, tie):
        return
    names = first_few([horizon.place.name_of(item) for item in cut_off])
    text = sentence(f"Nothing else joins {names} to the rest of this part of the map")
    yield Reason(ReasonKind.BRIDGE, text, records=(tie.origin,))


def unconfirmed(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    """It was confirmed once, and not for long; one that never was is a gap of the record, not of it."""
    confirmed = horizon.confirmed.get(tie.origin)
    if confirmed is None or confirmed >= add_months(horizon.on, -UNCONFIRMED_MONTHS):
        return
    text = f"Nobody has confirmed this link since {day_in_words(confirmed)}."
    yield Reason(ReasonKind.UNCONFIRMED, text, records=(tie.origin,))


def only_one_kind(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    """The pair has no other kind of link: what makes another reason worse, no reason by itself."""
    if len(horizon.kinds[tie.pair]) > 1 or tie.pair in horizon.cut_off:
        return
    one, other = (horizon.place.name_of(end) for end in (tie.from_id, tie.to_id))
    text = f"{one} has no other kind of link with {other}."
    yield Reason(ReasonKind.ONE_KIND, text, records=(tie.origin,))
