"""The rules by which agreements, posts and teams make ties; RULES says them in sentences."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product

from partnermap.domain.agreement import Agreement
from partnermap.domain.dates import PartialDate, Period
from partnermap.domain.post import Post
from partnermap.domain.record import About, Record
from partnermap.domain.team import Member, Team
from partnermap.domain.tie import Tie
from partnermap.domain.words import (
    AgreementKind,
    AgreementStatus,
    ContributionRole,
    LegalBasis,
    PostPartnerRole,
    PostStatus,
    TeamKind,
    TieKind,
)
from partnermap.network.lookup import Lookup
from partnermap.network.network import DERIVED_STRENGTH, RECORDED_STRENGTH, Hub, NetworkTie, TieMark

LARGEST_MESH = 5
"""Members of a team without a lead that are still tied each to each."""

RULES: tuple[str, ...] = (
    "A funding agreement ties each payer to the host, and the host to each recipient; without a "
    "host each payer to each recipient; with neither host nor recipient the payers with each other. "
    "Payers and recipients of any year count; where no contributions are recorded the parties stand "
    "for the payers.",
    "Such a tie is a contract or a payment where that is the legal basis, and joint funding otherwise.",
    "Other agreements between two parties make one tie: data sharing makes data sharing, delegation "
    "governance, staff sharing a joint team, a memorandum a shared goal, no stated kind other; with "
    "more than two parties the agreement is a hub and makes no ties.",
    "An agreement in negotiation makes no tie yet. One that expired but still runs keeps its ties, "
    "marked, until it is ended or one that replaces it has started; so does one without an end, "
    "unmarked.",
    "A joint post ties its employer to every other organisation that funds it or that it answers "
    "to, until its end even while nobody fills it (marked); an organisation that only hosts it is not "
    "tied. A statutory post and a post without a recorded employer make no tie.",
    "A team ties its lead to each member; without a lead all members with each other up to "
    f"{LARGEST_MESH}; above that the team is a hub and makes no ties. Dates of the team and of each "
    "membership both count.",
    "A forum (a board, committee, alliance or network) is a hub and makes no ties unless they are "
    "asked for; then its members are tied with each other, of kind governance.",
    f"A derived tie has the strength of its record, {DERIVED_STRENGTH} where none is given; a "
    f"recorded tie without a strength weighs {RECORDED_STRENGTH} and is counted as not known.",
    "Nothing is tied to itself, and one record ties a pair once. A recorded tie beside a derived "
    "one of the same pair and kind stays, and is marked.",
    "A tie is in the network on a date when its own dates hold the date and both ends are open; "
    "first and last days count. An end that has closed and has one recorded successor is carried to "
    "it, marked “inherited, to be confirmed”, unless it was decided where the link goes; with "
    "several that have not become one body since the tie needs a decision, with none it has no home. "
    "Ends that became one body are no longer a link.",
    "An organisation without a recorded closing date closes the day before a reorganisation takes "
    "effect that abolishes it or hands it over to others; only decided, ordered and effective "
    "reorganisations count, proposed ones where they are asked for.",
)
"""Every rule in one sentence or two, for the method note of reports."""

_KIND_OF_AGREEMENT = {
    AgreementKind.DATA_SHARING: TieKind.DATA_SHARING,
    AgreementKind.DELEGATION: TieKind.GOVERNANCE,
    AgreementKind.STAFF_SHARING: TieKind.JOINT_TEAM,
    AgreementKind.MEMORANDUM: TieKind.SHARED_GOAL,
}
_KIND_OF_BASIS = {LegalBasis.CONTRACT: TieKind.CONTRACT, LegalBasis.PAYMENT: TieKind.PAYMENT}
_MARK_OF_STATUS = {
    PostStatus.VACANT: TieMark.VACANT,
    PostStatus.FROZEN: TieMark.VACANT,
    PostStatus.INTERIM: TieMark.INTERIM,
}

Ends = tuple[str, str]


def ties_and_hubs(
    lookup: Lookup, on: dt.date, *, with_forums: bool
) -> tuple[list[NetworkTie], list[Hub]]:
    """All ties whose own dates hold the date, before their ends are looked at, and all hubs."""
    ties: list[NetworkTie] = [tie for item in lookup.place.ties.values() for tie in _recorded(item, on)]
    hubs: list[Hub] = []
    for agreement in lookup.place.agreements.values():
        _sort(_agreement(lookup, agreement, on), ties, hubs)
    for post in lookup.place.posts.values():
        ties.extend(_post(lookup, post, on))
    for team in lookup.place.teams.values():
        _sort(_team(lookup, team, on, with_forums), ties, hubs)
    return ties, hubs


def ties_of_record(lookup: Lookup, record: Record, on: dt.date) -> list[NetworkTie]:
    """The ties that one record makes on a date by the same rules; most kinds of record make none."""
    found: Iterable[NetworkTie | Hub] = ()
    if isinstance(record, Tie):
        found = _recorded(record, on)
    elif isinstance(record, Agreement):
        found = _agreement(lookup, record, on)
    elif isinstance(record, Post):
        found = _post(lookup, record, on)
    elif isinstance(record, Team):
        found = _team(lookup, record, on, with_forums=False)
    return [item for item in found if isinstance(item, NetworkTie)]


def _sort(found: Iterable[NetworkTie | Hub], ties: list[NetworkTie], hubs: list[Hub]) -> None:
    for item in found:
        if isinstance(item, Hub):
            hubs.append(item)
        else:
            ties.append(item)


def _recorded(tie: Tie, on: dt.date) -> Iterator[NetworkTie]:
    if tie.from_id == tie.to_id or not tie.period.holds(on):
        return
    marks = set() if tie.strength is not None else {TieMark.STRENGTH_NOT_KNOWN}
    yield NetworkTie(
        id=f"{Tie.TABLE}:{tie.id}",
        from_id=tie.from_id,
        to_id=tie.to_id,
        kind=tie.kind,
        strength=tie.strength or RECORDED_STRENGTH,
        directed=bool(tie.directed),
        start=tie.start,
        end=tie.end,
        origin=About(Tie.TABLE, tie.id),
        marks=frozenset(marks | _start_mark(tie.period)),
    )


def is_funding(lookup: Lookup, agreement: Agreement) -> bool:
    """Whether it moves money: by its kind or legal basis, or, with neither, by its contributions."""
    if agreement.kind is None and agreement.legal_basis is None:
        return bool(lookup.contributions.get(agreement.id))
    return agreement.is_funding


def runs_on(lookup: Lookup, agreement: Agreement, on: dt.date) -> bool:
    """Whether the agreement is in force on the date, lapsed ones that still run included."""
    period = agreement.period
    if agreement.status is AgreementStatus.IN_NEGOTIATION:
        return False
    if agreement.status is AgreementStatus.ENDED and (period.end is None or not period.end.is_known):
        return False
    lapsed = has_lapsed(agreement, on)
    if (lapsed or period.end is None) and _is_replaced(lookup, agreement, on):
        return False
    return Period(period.start).holds(on) if lapsed else period.holds(on)


def has_lapsed(agreement: Agreement, on: dt.date) -> bool:
    """Whether the agreement expired but still runs, and its written term is over on the date."""
    if agreement.status is not AgreementStatus.EXPIRED_BUT_RUNNING:
        return False
    return agreement.end is None or not agreement.end.is_known or agreement.end.last_day < on


def _is_replaced(lookup: Lookup, agreement: Agreement, on: dt.date) -> bool:
    others = [lookup.place.agreements[key] for key in lookup.replacements.get(agreement.id, ())]
    return any(
        other.status is not AgreementStatus.IN_NEGOTIATION
        and other.period.start_known
        and Period(other.start).holds(on)
        for other in others
    )


def _agreement(lookup: Lookup, agreement: Agreement, on: dt.date) -> Iterator[NetworkTie | Hub]:
    if not runs_on(lookup, agreement, on):
        return
    origin = About(Agreement.TABLE, agreement.id)
    marks = frozenset({TieMark.LAPSED} if has_lapsed(agreement, on) else ())
    funding = is_funding(lookup, agreement)
    tie_maker = _maker(origin, agreement.strength, marks, directed=funding)
    if funding:
        kind = _KIND_OF_BASIS.get(agreement.legal_basis or LegalBasis.OTHER, TieKind.JOINT_FUNDING)
        yield from (
            tie_maker(kind, ends, agreement.period) for ends in _once(_money_ends(lookup, agreement))
        )
        return
    kind = _KIND_OF_AGREEMENT.get(agreement.kind or AgreementKind.FUNDING, TieKind.OTHER)
    parties = parties_of(lookup, agreement)
    if len(parties) > 2:
        yield Hub(origin, kind, parties)
    elif len(parties) == 2:
        yield tie_maker(kind, (parties[0], parties[1]), agreement.period)


def _maker(
    origin: About, strength: int | None, marks: frozenset[TieMark], *, directed: bool = False
) -> Callable[[TieKind, Ends, Period], NetworkTie]:
    """A function that makes the derived ties of one record."""

    def make(kind: TieKind, ends: Ends, period: Period) -> NetworkTie:
        return NetworkTie(
            id=f"{origin.table}:{origin.id}:{ends[0]}:{ends[1]}",
            from_id=ends[0],
            to_id=ends[1],
            kind=kind,
            strength=strength or DERIVED_STRENGTH,
            directed=directed,
            start=period.start,
            end=period.end,
            origin=origin,
            marks=marks | _start_mark(period),
        )

    return make


def _start_mark(period: Period) -> frozenset[TieMark]:
    return frozenset() if period.start_known else frozenset({TieMark.START_NOT_KNOWN})


def _once(found: Iterable[Ends]) -> Iterator[Ends]:
    seen: set[frozenset[str]] = set()
    for ends in found:
        pair = frozenset(ends)
        if len(pair) == 2 and pair not in seen:
            seen.add(pair)
            yield ends


def payers_of(lookup: Lookup, agreement: Agreement) -> tuple[str, ...]:
    """Who pays, in any year; the parties where no contributions are recorded."""
    contributions = lookup.contributions.get(agreement.id, ())
    if not contributions:
        return tuple(dict.fromkeys(row.organisation_id for row in lookup.parties.get(agreement.id, ())))
    return _with_role(lookup, agreement, ContributionRole.PAYS)


def recipients_of(lookup: Lookup, agreement: Agreement) -> tuple[str, ...]:
    """Who receives, in any year."""
    return _with_role(lookup, agreement, ContributionRole.RECEIVES)


def _with_role(lookup: Lookup, agreement: Agreement, role: ContributionRole) -> tuple[str, ...]:
    rows = lookup.contributions.get(agreement.id, ())
    return tuple(dict.fromkeys(row.organisation_id for row in rows if row.role is role))


def parties_of(lookup: Lookup, agreement: Agreement) -> tuple[str, ...]:
    """Everybody bound by an agreement: parties, those who pay or receive, and the host."""
    ids = [row.organisation_id for row in lookup.parties.get(agreement.id, ())]
    ids += [row.organisation_id for row in lookup.contributions.get(agreement.id, ())]
    ids += [agreement.host_id] if agreement.host_id is not None else []
    return tuple(dict.fromkeys(ids))


def _money_ends(lookup: Lookup, agreement: Agreement) -> Iterator[Ends]:
    payers, recipients = payers_of(lookup, agreement), recipients_of(lookup, agreement)
    if agreement.host_id is not None:
        yield from ((payer, agreement.host_id) for payer in payers)
        yield from ((agreement.host_id, recipient) for recipient in recipients)
    elif recipients:
        yield from product(payers, recipients)
    else:
        yield from combinations(payers, 2)


def is_counted(post: Post, on: dt.date) -> bool:
    """Whether a post is a joint post on the date; statutory posts are listed apart."""
    return not post.statutory and post.period.holds(on)


def status_on(post: Post, on: dt.date) -> PostStatus | None:
    """The post's status if it already had it on the date, else None (not known)."""
    since = post.status_since
    return None if since is not None and since.first_day > on else post.status


