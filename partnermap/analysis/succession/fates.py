"""The fate of every linked pair between two pictures of a place: the one home of the rules of D8.

A picture is a place on a date: the register on two dates, or the register and a scenario on one. A pair
carries on when at least one of its links does, or when a later agreement links it again. What national
rule renews every year does not count as ended by its written term; a year of payments is a record of
past spending, after which nothing is known unless payments between the same two are recorded again.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from partnermap.domain.agreement import Agreement
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import Renewal, TieKind
from partnermap.network.build import network_on
from partnermap.network.derive import ties_and_hubs
from partnermap.network.lookup import lookup_of
from partnermap.network.network import Network, NetworkTie, Waiting
from partnermap.network.standing import Home, Standing

Pair = tuple[str, str]


class Fate(StrEnum):
    """What becomes of one linked pair; exactly one of these."""

    UNCHANGED = "unchanged"
    VIA_SUCCESSOR = "via_successor"
    DUPLICATED = "duplicated"
    INTERNALISED = "internalised"
    SPLIT = "split"
    NOT_KNOWN = "not_known"
    NO_HOME_YET = "no_home_yet"
    ENDED = "ended"


CARRIES_ON = frozenset({Fate.UNCHANGED, Fate.VIA_SUCCESSOR, Fate.DUPLICATED})
"""Fates of pairs that are linked afterwards."""

SURVIVES = frozenset({Fate.UNCHANGED, Fate.VIA_SUCCESSOR, Fate.SPLIT})
"""What the survival of D8 counts; duplicated and internalised are told apart, and are no loss."""

_ORDER = tuple(Fate)
"""The best of a pair's links decides, in the order of the words."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A place on a date; `with_proposed` lets the register's proposed reorganisations count."""

    place: Place
    on: dt.date
    with_proposed: bool = False

    @property
    def network(self) -> Network:
        """Its network."""
        return network_on(self.place, self.on, with_proposed=self.with_proposed)

    @property
    def standing(self) -> Standing:
        """Who is open, and who took over from whom."""
        return Standing(self.place, self.on, with_proposed=self.with_proposed)


@dataclass(frozen=True, slots=True)
class LinkFate:
    """What becomes of one link.

    Attributes:
        tie: as it was.
        after: the pair that it carries on as, None where it does not.
        body_id: the one body that both ends are in, where it became internal.
        stopped_at: bodies from which nobody knows where it goes.
        successor_ids: those to choose from.
        day: when the first of those bodies lets go of it, where it waits for a decision.
        linked_again: the pair that other links join by then, where this one has ended.
        followed_by: the tie that records the same payments by then, where it is another year's.
    """

    tie: NetworkTie
    fate: Fate
    after: Pair | None = None
    body_id: str | None = None
    stopped_at: tuple[str, ...] = ()
    successor_ids: tuple[str, ...] = ()
    linked_again: Pair | None = None
    day: dt.date | None = None
    followed_by: str | None = None


@dataclass(frozen=True, slots=True)
class PairFate:
    """What becomes of one linked pair; `also` are further pairs that its other links go to."""

    before: Pair
    fate: Fate
    after: Pair | None
    links: tuple[LinkFate, ...]
    also: tuple[Pair, ...] = ()

    @property
    def decisive(self) -> LinkFate:
        """The link that decided the pair's fate."""
        return min(self.links, key=_rank)


