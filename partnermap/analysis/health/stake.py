"""What is at stake for an organisation, for one link, or for the whole place, in sentences."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from partnermap.analysis.health.carried import carried_by, texts_of_tie
from partnermap.analysis.health.reasons import Reason
from partnermap.analysis.health.risks import MONTHS, Risk, risks
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import PartialDate, add_months
from partnermap.domain.place import Place
from partnermap.domain.record import About, Record
from partnermap.domain.sentences import (
    counted,
    day_in_words,
    is_or_are,
    joined,
    month_in_words,
    number,
    part_of,
    sentence,
)
from partnermap.domain.words import TieKind
from partnermap.domain.year_cover import YearCover
from partnermap.network.build import network_on
from partnermap.network.network import Network, NetworkTie, TieMark
from partnermap.network.origin import name_beside_ends
from partnermap.network.standing import Standing

STALE_MONTHS = 12
"""A link that nobody confirmed for longer is counted as not confirmed."""


@dataclass(frozen=True, slots=True)
class StakeLink:
    """One link as a row.

    Attributes:
        other_id: the organisation at the other end; for one tie and for the place, its second end.
        name: of the agreement, post, team or tie behind it, None where it has none.
        carries: money, posts and programmes, `£120,000 a year; one post (0.8 WTE)`; may be empty.
        dates: `April 2023 to 31 March 2026`.
        reasons: why it is at risk; empty when it is not.
    """

    tie_id: str
    other_id: str
    kind: str
    name: str | None
    carries: str
    dates: str
    reasons: tuple[Reason, ...]
    decide_by: dt.date | None

    @property
    def at_risk(self) -> bool:
        """Whether something happens to it, rather than that it merely stands alone."""
        return any(reason.is_dated for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Stake:
    """What the inspector opens with.

    Attributes:
        headline: one sentence.
        details: further sentences, most important first.
        links: those at risk first, by consequence.
        money_by_end: text of when it ends (`2026`, `no end recorded`) and pence a year; payments of
            which months lack stand apart (`paid in 6 months of 2025/26`).
        evidence: sentences on sources and on what was last confirmed when.
    """

    headline: str
    details: tuple[str, ...]
    links: tuple[StakeLink, ...]
    money_by_end: tuple[tuple[str, int], ...]
    evidence: tuple[str, ...]


def at_stake(place: Place, on: dt.date, organisation_id: str, months: int = MONTHS) -> Stake:
    """What an organisation's links stand to lose in so many months."""
    network = network_on(place, on)
    standing = Standing(place, on)
    if not standing.is_open(organisation_id):
        return _absent(place, standing, organisation_id, on)
    ties = [tie for tie in network.ties if organisation_id in tie.pair]
    threatened = {
        risk.tie.id: risk for risk in risks(place, on, months) if organisation_id in risk.tie.pair
    }
    return _stake(
        place,
        on,
        ties,
        threatened,
        headline=_headline(len(ties), len(_dated(threatened)), add_months(on, months), "its"),
        details=[
            *_details(place, on, _dated(threatened)),
            *_waiting(place, network, organisation_id),
            *_payments(ties),
        ],
        seen_from=organisation_id,
    )


def tie_stake(place: Place, on: dt.date, tie_id: str, months: int = MONTHS) -> Stake:
    """What one link stands to lose; `tie_id` is the id of a NetworkTie on the date."""
    ties = [tie for tie in network_on(place, on).ties if tie.id == tie_id]
    if not ties:
        return Stake("This link is not there on this date.", (), (), (), ())
    threatened = {risk.tie.id: risk for risk in risks(place, on, months) if risk.tie.id == tie_id}
    until = month_in_words(add_months(on, months))
    headline = (
        f"This link is at risk by {until}."
        if _dated(threatened)
        else f"Nothing ends this link by {until}."
    )
    details = [reason.text for risk in threatened.values() for reason in risk.reasons]
    details += _details(place, on, _dated(threatened))
    details += [_mark_text(mark) for mark in sorted(ties[0].marks)]
    return _stake(place, on, ties, threatened, headline=headline, details=details, seen_from=None)


