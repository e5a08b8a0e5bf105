"""From the rows that a table shows to those that it is to show, as few moves; no Qt."""

from collections.abc import Container, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """The moves from one order of ids to another: take some away, add some at the end, arrange.

    Attributes:
        before: what is shown at first.
        parted: the same with those that go in one piece; `before` where they are.
        first, last: rows of `parted` that go; `last` below `first` where none does.
        kept: what stays, in its order.
        grown: the same with what is new at its end.
        after: what is to be shown.
        rows: of each id in `after`, where they have been counted.
    """

    before: list[str]
    parted: list[str]
    first: int
    last: int
    kept: list[str]
    grown: list[str]
    after: list[str]
    rows: dict[str, int] | None = None


def passage(before: list[str], wanted: Sequence[str]) -> Passage:
    """The moves from rows to others."""
    after = list(wanted)
    rows = {key: row for row, key in enumerate(after)}
    there = set(before)
    went = without(before, [row for row, key in enumerate(before) if key not in rows])
    fresh = [key for key in after if key not in there]
    grown = went.kept + fresh if fresh else went.kept
    return Passage(before, went.parted, went.first, went.last, went.kept, grown, after, rows)


def passage_without(before: list[str], gone: Container[str]) -> Passage:
    """The moves where some rows only go."""
    return without(before, [row for row, key in enumerate(before) if key in gone])


def without(before: list[str], gone: Sequence[int]) -> Passage:
    """The moves where rows with these numbers, ascending, go."""
    if not gone:
        return Passage(before, before, 0, -1, before, before, before)
    first, last = gone[0], gone[-1]
    if last - first < len(gone):
        kept = before[:first] + before[last + 1 :]
        return Passage(before, before, first, last, kept, kept, kept)
    rows = set(gone)
    kept = [key for row, key in enumerate(before) if row not in rows]
    parted = kept + [before[row] for row in gone]
    return Passage(before, parted, len(kept), len(before) - 1, kept, kept, kept)
