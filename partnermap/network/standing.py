"""Standing: which organisations are open on a date, and who took over from those that closed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from partnermap.domain.dates import known_first_day, known_last_day
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import IN_THE_REGISTER, Decision, Reorganisation, Succession
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import Waiting

LIVES_ON = frozenset(
    {
        ReorganisationKind.TRANSFER,
        ReorganisationKind.CLUSTER,
        ReorganisationKind.RESTRUCTURE,
        ReorganisationKind.BOUNDARY,
    }
)
"""Kinds of reorganisation after which the bodies they hit are still there."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where one end of a tie is on the date.

    Attributes:
        organisation_id: the open organisation, None when there is none.
        inherited: it is a successor, and nobody has decided about this link yet.
        waiting: why there is none; None too when the end has not opened yet.
        successor_ids: those to choose from, when there are several.
    """

    organisation_id: str | None
    inherited: bool = False
    waiting: Waiting | None = None
    successor_ids: tuple[str, ...] = ()


class Standing:
    """Open and closed organisations of a place on one date, by the register's reorganisations."""

    def __init__(self, place: Place, on: dt.date, *, with_proposed: bool = False) -> None:
        self._place = place
        self.on = on
        self._lookup: Lookup = lookup_of(place)
        self._reorganisations = {
            item.id: item for item in reorganisations_of(place, with_proposed=with_proposed)
        }

    def open_ids(self) -> tuple[str, ...]:
        """Organisations open on the date, in the order recorded."""
        return tuple(item.id for item in self._place.organisations.values() if self.is_open(item.id))

    def is_open(self, organisation_id: str) -> bool:
        """Whether the organisation is open on the date, first and last day included."""
        organisation = self._place.organisations[organisation_id]
        return self._has_opened(organisation) and not self._has_closed(organisation)

    def home_of(self, organisation_id: str, origin: About) -> Home:
        """Where an end of the link that stands for `origin` is, through chains of successors."""
        current, inherited, seen = organisation_id, False, {organisation_id}
        while not self.is_open(current):
            if not self._has_opened(self._place.organisations[current]):
                return Home(None, waiting=Waiting.NO_HOME if len(seen) > 1 else None)
            step = self._step(current, origin)
            if step.organisation_id is None or step.organisation_id in seen:
                return Home(
                    None, waiting=step.waiting or Waiting.NO_HOME, successor_ids=step.successor_ids
                )
            current, inherited = step.organisation_id, inherited or step.inherited
            seen.add(current)
        return Home(current, inherited)

    def closed_on(self, organisation_id: str) -> dt.date | None:
        """Last day of the organisation, recorded or set by a reorganisation; None while open-ended."""
        organisation = self._place.organisations[organisation_id]
        if organisation.closed is not None:
            return known_last_day(organisation.closed)
        days = [effective_day(item) for item in self._ending(organisation_id)]
        known = [day for day in days if day is not None]
        return min(known) - timedelta(days=1) if known else None

    def reorganisations_touching(self, organisation_id: str) -> tuple[Reorganisation, ...]:
        """Reorganisations that name the organisation as affected or as a predecessor."""
        ids = [item.reorganisation_id for item in self._lookup.affected.get(organisation_id, ())]
        ids += [item.reorganisation_id for item in self._lookup.successions.get(organisation_id, ())]
        return tuple(
            self._reorganisations[key] for key in dict.fromkeys(ids) if key in self._reorganisations
        )

    def successor_ids(self, organisation_id: str) -> tuple[str, ...]:
        """Who took over from a closed organisation by the date, itself left out."""
        rows = [
            row
            for row in self._lookup.successions.get(organisation_id, ())
            if row.successor_id != organisation_id and self._in_effect(row.reorganisation_id)
        ]
        ending = [
            row for row in rows if self._reorganisations[row.reorganisation_id].kind not in LIVES_ON
        ]
        return tuple(dict.fromkeys(row.successor_id for row in ending or rows))

    def _step(self, organisation_id: str, origin: About) -> Home:
        decision = self._decision(organisation_id, origin)
        if decision is not None:
            return Home(decision.goes_to_id)
        successors = self.successor_ids(organisation_id)
        if len(successors) == 1:
            return Home(successors[0], inherited=True)
        why = Waiting.NEEDS_DECISION if successors else Waiting.NO_HOME
        return Home(None, waiting=why, successor_ids=successors)

    def _decision(self, organisation_id: str, origin: About) -> Decision | None:
        touching = {item.id for item in self.reorganisations_touching(organisation_id)}
        for decision in reversed(self._lookup.decisions.get((origin.table, origin.id), ())):
            if decision.goes_to_id is not None and decision.reorganisation_id in touching:
                return decision
        return None

    def _in_effect(self, reorganisation_id: str) -> bool:
        item = self._reorganisations.get(reorganisation_id)
        day = effective_day(item) if item is not None else None
        return day is not None and day <= self.on

    def _has_opened(self, organisation: Organisation) -> bool:
        if organisation.opened is not None:
            return organisation.opened.first_day <= self.on
        created = [
            effective_day(self._reorganisations[row.reorganisation_id])
            for row in self._lookup.affected.get(organisation.id, ())
            if row.effect is Effect.CREATED and row.reorganisation_id in self._reorganisations
        ]
        known = [day for day in created if day is not None]
        return not known or min(known) <= self.on

    def _has_closed(self, organisation: Organisation) -> bool:
        closed = self.closed_on(organisation.id)
        return closed is not None and closed < self.on

    def _ending(self, organisation_id: str) -> Iterable[Reorganisation]:
        rows = self._lookup.successions.get(organisation_id, ())
        for item in self.reorganisations_touching(organisation_id):
            own = [row for row in rows if row.reorganisation_id == item.id]
            if self._is_abolished(organisation_id, item) or (item.kind not in LIVES_ON and _goes(own)):
                yield item

    def _is_abolished(self, organisation_id: str, item: Reorganisation) -> bool:
        return any(
            row.effect is Effect.ABOLISHED and row.reorganisation_id == item.id
            for row in self._lookup.affected.get(organisation_id, ())
        )


def reorganisations_of(place: Place, *, with_proposed: bool = False) -> tuple[Reorganisation, ...]:
    """The register's reorganisations: decided, ordered and in force, proposed ones where asked for.

    A place with a scenario laid over it holds that scenario's as well, whatever their status.
    """
    wanted = IN_THE_REGISTER | ({ReorganisationStatus.PROPOSED} if with_proposed else set())
    return tuple(
        item
        for item in place.reorganisations.values()
        if (item.scenario is None and item.status in wanted) or _is_what_if(place, item)
    )


def _is_what_if(place: Place, item: Reorganisation) -> bool:
    if item.scenario is None or item.scenario != place.scenario:
        return False
    return item.status is not ReorganisationStatus.NOT_PROCEEDING


def effective_day(item: Reorganisation) -> dt.date | None:
    """First day on which the reorganisation is law; None when no date is recorded."""
    return known_first_day(item.effective)


def _goes(rows: list[Succession]) -> bool:
    others = [row for row in rows if row.successor_id != row.predecessor_id]
    return bool(others) and len(others) == len(rows)
