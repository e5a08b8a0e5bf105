"""Bodies and reorganisations of a file of successions as records, beside those that are there."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from partnermap.domain.changes import Changes, new_id
from partnermap.domain.dates import ONE_DAY, PartialDate, known_first_day
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.reorganisation import Affected, Reorganisation, Succession
from partnermap.domain.sentences import capital, first_few
from partnermap.domain.words import Effect, ReorganisationStatus
from partnermap.exchange.bodies.codes import unnamed
from partnermap.exchange.plan import Skipped
from partnermap.exchange.succession.chains import Event
from partnermap.exchange.succession.successions import Body, Link, Successions
from partnermap.exchange.wording import some

_WHOLE = 1.0
_MIXED = "Some bodies were divided and others merged in it."


class Bringing:
    """Gathers the records of the reorganisations of one file.

    Attributes:
        skipped: links that could not be used.
        unchanged: links that are there already.
    """

    def __init__(
        self,
        place: Place,
        source: str,
        found: Successions,
        here: Mapping[str, tuple[str, ...]],
    ) -> None:
        """Look up what the place has.

        Args:
            place: the records as they stand.
            source: file name, noted on everything made.
            found: what was read.
            here: ids of the place's organisations by code.
        """
        self.skipped: list[Skipped] = []
        self.unchanged = 0
        self._place, self._source, self._found = place, source, found
        self._ids = {code: ids[0] for code, ids in here.items() if len(ids) == 1}
        self._in_doubt = {code: ids for code, ids in here.items() if len(ids) > 1}
        self._created: list[Record] = []
        self._updated: dict[str, Organisation] = {}
        self._stubs: list[str] = []
        self._nameless: list[str] = []
        self._known = _known_links(place)

    @property
    def changes(self) -> Changes:
        """Everything to be created, and dates filled in."""
        return Changes(create=tuple(self._created), update=tuple(self._updated.values()))

    def usable(self, links: Iterable[Link]) -> Iterator[Link]:
        """Links whose codes stand for one organisation each; the others are skipped with the reason."""
        for link in links:
            doubtful = next((code for code in (link.old, link.new) if code in self._in_doubt), None)
            if doubtful is None:
                yield link
            else:
                names = " and ".join(sorted(map(self._place.name_of, self._in_doubt[doubtful])))
                reason = f"the code {doubtful} belongs to {names} here; remove it from one of them."
                self.skipped.append(Skipped(self._source, link.row, reason))

    def add(self, event: Event) -> None:
        """Record what is new of a reorganisation."""
        ends = {
            link: (self._organisation(link.old), self._organisation(link.new)) for link in event.links
        }
        known = {link: self._reorganisation_of(ends[link], event.day) for link in event.links}
        new = [link for link in event.links if known[link] is None]
        self.unchanged += len(event.links) - len(new)
        if not new:
            return
        there = next((key for key in known.values() if key is not None), None)
        reorganisation_id = there or self._reorganisation(event)
        for link in new:
            self._succession(reorganisation_id, event, link, ends[link])
        if there is None:
            self._effects(reorganisation_id, event)

    def renew(self, codes: Iterable[str]) -> None:
        """Fill in the dates that the file has for organisations of the place and they have not."""
        for code in sorted(codes):
            body, key = self._found.bodies.get(code), self._ids.get(code)
            if body is None or key is None:
                continue
            old = self._place.organisations[key]
            new = replace(old, opened=old.opened or body.opened, closed=old.closed or body.closed)
            if new != old:
                self._updated[key] = new

    def sentences(self) -> Iterator[str]:
        """What the user must know of the records made."""
        if self._stubs:
            added = (
                "a body that was" if len(self._stubs) == 1 else f"{len(self._stubs):,} bodies that were"
            )
            yield (f"{capital(added)} not here yet came with these changes: {some(self._stubs)}.")
        if self._nameless:
            yield (
                f"The file gives no name for {some(self._nameless)}; an ODS file that lists the code "
                "brings it."
            )

    def _ends(self, link: Link) -> tuple[str, str]:
        return self._organisation(link.old), self._organisation(link.new)

    def _organisation(self, code: str) -> str:
        if code not in self._ids:
            self._ids[code] = self._stub(self._found.bodies.get(code) or Body(code))
        return self._ids[code]

    def _stub(self, body: Body) -> str:
        organisation = Organisation(
            id=new_id(),
            source=self._source,
            name=body.name or unnamed(body.code),
            sector=body.kind.sector,
            type=body.kind.type,
            legal_form=body.kind.legal_form,
            opened=body.opened,
            closed=body.closed,
        )
        code = Identifier(
            id=new_id(),
            source=self._source,
            organisation_id=organisation.id,
            scheme=self._found.scheme,
            value=body.code,
        )
        self._created += (organisation, code)
        self._stubs.append(f"{body.name} ({body.code})" if body.name else body.code)
        if not body.name:
            self._nameless.append(body.code)
        return organisation.id

    def _reorganisation_of(self, ends: tuple[str, str], day: dt.date) -> str | None:
        """Id of the reorganisation that holds the link already, on the day or a day beside it."""
        near = (key for on, key in self._known.get(ends, ()) if abs(on - day) <= ONE_DAY)
        return next(near, None)

    def _reorganisation(self, event: Event) -> str:
        record = Reorganisation(
            id=new_id(),
            source=self._source,
            name=self._name_of(event),
            kind=event.kind,
            effective=PartialDate.from_day(event.day),
            status=ReorganisationStatus.IN_FORCE,
            notes=_MIXED if event.splits and event.merges else None,
        )
        self._created.append(record)
        return record.id

    def _succession(
        self, reorganisation_id: str, event: Event, link: Link, ends: tuple[str, str]
    ) -> None:
        alone = sum(other.old == link.old for other in event.links) == 1
        self._created.append(
            Succession(
                id=new_id(),
                source=self._source,
                reorganisation_id=reorganisation_id,
                predecessor_id=ends[0],
                successor_id=ends[1],
                share=_WHOLE if alone else None,
            )
        )

    def _effects(self, reorganisation_id: str, event: Event) -> None:
        divided = {link.old for link in event.links if self._heirs(event, link.old) > 1}
        effects = {code: Effect.SPLIT if code in divided else Effect.MERGED for code in event.old}
        for code in event.new:
            if code not in effects and self._begins_on(code, event.day):
                effects[code] = Effect.CREATED
        for code, effect in effects.items():
            self._created.append(
                Affected(
                    id=new_id(),
                    source=self._source,
                    reorganisation_id=reorganisation_id,
                    organisation_id=self._ids[code],
                    effect=effect,
                )
            )

    def _heirs(self, event: Event, code: str) -> int:
        return sum(link.old == code for link in event.links)

    def _begins_on(self, code: str, day: dt.date) -> bool:
        """Whether the body is known to have opened with the event, so that it did not exist before."""
        organisation = self._place.organisations.get(self._ids[code])
        body = self._found.bodies.get(code)
        opened = known_first_day(
            organisation.opened if organisation is not None else body.opened if body else None
        )
        return opened is not None and abs(opened - day) <= ONE_DAY

    def _name_of(self, event: Event) -> str:
        old = first_few([self._label(code) for code in event.old])
        new = first_few([self._label(code) for code in event.new])
        if event.splits:
            return f"{old} divided between {new}"
        if len(event.old) == 1 and not self._was_there(event.new[0], event.day):
            return f"{old} becomes {new}"
        return f"{old} {'join' if len(event.old) > 1 else 'joins'} {new}"

    def _was_there(self, code: str, day: dt.date) -> bool:
        organisation = self._place.organisations.get(self._ids[code])
        opened = known_first_day(organisation.opened) if organisation is not None else None
        return opened is not None and opened < day - ONE_DAY

    def _label(self, code: str) -> str:
        organisation = self._place.organisations.get(self._ids[code])
        if organisation is not None:
            return organisation.name
        body = self._found.bodies.get(code)
        return body.name if body is not None and body.name else code


def _known_links(place: Place) -> dict[tuple[str, str], list[tuple[dt.date, str]]]:
    """Days and reorganisations of every succession recorded, by predecessor and successor."""
    known: dict[tuple[str, str], list[tuple[dt.date, str]]] = {}
    for row in place.of(Succession).values():
        reorganisation = place.reorganisations.get(row.reorganisation_id)
        day = known_first_day(reorganisation.effective) if reorganisation is not None else None
        if day is not None:
            ends = (row.predecessor_id, row.successor_id)
            known.setdefault(ends, []).append((day, row.reorganisation_id))
    return known
