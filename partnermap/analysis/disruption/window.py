"""When reorganisations weigh on organisations: from announcement until the strain has faded."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.analysis.disruption.assumptions import assumptions_of
from partnermap.analysis.disruption.events import Event, events_of
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.words import ReorganisationStatus


@dataclass(frozen=True, slots=True)
class Window:
    """One reorganisation on the timeline.

    Attributes:
        start: first day of its announcement, else of its shadow form, else the day it takes effect.
        effective: the day it takes effect in law.
        blight_end: when its strain has faded at the latest: 24 months later unless the file says so.
        organisation_ids: whom it hits, predecessors and successors included.
    """

    reorganisation_id: str
    name: str
    status: ReorganisationStatus | None
    start: dt.date
    effective: dt.date
    blight_end: dt.date
    organisation_ids: tuple[str, ...]

    def holds(self, on: dt.date) -> bool:
        """Whether the date lies between the start and the end of the blight, both included."""
        return self.start <= on <= self.blight_end


def windows(place: Place, *, with_proposed: bool = False) -> tuple[Window, ...]:
    """Windows of the events that disruption is reckoned from, the earliest first."""
    fade_months = math.ceil(assumptions_of(place).fade.high)
    events = events_of(place, with_proposed=with_proposed).events
    found = (_window(event, fade_months) for event in events)
    return tuple(sorted(found, key=lambda window: (window.start, window.name, window.reorganisation_id)))


def being_reorganised(
    place: Place, on: dt.date, *, with_proposed: bool = False
) -> Mapping[str, tuple[Window, ...]]:
    """Organisations inside a window on the date, each with its windows."""
    found: dict[str, tuple[Window, ...]] = {}
    for window in windows(place, with_proposed=with_proposed):
        if window.holds(on):
            for organisation_id in window.organisation_ids:
                found[organisation_id] = (*found.get(organisation_id, ()), window)
    return found


def _window(event: Event, fade_months: int) -> Window:
    starts = [day for day in (event.announced, event.shadow_from) if day is not None]
    return Window(
        reorganisation_id=event.reorganisation_id,
        name=event.name,
        status=event.status,
        start=min([*starts, event.effective]),
        effective=event.effective,
        blight_end=add_months(event.effective, fade_months),
        organisation_ids=event.organisation_ids,
    )
