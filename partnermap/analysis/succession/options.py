"""Two scenarios side by side: which of them holds the links back more, and how sure that is (D9)."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.disruption.disruption import disruption
from partnermap.analysis.disruption.ranking import Ranking, ranking
from partnermap.analysis.succession.comparison import Comparison
from partnermap.domain.dates import add_months, known_first_day
from partnermap.domain.errors import UserError
from partnermap.domain.sentences import day_in_words

HORIZON_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Contest:
    """One scenario against another over one horizon, on the same draws.

    Attributes:
        names: of both scenarios.
        since, until: the horizon, its last day not included.
        ranking: None where it cannot be reckoned.
        reason: why not; empty otherwise.
    """

    names: tuple[str, str]
    since: dt.date
    until: dt.date
    ranking: Ranking | None
    reason: str = ""

    def as_json(self) -> dict[str, object]:
        """The object that the command line prints; chances are 0 to 1."""
        found = self.ranking
        return {
            "first": self.names[0],
            "second": self.names[1],
            "from": self.since.isoformat(),
            "until": self.until.isoformat(),
            "chance_first_is_worse": found.chance_worse if found else None,
            "chance_same": found.chance_same if found else None,
            "difference_in_tie_months": found.difference if found else None,
            "turns_on": found.sentence if found else None,
            "not_defined": {} if found else {"chance_first_is_worse": self.reason},
        }

    @property
    def sentences(self) -> tuple[str, ...]:
        """What-if, not forecast: the chance, and what the answer turns on."""
        one, other = self.names
        if self.ranking is None:
            return (f"Which of “{one}” and “{other}” holds the links back more: {self.reason}",)
        worse, same = self.ranking.chance_worse, self.ranking.chance_same
        term = f"from {day_in_words(self.since)} up to {day_in_words(self.until)}"
        return (
            f"What if, not forecast: {term}, “{one}” holds the links back more than “{other}” in "
            f"{worse:.0%} of the draws, both the same in {same:.0%}.",
            self.ranking.sentence,
        )


def contest(one: Comparison, other: Comparison, *, with_proposed: bool = False) -> Contest:
    """Reckon both scenarios over five years with the same assumptions and the same seed.

    The horizon begins on the date of the comparison, or where a change of either begins before it.
    """
    names = (one.scenario or "", other.scenario or "")
    since = min(_begins(one), _begins(other))
    until = add_months(since, HORIZON_MONTHS)
    try:
        first, second = (
            disruption(item.fates.after.place, since, until, with_proposed=with_proposed)
            for item in (one, other)
        )
    except UserError as known:
        return Contest(names, since, until, None, str(known))
    return Contest(names, since, until, ranking(first, second, names))


def _begins(found: Comparison) -> dt.date:
    """The comparison's date, or the first of a scenario's changes before it."""
    after = found.fates.after
    days = [
        first
        for item in after.standing.reorganisations
        if item.scenario is not None
        for date in (item.announced, item.effective)
        if (first := known_first_day(date)) is not None
    ]
    return min([after.on, *days])
