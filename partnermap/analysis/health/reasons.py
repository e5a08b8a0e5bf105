"""Why a tie may not survive a horizon: each reason a dated, plain sentence."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.health.sentences import day, first_few, sentence
from partnermap.analysis.measure.money import has_signed_successor
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import PartialDate, add_months, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.words import Effect, PostStatus, Renewal, ReorganisationStatus, TieKind
from partnermap.network.derive import has_lapsed, status_on
from partnermap.network.lookup import lookup_of
from partnermap.network.network import NetworkTie
from partnermap.network.origin import name_of_origin
from partnermap.network.standing import Standing, effective_day


class ReasonKind(StrEnum):
    """What sort of reason it is."""

    ENDS = "ends"
    LAPSED = "lapsed"
    POST = "post"
    FUNDING_ENDS = "funding ends"
    REORGANISED = "reorganised"
    CLOSES = "closes"
    BRIDGE = "bridge"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason.

    Attributes:
        text: a whole sentence.
        date: when it bites; None when it has no date of its own.
        certainty: how certain a reorganisation is; None for anything else.
        reorganisation_id: the reorganisation meant.
        organisation_id: the organisation that closes or is reorganised.
    """

    kind: ReasonKind
    text: str
    date: dt.date | None = None
    certainty: ReorganisationStatus | None = None
    reorganisation_id: str | None = None
    organisation_id: str | None = None


_GOES = {
    Effect.MERGED: "is merged, with no successor recorded,",
    Effect.SPLIT: "is split, with no successor recorded,",
    Effect.ABOLISHED: "is abolished, with no successor recorded,",
}
"""Effects that end a body. Others strain its links for a while, which the map's hatch shows."""

_POST_STATES = {
    PostStatus.VACANT: "is vacant",
    PostStatus.FROZEN: "is frozen",
    PostStatus.AT_RISK: "is at risk",
}


@dataclass(frozen=True)
class Horizon:
    """What the finders of reasons share: the place, both dates, and who stands where on each."""

    place: Place
    on: dt.date
    until: dt.date
    standing: Standing
    cut_off: Mapping[tuple[str, str], tuple[str, ...]]

    def holds(self, date: dt.date | None) -> bool:
        """Whether a date lies between the two, both included."""
        return date is not None and self.on <= date <= self.until


def reasons_for(horizon: Horizon, tie: NetworkTie) -> tuple[Reason, ...]:
    """Every reason why the tie may not survive the horizon, most pressing kinds first."""
    finders = (_lapsed, _ends, _post, _ends_of_bodies, _bridge)
    return tuple(reason for finder in finders for reason in finder(horizon, tie))


