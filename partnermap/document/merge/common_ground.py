"""What two copies had in common last, field by field, where they exchanged their work before.

The step at which two copies parted is what both came from only until one of them brings the other in:
from then on there is no one state of the file from which both went on. But there is one for every field.
Each value was written by somebody in some step, and that copy's history tells what he had before his
eyes: all earlier steps of his own file, and of the other file all steps up to the one that the last
merge before noted. So of two values that differ

- the one that was before the eyes of whoever wrote the other has been replaced by him: it is what both
  came from, and the other is taken without a question;
- where neither was, both were written in ignorance of each other: what both came from is the last value
  that both writers knew, and a contradiction is told.

The same holds for whether a record is there. A removal stands only if whoever removed the record knew
every field as it is now. No work is lost silently, because a value gives way only to somebody who saw
it, and because whatever cannot be traced counts as not seen: old merges that noted nothing, values that
came from a third copy by a way that neither file tells, a copy that is older than what was merged, a
merge that changed nothing and so left no step. Then the two are compared as they were when they
parted, and at worst a contradiction is told that is none.

What a merge told as a contradiction and left as it was has not been replaced: its writer did not see the
other value, and the person at the other copy is told as well, until one of them edits the field. Only
what was written after that is an answer. Two copies that say the same when one brings the other in share
the value from then on, whoever wrote it.
"""

from dataclasses import replace
from functools import partial
from typing import Any

from partnermap.document.merge.meeting import GONE, HERE, THERE, Meeting, Trace
from partnermap.document.merge.three_way import units_of, values_of
from partnermap.domain.place import RECORD_TYPES, Place
from partnermap.domain.record import Record


def common_ground(meeting: Meeting, base: Place, here: Place, there: Place) -> Place:
    """What both copies came from, record by record and field by field; it never was one file.

    Args:
        meeting: what both did since they parted.
        base: the records when they parted.
        here: this file.
        there: the other copy, with the keys of this file.
    """
    ground = _Ground(meeting, base, here, there)
    tables = {kind.TABLE: ground.of(kind) for kind in RECORD_TYPES}
    return base.with_tables(tables, base.version)


class _Ground:
    """One comparison."""

    def __init__(self, meeting: Meeting, base: Place, here: Place, there: Place) -> None:
        self._meeting = meeting
        self._base, self._here, self._there = base, here, there
        self._written = meeting.lines[HERE].versions.keys() & meeting.lines[THERE].versions.keys()

    def of(self, kind: type[Record]) -> dict[str, Record]:
        """The records of one kind."""
        keys = {**self._base.of(kind), **self._here.of(kind), **self._there.of(kind)}
        found = {key: self._record(kind, key) for key in keys}
        return {key: record for key, record in found.items() if record is not None}

    def _record(self, kind: type[Record], key: str) -> Record | None:
        first, mine, other = (
            place.get(kind.TABLE, key) for place in (self._base, self._here, self._there)
        )
        if (kind.TABLE, key) not in self._written:
            return first
        if mine is not None and other is not None:
            return self._by_field(first, mine, other)
        if mine is not None:
            return self._where_removed(first, mine, HERE)
        return self._where_removed(first, other, THERE) if other is not None else first

    def _by_field(self, first: Record | None, mine: Record, other: Record) -> Record | None:
        found: dict[str, Any] = {}
        for names in units_of(mine):
            both = values_of(mine, names), values_of(other, names)
            if both[HERE] != both[THERE]:
                common = self._common(first, mine, names, both)
                found.update(zip(names, common, strict=True))
        if first is None and all(value is None for value in found.values()):
            return mine if mine == other else None
        return replace(mine, **found)

    def _common(
        self, first: Record | None, mine: Record, names: tuple[str, ...], both: tuple[Any, Any]
    ) -> Any:
        trace = self._trace(first, mine, names)
        writings = trace.writings(HERE), trace.writings(THERE)
        is_mine_later, is_other_later = trace.saw(*writings), trace.saw(*reversed(writings))
        if is_mine_later != is_other_later:
            return both[HERE] if is_other_later else both[THERE]
        known = [value for value in trace.known_to_both() if value is not GONE]
        known = known or [values_of(first, names)]
        # Where they met crosswise, what neither says any more makes it a contradiction, to be told.
        return next((value for value in known if value not in both), known[0])

    def _trace(self, first: Record | None, record: Record, names: tuple[str, ...]) -> Trace:
        read = partial(values_of, names=names)
        return Trace(self._meeting, (record.TABLE, record.id), first, read)

    def _where_removed(self, first: Record | None, left: Record, side: int) -> Record | None:
        """What both had of a record that only one of them still has."""
        key = (left.TABLE, left.id)
        is_there = Trace(self._meeting, key, first, lambda record: record is not None)
        removals = [each for each in is_there.writings(1 - side) if each.step > self._meeting.start]
        if not removals:
            return first
        traces = [self._trace(first, left, names) for names in units_of(left)]
        saw_all = all(is_there.saw(removals, trace.writings(side)) for trace in traces)
        came_back = any(trace.saw(trace.writings(side), removals) for trace in traces)
        if saw_all != came_back:
            return left if saw_all else None
        before = [self._meeting.version(each.side, key, each.step - 1) for each in removals]
        # Anything but what is left makes it a contradiction, to be told.
        return next((record for record in (first, *before) if record not in (None, left)), left)
