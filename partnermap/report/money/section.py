"""The money section: which joint money ends when, for all sectors and for the VCSE beside it."""

import datetime as dt

from partnermap.analysis.measure.endings import (
    MONTHS,
    Ending,
    EndingSum,
    FundedAgreement,
    funded_agreements,
    money_sum,
    sums_by_ending,
)
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months, financial_year
from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.sentences import capital, counted, month_in_words
from partnermap.domain.words import Renewal
from partnermap.report.content import Block, ChartFigure, Field, Grid, Section, Subheading, Words
from partnermap.report.money.charts import ends_chart
from partnermap.report.money.endings import ending_finding, ending_soon


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
            ChartFigure(ends_chart(place, on)),
            _table(everything, vcse),
            Words(_coverage(everything, vcse, on), quiet=True),
            Subheading("Agreements in the order in which they end"),
            _list(everything),
        ),
    )


def _vcse_finding(agreements: tuple[FundedAgreement, ...], on: dt.date) -> str:
    if not agreements:
        return "No agreement of joint money involves a VCSE or community organisation."
    total, ending = money_sum(agreements).pence, ending_soon(agreements)
    count = counted(len(agreements), "agreement")
    until = month_in_words(add_months(on, MONTHS))
    whose = f"Of the joint money that involves the VCSE ({count})"
    if total is None:
        return f"{whose} no amount is recorded for {financial_year(on)}."
    if ending is None:
        return f"{whose}, {money_in_words(total)} a year, none is known to end by {until}."
    return f"{whose}, {money_in_words(ending)} of {money_in_words(total)} a year ends by {until}."


def _table(everything: tuple[FundedAgreement, ...], vcse: tuple[FundedAgreement, ...]) -> Grid:
    of_vcse = {item.ending: item for item in sums_by_ending(vcse)}
    rows = [
        (item.ending.value, *_figures(item.pence, item.agreements), *_of(of_vcse.get(item.ending)))
        for item in sums_by_ending(everything)
    ]
    rows.append(
        (
            "Total",
            *_figures(money_sum(everything).pence, len(everything)),
            *_figures(money_sum(vcse).pence, len(vcse)),
        )
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
