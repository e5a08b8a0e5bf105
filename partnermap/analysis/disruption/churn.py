"""D7: how much reorganisation each organisation has been through, ten years back."""

import datetime as dt
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.disruption.assumptions import Assumptions, assumptions_of
from partnermap.analysis.disruption.curves import central, strain
from partnermap.analysis.disruption.events import Event, events_of
from partnermap.analysis.disruption.intensity import levels
from partnermap.analysis.disruption.model import Model
from partnermap.analysis.disruption.ranges import Floats
from partnermap.analysis.measure.result import NotKnown
from partnermap.domain.dates import DAYS_PER_MONTH, add_months, known_first_day
from partnermap.domain.place import Place

YEARS = 10


@dataclass(frozen=True, slots=True)
class Churn:
    """What one organisation has been through, every assumption at its middle.

    Attributes:
        since: first day that is looked at: ten years back, the day it opened, or the first known.
        not_known_before: year before which no reorganisation is recorded for anybody; None where the
            record reaches back far enough.
        events: reorganisations that weighed on it.
        strain_months: their strain summed, in months at a standstill.
        share_of_months: share of the time with any strain, 0 to 1.
        mean_strain: 0 to 1.
        longest_calm: months.
        calm_years: whole years back from the last day without any strain.
    """

    organisation_id: str
    since: dt.date
    not_known_before: int | None
    events: int
    strain_months: float
    share_of_months: float
    mean_strain: float
    longest_calm: float
    calm_years: int


def churn(
    place: Place,
    on: dt.date,
    *,
    assumptions: Assumptions | None = None,
    organisation_ids: tuple[str, ...] | None = None,
) -> dict[str, Churn | NotKnown]:
    """The churn of organisations over the ten years before a date, by organisation id.

    Args:
        place: the records; decided, ordered and effective reorganisations count.
        on: the day after the last that is looked at.
        assumptions: instead of the file's own.
        organisation_ids: whose; None is everybody's.
    """
    events, since = events_of(place).events, add_months(on, -12 * YEARS)
    model = Model(since, on, events, (), assumptions or assumptions_of(place))
    first_known = min((_begin(event) for event in events), default=None)
    keys = tuple(place.organisations) if organisation_ids is None else organisation_ids
    level = levels(central(model).when, np.arange(model.length, dtype=np.float64))
    return {key: _churn(place, model, level, key, first_known) for key in keys}


def _churn(
    place: Place, model: Model, level: Floats, key: str, first_known: dt.date | None
) -> Churn | NotKnown:
    opened = known_first_day(place.organisations[key].opened) or model.since
    needed = max(model.since, opened)
    if first_known is None or first_known >= model.until:
        return NotKnown(f"No reorganisation before {model.until} is recorded.")
    start = max(needed, first_known)
    if start >= model.until:
        return NotKnown(f"It opened on {opened}, not before {model.until}.")
    drawn, pressure = central(model), model.pressure_on(key)
    seen = level[..., (start - model.since).days :]
    found = strain(pressure, drawn, seen, 1.0)
    single = [strain((part,), drawn, seen, 1.0) for part in pressure]
    return Churn(
        organisation_id=key,
        since=start,
        not_known_before=first_known.year if first_known > needed else None,
        events=sum(bool(part.any()) for part in single),
        strain_months=float(sum(part.sum() for part in single)) / DAYS_PER_MONTH,
        share_of_months=float((found > 0).mean()),
        mean_strain=float(found.mean()),
        longest_calm=_longest_calm(found) / DAYS_PER_MONTH,
        calm_years=_calm_years(found, start, model.until),
    )


def _begin(event: Event) -> dt.date:
    return event.effective if event.announced is None else event.announced


def _longest_calm(found: Floats) -> int:
    """Days of the longest stretch without strain."""
    strained = np.concatenate([[-1], np.flatnonzero(found > 0), [len(found)]])
    return int(np.diff(strained).max()) - 1


def _calm_years(found: Floats, start: dt.date, until: dt.date) -> int:
    calm = 0
    for year in range(YEARS):
        first = add_months(until, -12 * (year + 1))
        if first < start:
            break
        days = slice((first - start).days, (add_months(until, -12 * year) - start).days)
        calm += not (found[days] > 0).any()
    return calm
