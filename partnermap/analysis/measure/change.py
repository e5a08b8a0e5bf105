"""Network change between two dates, after relabelling to successors (MEASURES A22)."""

import datetime as dt
from dataclasses import dataclass

from partnermap.analysis.measure.result import NotDefined
from partnermap.domain.place import Place
from partnermap.domain.words import TieKind
from partnermap.network.build import network_on
from partnermap.network.network import NetworkTie
from partnermap.network.standing import Standing

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """Linked pairs of two dates compared; ids, the smaller first, sorted.

    Attributes:
        before, after: the two dates, the earlier first.
        kept: pairs linked on both dates, as they are called on the later.
        gained: linked on the later date only.
        lost: linked on the earlier date only, their ends gone without one successor left as they were.
        waiting: those whose tie still runs while nobody has decided where a closed end goes.
        internal: earlier pairs whose two ends have become one body; neither kept nor lost.
    """

    before: dt.date
    after: dt.date
    kept: tuple[Pair, ...]
    gained: tuple[Pair, ...]
    lost: tuple[Pair, ...]
    waiting: tuple[Pair, ...]
    internal: tuple[Pair, ...]

    @property
    def jaccard(self) -> float | NotDefined:
        """Pairs linked on both dates over pairs linked on either, 0 to 1; internal ones left out."""
        either = len(self.kept) + len(self.gained) + len(self.lost) + len(self.waiting)
        if not either:
            return NotDefined("No ties are recorded on either date.")
        return len(self.kept) / either


def change_between(
    place: Place,
    one: dt.date,
    other: dt.date,
    kinds: frozenset[TieKind] | None = None,
    *,
    with_proposed: bool = False,
) -> Change:
    """Which linked pairs stayed, came and went between two dates, in whichever order they are given.

    Args:
        place: the records.
        one: a date.
        other: another.
        kinds: kinds of tie that count; None counts all.
        with_proposed: let proposed reorganisations count as well.
    """
    before, after = sorted((one, other))
    early = network_on(place, before, kinds=kinds, with_proposed=with_proposed)
    late = network_on(place, after, kinds=kinds, with_proposed=with_proposed)
    standing = Standing(place, after, with_proposed=with_proposed)
    now = {tie.pair for tie in late.ties}
    undecided = {item.tie.id for item in late.waiting}
    moved, waiting, internal = set[Pair](), set[Pair](), set[Pair]()
    for tie in early.ties:
        pair = _relabelled(standing, tie)
        if pair[0] == pair[1]:
            internal.add(tie.pair)
            continue
        moved.add(pair)
        if tie.id in undecided:
            waiting.add(pair)
    return Change(
        before=before,
        after=after,
        kept=_sorted(moved & now),
        gained=_sorted(now - moved),
        lost=_sorted(moved - now - waiting),
        waiting=_sorted(waiting - now),
        internal=_sorted(internal),
    )


def _relabelled(standing: Standing, tie: NetworkTie) -> Pair:
    """The pair with each end that closed replaced by its successor, where there is one."""
    homes = [standing.home_of(end, tie.origin).organisation_id or end for end in tie.pair]
    return min(homes), max(homes)


def _sorted(pairs: set[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(pairs))
