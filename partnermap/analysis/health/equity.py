"""The equity check of every reorganisation: which of its four stages are recorded, and what follows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.domain.dates import known_last_day
from partnermap.domain.errors import BadValue
from partnermap.domain.evidence import Action, Statement
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import counted, day_in_words, is_or_are, joined, sentence
from partnermap.domain.words import EquityStage, ReorganisationStatus, read_word
from partnermap.network.standing import effective_day

KIND = "equity check"
"""The kind of the statements that record one."""


@dataclass(frozen=True, slots=True)
class EquityCheck:
    """One reorganisation and its equity check.

    Attributes:
        stages: what is recorded for each of the four stages, in their order; empty where nothing is.
        unstaged: statements that name no stage, or another one.
        actions: about the reorganisation, those that are open first.
    """

    reorganisation: Reorganisation
    stages: Mapping[EquityStage, tuple[Statement, ...]]
    unstaged: tuple[Statement, ...]
    actions: tuple[Action, ...]

    @property
    def is_missing(self) -> bool:
        """Whether no statement records any of it; an action to do one is not one."""
        return not self.unstaged and not any(self.stages.values())

    @property
    def stages_missing(self) -> tuple[EquityStage, ...]:
        """Stages of which nothing is recorded."""
        return tuple(stage for stage, found in self.stages.items() if not found)

    def overdue(self, on: dt.date) -> tuple[Action, ...]:
        """Open actions whose due date has passed."""
        return tuple(action for action in self.actions if is_overdue(action, on))

    def text(self, on: dt.date) -> str:
        """One or two sentences: what is recorded, what is not, and which actions are overdue."""
        done = [stage.value for stage, found in self.stages.items() if found]
        if self.is_missing:
            state = f"{self.reorganisation.name}: no equity check is recorded."
        elif not self.stages_missing:
            state = f"{self.reorganisation.name}: all four stages of the equity check are recorded."
        else:
            missing = joined([stage.value for stage in self.stages_missing])
            known = f"recorded for {joined(done)}; " if done else "recorded without its stage; "
            state = f"{self.reorganisation.name}: an equity check is {known}nothing for {missing}."
        return " ".join([state, *_overdue_text(self.overdue(on))])


def equity_checks(place: Place) -> tuple[EquityCheck, ...]:
    """Every reorganisation that may happen, by the day it takes effect, those without a date last.

    Scenarios are included only where one is laid over the place.
    """
    items = [item for item in place.reorganisations.values() if _is_meant(place, item)]
    return tuple(_check(place, item) for item in sorted(items, key=_order))


def _is_meant(place: Place, item: Reorganisation) -> bool:
    if item.status is ReorganisationStatus.NOT_PROCEEDING:
        return False
    return item.scenario is None or item.scenario == place.scenario


def _order(item: Reorganisation) -> tuple[dt.date, str, str]:
    return effective_day(item) or dt.date.max, item.name, item.id


def _check(place: Place, item: Reorganisation) -> EquityCheck:
    about = (item.TABLE, item.id)
    statements = [
        row
        for row in place.of(Statement).values()
        if (row.about_table, row.about_id) == about and _plain(row.kind) == KIND
    ]
    actions = [row for row in place.of(Action).values() if (row.about_table, row.about_id) == about]
    staged = [(_stage(row), row) for row in statements]
    return EquityCheck(
        reorganisation=item,
        stages={stage: tuple(row for at, row in staged if at is stage) for stage in EquityStage},
        unstaged=tuple(row for at, row in staged if at is None),
        actions=tuple(sorted(actions, key=_when)),
    )


def _stage(row: Statement) -> EquityStage | None:
    try:
        return read_word(EquityStage, row.stage or "")
    except BadValue:
        return None


def _plain(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _when(action: Action) -> tuple[bool, dt.date, str]:
    return action.done is not None, known_last_day(action.due) or dt.date.max, action.id


def is_overdue(action: Action, on: dt.date) -> bool:
    """Whether an action was due before the date and is not done by it."""
    due = known_last_day(action.due)
    return due is not None and due < on and not is_done(action, on)


def is_done(action: Action, on: dt.date) -> bool:
    """Whether an action is done by the date; done on a day that nobody knows is done."""
    return action.done is not None and (not action.done.is_known or action.done.first_day <= on)


def _overdue_text(actions: tuple[Action, ...]) -> list[str]:
    if not actions:
        return []
    dates = [due for action in actions if (due := known_last_day(action.due)) is not None]
    return [
        sentence(
            f"{counted(len(actions), 'action')} {is_or_are(len(actions))} overdue, "
            f"since {day_in_words(min(dates))}"
        )
    ]
