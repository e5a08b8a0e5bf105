"""Agreed actions: which are overdue, which were reported in public (MEASURES F5, S3 P4)."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.health.equity import is_done, is_overdue
from partnermap.analysis.profile.subject import name_of_subject, subject_of
from partnermap.domain.dates import known_last_day
from partnermap.domain.evidence import Action
from partnermap.domain.place import Place
from partnermap.domain.record import About


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """One agreed action that is open on the date.

    Attributes:
        owner: a role or body; None where nobody is named.
        due, public_report: last day of each as recorded; None where there is none or it is not known.
        about, subject: name and key of the record it is about; None where it is about the place.
        days_overdue: since its last day; 0 where that has not passed or is not known.
    """

    id: str
    action: str
    owner: str | None
    due: dt.date | None
    public_report: dt.date | None
    about: str | None
    subject: About | None
    days_overdue: int

    @property
    def is_overdue(self) -> bool:
        """Whether its due date has passed."""
        return self.days_overdue > 0


@dataclass(frozen=True, slots=True)
class AgreedActions:
    """All agreed actions of a date.

    Attributes:
        open: not done by the date, the longest overdue first.
        done: how many are done.
        reported_ids: of the actions that had a public report by the date.
        to_report: how many more have a date for one.
        of: how many actions there are.
        without_owner, without_due: open ones that nobody owns, and that have no date.
    """

    open: tuple[AgreedAction, ...]
    done: int
    reported_ids: tuple[str, ...]
    to_report: int
    of: int
    without_owner: int
    without_due: int

    @property
    def reported(self) -> int:
        """How many had a public report by the date."""
        return len(self.reported_ids)

    @property
    def overdue(self) -> tuple[AgreedAction, ...]:
        """Open and past their date, the longest overdue first."""
        return tuple(item for item in self.open if item.is_overdue)


def agreed_actions_on(place: Place, on: dt.date) -> AgreedActions:
    """Every action as it stands on the date."""
    actions = list(place.of(Action).values())
    still = [_agreed_action(place, row, on) for row in actions if not is_done(row, on)]
    reports = {row.id: day for row in actions if (day := known_last_day(row.public_report)) is not None}
    reported = tuple(key for key, day in reports.items() if day <= on)
    return AgreedActions(
        open=tuple(sorted(still, key=_longest_first)),
        done=len(actions) - len(still),
        reported_ids=reported,
        to_report=len(reports) - len(reported),
        of=len(actions),
        without_owner=sum(item.owner is None for item in still),
        without_due=sum(item.due is None for item in still),
    )


def _agreed_action(place: Place, row: Action, on: dt.date) -> AgreedAction:
    subject, due = subject_of(place, row), known_last_day(row.due)
    return AgreedAction(
        id=row.id,
        action=row.action,
        owner=row.owner or None,
        due=due,
        public_report=known_last_day(row.public_report),
        about=name_of_subject(place, subject),
        subject=subject,
        days_overdue=(on - due).days if due is not None and is_overdue(row, on) else 0,
    )


def _longest_first(item: AgreedAction) -> tuple[int, dt.date, str]:
    return -item.days_overdue, item.due or dt.date.max, item.id
