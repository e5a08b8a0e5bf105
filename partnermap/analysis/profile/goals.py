"""The shared goals of a place: who owns and delivers each, and how much each wants it (MEASURES F5)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from partnermap.analysis.profile.voices import Priority, Said, priorities_of
from partnermap.domain.agreement import Agreement
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.programme import Delivery, Programme, ProgrammeOwner
from partnermap.domain.record import About
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.domain.words import VCSE_SECTORS, Sector
from partnermap.network.derive import parties_of, runs_on
from partnermap.network.lookup import Lookup, lookup_of
from partnermap.network.standing import Standing

GROUPS: tuple[tuple[str, frozenset[Sector]], ...] = (
    ("the NHS", frozenset({Sector.NHS})),
    ("the local authorities", frozenset({Sector.LOCAL_AUTHORITY})),
    ("the VCSE", VCSE_SECTORS),
)
"""Who should own a shared goal: of a group that owns none of it a board is told."""

OTHERS = "others"
"""Everybody else."""

Key = tuple[str, str]
"""Id of a programme, id of an organisation."""


@dataclass(frozen=True, slots=True)
class GoalCell:
    """What one organisation has to do with one goal.

    Attributes:
        owns: it is recorded as an owner.
        delivers: the agreements, posts, teams and links of the date by which it delivers the goal.
        said: its priority, None where it has not said.
    """

    owns: bool = False
    delivers: tuple[About, ...] = ()
    said: Said | None = None

    @property
    def takes_part(self) -> bool:
        """Whether it owns or delivers the goal."""
        return self.owns or bool(self.delivers)

    @property
    def priority(self) -> Priority | None:
        """How much it wants the goal; None where it has not said, or not in words that are known."""
        return self.said.priority if self.said is not None else None


BLANK = GoalCell()
"""Nothing is recorded."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal across all organisations.

    Attributes:
        owners: ids.
        priorities: those that were said, by organisation; the latest of each.
        elsewhere: priorities of bodies that the register does not know.
        without: groups of which nobody owns it.
    """

    id: str
    name: str
    owners: tuple[str, ...]
    priorities: Mapping[str, Priority]
    elsewhere: tuple[Said, ...]
    without: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether organisations say different priorities."""
        return len(set(self.priorities.values())) > 1

    @property
    def nobody_text(self) -> str:
        """`Nobody of the VCSE owns it.`; empty where every group has an owner."""
        if not self.owners:
            return "Nobody owns it."
        return f"Nobody of {' or '.join(self.without)} owns it." if self.without else ""


@dataclass(frozen=True)
class GoalMatrix:
    """Goals in the order recorded; organisations by sector and name.

    Attributes:
        organisation_ids: those open on the date, and those that take part in a goal.
        names, groups: of them, by id; a body that is in none of GROUPS is among OTHERS.
        cells: where anything is recorded; the others are blank.
    """

    goals: tuple[Goal, ...]
    organisation_ids: tuple[str, ...]
    names: Mapping[str, str]
    groups: Mapping[str, str]
    cells: Mapping[Key, GoalCell]

    def cell(self, goal_id: str, organisation_id: str) -> GoalCell:
        """What is recorded, or a blank cell."""
        return self.cells.get((goal_id, organisation_id), BLANK)

    def group_without_owner(self, goal: Goal, organisation_id: str) -> str:
        """The group of an organisation where nobody of it owns the goal: `the VCSE`; else empty."""
        group = self.groups[organisation_id]
        return group if group in goal.without else ""

    @property
    def taking_part(self) -> tuple[str, ...]:
        """Organisations that own or deliver something or have said a priority, in their order."""
        seen = {key for _, key in self.cells}
        return tuple(key for key in self.organisation_ids if key in seen)


