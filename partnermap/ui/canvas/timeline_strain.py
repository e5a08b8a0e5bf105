"""The strain lane in words, and the curve kept while the records stay; no Qt."""

import datetime as dt

from partnermap.analysis.disruption.over_years import Cause, NetworkStrain, network_strain
from partnermap.domain.place import Place
from partnermap.domain.sentences import day_in_words
from partnermap.jobs.token import Token
from partnermap.shell.words import text

MOST, ALL = 0.5, 0.995
"""Parts of the strain above which most and all of it is said to come from one reorganisation."""


class KeptStrain:
    """The strain of the records last asked about: it stays the same while only the date moves."""

    def __init__(self) -> None:
        self._kept: tuple[Place, NetworkStrain | None] | None = None

    def of(self, place: Place, token: Token) -> NetworkStrain | None:
        """The strain of a place; None where no reorganisation weighs on any link.

        Raises:
            Cancelled: the token said so.
        """
        kept = self._kept
        if kept is None or kept[0] is not place:
            kept = self._kept = (place, network_strain(place, token))
        return kept[1]


def share_in_words(value: float) -> str:
    """`23%`; what is not nothing is never nought."""
    return text("less than 1%") if 0 < value < 0.005 else f"{value:.0%}"


def strain_in_words(strain: NetworkStrain, day: dt.date) -> str:
    """`1 June 2026: 23% of joint working under strain, most of it from “ICBs merge”`."""
    on, value = day_in_words(day), strain.on(day)
    if value is None:
        return text("{day}: no link runs, so there is nothing to be under strain", day=on)
    cause = strain.main_cause(day)
    if cause is None:
        return text("{day}: no reorganisation weighs on joint working", day=on)
    share = share_in_words(value)
    return text("{day}: {share} of joint working under strain, ", day=on, share=share) + _source(cause)


def _source(cause: Cause) -> str:
    if cause.part >= ALL:
        return text("all of it from “{name}”", name=cause.name)
    if cause.part > MOST:
        return text("most of it from “{name}”", name=cause.name)
    return text("more of it from “{name}” than from any other reorganisation", name=cause.name)


def strain_hint(strain: NetworkStrain, day: dt.date) -> str:
    """The same with what it rests on."""
    rests = text("Every assumption at its middle, strong links counting more. What-if, not forecast.")
    return f"{strain_in_words(strain, day)}. {rests}"
