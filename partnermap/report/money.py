"""The money section: which joint money ends when, for all sectors and for the VCSE beside it."""

import datetime as dt
from collections.abc import Iterable

from partnermap.analysis.health.sentences import capital, counted, joined, month
from partnermap.analysis.measure.endings import (
    MONTHS,
    Ending,
    EndingSum,
    FundedAgreement,
    funded_agreements,
    sums_by_ending,
)
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months, financial_year
from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.words import Renewal
from partnermap.report.content import Bar, Bars, Block, Field, Grid, Portion, Section, Subheading, Words

ENDING_SOON = frozenset({Ending.WITHIN_12, Ending.WITHIN_24})


def _sum(agreements: Iterable[FundedAgreement]) -> int | None:
    known = [item.pence for item in agreements if item.pence is not None]
    return sum(known) if known else None


def money_section(place: Place, on: dt.date) -> Section:
    """Table, bars and list of joint money by when it ends."""
    everything = funded_agreements(place, on)
    if not everything:
        blocks: tuple[Block, ...] = (
            Words("Contracts and payments are not joint money and are not counted here."),
        )
        return Section("No agreement of joint money is in force on this date", blocks)
    vcse = tuple(item for item in everything if item.involves_vcse)
    return Section(
        ending_finding(everything, on),
        (
            Words(_vcse_finding(vcse, on)),
            *_bars(everything, vcse),
            _table(everything, vcse),
            Words(_coverage(everything, vcse, on), quiet=True),
            Subheading("Agreements in the order in which they end"),
            _list(everything),
        ),
    )


def ending_finding(agreements: tuple[FundedAgreement, ...], on: dt.date) -> str:
    """How much ends within two years, in a sentence without its full stop."""
    total, ending = _sum(agreements), _ending_soon(agreements)
    until = month(add_months(on, MONTHS))
    if total is None:
        return f"No amount is recorded for {financial_year(on)}, so what ends when is not known"
    if ending is None:
        return f"None of the {money_in_words(total)} of joint money a year is known to end by {until}"
    finding = f"{money_in_words(ending)} of {money_in_words(total)} joint money a year ends by {until}"
    lapsed = _sum(item for item in agreements if item.ending is Ending.LAPSED)
    return f"{finding}; {money_in_words(lapsed)} has expired and still runs" if lapsed else finding


def _vcse_finding(agreements: tuple[FundedAgreement, ...], on: dt.date) -> str:
    if not agreements:
        return "No agreement of joint money involves a VCSE or community organisation."
    total, ending = _sum(agreements), _ending_soon(agreements)
    count = counted(len(agreements), "agreement")
    until = month(add_months(on, MONTHS))
    whose = f"Of the joint money that involves the VCSE ({count})"
    if total is None:
        return f"{whose} no amount is recorded for {financial_year(on)}."
    if ending is None:
        return f"{whose}, {money_in_words(total)} a year, none is known to end by {until}."
    return f"{whose}, {money_in_words(ending)} of {money_in_words(total)} a year ends by {until}."


def _ending_soon(agreements: tuple[FundedAgreement, ...]) -> int | None:
    return _sum(item for item in agreements if item.ending in ENDING_SOON)


def _bars(
    everything: tuple[FundedAgreement, ...], vcse: tuple[FundedAgreement, ...]
) -> tuple[Bars, ...]:
    named = (("All sectors", everything), ("VCSE", vcse))
    bars = tuple(bar for title, items in named if (bar := _bar(title, items)).total > 0)
    if not bars:
        return ()
    return (Bars(bars, " ".join(_bar_in_words(bar) for bar in bars)),)


def _bar(title: str, agreements: tuple[FundedAgreement, ...]) -> Bar:
    order = list(Ending)
    sums = [item for item in sums_by_ending(agreements) if item.pence]
    portions = (Portion(item.ending.value, item.pence or 0, order.index(item.ending)) for item in sums)
    return Bar(title, tuple(portions))


def _bar_in_words(bar: Bar) -> str:
    parts = [f"{money_in_words(part.pence)} {_lower(part.title)}" for part in bar.portions]
    return f"{bar.title}, {money_in_words(bar.total)} a year: {joined(parts)}."


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _table(everything: tuple[FundedAgreement, ...], vcse: tuple[FundedAgreement, ...]) -> Grid:
    of_vcse = {item.ending: item for item in sums_by_ending(vcse)}
    rows = [
        (item.ending.value, *_figures(item.pence, item.agreements), *_of(of_vcse.get(item.ending)))
        for item in sums_by_ending(everything)
    ]
    rows.append(
        ("Total", *_figures(_sum(everything), len(everything)), *_figures(_sum(vcse), len(vcse)))
    )
    return Grid(
        (
            Field("When it ends", 0.36),
            Field("All: a year", 0.17, right=True),
            Field("Agreements", 0.15, right=True),
            Field("VCSE: a year", 0.17, right=True),
            Field("Agreements", 0.15, right=True),
        ),
        tuple(rows),
        "Joint money a year and number of agreements by when they end, for all sectors and for those "
        "that involve a VCSE or community organisation.",
        total=True,
    )


def _of(item: EndingSum | None) -> tuple[str, str]:
    return _figures(item.pence, item.agreements) if item else ("–", "0")


def _figures(pence: int | None, agreements: int) -> tuple[str, str]:
    if not agreements:
        return "–", "0"
    return ("not known" if pence is None else money_in_words(pence)), f"{agreements:,}"


def _coverage(
    everything: tuple[FundedAgreement, ...], vcse: tuple[FundedAgreement, ...], on: dt.date
) -> str:
    parts = [f"Money of the financial year {financial_year(on)}, as recorded."]
    for words, items in (("", everything), (" that involve the VCSE", vcse)):
        known = sum(item.is_known for item in items)
        if items:
            parts.append(f"Money known for {known} of {len(items)} agreements{words}.")
    parts.append("Contracts and payments are not joint money and are left out.")
    return " ".join(parts)


def _list(agreements: tuple[FundedAgreement, ...]) -> Grid:
    return Grid(
        (
            Field("Agreement", 0.36),
            Field("Legal basis", 0.22),
            Field("Ends", 0.26),
            Field("A year", 0.16, right=True),
        ),
        tuple(_row(item) for item in agreements),
        "One row for each agreement of joint money: its legal basis, when it ends, and money a year.",
    )


def _row(item: FundedAgreement) -> tuple[str, str, str, str]:
    basis = item.agreement.legal_basis
    money = "not known" if item.pence is None else money_in_words(item.pence)
    if item.pence is not None and not item.is_known:
        money += ", in part"
    return item.agreement.name, capital(basis.value) if basis else "Not recorded", _ends(item), money


def _ends(item: FundedAgreement) -> str:
    end = item.agreement.end
    if end is None or not end.is_known:
        return item.ending.value
    written = end.in_words()
    if item.ending is Ending.LAPSED:
        return f"Expired {written}, still running"
    if item.ending is Ending.FOLLOWED:
        return f"{written}; the next one is signed"
    if item.ending is Ending.YEARLY:
        return f"{written}, then yearly by national rule"
    return written + _option(item.agreement)


def _option(agreement: Agreement) -> str:
    if agreement.renewal is not Renewal.OPTION:
        return ""
    until = agreement.renewal_until
    if until is None or not until.is_known:
        return "; option to extend"
    return f"; option to {until.in_words()}"
