"""What a file of the network says of every organisation and tie, before any format is chosen.

Dates stand twice: as they were recorded, with their precision (`opened`, `recorded_start`), and as the
first and last day that they can mean (`first_day`, `last_day`), which are missing where an end is open
or not known. What is not known has no attribute at all.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from partnermap.analysis.measure.money import money_on
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import (
    PartialDate,
    financial_year,
    financial_year_period,
    known_first_day,
    known_last_day,
)
from partnermap.domain.money import pounds_text
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.exchange.graphs.every_date import ties_of_every_date
from partnermap.exchange.xml_text import fit_for_xml
from partnermap.network.build import network_on
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import NetworkTie, TieMark
from partnermap.network.origin import name_of_origin
from partnermap.network.standing import Standing
from partnermap.scene.widths import tie_pence

Value = str | int | float | bool
Attributes = Mapping[str, Value]

NODE_ATTRIBUTES = (
    *("label", "name", "sector", "type", "legal_form", "ref", "identifiers"),
    *("opened", "closed", "first_day", "last_day"),
)
"""In the order in which tables show them."""

EDGE_ATTRIBUTES = (
    *("label", "kind", "strength", "weight", "directed", "from", "to"),
    *("recorded_start", "recorded_end", "first_day", "last_day", "origin", "marks"),
    *("amount", "financial_year", "months_recorded", "amounts"),
)
"""In the order in which tables show them; amounts are pounds."""

_ORIGINS = {
    Tie.TABLE: "recorded",
    "agreements": "derived from an agreement",
    "posts": "derived from a post",
    "teams": "derived from a team",
}


@dataclass(frozen=True, slots=True)
class Node:
    """An organisation; the id is its key in the file, the same on every date."""

    id: str
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie; the order of its ends means something where `directed` is true."""

    id: str
    from_id: str
    to_id: str
    attributes: Attributes


@dataclass(frozen=True, slots=True)
class GraphContent:
    """A network ready to be written.

    Attributes:
        title: of the place and the date.
        on: the date; None for the ties of every date.
        waiting: ties left out because an end has closed without exactly one successor.
    """

    title: str
    on: dt.date | None
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    waiting: int = 0


def graph_content(place: Place, on: dt.date | None, as_at: dt.date) -> GraphContent:
    """The network of a date, or with `on` None every organisation and tie of every date.

    Args:
        place: the records.
        on: the date, or None.
        as_at: the date for which marks hold where there is no other.
    """
    if on is None:
        ids: Sequence[str] = tuple(place.organisations)
        ties, waiting = ties_of_every_date(place, as_at), 0
    else:
        network = network_on(place, on)
        ids, ties, waiting = network.organisation_ids, network.ties, len(network.waiting)
    title = f"{place.title}, {'all dates' if on is None else on.isoformat()}"
    if place.scenario:
        title += f", what if: {place.scenario}"
    return GraphContent(
        fit_for_xml(title),
        on,
        tuple(_nodes(place, ids, on or as_at)),
        tuple(_edges(place, ties, on)),
        waiting,
    )


def _nodes(place: Place, ids: Iterable[str], on: dt.date) -> Iterator[Node]:
    standing = Standing(place, on)
    codes: dict[str, list[str]] = {}
    for code in place.of(Identifier).values():
        codes.setdefault(code.organisation_id, []).append(code.text)
    for organisation_id in ids:
        body = place.organisations[organisation_id]
        attributes: dict[str, object] = {
            **_who(body),
            "identifiers": "; ".join(codes.get(organisation_id, ())),
            "opened": _written(body.opened),
            "closed": _written(body.closed),
            "first_day": known_first_day(body.opened),
            "last_day": standing.closed_on(organisation_id),
        }
        yield Node(organisation_id, _told(attributes))


def _who(body: Organisation) -> dict[str, object]:
    return {
        "label": body.label,
        "name": body.name,
        "sector": body.sector,
        "type": body.type,
        "legal_form": body.legal_form,
        "ref": body.ref,
    }


def _edges(place: Place, ties: Iterable[NetworkTie], on: dt.date | None) -> Iterator[Edge]:
    for tie in ties:
        attributes: dict[str, object] = {
            "label": name_of_origin(place, tie.origin) or tie.kind,
            "kind": tie.kind,
            "strength": tie.strength,
            "weight": tie.strength,
            "directed": tie.directed,
            "from": place.name_of(tie.from_id),
            "to": place.name_of(tie.to_id),
            "recorded_start": _written(tie.start),
            "recorded_end": _written(tie.end),
            "first_day": known_first_day(tie.start),
            "last_day": None if TieMark.LAPSED in tie.marks else known_last_day(tie.end),
            "origin": _ORIGINS[tie.origin.table],
            "marks": "; ".join(sorted(tie.marks)),
            **_money(place, tie, on),
        }
        yield Edge(tie.id, tie.from_id, tie.to_id, _told(attributes))


def _money(place: Place, tie: NetworkTie, on: dt.date | None) -> dict[str, object]:
    """What passes along the tie in the year of the date, or in every year that is recorded.

    Where a successor stands in for an end, it is what the recorded body pays or receives.
    """
    lookup = lookup_of(place)
    tie = replace(tie, from_id=tie.recorded_ends[0], to_id=tie.recorded_ends[1])
    if on is not None:
        pence = tie_pence(lookup, tie, on)
        return {} if pence is None else _amount(lookup, tie, pence, on)
    if tie.origin.table != Agreement.TABLE:
        return {}
    rows = lookup.contributions.get(tie.origin.id, ())
    amounts = []
    for year in sorted({row.financial_year for row in rows if row.financial_year}):
        day = known_first_day(financial_year_period(year).start)
        pence = None if day is None else tie_pence(lookup, tie, day)
        if pence is not None:
            amounts.append(f"{year}: {pounds_text(pence)}")
    return {"amounts": "; ".join(amounts)}


def _amount(lookup: Lookup, tie: NetworkTie, pence: int, on: dt.date) -> dict[str, object]:
    """The months are those that payments are recorded for; absent of other money."""
    months = money_on(lookup, lookup.place.agreements[tie.origin.id], on).months
    known = {} if months is None else {"months_recorded": months}
    return {"amount": pence / 100, "financial_year": financial_year(on), **known}


def _written(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def _told(attributes: Mapping[str, object]) -> Attributes:
    """What is known, texts without what files cannot hold, days in ISO form."""
    return {
        name: value if isinstance(value, bool | int | float) else fit_for_xml(str(value))
        for name, value in attributes.items()
        if value is not None and value != ""
    }
