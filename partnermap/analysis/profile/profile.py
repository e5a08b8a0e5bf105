"""The profile of a partnership: every domain with both its sides, programmes, actions and changes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from partnermap.analysis.health.equity import EquityCheck
from partnermap.analysis.measure.result import NotKnown
from partnermap.analysis.profile.agreed_actions import AgreedActions
from partnermap.analysis.profile.bands import Band, band_of
from partnermap.analysis.profile.cut_points import CutPoints
from partnermap.analysis.profile.demands import DemandLog
from partnermap.analysis.profile.domains import Domain
from partnermap.analysis.profile.goals import GoalMatrix
from partnermap.analysis.profile.observed import Observed
from partnermap.analysis.profile.opinion import Movement, Opinion
from partnermap.analysis.profile.programmes import Programmes
from partnermap.analysis.profile.strength import Strength
from partnermap.analysis.profile.whole import Whole
from partnermap.domain.record import About

WIDE_GAP = 2
"""Steps between what the records show and what people say from which the two are told apart."""


@dataclass(frozen=True, slots=True)
class DomainHealth:
    """One domain on a date: what the records show beside what people say, never averaged.

    Attributes:
        observed: from the records.
        opinion: of the latest round by the date, or why there is none.
        history: every round by the date, the earliest first, the latest included.
        movement: since the round before; None where there is only one round.
        strength: of the evidence; None where there is none at all.
        evidence: what is filed about it.
    """

    domain: Domain
    observed: Observed
    opinion: Opinion | NotKnown
    history: tuple[Opinion, ...]
    movement: Movement | None
    strength: Strength | None
    evidence: tuple[About, ...] = ()

    @property
    def median(self) -> float | None:
        """The workshop score, 1 to 5; None where nobody rated it."""
        return self.opinion.answers.median if isinstance(self.opinion, Opinion) else None

    @property
    def band(self) -> Band:
        """By the median."""
        return band_of(self.median)

    @property
    def is_split(self) -> bool:
        """Whether views are divided."""
        return isinstance(self.opinion, Opinion) and self.opinion.is_split

    @property
    def is_coloured(self) -> bool:
        """Whether its band may have a colour: evidence of C or better, and views not divided."""
        if self.strength is None or self.median is None or self.is_split:
            return False
        return self.strength.may_be_coloured

    @property
    def gap(self) -> float | None:
        """Median less observed step; None where one side is missing."""
        if self.median is None or self.observed.step is None:
            return None
        return self.median - self.observed.step

    @property
    def is_gap_wide(self) -> bool:
        """Whether records and people are two steps apart or more."""
        return self.gap is not None and abs(self.gap) >= WIDE_GAP


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A rated statement that belongs to no domain: a question of the place's own."""

    statement: str
    history: tuple[Opinion, ...]
    movement: Movement | None

    @property
    def opinion(self) -> Opinion:
        """Of the latest round."""
        return self.history[-1]


@dataclass(frozen=True, slots=True)
class HealthProfile:
    """Partnership health on a date.

    Attributes:
        title: of the place, with the scenario laid over it.
        cut_points: those used, by key, to be printed.
        domains: the optional one only where rated or asked for.
        questions: rated statements that belong to no domain.
        whole: how many domains are known, and bounds; one number only where asked for.
        equity: every change that may happen with its equity check.
    """

    title: str
    on: dt.date
    cut_points: Mapping[str, CutPoints]
    domains: tuple[DomainHealth, ...]
    questions: tuple[OwnQuestion, ...]
    whole: Whole
    programmes: Programmes
    goals: GoalMatrix
    actions: AgreedActions
    demands: DemandLog
    equity: tuple[EquityCheck, ...]

    @property
    def lowest(self) -> tuple[DomainHealth, ...]:
        """The three lowest by what people say, the records deciding between equals."""
        rated = [item for item in self.domains if item.median is not None]
        return tuple(sorted(rated, key=_lowest_first)[:3])

    @property
    def lowest_observed(self) -> tuple[DomainHealth, ...]:
        """The three lowest by what the records show."""
        known = [item for item in self.domains if item.observed.step is not None]
        return tuple(sorted(known, key=lambda item: item.observed.step or 0)[:3])

    @property
    def gaps(self) -> tuple[DomainHealth, ...]:
        """Domains in which records and people are far apart, the widest first."""
        wide = [item for item in self.domains if item.is_gap_wide]
        return tuple(sorted(wide, key=lambda item: -abs(item.gap or 0)))


def _lowest_first(item: DomainHealth) -> tuple[float, int, int]:
    return item.median or 0, item.observed.step or 6, item.domain.number
