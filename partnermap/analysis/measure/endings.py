"""When joint money ends: each agreement's kind of ending, and sums by quarter or financial year."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.measure.money import has_signed_successor, joint_agreements, money_on
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months, financial_year, months_between
from partnermap.domain.place import Place
from partnermap.domain.words import Renewal
from partnermap.network.derive import has_lapsed, payers_of, recipients_of
from partnermap.network.lookup import Lookup, lookup_of

MONTHS = 24
"""What ends within so many months is told apart from what ends later."""


class Ending(StrEnum):
    """When an agreement's money ends, in the order in which it presses."""

    LAPSED = "Expired, still running"
    WITHIN_12 = "Ends within 12 months"
    WITHIN_24 = "Ends in 12 to 24 months"
    LATER = "Ends later"
    FOLLOWED = "Followed by a signed agreement"
    YEARLY = "Renewed yearly by national rule"
    OPEN = "No end recorded"
    NOT_KNOWN = "End not known"


class Stop(StrEnum):
    """What a written end means for the money: only the first two stop unless somebody acts."""

    STOPS = "Stops unless renewed"
    RECURRENT = "Recurrent, with a written end"
    FOLLOWED = "Followed by a signed agreement"
    YEARLY = "Renewed yearly by national rule"


class Step(StrEnum):
    """Length of the periods of a chart of endings."""

    QUARTER = "quarter"
    YEAR = "financial year"


@dataclass(frozen=True, slots=True)
class FundedAgreement:
    """One agreement of joint money; `pence` of the year as far as recorded, None when none is.

    `involves_vcse`: a VCSE or community body pays, hosts or receives.
    """

    agreement: Agreement
    ending: Ending
    pence: int | None
    is_known: bool
    involves_vcse: bool


@dataclass(frozen=True, slots=True)
class EndingSum:
    """How much money and how many agreements end at one time; `pence` None when no amount is known."""

    ending: Ending
    pence: int | None
    agreements: int


@dataclass(frozen=True, slots=True)
class MoneySum:
    """Money a year of several agreements.

    Attributes:
        pence: as far as recorded; None when no amount is.
        known: agreements with every amount of the year, out of all `agreement_ids`.
    """

    pence: int | None
    known: int
    agreement_ids: tuple[str, ...]

    @property
    def agreements(self) -> int:
        """How many."""
        return len(self.agreement_ids)


@dataclass(frozen=True, slots=True)
class PeriodEnds:
    """What ends in one period: `everything` for all agreements, `vcse` for those that involve the VCSE.

    Attributes:
        label: `January to March 2027`, or `2026/27`.
        first, last: its days, both included.
    """

    label: str
    first: dt.date
    last: dt.date
    everything: Mapping[Stop, MoneySum]
    vcse: Mapping[Stop, MoneySum]


def funded_agreements(place: Place, on: dt.date) -> tuple[FundedAgreement, ...]:
    """Every agreement of joint money in force on the date, the most pressing first."""
    lookup = lookup_of(place)
    found = [_funded(lookup, agreement, on) for agreement in joint_agreements(lookup, on)]
    return tuple(sorted(found, key=_pressing))


def ending_of(lookup: Lookup, agreement: Agreement, on: dt.date) -> Ending:
    """When the money of an agreement in force on the date ends."""
    if has_lapsed(agreement, on):
        return Ending.LAPSED
    if agreement.renewal is Renewal.YEARLY_BY_RULE:
        return Ending.YEARLY
    if agreement.end is None:
        return Ending.OPEN
    if not agreement.end.is_known:
        return Ending.NOT_KNOWN
    if has_signed_successor(lookup, agreement):
        return Ending.FOLLOWED
    return _by_time(agreement.end.last_day, on)


def sums_by_ending(agreements: Iterable[FundedAgreement]) -> tuple[EndingSum, ...]:
    """Money and agreements of every ending that occurs."""
    groups: dict[Ending, list[FundedAgreement]] = {}
    for item in agreements:
        groups.setdefault(item.ending, []).append(item)
    found = ((ending, money_sum(groups[ending])) for ending in Ending if ending in groups)
    return tuple(EndingSum(ending, item.pence, item.agreements) for ending, item in found)


