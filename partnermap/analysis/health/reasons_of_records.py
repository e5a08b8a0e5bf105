"""Reasons that stand in the record behind a tie: its end, its lapse, the state of its post."""

import datetime as dt
from collections.abc import Iterator

from partnermap.analysis.health.reasons import (
    Horizon,
    Reason,
    ReasonKind,
    agreement_of,
    becomes_internal,
)
from partnermap.analysis.measure.money import has_signed_successor
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import PartialDate, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.sentences import day_in_words, verb
from partnermap.domain.words import PostStatus, Renewal, TieKind
from partnermap.network.derive import has_lapsed, status_on
from partnermap.network.lookup import lookup_of
from partnermap.network.network import NetworkTie
from partnermap.network.origin import name_of_origin
from partnermap.network.standing import Standing

_STATES = {
    PostStatus.VACANT: ("is vacant", "has been vacant"),
    PostStatus.FROZEN: ("is frozen", "has been frozen"),
    PostStatus.AT_RISK: ("is at risk", "has been at risk"),
    PostStatus.INTERIM: ("has an interim holder", "has had an interim holder"),
}
"""What is said of a post, and of one of which it is known since when."""


def lapsed(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    """The agreement expired and still runs."""
    agreement = agreement_of(horizon.place, tie)
    if agreement is None or not has_lapsed(agreement, horizon.on):
        return
    end = known_last_day(agreement.end)
    since = f" on {day_in_words(end)}" if end else ", nobody recorded when,"
    runs = verb(agreement.name, "runs", "run")
    text = f"{agreement.name} expired{since} and still {runs}."
    yield Reason(ReasonKind.LAPSED, text, end, records=(tie.origin,))


def ends(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    """The agreement, post, team or tie ends, and neither a rule nor a signed agreement goes on."""
    end = known_last_day(tie.end)
    if tie.kind is TieKind.PAYMENT or end is None or not horizon.holds(end):
        return
    agreement = agreement_of(horizon.place, tie)
    if agreement is not None and _goes_on(horizon.place, agreement):
        return
    if _merges_then(horizon.place, tie, end):
        return
    text = f"{_subject(horizon.place, tie)} on {day_in_words(end)}{_option(agreement)}."
    yield Reason(ReasonKind.ENDS, text, end, records=(tie.origin,))


def post(horizon: Horizon, tie: NetworkTie) -> Iterator[Reason]:
    """Nobody, or nobody lasting, is in the post, or its funding ends before the post does."""
    if tie.origin.table != Post.TABLE:
        return
    record = horizon.place.posts[tie.origin.id]
    status = status_on(record, horizon.on)
    if status in _STATES:
        text = f"The post {record.title} {_state(status, record.status_since)}."
        yield Reason(ReasonKind.POST, text, records=(tie.origin,))
    funded_until = known_last_day(record.funding_ends)
    if funded_until is None or funded_until > horizon.until or _ends_with_funding(horizon, record):
        return
    word = "ended" if funded_until < horizon.on else "ends"
    text = f"Funding for the post {record.title} {word} on {day_in_words(funded_until)}."
    yield Reason(ReasonKind.FUNDING_ENDS, text, funded_until, records=(tie.origin,))


def _merges_then(place: Place, tie: NetworkTie, end: dt.date) -> bool:
    """Whether both ends are one body by the day after, as when a merger is what ends the link."""
    return end < dt.date.max and becomes_internal(Standing(place, end + dt.timedelta(days=1)), tie)


def _subject(place: Place, tie: NetworkTie) -> str:
    name = name_of_origin(place, tie.origin)
    if tie.origin.table == Post.TABLE:
        record = place.posts[tie.origin.id]
        both = known_last_day(record.funding_ends) == known_last_day(record.end)
        return f"The post {name} and its funding end" if both else f"The post {name} ends"
    return f"{name} {verb(name, 'ends', 'end')}" if name else "This link ends"


def _ends_with_funding(horizon: Horizon, record: Post) -> bool:
    """Whether the end of the post, on the same day, says it already."""
    end = known_last_day(record.end)
    return horizon.holds(end) and end == known_last_day(record.funding_ends)


def _option(agreement: Agreement | None) -> str:
    if agreement is None or agreement.renewal is not Renewal.OPTION:
        return ""
    until = known_last_day(agreement.renewal_until)
    return " unless the option " + (f"to {day_in_words(until)} " if until else "") + "is taken up"


def _goes_on(place: Place, agreement: Agreement) -> bool:
    """Renewed every year by national rule, or followed by a signed agreement."""
    by_rule = agreement.renewal is Renewal.YEARLY_BY_RULE
    return by_rule or has_signed_successor(lookup_of(place), agreement)


def _state(status: PostStatus, since: PartialDate | None) -> str:
    now, lasting = _STATES[status]
    return f"{lasting} since {since.in_words()}" if since is not None and since.is_known else now
