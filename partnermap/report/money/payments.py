"""The section on payments that published spending shows; never added to joint money."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from partnermap.domain.agreement import PaymentLine
from partnermap.domain.dates import financial_year_of_month
from partnermap.domain.money import money_in_words
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import joined
from partnermap.domain.year_cover import YearCover, cover_of_sum
from partnermap.network.standing import Standing
from partnermap.report.content import Field, Grid, Section, Words

MOST_YEARS = 4


@dataclass(slots=True)
class PairPayments:
    """What one payer paid one organisation: pence by financial year.

    Attributes:
        payer_id, payee_id: as they are on the date of the report.
        payers_before, payees_before: bodies that they took over from and that the lines name.
    """

    payer_id: str
    payee_id: str
    by_year: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    payers_before: set[str] = field(default_factory=set)
    payees_before: set[str] = field(default_factory=set)

    def add(self, line: PaymentLine) -> None:
        """Take in a line of the payer or the payee, or of a body that one of them took over from."""
        self.by_year[financial_year_of_month(line.month)] += line.amount
        self.payers_before |= {line.payer_id} - {self.payer_id}
        self.payees_before |= {line.organisation_id or self.payee_id} - {self.payee_id}

    @property
    def total(self) -> int:
        """Pence of all years."""
        return sum(self.by_year.values())


def payments_until(place: Place, on: dt.date) -> tuple[PairPayments, ...]:
    """Payments between organisations of the place up to the month of the date, the largest first.

    A line is followed through successions at both ends: what a predecessor paid or was paid counts
    with the one body that took over from it by the date.
    """
    today = _Today(place, on)
    pairs: dict[tuple[str, str], PairPayments] = {}
    for line in lines_until(place, on):
        if line.organisation_id is not None:
            key = today.home_of(line.payer_id), today.home_of(line.organisation_id)
            pairs.setdefault(key, PairPayments(*key)).add(line)
    return tuple(sorted(pairs.values(), key=lambda pair: (-pair.total, pair.payer_id, pair.payee_id)))


class _Today:
    """Who stands on a date where a body once stood."""

    def __init__(self, place: Place, on: dt.date) -> None:
        self._standing = Standing(place, on)
        self._homes: dict[str, str] = {}

    def home_of(self, organisation_id: str) -> str:
        """The one successor, or the body itself where it is open, or nobody or several took over."""
        if organisation_id not in self._homes:
            about = About(Organisation.TABLE, organisation_id)
            home = self._standing.home_of(organisation_id, about).organisation_id
            self._homes[organisation_id] = home or organisation_id
        return self._homes[organisation_id]


def lines_until(place: Place, on: dt.date) -> Iterable[PaymentLine]:
    """Payment lines up to the month of the date, matched or not."""
    last = f"{on:%Y-%m}"
    return (line for line in place.of(PaymentLine).values() if line.month <= last)


def payments_sections(place: Place, on: dt.date) -> tuple[Section, ...]:
    """One section, or none where no spending was imported."""
    lines = list(lines_until(place, on))
    pairs = payments_until(place, on)
    if not lines:
        return ()
    here = sum(pair.total for pair in pairs)
    heading = (
        f"Published spending shows {money_in_words(here)} paid to organisations of this place, "
        f"{_to_vcse(place, pairs)}"
    )
    words = Words(_coverage(lines, here))
    return (Section(heading, (words, _grid(place, pairs, _covers(lines))) if pairs else (words,)),)


def _covers(lines: Iterable[PaymentLine]) -> Mapping[str, YearCover]:
    """How much of each financial year the lines of its payers cover."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in lines:
        found[financial_year_of_month(line.month)][line.payer_id].add(line.month)
    return {year: cover_of_sum(year, map(len, months.values())) for year, months in found.items()}


def _to_vcse(place: Place, pairs: Iterable[PairPayments]) -> str:
    """None recorded is not nought: what went to bodies that are not in the record is not known."""
    recorded = {key for key, item in place.organisations.items() if item.is_vcse}
    if not recorded:
        return "of which no VCSE body is recorded yet"
    paid = sum(pair.total for pair in pairs if pair.payee_id in recorded)
    return f"{money_in_words(paid)} of it to VCSE bodies that are recorded"


def _coverage(lines: Sequence[PaymentLine], here: int) -> str:
    total = sum(line.amount for line in lines)
    first, last = min(line.month for line in lines), max(line.month for line in lines)
    return (
        f"Of {money_in_words(total)} that the files show from {_month(first)} to {_month(last)}, "
        f"{money_in_words(here)} went to organisations that this record holds; the rest went to names "
        "that match none of them. Payments are not joint money and in none of its figures."
    )


def _month(text: str) -> str:
    return f"{dt.date(int(text[:4]), int(text[5:7]), 1):%B %Y}"


def _grid(place: Place, pairs: Sequence[PairPayments], covers: Mapping[str, YearCover]) -> Grid:
    years = sorted({year for pair in pairs for year in pair.by_year})
    shown = years[-MOST_YEARS:]
    earlier = years[:-MOST_YEARS]
    titles = [
        *(["Earlier"] if earlier else []),
        *(_title(year, covers[year]) for year in shown),
        "In all",
    ]
    share = 0.54 / len(titles)
    fields = (
        Field("Paid to", 0.28),
        Field("By", 0.18),
        *(Field(title, share, right=True) for title in titles),
    )
    rows = tuple(_row(place, pair, earlier, shown) for pair in pairs)
    return Grid(fields, rows, "One row for each payer and payee: payments by financial year and in all.")


def _title(year: str, cover: YearCover) -> str:
    return f"{year}, {cover.months_in_words}" if cover.is_part else year


def _row(
    place: Place, pair: PairPayments, earlier: Sequence[str], shown: Sequence[str]
) -> tuple[str, ...]:
    cells = [_amount(pair.by_year, [year]) for year in shown]
    if earlier:
        cells.insert(0, _amount(pair.by_year, earlier))
    names = (
        _name(place, pair.payee_id, pair.payees_before),
        _name(place, pair.payer_id, pair.payers_before),
    )
    return (*names, *cells, money_in_words(pair.total))


def _name(place: Place, organisation_id: str, before: Iterable[str]) -> str:
    """`Heir (and before it Old)`."""
    earlier = joined(sorted(map(place.name_of, before)))
    name = place.name_of(organisation_id)
    return f"{name} (and before it {earlier})" if earlier else name


def _amount(by_year: Mapping[str, int], years: Sequence[str]) -> str:
    found = [by_year[year] for year in years if year in by_year]
    return money_in_words(sum(found)) if found else "–"
