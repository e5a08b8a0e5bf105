"""When somebody last confirmed a record: the date on the record itself, or of evidence about it."""

import datetime as dt

from partnermap.domain.dates import known_last_day
from partnermap.domain.evidence import Evidence
from partnermap.domain.place import Place
from partnermap.domain.record import About


def confirmed_by_record(place: Place) -> dict[About, dt.date]:
    """The latest day on which each record with evidence was confirmed by it."""
    latest: dict[About, dt.date] = {}
    for item in place.of(Evidence).values():
        day = known_last_day(item.date)
        if day is not None and item.about_table and item.about_id:
            about = About(item.about_table, item.about_id)
            latest[about] = max(day, latest.get(about, day))
    return latest


def last_confirmed(place: Place, about: About, evidence: dict[About, dt.date]) -> dt.date | None:
    """The last day on which a record is known to have been right; None when nobody has said so.

    Args:
        place: the records.
        about: the record.
        evidence: of the place, from `confirmed_by_record`.
    """
    record = place.get(about.table, about.id)
    own = known_last_day(record.last_confirmed) if record is not None else None
    days = [day for day in (own, evidence.get(about)) if day is not None]
    return max(days, default=None)
