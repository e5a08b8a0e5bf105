"""Scenario rows that move dates: close, end, leave vacant, delay, does not happen."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import PartialDate, Period, add_months, known_first_day
from partnermap.domain.errors import BadValue
from partnermap.domain.organisation import Organisation
from partnermap.domain.post import Post
from partnermap.domain.reorganisation import Affected, Reorganisation, ScenarioChange, Succession
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    AgreementStatus,
    Effect,
    PostStatus,
    Renewal,
    ReorganisationStatus,
)
from partnermap.network.draft import Draft

_GONE = "what it was about is not there; choose a record of the right kind or delete the row."
_ENDING = {kind.TABLE: kind for kind in (Agreement, Post, Team, Tie)}


def close(draft: Draft, row: ScenarioChange) -> None:
    """The organisation closes on the date; of several dates the earliest counts."""
    body = draft.get(Organisation, _about(row, Organisation.TABLE))
    if body is None:
        raise BadValue(_GONE)
    day = _last_day(row)
    if body.opened is not None and body.opened.is_known and day.last_day < body.opened.first_day:
        raise BadValue(f"“{body.name}” only opens on {body.opened}; give a later date.")
    draft.put(replace(body, closed=_earlier(body.closed, day)))


def end(draft: Draft, row: ScenarioChange) -> None:
    """The agreement, post, team or tie ends on the date, whatever would have renewed it."""
    kind = _ENDING.get(row.about_table or "")
    record = draft.get(kind, row.about_id) if kind is not None else None
    if not isinstance(record, Agreement | Post | Team | Tie):
        raise BadValue(_GONE)
    day = _last_day(row)
    if Period(record.start, day).is_reversed:
        raise BadValue(f"it only starts on {record.start}; give a later date.")
    if isinstance(record, Agreement):
        draft.put(_agreement_ended(record, day))
    else:
        draft.put(replace(record, end=_earlier(record.end, day)))


def _agreement_ended(agreement: Agreement, day: PartialDate) -> Agreement:
    """Neither a rule nor an option renews it, and one that lapsed and still runs stops."""
    lapsed = agreement.status is AgreementStatus.EXPIRED_BUT_RUNNING
    return replace(
        agreement,
        end=day if lapsed else _earlier(agreement.end, day),
        status=AgreementStatus.ENDED if lapsed else agreement.status,
        renewal=Renewal.ENDS,
        renewal_until=None,
    )


def leave_vacant(draft: Draft, row: ScenarioChange) -> None:
    """Nobody fills the post from the date on; of several dates the earliest counts."""
    post = draft.get(Post, _about(row, Post.TABLE))
    if post is None:
        raise BadValue(_GONE)
    vacant = post.status is PostStatus.VACANT
    since = _earlier(post.status_since, row.date) if vacant and row.date is not None else row.date
    draft.put(replace(post, status=PostStatus.VACANT, status_since=since, holder=None))


def delay(draft: Draft, row: ScenarioChange) -> None:
    """All dates after the announcement, and the bodies that come and go with it, move by months."""
    item = _reorganisation(draft, row)
    months = _months(row)
    effective = known_first_day(item.effective)
    if effective is None:
        raise BadValue("the date on which it takes effect is not known; give that first.")
    for body in _bodies(draft, item):
        closed, opened = body.closed, body.opened
        if _closes_with(body, effective):
            closed = _moved(closed, months, last=True)
        if _opens_with(body, effective):
            opened = _moved(opened, months)
        draft.put(replace(body, closed=closed, opened=opened))
    draft.put(
        replace(
            item,
            shadow_from=_moved(item.shadow_from, months),
            effective=_moved(item.effective, months),
            operational_from=_moved(item.operational_from, months),
        )
    )


def drop(draft: Draft, row: ScenarioChange) -> None:
    """The reorganisation does not happen; the bodies it would create do not come."""
    item = _reorganisation(draft, row)
    effective = known_first_day(item.effective)
    for body in _bodies(draft, item):
        if body.id in _created(draft, item):
            draft.remove(body)
        elif effective is not None and _closes_with(body, effective):
            draft.put(replace(body, closed=None))
    draft.put(replace(item, status=ReorganisationStatus.NOT_PROCEEDING))


def _about(row: ScenarioChange, table: str) -> str | None:
    return row.about_id if row.about_table == table else None


def _last_day(row: ScenarioChange) -> PartialDate:
    if row.date is None or not row.date.is_known:
        raise BadValue("the last day is missing; give the date.")
    return row.date


def _earlier(one: PartialDate | None, other: PartialDate) -> PartialDate:
    if one is None or not one.is_known or other.last_day < one.last_day:
        return other
    return one


def _reorganisation(draft: Draft, row: ScenarioChange) -> Reorganisation:
    item = draft.get(Reorganisation, _about(row, Reorganisation.TABLE))
    if item is None:
        raise BadValue("the reorganisation it was about is not there; choose one or delete the row.")
    return item


def _months(row: ScenarioChange) -> int:
    text = (row.value or "").strip().lower().removesuffix("months").removesuffix("month").strip()
    try:
        return int(text)
    except ValueError:
        raise BadValue(f"“{row.value or ''}” is no number of months; write 6, or -6.") from None


def _moved(date: PartialDate | None, months: int, *, last: bool = False) -> PartialDate | None:
    """The date so many months on, as precise as it was; a last day stays the last of its month."""
    if date is None or not date.is_known:
        return date
    if date.day is not None:
        step = dt.timedelta(days=1 if last else 0)
        return PartialDate.from_day(add_months(date.first_day + step, months) - step)
    day = add_months(date.first_day, months)
    is_year = date.month is None and months % 12 == 0
    return PartialDate(day.year, None if is_year else day.month)


def _bodies(draft: Draft, item: Reorganisation) -> Iterator[Organisation]:
    """Everybody whom the reorganisation names, once."""
    named = [
        row.organisation_id
        for row in draft.place.of(Affected).values()
        if row.reorganisation_id == item.id
    ]
    for row in draft.place.of(Succession).values():
        if row.reorganisation_id == item.id:
            named += [row.predecessor_id, row.successor_id]
    for key in dict.fromkeys(named):
        body = draft.get(Organisation, key)
        if body is not None:
            yield body


def _closes_with(body: Organisation, effective: dt.date) -> bool:
    """Whether its recorded last day is that of the changeover."""
    if body.closed is None or not body.closed.is_known:
        return False
    return body.closed.last_day in {effective - dt.timedelta(days=1), effective}


def _opens_with(body: Organisation, effective: dt.date) -> bool:
    return body.opened is not None and body.opened.is_known and body.opened.first_day == effective


def _created(draft: Draft, item: Reorganisation) -> set[str]:
    rows = [row for row in draft.place.of(Affected).values() if row.effect is Effect.CREATED]
    mine = {row.organisation_id for row in rows if row.reorganisation_id == item.id}
    return mine - {row.organisation_id for row in rows if row.reorganisation_id != item.id}
