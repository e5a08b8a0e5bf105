"""Bringing another copy of a file in: where the two parted, what each did since, and one step of it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from partnermap.document.brought_in import MERGE_LABEL, Brought, stored_label
from partnermap.document.document import Document
from partnermap.document.history import History, Step
from partnermap.document.merge.ancestry import Copy, common_step, doubts_about
from partnermap.document.merge.answer import Conflict, Instead, Merge, Way
from partnermap.document.merge.common_ground import common_ground
from partnermap.document.merge.former_pairs import former_pairs
from partnermap.document.merge.line import line_of, merges_that_count
from partnermap.document.merge.loose_ends import tied_up
from partnermap.document.merge.meeting import Meeting
from partnermap.document.merge.recognition import recognised
from partnermap.document.merge.three_way import settled
from partnermap.document.merge.wishes import wishes_of
from partnermap.domain.apply import difference
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.record import Record
from partnermap.jobs.token import Token


def plan_merge(here: Place, steps: History, other: Path, base: Path | None, token: Token) -> Merge:
    """What bringing another file in would change; nothing is written, neither here nor there.

    Args:
        here: the records of this file.
        steps: its history, which says where the two copies parted and what they exchanged since.
        other: a copy that somebody else worked in.
        base: what both came from; without it the history that they share is taken.
        token: for progress and cancellation.

    Raises:
        DocumentError: the other file or the base cannot be opened.
        UserError: the base is certainly not what both came from.
        Cancelled: the token was cancelled.
    """
    warnings: list[str] = []
    meeting: Meeting | None = None
    with Document.open(other) as document:
        there, their_steps = document.place, document.history()
        token.report(0.3, other.name)
        before = None if base is not None else _parted(document, steps, warnings)
        if before is not None:
            meeting = _meeting((steps, here), (their_steps, there))
    if base is not None:
        before, doubts = _given(
            base, Copy("this file", here, steps), Copy(other.name, there, their_steps)
        )
        warnings += doubts
    warnings += _strangers(here, there, other)
    token.report(0.6, other.name)
    found = merged(before or Place(), here, there, meeting=meeting)
    label = stored_label(f"{MERGE_LABEL}{other.name}", _brought(steps, their_steps, found))
    return replace(found, label=label, warnings=tuple(warnings))


def _meeting(here: tuple[History, Place], there: tuple[History, Place]) -> Meeting | None:
    """How the two came together since they parted; None where they did not, or nobody knows."""
    start = common_step(here[0], there[0])
    lines = [line_of(*each, start) for each in (here, there)] if start else []
    known = [line for line in lines if line is not None]
    meeting = Meeting(*known) if len(known) == 2 else None
    return meeting if meeting is not None and meeting.is_any else None


def _brought(here: Sequence[Step], there: Sequence[Step], found: Merge) -> list[Brought]:
    """What this merge contains: the other copy, and the copies in it that this file does not know."""
    known = {step.when for step in here}
    known |= {each.until for merge in merges_that_count(here) for each in merge.brought_in}
    inside = (each for merge in merges_that_count(there) for each in merge.brought_in)
    last = [Brought(step.when, not found.conflicts) for step in there[-1:]]
    return [*last, *{each.until: each for each in inside if each.until not in known}.values()]


def merged(
    base: Place,
    here: Place,
    there: Place,
    instead: AbstractSet[Instead] = frozenset(),
    meeting: Meeting | None = None,
) -> Merge:
    """What turns this place into both, compared with what they came from.

    An empty base stands for one that is not known: nothing then counts as removed.

    Args:
        base: what both came from.
        here: this file.
        there: the other copy.
        instead: answers to questions about whole records that the user would rather have.
        meeting: how the two exchanged their work since; None where they did not.
    """
    apart = frozenset(each.key for each in instead if each.way is Way.APART)
    former = former_pairs(base, meeting) if meeting is not None else {}
    known = recognised(base, here, there, apart, former)
    wishes = wishes_of(instead, here, known.place)
    ground = base
    if meeting is not None:
        theirs = meeting.there.renamed(known.key_of, known.record_of)
        ground = common_ground(Meeting(meeting.here, theirs), base, here, known.place)
    tables, conflicts = settled(ground, here, known.place, wishes)
    place, loose = tied_up(tables, ground, here, known.place, wishes)
    place, taken = _with_own_ids(place, here)
    told = (*conflicts, *loose, *taken)
    changes = difference(here, place)
    return Merge("Merge", changes, told, known.doubles, base=base, there=there, meeting=meeting)


def _given(base: Path, here: Copy, there: Copy) -> tuple[Place, list[str]]:
    with Document.open(base) as document:
        given = Copy(base.name, document.place, document.history())
    return given.place, doubts_about(given, (here, there))


def _parted(document: Document, steps: Sequence[Step], warnings: list[str]) -> Place:
    """The other copy as it stood after the last step that both have in their history."""
    last = common_step(steps, document.history())
    try:
        if last:
            return document.place_after(last)
        reason = "The two files share no history"
    except UserError:
        reason = "The history of the other file is folded"
    warnings.append(
        f"{reason}, so nothing counts as removed in either; give what both came from as the base."
    )
    return Place()


def _strangers(here: Place, there: Place, other: Path) -> list[str]:
    if here.of(PlaceInfo).keys() & there.of(PlaceInfo).keys():
        return []
    return [f"{other.name} is no copy of this file but one of its own, of {there.title}."]


def _with_own_ids(place: Place, here: Place) -> tuple[Place, tuple[Conflict, ...]]:
    """IDs that people gave are unique: a record from there gives way, and is given a new one."""
    conflicts: list[Conflict] = []
    tables: dict[str, dict[str, Record]] = {}
    for name, rows in place.tables.items():
        taken = {record.ref for record in here.tables.get(name, {}).values() if record.id in rows}
        kept = dict(rows)
        for key, record in rows.items():
            old = here.get(name, key)
            if record.ref is None or (old is not None and old.ref == record.ref):
                continue
            if record.ref in taken:
                kept[key] = replace(record, ref=old.ref if old is not None else None)
                conflicts.append(Conflict(_named(record), "ID", "a new one", record.ref))
            taken.add(record.ref)
        tables[name] = kept
    return place.with_tables(tables, place.version), tuple(conflicts)


def _named(record: Record) -> str:
    return str(getattr(record, "name", None) or getattr(record, "title", None) or record.TITLE)
