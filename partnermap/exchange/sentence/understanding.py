"""Understanding a line: read it, ask what is open, and say in words what it would record."""

import datetime as dt
from collections.abc import Iterator, Sequence

from partnermap.document.naming import shortened
from partnermap.domain.agreement import Agreement
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.post import Post
from partnermap.domain.record import Record
from partnermap.domain.sense import fault_of
from partnermap.domain.sentences import counted, day_in_words, joined
from partnermap.domain.tie import Tie
from partnermap.exchange.plan import ImportPlan
from partnermap.exchange.sentence.bodies import is_same
from partnermap.exchange.sentence.names import Completion, Names
from partnermap.exchange.sentence.pieces import pieces_of
from partnermap.exchange.sentence.questions import (
    called,
    question_about_bodies,
    question_about_money,
)
from partnermap.exchange.sentence.reading import Spoken, read_line
from partnermap.exchange.sentence.records import (
    Making,
    amounts,
    make_agreement,
    make_post,
    make_ties,
    pounds_in_words,
    years_of,
)
from partnermap.exchange.sentence.understood import Understood
from partnermap.exchange.sentence.verbs import Makes, hits_in

LONGEST_LINE = 500
"""Letters of a line; nobody says more in one sentence."""

_STRENGTHS = {1: "contact", 2: "coordinated", 3: "integrated"}
_AND = frozenset({"and", "&", ","})


LONGEST_LABEL = 160
"""Letters of a line that its step keeps: what was said is read back whole."""


def understand(line: str, names: Names, today: dt.date) -> Understood:
    """What a line would record; a problem or a question where that is not clear.

    Args:
        line: as typed.
        names: of the organisations of the place that it is typed into.
        today: the day it is said; it is the source's date, and its financial year the one meant
            where none is said.
    """
    if len(line) > LONGEST_LINE:
        return Understood(line, problem=f"The line is longer than {LONGEST_LINE} letters; make it two.")
    try:
        spoken = read_line(line, names)
        return Understood(line) if spoken is None else _understood(spoken, names, today)
    except BadValue as fault:
        return Understood(line, problem=str(fault))


def _understood(spoken: Spoken, names: Names, today: dt.date) -> Understood:
    is_money = spoken.hit.verb.makes is Makes.MONEY
    years = years_of(spoken.facts, today) if is_money else ()
    question = question_about_bodies(spoken, names) or (
        question_about_money(spoken, years, names.place) if is_money else None
    )
    if question is not None:
        return Understood(spoken.line, question=question)
    making = Making(names.place, today)
    if is_money:
        _refuse_impossible_money(spoken)
        record: Record = make_agreement(making, spoken, years)
    elif spoken.hit.verb.makes is Makes.POST:
        record = make_post(making, spoken)
    else:
        record = make_ties(making, spoken)[0]
    for made in making.records:
        if fault := fault_of(made):
            raise BadValue(fault)
    changes = Changes(create=tuple(making.records))
    return Understood(
        spoken.line,
        said=_said(spoken, making, record, years),
        assumed=tuple(_assumed(spoken, making, record, years)),
        warnings=tuple(_warnings(spoken, making, record)),
        plan=ImportPlan(shortened(spoken.line, LONGEST_LABEL), 1, changes),
        organisation_ids=tuple(making.id_of(body) for body in (*spoken.subjects, *spoken.objects)),
    )


def _refuse_impossible_money(spoken: Spoken) -> None:
    if spoken.hit.is_mutual and len(spoken.subjects) < 2:
        raise BadValue(f"Who else? “{spoken.hit.phrase}” needs two organisations before it.")
    if any(is_same(one, other) for one in spoken.subjects for other in spoken.objects):
        raise BadValue("A link needs two different organisations; change one end.")
    if spoken.facts.pence is not None and len(spoken.objects) > 1:
        raise BadValue(
            f"{pounds_in_words(spoken.facts.pence)} for {counted(len(spoken.objects), 'organisation')}: "
            "write one line for each, or leave the sum out."
        )


def _said(spoken: Spoken, making: Making, record: Record, years: Sequence[str]) -> str:
    place = making.place
    first = joined([called(body, place) for body in spoken.subjects])
    if isinstance(record, Post):
        parts = [f"Joint post “{record.title}”", *_hours(record), _ends(spoken, making, record)]
    else:
        verb = spoken.hit.phrase if not spoken.hit.is_backwards else spoken.hit.verb.phrases[0]
        whom = joined([called(body, place) for body in spoken.objects])
        parts = [f"{first} {verb} {whom}".strip()]
    if isinstance(record, Agreement):
        parts += _money(spoken, years)
        if record.legal_basis is not None and spoken.facts.basis is not None:
            parts.append(f"under a {record.legal_basis.value}")
        if spoken.facts.name:
            parts.append(f"called “{record.name}”")
    if isinstance(record, Tie) and record.name:
        parts.append(f"called “{record.name}”")
    parts += _dates(record)
    strength = getattr(record, "strength", None)
    if strength is not None:
        parts.append(_STRENGTHS[strength])
    return f"{', '.join(parts)}."


