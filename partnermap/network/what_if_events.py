"""A scenario's own reorganisations: the bodies that they end close with them."""

from collections.abc import Iterator
from dataclasses import replace

from partnermap.domain.dates import ONE_DAY, PartialDate, known_last_day
from partnermap.domain.organisation import Organisation
from partnermap.domain.reorganisation import Affected, Reorganisation, Succession
from partnermap.domain.words import Effect, ReorganisationStatus
from partnermap.network.draft import Draft
from partnermap.network.links import plain
from partnermap.network.standing import LIVES_ON, effective_day


def close_with_events(draft: Draft) -> None:
    """Give every body that an event of the scenario ends its last day, where a later one is recorded."""
    for key in draft.place.reorganisations:
        item = draft.get(Reorganisation, key)
        if item is None or plain(item.scenario or "") != plain(draft.scenario):
            continue
        day = effective_day(item)
        if day is None or item.status is ReorganisationStatus.NOT_PROCEEDING:
            continue
        for body in _ended_by(draft, item):
            closed = known_last_day(body.closed)
            if closed is not None and closed >= day:
                draft.put(replace(body, closed=PartialDate.from_day(day - ONE_DAY)))


def _ended_by(draft: Draft, item: Reorganisation) -> Iterator[Organisation]:
    """Whom the event abolishes, or hands over to others whole."""
    affected = draft.place.of(Affected).values()
    ended = {
        row.organisation_id
        for row in affected
        if row.reorganisation_id == item.id and row.effect is Effect.ABOLISHED
    }
    rows = [row for row in draft.place.of(Succession).values() if row.reorganisation_id == item.id]
    if item.kind not in LIVES_ON:
        staying = {row.predecessor_id for row in rows if row.predecessor_id == row.successor_id}
        ended |= {row.predecessor_id for row in rows} - staying
    for key in sorted(ended):
        body = draft.get(Organisation, key)
        if body is not None:
            yield body
