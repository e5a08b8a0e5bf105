"""What waits for a decision and what was decided, and the command that records one; no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from partnermap.analysis.health.carried import carried_by
from partnermap.analysis.succession.carry_over import WITH_STAFF, moved_records
from partnermap.analysis.succession.comparison import Comparison
from partnermap.analysis.succession.undecided import Undecided
from partnermap.document.command import Command
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.naming import name_of, noun
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Decision, Reorganisation
from partnermap.domain.sentences import counted, day_in_words, joined, sentence
from partnermap.domain.tie import Tie
from partnermap.jobs.token import Token
from partnermap.network.lookup import lookup_of
from partnermap.network.standing import effective_day
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.picture import comparison_of
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable
from partnermap.ui.tables.figures import Heading as Column

_DASH = "–"


@dataclass(frozen=True, slots=True)
class Subject:
    """One agreement, post, team or tie whose links change hands, and what the form must know.

    Attributes:
        about: the record.
        name: what it is called.
        waits: whether it waits for a home.
        reorganisations: those it may be decided under, id and name, the likeliest first.
        successors: id and name of those it may go to, as recorded.
        decisions: what was decided, by reorganisation, the last one last.
        has_staff: whether people are employed under it.
        words: why it is there, in one sentence.
    """

    about: About
    name: str
    waits: bool
    reorganisations: tuple[tuple[str, str], ...]
    successors: tuple[tuple[str, str], ...]
    decisions: Mapping[str, Decision]
    has_staff: bool
    words: str


@dataclass(frozen=True, slots=True)
class DecisionsOverview:
    """The page's sentences and tables; `subjects` finds what the form needs by record."""

    headline: str
    words: str
    waiting: FigureTable
    others: FigureTable
    subjects: Mapping[About, Subject]


def decisions_overview(request: FiguresRequest, _token: Token) -> DecisionsOverview:
    """Every record whose links change hands by the horizon: what waits, and the rest."""
    found = comparison_of(request)
    waits = {item.about: item for item in found.undecided}
    place = request.place
    moved = [about for about in moved_records(found.fates) if place.get(about.table, about.id)]
    subjects = {about: _subject(found, place, about, waits.get(about)) for about in moved}
    waiting = [_waiting(found, waits[about], subjects[about]) for about in waits if about in subjects]
    others = [_other(found, subjects[about]) for about in moved if about not in waits]
    return DecisionsOverview(
        headline=_headline(found, len(waiting)),
        words=text(
            "Law, people and staff are three answers: what the law does to a link, who keeps it up, and "
            "how staff come to their next employer."
        ),
        waiting=FigureTable(text("Waits for a decision"), _WAITING, tuple(waiting)),
        others=FigureTable(text("Changes hands, and what is known of it"), _OTHERS, tuple(others)),
        subjects=subjects,
    )


_WAITING = (
    Column(text("What")),
    Column(text("By")),
    Column(text("Who decides")),
    Column(text("May go to")),
    Column(text("Money")),
    Column(text("Posts")),
    Column(text("Programmes")),
    Column(text("Sort")),
    Column(text("From")),
)
_OTHERS = (
    Column(text("What")),
    Column(text("Goes to")),
    Column(text("Legal carry-over")),
    Column(text("Relationship continuity")),
    Column(text("Staff route")),
    Column(text("Decided")),
    Column(text("Sort")),
)


def _headline(found: Comparison, waiting: int) -> str:
    until = day_in_words(found.fates.after.on)
    if not waiting:
        return text("By {until} nothing waits for a decision.", until=until)
    days = [item.decide_by for item in found.undecided if item.decide_by is not None]
    first = text(", the first by {day}", day=day_in_words(min(days))) if days else ""
    return sentence(
        text(
            "By {until}, {records} for a decision{first}",
            until=until,
            records=counted(waiting, "record waits", "records wait"),
            first=first,
        )
    )


def _waiting(found: Comparison, item: Undecided, subject: Subject) -> FigureRow:
    carried = item.carried
    owner = found.name(item.owner_id) if item.owner_id is not None else text("nobody recorded")
    cells = (
        Figure(subject.name),
        Figure(_DASH)
        if item.decide_by is None
        else Figure(day_in_words(item.decide_by), float(item.decide_by.toordinal()), at_risk=True),
        Figure(owner, organisation_id=item.owner_id),
        Figure(" or ".join(name for _, name in subject.successors) or text("no successor recorded")),
        Figure(carried.money_text or _DASH, carried.pence),
        Figure(carried.posts_text or _DASH, float(carried.posts)),
        Figure(joined(carried.programmes) or _DASH),
        Figure(noun(item.about.table)),
        Figure(joined([found.name(key) for key in item.stopped_at])),
    )
    return FigureRow(cells, (item.about,))


def _other(found: Comparison, subject: Subject) -> FigureRow:
    known, place = next(reversed(list(subject.decisions.values())), None), found.register
    goes_to = known.goes_to_id if known is not None else None
    names = [name for _, name in subject.successors]
    cells = (
        Figure(subject.name),
        Figure(
            place.name_of(goes_to)
            if goes_to in place.organisations and goes_to
            else joined(names) or _DASH,
            organisation_id=goes_to,
        ),
        Figure(_said(known.legal_carry_over if known else None)),
        Figure(_said(known.relationship_continuity if known else None)),
        Figure(_said(known.staff_route if known else None) if subject.has_staff else _DASH),
        Figure(_decided(known)),
        Figure(noun(subject.about.table)),
    )
    return FigureRow(cells, (subject.about,))


