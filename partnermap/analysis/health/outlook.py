"""What happens by a horizon to each linked pair of today, by the register's reorganisations only.

The rules are those of `analysis.succession.fates`; here its eight fates stand in the board's six words.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.health.carried import Carried, carried_by
from partnermap.analysis.health.risks import MONTHS
from partnermap.analysis.succession import fates
from partnermap.analysis.succession.fates import Pair, PairFate, Picture, fates_between
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.network.network import NetworkTie


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


BOARD_WORD: Mapping[fates.Fate, Fate] = {
    fates.Fate.UNCHANGED: Fate.CARRIES_ON,
    fates.Fate.VIA_SUCCESSOR: Fate.CARRIES_ON,
    fates.Fate.DUPLICATED: Fate.CARRIES_ON,
    fates.Fate.INTERNALISED: Fate.INTERNAL,
    fates.Fate.SPLIT: Fate.NEEDS_DECISION,
    fates.Fate.NOT_KNOWN: Fate.NOT_KNOWN,
    fates.Fate.NO_HOME_YET: Fate.NO_HOME,
    fates.Fate.ENDED: Fate.ENDED,
}
"""What a board reads for each fate."""


def outlook(place: Place, on: dt.date, months: int = MONTHS) -> Outlook:
    """What becomes of every linked pair of the date in so many months."""
    until = add_months(on, months)
    found = fates_between(Picture(place, on), Picture(place, until))
    return Outlook(on, until, tuple(_pair(place, on, item) for item in found.pairs))


def _pair(place: Place, on: dt.date, item: PairFate) -> PairOutlook:
    ties = tuple(link.tie for link in item.links)
    return PairOutlook(
        pair=item.before,
        kinds=tuple(dict.fromkeys(tie.kind for tie in ties)),
        fate=BOARD_WORD[item.fate],
        after=item.after,
        carried=carried_by(place, [tie.origin for tie in ties], on),
        ties=ties,
    )
