"""Bringing another copy of a file in: where the two parted, what each did since, and one step of it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from partnermap.document.document import Document
from partnermap.document.history import Step
from partnermap.document.merge.answer import Conflict, Merge
from partnermap.document.merge.loose_ends import tied_up
from partnermap.document.merge.recognition import recognised
from partnermap.document.merge.three_way import settled
from partnermap.domain.apply import difference
from partnermap.domain.errors import UserError
from partnermap.domain.place import Place, PlaceInfo
from partnermap.domain.record import Record
from partnermap.jobs.token import Token


def plan_merge(
    here: Place, steps: Sequence[Step], other: Path, base: Path | None, token: Token
) -> Merge:
    """What bringing another file in would change; nothing is written, neither here nor there.

    Args:
        here: the records of this file.
        steps: its history, which says where the two copies parted.
        other: a copy that somebody else worked in.
        base: what both came from; without it the history that they share is taken.
        token: for progress and cancellation.

    Raises:
        DocumentError: the other file or the base cannot be opened.
        Cancelled: the token was cancelled.
    """
    warnings: list[str] = []
    with Document.open(other) as document:
        there = document.place
        token.report(0.3, other.name)
        before = _read(base) if base is not None else _parted(document, steps, warnings)
    warnings += _strangers(here, there, other)
    token.report(0.6, other.name)
    return replace(merged(before, here, there), label=f"Merge of {other.name}", warnings=tuple(warnings))


def merged(base: Place, here: Place, there: Place) -> Merge:
    """What turns this place into both, compared with what they came from.

    An empty base stands for one that is not known: nothing then counts as removed.
    """
    known, names = recognised(base, here, there)
    tables, conflicts = settled(base, here, known)
    place, loose = tied_up(tables, here, known)
    place, taken = _with_own_ids(place, here)
    changes = difference(here, place)
    return Merge("Merge", changes, (*conflicts, *loose, *taken), names)


def _read(base: Path) -> Place:
    with Document.open(base) as document:
        return document.place


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


def common_step(here: Sequence[Step], there: Sequence[Step]) -> int:
    """The number of the last step that two histories begin with; 0 for none."""
    last = 0
    for mine, other in zip(here, there, strict=False):
        if (mine.id, mine.when, mine.label) != (other.id, other.when, other.label):
            break
        last = mine.id
    return last


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
