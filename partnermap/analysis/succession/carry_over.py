"""What was recorded or decided about links that pass to others: law, people and staff, kept apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from partnermap.analysis.succession.fates import Fates, LinkFate
from partnermap.domain.errors import BadValue
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Decision
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.domain.words import Continuity, LegalCarryOver, StaffRoute, read_word
from partnermap.network.lookup import lookup_of

WITH_STAFF = frozenset({Post.TABLE, Team.TABLE})
"""Kinds of record that people are employed under."""

NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Carrying:
    """Counts of the records whose links pass to another body, by what is known of each.

    Attributes:
        legal_carry_over, relationship_continuity: of all of them.
        staff_route: of posts and teams.
        decisions: the last one about each record, where there is one.
        records: how many there are.
    """

    legal_carry_over: Mapping[str, int]
    relationship_continuity: Mapping[str, int]
    staff_route: Mapping[str, int]
    decisions: tuple[Decision, ...]
    records: int

    @property
    def decided(self) -> int:
        """How many records have a decision that names their new home."""
        return sum(item.goes_to_id is not None for item in self.decisions)


def carrying(fates: Fates) -> Carrying:
    """What is known of every record of which a link passes to another body, or waits to."""
    moved = moved_records(fates)
    decisions = {about: _last_decision(fates, about) for about in moved}
    staffed = [about for about in moved if about.table in WITH_STAFF]
    return Carrying(
        legal_carry_over=_counted(LegalCarryOver, (_legal(fates, about, decisions) for about in moved)),
        relationship_continuity=_counted(
            Continuity, (_continuity(fates, about, decisions) for about in moved)
        ),
        staff_route=_counted(StaffRoute, (_route(decisions[about]) for about in staffed)),
        decisions=tuple(item for item in decisions.values() if item is not None),
        records=len(moved),
    )


def moved_records(fates: Fates) -> tuple[About, ...]:
    """Every record of which a link passes to another body or waits to, each once."""
    links = (link for item in fates.pairs for link in item.links)
    return tuple(dict.fromkeys(link.tie.origin for link in links if _moves(link)))


def _moves(link: LinkFate) -> bool:
    """Whether an end of it is another body than before, or has none to go to."""
    return bool(link.stopped_at) or (link.after is not None and link.after != link.tie.pair)


def _last_decision(fates: Fates, about: About) -> Decision | None:
    known = {item.id for item in fates.after.standing.reorganisations}
    rows = lookup_of(fates.after.place).decisions.get((about.table, about.id), ())
    return next((row for row in reversed(rows) if row.reorganisation_id in known), None)


def _legal(fates: Fates, about: About, decisions: Mapping[About, Decision | None]) -> str | None:
    decision, tie = decisions[about], fates.after.place.get(about.table, about.id)
    if decision is not None and decision.legal_carry_over:
        return decision.legal_carry_over
    return tie.legal_carry_over if isinstance(tie, Tie) else None


def _continuity(fates: Fates, about: About, decisions: Mapping[About, Decision | None]) -> str | None:
    decision, tie = decisions[about], fates.after.place.get(about.table, about.id)
    if decision is not None and decision.relationship_continuity:
        return decision.relationship_continuity
    return tie.continuity if isinstance(tie, Tie) else None


def _route(decision: Decision | None) -> str | None:
    return decision.staff_route if decision is not None else None


def _counted(words: type[StrEnum], texts: Iterable[str | None]) -> Mapping[str, int]:
    """How often each word stands there; a text of the user's own counts as itself."""
    found = Counter(_word(words, text) for text in texts)
    return {key: found[key] for key in dict.fromkeys([*(word.value for word in words), *found])}


def _word(words: type[StrEnum], text: str | None) -> str:
    if not text:
        return NOT_KNOWN
    try:
        return str(read_word(words, text).value)
    except BadValue:
        return text
