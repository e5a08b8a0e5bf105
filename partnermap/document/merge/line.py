"""What one copy did since two copies parted: its merges, and how each record stood after each step.

An undo is an edit like any other, except that of a merge: who takes a merge back never meant to take
anything from those who wrote it. A merge that was taken back did not happen, nor did what was done upon
it and taken back before it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime

from db.engine import Database
from db.header import SCHEMA_VERSION
from db.journal import read_steps
from db.schema import RECORD_TABLES
from db.tables import read_before
from partnermap.document.brought_in import Brought
from partnermap.document.failures import plain_errors
from partnermap.document.history import History, Step
from partnermap.domain.apply import Key
from partnermap.domain.place import Place
from partnermap.domain.record import Record

Version = tuple[int, Record | None]
"""A step, and a record as it stood after it; None for one that was not there."""


@dataclass(frozen=True)
class Line:
    """One copy's work since the two parted.

    Attributes:
        start: the last step that both have.
        last: its own last step.
        merges: steps that brought other copies in and that were not taken back, oldest first.
        ids: numbers of its own steps by their times.
        versions: of each record that was written, as it stood when they parted and after each step
            that counts.
    """

    start: int
    last: int
    merges: tuple[Step, ...]
    ids: Mapping[datetime, int]
    versions: Mapping[Key, Sequence[Version]]

    def renamed(self, key_of: Callable[[Key], Key], record_of: Callable[[Record], Record]) -> "Line":
        """The same work with the keys that another file has for the records."""
        versions = {
            key_of(key): [(step, record and record_of(record)) for step, record in known]
            for key, known in self.versions.items()
        }
        return replace(self, versions=versions)

    def noted(self) -> Iterator[Brought]:
        """All that its merges contained."""
        for merge in self.merges:
            yield from merge.brought_in


def line_of(history: History, place: Place, start: int) -> Line | None:
    """The work of a copy since a step; None where the history no longer tells.

    Args:
        history: of the copy.
        place: its records after the last step of the history.
        start: the last step that both copies have.

    Raises:
        DocumentError: the journal cannot be read.
    """
    last = history[-1].id if history else 0
    with plain_errors(history.file), closing(Database(history.file, ("query_only = ON",))) as database:
        database.run("BEGIN")
        later = [row for row in read_steps(database) if start < row.id <= last]
        if any(row.folded or row.schema_version != SCHEMA_VERSION for row in later):
            return None
        before = _rows_before(database, start, last)
    merges, void = _merges_of(history, start)
    versions = {key: _versions(rows, place.get(*key), start, void) for key, rows in before.items()}
    # Of two steps in one tick of a clock the first: nobody is taken to have seen more than he did.
    ids = {step.when: step.id for step in reversed(history) if step.id > start}
    return Line(start, last, merges, ids, versions)


def merges_that_count(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The merges of a history that were not taken back."""
    return _merges_of(steps, 0)[0]


def _rows_before(database: Database, start: int, last: int) -> dict[Key, list[Version]]:
    """Each record before the steps that wrote it, oldest first."""
    found: dict[Key, list[Version]] = defaultdict(list)
    for table in RECORD_TABLES:
        for step, key, record in read_before(database, table, start, last):
            found[table, key].append((step, record))
    return found


def _versions(
    before: Sequence[Version], now: Record | None, start: int, void: Mapping[int, range]
) -> list[Version]:
    """From the record before each step to the record after it.

    What a merge that was taken back never touched was written all the same, and so was its undo.
    """
    touching = {step for step, _ in before}
    not_done = {step for merge in touching & void.keys() for step in void[merge]}
    after = [*(record for _, record in before[1:]), now]
    known = zip((step for step, _ in before), after, strict=True)
    return [(start, before[0][1]), *(each for each in known if each[0] not in not_done)]


def _merges_of(steps: Iterable[Step], start: int) -> tuple[tuple[Step, ...], dict[int, range]]:
    """The merges after a step that count, and by merge the steps that do not as it was taken back."""
    merges: dict[int, Step] = {}
    undone: dict[int, int] = {}
    stands_for: dict[int, int] = {}
    void: dict[int, range] = {}
    for step in (step for step in steps if step.id > start):
        if step.is_merge:
            merges[step.id] = step
            stands_for[step.id] = step.id
        elif step.reverses in stands_for:
            merge = stands_for[step.id] = stands_for[step.reverses]
            was_done = merge not in void or void[merge].start != merge
            first = merge if was_done else undone.setdefault(merge, step.reverses)
            void[merge] = range(first, step.id + 1)
    counting = tuple(step for key, step in merges.items() if key not in void or void[key].start != key)
    return counting, void
