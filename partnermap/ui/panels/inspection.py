"""What the inspector shows, found out on a worker; no Qt."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from partnermap.analysis.health.nearest import nearest_day_with_links
from partnermap.analysis.health.stake import StakeLink, at_stake, place_stake, tie_stake, ties_stake
from partnermap.analysis.succession.sentences import later_sentence
from partnermap.domain.evidence import Evidence
from partnermap.domain.organisation import Identifier, Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.network.network import NetworkTie
from partnermap.network.scenario import with_scenario
from partnermap.scene.change_words import ChangeGroup, change_sentences, dates_in_words, in_short
from partnermap.scene.style import Role, role_of
from partnermap.scene.then_and_now import ThenAndNow, then_and_now
from partnermap.shell.words import counted, text


@dataclass(frozen=True, slots=True)
class Subject:
    """What is inspected: an organisation, a tie, or with neither the whole place.

    With another date, or a scenario beside the register, what changes between both is told as well.
    `together` are the ties of a line that stands for several; `what_if` is a scenario shown alone.
    """

    place: Place
    on: dt.date
    organisation_id: str | None = None
    tie_id: str | None = None
    other: dt.date | None = None
    together: tuple[str, ...] = ()
    scenario: str | None = None
    what_if: str | None = None

    @property
    def is_compared(self) -> bool:
        """Whether two pictures are shown at once."""
        return self.other is not None or self.scenario is not None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link: whom it leads to, of what kind, what it carries, until when, why at risk."""

    organisation_id: str
    title: str
    kind: str
    carries: str
    dates: str
    reasons: str
    at_risk: bool


@dataclass(frozen=True, slots=True)
class Inspection:
    """The inspector's content in the order it is read.

    Attributes:
        changes: what changes for an organisation or a link between two pictures, in groups of lines.
        elsewhere: what else changes.
        day: where to go: from a date without links to the nearest one that has some, from one on which
            a scenario has not taken effect to that on which it has. The first of the details says so.
    """

    subject: Subject
    title: str
    subtitle: str
    role: Role | None
    headline: str
    details: tuple[str, ...]
    is_calm: bool
    links: tuple[LinkRow, ...]
    money_by_end: tuple[tuple[str, int], ...]
    evidence: tuple[str, ...]
    changes: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    day: dt.date | None = None

    @property
    def record(self) -> About | None:
        """The record that can be edited, None for the whole place."""
        if self.role is None or self.subject.organisation_id is None:
            return None
        return About(Organisation.TABLE, self.subject.organisation_id)


def inspect(subject: Subject, _token: Token) -> Inspection:
    """Find out what is at stake and put it into rows."""
    place = subject.place
    laid = place if subject.what_if is None else with_scenario(place, subject.what_if)
    if not subject.is_compared:
        return _inspected(replace(subject, place=laid), subject)
    found = then_and_now(laid, subject.on, subject.other, scenario=subject.scenario)
    ends = _ends_of(subject, found)
    if not ends:
        return _comparison(subject, found)
    return replace(
        _inspected(_standpoint(subject, found), subject),
        changes=_paragraphs(change_sentences(found, lambda ids: _concerns(subject, ids, ends))),
        elsewhere=_paragraphs(change_sentences(found, lambda ids: not _concerns(subject, ids, ends))),
    )


def _ends_of(subject: Subject, found: ThenAndNow) -> frozenset[str]:
    """The selected organisation, or both ends of the selected tie; empty for the whole place."""
    if subject.organisation_id in found.place.organisations:
        return frozenset({str(subject.organisation_id)})
    ids = {subject.tie_id, *subject.together}
    pairs = [row.organisation_ids for row in found.rows if row.tie.id in ids]
    return frozenset().union(*pairs)


def _concerns(subject: Subject, ids: frozenset[str], ends: frozenset[str]) -> bool:
    """Whether a change of these organisations is one of the subject: of a link, of both its ends."""
    return bool(ids & ends) if subject.organisation_id in ends else len(ids) > 1 and ids <= ends


def _standpoint(subject: Subject, found: ThenAndNow) -> Subject:
    """The picture in which the subject is looked at: that of its date, unless only the other has it."""
    sides = [found.then, found.now]
    sides.sort(key=lambda side: (side.on != subject.on, side is not found.then))
    for side in sides:
        known = side.network.index.keys() | {tie.id for tie in side.network.ties}
        if subject.organisation_id in known or subject.tie_id in known:
            return replace(subject, place=side.place, on=side.on)
    return subject


