"""What a reason for a tie to be at risk is, and what all finders of reasons look at."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import ReorganisationStatus, TieKind
from partnermap.network.network import NetworkTie
from partnermap.network.standing import Standing


class ReasonKind(StrEnum):
    """What sort of reason it is."""

    ENDS = "ends"
    LAPSED = "lapsed"
    POST = "post"
    FUNDING_ENDS = "funding ends"
    REORGANISED = "reorganised"
    CLOSES = "closes"
    BRIDGE = "bridge"
    ONE_KIND = "only one kind"
    HANDED_ON = "being reorganised"
    UNCONFIRMED = "not confirmed for long"


STANDING_KINDS = frozenset(
    {ReasonKind.BRIDGE, ReasonKind.ONE_KIND, ReasonKind.HANDED_ON, ReasonKind.UNCONFIRMED}
)
"""Reasons that say how a link stands, not that anything ends it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        text: a whole sentence.
        date: when it bites; None when it has no date of its own.
        certainty: how certain a reorganisation is; None for anything else.
        reorganisation_id: the reorganisation meant.
        organisation_id: the organisation that closes or is reorganised.
        records: what the sentence was built from.
    """

    kind: ReasonKind
    text: str
    date: dt.date | None = None
    certainty: ReorganisationStatus | None = None
    reorganisation_id: str | None = None
    organisation_id: str | None = None
    records: tuple[About, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether something happens, rather than that a link merely stands alone or is old news."""
        return self.kind not in STANDING_KINDS


@dataclass(frozen=True)
class Horizon:
    """What the finders of reasons share: the place, both dates, and who stands where at the end.

    Attributes:
        cut_off: organisations that only one kind of link joins to the rest, by linked pair.
        kinds: of the links of each linked pair.
        confirmed: the last day on which each record was confirmed, or evidence of it is dated.
    """

    place: Place
    on: dt.date
    until: dt.date
    standing: Standing
    cut_off: Mapping[tuple[str, str], tuple[str, ...]]
    kinds: Mapping[tuple[str, str], frozenset[TieKind]]
    confirmed: Mapping[About, dt.date]

    def holds(self, date: dt.date | None) -> bool:
        """Whether a date lies between the two, both included."""
        return date is not None and self.on <= date <= self.until


def agreement_of(place: Place, tie: NetworkTie) -> Agreement | None:
    """The agreement behind a tie; None where something else is."""
    return place.agreements[tie.origin.id] if tie.origin.table == Agreement.TABLE else None


def becomes_internal(standing: Standing, tie: NetworkTie) -> bool:
    """Whether both ends are one body on the date of the standing, so that no link is left to lose."""
    one, other = (standing.home_of(end, tie.origin).organisation_id for end in tie.recorded_ends)
    return one is not None and one == other


def decide_by(place: Place, tie: NetworkTie, reasons: Iterable[Reason]) -> dt.date | None:
    """Latest safe date: an agreement's end less its notice, the last day before a reorganisation."""
    agreement = agreement_of(place, tie)
    notice = (agreement.notice_months or 0) if agreement is not None else 0
    dates = [_safe_date(reason, reason.date, notice) for reason in reasons if reason.date is not None]
    return min(dates, default=None)


def _safe_date(reason: Reason, date: dt.date, notice_months: int) -> dt.date:
    if reason.kind is ReasonKind.REORGANISED:
        return date - dt.timedelta(days=1)
    if reason.kind in {ReasonKind.ENDS, ReasonKind.LAPSED}:
        return add_months(date, -notice_months)
    return date
