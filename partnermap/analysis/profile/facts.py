"""Plain counts that stand beside the figures of a domain and that no cut-point judges (MEASURES E1)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from partnermap.analysis.measure.appointments import appointments_on
from partnermap.analysis.measure.funding import funding_on
from partnermap.analysis.measure.money import joint_agreements
from partnermap.analysis.measure.result import NotDefined, NotKnown
from partnermap.analysis.measure.terms import NO_AGREEMENTS
from partnermap.analysis.measure.tie_age import pair_histories
from partnermap.analysis.profile.demands import Effect
from partnermap.analysis.profile.domains import plain
from partnermap.analysis.profile.framing import Asks
from partnermap.analysis.profile.observed import Fact
from partnermap.analysis.profile.programmes import ProgrammeRecord
from partnermap.analysis.profile.reading import Source, abouts
from partnermap.analysis.profile.readings import NO_POSTS
from partnermap.analysis.profile.readings_of_records import NO_DATA_AGREEMENTS, running_data_agreements
from partnermap.domain.dates import known_first_day
from partnermap.domain.evidence import Action, Statement
from partnermap.domain.programme import Programme
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Decision
from partnermap.domain.sentences import counted, digits, in_figures, part_of, sentence
from partnermap.domain.team import Member
from partnermap.domain.words import TeamKind, TieKind
from partnermap.network.derive import has_lapsed
from partnermap.network.network import NetworkTie

ANCHOR_WORDS = ("employment", "jobs", "apprentice", "procurement", "benefits advice", "welfare rights")
"""Words in a link's name or function that tell of equity at home."""

_EFFECT_WORDS = {
    Effect.HELPS: "marked as helping",
    Effect.HINDERS: "as hindering",
    Effect.NOT_RECORDED: "not marked",
}

_A_MONTH = 1 / 12

NO_JOINT_LINKS = NotDefined("No link is through a joint team or shared premises.")

_SEAT = "seat on boards and forums"


def facts_of(source: Source, number_of_domain: int) -> tuple[Fact, ...]:
    """The counts of one domain, by its number."""
    return tuple(_COUNTERS[number_of_domain](source))


def _goals(source: Source) -> Iterator[Fact]:
    found = [item for item in source.programmes.records if item.is_shared and "measure" in item.answered]
    verbs = ("has two or more owners and a measure", "have two or more owners and a measure")
    yield _programmes(source, "shared_and_measured", found, verbs)


def _leaders(source: Source) -> Iterator[Fact]:
    found = [item for item in source.programmes.records if item.sponsor is not None]
    yield _programmes(source, "with_sponsor", found, ("names a sponsor", "name a sponsor"))
    seats = _seats(source)
    chiefs = [row for row in seats if "chief" in plain(row.role)]
    verbs = ("is recorded as a chief officer's", "are recorded as chief officers'")
    yield _part("chief_officers", abouts(chiefs), len(seats), _SEAT, verbs)


def _posts(source: Source) -> Iterator[Fact]:
    verbs = ("answers to more than one organisation", "answer to more than one organisation")
    fact = _count("joint_posts", abouts(source.posts), "post", verbs)
    yield fact if source.posts else _instead(fact, NO_POSTS)


def _teams(source: Source) -> Iterator[Fact]:
    teams = [
        row
        for row in source.place.teams.values()
        if row.kind is TeamKind.TEAM and row.period.holds(source.on)
    ]
    yield _count("joint_teams", abouts(teams), "joint team", ("is recorded", "are recorded"))
    links = (
        _ties(source, "joint_team_links", TieKind.JOINT_TEAM, "joint teams"),
        _ties(source, "shared_premises_links", TieKind.SHARED_PREMISES, "shared premises"),
    )
    if any(fact.count for fact in links):
        yield from links
    else:
        yield from (_instead(fact, NO_JOINT_LINKS) for fact in links)


def _money(source: Source) -> Iterator[Fact]:
    lookup, on = source.question.lookup, source.on
    running = joint_agreements(lookup, on)
    if running:
        coverage = funding_on(lookup, on).coverage
        text = f"the money of {part_of(coverage.known, coverage.of, 'agreement')} is known"
        yield Fact("money_known", sentence(text), coverage.known, coverage.of, abouts(running))
    lapsed = [row for row in running if has_lapsed(row, on)]
    verbs = ("has expired and still runs", "have expired and still run")
    fact = _part("expired", abouts(lapsed), len(running), "agreement on joint money", verbs)
    yield fact if running else _instead(fact, NO_AGREEMENTS)


