"""Widths of ties: by kind, by strength, or by the money of the year."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from partnermap.analysis.measure.money import money_on, received_on
from partnermap.domain.agreement import Agreement
from partnermap.domain.place import Place
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import NetworkTie
from partnermap.scene.map_choice import WidthBy


@dataclass(frozen=True, slots=True)
class WidthClass:
    """One step of the scale: its words, and how wide its lines are in view units."""

    title: str
    width: float


CONTACT = WidthClass("Strength 1, contact", 1.0)
COORDINATED = WidthClass("Strength 2, coordinated", 2.3)
INTEGRATED = WidthClass("Strength 3, integrated", 3.8)
SEVERAL = WidthClass("Strength 4 to 9 together", 5.0)
MANY = WidthClass("Strength 10 or more together", 6.5)

NO_MONEY = WidthClass("No money, or amount not known", 0.9)
_SCALE = (
    (10_000_000_00, WidthClass("£10m or more in the year", 6.5)),
    (1_000_000_00, WidthClass("£1m to £10m in the year", 4.4)),
    (100_000_00, WidthClass("£100,000 to £1m in the year", 2.8)),
    (0, WidthClass("Under £100,000 in the year", 1.7)),
)
ORDER = (MANY, SEVERAL, INTEGRATED, COORDINATED, CONTACT, *(step for _, step in _SCALE), NO_MONEY)
"""All steps, the widest of each scale first."""


def width_classes(
    place: Place,
    ties: Sequence[NetworkTie],
    on: dt.date,
    by: WidthBy,
    sums: Mapping[str, Sequence[NetworkTie]] = MappingProxyType({}),
) -> tuple[WidthClass | None, ...]:
    """The step of every tie; None where the kind alone decides.

    Args:
        place: the records behind the ties.
        ties: what is drawn; the strengths of summed ties may be more than 3.
        on: the date whose financial year counts.
        by: what the width says.
        sums: the ties behind those that are sums.
    """
    if by is WidthBy.STRENGTH:
        return tuple(_of_strength(tie.strength) for tie in ties)
    if by is WidthBy.MONEY:
        lookup = lookup_of(place)
        return tuple(_of_money(_together(lookup, sums.get(tie.id, (tie,)), on)) for tie in ties)
    return (None,) * len(ties)


def _of_strength(strength: int) -> WidthClass:
    steps = {1: CONTACT, 2: COORDINATED, 3: INTEGRATED}
    return steps.get(strength, SEVERAL if strength < 10 else MANY)


def _of_money(pence: int | None) -> WidthClass:
    if pence is None:
        return NO_MONEY
    return next((step for least, step in _SCALE if pence >= least), _SCALE[-1][1])


def _together(lookup: Lookup, ties: Sequence[NetworkTie], on: dt.date) -> int | None:
    amounts = [pence for tie in ties if (pence := tie_pence(lookup, tie, on)) is not None]
    return sum(amounts) if amounts else None


def money_of(place: Place, ties: Sequence[NetworkTie], on: dt.date) -> Mapping[str, int]:
    """Pence that pass along each tie in the financial year of the date, where an amount is recorded."""
    lookup = lookup_of(place)
    found = ((tie.id, tie_pence(lookup, tie, on)) for tie in ties)
    return {tie_id: pence for tie_id, pence in found if pence is not None}


def tie_pence(lookup: Lookup, tie: NetworkTie, on: dt.date) -> int | None:
    """What passes along a tie in the financial year of the date; None where nothing is recorded.

    Between payer and host it is what the payer pays, between host and recipient what the recipient gets.
    """
    if tie.origin.table != Agreement.TABLE:
        return None
    agreement = lookup.place.agreements[tie.origin.id]
    paid = money_on(lookup, agreement, on).by_payer
    received = received_on(lookup, agreement, on)
    if agreement.host_id == tie.to_id:
        return paid.get(tie.from_id)
    if agreement.host_id == tie.from_id:
        return received.get(tie.to_id)
    return received.get(tie.to_id, paid.get(tie.from_id))