def _hours(post: Post) -> Iterator[str]:
    if post.wte is not None:
        yield f"{post.wte:g} WTE"
    if post.status is not None:
        yield post.status.value


def _ends(spoken: Spoken, making: Making, post: Post) -> str:
    employer = next(
        called(body, making.place) for body in spoken.bodies if making.id_of(body) == post.employer_id
    )
    others = {
        called(body, making.place): None
        for body in spoken.bodies
        if making.id_of(body) != post.employer_id
    }
    return f"employed by {employer}, answering to {joined(list(others))} too"


def _money(spoken: Spoken, years: Sequence[str]) -> Iterator[str]:
    facts = spoken.facts
    if facts.pence is None:
        yield f"in {joined(list(years))}, sum not said" if years else "sum not said"
        return
    money = pounds_in_words(facts.pence)
    payers = len(spoken.subjects)
    whose = "" if payers == 1 else " from each" if facts.each else " together"
    if len(years) == 1:
        yield f"{money}{whose} in {years[0]}"
    elif facts.per_year:
        yield f"{money}{whose} in each of {joined(list(years))}"
    else:
        yield f"{money}{whose} in all from {years[0]} to {years[-1]}"
    if amounts(facts, years, payers)[0] is None:
        yield "of which the shares stay not known"


def _dates(record: Record) -> Iterator[str]:
    start: PartialDate | None = getattr(record, "start", None)
    end: PartialDate | None = getattr(record, "end", None)
    if start is not None:
        yield f"from {start.in_words()}"
    if end is not None:
        yield f"until {end.in_words()}"


def _assumed(spoken: Spoken, making: Making, record: Record, years: Sequence[str]) -> Iterator[str]:
    place, facts = making.place, spoken.facts
    for body in spoken.bodies:
        if not body.is_new and not body.was_exact:
            yield f"“{body.words}” is {called(body, place)}."
    yield from dict.fromkeys(facts.assumed)
    verb = spoken.hit.verb
    if verb.assumed and not (
        isinstance(record, Agreement) and record.legal_basis not in {None, verb.basis}
    ):
        yield verb.assumed
    if isinstance(record, Agreement) and facts.pence is not None and not facts.years:
        if facts.start is None and facts.end is None:
            yield f"The money is of the present financial year, {years[0]}, because no year was said."
        elif facts.end is None and len(years) > 1:
            yield f"The money runs up to the present year, {years[-1]}, because no end was said."
    if isinstance(record, Post) and spoken.employer is None:
        yield (
            f"{called(spoken.subjects[0], place)} employs, because it is named first; “employed by” "
            "says otherwise. Who pays was not said."
        )


def _warnings(spoken: Spoken, making: Making, record: Record) -> Iterator[str]:
    for body in making.new_bodies:
        sector = body.sector.value if body.sector else "sector not known"
        yield f"New organisation: {body.name} ({sector})."
    yield from _alike(making, record)
    for key in dict.fromkeys(body.organisation_id for body in spoken.bodies if not body.is_new):
        closed = making.place.organisations[key].closed if key else None
        if key and closed is not None and closed.is_known and closed.last_day < making.today:
            yield (
                f"{making.place.name_of(key)} closed on {day_in_words(closed.last_day)}, so the link "
                "does not stand today."
            )


def _alike(making: Making, record: Record) -> Iterator[str]:
    """What the register has already that is much the same."""
    place = making.place
    if isinstance(record, Tie):
        pair = {record.from_id, record.to_id}
        if any(
            {tie.from_id, tie.to_id} == pair and tie.kind is record.kind for tie in place.ties.values()
        ):
            yield "A link of this kind between the two is in the register already; this adds another."
    elif isinstance(record, Agreement):
        if any(item.name == record.name for item in place.agreements.values()):
            yield f"An agreement “{record.name}” is in the register already; this adds another."
    elif isinstance(record, Post) and any(post.title == record.title for post in place.posts.values()):
        yield f"A post “{record.title}” is in the register already; this adds another."


def completions_at(line: str, at: int, names: Names) -> tuple[int, tuple[Completion, ...]]:
    """Names that may be meant by the words before a place in the line.

    Returns:
        Where these words start, and the names; none for fewer than two letters, for a whole name, and
        behind the organisations of the sentence.
    """
    pieces = pieces_of(line[:at])
    starts = [0, *(piece.end for piece in pieces if piece.key in _AND)]
    starts += [pieces[hit.after - 1].end for hit in hits_in(pieces)]
    for start in sorted(set(starts)):
        words = line[start:at].lstrip()
        if len(words.strip()) < 2 or words.endswith((" ", ")", '"', "”")):
            continue
        if names.matches(words, exact=True):
            return at, ()
        if found := names.completions(words):
            return at - len(words), found
    return at, ()
