"""ImportPlan: what an import would do and what it could not use; the preview and the one command."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from partnermap.domain.changes import Changes
from partnermap.domain.errors import SourceError


class SelectionNeeded(SourceError):
    """A source holds more than one import brings in: `options` are what `key` may be, with names."""

    def __init__(self, sentence: str, key: str, options: Mapping[str, str]) -> None:
        super().__init__(sentence)
        self.key = key
        self.options = options


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not used: the file (and sheet), the row as the user counts it, and why."""

    source: str
    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A payee name that no organisation answers to; `amount` in pence, None where there is no money."""

    name: str
    rows: int
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """Another way to take in the same source: what it would bring, and the selection that does it."""

    words: str
    select: Mapping[str, str]


@dataclass(frozen=True)
class ImportPlan:
    """The outcome of reading and matching; nothing is written until its changes are executed.

    Attributes:
        label: of the step, for history: "Import of stps.xlsx".
        read: data rows read, without headers.
        unchanged: records that the file holds just as the place does.
        warnings: plain sentences for the user.
        rows: rows that create and that change something, where a row may hold several records.
        offers: what else may be chosen; the window shows them as buttons.
    """

    label: str
    read: int
    changes: Changes
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    rows: tuple[int, int] | None = None
    offers: tuple[Offer, ...] = ()

    @property
    def created(self) -> int:
        """Number of records, or of rows where these are counted, that it would create."""
        return len(self.changes.create) if self.rows is None else self.rows[0]

    @property
    def updated(self) -> int:
        """Number of records, or of rows where these are counted, that it would change."""
        return len(self.changes.update) if self.rows is None else self.rows[1]
