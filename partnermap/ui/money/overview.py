"""What the money room shows, found out on a worker: joint money, when it ends, payments apart; no Qt."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.measure.endings import Ending, FundedAgreement, Step, funded_agreements
from partnermap.analysis.measure.money import Money, cover_of_money, is_joint_money, money_on
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months, financial_year
from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import capital, day_in_words, sentence
from partnermap.domain.year_cover import YearCover
from partnermap.jobs.token import Token
from partnermap.network.derive import is_funding, payers_of, recipients_of, runs_on
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.report.money.charts import arrangements_chart, ends_chart, minimum_chart
from partnermap.report.money.payer_charts import bought_chart, payers_chart
from partnermap.scene.chart.heat import HeatTable
from partnermap.scene.chart.stacked import StackedBars
from partnermap.shell.words import counted, text
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading

_BY_YEAR = frozenset({Ending.WITHIN_12, Ending.WITHIN_24, Ending.LATER})
_PRESSING = _BY_YEAR | {Ending.LAPSED}


@dataclass(frozen=True, slots=True)
class EndingYear:
    """Money that ends at one time, in pence as far as known: all sectors, and the VCSE beside it."""

    when: str
    everything: int | None
    vcse: int | None
    agreements: tuple[FundedAgreement, ...]


@dataclass(frozen=True, slots=True)
class MoneyCharts:
    """The room's charts: `ends` by the length of its periods."""

    ends: Mapping[Step, StackedBars]
    held: StackedBars
    minimum: StackedBars
    payers: HeatTable
    bought: StackedBars


@dataclass(frozen=True, slots=True)
class MoneyOverview:
    """The room's sentences, tables and charts."""

    headline: str
    vcse: str
    coverage: str
    years: tuple[EndingYear, ...]
    by_year: FigureTable
    agreements: FigureTable
    payments: FigureTable
    payments_words: str
    charts: MoneyCharts


def money_overview(request: FiguresRequest, _token: Token) -> MoneyOverview:
    """All joint money of the date with its sums, and contracts and payments apart."""
    place, on = request.place, request.on
    lookup = lookup_of(place)
    funded = funded_agreements(place, on)
    vcse = tuple(item for item in funded if item.involves_vcse)
    years = _years(funded)
    paid = [
        item
        for item in place.agreements.values()
        if is_funding(lookup, item) and not is_joint_money(lookup, item) and runs_on(lookup, item, on)
    ]
    return MoneyOverview(
        headline=_headline(funded, on),
        vcse=_vcse(vcse),
        coverage=" ".join(filter(None, (_coverage(funded, vcse, on), _apart(lookup, funded, paid, on)))),
        years=years,
        by_year=_year_table(years, funded, vcse),
        agreements=_agreement_table(lookup, funded, on),
        payments=_payment_table(lookup, paid, on),
        payments_words=_payments(lookup, paid, on),
        charts=_charts(place, on),
    )


def _charts(place: Place, on: dt.date) -> MoneyCharts:
    return MoneyCharts(
        ends={step: ends_chart(place, on, step) for step in Step},
        held=arrangements_chart(place, on),
        minimum=minimum_chart(place, on),
        payers=payers_chart(place, on),
        bought=bought_chart(place, on),
    )


def _known(items: Iterable[FundedAgreement]) -> int | None:
    amounts = [item.pence for item in items if item.pence is not None]
    return sum(amounts) if amounts else None


def _headline(funded: Sequence[FundedAgreement], on: dt.date) -> str:
    if not funded:
        return text("No agreement of joint money is in force on {day}.", day=day_in_words(on))
    total = _known(funded)
    if total is None:
        return text("No amount of joint money is recorded for {year}.", year=financial_year(on))
    return text(
        "{money} of joint money in {year}, in {agreements}.",
        money=money_in_words(total),
        year=financial_year(on),
        agreements=counted(len(funded), "agreement"),
    )


def _vcse(vcse: Sequence[FundedAgreement]) -> str:
    if not vcse:
        return text("None of them involves a VCSE or community organisation.")
    total = _known(vcse)
    return text(
        "Of these, {agreements} a VCSE or community organisation: {money}.",
        agreements=counted(len(vcse), "agreement involves", "agreements involve"),
        money=text("amounts not known") if total is None else money_in_words(total),
    )


