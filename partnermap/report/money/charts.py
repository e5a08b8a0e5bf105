"""The charts of joint money, as data: what ends when, how it is held, what rules demand."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from partnermap.analysis.measure.endings import (
    Ending,
    FundedAgreement,
    MoneySum,
    PeriodEnds,
    Step,
    Stop,
    ends_by_period,
    funded_agreements,
    money_sum,
    without_period,
)
from partnermap.analysis.measure.pooling import (
    Arrangement,
    ArrangementSum,
    MinimumSum,
    arrangements_on,
    minimum_and_voluntary,
)
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import financial_year
from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import counted, first_few
from partnermap.domain.words import Mandate
from partnermap.report.money.endings import ending_finding
from partnermap.scene.chart.stacked import BarRow, Piece, StackedBars

ALL, VCSE = "All", "VCSE"
NO_JOINT_MONEY = "No agreement of joint money is in force on this date."

_STOPS: Mapping[Stop, int] = {Stop.FOLLOWED: 0, Stop.RECURRENT: 1, Stop.STOPS: 2}
_LAPSED = 3
_CATEGORIES = (
    Stop.FOLLOWED.value,
    Stop.RECURRENT.value,
    Stop.STOPS.value,
    Ending.LAPSED.value,
)
_APART = {
    Ending.YEARLY: Ending.YEARLY.value,
    Ending.OPEN: Ending.OPEN.value,
    Ending.NOT_KNOWN: Ending.NOT_KNOWN.value,
}


def abouts(ids: Iterable[str]) -> tuple[About, ...]:
    """Pointers to agreements."""
    return tuple(About(Agreement.TABLE, key) for key in ids)


def ends_chart(place: Place, on: dt.date, step: Step = Step.YEAR) -> StackedBars:
    """What ends when: expired first, then every period in which something ends, then what does not."""
    funded = funded_agreements(place, on)
    vcse = tuple(item for item in funded if item.involves_vcse)
    periods = ends_by_period(funded, on, step)
    rows = [*_lapsed_rows(funded, vcse), *_period_rows(periods), *_apart_rows(periods, funded, vcse)]
    return StackedBars(
        ending_finding(funded, on) if funded else NO_JOINT_MONEY,
        _CATEGORIES,
        tuple(rows),
        "When it ends",
        NO_JOINT_MONEY,
        _ends_note(funded, on),
    )


def _lapsed_rows(
    funded: Sequence[FundedAgreement], vcse: Sequence[FundedAgreement]
) -> tuple[BarRow, ...]:
    if all(item.ending is not Ending.LAPSED for item in funded):
        return ()
    sums = [
        money_sum(item for item in items if item.ending is Ending.LAPSED) for items in (funded, vcse)
    ]
    return _pair(Ending.LAPSED.value, *({_LAPSED: each} for each in sums))


def _period_rows(periods: Sequence[PeriodEnds]) -> Iterable[BarRow]:
    for period in periods:
        everything, vcse = (
            {_STOPS[stop]: item for stop, item in sums.items() if stop in _STOPS}
            for sums in (period.everything, period.vcse)
        )
        if everything:
            yield from _pair(f"Ends {period.label}", everything, vcse)


def _apart_rows(
    periods: Sequence[PeriodEnds],
    funded: Sequence[FundedAgreement],
    vcse: Sequence[FundedAgreement],
) -> Iterable[BarRow]:
    """Lines without a bar: this money stops on no date of the chart."""
    found = without_period(funded)
    yearly = any(Stop.YEARLY in period.everything for period in periods)
    for ending, title in _APART.items():
        if ending in found or (ending is Ending.YEARLY and yearly):
            sums = [
                money_sum(item for item in items if item.ending is ending) for items in (funded, vcse)
            ]
            for name, item in zip((ALL, VCSE), sums, strict=True):
                words = f"{_words(item)}, not drawn" if item.pence else _words(item)
                yield BarRow(name, (), words, abouts(item.agreement_ids), title)


def _pair(
    group: str, everything: Mapping[int, MoneySum], vcse: Mapping[int, MoneySum]
) -> tuple[BarRow, ...]:
    return _row(group, ALL, everything), _row(group, VCSE, vcse)


def _row(group: str, title: str, sums: Mapping[int, MoneySum]) -> BarRow:
    pieces = tuple(
        Piece(category, item.pence, money_in_words(item.pence), abouts(item.agreement_ids))
        for category, item in sorted(sums.items())
        if item.pence is not None
    )
    ids = tuple(key for item in sums.values() for key in item.agreement_ids)
    known = [item.pence for item in sums.values() if item.pence is not None]
    whole = MoneySum(sum(known) if known else None, sum(item.known for item in sums.values()), ids)
    return BarRow(title, pieces, _words(whole), abouts(ids), group)


def _words(item: MoneySum) -> str:
    if not item.agreements:
        return "none"
    if item.pence is None:
        return "not known"
    missing = item.agreements - item.known
    words = money_in_words(item.pence)
    return f"{words}, in part" if missing else words


def _ends_note(funded: Sequence[FundedAgreement], on: dt.date) -> str:
    names = [item.agreement.name for item in funded if item.ending is Ending.LAPSED]
    known = sum(item.is_known for item in funded)
    parts = [
        f"Money of {financial_year(on)} as recorded, known in full for {known} of "
        f"{counted(len(funded), 'agreement')}.",
        "What is not drawn stops on no date shown.",
    ]
    if names:
        parts.insert(0, f"Expired and still running: {first_few(names)}.")
    return " ".join(parts)


def arrangements_chart(place: Place, on: dt.date) -> StackedBars:
    """Joint money by how it is held, deepest first: pooled beside aligned and the rest."""
    found = arrangements_on(place, on)
    rows = [
        _row(item.arrangement.value, title, {0: each})
        for item in found
        for title, each in ((ALL, item.everything), (VCSE, item.vcse))
    ]
    return StackedBars(
        _held(found),
        ("A year",),
        tuple(rows),
        "How it is held",
        NO_JOINT_MONEY,
        f"Money of {financial_year(on)} as recorded; “in part” where an amount is missing.",
    )


def _held(found: Sequence[ArrangementSum]) -> str:
    total = sum(item.everything.pence or 0 for item in found)
    pooled = next((item for item in found if item.arrangement is Arrangement.POOLED), None)
    if not found:
        return NO_JOINT_MONEY
    if not total:
        return "No amount of joint money is recorded for this year"
    if pooled is None or pooled.everything.pence is None:
        return f"None of the {money_in_words(total)} joint money a year is known to be pooled"
    aligned = next((item for item in found if item.arrangement is Arrangement.ALIGNED), None)
    words = f"{money_in_words(pooled.everything.pence)} of {money_in_words(total)} sits in pooled funds"
    if aligned is None or aligned.everything.pence is None:
        return words
    return f"{words}, {money_in_words(aligned.everything.pence)} in aligned budgets"


_MANDATES: Mapping[Mandate, str] = {
    Mandate.NHS_MINIMUM: "NHS minimum contribution",
    Mandate.LA_BETTER_CARE_GRANT: "Local Authority Better Care Grant",
    Mandate.DFG: "Disabled Facilities Grant",
}
_RULES = ("Demanded by a national rule", "Chosen", "Not recorded which")


def minimum_chart(place: Place, on: dt.date) -> StackedBars:
    """Pooled money: what national minima demand beside what was chosen."""
    found = minimum_and_voluntary(place, on)
    rows = tuple(_minimum_row(item) for item in found)
    return StackedBars(
        _chosen(found),
        _RULES,
        rows,
        "Under which rule",
        "No pooled fund has an amount for this year.",
        f"Pooled money of {financial_year(on)} as recorded.",
    )


def _rule(item: MinimumSum) -> int:
    if item.mandate is None:
        return 2
    return 1 if item.mandate is Mandate.NONE else 0


def _minimum_title(item: MinimumSum) -> str:
    if item.mandate is None:
        return "Not recorded"
    return _MANDATES.get(item.mandate, "No rule: chosen")


def _minimum_row(item: MinimumSum) -> BarRow:
    about = abouts(item.agreement_ids)
    words = "not known" if item.pence is None else money_in_words(item.pence)
    if item.pence is not None and item.missing:
        words = f"{words}, in part"
    pieces = () if item.pence is None else (Piece(_rule(item), item.pence, words, about),)
    return BarRow(_minimum_title(item), pieces, words, about)


def _chosen(found: Sequence[MinimumSum]) -> str:
    total = sum(item.pence or 0 for item in found)
    chosen = [item.pence for item in found if item.mandate is Mandate.NONE and item.pence]
    if not total:
        return "No amount of pooled money is recorded for this year"
    words = money_in_words(sum(chosen)) if chosen else "None"
    return f"{words} of {money_in_words(total)} pooled money is there by choice, above national minima"
