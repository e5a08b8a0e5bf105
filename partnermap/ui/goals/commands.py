"""Commands of the page for shared goals: a goal, its tags, its owners, priorities, counter-voices."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from partnermap.analysis.profile.domains import plain
from partnermap.analysis.profile.framing import Changer, Framing, Scale, Tag, reworded
from partnermap.analysis.profile.horizon import Horizon
from partnermap.analysis.profile.programmes import stated
from partnermap.analysis.profile.voices import (
    COUNTER_VOICE,
    KIND,
    PRIORITY,
    Priority,
    Said,
    with_priority,
)
from partnermap.document.command import Command
from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import AddRecords, EditRecord
from partnermap.document.naming import shortened
from partnermap.domain.changes import Changes, new_id
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.evidence import Statement
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme, ProgrammeOwner
from partnermap.shell.words import text


def new_goal(place: Place, name: str, today: dt.date) -> AddRecords:
    """Record a goal of which nothing but its name is known yet.

    Raises:
        BadValue: it has no name, or there is one of that name.
    """
    clean = " ".join(name.split())
    if not clean:
        raise BadValue(text("Say what the goal is called; all else may follow later."))
    if any(plain(item.name) == plain(clean) for item in place.of(Programme).values()):
        raise BadValue(text("There is a goal called “{name}” already.", name=clean))
    record = Programme(id=new_id(), name=clean, source=_workshop(today))
    return AddRecords(shortened(text("New goal: {name}", name=clean)), (record,))


def tagged(
    place: Place, goal_id: str, kind: type[Framing | Scale | Changer], chosen: Iterable[Tag]
) -> Command | None:
    """Give a goal other words of one kind; None where it has them already."""
    goal = place.of(Programme)[goal_id]
    words = reworded(stated(goal.framing), kind, chosen)
    return None if words == stated(goal.framing) else _edit(goal_id, "framing", words)


def with_horizon(place: Place, goal_id: str, horizon: Horizon | None) -> Command | None:
    """Give a goal another horizon; None where it has it already."""
    return filled(place, goal_id, "horizon", horizon.value if horizon is not None else "")


def filled(place: Place, goal_id: str, field: str, words: str) -> Command | None:
    """Put other words into one field of a goal; None where they stand there already."""
    clean = " ".join(words.split()) or None
    same = clean == getattr(place.of(Programme)[goal_id], field)
    return None if same else _edit(goal_id, field, clean)


def owned(place: Place, goal_id: str, organisation_id: str, *, owns: bool) -> Command | None:
    """Let an organisation own a goal, or no longer; None where nothing changes."""
    rows = [
        row
        for row in place.of(ProgrammeOwner).values()
        if (row.programme_id, row.organisation_id) == (goal_id, organisation_id)
    ]
    if owns == bool(rows):
        return None
    names = {"body": place.name_of(organisation_id), "goal": place.of(Programme)[goal_id].name}
    if owns:
        row = ProgrammeOwner(id=new_id(), programme_id=goal_id, organisation_id=organisation_id)
        return ApplyChanges(shortened(text("{body} owns {goal}", **names)), Changes(create=(row,)))
    gone = Changes(delete=tuple((row.TABLE, row.id) for row in rows))
    return ApplyChanges(shortened(text("{body} no longer owns {goal}", **names)), gone)


def prioritised(
    place: Place,
    goal_id: str,
    organisation_id: str,
    said: Said | None,
    priority: Priority | None,
    today: dt.date,
) -> Command | None:
    """Record how much an organisation wants a goal; None where nothing changes.

    Args:
        place: the records.
        goal_id: of the programme.
        organisation_id: who says so.
        said: what it has said before; it is changed, and what stands behind the words is kept.
        priority: None takes it away.
        today: the day on which it is said.
    """
    if priority is (said.priority if said is not None else None):
        return None
    body, goal = place.name_of(organisation_id), place.of(Programme)[goal_id].name
    if priority is None:
        gone = Changes(delete=((Statement.TABLE, said.statement_id),) if said is not None else ())
        label = text("No priority said: {body}, {goal}", body=body, goal=goal)
        return ApplyChanges(shortened(label), gone)
    label = shortened(f"{priority.value.capitalize()}: {body}, {goal}")
    day = PartialDate.from_day(today)
    before = place.of(Statement).get(said.statement_id) if said is not None else None
    if before is not None and said is not None and said.priority is not None:
        changed = replace(before, text=with_priority(before.text, priority), date=day)
        return ApplyChanges(label, Changes(update=(changed,)))
    words = text("{priority} for {body}", priority=priority.value.capitalize(), body=body)
    record = _statement(goal_id, PRIORITY, words, today)
    return AddRecords(label, (replace(record, owner=body),))


def countered(place: Place, goal_id: str, words: str, today: dt.date) -> AddRecords:
    """Record who may push back.

    Raises:
        BadValue: nothing was typed.
    """
    clean = " ".join(words.split())
    if not clean:
        raise BadValue(text("Say who may push back, and why."))
    goal = place.of(Programme)[goal_id].name
    label = shortened(text("Counter-voice on {goal}: {words}", goal=goal, words=clean))
    return AddRecords(label, (_statement(goal_id, COUNTER_VOICE, clean, today),))


def _edit(goal_id: str, field: str, words: str | None) -> EditRecord:
    return EditRecord(Programme.TABLE, goal_id, ((field, words),))


def _statement(goal_id: str, stage: str, words: str, today: dt.date) -> Statement:
    return Statement(
        id=new_id(),
        about_table=Programme.TABLE,
        about_id=goal_id,
        kind=KIND,
        stage=stage,
        text=words,
        date=PartialDate.from_day(today),
        source=_workshop(today),
    )


def _workshop(today: dt.date) -> str:
    return text("Workshop, {day}", day=PartialDate.from_day(today).in_words())
