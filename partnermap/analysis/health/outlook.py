"""What happens by a horizon to each linked pair of today, by the register's reorganisations only.

The words are those of DESIGN's `compare`; the rule of survival is MEASURES D8. A pair carries on when at
least one of its links does, or when a later agreement links it again. What national rule renews every
year does not count as ended by its written term; a year of payments is a record of past spending, after
which nothing is known.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.health.carried import Carried, carried_by
from partnermap.analysis.health.risks import MONTHS
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.words import Renewal, TieKind
from partnermap.network.build import network_on
from partnermap.network.network import NetworkTie, TieMark, Waiting
from partnermap.network.standing import Home, Standing

Pair = tuple[str, str]


class Fate(StrEnum):
    """What becomes of a linked pair, best first: the best of its links decides."""

    CARRIES_ON = "carries on"
    INTERNAL = "internal"
    NEEDS_DECISION = "needs a decision"
    NOT_KNOWN = "not known"
    NO_HOME = "no home"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PairOutlook:
    """One linked pair of today.

    Attributes:
        pair: both organisations, the smaller id first.
        kinds: kinds of its links today.
        fate: what becomes of it by the horizon.
        after: the pair that it carries on as, None where it does not.
        carried: money, posts and programmes of all its links today.
    """

    pair: Pair
    kinds: tuple[TieKind, ...]
    fate: Fate
    after: Pair | None
    carried: Carried
    ties: tuple[NetworkTie, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All linked pairs of a date and their fates by the horizon."""

    on: dt.date
    until: dt.date
    pairs: tuple[PairOutlook, ...]

    def of(self, fate: Fate) -> tuple[PairOutlook, ...]:
        """The pairs of one fate."""
        return tuple(item for item in self.pairs if item.fate is fate)

    @property
    def counts(self) -> dict[Fate, int]:
        """How many pairs meet each fate; together they are all pairs."""
        return {fate: len(self.of(fate)) for fate in Fate}


def outlook(place: Place, on: dt.date, months: int = MONTHS) -> Outlook:
    """What becomes of every linked pair of the date in so many months."""
    until = add_months(on, months)
    ties: dict[Pair, list[NetworkTie]] = defaultdict(list)
    for tie in network_on(place, on).ties:
        ties[tie.pair].append(tie)
    fates = _Fates(place, until)
    return Outlook(on, until, tuple(_pair(place, on, fates, pair, rows) for pair, rows in ties.items()))


def _pair(place: Place, on: dt.date, fates: "_Fates", pair: Pair, ties: list[NetworkTie]) -> PairOutlook:
    order = list(Fate)
    fate, after = min((fates.of(tie) for tie in ties), key=lambda found: order.index(found[0]))
    return PairOutlook(
        pair=pair,
        kinds=tuple(dict.fromkeys(tie.kind for tie in ties)),
        fate=fate,
        after=after,
        carried=carried_by(place, [tie.origin for tie in ties], on),
        ties=tuple(ties),
    )


class _Fates:
    """The fate of single ties by one date."""

    def __init__(self, place: Place, until: dt.date) -> None:
        self._place = place
        self._standing = Standing(place, until)
        self._later = {tie.pair for tie in network_on(place, until).ties}

    def of(self, tie: NetworkTie) -> tuple[Fate, Pair | None]:
        """Its fate, and the pair it carries on as."""
        one, other = (self._standing.home_of(end, tie.origin) for end in tie.pair)
        after = _pair_of(one, other)
        if after in self._later:
            return Fate.CARRIES_ON, after
        if not self._lasts(tie):
            return (Fate.NOT_KNOWN if tie.kind is TieKind.PAYMENT else Fate.ENDED), None
        if None in (one.organisation_id, other.organisation_id):
            return self._waits(tie.pair, one, other), None
        return (Fate.CARRIES_ON if after else Fate.INTERNAL), after

    def _lasts(self, tie: NetworkTie) -> bool:
        """Whether its own dates, or the rule that renews it every year, reach the horizon."""
        if tie.end is None or TieMark.LAPSED in tie.marks or tie.end.last_day >= self._standing.on:
            return True
        agreement = self._place.get(tie.origin.table, tie.origin.id)
        return isinstance(agreement, Agreement) and agreement.renewal is Renewal.YEARLY_BY_RULE

    def _waits(self, pair: Pair, one: Home, other: Home) -> Fate:
        lost = [
            end for end, home in zip(pair, (one, other), strict=True) if home.organisation_id is None
        ]
        if not all(self._standing.reorganisations_touching(end) for end in lost):
            return Fate.NOT_KNOWN
        why = {one.waiting, other.waiting}
        return Fate.NO_HOME if Waiting.NO_HOME in why else Fate.NEEDS_DECISION


def _pair_of(one: Home, other: Home) -> Pair | None:
    """Both homes, the smaller id first; None when one is missing or they are the same body."""
    first, second = one.organisation_id, other.organisation_id
    if first is None or second is None or first == second:
        return None
    return min(first, second), max(first, second)
