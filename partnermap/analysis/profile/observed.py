"""The observed side of a domain: figures with a step, and plain counts without one."""

from dataclasses import dataclass

from partnermap.analysis.measure.result import Figure
from partnermap.analysis.profile.cut_points import CutPoints
from partnermap.domain.record import About


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of the records that cut-points turn into a step.

    Attributes:
        cut_points: its key, title, unit and limits.
        value: the figure, shares 0 to 1, or why there is none.
        step: 1 to 5; None without a figure.
        text: what a board is told, one sentence; the reason where there is no figure.
        records: what it was counted from, for those who want to look.
    """

    cut_points: CutPoints
    value: Figure
    step: int | None
    text: str
    records: tuple[About, ...] = ()

    @property
    def key(self) -> str:
        """As in the measure book, `B8`; `equity` and `data` have no number there."""
        return self.cut_points.key

    @property
    def title(self) -> str:
        """What it is called on screens."""
        return self.cut_points.title


@dataclass(frozen=True, slots=True)
class Fact:
    """A plain count from the records, which no cut-point judges.

    Attributes:
        key: of the JSON.
        text: one sentence.
        count: how many; None where it has no value, and `text` says why.
        of: out of how many; None where it is a plain number.
        records: those counted.
    """

    key: str
    text: str
    count: int | None
    of: int | None = None
    records: tuple[About, ...] = ()


@dataclass(frozen=True, slots=True)
class Observed:
    """What the records show of one domain."""

    indicators: tuple[Indicator, ...] = ()
    facts: tuple[Fact, ...] = ()

    @property
    def step(self) -> int | None:
        """The lowest of the steps known, never their mean; None when no step is known."""
        return min((item.step for item in self.indicators if item.step is not None), default=None)
