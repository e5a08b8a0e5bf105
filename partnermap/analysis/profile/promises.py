"""Agreed actions: which are overdue, which were reported in public (MEASURES F5, S3 P4)."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Promise:
    """One agreed action that is open on the date.

    Attributes:
        owner: a role or body; None where nobody is named.
        due, public_report: last day of each as recorded; None where there is none or it is not known.
        about: name of the record it is about; None where it is about the place.
    """

    id: str
    action: str
    owner: str | None
    due: dt.date | None
    public_report: dt.date | None
    about: str | None
    days_overdue: int

    @property
    def is_overdue(self) -> bool:
        """Whether its due date has passed."""
        return self.days_overdue > 0


@dataclass(frozen=True, slots=True)
class Promises:
    """All agreed actions of a date.

    Attributes:
        open: not done by the date, the longest overdue first.
        done: how many are done.
        reported: how many actions had a public report by the date.
        of: how many actions there are.
        without_owner, without_due: open ones that nobody owns, and that have no date.
    """

    open: tuple[Promise, ...]
    done: int
    reported: int
    of: int
    without_owner: int
    without_due: int

    @property
    def overdue(self) -> tuple[Promise, ...]:
        """Open and past their date, the longest overdue first."""
        return tuple(item for item in self.open if item.is_overdue)
