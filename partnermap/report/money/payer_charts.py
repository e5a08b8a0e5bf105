"""The charts of who pays, as data: joint money by payer and year; contracts and payments apart."""

import datetime as dt
from collections.abc import Iterable, Sequence

from partnermap.analysis.measure.contributions import ContributionSum, MoneyClass, contributions
from partnermap.domain.dates import financial_year
from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.year_cover import cover_of_sum
from partnermap.network.lookup import lookup_of
from partnermap.report.money.charts import abouts
from partnermap.scene.chart.heat import HeatCell, HeatTable
from partnermap.scene.chart.stacked import BarRow, Piece, StackedBars

MOST_YEARS = 7
MOST_PAYERS = 12
NOTHING_PAID = "No contribution to joint money is recorded."
NOTHING_BOUGHT = "No contract or payment has an amount for this year."

_NO_YEAR = "Year not recorded"
_BOUGHT = (MoneyClass.CONTRACT, MoneyClass.PAYMENT)


def payers_chart(place: Place, on: dt.date) -> HeatTable:
    """Joint money paid by organisation and year, the largest payer of the date's year first."""
    found = [item for item in contributions(place) if item.money_class is MoneyClass.JOINT]
    years = _years(found, on)
    order = _payers(place, found, financial_year(on))
    most = max((item.pence or 0 for item in found), default=0)
    rows = [
        (place.name_of(key), [_cell(_of(found, key, year), most) for year in years])
        for key in order[:MOST_PAYERS]
    ]
    if others := set(order[MOST_PAYERS:]):
        items = [item for item in found if item.organisation_id in others]
        rows.append((f"{len(others):,} others", _sums(items, years)))
    if rows:
        rows += _totals(place, found, years)
    return HeatTable(
        _paid(place, found, on),
        tuple(title for title, _ in rows),
        tuple(year or _NO_YEAR for year in years),
        tuple(tuple(cells) for _, cells in rows),
        "Who pays",
        NOTHING_PAID,
        "“–” is no contribution; darker is more. What is paid is joint money only; contracts and "
        "payments stand apart.",
    )


def _years(found: Iterable[ContributionSum], on: dt.date) -> list[str | None]:
    """The years up to the latest, the date's own among them; rows without a year last."""
    known = sorted({item.financial_year for item in found if item.financial_year})
    here = financial_year(on)
    shown = [year for year in known if year <= here][-MOST_YEARS + 1 :]
    shown += [year for year in known if year > here][: MOST_YEARS - len(shown)]
    unknown: list[str | None] = [None] if any(item.financial_year is None for item in found) else []
    return [*shown, *unknown]


def _payers(place: Place, found: Iterable[ContributionSum], year: str) -> list[str]:
    amounts: dict[str, int] = {}
    for item in found:
        now = item.pence or 0 if item.financial_year == year else 0
        amounts[item.organisation_id] = amounts.get(item.organisation_id, 0) + now
    return sorted(amounts, key=lambda key: (-amounts[key], place.name_of(key).casefold()))


def _of(
    found: Iterable[ContributionSum], organisation_id: str, year: str | None
) -> list[ContributionSum]:
    return [
        item for item in found if item.organisation_id == organisation_id and item.financial_year == year
    ]


def _cell(items: Sequence[ContributionSum], most: int) -> HeatCell:
    about = abouts(key for item in items for key in item.agreement_ids)
    if not items:
        return HeatCell(None, "–")
    known = [item.pence for item in items if item.pence is not None]
    if not known:
        return HeatCell(None, "not known", about)
    total = sum(known)
    return HeatCell(total / most if most > 0 else None, money_in_words(total), about)


def _totals(
    place: Place, found: Sequence[ContributionSum], years: Sequence[str | None]
) -> list[tuple[str, list[HeatCell]]]:
    """All payers together, and the VCSE beside them; never shaded, for they are sums of the others."""
    vcse = [item for item in found if place.organisations[item.organisation_id].is_vcse]
    return [("All who pay", _sums(found, years)), ("VCSE who pay", _sums(vcse, years))]


def _sums(found: Sequence[ContributionSum], years: Sequence[str | None]) -> list[HeatCell]:
    return [_cell([item for item in found if item.financial_year == year], 0) for year in years]


def _paid(place: Place, found: Sequence[ContributionSum], on: dt.date) -> str:
    year = financial_year(on)
    now = [item for item in found if item.financial_year == year and item.pence]
    total = sum(item.pence or 0 for item in now)
    if not found:
        return NOTHING_PAID
    if not now or total <= 0:
        return f"No amount of joint money is recorded for {year}"
    largest = max(now, key=lambda item: item.pence or 0)
    return (
        f"{place.name_of(largest.organisation_id)} pays {money_in_words(largest.pence or 0)} of "
        f"{money_in_words(total)} joint money in {year}"
    )


def bought_chart(place: Place, on: dt.date) -> StackedBars:
    """Contracts and payments of the date's financial year by who pays: never added to joint money."""
    year = financial_year(on)
    found = [
        item
        for item in contributions(place)
        if item.money_class in _BOUGHT and item.financial_year == year
    ]
    rows = [_bought_row(place, key, found) for key in _payers(place, found, year)]
    return StackedBars(
        _bought(place, found, year),
        ("Contracts", "Payments"),
        tuple(rows),
        "Who pays",
        NOTHING_BOUGHT,
    )


def _bought(place: Place, found: Sequence[ContributionSum], year: str) -> str:
    total = money_in_words(sum(item.pence or 0 for item in found))
    months = cover_of_sum(year, (_months(place, item) for item in found if item.pence is not None))
    note = f"; {months.note}" if months.is_part else ""
    return f"{total} goes through contracts and payments in {year}, apart from joint money{note}"


def _months(place: Place, item: ContributionSum) -> int | None:
    if item.money_class is not MoneyClass.PAYMENT or item.financial_year is None:
        return None
    return lookup_of(place).payment_months.get((item.organisation_id, item.financial_year))


def _bought_row(place: Place, key: str, found: Sequence[ContributionSum]) -> BarRow:
    items = [item for item in found if item.organisation_id == key]
    pieces = tuple(
        Piece(
            _BOUGHT.index(item.money_class),
            item.pence,
            money_in_words(item.pence),
            abouts(item.agreement_ids),
        )
        for item in items
        if item.pence is not None
    )
    known = [item.pence for item in items if item.pence is not None]
    words = money_in_words(sum(known)) if known else "not known"
    about = abouts(each for item in items for each in item.agreement_ids)
    return BarRow(place.name_of(key), pieces, words, about)
