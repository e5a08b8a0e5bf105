"""What one indicator or fact is read from, and what it reads."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from partnermap.analysis.health.equity import EquityCheck, equity_checks
from partnermap.analysis.measure.joint_posts import joint_posts
from partnermap.analysis.measure.question import Question
from partnermap.analysis.measure.result import Figure
from partnermap.analysis.profile.agreed_actions import AgreedActions, agreed_actions_on
from partnermap.analysis.profile.demands import DemandLog, demands_by
from partnermap.analysis.profile.programmes import Programmes, programmes_of
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About, Record


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure before cut-points.

    Attributes:
        value: shares 0 to 1, months, or why there is none.
        text: one sentence; not used where there is no value.
        records: what it was counted from.
    """

    value: Figure
    text: str = ""
    records: tuple[About, ...] = ()


@dataclass(frozen=True)
class Source:
    """The records of a place on a date, and what several figures stand on, each reckoned once."""

    question: Question

    @property
    def place(self) -> Place:
        """The records."""
        return self.question.place

    @property
    def on(self) -> dt.date:
        """The date."""
        return self.question.on

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """Joint posts of the date."""
        return joint_posts(self.place, self.on)

    @cached_property
    def programmes(self) -> Programmes:
        """All programmes."""
        return programmes_of(self.place)

    @cached_property
    def actions(self) -> AgreedActions:
        """All agreed actions."""
        return agreed_actions_on(self.place, self.on)

    @cached_property
    def demands(self) -> DemandLog:
        """All national demands by the date."""
        return demands_by(self.place, self.on)

    @cached_property
    def equity(self) -> tuple[EquityCheck, ...]:
        """Every change that may happen, with its equity check."""
        return equity_checks(self.place)


def abouts(records: Iterable[Record]) -> tuple[About, ...]:
    """Pointers to some records."""
    return tuple(About(row.TABLE, row.id) for row in records)
