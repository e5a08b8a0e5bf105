"""lanes_of: reorganisations, strain, agreements, payments and posts of a place as lanes; no Qt."""

import datetime as dt
from collections.abc import Iterable

from partnermap.analysis.disruption.over_years import NetworkStrain
from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import add_months, known_first_day, known_last_day
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.sentences import day_in_words
from partnermap.domain.words import AgreementStatus, PostStatus
from partnermap.network.lookup import lookup_of
from partnermap.network.standing import effective_day, reorganisations_of
from partnermap.shell.words import text
from partnermap.ui.canvas.timeline_bars import HORIZON_MONTHS, Bar, Lane, Look, Part
from partnermap.ui.canvas.timeline_payments import is_payment_record, payment_bars


def lanes_of(place: Place, on: dt.date, strain: NetworkStrain | None = None) -> tuple[Lane, ...]:
    """The lanes of a place; what is near its end is judged on the date.

    Args:
        place: the records; a scenario laid over them counts.
        on: the date.
        strain: what `network_strain` finds for the same records.
    """
    lanes = (
        Lane(text("Reorganisations"), _bars(map(_reorganisation, reorganisations_of(place)))),
        Lane(
            text("Links under strain"),
            note=text("of joint working, to {most}", most="100%"),
            strain=strain,
        ),
        Lane(text("Agreements"), _agreements(place, on)),
        Lane(
            text("Posts"), _bars(_post(item, on) for item in place.posts.values() if not item.statutory)
        ),
    )
    return tuple(lane for lane in lanes if lane.bars or lane.strain is not None)


def _agreements(place: Place, on: dt.date) -> tuple[Bar, ...]:
    """Agreements by their start, then payments of past years, the most money first."""
    lookup = lookup_of(place)
    paid = {item.id: item for item in place.agreements.values() if is_payment_record(lookup, item)}
    agreed = (item for item in place.agreements.values() if item.id not in paid)
    return (*_bars(_agreement(item, on) for item in agreed), *payment_bars(lookup, paid.values(), on))


def _bars(bars: Iterable[Bar | None]) -> tuple[Bar, ...]:
    found = [bar for bar in bars if bar is not None]
    return tuple(sorted(found, key=lambda bar: (bar.parts[0].start or dt.date.min, bar.title)))


def _reorganisation(item: Reorganisation) -> Bar | None:
    effective = effective_day(item)
    if effective is None:
        return None
    announced = known_first_day(item.announced) or effective
    after = add_months(effective, HORIZON_MONTHS)
    parts = (
        Part(announced, effective, Look.REORGANISATION),
        Part(effective, after, Look.BLIGHT),
    )
    hint = text(
        "{name}, {status}: takes effect on {effective}, links under strain until {after}",
        name=item.name,
        status=item.status or text("status not known"),
        effective=day_in_words(effective),
        after=day_in_words(after),
    )
    return Bar(About(Reorganisation.TABLE, item.id), item.name, parts, hint)


def _agreement(item: Agreement, on: dt.date) -> Bar | None:
    start, end = known_first_day(item.start), known_last_day(item.end)
    if start is None and end is None:
        return None
    near = end is not None and on <= end <= add_months(on, HORIZON_MONTHS)
    parts = [Part(start, end, Look.ENDING if near else Look.AGREEMENT)]
    if item.status is AgreementStatus.EXPIRED_BUT_RUNNING and end is not None and end < on:
        parts.append(Part(end, on, Look.LAPSED, text("lapsed, still runs")))
    hint = text(
        "{name}: {start} to {end}",
        name=item.name,
        start=item.start.in_words() if item.start else text("start not known"),
        end=item.end.in_words() if item.end else text("no end"),
    )
    return Bar(About(Agreement.TABLE, item.id), item.name, tuple(parts), hint)


def _post(item: Post, on: dt.date) -> Bar | None:
    start, end = (
        known_first_day(item.start),
        known_last_day(item.end) or known_last_day(item.funding_ends),
    )
    if item.status in (PostStatus.VACANT, PostStatus.FROZEN):
        since = known_first_day(item.status_since) or on
        empty = Part(since, end, Look.EMPTY, str(item.status))
        filled = Part(start, since, Look.POST)
        parts = (empty,) if start is not None and start >= since else (filled, empty)
    else:
        parts = (
            Part(
                start, end, Look.POST, "" if item.status is PostStatus.FILLED else str(item.status or "")
            ),
        )
    if start is None and end is None and item.status_since is None:
        return None
    hint = text("{title}: {status}", title=item.title, status=item.status or text("status not known"))
    return Bar(About(Post.TABLE, item.id), item.title, parts, hint)