def _coverage(funded: Sequence[FundedAgreement], vcse: Sequence[FundedAgreement], on: dt.date) -> str:
    if not funded:
        return ""
    words = text(
        "Money known for {known} of {agreements}",
        known=_settled(funded),
        agreements=counted(len(funded), "agreement"),
    )
    if vcse:
        words += text(
            ", and for {known} of the {vcse:,} with the VCSE",
            known=_settled(vcse),
            vcse=len(vcse),
        )
    return text(
        "{coverage}, as recorded for the financial year {year}. Select a year for its agreements; "
        "double-click an agreement to open its record.",
        coverage=words,
        year=financial_year(on),
    )


def _apart(
    lookup: Lookup, funded: Sequence[FundedAgreement], paid: Sequence[Agreement], on: dt.date
) -> str:
    """Where contracts and payments stand, and why the room for reorganisations speaks of more money."""
    bought = sum(money_on(lookup, item, on).total or 0 for item in paid)
    joint = _known(funded)
    if not bought:
        return (
            "" if funded else text("Contracts and payments are not joint money; they are listed apart.")
        )
    return text(
        "Contracts and payments are not joint money and stand apart below; the room for "
        "reorganisations and page one of a report follow them too{whole}.",
        whole="" if joint is None else _in_all(bought + joint, _cover(lookup, paid, on)),
    )


def _in_all(pence: int, cover: YearCover) -> str:
    words = text(", {both} in all", both=money_in_words(pence))
    return text("{words} as far as recorded", words=words) if cover.is_part else words


def _settled(items: Iterable[FundedAgreement]) -> int:
    return sum(item.is_known for item in items)


def _years(funded: Sequence[FundedAgreement]) -> tuple[EndingYear, ...]:
    groups: dict[tuple[int, str], list[FundedAgreement]] = {}
    for item in funded:
        groups.setdefault(_when(item), []).append(item)
    return tuple(
        EndingYear(
            when,
            _known(items),
            _known(item for item in items if item.involves_vcse),
            tuple(items),
        )
        for (_, when), items in sorted(groups.items())
    )


def _when(item: FundedAgreement) -> tuple[int, str]:
    """Rank and words: what has expired, the years, then what has no such end."""
    end = item.agreement.end
    if item.ending in _BY_YEAR and end is not None:
        return 1, text("Ends {year}", year=financial_year(end.last_day))
    rank = 0 if item.ending is Ending.LAPSED else 2 + list(Ending).index(item.ending)
    return rank, item.ending.value


def _year_table(
    years: Sequence[EndingYear], funded: Sequence[FundedAgreement], vcse: Sequence[FundedAgreement]
) -> FigureTable:
    rows = [
        _year_row(item.when, item.agreements, [one for one in item.agreements if one.involves_vcse])
        for item in years
    ]
    if rows:
        rows.append(_year_row(text("Total"), funded, vcse, is_total=True))
    return FigureTable(
        text("Joint money by when it ends"),
        (
            Heading(text("When it ends")),
            Heading(text("All, a year"), right=True),
            Heading(text("Agreements"), right=True),
            Heading(text("VCSE, a year"), right=True),
            Heading(text("VCSE agreements"), right=True),
        ),
        tuple(rows),
    )


def _year_row(
    when: str,
    items: Sequence[FundedAgreement],
    vcse: Sequence[FundedAgreement],
    *,
    is_total: bool = False,
) -> FigureRow:
    return FigureRow(
        (
            Figure(when, at_risk=not is_total and any(i.ending is Ending.LAPSED for i in items)),
            _amount(_known(items), len(items)),
            Figure(f"{len(items):,}", len(items)),
            _amount(_known(vcse), len(vcse)),
            Figure(f"{len(vcse):,}", len(vcse)),
        ),
        tuple(_about(item.agreement) for item in items),
        is_total,
    )


def _amount(pence: int | None, agreements: int = 1) -> Figure:
    if not agreements:
        return Figure("–")
    return Figure(text("not known")) if pence is None else Figure(money_in_words(pence), pence)


def _agreement_table(lookup: Lookup, funded: Sequence[FundedAgreement], on: dt.date) -> FigureTable:
    return FigureTable(
        text("Agreements of joint money"),
        (
            Heading(text("Agreement")),
            Heading(text("A year"), right=True),
            Heading(text("Ends")),
            Heading(text("How")),
            Heading(text("Decide by")),
            Heading(text("Who pays")),
            Heading(text("Status")),
            Heading(text("VCSE")),
            Heading(text("Legal basis")),
        ),
        tuple(_agreement_row(lookup, item, on) for item in funded),
    )


