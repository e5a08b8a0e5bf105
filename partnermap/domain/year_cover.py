"""How much of a financial year an amount covers: payments known for six months are no year's money."""

from collections.abc import Iterable
from dataclasses import dataclass

from partnermap.domain.money import money_in_words

MONTHS = 12


@dataclass(frozen=True, slots=True)
class YearCover:
    """Of what part of a financial year an amount is known; nothing is ever scaled up to a year.

    Attributes:
        year: `2025/26`; empty where nothing lacks a month.
        months: how many months are recorded of the payments in the amount, each number once,
            ascending; empty where none of them is known to lack one.
        is_mixed: the amount also holds other money, which is of the year.
    """

    year: str = ""
    months: tuple[int, ...] = ()
    is_mixed: bool = False

    @property
    def is_part(self) -> bool:
        """Whether months are known to lack."""
        return bool(self.months)

    @property
    def span(self) -> str:
        """`a year`, `in 6 months of 2025/26`, or `a year as far as recorded` (then see `note`)."""
        if not self.is_part:
            return "a year"
        if self._has_year:
            return "a year as far as recorded"
        return f"in {self.months_in_words} of {self.year}"

    @property
    def months_in_words(self) -> str:
        """`6 months`, `6 to 12 months` where payers differ; empty where no month is known to lack."""
        if not self.is_part:
            return ""
        return f"{_numbers(self.months)} {'month' if self.months == (1,) else 'months'}"

    @property
    def note(self) -> str:
        """`payments of 2025/26 cover 6 of 12 months`; empty where no month is known to lack."""
        if not self.is_part:
            return ""
        short = tuple(item for item in self.months if item < MONTHS)
        some = "some " if short != self.months else ""
        return f"{some}payments of {self.year} cover {_numbers(short)} of {MONTHS} months"

    @property
    def note_beside(self) -> str:
        """The note where the span does not say as much already; else empty."""
        return self.note if self._has_year else ""

    @property
    def title(self) -> str:
        """What a column or axis of such amounts is called."""
        return "Money recorded" if self.is_part else "Money a year"

    def words(self, pence: int, *, is_known: bool = True) -> str:
        """`£120,000 a year`, `£60,000 in 6 months of 2025/26`, or the former with the note behind it.

        Args:
            pence: the amount, as far as recorded.
            is_known: whether all of it is recorded that is known to be paid.
        """
        if self._has_year and self.is_part:
            return f"{money_in_words(pence)} {self.span} ({self.note})"
        return f"{money_in_words(pence)} {self.span}" + ("" if is_known else ", as far as known")

    @property
    def _has_year(self) -> bool:
        return self.is_mixed or MONTHS in self.months


WHOLE_YEAR = YearCover()


def cover_of_sum(year: str, months: Iterable[int | None]) -> YearCover:
    """The cover of a sum of one financial year.

    Args:
        year: `2025/26`.
        months: for each amount how many months of it are recorded; None where that is not asked
            (joint money, contracts) or not known.
    """
    found = set(months)
    recorded = sorted(item for item in found if item is not None)
    if not recorded or recorded[0] >= MONTHS:
        return WHOLE_YEAR
    return YearCover(year, tuple(recorded), is_mixed=None in found)


def _numbers(months: tuple[int, ...]) -> str:
    return f"{months[0]}" if len(months) == 1 else f"{months[0]} to {months[-1]}"
