"""Scenario rows that change bodies: merge, split, abolish, transfer, cluster."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from partnermap.domain.dates import ONE_DAY, PartialDate, known_first_day
from partnermap.domain.errors import BadValue
from partnermap.domain.organisation import Organisation
from partnermap.domain.reorganisation import (
    ALL_SHARES,
    Affected,
    Reorganisation,
    ScenarioChange,
    Succession,
)
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus
from partnermap.network.draft import Draft
from partnermap.network.links import plain


@dataclass(frozen=True, slots=True)
class Taker:
    """A body that takes over, as a value names it; share 0 to 1, None not known."""

    name: str
    share: float | None = None
    function: str | None = None


def takers_in(value: str | None) -> tuple[Taker, ...]:
    """Read `West Council | 54% | adult social care; East Council | 46%`.

    Raises:
        BadValue: a share is no share, or the shares of one function add up to more than 1.
    """
    takers = tuple(_taker(part) for part in (value or "").split(";") if part.strip())
    totals: dict[str | None, float] = defaultdict(float)
    for taker in takers:
        totals[taker.function] += taker.share or 0
    if any(total > ALL_SHARES for total in totals.values()):
        raise BadValue(f"the shares add up to {max(totals.values()):.0%}; make them 100% at most.")
    return takers


def _taker(text: str) -> Taker:
    name, *others = (piece.strip() for piece in text.split("|"))
    share: float | None = None
    function: str | None = None
    for piece in others:
        number = _share(piece)
        if number is None:
            function = piece or function
        else:
            share = number
    if not name:
        raise BadValue(f"“{text.strip()}” names no organisation; write NAME | SHARE | FUNCTION.")
    return Taker(name, share, function)


def _share(text: str) -> float | None:
    """A share written as 54% or 0.54; None where the text is a function."""
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return None
    if not 0 <= number <= 1:
        raise BadValue(f"the share {text} cannot be; write it as 54% or 0.54.")
    return number


def merge(draft: Draft, row: ScenarioChange) -> None:
    """The organisation goes into the one of the value; one value and date are one merger."""
    body, day = _body(draft, row), _day(row)
    takers = takers_in(row.value)
    if len(takers) != 1:
        raise BadValue("name the one organisation that it goes into as the value.")
    target = organisation_for(draft, takers[0].name, body, day)
    event = _event(draft, f"merge {target.id}", day, f"Merger into {target.name}", _MERGER)
    _affects(draft, event, body, Effect.MERGED)
    _moves(draft, event, body, [(takers[0], target)], Effect.GAINS_FUNCTION)


def split(draft: Draft, row: ScenarioChange) -> None:
    """The organisation goes over to the bodies of the value."""
    body, day = _body(draft, row), _day(row)
    takers = takers_in(row.value)
    if not takers:
        raise BadValue("name the bodies that follow, with semicolons between them, as the value.")
    event = _event(draft, row.id, day, f"{body.name} is split", ReorganisationKind.SPLIT)
    _affects(draft, event, body, Effect.SPLIT)
    _moves(draft, event, body, _found(draft, takers, body, day), Effect.GAINS_FUNCTION)


def abolish(draft: Draft, row: ScenarioChange) -> None:
    """The organisation ends; the bodies of the value, if any, take over."""
    body, day = _body(draft, row), _day(row)
    found = _found(draft, takers_in(row.value), body, day)
    if any(target.id == body.id for _, target in found):
        raise BadValue("in an abolition no organisation follows itself; name another one.")
    event = _event(draft, row.id, day, f"{body.name} is abolished", ReorganisationKind.ABOLITION)
    _affects(draft, event, body, Effect.ABOLISHED)
    _moves(draft, event, body, found, Effect.GAINS_FUNCTION)
    _close(draft, body, day)


def transfer(draft: Draft, row: ScenarioChange) -> None:
    """The organisation hands functions to the bodies of the value; all live on."""
    body, day = _body(draft, row), _day(row)
    takers = takers_in(row.value)
    if not takers:
        raise BadValue("name who takes the function over, as NAME | SHARE | FUNCTION.")
    event = _event(draft, row.id, day, f"{body.name} hands over functions", ReorganisationKind.TRANSFER)
    _affects(draft, event, body, Effect.LOSES_FUNCTION)
    _succeed(draft, event, body, _found(draft, takers, body, day), Effect.GAINS_FUNCTION)


def cluster(draft: Draft, row: ScenarioChange) -> None:
    """One leadership for the organisation and those of the value; nobody succeeds anybody."""
    body, day = _body(draft, row), _day(row)
    others = [_known(draft, taker.name) for taker in takers_in(row.value)]
    if not others:
        raise BadValue("name the organisations that share its leadership as the value.")
    names = ", ".join(other.name for other in others)
    event = _event(
        draft, row.id, day, f"{body.name} shares its leadership with {names}", ReorganisationKind.CLUSTER
    )
    for one in (body, *others):
        _affects(draft, event, one, Effect.LEADERSHIP_SHARED)


_MERGER = ReorganisationKind.MERGER


def _body(draft: Draft, row: ScenarioChange) -> Organisation:
    body = draft.get(Organisation, row.about_id) if row.about_table == Organisation.TABLE else None
    if body is None:
        raise BadValue("the organisation it was about is not there; choose one or delete the row.")
    return body


def _day(row: ScenarioChange) -> dt.date:
    if row.date is None or not row.date.is_known:
        raise BadValue("the date on which it takes effect is missing; give one.")
    return row.date.first_day


def _found(
    draft: Draft, takers: Iterable[Taker], body: Organisation, day: dt.date
) -> list[tuple[Taker, Organisation]]:
    return [(taker, organisation_for(draft, taker.name, body, day)) for taker in takers]


def organisation_for(draft: Draft, name: str, like: Organisation, day: dt.date) -> Organisation:
    """The organisation of that ID or name; where there is none, a body of the scenario."""
    found = _find(draft, name)
    if found is None:
        found = Organisation(
            id=draft.new_id("organisation", plain(name)),
            name=name,
            sector=like.sector,
            source=f"Scenario “{draft.scenario}”",
            opened=PartialDate.from_day(day),
        )
        draft.put(found)
    elif draft.is_new(found) and found.opened is not None and day < found.opened.first_day:
        found = replace(found, opened=PartialDate.from_day(day))
        draft.put(found)
    return found


def _known(draft: Draft, name: str) -> Organisation:
    found = _find(draft, name)
    if found is None:
        raise BadValue(f"no organisation is called “{name}”; correct the name.")
    return found


def _find(draft: Draft, name: str) -> Organisation | None:
    text = name.removeprefix("Organisations:").strip()
    everybody = draft.organisations()
    found = [item for item in everybody if text in {item.ref, item.id}]
    found = found or [item for item in everybody if plain(item.name) == plain(text)]
    if len(found) > 1:
        raise BadValue(f"several organisations are called “{name}”; give the ID instead.")
    return found[0] if found else None


def _event(draft: Draft, key: str, day: dt.date, name: str, kind: ReorganisationKind) -> Reorganisation:
    event = Reorganisation(
        id=draft.new_id("reorganisation", key, day.isoformat()),
        name=name,
        kind=kind,
        effective=PartialDate.from_day(day),
        status=ReorganisationStatus.PROPOSED,
        scenario=draft.scenario,
        source=f"Scenario “{draft.scenario}”",
    )
    draft.put(event)
    return event


def _affects(draft: Draft, event: Reorganisation, body: Organisation, effect: Effect) -> None:
    draft.put(
        Affected(
            id=draft.new_id("affected", event.id, body.id),
            reorganisation_id=event.id,
            organisation_id=body.id,
            effect=effect,
        )
    )


def _moves(
    draft: Draft,
    event: Reorganisation,
    body: Organisation,
    found: list[tuple[Taker, Organisation]],
    effect: Effect,
) -> None:
    """Successions, and the body's last day unless it is among those that follow it."""
    _succeed(draft, event, body, found, effect)
    day = known_first_day(event.effective)
    if day is not None and found and all(target.id != body.id for _, target in found):
        _close(draft, body, day)


def _succeed(
    draft: Draft,
    event: Reorganisation,
    body: Organisation,
    found: list[tuple[Taker, Organisation]],
    effect: Effect,
) -> None:
    for taker, target in found:
        alone = len(found) == 1 and taker.function is None
        draft.put(
            Succession(
                id=draft.new_id("succession", event.id, body.id, target.id, taker.function or ""),
                reorganisation_id=event.id,
                predecessor_id=body.id,
                successor_id=target.id,
                share=1.0 if taker.share is None and alone else taker.share,
                function=taker.function,
            )
        )
        if target.id != body.id:
            _affects(draft, event, target, Effect.CREATED if draft.is_new(target) else effect)


def _close(draft: Draft, body: Organisation, day: dt.date) -> None:
    """Its last day is the one before; a body that closes earlier anyway cannot take part."""
    if body.closed is not None and body.closed.is_known and body.closed.last_day < day - ONE_DAY:
        raise BadValue(f"“{body.name}” closes on {body.closed} already; correct one of the dates.")
    draft.put(replace(body, closed=PartialDate.from_day(day - ONE_DAY)))