def _inspected(subject: Subject, asked: Subject) -> Inspection:
    """What is at stake, in the place and on the date of `subject`; it answers what was asked."""
    place, on = subject.place, subject.on
    day: dt.date | None = None
    if subject.organisation_id in place.organisations:
        organisation_id = str(subject.organisation_id)
        stake = at_stake(place, on, organisation_id)
        title, subtitle = place.name_of(organisation_id), _what(place, organisation_id)
        role: Role | None = role_of(place.organisations[organisation_id])
    elif len(subject.together) > 1:
        stake, role = ties_stake(place, on, frozenset(subject.together)), None
        title, _ = _tie_title(place, on, subject.together[0])
        subtitle = counted(len(subject.together), "link")
    elif subject.tie_id is not None:
        stake, role = tie_stake(place, on, subject.tie_id), None
        title, subtitle = _tie_title(place, on, subject.tie_id)
    else:
        found, day = place_stake(place, on), _day_with_links(place, on)
        stake, role = replace(found, details=(*_way_on(place, on, day), *found.details)), None
        title, subtitle = place.title, text("The whole place; select an organisation for its links.")
    return Inspection(
        subject=asked,
        title=title,
        subtitle=subtitle if on == asked.on else f"{subtitle}; {day_in_words(on)}",
        role=role,
        headline=stake.headline,
        details=stake.details,
        is_calm=not any(link.at_risk for link in stake.links),
        links=_rows(subject, stake.links),
        money_by_end=stake.money_by_end,
        evidence=(*stake.evidence, *_pieces(place, subject)),
        day=day,
    )


def _day_with_links(place: Place, on: dt.date) -> dt.date | None:
    """Where to go from a date without links."""
    return None if network_on(place, on).ties else nearest_day_with_links(place, on)


def _way_on(place: Place, on: dt.date, day: dt.date | None) -> Iterable[str]:
    """What to do where there is nothing to see."""
    if not place.organisations:
        yield text("Import files (Ctrl+I), or add organisations in the registers.")
    elif day is not None and day < on:
        yield text("The last links recorded run up to {day}.", day=day_in_words(day))
    elif day is not None:
        yield text("The first links recorded begin on {day}.", day=day_in_words(day))


def _comparison(subject: Subject, found: ThenAndNow) -> Inspection:
    """Every change between two pictures as a sentence."""
    groups = _paragraphs(change_sentences(found))
    later = later_sentence(found.comparison)
    return Inspection(
        subject=subject,
        title=text("What changes"),
        subtitle=", ".join(filter(None, (dates_in_words(found), found.place.what_if_label))),
        role=None,
        headline=in_short(found),
        details=(later, *groups) if later else groups,
        is_calm=not groups,
        links=(),
        money_by_end=(),
        evidence=(),
        day=found.comparison.still_to_come,
    )


def _paragraphs(groups: Iterable[ChangeGroup]) -> tuple[str, ...]:
    return tuple(
        "\n".join((group.heading, *(f"• {words}" for words in group.sentences))) for group in groups
    )


def _what(place: Place, organisation_id: str) -> str:
    organisation = place.organisations[organisation_id]
    codes = [
        item.value for item in place.of(Identifier).values() if item.organisation_id == organisation_id
    ]
    parts: Iterable[str | None] = (
        str(role_of(organisation)),
        organisation.type,
        organisation.legal_form,
        *codes[:2],
    )
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _tie_title(place: Place, on: dt.date, tie_id: str) -> tuple[str, str]:
    for tie in network_on(place, on).ties:
        if tie.id == tie_id:
            ends = (place.name_of(tie.from_id), place.name_of(tie.to_id))
            return text("{one} and {other}", one=ends[0], other=ends[1]), tie.kind.capitalize()
    return text("Link"), ""


def _rows(subject: Subject, links: Iterable[StakeLink]) -> tuple[LinkRow, ...]:
    """Seen from an organisation a row names the other end, else both."""
    place = subject.place
    ties = {tie.id: tie for tie in network_on(place, subject.on).ties}
    return tuple(
        LinkRow(
            organisation_id=link.other_id,
            title=_title(place, link, None if subject.organisation_id else ties.get(link.tie_id)),
            kind=", ".join(part for part in (link.kind.capitalize(), link.name) if part),
            carries=link.carries,
            dates=link.dates,
            reasons=" ".join(reason.text for reason in link.reasons),
            at_risk=link.at_risk,
        )
        for link in links
    )


def _title(place: Place, link: StakeLink, tie: NetworkTie | None) -> str:
    if tie is None:
        return place.name_of(link.other_id)
    return text("{one} and {other}", one=place.name_of(tie.from_id), other=place.name_of(tie.to_id))


def _pieces(place: Place, subject: Subject) -> tuple[str, ...]:
    """Titles of the evidence recorded about the subject."""
    return tuple(
        text(
            "{title} ({date})",
            title=item.title,
            date=item.date.in_words() if item.date else text("no date"),
        )
        for item in place.of(Evidence).values()
        if item.about_id is not None and item.about_id == subject.organisation_id
    )
