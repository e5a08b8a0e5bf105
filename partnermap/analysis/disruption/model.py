"""Model: the events, ties and assumptions of one horizon, put in order for reckoning."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from partnermap.analysis.disruption.assumptions import Assumptions
from partnermap.analysis.disruption.events import Event
from partnermap.analysis.disruption.ranges import Floats, Range
from partnermap.analysis.disruption.spells import TieSpells
from partnermap.domain.dates import DAYS_PER_MONTH
from partnermap.domain.words import TieKind

Positions = npt.NDArray[np.intp]
KINDS: tuple[TieKind, ...] = tuple(TieKind)

Pressure = tuple[tuple[int, frozenset[Range]], ...]
"""Which events hit a tie (by position), each with the peaks of the ends that it hits."""


@dataclass(frozen=True)
class Group:
    """Ties under the same pressure; `ties` and `kinds` are positions, in the same order."""

    pressure: Pressure
    ties: Positions
    kinds: Positions


@dataclass(frozen=True)
class Model:
    """What disruption is reckoned from; k ties, e events.

    Attributes:
        since: first day of the horizon.
        until: day after its last.
    """

    since: dt.date
    until: dt.date
    events: tuple[Event, ...]
    ties: tuple[TieSpells, ...]
    assumptions: Assumptions

    @property
    def length(self) -> int:
        """Days of the horizon."""
        return (self.until - self.since).days

    @cached_property
    def strengths(self) -> Floats:
        """Strength of every tie, shape (k,)."""
        return np.array([item.tie.strength for item in self.ties], dtype=np.float64)

    @cached_property
    def kinds(self) -> Positions:
        """Position in `KINDS` of the kind of every tie, shape (k,)."""
        return np.array([KINDS.index(item.tie.kind) for item in self.ties], dtype=np.intp)

    @cached_property
    def spells(self) -> tuple[Floats, Floats]:
        """First days of the spells and the days after their last, shape (k, s); 0 and 0 fill up."""
        most = max((len(item.spells) for item in self.ties), default=0)
        bounds = np.zeros((len(self.ties), most, 2))
        for position, item in enumerate(self.ties):
            bounds[position, : len(item.spells)] = item.spells
        return bounds[..., 0], bounds[..., 1]

    @cached_property
    def available(self) -> Floats:
        """Months of the horizon in which each tie runs, shape (k,)."""
        starts, ends = self.spells
        months: Floats = (ends - starts).sum(axis=1) / DAYS_PER_MONTH
        return months

    @cached_property
    def peaks(self) -> tuple[Mapping[str, frozenset[Range]], ...]:
        """For each event the peaks of every organisation that it hits."""
        found: list[Mapping[str, frozenset[Range]]] = []
        for event in self.events:
            ranges: dict[str, frozenset[Range]] = {}
            for hit in event.hits:
                ranges[hit.organisation_id] = ranges.get(hit.organisation_id, frozenset()) | {hit.peak}
            found.append(ranges)
        return tuple(found)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The ties that any event hits, those under the same pressure together."""
        found: dict[Pressure, list[int]] = defaultdict(list)
        for position, item in enumerate(self.ties):
            pressure = self.pressure_on(item.tie.from_id, item.tie.to_id)
            if pressure:
                found[pressure].append(position)
        return tuple(
            Group(pressure, np.array(ties, dtype=np.intp), self.kinds[ties])
            for pressure, ties in found.items()
        )

    def pressure_on(self, *organisation_ids: str) -> Pressure:
        """The events that hit at least one of the organisations."""
        none: frozenset[Range] = frozenset()
        found = (
            (position, none.union(*(peaks.get(key, none) for key in organisation_ids)))
            for position, peaks in enumerate(self.peaks)
        )
        return tuple((position, ranges) for position, ranges in found if ranges)

    def can_weigh(self, event: Event) -> bool:
        """Whether its strain can reach into the horizon, from its announcement to the longest fade."""
        assumed, effective = self.assumptions, (event.effective - self.since).days
        announced = event.effective if event.announced is None else event.announced
        earliest = effective - assumed.lead_in_cap.high * DAYS_PER_MONTH
        slip = assumed.slip.high if event.may_slip else 0.0
        begin = max((announced - self.since).days, earliest)
        return begin < self.length and effective + (slip + assumed.fade.high) * DAYS_PER_MONTH > 0

    def within_horizon(self) -> "Model":
        """The same without the events that cannot weigh on the horizon, or hit nobody."""
        events = (event for event in self.events if event.hits and self.can_weigh(event))
        return replace(self, events=tuple(events))

    def moved(self, reorganisation_id: str, effective: dt.date) -> "Model":
        """The same with another effective date of one event: what a drag on the timeline shows.

        An announcement after the new date moves with it.
        """
        events = tuple(
            _moved(event, effective) if event.reorganisation_id == reorganisation_id else event
            for event in self.events
        )
        result = replace(self, events=events)
        # Whom the events hit stays the same, and the ties with it; their order does as well.
        for name in ("strengths", "kinds", "spells", "available", "peaks", "groups"):
            result.__dict__[name] = getattr(self, name)
        return result


def _moved(event: Event, effective: dt.date) -> Event:
    announced = None if event.announced is None else min(event.announced, effective)
    return replace(event, effective=effective, announced=announced)
