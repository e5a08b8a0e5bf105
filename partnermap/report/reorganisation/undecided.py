"""What awaits a decision, as a table: from whom to whom, who decides by when, what hangs on it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnermap.analysis.succession.undecided import Undecided
from partnermap.domain.post import Post
from partnermap.domain.sentences import (
    capital,
    counted,
    day_in_words,
    first_few,
    in_figures,
    joined,
    number,
    sentence,
)
from partnermap.network.origin import name_of_origin
from partnermap.report.content import Field, Grid
from partnermap.report.reorganisation.ahead import Ahead

MOST_ROWS = 8
"""In the board's part; the appendix has all of them."""

MOST_NAMED = 3
"""Of several records in one row of the board's part."""

LATE = "▲ passed"
_MOST_PAIRS = 2

FIELDS = (
    Field("What", 0.28),
    Field("From", 0.14),
    Field("May go to", 0.18),
    Field("Who decides, by when", 0.18),
    Field("Carries", 0.22),
)
SUMMARY = "One row for each record, or for several that carry nothing: from whom, to whom, who decides."


@dataclass(frozen=True, slots=True)
class Waiting:
    """One row: a record that carries something, or all that carry nothing and wait for the same."""

    items: tuple[Undecided, ...]

    @property
    def weight(self) -> tuple[int, int, int]:
        """Most money first, then posts and programmes, then most records."""
        carried = self.items[0].carried
        return -(carried.pence or 0), -(carried.posts + len(carried.programmes)), -len(self.items)


def shown_undecided(ahead: Ahead) -> tuple[Undecided, ...]:
    """What the audience may see of what waits."""
    found = ahead.comparison.undecided
    if ahead.audience.sees_posts:
        return found
    return tuple(item for item in found if item.about.table != Post.TABLE)


def waiting_rows(ahead: Ahead) -> tuple[Waiting, ...]:
    """The rows, those that carry most first."""
    groups: dict[tuple[object, ...], list[Undecided]] = {}
    for item in shown_undecided(ahead):
        alone = item.about if carries(ahead, item) else None
        key = (alone, item.stopped_at, item.successor_ids, item.owner_id, item.decide_by, item.fate)
        groups.setdefault(key, []).append(item)
    return tuple(
        sorted((Waiting(tuple(items)) for items in groups.values()), key=lambda row: row.weight)
    )


def carries(ahead: Ahead, item: Undecided) -> tuple[str, ...]:
    """Money, posts and programmes that hang on it; no posts for the public."""
    carried = item.carried
    if ahead.audience.sees_posts:
        return carried.texts
    return tuple(text for text in (carried.money_text, carried.purpose_text) if text)


def undecided_grid(ahead: Ahead, rows: Iterable[Waiting], most_named: int | None = None) -> Grid:
    """The table of some rows; of several records in one row at most so many are named."""
    return Grid(FIELDS, tuple(_row(ahead, row, most_named) for row in rows), SUMMARY)


def not_in_full(rows: Sequence[Waiting]) -> tuple[Waiting, ...]:
    """What the board's part leaves to the appendix: rows that it lacks or does not name in full."""
    return (*(row for row in rows[:MOST_ROWS] if len(row.items) > MOST_NAMED), *rows[MOST_ROWS:])


def _row(ahead: Ahead, row: Waiting, most_named: int | None) -> tuple[str, ...]:
    found, first = ahead.comparison, row.items[0]
    gone = joined([found.name(key) for key in first.stopped_at])
    after = [found.name(key) for key in first.successor_ids]
    return (
        _what(ahead, row.items, most_named or len(row.items)),
        gone or "–",
        " or ".join(after) if after else "No successor is recorded",
        _who(ahead, first),
        capital("; ".join(carries(ahead, first))) or "Nothing recorded",
    )


def _what(ahead: Ahead, items: Sequence[Undecided], most_named: int) -> str:
    if len(items) == 1:
        return _named(ahead, items[0])
    told = "; ".join(sorted(_briefly(ahead, item) for item in items)[:most_named])
    more = len(items) - most_named
    rest = f"; and {number(more)} more" if more > 0 else ""
    return f"{capital(counted(len(items), 'record'))}: {told}{rest}"


def _named(ahead: Ahead, item: Undecided) -> str:
    name = name_of_origin(ahead.place, item.about)
    pairs = first_few(_pairs(ahead, item), _MOST_PAIRS)
    return f"{name} ({pairs})" if name else pairs


def _briefly(ahead: Ahead, item: Undecided) -> str:
    """Its name and who is at the other end of it, for the body that goes stands in the row already."""
    others = [
        ahead.comparison.name(end) for pair in item.pairs for end in pair if end not in item.stopped_at
    ]
    name, ends = name_of_origin(ahead.place, item.about), first_few(list(dict.fromkeys(others)))
    if not ends:
        return name or "; ".join(_pairs(ahead, item))
    return f"{name} (with {ends})" if name else f"with {ends}"


def _pairs(ahead: Ahead, item: Undecided) -> list[str]:
    return [" – ".join(ahead.comparison.names(pair)) for pair in item.pairs]


def _who(ahead: Ahead, item: Undecided) -> str:
    owner = "Nobody is recorded" if item.owner_id is None else ahead.comparison.name(item.owner_id)
    if item.decide_by is None:
        return owner
    late = f" ({LATE})" if item.decide_by < ahead.on else ""
    return f"{owner}, by {day_in_words(item.decide_by)}{late}"


def who_decides(ahead: Ahead) -> str:
    """Who has most to decide, and by when the first of it; empty where nothing waits."""
    found = shown_undecided(ahead)
    if not found:
        return ""
    owners = Counter(item.owner_id for item in found)
    parts = [_owner_words(ahead, owner, count) for owner, count in owners.most_common(3)]
    if more := len(owners) - len(parts):
        parts.append(f"{in_figures(more, 'other')} (the rest)")
    dates = [item.decide_by for item in found if item.decide_by is not None]
    first = f" The latest safe date of the first is {day_in_words(min(dates))}." if dates else ""
    return f"{sentence(f'who decides: {joined(parts)}')}{first}"


def _owner_words(ahead: Ahead, owner: str | None, count: int) -> str:
    what = in_figures(count, "record")
    name = "nobody recorded" if owner is None else ahead.comparison.name(owner)
    return f"{name} ({what})"