def _post(lookup: Lookup, post: Post, on: dt.date) -> Iterator[NetworkTie]:
    if post.employer_id is None or not is_counted(post, on):
        return
    status = status_on(post, on)
    mark = _MARK_OF_STATUS.get(status) if status is not None else None
    tie_maker = _maker(About(Post.TABLE, post.id), post.strength, frozenset({mark} if mark else ()))
    ends = (
        (post.employer_id, partner.organisation_id)
        for partner in lookup.partners.get(post.id, ())
        if partner.role is not PostPartnerRole.HOSTS
    )
    yield from (tie_maker(TieKind.JOINT_APPOINTMENT, pair, post.period) for pair in _once(ends))


def _team(lookup: Lookup, team: Team, on: dt.date, with_forums: bool) -> Iterator[NetworkTie | Hub]:
    if not team.period.holds(on):
        return
    forum = team.kind is TeamKind.FORUM
    kind = TieKind.GOVERNANCE if forum else TieKind.JOINT_TEAM
    origin = About(Team.TABLE, team.id)
    spells = _spells(lookup, team, on)
    hub = Hub(origin, kind, tuple(spells))
    if forum and not with_forums:
        yield hub
        return
    if not forum and team.lead_id is None and len(spells) > LARGEST_MESH:
        yield hub
        return
    tie_maker = _maker(origin, team.strength, frozenset())
    for ends in _once(_team_ends(team, spells, mesh=forum)):
        yield tie_maker(kind, ends, _overlap([spells[ends[0]], spells[ends[1]]]))


def _spells(lookup: Lookup, team: Team, on: dt.date) -> dict[str, Period]:
    """Membership on the date by organisation, cut to the team's own dates; the lead is a member."""
    members: tuple[Member, ...] = lookup.members.get(team.id, ())
    found = {
        row.organisation_id: _overlap([team.period, row.period])
        for row in members
        if row.period.holds(on)
    }
    if team.lead_id is not None:
        found[team.lead_id] = team.period
    return found


def _team_ends(team: Team, spells: dict[str, Period], *, mesh: bool) -> Iterator[Ends]:
    if team.lead_id is not None and not mesh:
        yield from ((team.lead_id, member) for member in spells)
    else:
        yield from combinations(spells, 2)


def _overlap(periods: list[Period]) -> Period:
    starts = [period.start for period in periods if period.start is not None]
    ends = [period.end for period in periods if period.end is not None]
    return Period(max(starts, key=_first, default=None), min(ends, key=_last, default=None))


def _first(date: PartialDate) -> dt.date:
    return date.first_day


def _last(date: PartialDate) -> dt.date:
    return date.last_day
