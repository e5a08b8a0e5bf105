"""The list of ties at risk for those who read or process it: as one object of plain values, as text."""

import datetime as dt
from collections.abc import Iterable, Sequence

from partnermap.analysis.health.reasons import Reason, ReasonKind
from partnermap.analysis.health.reasons_of_links import UNCONFIRMED_MONTHS
from partnermap.analysis.health.risks import MONTHS, ORDER, Risk, never_confirmed, risks
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import (
    day_in_words,
    first_few,
    joined,
    month_in_words,
    number,
    part_of,
    sentence,
)
from partnermap.network.build import network_on
from partnermap.network.origin import name_of_origin

Plain = dict[str, object]

_MOST_NAMED = 8

_MOST_HANDED_ON = 2
"""Of more reorganised organisations in one group only their number is said."""

_OF_ONE_LINK = frozenset({ReasonKind.ONE_KIND, ReasonKind.HANDED_ON})
"""Reasons that name the ends of one link, so that links that share all others are told together."""


def risks_json(place: Place, on: dt.date, months: int = MONTHS) -> Plain:
    """The object that the command line prints: organisations by name, dates as ISO text, pounds."""
    return {
        "on": on.isoformat(),
        "months": months,
        "ties": [_row(place, risk) for risk in risks(place, on, months)],
        "order": ORDER,
        "notes": list(notes(place, on)),
    }


def risks_text(place: Place, on: dt.date, months: int = MONTHS) -> str:
    """The list as a board would hear it: links of one record that share their reasons told once."""
    found = risks(place, on, months)
    until = month_in_words(add_months(on, months))
    if not found:
        return "\n".join([f"No link is known to be at risk by {until}.", *notes(place, on)])
    links = len(network_on(place, on).ties)
    lines = [
        sentence(f"{part_of(len(found), links, 'link')} may not last to {until}"),
        ORDER,
    ]
    for group in grouped(found):
        lines += ["", *_paragraph(place, group, on)]
    return "\n".join([*lines, "", *notes(place, on)])


def notes(place: Place, on: dt.date) -> tuple[str, ...]:
    """What the list leaves out, in sentences."""
    network = network_on(place, on)
    count = never_confirmed(place, network)
    stale = f"A link counts as not confirmed for long after {UNCONFIRMED_MONTHS} months."
    if not count:
        return (stale,)
    verb, pronoun = ("has", "it") if count == 1 else ("have", "them")
    return (
        stale,
        sentence(
            f"{part_of(count, len(network.ties), 'link')} {verb} no date of confirmation, so nobody can "
            f"say how old the news of {pronoun} is"
        ),
    )


def grouped(found: Iterable[Risk]) -> tuple[tuple[Risk, ...], ...]:
    """Risks of one record, or with nothing at stake for the same reasons, together; order kept."""
    groups: dict[tuple[object, ...], list[Risk]] = {}
    for risk in found:
        texts = texts_shared(risk)
        about = (risk.tie.origin,) if risk.carried.texts else ()
        groups.setdefault((about, texts, risk.decide_by, risk.cut_off), []).append(risk)
    return tuple(tuple(group) for group in groups.values())


def texts_shared(risk: Risk) -> tuple[str, ...]:
    """The reasons that other links may have in the same words."""
    return tuple(reason.text for reason in risk.reasons if reason.kind not in _OF_ONE_LINK)


def _paragraph(place: Place, group: Sequence[Risk], on: dt.date) -> Iterable[str]:
    yield _heading(place, group)
    # Of a single link the consequence says that it is the only kind.
    alone = len(group) == 1
    texts = [reason.text for reason in _shared(group[0])] if alone else reasons_of(place, group)
    yield from (f"    {text}" for text in texts)
    yield f"    {group[0].consequence if alone else _consequence(place, group)}"
    if group[0].decide_by is not None:
        yield f"    {_deadline(group[0].decide_by, on)}"


