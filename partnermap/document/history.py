"""The steps of a file, and which of them can be taken back or done again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Self

from db.journal import StepRow
from partnermap.document.brought_in import MERGE_LABEL, Brought, read_label


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the history.

    Attributes:
        reverses: the step that an undo or a redo took back.
        folded: only the label is left, so neither it nor anything before it can be taken back.
        brought_in: the copies that a merge contained, as far as it noted them.
    """

    id: int
    when: datetime
    label: str
    reverses: int | None
    folded: bool = False
    brought_in: tuple[Brought, ...] = ()

    @property
    def is_merge(self) -> bool:
        """Whether it brought another copy in."""
        return self.label.startswith(MERGE_LABEL)


class History(tuple[Step, ...]):
    """All steps, oldest first.

    Attributes:
        file: the database that keeps the rows before each step; it is there while the document is open.
    """

    file: Path

    def __new__(cls, steps: Iterable[Step], file: Path) -> Self:
        """Put the steps in order with their file."""
        made = super().__new__(cls, steps)
        made.file = file
        return made


@dataclass(frozen=True, slots=True)
class Reversible:
    """A step that can be reversed, and what the edit behind it is called."""

    step: int
    label: str


@dataclass(frozen=True, slots=True)
class Stacks:
    """What undo and redo would reverse, the next one last."""

    undo: tuple[Reversible, ...] = ()
    redo: tuple[Reversible, ...] = ()

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self.undo[-1].label if self.undo else None

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self.redo[-1].label if self.redo else None


def stacks_of(steps: Iterable[StepRow], schema_version: int) -> Stacks:
    """Follow the steps from the oldest: edits pile up, an undo moves one over, a redo back.

    A new edit ends what could be redone. Steps of an older schema, or folded to their label, can be
    read only, and so can everything before them.
    """
    undo: list[Reversible] = []
    redo: list[Reversible] = []
    for step in steps:
        if step.folded or step.schema_version != schema_version:
            undo.clear()
            redo.clear()
        elif undo and step.reverses == undo[-1].step:
            redo.append(Reversible(step.id, undo.pop().label))
        elif redo and step.reverses == redo[-1].step:
            undo.append(Reversible(step.id, redo.pop().label))
        else:
            undo.append(Reversible(step.id, read_label(step.label)[0]))
            redo.clear()
    return Stacks(tuple(undo), tuple(redo))


def rests_on_first_step(steps: Sequence[StepRow], stacks: Stacks) -> bool:
    """Whether all that can be undone is what the first step of the file did: what filled it."""
    if len(stacks.undo) != 1 or steps[0].folded:
        return False
    return stacks.undo[0].label == read_label(steps[0].label)[0]


def as_steps(rows: Iterable[StepRow]) -> tuple[Step, ...]:
    """The rows as people read them."""
    return tuple(_as_step(row) for row in rows)


def _as_step(row: StepRow) -> Step:
    label, brought = read_label(row.label)
    return Step(row.id, row.when, label, row.reverses, row.folded, brought)


def last_before(steps: Sequence[Step], day: date) -> int:
    """The last step made before a day, as the clock of this computer counts days; 0 for none."""
    return max((step.id for step in steps if step.when.astimezone().date() < day), default=0)


def all_but(steps: Sequence[Step], kept: int) -> int:
    """The last step before the newest ones that are kept; 0 where there are no more than those."""
    return steps[-kept - 1].id if 0 <= kept < len(steps) else 0
