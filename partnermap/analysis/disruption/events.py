"""Events: the reorganisations that the model reckons with, whom each hits and how hard, and the rest.

What cannot be reckoned with is said in a sentence, and all others still count.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from partnermap.analysis.disruption.peaks import Moved, is_usable, needs_share, peak_of
from partnermap.analysis.disruption.ranges import Range
from partnermap.domain.dates import Period, known_first_day
from partnermap.domain.place import Place
from partnermap.domain.record import About, Record
from partnermap.domain.reorganisation import Affected, Reorganisation, Succession
from partnermap.domain.words import Effect, ReorganisationStatus
from partnermap.network.problem import Problem, problem_at
from partnermap.network.standing import effective_day, reorganisations_of


@dataclass(frozen=True, slots=True)
class Hit:
    """One organisation that an event hits; `peak` is 0 to 1."""

    organisation_id: str
    effect: Effect | None
    peak: Range


@dataclass(frozen=True, slots=True)
class Event:
    """One reorganisation with a known effective date.

    Attributes:
        announced: first day of its announcement; None when not known, then nothing builds up before it.
        effective: the day it takes effect in law.
    """

    reorganisation_id: str
    name: str
    status: ReorganisationStatus | None
    announced: dt.date | None
    shadow_from: dt.date | None
    effective: dt.date
    hits: tuple[Hit, ...]

    @property
    def may_slip(self) -> bool:
        """Whether it can still come later than planned."""
        return self.status is not ReorganisationStatus.IN_FORCE

    @property
    def is_proposed(self) -> bool:
        """Whether nobody has decided it yet."""
        return self.status is ReorganisationStatus.PROPOSED

    @property
    def organisation_ids(self) -> tuple[str, ...]:
        """Whom it hits, each once, in the order recorded."""
        return tuple(dict.fromkeys(hit.organisation_id for hit in self.hits))


@dataclass(frozen=True)
class Events:
    """The events of a place, the earliest first, and what was left out or is not known.

    Attributes:
        problems: peaks that cannot be right; `reorganisation_problems` names everything else.
        not_known: what is missing, a sentence for each record.
    """

    events: tuple[Event, ...] = ()
    problems: tuple[Problem, ...] = ()
    not_known: tuple[Problem, ...] = ()


def events_of(place: Place, *, with_proposed: bool = False) -> Events:
    """The register's reorganisations as events; a scenario laid over the place counts with it.

    Args:
        place: the records.
        with_proposed: count proposed reorganisations as well.
    """
    reading = _Reading(place)
    found = [
        event
        for item in reorganisations_of(place, with_proposed=with_proposed)
        if (event := reading.event(item)) is not None
    ]
    reading.look_at_statuses()
    found.sort(key=lambda event: (event.effective, event.name, event.reorganisation_id))
    return Events(tuple(found), tuple(reading.problems), tuple(reading.not_known))


class _Reading:
    """The rows of a place by reorganisation, and what is to be said about them."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._affected: dict[str, list[Affected]] = defaultdict(list)
        self._successions: dict[str, list[Succession]] = defaultdict(list)
        for affected in place.of(Affected).values():
            self._affected[affected.reorganisation_id].append(affected)
        for row in place.of(Succession).values():
            self._successions[row.reorganisation_id].append(row)
        self.problems: list[Problem] = []
        self.not_known: list[Problem] = []

    def event(self, item: Reorganisation) -> Event | None:
        """The event, or None with the reason said."""
        hits = tuple(self._hits(item))
        effective = effective_day(item)
        if effective is None or Period(item.announced, item.effective).is_reversed:
            return None
        announced, shadow_from = known_first_day(item.announced), known_first_day(item.shadow_from)
        if announced is None:
            self._unknown(
                item,
                item,
                "Announced: the date is not known, so nothing builds up before it takes effect.",
            )
        return Event(
            reorganisation_id=item.id,
            name=item.name,
            status=item.status,
            announced=None if announced is None else min(announced, effective),
            shadow_from=shadow_from,
            effective=effective,
            hits=hits,
        )

    def look_at_statuses(self) -> None:
        """Say which reorganisations of the register have no status, and so do not count."""
        for item in self._place.reorganisations.values():
            if item.scenario is None and item.status is None:
                self._unknown(item, item, "Status: none is recorded, so it does not count.")

    def _hits(self, item: Reorganisation) -> Iterator[Hit]:
        moved = self._moved(item)
        rows = self._affected.get(item.id, [])
        self._check_peaks(item, rows)
        for row in rows:
            yield self._hit(item, row, row.organisation_id, moved)
        named = {row.organisation_id for row in rows}
        for succession in self._successions.get(item.id, []):
            for organisation_id in (succession.predecessor_id, succession.successor_id):
                if organisation_id not in named:
                    named.add(organisation_id)
                    yield self._hit(item, None, organisation_id, moved)

    def _hit(
        self, item: Reorganisation, row: Affected | None, organisation_id: str, moved: Moved
    ) -> Hit:
        if needs_share(item, row) and moved.get(organisation_id) is None:
            name = self._place.name_of(organisation_id)
            self._unknown(
                row or item,
                item,
                f"Share: how much moves from or to “{name}” is not known, so its peak may lie anywhere "
                "from 0 to the highest of its kind.",
            )
        peak = peak_of(item, row, organisation_id, moved)
        return Hit(organisation_id, row.effect if row is not None else None, peak)

    def _moved(self, item: Reorganisation) -> Moved:
        """The share that leaves or reaches each organisation, summed over its rows."""
        found: dict[str, float | None] = {}
        for row in self._successions.get(item.id, []):
            if row.predecessor_id == row.successor_id:
                continue
            for organisation_id in (row.predecessor_id, row.successor_id):
                known = found.get(organisation_id, 0.0)
                total = None if known is None or row.share is None else known + row.share
                found[organisation_id] = total
        return {key: None if share is None else min(share, 1.0) for key, share in found.items()}

    def _check_peaks(self, item: Reorganisation, rows: Iterable[Affected]) -> None:
        if not is_usable(item):
            self.problems.append(_problem(item, item, _BAD_PEAK))
        for row in rows:
            if not is_usable(row):
                name = self._place.name_of(row.organisation_id)
                self.problems.append(_problem(row, item, f"“{name}”, {_BAD_PEAK}"))

    def _unknown(self, record: Record, item: Reorganisation, what: str) -> None:
        self.not_known.append(_problem(record, item, what))


_BAD_PEAK = (
    "Peak low and Peak high: they are not two numbers from 0 to 1 with the lower one first, so the "
    "default of the kind holds; correct them."
)


def _problem(record: Record, item: Reorganisation, what: str) -> Problem:
    return problem_at(About(record.TABLE, record.id), f"{record.TITLE}, “{item.name}”", what)