@dataclass(frozen=True, slots=True)
class Fates:
    """Every pair before with its fate, and the pairs after that come of none of them."""

    before: Picture
    after: Picture
    pairs: tuple[PairFate, ...]
    new: tuple[Pair, ...]

    def of(self, *fates: Fate) -> tuple[PairFate, ...]:
        """The pairs that meet one of some fates."""
        return tuple(item for item in self.pairs if item.fate in fates)

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many pairs meet each fate; together they are all pairs before."""
        return {fate: len(self.of(fate)) for fate in Fate}

    @property
    def survival(self) -> float | None:
        """Share of pairs that survive, 0 to 1 (MEASURES D8); None without any pair."""
        return len(self.of(*SURVIVES)) / len(self.pairs) if self.pairs else None

    @property
    def pairs_after(self) -> int:
        """How many pairs are linked afterwards."""
        reached = {pair for item in self.pairs for pair in (item.after, *item.also) if pair is not None}
        return len(reached) + len(self.new)


def fates_between(before: Picture, after: Picture) -> Fates:
    """What becomes of every linked pair of one picture in another."""
    links: dict[Pair, list[LinkFate]] = defaultdict(list)
    judge = Judge(after)
    for tie in before.network.ties:
        links[tie.pair].append(judge.fate_of(tie))
    pairs = _with_duplicates([_pair_fate(pair, found) for pair, found in links.items()])
    reached = {pair for item in pairs for pair in (item.after, *item.also)}
    return Fates(before, after, pairs, tuple(pair for pair in judge.pairs if pair not in reached))


def _rank(link: LinkFate) -> tuple[int, int, str]:
    """The best fate first; among equals the strongest link, whatever the order of the rows."""
    return _ORDER.index(link.fate), -link.tie.strength, link.tie.id


def _pair_fate(pair: Pair, links: list[LinkFate]) -> PairFate:
    decisive = min(links, key=_rank)
    found = dict.fromkeys(link.after for link in links if link.after is not None)
    again = min((link.linked_again for link in links if link.linked_again is not None), default=None)
    if not found and again is not None:
        return PairFate(pair, _moved(pair, again), again, tuple(links))
    also = tuple(after for after in found if after != decisive.after)
    return PairFate(pair, decisive.fate, decisive.after, tuple(links), also)


def _with_duplicates(pairs: list[PairFate]) -> tuple[PairFate, ...]:
    """All pairs before that fall on one pair after are duplicated."""
    falls = Counter(item.after for item in pairs if item.after is not None)
    return tuple(
        replace(item, fate=Fate.DUPLICATED) if item.after is not None and falls[item.after] > 1 else item
        for item in pairs
    )


def _carried(tie: NetworkTie, after: Pair, followed_by: str | None) -> LinkFate:
    if after[0] == after[1]:
        return LinkFate(tie, Fate.INTERNALISED, body_id=after[0])
    return LinkFate(tie, _moved(tie.pair, after), after, followed_by=followed_by)


def _moved(before: Pair, after: Pair) -> Fate:
    return Fate.UNCHANGED if before == after else Fate.VIA_SUCCESSOR


class Judge:
    """The fate of single links in one picture."""

    def __init__(self, after: Picture) -> None:
        self._place = after.place
        self._standing = after.standing
        self.pairs = tuple(dict.fromkeys(tie.pair for tie in after.network.ties))
        self._linked = frozenset(self.pairs)
        candidates, _ = ties_and_hubs(lookup_of(after.place), after.on, with_forums=False)
        self._lasting = {tie.id for tie in candidates}
        self._paid = {tie.recorded_ends: tie.id for tie in candidates if tie.kind is TieKind.PAYMENT}

    def fate_of(self, tie: NetworkTie) -> LinkFate:
        """Its fate, by the ends as recorded, its own dates and what follows it."""
        if any(end not in self._place.organisations for end in tie.recorded_ends):
            return LinkFate(tie, Fate.ENDED)
        homes = [self._standing.home_of(end, tie.origin) for end in tie.recorded_ends]
        one, other = (home.organisation_id for home in homes)
        after = None if one is None or other is None else (min(one, other), max(one, other))
        paid_again = self._paid_again(tie)
        lasts = tie.id in self._lasting or paid_again is not None or self._is_renewed(tie.origin)
        if not lasts:
            fate = Fate.NOT_KNOWN if tie.kind is TieKind.PAYMENT else Fate.ENDED
            return LinkFate(tie, fate, linked_again=after if after in self._linked else None)
        if after is not None:
            return _carried(tie, after, paid_again)
        return self._lost(tie, [home for home in homes if home.organisation_id is None])

    def _paid_again(self, tie: NetworkTie) -> str | None:
        """The tie of another year's payments by the same payer to the same payee."""
        if tie.kind is not TieKind.PAYMENT or tie.id in self._lasting:
            return None
        return self._paid.get(tie.recorded_ends)

    def _is_renewed(self, origin: About) -> bool:
        """Whether national rule renews it every year, whatever its written term."""
        agreement = self._place.get(origin.table, origin.id)
        return isinstance(agreement, Agreement) and agreement.renewal is Renewal.YEARLY_BY_RULE

    def fate_of_end(self, body: str, origin: About, *, lasts: bool) -> Fate:
        """The fate of a record that ties its body to nobody, such as a fund with one payer."""
        home = self._standing.home_of(body, origin)
        if not lasts and not self._is_renewed(origin):
            return Fate.ENDED
        if home.organisation_id is None:
            return self._why_lost([home])
        return Fate.UNCHANGED if home.organisation_id == body else Fate.VIA_SUCCESSOR

    def _lost(self, tie: NetworkTie, lost: list[Home]) -> LinkFate:
        stopped = tuple(home.stopped_at for home in lost if home.stopped_at is not None)
        successors = dict.fromkeys(key for home in lost for key in home.successor_ids)
        fate = self._why_lost(lost)
        day = min((home.day for home in lost if home.day is not None), default=None)
        return LinkFate(tie, fate, stopped_at=stopped, successor_ids=tuple(successors), day=day)

    def _why_lost(self, lost: list[Home]) -> Fate:
        nowhere = [home for home in lost if home.waiting is not Waiting.NEEDS_DECISION]
        stopped = (home.stopped_at for home in nowhere if home.stopped_at is not None)
        if not all(map(self._standing.is_ended_by_reorganisation, stopped)):
            return Fate.NOT_KNOWN
        return Fate.NO_HOME_YET if nowhere else Fate.SPLIT