def _said(words: str | None) -> str:
    return words or text("not known")


def _decided(known: Decision | None) -> str:
    if known is None:
        return text("to be confirmed")
    when = known.decided_on.in_words() if known.decided_on is not None else text("date not known")
    return text("{when}, {who}", when=when, who=known.decided_by) if known.decided_by else when


def _subject(found: Comparison, place: Place, about: About, item: Undecided | None) -> Subject:
    record = place.get(about.table, about.id)
    name = name_of(place, record) if record is not None else ""
    if isinstance(record, Tie):
        name = f"{name}: {place.name_of(record.from_id)} – {place.name_of(record.to_id)}"
    bodies = frozenset(item.stopped_at) if item is not None else _bodies(found, about)
    rows = lookup_of(place).decisions.get((about.table, about.id), ())
    return Subject(
        about=about,
        name=name,
        waits=item is not None,
        reorganisations=_reorganisations(found, bodies),
        successors=_successors(found, about, item),
        decisions={row.reorganisation_id: row for row in rows},
        has_staff=about.table in WITH_STAFF,
        words=_why(found, about, item),
    )


def _why(found: Comparison, about: About, item: Undecided | None) -> str:
    carried = carried_by(found.fates.before.place, [about], found.fates.before.on)
    what = text("It carries {what}. ", what=joined(carried.texts)) if carried.texts else ""
    if item is None:
        return what + text("Its links pass to a successor; what is known of it can be recorded.")
    gone = joined([found.name(key) for key in item.stopped_at])
    by = text(", by {day}", day=day_in_words(item.decide_by)) if item.decide_by is not None else ""
    goes = text("goes") if len(item.stopped_at) == 1 else text("go")
    return what + text(
        "{gone} {goes}, and somebody must say who takes it over{by}.", gone=gone, goes=goes, by=by
    )


def _bodies(found: Comparison, about: About) -> frozenset[str]:
    """Every end of the record's links, as they were and as recorded."""
    ends: set[str] = set()
    for item in found.fates.pairs:
        for link in item.links:
            if link.tie.origin == about:
                ends |= {*link.tie.pair, *link.tie.recorded_ends}
    return frozenset(ends)


def _reorganisations(found: Comparison, bodies: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Those of the register that hit one of the bodies: those to come by the horizon first."""
    before, after = found.fates.before.on, found.fates.after.on
    rows = lookup_of(found.register).affected
    hit = {row.reorganisation_id for body in bodies for row in rows.get(body, ())}
    for rows_from in (lookup_of(found.register).successions.get(body, ()) for body in bodies):
        hit |= {row.reorganisation_id for row in rows_from}
    items = [item for key, item in found.register.reorganisations.items() if key in hit]

    def rank(item: Reorganisation) -> tuple[bool, int]:
        when = effective_day(item)
        within = when is not None and before < when <= after
        return not within, -(when.toordinal() if when is not None else 0)

    return tuple((item.id, item.name) for item in sorted(items, key=rank))


def _successors(found: Comparison, about: About, item: Undecided | None) -> tuple[tuple[str, str], ...]:
    keys: dict[str, None] = dict.fromkeys(item.successor_ids if item is not None else ())
    if item is None:
        for pair in found.fates.pairs:
            for link in pair.links:
                if link.tie.origin == about and link.after is not None:
                    keys |= dict.fromkeys(key for key in link.after if key not in link.tie.pair)
    return tuple((key, found.name(key)) for key in keys)


@dataclass(frozen=True, slots=True)
class Answers:
    """What the form says; an empty text is nothing."""

    reorganisation_id: str
    goes_to_id: str | None
    legal_carry_over: str
    relationship_continuity: str
    staff_route: str
    host_change: str
    decided_on: str
    decided_by: str


def recorded(place: Place, subject: Subject, answers: Answers) -> Command:
    """The one step that records a decision: a new one, or other values of the one that is there.

    Raises:
        BadValue: the date is none.
    """
    known = subject.decisions.get(answers.reorganisation_id)
    blank = Decision(id=new_id(), reorganisation_id=answers.reorganisation_id)
    wanted = replace(
        known if known is not None and place.get(Decision.TABLE, known.id) is not None else blank,
        about_table=subject.about.table,
        about_id=subject.about.id,
        goes_to_id=answers.goes_to_id,
        legal_carry_over=answers.legal_carry_over or None,
        relationship_continuity=answers.relationship_continuity or None,
        staff_route=answers.staff_route or None,
        host_change=answers.host_change.strip() or None,
        decided_on=PartialDate.parse(answers.decided_on) if answers.decided_on.strip() else None,
        decided_by=answers.decided_by.strip() or None,
    )
    is_new = wanted.id == blank.id
    changes = Changes(create=(wanted,)) if is_new else Changes(update=(wanted,))
    return ApplyChanges(text("Record the decision about {name}", name=subject.name), changes)