def money_sum(agreements: Iterable[FundedAgreement]) -> MoneySum:
    """Money of several agreements together."""
    listed = list(agreements)
    known = [item.pence for item in listed if item.pence is not None]
    return MoneySum(
        pence=sum(known) if known else None,
        known=sum(item.is_known for item in listed),
        agreement_ids=tuple(item.agreement.id for item in listed),
    )


def ends_by_period(
    agreements: Sequence[FundedAgreement], on: dt.date, step: Step = Step.QUARTER
) -> tuple[PeriodEnds, ...]:
    """What ends in every period from the date's own to the last written end, empty ones included.

    What has expired already, has no recorded end or one that is not known stands in no period:
    see `without_period`.
    """
    dated = [(item, stop, end) for item in agreements if (found := _stop(item)) for stop, end in [found]]
    if not dated:
        return ()
    last = max(end for _, _, end in dated)
    return tuple(
        _period(first, until, step, [row for row in dated if first <= row[2] <= until])
        for first, until in _periods(on, last, step)
    )


def without_period(agreements: Iterable[FundedAgreement]) -> Mapping[Ending, MoneySum]:
    """The money that stands in no period: expired, without an end, or with one that is not known."""
    listed = list(agreements)
    apart = (Ending.LAPSED, Ending.OPEN, Ending.NOT_KNOWN)
    groups = {ending: [item for item in listed if item.ending is ending] for ending in apart}
    # What national rule renews may have no written end either.
    groups[Ending.YEARLY] = [item for item in listed if item.ending is Ending.YEARLY and not _stop(item)]
    return {ending: money_sum(items) for ending, items in groups.items() if items}


def _stop(item: FundedAgreement) -> tuple[Stop, dt.date] | None:
    end = item.agreement.end
    if end is None or not end.is_known or item.ending is Ending.LAPSED:
        return None
    if item.ending is Ending.YEARLY:
        return Stop.YEARLY, end.last_day
    if item.ending is Ending.FOLLOWED:
        return Stop.FOLLOWED, end.last_day
    return (Stop.RECURRENT if item.agreement.recurrent else Stop.STOPS), end.last_day


def _period(
    first: dt.date, last: dt.date, step: Step, rows: list[tuple[FundedAgreement, Stop, dt.date]]
) -> PeriodEnds:
    def sums(vcse_only: bool) -> Mapping[Stop, MoneySum]:
        groups = {
            stop: [row[0] for row in rows if row[1] is stop and (row[0].involves_vcse or not vcse_only)]
            for stop in Stop
        }
        return {stop: money_sum(items) for stop, items in groups.items() if items}

    label = financial_year(first) if step is Step.YEAR else f"{first:%B} to {last:%B %Y}"
    return PeriodEnds(label, first, last, sums(False), sums(True))


def _periods(on: dt.date, last: dt.date, step: Step) -> Iterable[tuple[dt.date, dt.date]]:
    months = 12 if step is Step.YEAR else 3
    back = (on.month - 4) % months
    first = add_months(on.replace(day=1), -back)
    while first <= last:
        after = add_months(first, months)
        yield first, after - dt.timedelta(days=1)
        first = after


def _by_time(end: dt.date, on: dt.date) -> Ending:
    left = months_between(on, end)
    if left <= 12:
        return Ending.WITHIN_12
    return Ending.WITHIN_24 if left <= MONTHS else Ending.LATER


def _funded(lookup: Lookup, agreement: Agreement, on: dt.date) -> FundedAgreement:
    money = money_on(lookup, agreement, on)
    ending = ending_of(lookup, agreement, on)
    return FundedAgreement(
        agreement, ending, money.total, money.is_known, involves_vcse(lookup, agreement)
    )


def involves_vcse(lookup: Lookup, agreement: Agreement) -> bool:
    """Whether a VCSE or community body pays, hosts or receives."""
    ids = {*payers_of(lookup, agreement), *recipients_of(lookup, agreement), agreement.host_id}
    return lookup.place.has_vcse(key for key in ids if key)


def _pressing(item: FundedAgreement) -> tuple[int, dt.date, int, str]:
    end = item.agreement.end
    day = end.last_day if end is not None else dt.date.max
    return list(Ending).index(item.ending), day, -(item.pence or 0), item.agreement.name.casefold()
