"""Then and now: two pictures of a place as one network whose every tie says what became of it.

The fates of ties are those of `analysis.succession`; here they only meet the ties of the later picture,
so that each line of the map stands for one answer.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from partnermap.analysis.health.carried import carried_by
from partnermap.analysis.succession.comparison import Comparison, compare_dates, compare_scenario
from partnermap.analysis.succession.fates import CARRIES_ON, Fate, LinkFate, Pair, Picture
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.network.lookup import lookup_of
from partnermap.network.network import Network, NetworkTie, TieMark
from partnermap.network.origin import name_of_origin
from partnermap.scene.widths import tie_pence


class Change(StrEnum):
    """What became of one tie between two pictures; exactly one of these."""

    GAINED = "gained"
    CHANGED = "changed"
    CARRIED = "carried over"
    KEPT = "as it was"
    WAITING = "awaits a decision or a home"
    INTERNAL = "becomes internal"
    LOST = "lost"
    NOT_KNOWN = "not known afterwards"


_OF_FATE: Mapping[Fate, Change] = {
    Fate.INTERNALISED: Change.INTERNAL,
    Fate.SPLIT: Change.WAITING,
    Fate.NO_HOME_YET: Change.WAITING,
    Fate.ENDED: Change.LOST,
    Fate.NOT_KNOWN: Change.NOT_KNOWN,
}

_STATES = {
    TieMark.VACANT: "the post is vacant",
    TieMark.INTERIM: "the post is filled for the time being",
    TieMark.LAPSED: "the agreement has expired and still runs",
}


@dataclass(frozen=True, slots=True)
class TieChange:
    """One tie of the map of both pictures.

    Attributes:
        tie: as it is drawn: where it ends up, or where it was if it does not.
        change: what became of it.
        before, after: as it was and as it is; None where it was not there.
        differences: what changed, each in a few words, such as `strength 2 becomes 3`.
    """

    tie: NetworkTie
    change: Change
    before: NetworkTie | None = None
    after: NetworkTie | None = None
    differences: tuple[str, ...] = ()

    @property
    def organisation_ids(self) -> frozenset[str]:
        """Everybody whom it links in either picture."""
        return frozenset((*self.tie.pair, *(self.before.pair if self.before is not None else ())))


@dataclass(frozen=True)
class ThenAndNow:
    """Both pictures in one; the organisations and ties of either stand in `network`."""

    comparison: Comparison
    place: Place
    network: Network
    rows: tuple[TieChange, ...]

    @property
    def then(self) -> Picture:
        """The earlier picture, or the register."""
        return self.comparison.fates.before

    @property
    def now(self) -> Picture:
        """The later picture, or the scenario."""
        return self.comparison.fates.after

    @property
    def opened(self) -> frozenset[str]:
        """Organisations of the later picture only."""
        return frozenset(self.now.network.index) - frozenset(self.then.network.index)

    @property
    def closed(self) -> frozenset[str]:
        """Organisations of the earlier picture only."""
        return frozenset(self.then.network.index) - frozenset(self.now.network.index)

    @cached_property
    def changes(self) -> Mapping[str, Change]:
        """Tie id to what became of it."""
        return {row.tie.id: row.change for row in self.rows}

    @property
    def counts(self) -> Mapping[Change, int]:
        """How many ties there are of each change, none left out."""
        found = Counter(row.change for row in self.rows)
        return {change: found[change] for change in Change}


def then_and_now(
    place: Place, on: dt.date, other: dt.date | None = None, *, scenario: str | None = None
) -> ThenAndNow:
    """The register on two dates in whichever order, or without and with a scenario on one.

    Args:
        place: the register.
        on: a date.
        other: another date; None compares with the scenario.
        scenario: the name of a scenario to lay over the register, on `on`.

    Raises:
        UserError: no scenario has that name.
    """
    if other is None:
        return of_comparison(compare_scenario(place, on, scenario or ""))
    return of_comparison(compare_dates(place, *sorted((on, other))))


def of_comparison(found: Comparison) -> ThenAndNow:
    """The map of a comparison: every tie of either picture once."""
    rows = tuple(_rows(found))
    before, after = found.fates.before.network, found.fates.after.network
    ids = tuple(dict.fromkeys((*before.organisation_ids, *after.organisation_ids)))
    earlier, later = found.fates.before.place, found.fates.after.place
    bodies = {**earlier.organisations, **later.organisations}
    tables = {**later.tables, Organisation.TABLE: bodies}
    # Both pictures are more than the scenario, unless both are of it.
    place = replace(later, tables=tables, scenario=earlier.scenario)
    network = replace(
        after, organisation_ids=ids, ties=tuple(row.tie for row in rows), waiting=(), hubs=()
    )
    return ThenAndNow(found, place, network, rows)


def _rows(found: Comparison) -> Iterator[TieChange]:
    links = [link for pair in found.fates.pairs for link in pair.links]
    now = {tie.id: tie for tie in found.fates.after.network.ties}
    # One year's payments follow another's once: two records of a year share no line.
    heirs = {link.followed_by: link.tie.id for link in links if link.followed_by is not None}
    follows = {before: now.get(after) for after, before in heirs.items()}
    known = {link.tie.id for link in links} | set(heirs)
    newcomers: dict[tuple[Pair, str], list[NetworkTie]] = defaultdict(list)
    for tie in now.values():
        if tie.id not in known:
            newcomers[tie.pair, tie.kind].append(tie)
    for link in links:
        after = now.get(link.tie.id) or follows.get(link.tie.id)
        yield _row(found, link, after, newcomers)
    for ties in newcomers.values():
        for tie in ties:
            yield TieChange(tie, Change.GAINED, after=tie)


def _row(
    found: Comparison,
    link: LinkFate,
    after: NetworkTie | None,
    newcomers: Mapping[tuple[Pair, str], list[NetworkTie]],
) -> TieChange:
    tie = link.tie
    if link.fate in CARRIES_ON:
        return _carried(found, link, after)
    follower = newcomers.get((link.linked_again or tie.pair, tie.kind), [])
    if link.fate is Fate.ENDED and link.linked_again is not None and follower:
        heir = follower.pop(0)
        name = name_of_origin(found.fates.after.place, heir.origin) or heir.kind
        words = (f"followed by {name}", *_differences(found, tie, heir))
        return TieChange(heir, Change.CHANGED, tie, heir, words)
    return TieChange(tie, _OF_FATE[link.fate], before=tie)


def _carried(found: Comparison, link: LinkFate, after: NetworkTie | None) -> TieChange:
    tie, ends = link.tie, link.after or link.tie.pair
    drawn = after or replace(tie, from_id=ends[0], to_id=ends[1], directed=False)
    # What one year's records hold of payments and another's is no change of the link.
    words = tuple(_strength(tie, drawn)) if link.followed_by else _differences(found, tie, drawn)
    if link.fate is Fate.VIA_SUCCESSOR:
        return TieChange(drawn, Change.CARRIED, tie, drawn, words)
    if after is None:
        return TieChange(tie, Change.KEPT, tie, tie)
    return TieChange(drawn, Change.CHANGED if words else Change.KEPT, tie, drawn, words)


def _differences(found: Comparison, before: NetworkTie, after: NetworkTie) -> tuple[str, ...]:
    return (
        *_strength(before, after),
        *_money(found, before, after),
        *(words for mark, words in _STATES.items() if mark in after.marks - before.marks),
        *(
            f"no longer: {words}"
            for mark, words in _STATES.items()
            if mark in before.marks - after.marks
        ),
    )


def _strength(before: NetworkTie, after: NetworkTie) -> Iterator[str]:
    if before.strength != after.strength:
        yield f"strength {before.strength} becomes {after.strength}"


def _money(found: Comparison, before: NetworkTie, after: NetworkTie) -> Iterator[str]:
    """Amounts that are known on both dates and differ; one that is not known is no change."""
    fates = found.fates
    was = tie_pence(lookup_of(fates.before.place), before, fates.before.on)
    now = tie_pence(lookup_of(fates.after.place), after, fates.after.on)
    if was is not None and now is not None and was != now:
        yield f"{_said(fates.before, before, was)} becomes {_said(fates.after, after, now)}"


def _said(picture: Picture, tie: NetworkTie, pence: int) -> str:
    return carried_by(picture.place, [tie.origin], picture.on).cover.words(pence)
