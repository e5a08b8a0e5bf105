"""Ties that may not survive the coming months: why, what would be lost, who must decide by when."""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass

from partnermap.analysis.health.carried import Carried, carried_by, texts_of_tie
from partnermap.analysis.health.reasons import Horizon, Reason, ReasonKind, decide_by, reasons_for
from partnermap.analysis.health.sentences import counted, first_few, joined, sentence
from partnermap.analysis.measure.structure import bridge_sides
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.network.build import network_on
from partnermap.network.network import Network, NetworkTie
from partnermap.network.standing import Standing

MONTHS = 24
"""The horizon that DESIGN asks about."""


@dataclass(frozen=True, slots=True)
class Risk:
    """One tie at risk.

    Attributes:
        consequence: what would be lost, in one sentence.
        carried: by the whole record behind it; the sentence names this tie's own part of the money.
        decide_by: latest safe date, end minus notice; it may already be past; None without a date.
        cut_off: organisations that only this link joins to the rest.
    """

    tie: NetworkTie
    reasons: tuple[Reason, ...]
    consequence: str
    decide_by: dt.date | None
    carried: Carried
    cut_off: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether something happens to it, rather than that it merely stands alone."""
        return any(reason.kind is not ReasonKind.BRIDGE for reason in self.reasons)


def risks(place: Place, on: dt.date, months: int = MONTHS) -> tuple[Risk, ...]:
    """Ties of the network on the date that may not survive so many months, the earliest first.

    A year of payments is a record of past spending, so its end is no risk.
    """
    network = network_on(place, on)
    horizon = horizon_of(place, network, months)
    found = [risk for tie in network.ties if (risk := _risk(horizon, tie)) is not None]
    return tuple(sorted(found, key=_urgency))


def risks_json(place: Place, on: dt.date, months: int = MONTHS) -> dict[str, object]:
    """The object that the command line prints: organisations by name, dates as ISO text."""
    rows = [
        {
            "from": place.name_of(risk.tie.from_id),
            "to": place.name_of(risk.tie.to_id),
            "kind": risk.tie.kind.value,
            "end": None if risk.tie.end is None else str(risk.tie.end),
            "reasons": [reason.text for reason in risk.reasons],
            "consequence": risk.consequence,
            "decide_by": None if risk.decide_by is None else risk.decide_by.isoformat(),
        }
        for risk in risks(place, on, months)
    ]
    return {"on": on.isoformat(), "months": months, "ties": rows}


def horizon_of(place: Place, network: Network, months: int) -> Horizon:
    """Everything that the reasons look at, for a network and so many months on."""
    until = add_months(network.on, months)
    return Horizon(place, network.on, until, Standing(place, until), _thin_bridges(network))


def _risk(horizon: Horizon, tie: NetworkTie) -> Risk | None:
    reasons = reasons_for(horizon, tie)
    if not reasons:
        return None
    texts = texts_of_tie(horizon.place, tie, horizon.on)
    cut_off = horizon.cut_off.get(tie.pair, ())
    return Risk(
        tie=tie,
        reasons=reasons,
        consequence=_consequence(horizon.place, tie, texts, cut_off),
        decide_by=decide_by(horizon.place, tie, reasons),
        carried=carried_by(horizon.place, [tie.origin], horizon.on),
        cut_off=cut_off,
    )


def _consequence(place: Place, tie: NetworkTie, texts: tuple[str, ...], cut_off: tuple[str, ...]) -> str:
    parts = [
        f"{place.name_of(tie.from_id)} and {place.name_of(tie.to_id)} lose their {tie.kind.value} link"
    ]
    if texts:
        parts.append(f"at stake: {joined(texts)}")
    if cut_off:
        names = first_few([place.name_of(item) for item in cut_off])
        parts.append(f"{names} would be cut off" if len(cut_off) <= 3 else _many_cut_off(len(cut_off)))
    return sentence("; ".join(parts))


def _many_cut_off(count: int) -> str:
    return f"{counted(count, 'organisation')} would be cut off"


def _thin_bridges(network: Network) -> dict[tuple[str, str], tuple[str, ...]]:
    """Bridges carried by one kind of tie, with the organisations on the smaller side."""
    kinds: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tie in network.ties:
        kinds[tie.pair][tie.kind.value] += 1
    return {pair: side for pair, side in bridge_sides(network).items() if len(kinds[pair]) == 1}


def _urgency(risk: Risk) -> tuple[bool, dt.date, int, str]:
    return (
        not risk.is_dated,
        risk.decide_by or dt.date.max,
        -(risk.carried.pence or 0),
        risk.tie.id,
    )
