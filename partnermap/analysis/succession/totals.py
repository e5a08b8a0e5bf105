"""Links, money, posts and programmes by the six words that a board reads; each counted once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.succession.fates import Fate, Fates
from partnermap.analysis.succession.following import Flow, Following
from partnermap.domain.place import Place
from partnermap.domain.programme import Programme
from partnermap.domain.record import About
from partnermap.domain.year_cover import YearCover
from partnermap.network.lookup import lookup_of


class Heading(StrEnum):
    """The six words of a summary, in the order in which a board reads them."""

    CARRIES_ON = "carries_on"
    NEEDS_DECISION = "needs_decision"
    INTERNAL = "internal"
    NO_HOME = "no_home"
    ENDED = "ended"
    NOT_KNOWN = "not_known"


HEADING_OF: Mapping[Fate, Heading] = {
    Fate.UNCHANGED: Heading.CARRIES_ON,
    Fate.VIA_SUCCESSOR: Heading.CARRIES_ON,
    Fate.DUPLICATED: Heading.CARRIES_ON,
    Fate.SPLIT: Heading.NEEDS_DECISION,
    Fate.INTERNALISED: Heading.INTERNAL,
    Fate.NO_HOME_YET: Heading.NO_HOME,
    Fate.ENDED: Heading.ENDED,
    Fate.NOT_KNOWN: Heading.NOT_KNOWN,
}

_WORST = (
    Heading.NO_HOME,
    Heading.NEEDS_DECISION,
    Heading.ENDED,
    Heading.NOT_KNOWN,
    Heading.INTERNAL,
    Heading.CARRIES_ON,
)
"""Of a programme's several links the one that needs somebody most decides."""


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything before, by what becomes of it; each mapping has all six headings and adds up.

    Attributes:
        pairs: linked pairs.
        pence: of one financial year, as far as recorded.
        cover: how much of that year the money covers.
        money_unknown: agreements that move money, not all of it recorded for the year.
        posts, wte: joint posts with a recorded employer.
        programmes: names, each under its worst link.
    """

    pairs: Mapping[Heading, int]
    pence: Mapping[Heading, int]
    cover: YearCover
    money_unknown: int
    posts: Mapping[Heading, int]
    wte: Mapping[Heading, float]
    programmes: Mapping[Heading, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class LinkCounts:
    """Of so many linked pairs, how many stand under which heading; the six add up to `links`."""

    links: int
    carries_on: int
    needs_decision: int
    internal: int
    no_home: int
    ended: int
    not_known: int


def link_counts(pairs: Mapping[Heading, int]) -> LinkCounts:
    """Counts of linked pairs by heading; a heading that is left out has none."""
    return LinkCounts(sum(pairs.values()), **{key.value: pairs.get(key, 0) for key in Heading})


def totals_of(fates: Fates, following: Following) -> Totals:
    """The totals of a comparison."""
    money, posts = following.money(), following.posts()
    return Totals(
        pairs={key: sum(HEADING_OF[item.fate] is key for item in fates.pairs) for key in Heading},
        pence={key: sum(flow.pence or 0 for flow in under(key, money)) for key in Heading},
        cover=following.cover(),
        money_unknown=following.money_unknown(),
        posts={key: len(under(key, posts)) for key in Heading},
        wte={key: sum(flow.wte or 0 for flow in under(key, posts)) for key in Heading},
        programmes=_programmes(fates),
    )


def under(heading: Heading, flows: Iterable[Flow]) -> list[Flow]:
    """The flows of money or posts that stand under one heading."""
    return [flow for flow in flows if HEADING_OF[flow.fate] is heading]


def _programmes(fates: Fates) -> Mapping[Heading, tuple[str, ...]]:
    found: dict[str, Heading] = {}
    place = fates.before.place
    for item in fates.pairs:
        for link in item.links:
            heading = HEADING_OF[link.fate]
            for name in _delivered(place, link.tie.origin):
                found[name] = min(heading, found.get(name, heading), key=_WORST.index)
    return {key: tuple(name for name in found if found[name] is key) for key in Heading}


def _delivered(place: Place, origin: About) -> list[str]:
    rows = lookup_of(place).deliveries.get((origin.table, origin.id), ())
    return [place.of(Programme)[row.programme_id].name for row in rows]