def _history(source: Source) -> Iterator[Fact]:
    ages = pair_histories(source.place, source.question.network)
    if isinstance(ages, NotDefined | NotKnown):
        yield Fact("shared_history", ages.reason, None)
        return
    text = f"half of the linked pairs have worked together for {ages.median:.1f} years or longer"
    if ages.median < _A_MONTH:
        text = "half of the linked pairs began to work together within the last month"
    yield Fact("shared_history", sentence(text), ages.known, ages.known + ages.not_known)


def _accountability(source: Source) -> Iterator[Fact]:
    found = source.actions
    verbs = ("was reported in public", "were reported in public")
    reported = [About(Action.TABLE, key) for key in found.reported_ids]
    public = _part("reported_in_public", reported, found.of, "agreed action", verbs)
    yield public
    if found.to_report:
        text = f"for {counted(found.to_report, 'more action')} there is a date of a public report"
        yield Fact("to_report_in_public", sentence(text), found.to_report)
    late = tuple(About(Action.TABLE, item.id) for item in found.overdue)
    fact = _count("overdue", late, "agreed action", ("is overdue", "are overdue"))
    yield fact if found.of else replace(fact, text=public.text)
    yield _statements(source, "scrutiny", ("item of scrutiny", "items of scrutiny"))


def _demands(source: Source) -> Iterator[Fact]:
    log = source.demands
    about = tuple(About(Statement.TABLE, item.id) for item in log.demands)
    verbs = ("is recorded", "are recorded")
    fact = _count("national_demands", about, "national demand", verbs)
    if not about:
        yield fact
        return
    parts = (f"{digits(len(log.of(effect)))} {words}" for effect, words in _EFFECT_WORDS.items())
    whole = f"{in_figures(len(about), 'national demand')} {_verb(len(about), verbs)}"
    yield Fact(fact.key, f"{whole}: {', '.join(parts)}.", fact.count, None, about)


def _data(source: Source) -> Iterator[Fact]:
    yield _ties(source, "data_links", TieKind.DATA_SHARING, "shared data")
    running = running_data_agreements(source)
    lapsed = [row for row in running if has_lapsed(row, source.on)]
    verbs = ("has expired and still runs", "have expired and still run")
    fact = _count("expired_data_agreements", abouts(lapsed), "data sharing agreement", verbs)
    yield fact if running else _instead(fact, NO_DATA_AGREEMENTS)
    analysts = [row for row in source.posts if "analy" in plain(f"{row.title} {row.function or ''}")]
    yield _count("analysts", abouts(analysts), "joint post", ("is for analysis", "are for analysis"))


def _workforce(source: Source) -> Iterator[Fact]:
    count = appointments_on(source.question.lookup, source.on).interim_posts
    text = f"{counted(count, 'joint post')} {'has' if count == 1 else 'have'} an interim holder"
    fact = Fact("interim_posts", sentence(text), count, len(source.posts), abouts(source.posts))
    yield fact if source.posts else _instead(fact, NO_POSTS)
    yield _statements(source, "training", ("statement on training", "statements on training"))


def _voice(source: Source) -> Iterator[Fact]:
    place, seats = source.place, _seats(source)
    theirs = [row for row in seats if row.lived_experience or place.has_vcse([row.organisation_id])]
    voting = digits(sum(bool(row.votes) for row in theirs))
    tail = f"held by voluntary or community bodies or people with lived experience, {voting} with a vote"
    yield _part("voice_seats", abouts(theirs), len(seats), _SEAT, (f"is {tail}", f"are {tail}"))
    funding = funding_on(source.question.lookup, source.on)
    share, total = funding.vcse_share(), funding.total()
    if isinstance(share, float) and isinstance(total, float):
        text = f"{share:.0%} of joint money reaches voluntary and community bodies."
        about = abouts(joint_agreements(source.question.lookup, source.on))
        yield Fact("pounds_to_vcse", text, round(share * total), round(total), about)


def _clarity(source: Source) -> Iterator[Fact]:
    verbs = ("has no baseline and cannot be tracked", "have no baseline and cannot be tracked")
    yield _programmes(source, "without_baseline", source.programmes.not_trackable, verbs)


def _equity(source: Source) -> Iterator[Fact]:
    missing = abouts(item.reorganisation for item in source.equity if item.is_missing)
    tail = "no equity check, those proposed and those long past included"
    verbs = (f"has {tail}", f"have {tail}")
    yield _part("no_equity_check", missing, len(source.equity), "change", verbs)


def _framing(source: Source) -> Iterator[Fact]:
    for asks in Asks:
        verbs = (f"asks {asks.value} to change", f"ask {asks.value} to change")
        yield _programmes(source, f"asks_{asks.value}", source.programmes.asking(asks), verbs)


