"""How two copies came together on the way: who had what before his eyes when he wrote a value."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from partnermap.document.brought_in import Brought
from partnermap.document.history import Step
from partnermap.document.merge.line import Line, Version
from partnermap.domain.apply import Key
from partnermap.domain.place import Place
from partnermap.domain.record import Record

HERE, THERE = 0, 1
"""The two copies; the other one of a side is one minus it."""

Read = Callable[[Record | None], object]

GONE = object()
"""What every field says after a removal: no value, not even an empty one."""


@dataclass(frozen=True, slots=True)
class Writing:
    """Where a value was written: in which of the two copies, and in which step."""

    side: int
    step: int


Writings = frozenset[Writing]


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody had before his eyes of the other copy.

    Attributes:
        until: its last step that he had.
        notes: what his merges noted, of that copy and of others.
    """

    until: int
    notes: frozenset[datetime] = frozenset()

    def __or__(self, other: "Seen") -> "Seen":
        """What either saw."""
        return Seen(max(self.until, other.until), self.notes | other.notes)


class Meeting:
    """Two lines of work and what each brought in of the other.

    Attributes:
        here, there: the lines, `lines` by the number of their side.
        start: the step at which the two parted.
    """

    def __init__(self, here: Line, there: Line) -> None:
        self.here, self.there = self.lines = (here, there)
        self.start = here.start

    @property
    def is_any(self) -> bool:
        """Whether one ever contained work of the other, or both some of the same third copy."""
        here, there = (frozenset(each.until for each in line.noted()) for line in self.lines)
        return bool(
            here & self.lines[THERE].ids.keys() or there & self.lines[HERE].ids.keys() or here & there
        )

    def seen(self, side: int, until: int) -> Seen:
        """What a copy had of the other one by all merges up to a step."""
        found = Seen(self.start)
        for merge in self.lines[side].merges:
            if merge.id <= until:
                # Its first note is the copy that it brought in; what that one was told, it was not.
                found |= self._until(side, [*merge.brought_in[:1], *_whole(merge.brought_in)])
        return found

    def brought(self, side: int, merge: Step, *, whole_only: bool = False) -> Seen:
        """What one merge contained; with `whole_only` only what it took without a contradiction."""
        return self._until(side, _whole(merge.brought_in) if whole_only else merge.brought_in)

    def _until(self, side: int, brought: Iterable[Brought]) -> Seen:
        notes = frozenset(each.until for each in brought)
        ids = self.lines[1 - side].ids
        return Seen(max((ids[note] for note in notes if note in ids), default=self.start), notes)

    def merge_at(self, writing: Writing) -> Step | None:
        """The merge in which a value came to a copy; None for a value that somebody wrote there."""
        merges = self.lines[writing.side].merges
        return next((merge for merge in merges if merge.id == writing.step), None)

    def place(self, side: int, base: Place, until: int) -> Place:
        """All records of a copy as they stood there after a step."""
        tables = {name: dict(rows) for name, rows in base.tables.items()}
        for table, key in self.lines[side].versions:
            rows, record = tables.setdefault(table, {}), self.version(side, (table, key), until)
            rows.pop(key, None)
            rows |= {key: record} if record is not None else {}
        return base.with_tables(tables, base.version)

    def version(self, side: int, key: Key, until: int) -> Record | None:
        """A record that a copy wrote, as it stood there after a step."""
        versions = self.lines[side].versions[key]
        return next(record for step, record in reversed(versions) if step <= until)


class Trace:
    """One field of one record, or whether the record is there, through both lines of work."""

    def __init__(self, meeting: Meeting, key: Key, first: Record | None, read: Read) -> None:
        self._meeting = meeting
        unwritten = [(meeting.start, first)]
        known = (line.versions.get(key, unwritten) for line in meeting.lines)
        self._changes = tuple(_changes(versions, read) for versions in known)
        self._writings: dict[tuple[int, int], Writings] = {}

    def writings(self, side: int) -> Writings:
        """Where the value that a copy has now was written; more than one where two wrote the same."""
        return self._written(side, self._meeting.lines[side].last)

    def _written(self, side: int, until: int) -> Writings:
        if (side, until) not in self._writings:
            # A history that is not true might lead round in a circle.
            self._writings[side, until] = frozenset()
            self._writings[side, until] = self._found(side, until)
        return self._writings[side, until]

    def _found(self, side: int, until: int) -> Writings:
        step, value = self._at(side, until)
        found: set[Writing] = set()
        is_from_there, had = False, self._meeting.start
        for merge in self._meeting.lines[side].merges:
            there = self._meeting.brought(side, merge).until
            is_news, had = there > had, max(there, had)
            if is_news and step <= merge.id <= until and self._at(1 - side, there)[1] == value:
                found |= self._written(1 - side, there)
                is_from_there |= merge.id == step
        return frozenset(found) if is_from_there else frozenset({*found, Writing(side, step)})

    def _at(self, side: int, until: int) -> tuple[int, object]:
        """The value of a copy after a step, and the step that brought it."""
        return next(change for change in reversed(self._changes[side]) if change[0] <= until)

    def saw(self, writers: Iterable[Writing], others: Iterable[Writing]) -> bool:
        """Whether one of some writers had what one of some others wrote before his eyes."""
        written = list(others)
        return any(self._saw(writer, other) for writer in writers for other in written)

    def _saw(self, writer: Writing, other: Writing) -> bool:
        start = self._meeting.start
        if other.step <= start or writer.step <= start:
            return other.step <= start
        if writer.side == other.side:
            return other.step <= writer.step
        seen = self.seen(writer)
        merge = self._meeting.merge_at(other)
        # What came by a merge whose every source he had himself, he had as well.
        notes = frozenset(each.until for each in merge.brought_in) if merge is not None else frozenset()
        return other.step <= seen.until or (bool(notes) and notes <= seen.notes)

    def seen(self, writer: Writing) -> Seen:
        """What a writer had before his eyes of the other copy.

        A value that a merge brought from a third copy was written elsewhere, by somebody who need not
        have had all that is in this file: certain is what the value before it had replaced, and what
        the merge contained as a whole.
        """
        merge = self._meeting.merge_at(writer)
        if merge is None:
            return self._meeting.seen(writer.side, writer.step)
        contained = self._meeting.brought(writer.side, merge, whole_only=True)
        before, _ = self._at(writer.side, writer.step - 1)
        if before <= self._meeting.start:
            return contained
        return contained | self.seen(Writing(writer.side, before))

    def known_to_both(self) -> list[object]:
        """The last value of either line that the writers of both present values had seen, if any."""
        found: list[object] = []
        for side, changes in enumerate(self._changes):
            for step, value in reversed(changes[1:]):
                written = [Writing(side, step)]
                if all(self.saw(self.writings(each), written) for each in (HERE, THERE)):
                    found.append(value)
                    break
        return found


def _whole(brought: Iterable[Brought]) -> list[Brought]:
    return [each for each in brought if each.whole]


def _changes(versions: Iterable[Version], read: Read) -> list[tuple[int, object]]:
    """The value when the two parted, and each step that changed it."""
    found: list[tuple[int, object]] = []
    was_there = False
    for step, record in versions:
        is_gone, was_there = was_there and record is None, was_there or record is not None
        value = GONE if is_gone else read(record)
        if not found or value != found[-1][1]:
            found.append((step, value))
    return found