def goal_matrix(place: Place, on: dt.date) -> GoalMatrix:
    """Who has to do with which goal on a date."""
    owners = _owners(place)
    delivering = _delivering(place, on)
    said = priorities_of(place)
    goals = tuple(
        _goal(place, item, owners.get(item.id, ()), said.get(item.id, ()))
        for item in place.of(Programme).values()
    )
    cells = {
        (goal.id, body): GoalCell(body in goal.owners, tuple(helping.get(body, ())), latest.get(body))
        for goal in goals
        for latest, helping in ((_latest(said.get(goal.id, ())), delivering.get(goal.id, {})),)
        for body in dict.fromkeys((*goal.owners, *latest, *helping))
    }
    standing = Standing(place, on)
    seen = {*standing.open_ids(), *(body for _, body in cells)}
    ids = _ordered(place, seen)
    bodies = [place.organisations[key] for key in ids]
    names = {body.id: body.name for body in bodies}
    return GoalMatrix(goals, ids, names, {body.id: _group(body) for body in bodies}, cells)


def _group(body: Organisation) -> str:
    return next((group for group, sectors in GROUPS if body.sector in sectors), OTHERS)


def _owners(place: Place) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in place.of(ProgrammeOwner).values():
        found[row.programme_id].append(row.organisation_id)
    return {key: tuple(dict.fromkeys(ids)) for key, ids in found.items()}


def _goal(place: Place, item: Programme, owners: tuple[str, ...], said: Iterable[Said]) -> Goal:
    sectors = {place.organisations[key].sector for key in owners}
    latest = _latest(said)
    return Goal(
        id=item.id,
        name=item.name,
        owners=owners,
        priorities={key: row.priority for key, row in latest.items() if row.priority is not None},
        elsewhere=tuple(row for row in said if row.organisation_id is None),
        without=tuple(group for group, found in GROUPS if not found & sectors),
    )


def _latest(said: Iterable[Said]) -> dict[str, Said]:
    """The first of each organisation, because the latest come first."""
    found: dict[str, Said] = {}
    for row in said:
        if row.organisation_id is not None:
            found.setdefault(row.organisation_id, row)
    return found


def _delivering(place: Place, on: dt.date) -> Mapping[str, Mapping[str, list[About]]]:
    """By goal and organisation the records of the date by which it delivers."""
    lookup = lookup_of(place)
    found: dict[str, dict[str, list[About]]] = defaultdict(dict)
    for row in place.of(Delivery).values():
        about = About(row.about_table, row.about_id)
        for body in delivering_bodies(lookup, about, on):
            records = found[row.programme_id].setdefault(body, [])
            if about not in records:
                records.append(about)
    return found


def delivering_bodies(lookup: Lookup, about: About, on: dt.date) -> tuple[str, ...]:
    """Organisations in an agreement, post, team or link that is there on the date; else none."""
    record = lookup.place.get(about.table, about.id)
    if isinstance(record, Agreement):
        ids = parties_of(lookup, record) if runs_on(lookup, record, on) else ()
    elif isinstance(record, Post):
        ids = _of_post(lookup, record) if record.period.holds(on) else ()
    elif isinstance(record, Team):
        ids = _of_team(lookup, record, on) if record.period.holds(on) else ()
    elif isinstance(record, Tie):
        ids = (record.from_id, record.to_id) if record.period.holds(on) else ()
    else:
        ids = ()
    return tuple(dict.fromkeys(ids))


def _of_post(lookup: Lookup, post: Post) -> tuple[str, ...]:
    employer = (post.employer_id,) if post.employer_id is not None else ()
    return (*employer, *(row.organisation_id for row in lookup.partners.get(post.id, ())))


def _of_team(lookup: Lookup, team: Team, on: dt.date) -> tuple[str, ...]:
    lead = (team.lead_id,) if team.lead_id is not None else ()
    members = lookup.members.get(team.id, ())
    return (*lead, *(row.organisation_id for row in members if row.period.holds(on)))


def _ordered(place: Place, ids: Iterable[str]) -> tuple[str, ...]:
    sectors = list(Sector)

    def rank(item: Organisation) -> tuple[int, str]:
        at = sectors.index(item.sector) if item.sector is not None else len(sectors)
        return at, item.name.casefold()

    found = sorted((place.organisations[key] for key in ids), key=rank)
    return tuple(item.id for item in found)
