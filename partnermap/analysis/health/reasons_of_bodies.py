"""Reasons that stand in the bodies at a tie's ends: reorganised without a settled home, or closing."""

import datetime as dt
from collections.abc import Iterator

from partnermap.analysis.health.reasons import Horizon, Reason, ReasonKind
from partnermap.domain.organisation import Organisation
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import day_in_words, first_few
from partnermap.domain.words import Effect
from partnermap.network.lookup import lookup_of
from partnermap.network.network import NetworkTie, Waiting
from partnermap.network.standing import Home, effective_day

_GOES = {
    Effect.MERGED: "is merged, with no successor recorded,",
    Effect.SPLIT: "is split, with no successor recorded,",
    Effect.ABOLISHED: "is abolished, with no successor recorded,",
}
"""Effects that end a body. Others strain its links for a while, which the map's hatch shows."""


_STRAINS = {
    Effect.LEADERSHIP_SHARED: "shares its leadership with others from",
    Effect.RESTRUCTURED: "is restructured on",
    Effect.LOSES_FUNCTION: "loses functions on",
}
"""Effects that leave a body and its links in place, and its people with something else to do."""


def ends_of_bodies(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    """One reason for each end of the tie that has no settled home at the horizon."""
    for end in dict.fromkeys(tie.recorded_ends):
        home = horizon.standing.home_of(end, tie.origin)
        if home.organisation_id is None and home.stopped_at is not None:
            yield from _lost(horizon, home, home.stopped_at)


def being_reorganised(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    """An end is reorganised and the link carries on: what makes another reason worse, none by itself."""
    for body in (tie.from_id, tie.to_id):
        if horizon.standing.home_of(body, tie.origin).organisation_id is None:
            continue
        for item in horizon.standing.reorganisations_touching(body):
            effective = effective_day(item)
            what = _strain(horizon, body, item)
            if what and effective is not None and horizon.on < effective <= horizon.until:
                yield _reason(
                    horizon, ReasonKind.HANDED_ON, body, item, f"{what} {day_in_words(effective)}"
                )


def _strain(horizon: Horizon, body: str, item: Reorganisation) -> str | None:
    successors = _successors(horizon, body, item)
    if len(successors) == 1 and body not in successors:
        return f"passes to {horizon.place.name_of(successors[0])} on"
    rows = lookup_of(horizon.place).affected.get(body, ())
    effects = [row.effect for row in rows if row.reorganisation_id == item.id]
    return next((_STRAINS[effect] for effect in effects if effect in _STRAINS), None)


def _lost(horizon: Horizon, home: Home, body: str) -> Iterator[Reason]:
    found = _reorganisation(horizon, body)
    if found is not None:
        item, effective = found
        what = f"{_what(horizon, home, body, item)} on {day_in_words(effective)}"
        yield _reason(horizon, ReasonKind.REORGANISED, body, item, what)
        return
    closed = horizon.standing.closed_on(body)
    if closed is not None and horizon.holds(closed):
        name = horizon.place.name_of(body)
        text = f"{name} closes on {day_in_words(closed)}, and no reorganisation is recorded for it."
        records = (About(Organisation.TABLE, body),)
        yield Reason(ReasonKind.CLOSES, text, closed, organisation_id=body, records=records)


def _reorganisation(horizon: Horizon, body: str) -> tuple[Reorganisation, dt.date] | None:
    """The first reorganisation of the body within the horizon that takes its links away."""
    found = [
        (item, effective)
        for item in horizon.standing.reorganisations_touching(body)
        if (effective := effective_day(item)) is not None
        and horizon.on < effective <= horizon.until
        and (_successors(horizon, body, item) or _effect(horizon, body, item) is not None)
    ]
    return min(found, key=lambda pair: pair[1], default=None)


def _reason(horizon: Horizon, kind: ReasonKind, body: str, item: Reorganisation, what: str) -> Reason:
    certainty = f" ({item.status.value})" if item.status else ""
    return Reason(
        kind,
        f"{horizon.place.name_of(body)} {what}{certainty}.",
        effective_day(item),
        item.status,
        item.id,
        body,
        (About(Reorganisation.TABLE, item.id), About(Organisation.TABLE, body)),
    )


def _what(horizon: Horizon, home: Home, body: str, item: Reorganisation) -> str:
    successors = home.successor_ids if home.waiting is Waiting.NEEDS_DECISION else ()
    successors = successors or _successors(horizon, body, item)
    names = first_few([horizon.place.name_of(key) for key in successors if key != body])
    if names:
        return f"hands functions over to {names}" if body in successors else f"passes to {names}"
    effect = _effect(horizon, body, item)
    return _GOES[effect] if effect is not None else "is reorganised"


def _successors(horizon: Horizon, body: str, item: Reorganisation) -> tuple[str, ...]:
    rows = lookup_of(horizon.place).successions.get(body, ())
    return tuple(dict.fromkeys(row.successor_id for row in rows if row.reorganisation_id == item.id))


def _effect(horizon: Horizon, body: str, item: Reorganisation) -> Effect | None:
    rows = lookup_of(horizon.place).affected.get(body, ())
    effects = [row.effect for row in rows if row.reorganisation_id == item.id]
    return next((effect for effect in effects if effect in _GOES), None)