def _reorganisation(source: Source) -> Iterator[Fact]:
    decided = abouts(source.place.of(Decision).values())
    verbs = ("on what follows a change is recorded", "on what follows a change are recorded")
    yield _count("decisions", decided, "decision", verbs)
    waiting = source.question.network.waiting
    verbs = ("of closed bodies waits for a home", "of closed bodies wait for a home")
    yield _links("links_waiting", [item.tie for item in waiting], verbs)


def _equity_at_home(source: Source) -> Iterator[Fact]:
    found = [tie for tie in source.question.network.ties if _is_anchor(source, tie)]
    tail = "about jobs, procurement or benefits advice"
    yield _links("anchor_links", found, (f"is {tail}", f"are {tail}"))


_COUNTERS: Mapping[int, Callable[[Source], Iterable[Fact]]] = {
    1: _goals,
    2: _leaders,
    3: _posts,
    4: _teams,
    5: _money,
    6: _history,
    7: _accountability,
    8: _demands,
    9: _data,
    10: _workforce,
    11: _voice,
    12: _clarity,
    13: _equity,
    14: _framing,
    15: _reorganisation,
    16: _equity_at_home,
}

_Verbs = tuple[str, str]
"""How a sentence goes on after one, and after none or several."""


def _part(key: str, found: Sequence[About], whole: int, noun: str, verbs: _Verbs) -> Fact:
    """`2 of 6 programmes name a sponsor.`; of nothing at all it says so."""
    part = part_of(len(found), whole, noun, _several(noun))
    text = f"{part} {_verb(len(found), verbs)}" if whole else f"no {noun} is recorded"
    return Fact(key, sentence(text), len(found), whole, tuple(found))


def _several(noun: str) -> str:
    """The plural of a noun that may be followed by `on …`."""
    first, _, rest = noun.partition(" on ")
    return f"{first}s on {rest}" if rest else f"{noun}s"


def _count(key: str, found: Sequence[About], noun: str, verbs: _Verbs) -> Fact:
    """`Two joint teams are recorded.`"""
    text = f"{counted(len(found), noun)} {_verb(len(found), verbs)}"
    return Fact(key, sentence(text), len(found), None, tuple(found))


def _instead(fact: Fact, reason: NotDefined | NotKnown) -> Fact:
    """A count of nothing, said as the figures say it, so that a reader meets one sentence, not two."""
    return replace(fact, text=reason.reason)


def _verb(count: int, verbs: _Verbs) -> str:
    return verbs[0] if count == 1 else verbs[1]


def _programmes(source: Source, key: str, found: Sequence[ProgrammeRecord], verbs: _Verbs) -> Fact:
    about = [About(Programme.TABLE, item.id) for item in found]
    return _part(key, about, len(source.programmes.records), "programme", verbs)


def _ties(source: Source, key: str, kind: TieKind, what: str) -> Fact:
    found = [tie for tie in source.question.network.ties if tie.kind is kind]
    return _links(key, found, (f"is through {what}", f"are through {what}"))


def _links(key: str, found: Sequence[NetworkTie], verbs: _Verbs) -> Fact:
    text = f"{counted(len(found), 'link')} {_verb(len(found), verbs)}"
    return Fact(key, sentence(text), len(found), None, tuple(dict.fromkeys(tie.origin for tie in found)))


def _statements(source: Source, kind: str, noun: _Verbs) -> Fact:
    found = [
        row
        for row in source.place.of(Statement).values()
        if kind in plain(row.kind) and (known_first_day(row.date) or source.on) <= source.on
    ]
    text = f"{counted(len(found), *noun)} {_verb(len(found), ('is recorded', 'are recorded'))}"
    return Fact(kind, sentence(text), len(found), None, abouts(found))


def _is_anchor(source: Source, tie: NetworkTie) -> bool:
    record = source.place.get(tie.origin.table, tie.origin.id)
    text = plain(f"{getattr(record, 'name', '') or ''} {getattr(record, 'function', '') or ''}")
    return any(word in text for word in ANCHOR_WORDS)


def _seats(source: Source) -> list[Member]:
    """Memberships of forums on the date, of bodies that are open on it."""
    place, on = source.place, source.on
    here = set(source.question.network.organisation_ids)
    forums = {
        key for key, team in place.teams.items() if team.kind is TeamKind.FORUM and team.period.holds(on)
    }
    return [
        row
        for row in place.of(Member).values()
        if row.team_id in forums and row.organisation_id in here and row.period.holds(on)
    ]