def _agreement_row(lookup: Lookup, item: FundedAgreement, on: dt.date) -> FigureRow:
    agreement = item.agreement
    part = item.pence is not None and not item.is_known
    words = text("not known") if item.pence is None else money_in_words(item.pence)
    return FigureRow(
        (
            Figure(agreement.name, organisation_id=agreement.host_id),
            Figure(text("{money}, in part", money=words) if part else words, item.pence),
            _end(agreement),
            Figure(item.ending.value, at_risk=item.ending is Ending.LAPSED),
            _decide_by(item, on),
            Figure(_payers(lookup, agreement, on)),
            Figure(str(agreement.status or text("not recorded"))),
            Figure(text("yes") if item.involves_vcse else text("no")),
            Figure(str(agreement.legal_basis or text("not recorded"))),
        ),
        (_about(agreement),),
    )


def _payers(lookup: Lookup, agreement: Agreement, on: dt.date) -> str:
    amounts = money_on(lookup, agreement, on).by_payer
    names = {key: lookup.place.organisations[key].label for key in payers_of(lookup, agreement)}
    if not names:
        return text("not recorded")
    return ", ".join(
        f"{name} {money_in_words(amounts[key])}"
        if key in amounts
        else text("{name} (not known)", name=name)
        for key, name in names.items()
    )


def _end(agreement: Agreement) -> Figure:
    if agreement.end is None:
        return Figure(text("no end recorded"))
    order = float(agreement.end.last_day.toordinal()) if agreement.end.is_known else None
    return Figure(agreement.end.in_words(), order)


def _decide_by(item: FundedAgreement, on: dt.date) -> Figure:
    end = item.agreement.end
    if item.ending not in _PRESSING or end is None or not end.is_known:
        return Figure("–")
    latest = add_months(end.last_day, -(item.agreement.notice_months or 0))
    if latest < on:
        return Figure(text("{day}, passed", day=day_in_words(latest)), latest.toordinal(), at_risk=True)
    return Figure(day_in_words(latest), latest.toordinal())


def _payment_table(lookup: Lookup, paid: Sequence[Agreement], on: dt.date) -> FigureTable:
    place = lookup.place
    rows = []
    cover = _cover(lookup, paid, on)
    for agreement in paid:
        money = money_on(lookup, agreement, on)
        to = [agreement.host_id] if agreement.host_id else recipients_of(lookup, agreement)
        rows.append(
            FigureRow(
                (
                    Figure(agreement.name, organisation_id=agreement.host_id),
                    _paid(money, cover, on),
                    Figure(_names(place, payers_of(lookup, agreement))),
                    Figure(_names(place, to)),
                    _end(agreement),
                    Figure(str(agreement.legal_basis or "")),
                ),
                (_about(agreement),),
            )
        )
    rows.sort(key=lambda row: -(row.cells[1].order or 0))
    return FigureTable(
        text("Contracts and payments"),
        (
            Heading(text("Contract or payment")),
            Heading(capital(_when_paid(cover, on)), right=True),
            Heading(text("Who pays")),
            Heading(text("To whom")),
            Heading(text("Ends")),
            Heading(text("Legal basis")),
        ),
        tuple(rows),
    )


def _names(place: Place, ids: Iterable[str]) -> str:
    return ", ".join(place.organisations[key].label for key in ids) or text("not recorded")


def _payments(lookup: Lookup, paid: Sequence[Agreement], on: dt.date) -> str:
    if not paid:
        return text("No contract or payment is recorded on this date.")
    totals = [total for item in paid if (total := money_on(lookup, item, on).total) is not None]
    cover = _cover(lookup, paid, on)
    return sentence(
        text(
            "{count}, not joint money: {money} {when}, known for {known} of {all}{note}",
            count=counted(len(paid), "contract or payment", "contracts and payments"),
            money=money_in_words(sum(totals)) if totals else text("no amount"),
            when=_when_paid(cover, on),
            known=len(totals),
            all=len(paid),
            note=f"; {cover.note_beside}" if cover.note_beside else "",
        )
    )


def _cover(lookup: Lookup, paid: Iterable[Agreement], on: dt.date) -> YearCover:
    return cover_of_money((money_on(lookup, item, on) for item in paid), on)


def _when_paid(cover: YearCover, on: dt.date) -> str:
    """`in 2024/25`, or `in 6 months of 2025/26` where no more is recorded of any amount."""
    if cover.is_part and not cover.note_beside:
        return cover.span
    return text("in {year}", year=financial_year(on))


def _paid(money: Money, whole: YearCover, on: dt.date) -> Figure:
    """An amount; it says how many months it is of where the column's heading does not."""
    own = cover_of_money([money], on)
    if money.total is None or not own.is_part or own == whole:
        return _amount(money.total)
    return Figure(f"{money_in_words(money.total)} {own.span}", money.total)


def _about(agreement: Agreement) -> About:
    return About(Agreement.TABLE, agreement.id)
