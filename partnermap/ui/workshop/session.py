"""The session: what has been entered since it began, read from the steps of the file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from partnermap.document.history import Step
from partnermap.shell.words import counted, text
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading


@dataclass(frozen=True, slots=True)
class Entry:
    """One step of the session.

    Attributes:
        stands: whether it has not been taken back.
        is_earlier: a step from before the session that was taken back or done again in it.
    """

    id: int
    when: datetime
    label: str
    stands: bool
    is_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """What has been entered, the newest first.

    Attributes:
        after: the last step before the session.
    """

    after: int = 0
    entries: tuple[Entry, ...] = ()

    @property
    def standing(self) -> tuple[Entry, ...]:
        """Entries of the session that have not been taken back."""
        return tuple(entry for entry in self.entries if entry.stands and not entry.is_earlier)

    @property
    def sentence(self) -> str:
        """How many entries stand, and the last of them."""
        count = len(self.standing)
        if not count:
            return text("Nothing has been entered in this session yet.")
        return text(
            "{entries} in this session. Last: {label}",
            entries=counted(count, "entry", "entries"),
            label=self.standing[0].label,
        )


def session_of(steps: Sequence[Step], after: int) -> Session:
    """The session that began after a step.

    Args:
        steps: all steps of the file, the oldest first.
        after: the last step before the session; 0 for none.
    """
    edit_of: dict[int, int] = {}
    stands: dict[int, bool] = {}
    touched: dict[int, Step] = {}
    by_id = {step.id: step for step in steps}
    for step in steps:
        edit = step.id if step.reverses is None else edit_of.get(step.reverses, step.reverses)
        edit_of[step.id] = edit
        stands[edit] = not stands.get(edit, False)
        if step.id > after:
            touched[edit] = by_id.get(edit, step)
    entries = [
        Entry(step.id, step.when, step.label, stands[edit], is_earlier=edit <= after)
        for edit, step in touched.items()
    ]
    return Session(after, tuple(sorted(entries, key=lambda entry: -entry.id)))


def log_table(session: Session) -> FigureTable:
    """The entries as rows, the newest first."""
    rows = tuple(
        FigureRow(
            (
                Figure(f"{entry.when.astimezone():%H:%M}", entry.when.timestamp()),
                Figure(entry.label),
                Figure(_state(entry)),
            )
        )
        for entry in session.entries
    )
    titles = (text("When"), text("What"), text("Stands"))
    return FigureTable(text("Session log"), tuple(Heading(title) for title in titles), rows)


def _state(entry: Entry) -> str:
    if entry.is_earlier:
        return text("from before, done again") if entry.stands else text("from before, taken back")
    return text("yes") if entry.stands else text("taken back")
