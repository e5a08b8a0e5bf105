"""What every file of successions comes to: bodies by their codes, and links from one to the next."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from partnermap.domain.dates import ONE_DAY, PartialDate
from partnermap.domain.errors import BadValue
from partnermap.exchange.bodies.kinds import NOT_SAID, BodyKind
from partnermap.exchange.plan import Skipped


@dataclass(frozen=True, slots=True)
class Body:
    """A body as the file tells of it; everything but the code may be missing.

    Attributes:
        code: within the file's scheme, in capitals.
        closed: its last day in law.
    """

    code: str
    name: str | None = None
    opened: PartialDate | None = None
    closed: PartialDate | None = None
    kind: BodyKind = NOT_SAID


@dataclass(frozen=True, slots=True)
class Link:
    """One body that took over from another on a day; `is_rename` where only a code or name changed."""

    row: int
    old: str
    new: str
    day: dt.date
    is_rename: bool = False


@dataclass(frozen=True)
class Successions:
    """What was read from one file.

    Attributes:
        scheme: of all its codes, as org-id names it.
        bodies: by code; every code of a link has one.
        read: data rows, without the header.
    """

    scheme: str
    bodies: Mapping[str, Body]
    links: tuple[Link, ...]
    read: int
    skipped: tuple[Skipped, ...] = field(default=())


def one_of_each(links: Iterable[Link]) -> tuple[Link, ...]:
    """Each link once: files name one from both ends, at times a day apart, and then the later holds."""
    kept: dict[tuple[str, str], list[Link]] = {}
    for link in links:
        same = kept.setdefault((link.old, link.new), [])
        near = next((known for known in same if abs(known.day - link.day) <= ONE_DAY), None)
        if near is None:
            same.append(link)
        elif link.day > near.day:
            same[same.index(near)] = link
    return tuple(sorted((item for same in kept.values() for item in same), key=lambda link: link.row))


def link_of(row: int, old: str, new: str, day: PartialDate | None, *, is_rename: bool = False) -> Link:
    """A link, or the reason why a row gives none.

    Raises:
        BadValue: a code or the day is missing, or a body would take over from itself.
    """
    if not old or not new:
        raise BadValue("it names no code for one of the two bodies.")
    if old == new:
        raise BadValue(f"{old} cannot take over from itself.")
    if day is None or not day.is_known:
        raise BadValue(f"it has no date on which {new} took over from {old}.")
    return Link(row, old, new, day.first_day, is_rename)
