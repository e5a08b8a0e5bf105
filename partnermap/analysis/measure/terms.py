"""How long money is promised for: short terms, endings, what lasts, how far it reaches (B5 to B8).

Shares are 0 to 1, amounts pounds. A month has 30.4375 days.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnermap.analysis.measure.money import has_signed_successor
from partnermap.analysis.measure.result import Figure, NotDefined, NotKnown
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import months_between
from partnermap.domain.words import Renewal
from partnermap.network.derive import has_lapsed
from partnermap.network.lookup import Lookup

HORIZON_MONTHS = 60.0
"""Money secured for longer counts as secured for so long (MEASURES B8)."""

SHORT_TERM_MONTHS = 24

NO_AGREEMENTS = NotDefined("No agreement of joint money is in force on this date.")
NOTHING_RECORDED = NotKnown("No amount is recorded for the financial year that holds this date.")
ALL_LAPSED = NotDefined("Every agreement of joint money has expired already and still runs.")
NO_SUM = NotDefined("The joint money recorded adds up to nothing or less.")
LESS_THAN_NOTHING = NotDefined(
    "The money of one agreement adds up to less than nothing, so shares mean nothing."
)
NOT_RECORDED = NotKnown("It is not recorded for any agreement whose money is known.")


@dataclass(frozen=True, slots=True)
class Weighted:
    """An agreement with the money of the year that counts here.

    Attributes:
        pence: as far as recorded; None when no amount is.
        is_known: every amount is recorded.
    """

    agreement: Agreement
    pence: int | None
    is_known: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much is known: agreements with every amount of the year, out of all in force."""

    known: int
    of: int


@dataclass(frozen=True, slots=True)
class EndingCount:
    """Agreements that end, out of all that have not expired already, amounts known or not."""

    ending: int
    of: int