def ties_stake(place: Place, on: dt.date, tie_ids: Collection[str], months: int = MONTHS) -> Stake:
    """What several links together stand to lose; ids of NetworkTies on the date."""
    ties = [tie for tie in network_on(place, on).ties if tie.id in tie_ids]
    threatened = {risk.tie.id: risk for risk in risks(place, on, months) if risk.tie.id in tie_ids}
    return _stake(
        place,
        on,
        ties,
        threatened,
        headline=_headline(len(ties), len(_dated(threatened)), add_months(on, months), "these"),
        details=[*_details(place, on, _dated(threatened)), *_payments(ties)],
        seen_from=None,
    )


def place_stake(place: Place, on: dt.date, months: int = MONTHS) -> Stake:
    """What all links of the place stand to lose: for when nothing is selected."""
    network = network_on(place, on)
    if not network.organisation_ids:
        return Stake("There are no organisations yet.", (), (), (), ())
    threatened = {risk.tie.id: risk for risk in risks(place, on, months)}
    headline = _headline(len(network.ties), len(_dated(threatened)), add_months(on, months), "the")
    details = [
        *_details(place, on, _dated(threatened)),
        *_waiting(place, network, None),
        *_payments(network.ties),
    ]
    ties = [tie for tie in network.ties if tie.id in threatened]
    stake = _stake(place, on, ties, threatened, headline=headline, details=details, seen_from=None)
    evidence = _evidence(place, on, network.ties)
    return Stake(
        stake.headline, stake.details, stake.links, _money_by_end(place, on, network.ties), evidence
    )


def _dated(threatened: Mapping[str, Risk]) -> list[Risk]:
    """Those that the map draws as ending: a link that merely stands alone is named, not counted."""
    return [risk for risk in threatened.values() if risk.is_dated]


def _absent(place: Place, standing: Standing, organisation_id: str, on: dt.date) -> Stake:
    name, closed = place.name_of(organisation_id), standing.closed_on(organisation_id)
    if closed is None or closed >= on:
        return Stake(f"{name} has not opened yet on {day_in_words(on)}.", (), (), (), ())
    successors = [place.name_of(item) for item in standing.successor_ids(organisation_id)]
    tail = f"It was followed by {joined(successors)}." if successors else "No successor is recorded."
    return Stake(f"{name} closed on {day_in_words(closed)}.", (tail,), (), (), ())


def _stake(
    place: Place,
    on: dt.date,
    ties: Sequence[NetworkTie],
    threatened: dict[str, Risk],
    *,
    headline: str,
    details: list[str],
    seen_from: str | None,
) -> Stake:
    order = {tie_id: rank for rank, tie_id in enumerate(threatened)}
    rows = sorted(ties, key=lambda tie: order.get(tie.id, len(order)))
    return Stake(
        headline=headline,
        details=tuple(dict.fromkeys(details)),
        links=tuple(_link(place, on, tie, threatened.get(tie.id), seen_from) for tie in rows),
        money_by_end=_money_by_end(place, on, ties),
        evidence=_evidence(place, on, ties),
    )


def _headline(links: int, at_risk: int, until: dt.date, whose: str) -> str:
    if not links:
        return "No link is recorded on this date."
    if not at_risk:
        all_links = "The one link has" if links == 1 else f"None of {whose} {links:,} links has"
        nothing = "nothing" if links == 1 else "anything"
        return f"{all_links} {nothing} recorded against it by {month_in_words(until)}."
    if links == 1:
        return f"{whose.capitalize()} only link is at risk by {month_in_words(until)}."
    return sentence(
        f"{at_risk:,} of {whose} {links:,} links {is_or_are(at_risk)} at risk by {month_in_words(until)}"
    )


def _details(place: Place, on: dt.date, threatened: list[Risk]) -> list[str]:
    if not threatened:
        return []
    total = carried_by(place, [risk.tie.origin for risk in threatened], on)
    found = [f"At stake: {joined(total.texts)}."] if total.texts else []
    dates = [risk.decide_by for risk in threatened if risk.decide_by is not None]
    past = [date for date in dates if date < on]
    if past:
        found.append(sentence(f"the latest safe date has passed for {counted(len(past), 'link')}"))
    if ahead := [date for date in dates if date >= on]:
        found.append(f"The first decision is due by {day_in_words(min(ahead))}.")
    return found


