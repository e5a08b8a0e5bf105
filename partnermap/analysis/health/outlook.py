"""What happens by a horizon to each linked pair of today, by the register's reorganisations only.

The rules are those of `analysis.succession.fates`; here its eight fates stand under the board's
six headings.
"""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.health.carried import Carried, carried_by
from partnermap.analysis.health.risks import MONTHS
from partnermap.analysis.succession.fates import Pair, PairFate, Picture, fates_between
from partnermap.analysis.succession.totals import HEADING_OF, Heading
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.network.network import NetworkTie


@dataclass(frozen=True, slots=True)
class PairOutlook:
    """One linked pair of today.

    Attributes:
        pair: both organisations, the smaller id first.
        kinds: kinds of its links today.
        heading: what becomes of it by the horizon.
        after: the pair that it carries on as, None where it does not.
        carried: money, posts and programmes of all its links today.
    """

    pair: Pair
    kinds: tuple[TieKind, ...]
    heading: Heading
    after: Pair | None
    carried: Carried
    ties: tuple[NetworkTie, ...]


@dataclass(frozen=True, slots=True)
class Outlook:
    """All linked pairs of a date and their fates by the horizon."""

    on: dt.date
    until: dt.date
    pairs: tuple[PairOutlook, ...]

    def of(self, heading: Heading) -> tuple[PairOutlook, ...]:
        """The pairs under one heading."""
        return tuple(item for item in self.pairs if item.heading is heading)

    @property
    def counts(self) -> dict[Heading, int]:
        """How many pairs stand under each heading; together they are all pairs."""
        return {heading: len(self.of(heading)) for heading in Heading}


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
        heading=HEADING_OF[item.fate],
        after=item.after,
        carried=carried_by(place, [tie.origin for tie in ties], on),
        ties=ties,
    )
