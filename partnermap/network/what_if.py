"""What the rows of a scenario come to: changes to records, whatever the rows' order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from partnermap.domain.changes import Changes
from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.domain.record import About, Record
from partnermap.domain.reorganisation import ScenarioChange
from partnermap.domain.words import ScenarioChangeKind, read_word
from partnermap.network.draft import Draft
from partnermap.network.links import plain
from partnermap.network.problem import Problem, problem_at
from partnermap.network.what_if_bodies import abolish, cluster, merge, split, transfer
from partnermap.network.what_if_dates import close, delay, drop, end, leave_vacant
from partnermap.network.what_if_events import close_with_events

_READERS: Mapping[ScenarioChangeKind, Callable[[Draft, ScenarioChange], None]] = {
    ScenarioChangeKind.DROP: drop,
    ScenarioChangeKind.DELAY: delay,
    ScenarioChangeKind.MERGE: merge,
    ScenarioChangeKind.SPLIT: split,
    ScenarioChangeKind.ABOLISH: abolish,
    ScenarioChangeKind.TRANSFER: transfer,
    ScenarioChangeKind.CLUSTER: cluster,
    ScenarioChangeKind.CLOSE: close,
    ScenarioChangeKind.END: end,
    ScenarioChangeKind.LEAVE_VACANT: leave_vacant,
}
"""In the order of reading: what moves dates first, so that the order of rows says nothing."""


@dataclass(frozen=True, slots=True)
class Overlay:
    """What a scenario's rows come to.

    Attributes:
        changes: to lay over the place.
        used: ids of the rows that could be used.
        problems: one sentence for each row that could not.
    """

    changes: Changes
    used: tuple[str, ...]
    problems: tuple[Problem, ...]


def overlay_of(place: Place, scenario: str) -> Overlay:
    """Read the rows of one scenario; a row that cannot be used is told, the rest counts."""
    draft = Draft(place, scenario)
    rows = [row for row in place.of(ScenarioChange).values() if plain(row.scenario) == plain(scenario)]
    order = list(_READERS)
    used: list[str] = []
    problems: list[Problem] = []
    for row in sorted(rows, key=lambda row: (order.index(kind_of(row) or order[-1]), row.id)):
        try:
            _READERS[read_word(ScenarioChangeKind, row.change)](draft, row)
            used.append(row.id)
        except BadValue as bad:
            problems.append(problem_at(About(row.TABLE, row.id), _named(place, row), _capital(str(bad))))
    close_with_events(draft)
    return Overlay(draft.changes(), tuple(used), tuple(problems))


def kind_of(row: ScenarioChange) -> ScenarioChangeKind | None:
    """What sort of change a row names; None where its word is not one of them."""
    try:
        return read_word(ScenarioChangeKind, row.change)
    except BadValue:
        return None


def _named(place: Place, row: ScenarioChange) -> str:
    """`Scenario changes, “One trust”, end, Carers grant`: what a person finds the row by."""
    about = place.get(row.about_table or "", row.about_id or "")
    parts = [row.TITLE, f"“{row.scenario}”", row.change, _name(about), str(row.date or "")]
    return ", ".join(part for part in parts if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _name(record: Record | None) -> str:
    return str(getattr(record, "name", None) or getattr(record, "title", None) or "")