def _waiting(place: Place, network: Network, organisation_id: str | None) -> list[str]:
    waiting = [
        item
        for item in network.waiting
        if organisation_id is None or organisation_id in (item.tie.pair + item.successor_ids)
    ]
    if not waiting:
        return []
    names = [
        place.name_of(key) for key in dict.fromkeys(key for item in waiting for key in item.closed_ids)
    ]
    verb = "waits" if len(waiting) == 1 else "wait"
    links = counted(len(waiting), "link")
    return [sentence(f"{links} of bodies that closed ({joined(names)}) still {verb} for a new home")]


def _payments(ties: Sequence[NetworkTie]) -> list[str]:
    """A year of payments says nothing of the years after it."""
    count = sum(tie.kind is TieKind.PAYMENT for tie in ties)
    if not count:
        return []
    links = counted(count, "link")
    verb, pronoun = ("is a record", "it") if count == 1 else ("are records", "they")
    return [sentence(f"{links} {verb} of past payments; whether {pronoun} will go on is not known")]


def _link(
    place: Place, on: dt.date, tie: NetworkTie, risk: Risk | None, seen_from: str | None
) -> StakeLink:
    return StakeLink(
        tie_id=tie.id,
        other_id=tie.from_id if tie.to_id == seen_from else tie.to_id,
        kind=tie.kind.value,
        name=name_beside_ends(place, tie),
        carries="; ".join(texts_of_tie(place, tie, on)),
        dates=_dates(tie),
        reasons=risk.reasons if risk is not None else (),
        decide_by=risk.decide_by if risk is not None else None,
    )


def _dates(tie: NetworkTie) -> str:
    start = "start not known" if tie.start is None or not tie.start.is_known else tie.start.in_words()
    if tie.end is None:
        return f"{start}, no end" if start == "start not known" else f"since {start}"
    if TieMark.LAPSED in tie.marks:
        return f"{start} to {tie.end.in_words()}, still running"
    return f"{start} to {tie.end.in_words()}"


def _mark_text(mark: TieMark) -> str:
    return sentence(f"marked: {mark.value}")


def _money_by_end(place: Place, on: dt.date, ties: Iterable[NetworkTie]) -> tuple[tuple[str, int], ...]:
    amounts: dict[str, int] = {}
    for key in dict.fromkeys(tie.origin.id for tie in ties if tie.origin.table == Agreement.TABLE):
        carried = carried_by(place, [About(Agreement.TABLE, key)], on)
        if carried.pence is not None:
            when = _when(place.agreements[key], on, carried.cover)
            amounts[when] = amounts.get(when, 0) + carried.pence
    return tuple(sorted(amounts.items()))


def _when(agreement: Agreement, on: dt.date, cover: YearCover) -> str:
    if cover.is_part:
        return f"paid {cover.span}"
    end = agreement.end
    if end is None:
        return "no end recorded"
    if not end.is_known:
        return "end not known"
    return "expired but running" if end.last_day < on else str(end.year)


def _evidence(place: Place, on: dt.date, ties: Sequence[NetworkTie]) -> tuple[str, ...]:
    records = [record for tie in ties if (record := _record(place, tie)) is not None]
    if not records:
        return ()
    sources = list(dict.fromkeys(record.source for record in records if record.source))
    stated = f"Sources: {_listed(sources)}." if sources else "No source is recorded."
    return (stated, *_confirmation(records, on))


def _listed(sources: list[str], most: int = 3) -> str:
    """Sources with semicolons between them, for they have commas within."""
    more = [f"{number(len(sources) - most)} more"] if len(sources) > most else []
    return "; ".join([*sources[:most], *more])


def _record(place: Place, tie: NetworkTie) -> Record | None:
    return place.get(tie.origin.table, tie.origin.id)


def _confirmation(records: list[Record], on: dt.date) -> tuple[str, ...]:
    dates = [
        record.last_confirmed
        for record in records
        if record.last_confirmed is not None and record.last_confirmed.is_known
    ]
    if not dates:
        return ("No link has a date on which it was last confirmed.",)
    latest = max(dates, key=_last_day)
    limit = add_months(on, -STALE_MONTHS)
    stale = len(records) - sum(date.last_day >= limit for date in dates)
    return (f"Last confirmed: {latest.in_words()}.", _stale_text(stale, len(records)))


def _last_day(date: PartialDate) -> dt.date:
    return date.last_day


def _stale_text(stale: int, records: int) -> str:
    if not stale:
        return "Every link was confirmed within the last year."
    verb = "was" if stale == 1 else "were"
    return sentence(f"{part_of(stale, records, 'link')} {verb} not confirmed for over a year")
