"""Which links of a national file concern a place, and which of them make up one reorganisation."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from partnermap.domain.words import ReorganisationKind
from partnermap.exchange.succession.successions import Link

Following = Callable[[str], Iterable[str]]
"""The codes one step on from a code."""


@dataclass(frozen=True, slots=True)
class Event:
    """Links of one day that share bodies, so that they are one reorganisation.

    Attributes:
        day: the first day of the new state of things.
        links: by row.
    """

    day: dt.date
    links: tuple[Link, ...]

    @property
    def old(self) -> tuple[str, ...]:
        """Codes of those that were taken over from, each once."""
        return tuple(dict.fromkeys(link.old for link in self.links))

    @property
    def new(self) -> tuple[str, ...]:
        """Codes of those that took over, each once."""
        return tuple(dict.fromkeys(link.new for link in self.links))

    @property
    def splits(self) -> bool:
        """Whether a body was taken over by more than one."""
        return len(self.old) < len(self.links)

    @property
    def merges(self) -> bool:
        """Whether a body took over from more than one."""
        return len(self.new) < len(self.links)

    @property
    def kind(self) -> ReorganisationKind:
        """One to many is a split, also where others merge in it; one to one is a merger of one."""
        if all(link.is_rename for link in self.links):
            return ReorganisationKind.RENAME
        return ReorganisationKind.SPLIT if self.splits else ReorganisationKind.MERGER


def links_about(
    links: Iterable[Link],
    codes: Collection[str],
    since: dt.date,
    known: Iterable[tuple[str, str]] = (),
) -> tuple[Link, ...]:
    """The links that lead to or from bodies of the place, through all predecessors and successors.

    Everybody who took over from a predecessor belongs to it, because a body that was divided must
    not look as if it went to one. What became of those others, and where they came from, is left out.

    Args:
        links: of the file.
        codes: of the place's bodies.
        since: earlier links are left out.
        known: steps from old to new code that the place holds already, which the file may go on from.
    """
    recent = [link for link in links if link.day >= since]
    back: dict[str, list[str]] = defaultdict(list)
    forth: dict[str, list[str]] = defaultdict(list)
    for old, new in (*known, *((link.old, link.new) for link in recent)):
        back[new].append(old)
        forth[old].append(new)
    concerned = _reached(codes, back.__getitem__) | _reached(codes, forth.__getitem__)
    return tuple(link for link in recent if link.old in concerned)


def events_of(links: Iterable[Link]) -> tuple[Event, ...]:
    """The links grouped by day and by the bodies that they share, the earliest first."""
    by_day: dict[dt.date, list[Link]] = defaultdict(list)
    for link in links:
        by_day[link.day].append(link)
    events = [Event(day, group) for day, found in by_day.items() for group in _groups(found)]
    return tuple(sorted(events, key=lambda event: (event.day, event.links[0].row)))


def _reached(codes: Collection[str], following: Following) -> set[str]:
    """The codes themselves and all that can be reached from them; a circle ends the walk."""
    reached, waiting = set(codes), list(codes)
    while waiting:
        new = set(following(waiting.pop())) - reached
        reached |= new
        waiting.extend(new)
    return reached


def _groups(links: list[Link]) -> Iterator[tuple[Link, ...]]:
    left = list(links)
    while left:
        group = touching = [left.pop(0)]
        while touching:
            codes = {code for link in group for code in (link.old, link.new)}
            touching = [link for link in left if codes & {link.old, link.new}]
            left = [link for link in left if link not in touching]
            group = group + touching
        yield tuple(sorted(group, key=lambda link: link.row))
