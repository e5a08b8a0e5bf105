"""Which rows a register shows in which order: filtered and sorted on a worker; no Qt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.jobs.token import Token
from partnermap.ui.tables.choices import Choices
from partnermap.ui.tables.passage import Passage, passage
from partnermap.ui.tables.register_columns import RegisterColumn, SortKey, columns_of

_OFTEN = 500
"""Rows between two looks at the token."""

FIRST_ROWS = 40
"""Rows whose words a listing brings along: as many as columns are measured by, and a screen shows."""


@dataclass(frozen=True, slots=True)
class ListingRequest:
    """What to list; `sort_column` None keeps the order in which records were made.

    `shown` are the rows that are shown meanwhile, which nobody changes.
    """

    place: Place
    table: str
    words: str = ""
    sort_column: int | None = None
    descending: bool = False
    shown: list[str] = field(default_factory=list, compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """Ids of the rows to show, in order, and how many records there are in all.

    Attributes:
        found: the moves from the rows that were shown.
        choices: what records are called.
        words: of the cells of the first rows.
    """

    request: ListingRequest
    ids: tuple[str, ...]
    total: int
    found: Passage
    choices: Choices
    words: tuple[tuple[str, ...], ...]


class Lister:
    """Lists one table after the other; the words of all rows are put together once per place."""

    def __init__(self) -> None:
        self._of: tuple[Place, str] | None = None
        self._haystack: dict[str, str] = {}
        self._choices = Choices(Place())

    def make(self, request: ListingRequest, token: Token) -> Listing:
        """Filter, then sort.

        Raises:
            Cancelled: the token was cancelled.
        """
        if self._choices.place is not request.place:
            self._choices = Choices(request.place)
        rows: Mapping[str, Record] = request.place.tables.get(request.table, {})
        columns = columns_of(request.table)
        ids = list(rows)
        if wanted := request.words.casefold().split():
            self._read(request, token)
            ids = [key for key in ids if all(word in self._haystack[key] for word in wanted)]
        if request.sort_column is not None:
            ids = self._sorted(ids, rows, columns[request.sort_column], request.descending, token)
        words = tuple(self._words_of(rows[key], columns) for key in ids[:FIRST_ROWS])
        found = passage(request.shown, ids)
        return Listing(request, tuple(ids), len(rows), found, self._choices, words)

    def _words_of(self, record: Record, columns: Sequence[RegisterColumn]) -> tuple[str, ...]:
        return tuple(column.words(self._choices, record) for column in columns)

    def _read(self, request: ListingRequest, token: Token) -> None:
        if self._of is None or self._of[0] is not request.place or self._of[1] != request.table:
            self._of = None
            self._read_rows(request, token)
            self._of = (request.place, request.table)

    def _read_rows(self, request: ListingRequest, token: Token) -> None:
        columns = columns_of(request.table)
        self._haystack = {}
        for number, (key, record) in enumerate(request.place.tables.get(request.table, {}).items()):
            _look_up(token, number)
            self._haystack[key] = "\n".join(self._words_of(record, columns)).casefold()

    def _sorted(
        self,
        ids: list[str],
        rows: Mapping[str, Record],
        column: RegisterColumn,
        descending: bool,
        token: Token,
    ) -> list[str]:
        keys: dict[str, SortKey] = {}
        for number, key in enumerate(ids):
            _look_up(token, number)
            keys[key] = column.sort_key(self._choices, rows[key])
        blank = [key for key in ids if keys[key][0]]
        filled = [key for key in ids if not keys[key][0]]
        return sorted(filled, key=keys.__getitem__, reverse=descending) + blank


def _look_up(token: Token, number: int) -> None:
    if number % _OFTEN == 0 and token.is_cancelled:
        raise Cancelled