class Terms:
    """The figures of time of a set of agreements in force on a date."""

    def __init__(self, lookup: Lookup, rows: Sequence[Weighted], on: dt.date) -> None:
        self._lookup = lookup
        self._rows = rows
        self._on = on
        self._pence = _sum(rows)

    @property
    def coverage(self) -> Coverage:
        """How many agreements have their money recorded for the year."""
        return Coverage(sum(row.is_known for row in self._rows), len(self._rows))

    @property
    def ends_not_known(self) -> int:
        """Agreements that end on a date nobody recorded."""
        ends = (row.agreement.end for row in self._rows)
        return sum(end is not None and not end.is_known for end in ends)

    @property
    def terms_not_known(self) -> int:
        """Agreements whose written term cannot be told, for want of a start or an end."""
        return sum(not _term_known(row.agreement) for row in self._rows)

    @property
    def recurrent_not_known(self) -> int:
        """Agreements that nobody marked as recurrent or not."""
        return sum(row.agreement.recurrent is None for row in self._rows)

    @property
    def lapsed(self) -> tuple[Agreement, ...]:
        """Those that have expired already and still run."""
        return tuple(row.agreement for row in self._rows if self._has_lapsed(row))

    @property
    def followed(self) -> tuple[Agreement, ...]:
        """Those with a written end and a signed agreement that replaces them."""
        return tuple(
            row.agreement
            for row in self._rows
            if row.agreement.end is not None and has_signed_successor(self._lookup, row.agreement)
        )

    def total(self) -> Figure:
        """Pounds of the year, as far as recorded."""
        missing = self._missing()
        return missing if missing not in (None, LESS_THAN_NOTHING) else self._pence / 100

    def short_term_share(self) -> Figure:
        """Money in agreements whose written term is two years or less, over that of known term (B5)."""
        known = [row for row in self._rows if _term_known(row.agreement)]
        return self._share([row for row in known if _is_short(row.agreement)], known)

    def recurrent_share(self) -> Figure:
        """Recurrent money over money of which it is known whether it is (B7)."""
        known = [row for row in self._rows if row.agreement.recurrent is not None]
        return self._share([row for row in known if row.agreement.recurrent], known)

    def ending_share(self, months: int) -> Figure:
        """Money that ends within so many months with no signed successor (B6).

        What is renewed every year by national rule is left out of the endings, and what has expired but
        still runs out of both: it has ended already.
        """
        base = self._unexpired()
        if self._rows and not base:
            return ALL_LAPSED
        return self._share([row for row in base if self._stops(row.agreement, months)], base)

    def ending_count(self, months: int) -> EndingCount:
        """The same by number of agreements (B6)."""
        base = self._unexpired()
        return EndingCount(sum(self._stops(row.agreement, months) for row in base), len(base))

    def yearly_by_rule(self) -> Figure:
        """Share of the money that national rule renews every year."""
        return self._share(
            [row for row in self._rows if row.agreement.renewal is Renewal.YEARLY_BY_RULE], self._rows
        )

    def secured_horizon_months(
        self, *, unknown_as_nought: bool = False, lapsed_as_nought: bool = False
    ) -> Figure:
        """Months for which the average pound is secured, at most 60 (B8).

        Recurrent and open-ended money counts as 60 months, whether or not its agreement has expired.

        Args:
            unknown_as_nought: count ends that are not known as today instead of leaving them out.
            lapsed_as_nought: count what has expired as secured for no month, recurrent or not.
        """
        missing = self._missing()
        if missing is not None:
            return missing
        weighted: list[tuple[int, float]] = []
        for row in self._rows:
            months = 0.0 if lapsed_as_nought and self._has_lapsed(row) else self._months(row.agreement)
            if months is not None or unknown_as_nought:
                weighted.append((row.pence or 0, months or 0.0))
        pence = sum(amount for amount, _ in weighted)
        if not pence:
            return NotKnown("No end is recorded for the agreements whose money is known.")
        return sum(amount * months for amount, months in weighted) / pence

    def secured_index(self) -> Figure:
        """The secured horizon over its 60 months, 0 to 1 (B8)."""
        months = self.secured_horizon_months()
        return months / HORIZON_MONTHS if isinstance(months, float) else months

    def _missing(self) -> NotDefined | NotKnown | None:
        """Why nothing can be said, None when something can."""
        if not self._rows:
            return NO_AGREEMENTS
        if all(row.pence is None for row in self._rows):
            return NOTHING_RECORDED
        if self._pence <= 0:
            return NO_SUM
        return LESS_THAN_NOTHING if any((row.pence or 0) < 0 for row in self._rows) else None

    def _share(self, part: Iterable[Weighted], whole: Sequence[Weighted]) -> Figure:
        missing = self._missing()
        if missing is not None:
            return missing
        base = _sum(whole)
        return _sum(part) / base if base else NOT_RECORDED

    def _has_lapsed(self, row: Weighted) -> bool:
        return has_lapsed(row.agreement, self._on)

    def _unexpired(self) -> list[Weighted]:
        return [row for row in self._rows if not self._has_lapsed(row)]

    def _stops(self, agreement: Agreement, months: int) -> bool:
        end = agreement.end
        if end is None or not end.is_known or agreement.renewal is Renewal.YEARLY_BY_RULE:
            return False
        left = months_between(self._on, end.last_day)
        return 0 <= left <= months and not has_signed_successor(self._lookup, agreement)

    def _months(self, agreement: Agreement) -> float | None:
        if agreement.recurrent or agreement.end is None:
            return HORIZON_MONTHS
        if not agreement.end.is_known:
            return None
        return min(HORIZON_MONTHS, max(0.0, months_between(self._on, agreement.end.last_day)))


def _sum(rows: Iterable[Weighted]) -> int:
    """Pence as far as recorded: only for sums that stand beside the count of what is known."""
    return sum(row.pence or 0 for row in rows)


def _term_known(agreement: Agreement) -> bool:
    end = agreement.end
    return end is None or (end.is_known and agreement.period.start_known)


def _is_short(agreement: Agreement) -> bool:
    if agreement.start is None or agreement.end is None:
        return False
    return months_between(agreement.start.first_day, agreement.end.last_day) <= SHORT_TERM_MONTHS
