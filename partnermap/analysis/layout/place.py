"""One layout for all dates: the same organisation stays put when the date moves."""

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np

from partnermap.analysis.layout.layout import Ints, Layout
from partnermap.analysis.layout.stress import stress_layout
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import Cancelled
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Succession
from partnermap.domain.view import Pin
from partnermap.jobs.token import Token
from partnermap.network.build import network_on

ANY_DATE = dt.date(2000, 1, 1)
"""Where nothing is dated every date shows the same ties."""

MOST_DATES = 24
"""Dates looked at; more are thinned out evenly."""


def place_layout(
    place: Place,
    *,
    pairs: Ints | None = None,
    groups: Sequence[int] | None = None,
    previous: Layout | None = None,
    quick: bool = False,
    token: Token | None = None,
) -> Layout:
    """Lay out every organisation of a place by all ties of all dates; a network shows part of it.

    Predecessors stand beside their successors, as if tied. The place's pins are kept.

    Args:
        place: the records.
        pairs: what `ever_tied` gave for them, when it is known already.
        groups: the lobe of every organisation, None for none.
        previous: the layout before the last change, so that only what changed moves.
        quick: take what can be had at once; the layout tells whether a finer one is to be had.
        token: lets somebody cancel the work.

    Raises:
        Cancelled: the token said so.
    """
    ids = tuple(place.organisations)
    pins = {pin.organisation_id: (pin.x, pin.y) for pin in place.of(Pin).values()}
    tied = ever_tied(place, token=token) if pairs is None else pairs
    return stress_layout(
        ids, tied, groups=groups, previous=previous, pins=pins, quick=quick, token=token
    )


def ever_tied(place: Place, *, token: Token | None = None) -> Ints:
    """Every pair that is tied on some date or follows one another, shape (p, 2).

    Raises:
        Cancelled: the token said so.
    """
    row = {organisation_id: i for i, organisation_id in enumerate(place.organisations)}
    found: set[tuple[int, int]] = set()
    for on in _dates(place):
        if token is not None and token.is_cancelled:
            raise Cancelled
        found |= {(row[tie.from_id], row[tie.to_id]) for tie in network_on(place, on).ties}
    for step in place.of(Succession).values():
        if step.predecessor_id in row and step.successor_id in row:
            found.add((row[step.predecessor_id], row[step.successor_id]))
    return np.array(sorted(found), dtype=np.int32).reshape(-1, 2)


def _dates(place: Place) -> list[dt.date]:
    """Days on which something begins, at most `MOST_DATES` of them."""
    days = sorted({start.first_day for start in _starts(place) if start is not None and start.is_known})
    if len(days) <= MOST_DATES:
        return days or [ANY_DATE]
    rows = np.linspace(0, len(days) - 1, MOST_DATES).round().astype(int)
    return [days[row] for row in rows]


def _starts(place: Place) -> Iterator[PartialDate | None]:
    for organisation in place.organisations.values():
        yield organisation.opened
    for tie in place.ties.values():
        yield tie.start
    for agreement in place.agreements.values():
        yield agreement.start
    for post in place.posts.values():
        yield post.start
    for team in place.teams.values():
        yield team.start
    for item in place.reorganisations.values():
        yield item.effective