def _heading(place: Place, group: Sequence[Risk]) -> str:
    """`A – B, C (joint funding: Better Care Fund)`, the name only where all are of one record."""
    hub, others = _ends(place, group)
    kinds = ", ".join(dict.fromkeys(risk.tie.kind.value for risk in group))
    origins = {risk.tie.origin for risk in group}
    name = name_of_origin(place, group[0].tie.origin) if len(origins) == 1 else None
    return f"{hub} – {', '.join(others)} ({kinds}{f': {name}' if name else ''})"


def _ends(place: Place, group: Sequence[Risk]) -> tuple[str, list[str]]:
    """The organisation that all links of the group share, and those at their other ends."""
    first = group[0].tie
    common = set.intersection(*({*risk.tie.pair} for risk in group))
    hub = first.from_id if first.from_id in common or first.to_id not in common else first.to_id
    others = (end for risk in group for end in risk.tie.pair if end != hub)
    return place.name_of(hub), [place.name_of(end) for end in dict.fromkeys(others)]


def _shared(risk: Risk) -> list[Reason]:
    """All reasons but that a pair has only one kind of link, which the consequence says."""
    return [reason for reason in risk.reasons if reason.kind is not ReasonKind.ONE_KIND]


def reasons_of(place: Place, group: Sequence[Risk]) -> tuple[str, ...]:
    """Why the links of a group are at risk, each sentence once; of single links one for all of them."""
    found = dict.fromkeys(reason for risk in group for reason in _shared(risk))
    handed = [reason.text for reason in found if reason.kind is ReasonKind.HANDED_ON]
    if len(handed) > _MOST_HANDED_ON:
        handed = [sentence(f"{number(len(handed))} organisations in these links are reorganised too")]
    own = [reason.text for reason in found if reason.kind is not ReasonKind.HANDED_ON]
    texts = tuple(dict.fromkeys(own + handed))
    alone = [risk for risk in group if len(_shared(risk)) < len(risk.reasons)]
    if not alone:
        return texts
    hub, others = _ends(place, alone)
    return (*texts, f"{hub} has no other kind of link with {first_few(others, _MOST_NAMED)}.")


def _consequence(place: Place, group: Sequence[Risk]) -> str:
    """What several links of one body, of one record or without anything at stake, would mean."""
    hub, _ = _ends(place, group)
    texts = group[0].carried.texts
    stake = f"; at stake: {joined(texts)}" if texts else ""
    return sentence(f"{hub} would lose these {number(len(group))} links{stake}")


def _deadline(decide_by: dt.date, on: dt.date) -> str:
    if decide_by < on:
        return f"The latest safe date, {day_in_words(decide_by)}, has passed."
    return f"Decide by {day_in_words(decide_by)}."


def _row(place: Place, risk: Risk) -> Plain:
    carried = risk.carried
    return {
        "from": place.name_of(risk.tie.from_id),
        "to": place.name_of(risk.tie.to_id),
        "kind": risk.tie.kind.value,
        "name": name_of_origin(place, risk.tie.origin),
        "end": None if risk.tie.end is None else str(risk.tie.end),
        "reasons": [reason.text for reason in risk.reasons],
        "consequence": risk.consequence,
        "decide_by": None if risk.decide_by is None else risk.decide_by.isoformat(),
        "why": [_why(place, reason) for reason in risk.reasons],
        "cut_off": [place.name_of(key) for key in risk.cut_off],
        "money": None if risk.pence is None else risk.pence / 100,
        "money_of_agreement": None if carried.pence is None else carried.pence / 100,
        "money_known": not carried.money_unknown,
        "posts": carried.posts,
        "wte": carried.wte,
        "programmes": list(carried.programmes),
        "groups": list(carried.groups),
        "records": [record_json(place, about) for about in risk.records],
    }


def _why(place: Place, reason: Reason) -> Plain:
    return {
        "kind": reason.kind.value,
        "text": reason.text,
        "date": None if reason.date is None else reason.date.isoformat(),
        "certainty": None if reason.certainty is None else reason.certainty.value,
        "records": [record_json(place, about) for about in reason.records],
    }


def record_json(place: Place, about: About) -> Plain:
    """How to find a record again: its kind, its key and the ID that people use."""
    record = place.get(about.table, about.id)
    return {"kind": about.table, "id": about.id, "ref": None if record is None else record.ref}
