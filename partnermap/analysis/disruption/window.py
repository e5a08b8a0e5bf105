"""When reorganisations weigh on organisations: from announcement to two years after the change."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.domain.dates import add_months, known_first_day
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Affected, Reorganisation, Succession
from partnermap.domain.words import ReorganisationStatus
from partnermap.network.standing import effective_day, reorganisations_of

BLIGHT_MONTHS = 24
"""How long planning blight lasts after the change at most: 18 to 24 months (MEASURES, D-evidence)."""


@dataclass(frozen=True, slots=True)
class Window:
    """One reorganisation on the timeline.

    Attributes:
        start: first day of its announcement, else of its shadow form, else the day it takes effect.
        effective: the day it takes effect in law.
        blight_end: `BLIGHT_MONTHS` later.
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
    """Windows of the register's reorganisations with a known effective date, the earliest first."""
    hit = _hit(place)
    found = (
        _window(item, day, tuple(hit.get(item.id, ())))
        for item in reorganisations_of(place, with_proposed=with_proposed)
        if (day := effective_day(item)) is not None
    )
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


def _window(item: Reorganisation, effective: dt.date, organisation_ids: tuple[str, ...]) -> Window:
    starts = [known_first_day(item.announced), known_first_day(item.shadow_from), effective]
    return Window(
        reorganisation_id=item.id,
        name=item.name,
        status=item.status,
        start=min(day for day in starts if day is not None),
        effective=effective,
        blight_end=add_months(effective, BLIGHT_MONTHS),
        organisation_ids=organisation_ids,
    )


def _hit(place: Place) -> dict[str, dict[str, None]]:
    """Organisation ids, in the order recorded, by reorganisation."""
    found: dict[str, dict[str, None]] = {}
    for affected in place.of(Affected).values():
        found.setdefault(affected.reorganisation_id, {})[affected.organisation_id] = None
    for row in place.of(Succession).values():
        ids = found.setdefault(row.reorganisation_id, {})
        ids[row.predecessor_id] = ids[row.successor_id] = None
    return found
