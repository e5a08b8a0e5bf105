"""Events and ties made by hand, without records behind them."""

import datetime as dt
from collections.abc import Sequence

from partnermap.analysis.disruption.events import Event, Hit
from partnermap.analysis.disruption.ranges import Range
from partnermap.analysis.disruption.spells import Spell, TieSpells
from partnermap.domain.record import About
from partnermap.domain.words import ReorganisationStatus, TieKind
from partnermap.network.network import NetworkTie

SINCE = dt.date(2026, 1, 1)


def event(
    name: str, announced: int | None, effective: int, hits: Sequence[tuple[str, float, float]]
) -> Event:
    """Days from the start of the horizon; hits are (organisation, lowest peak, highest peak)."""
    return Event(
        reorganisation_id=name,
        name=name,
        status=ReorganisationStatus.DECIDED,
        announced=None if announced is None else SINCE + dt.timedelta(days=min(announced, effective)),
        shadow_from=None,
        effective=SINCE + dt.timedelta(days=effective),
        hits=tuple(Hit(body, None, Range(min(low, high), max(low, high))) for body, low, high in hits),
    )


def tie(number: int, ends: tuple[str, str], kind: TieKind, strength: int, spell: Spell) -> TieSpells:
    one, other = ends
    made = NetworkTie(
        id=f"t{number}",
        from_id=one,
        to_id=other,
        kind=kind,
        strength=strength,
        directed=False,
        start=None,
        end=None,
        origin=About("ties", str(number)),
    )
    return TieSpells(made, (spell,))
