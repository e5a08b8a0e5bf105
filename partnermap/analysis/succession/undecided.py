"""What needs somebody: the records whose links wait for a home, who must decide, and by when."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.health.carried import Carried, carried_by
from partnermap.analysis.health.owner import owner_of
from partnermap.analysis.succession.fates import Fate, Fates, LinkFate, Pair
from partnermap.domain.dates import ONE_DAY
from partnermap.domain.record import About
from partnermap.domain.tie import Tie

WAITS = frozenset({Fate.SPLIT, Fate.NO_HOME_YET})


@dataclass(frozen=True, slots=True)
class Undecided:
    """One agreement, post, team or tie of which a link waits.

    Attributes:
        about: the record.
        fate: whether a decision is needed or no home is known; the latter where both are.
        pairs: the linked pairs that wait.
        stopped_at: the bodies that go.
        successor_ids: those to choose from.
        owner_id: who must decide; None where nobody is recorded.
        decide_by: the last day before the first body goes, or lets go of it; None without a date.
        carried: money, posts and programmes of the record.
    """

    about: About
    fate: Fate
    pairs: tuple[Pair, ...]
    stopped_at: tuple[str, ...]
    successor_ids: tuple[str, ...]
    owner_id: str | None
    decide_by: dt.date | None
    carried: Carried


def undecided(fates: Fates) -> tuple[Undecided, ...]:
    """The records that wait, the earliest first, then those that carry most money, then as recorded."""
    by_record: dict[About, list[LinkFate]] = {}
    for item in fates.pairs:
        for link in item.links:
            if link.fate in WAITS:
                by_record.setdefault(link.tie.origin, []).append(link)
    found = [_undecided(fates, about, links) for about, links in by_record.items()]
    return tuple(sorted(found, key=_urgency))


def _undecided(fates: Fates, about: About, links: list[LinkFate]) -> Undecided:
    stopped = dict.fromkeys(key for link in links for key in link.stopped_at)
    standing = fates.after.standing
    days = [day for key in stopped if (day := standing.closed_on(key)) is not None]
    days += [link.day - ONE_DAY for link in links if link.day is not None]
    return Undecided(
        about=about,
        fate=next((link.fate for link in links if link.fate is Fate.NO_HOME_YET), Fate.SPLIT),
        pairs=tuple(dict.fromkeys(link.tie.pair for link in links)),
        stopped_at=tuple(stopped),
        successor_ids=tuple(dict.fromkeys(key for link in links for key in link.successor_ids)),
        owner_id=_owner(fates, about, tuple(stopped)),
        decide_by=min(days, default=None),
        carried=carried_by(fates.before.place, [about], fates.before.on),
    )


def _owner(fates: Fates, about: About, stopped: tuple[str, ...]) -> str | None:
    """Who owns the record; of a recorded tie, the body that goes, for nobody else is named."""
    if about.table == Tie.TABLE:
        return next(iter(stopped), None)
    return owner_of(fates.before.place, about)


def _urgency(item: Undecided) -> tuple[dt.date, int]:
    return item.decide_by or dt.date.max, -(item.carried.pence or 0)