def _lapsed(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    agreement = _agreement(horizon.place, tie)
    if agreement is None or not has_lapsed(agreement, horizon.on):
        return
    end = known_last_day(agreement.end)
    since = f" on {day(end)}" if end else ", nobody recorded when,"
    yield Reason(ReasonKind.LAPSED, f"{agreement.name} expired{since} and still runs.", end)


def _ends(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    end = known_last_day(tie.end)
    if tie.kind is TieKind.PAYMENT or end is None or not horizon.holds(end):
        return
    agreement = _agreement(horizon.place, tie)
    if agreement is not None and _goes_on(horizon.place, agreement):
        return
    name = name_of_origin(horizon.place, tie.origin)
    what = f"The post {name}" if tie.origin.table == Post.TABLE else name or "This link"
    yield Reason(ReasonKind.ENDS, f"{what} ends on {day(end)}{_option(agreement)}.", end)


def _option(agreement: Agreement | None) -> str:
    if agreement is None or agreement.renewal is not Renewal.OPTION:
        return ""
    until = known_last_day(agreement.renewal_until)
    return " unless the option " + (f"to {day(until)} " if until else "") + "is taken up"


def _goes_on(place: Place, agreement: Agreement) -> bool:
    """Renewed every year by national rule, or followed by a signed agreement."""
    by_rule = agreement.renewal is Renewal.YEARLY_BY_RULE
    return by_rule or has_signed_successor(lookup_of(place), agreement)


def _post(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    if tie.origin.table != Post.TABLE:
        return
    post = horizon.place.posts[tie.origin.id]
    status = status_on(post, horizon.on)
    if status in _POST_STATES:
        since = _since(post.status_since)
        yield Reason(ReasonKind.POST, f"The post {post.title} {_POST_STATES[status]}{since}.")
    ends = known_last_day(post.funding_ends)
    if ends is not None and ends <= horizon.until:
        verb = "ended" if ends < horizon.on else "ends"
        text = f"Funding for the post {post.title} {verb} on {day(ends)}."
        yield Reason(ReasonKind.FUNDING_ENDS, text, ends)


def _since(date: PartialDate | None) -> str:
    return f" since {date.in_words()}" if date is not None and date.is_known else ""


def _ends_of_bodies(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    decided = _decided(horizon.place, tie)
    for organisation_id in tie.pair:
        touching = _touching(horizon, organisation_id)
        for item, effective in touching:
            if item.id not in decided:
                yield from _reorganised(horizon.place, item, effective, organisation_id)
        closed = horizon.standing.closed_on(organisation_id)
        if not touching and closed is not None and horizon.holds(closed):
            name = horizon.place.name_of(organisation_id)
            text = f"{name} closes on {day(closed)}, and no reorganisation is recorded for it."
            yield Reason(ReasonKind.CLOSES, text, closed, organisation_id=organisation_id)


def _decided(place: Place, tie: NetworkTie) -> set[str]:
    """Reorganisations for which it was decided where this link goes."""
    decisions = lookup_of(place).decisions.get((tie.origin.table, tie.origin.id), ())
    return {item.reorganisation_id for item in decisions if item.goes_to_id is not None}


def _touching(horizon: Horizon, organisation_id: str) -> list[tuple[Reorganisation, dt.date]]:
    """Reorganisations of the body that take effect within the horizon."""
    return [
        (item, effective)
        for item in horizon.standing.reorganisations_touching(organisation_id)
        if (effective := effective_day(item)) is not None and horizon.on < effective <= horizon.until
    ]


def _reorganised(
    place: Place, item: Reorganisation, effective: dt.date, organisation_id: str
) -> Iterator[Reason]:
    what = _effect_text(place, item, organisation_id)
    if what is None:
        return
    certainty = f" ({item.status.value})" if item.status else ""
    text = f"{place.name_of(organisation_id)} {what} on {day(effective)}{certainty}."
    yield Reason(ReasonKind.REORGANISED, text, effective, item.status, item.id, organisation_id)


def _effect_text(place: Place, item: Reorganisation, organisation_id: str) -> str | None:
    """What happens to the organisation, None when its links carry on: they do to one successor."""
    lookup = lookup_of(place)
    rows = lookup.successions.get(organisation_id, ())
    successors = dict.fromkeys(row.successor_id for row in rows if row.reorganisation_id == item.id)
    if successors:
        if len(successors) == 1:
            return None
        return f"passes to {first_few([place.name_of(key) for key in successors])}"
    effects = [
        row for row in lookup.affected.get(organisation_id, ()) if row.reorganisation_id == item.id
    ]
    return next((_GOES[row.effect] for row in effects if row.effect in _GOES), None)


def _bridge(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    cut_off = horizon.cut_off.get(tie.pair)
    if tie.kind is TieKind.PAYMENT or not cut_off:
        return
    names = first_few([horizon.place.name_of(item) for item in cut_off])
    text = sentence(f"Nothing else joins {names} to the rest of this part of the map")
    yield Reason(ReasonKind.BRIDGE, text)


def decide_by(place: Place, tie: NetworkTie, reasons: tuple[Reason, ...]) -> dt.date | None:
    """Latest safe date: an agreement's end less its notice, the last day before a reorganisation."""
    agreement = _agreement(place, tie)
    notice = (agreement.notice_months or 0) if agreement is not None else 0
    dates = [_safe_date(reason, reason.date, notice) for reason in reasons if reason.date is not None]
    return min(dates, default=None)


def _safe_date(reason: Reason, date: dt.date, notice_months: int) -> dt.date:
    if reason.kind is ReasonKind.REORGANISED:
        return date - dt.timedelta(days=1)
    if reason.kind in {ReasonKind.ENDS, ReasonKind.LAPSED}:
        return add_months(date, -notice_months)
    return date


def _agreement(place: Place, tie: NetworkTie) -> Agreement | None:
    return place.agreements[tie.origin.id] if tie.origin.table == Agreement.TABLE else None
