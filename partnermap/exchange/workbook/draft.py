"""Rows of a workbook as they were read: drafts, still to be matched with the records of a place."""

from dataclasses import dataclass, field

from partnermap.exchange.plan import Skipped
from partnermap.exchange.workbook.columns import SheetForm
from partnermap.exchange.workbook.lists import Fields


@dataclass(slots=True)
class Draft:
    """A row as read: only what its cells state; blank cells say nothing.

    Attributes:
        source: which of the sources that are read together it comes from, counted from 0.
        values: by field; references are still `Named`.
        lists: entries by the title of their column.
        remarks: (column, text) of what has no field of its own and goes to the notes.
        id: key of the record that it is or will be, once that is settled.
    """

    form: SheetForm
    place: str
    row: int
    source: int = 0
    values: Fields = field(default_factory=dict)
    lists: dict[str, list[Fields]] = field(default_factory=dict)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    id: str | None = None


@dataclass(slots=True)
class Reading:
    """All that the sources hold: number of data rows, sheets in order, drafts by table, complaints."""

    read: int = 0
    places: tuple[str, ...] = ()
    drafts: dict[str, list[Draft]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    complaints: dict[tuple[str, str, str], list[int]] = field(default_factory=dict)

    def complain(self, draft: Draft, title: str, sentence: str) -> None:
        """Note what is the matter with a cell; rows with the same complaint are reported together."""
        self.complaints.setdefault((draft.place, title, sentence), []).append(draft.row)
