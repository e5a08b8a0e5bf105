"""Standing: which organisations are open on a date, and who took over from those that closed."""

import datetime as dt
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta

from partnermap.domain.dates import known_first_day, known_last_day
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import IN_THE_REGISTER, Reorganisation, Succession
from partnermap.domain.words import Effect, ReorganisationKind, ReorganisationStatus
from partnermap.network.links import Links, plain
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.network import Waiting
from partnermap.network.step import Step, choice, successors_in

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
        stopped_at: the body from which no way leads on, when there is none.
        day: when it went from there, where it waits for a decision.
    """

    organisation_id: str | None
    inherited: bool = False
    waiting: Waiting | None = None
    successor_ids: tuple[str, ...] = ()
    stopped_at: str | None = None
    day: dt.date | None = None


_GOING = frozenset({Effect.MERGED, Effect.SPLIT})
"""Effects after which a body is gone, beside abolition, unless something else is recorded."""

_HITS = frozenset({None, Effect.AFFECTED, Effect.ABOLISHED, *_GOING})
"""Effects that may stand behind a closing date."""

_NOT_SETTLED = frozenset({ReorganisationStatus.PROPOSED, ReorganisationStatus.NOT_PROCEEDING})


class Standing:
    """Open and closed organisations of a place on one date, by the register's reorganisations."""

    def __init__(self, place: Place, on: dt.date, *, with_proposed: bool = False) -> None:
        self._place = place
        self.on = on
        self._lookup: Lookup = lookup_of(place)
        self._links = Links(self._lookup)
        self._last_days: dict[str, dt.date | None] = {}
        self._reorganisations = {
            item.id: item for item in reorganisations_of(place, with_proposed=with_proposed)
        }

    @property
    def reorganisations(self) -> tuple[Reorganisation, ...]:
        """Those that count in this picture, whether or not they have taken effect."""
        return tuple(self._reorganisations.values())

    def open_ids(self) -> tuple[str, ...]:
        """Organisations open on the date, in the order recorded."""
        return tuple(item.id for item in self._place.organisations.values() if self.is_open(item.id))

    def is_open(self, organisation_id: str) -> bool:
        """Whether the organisation is open on the date, first and last day included."""
        organisation = self._place.organisations[organisation_id]
        return self._has_opened(organisation) and not self._has_closed(organisation)

    def home_of(self, organisation_id: str, origin: About) -> Home:
        """Where an end of the link that stands for `origin` is, through chains of successors.

        Steps follow each other in time: a body that hands a function over and has it back later is
        the home again. No reorganisation moves a link away from the same body twice. Successors that
        have all become one body since leave nothing to decide.
        """
        return self._follow(organisation_id, origin, self._links.start_of(origin), frozenset())

    def _follow(
        self, body: str, origin: About, since: dt.date, taken: frozenset[tuple[str, str]]
    ) -> Home:
        current, inherited = body, False
        while (step := self._step(current, origin, since, taken)) is not None:
            taken |= {(current, key) for key in step.reorganisation_ids}
            if step.next_id is None:
                waiting = Home(None, False, step.waiting, step.successor_ids, current, step.day)
                return self._same_home(step, origin, step.day or since, taken) or waiting
            current, inherited = step.next_id, inherited or step.inherited
            since = step.day or since
            if not self._has_opened(self._place.organisations[current]):
                return Home(None, waiting=Waiting.NO_HOME, stopped_at=current)
        return Home(current, inherited)

    def _same_home(
        self, step: Step, origin: About, since: dt.date, taken: frozenset[tuple[str, str]]
    ) -> Home | None:
        """The one body that all successors to choose from have become; None where they have not."""
        homes = {self._follow(key, origin, since, taken).organisation_id for key in step.successor_ids}
        home = homes.pop() if len(homes) == 1 else None
        return None if home is None else Home(home, inherited=True)

    def closed_on(self, organisation_id: str) -> dt.date | None:
        """Last day of the organisation, recorded or set by a reorganisation; None while open-ended."""
        if organisation_id not in self._last_days:
            self._last_days[organisation_id] = self._last_day(organisation_id)
        return self._last_days[organisation_id]

    def _last_day(self, organisation_id: str) -> dt.date | None:
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
        return successors_in(self._ending_rows(organisation_id, dt.date.min, set()))

    def shares(self, organisation_id: str, successor_ids: tuple[str, ...]) -> dict[str, float]:
        """What each of some successors takes of a body, where every share is recorded; else nothing."""
        rows = self._lookup.successions.get(organisation_id, ())
        found: dict[str, float] = {}
        for row in rows:
            if row.successor_id in successor_ids and self._in_effect(row.reorganisation_id):
                if row.share is None:
                    return {}
                found[row.successor_id] = max(found.get(row.successor_id, 0.0), row.share)
        return found

    def is_ended_by_reorganisation(self, organisation_id: str) -> bool:
        """Whether any recorded reorganisation says that the body goes, dated or not."""
        for item in self.reorganisations_touching(organisation_id):
            rows = self._rows(organisation_id, item.id)
            if item.kind not in LIVES_ON and (rows or self._effects(organisation_id, item) & _HITS):
                return True
        return False

    def _step(
        self, body: str, origin: About, since: dt.date, taken: AbstractSet[tuple[str, str]]
    ) -> Step | None:
        """The next move of a link's end away from a body; None where it stays."""
        organisation = self._place.organisations[body]
        if not self._has_opened(organisation):
            return Step(None)
        handed = self._handed_over(body, origin, since, taken)
        if not self._has_closed(organisation):
            return handed
        closed = self.closed_on(body)
        if handed is not None and handed.day is not None and closed and handed.day <= closed:
            return handed
        return self._passed_on(body, origin, since, taken)

    def _handed_over(
        self, body: str, origin: About, since: dt.date, taken: AbstractSet[tuple[str, str]]
    ) -> Step | None:
        """The earliest move of the link, or of its function, out of a body that lives on."""
        for item, day in self._reorganised_since(body, since):
            rows = self._rows(body, item.id)
            if (body, item.id) in taken or not rows or (item.kind not in LIVES_ON and _goes(rows)):
                continue
            decided = self._links.decided(origin, frozenset({item.id}))
            if decided is not None:
                if decided != body:
                    return Step(decided, day=day, reorganisation_ids=(item.id,))
                continue
            matching = [row for row in rows if self._links.has_function(origin, row.function)]
            if any(row.successor_id != body for row in matching):
                return choice(body, matching, day, (item.id,), keeps_rest=True)
        return None

    def _passed_on(
        self, body: str, origin: About, since: dt.date, taken: AbstractSet[tuple[str, str]]
    ) -> Step:
        """Where the link goes from a body that has closed."""
        touching = frozenset(item.id for item in self.reorganisations_touching(body))
        decided = self._links.decided(origin, touching - {key for at, key in taken if at == body})
        rows = self._ending_rows(body, since, taken)
        ids = tuple(dict.fromkeys(row.reorganisation_id for row in rows))
        day = max((day for key in ids if (day := self._day(key)) is not None), default=None)
        if decided is not None:
            return Step(decided, day=day, reorganisation_ids=tuple(touching))
        return choice(body, self._fitting(rows, origin), day, ids)

    def _fitting(self, rows: list[Succession], origin: About) -> list[Succession]:
        """Of a closed body's successions those for the link's function (MEASURES D8)."""
        function = self._links.function_of(origin)
        if function is None:
            return rows
        matching = [row for row in rows if self._links.has_function(origin, row.function)]
        if matching:
            return matching
        general = [row for row in rows if row.function is None]
        if general:
            return general
        abolished = {
            row.reorganisation_id
            for row in rows
            if self._reorganisations[row.reorganisation_id].kind is ReorganisationKind.ABOLITION
        }
        return [row for row in rows if row.reorganisation_id not in abolished]

    def _ending_rows(
        self, body: str, since: dt.date, taken: AbstractSet[tuple[str, str]]
    ) -> list[Succession]:
        """Who follows a closed body; what came before the link counts where nothing else does."""
        rows = [
            row
            for row in self._lookup.successions.get(body, ())
            if row.successor_id != body
            and self._in_effect(row.reorganisation_id)
            and (body, row.reorganisation_id) not in taken
        ]
        rows = [row for row in rows if (self._day(row.reorganisation_id) or since) >= since] or rows
        ending = [
            row for row in rows if self._reorganisations[row.reorganisation_id].kind not in LIVES_ON
        ]
        return ending or rows

    def _reorganised_since(self, body: str, since: dt.date) -> list[tuple[Reorganisation, dt.date]]:
        """Reorganisations in effect of which the body is a predecessor, the earliest first."""
        ids = dict.fromkeys(row.reorganisation_id for row in self._lookup.successions.get(body, ()))
        found = [
            (self._reorganisations[key], day)
            for key in ids
            if self._in_effect(key) and (day := self._day(key)) is not None and day >= since
        ]
        return sorted(found, key=lambda pair: (pair[1], pair[0].id))

    def _rows(self, body: str, reorganisation_id: str) -> list[Succession]:
        rows = self._lookup.successions.get(body, ())
        return [row for row in rows if row.reorganisation_id == reorganisation_id]

    def _day(self, reorganisation_id: str) -> dt.date | None:
        item = self._reorganisations.get(reorganisation_id)
        return effective_day(item) if item is not None else None

    def _in_effect(self, reorganisation_id: str) -> bool:
        day = self._day(reorganisation_id)
        return day is not None and day <= self.on

    def _has_opened(self, organisation: Organisation) -> bool:
        created = [
            row.reorganisation_id
            for row in self._lookup.affected.get(organisation.id, ())
            if row.effect is Effect.CREATED
        ]
        counted = [key for key in created if key in self._reorganisations]
        if created and not counted and all(map(self._is_option, created)):
            return False
        if organisation.opened is not None:
            return organisation.opened.first_day <= self.on
        known = [day for key in counted if (day := self._day(key)) is not None]
        return not known or min(known) <= self.on

    def _is_option(self, reorganisation_id: str) -> bool:
        """Whether it is only proposed, or only part of a scenario that is not laid over the place."""
        item = self._place.reorganisations[reorganisation_id]
        return item.scenario is not None or item.status in _NOT_SETTLED

    def _has_closed(self, organisation: Organisation) -> bool:
        closed = self.closed_on(organisation.id)
        return closed is not None and closed < self.on

    def _ending(self, organisation_id: str) -> Iterable[Reorganisation]:
        for item in self.reorganisations_touching(organisation_id):
            rows = self._rows(organisation_id, item.id)
            whole = item.kind not in LIVES_ON and _goes(rows)
            abolished = Effect.ABOLISHED in self._effects(organisation_id, item)
            if whole or abolished or self._vanishes(organisation_id, item):
                yield item

    def _vanishes(self, organisation_id: str, item: Reorganisation) -> bool:
        """Merged or split into nobody recorded, and no successor itself."""
        if item.kind in LIVES_ON or self._rows(organisation_id, item.id):
            return False
        if not self._effects(organisation_id, item) & _GOING:
            return False
        return organisation_id not in self._lookup.successors.get(item.id, frozenset())

    def _effects(self, organisation_id: str, item: Reorganisation) -> set[Effect | None]:
        rows = self._lookup.affected.get(organisation_id, ())
        return {row.effect for row in rows if row.reorganisation_id == item.id}


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
    if item.scenario is None or place.scenario is None or plain(item.scenario) != plain(place.scenario):
        return False
    return item.status is not ReorganisationStatus.NOT_PROCEEDING


def effective_day(item: Reorganisation) -> dt.date | None:
    """First day on which the reorganisation is law; None when no date is recorded."""
    return known_first_day(item.effective)


def _goes(rows: list[Succession]) -> bool:
    """Whether the body hands itself over whole: it has successors, and is none of them."""
    return bool(rows) and all(row.successor_id != row.predecessor_id for row in rows)
