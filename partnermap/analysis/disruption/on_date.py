"""How much reorganisations weigh on each organisation on one date, each assumption at its middle."""

import datetime as dt
from collections.abc import Mapping

import numpy as np

from partnermap.analysis.disruption.assumptions import Shape, assumptions_of
from partnermap.analysis.disruption.events import Events, events_of
from partnermap.analysis.disruption.intensity import Timing, levels, timing
from partnermap.analysis.disruption.window import windows
from partnermap.domain.place import Place


def strain_on(place: Place, on: dt.date) -> Mapping[str, float]:
    """Organisations inside the window of a reorganisation, each with its strain on the date, 0 to 1.

    Strains of several reorganisations add up as chances do: one less the product of what each leaves.
    """
    inside = {window.reorganisation_id for window in windows(place) if window.holds(on)}
    if not inside:
        return {}
    events, when = _timed(place)
    level = levels(when, np.array([float(on.toordinal())]))[0, :, 0].tolist()
    left: dict[str, float] = {}
    for event, share in zip(events.events, level, strict=True):
        if event.reorganisation_id in inside:
            peaks: dict[str, float] = {}
            for hit in event.hits:
                before = peaks.get(hit.organisation_id, 0.0)
                peaks[hit.organisation_id] = max(before, hit.peak.middle)
            for organisation_id, peak in peaks.items():
                left[organisation_id] = left.get(organisation_id, 1.0) * (1.0 - share * peak)
    return {organisation_id: 1.0 - rest for organisation_id, rest in left.items()}


def _timed(place: Place) -> tuple[Events, Timing]:
    """The events of a place and when each weighs, in days of the calendar."""
    events, assumed = events_of(place), assumptions_of(place)
    announced = [
        np.nan if event.announced is None else float(event.announced.toordinal())
        for event in events.events
    ]
    effective = [float(event.effective.toordinal()) for event in events.events]
    when = timing(
        np.array([announced]),
        np.array([effective]),
        np.array([[assumed.fade.middle]]),
        np.array([[assumed.lead_in_cap.middle]]),
        np.array([[assumed.shape is Shape.BLOCK]]),
    )
    return events, when
