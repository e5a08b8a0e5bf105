"""What hangs on single posts and teams, as sentences for a board (MEASURES C5)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from partnermap.analysis.health.sentences import counted, first_few, sentence
from partnermap.analysis.measure.dependency import Dependency, dependencies
from partnermap.analysis.measure.post_states import joint_posts
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.team import Team
from partnermap.domain.words import TeamKind
from partnermap.network.build import network_on
from partnermap.network.origin import name_of_origin

MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One post or team and what the links it makes hold together.

    Attributes:
        name: its title or name.
        dependency: None where it makes no tie on the date.
        lost_links: names of both ends of every pair that nothing else ties.
        cut_off: names of organisations that would no longer reach the rest.
        text: one sentence.
    """

    about: About
    name: str
    dependency: Dependency | None
    lost_links: tuple[tuple[str, str], ...]
    cut_off: tuple[str, ...]
    text: str


def key_posts(place: Place, on: dt.date) -> tuple[KeyRecord, ...]:
    """Every joint post of the date, the one that most hangs on first, those without ties last."""
    return _records(place, on, [About(Post.TABLE, post.id) for post in joint_posts(place, on)])


def key_teams(place: Place, on: dt.date) -> tuple[KeyRecord, ...]:
    """The same for every joint team that runs on the date."""
    teams = (item for item in place.teams.values() if item.kind is not TeamKind.FORUM)
    return _records(place, on, [About(Team.TABLE, item.id) for item in teams if item.period.holds(on)])


def _records(place: Place, on: dt.date, abouts: Iterable[About]) -> tuple[KeyRecord, ...]:
    listed = list(abouts)
    found = {item.origin: item for item in dependencies(network_on(place, on), listed)}
    rest = [about for about in listed if about not in found]
    return tuple(_record(place, about, found.get(about)) for about in [*found, *rest])


def _record(place: Place, about: About, found: Dependency | None) -> KeyRecord:
    name = name_of_origin(place, about) or ""
    links = () if found is None else found.lost_links
    pairs = tuple((place.name_of(one), place.name_of(other)) for one, other in links)
    cut_off = () if found is None else tuple(place.name_of(key) for key in found.cut_off)
    return KeyRecord(about, name, found, pairs, cut_off, _text(about, found, pairs, cut_off))


def _text(
    about: About,
    found: Dependency | None,
    pairs: tuple[tuple[str, str], ...],
    cut_off: tuple[str, ...],
) -> str:
    if found is None:
        return "No ties are recorded for it on this date."
    what = "If this post fell empty" if about.table == Post.TABLE else "If this team went"
    if cut_off:
        names = first_few(cut_off, MOST_NAMED)
        return sentence(f"{what}, {names} would be cut off from the rest of this part of the map")
    if pairs:
        named = first_few([f"{one} with {other}" for one, other in pairs], MOST_NAMED)
        verb = "would lose its only link" if len(pairs) == 1 else "would lose their only links"
        return sentence(f"{what}, {counted(len(pairs), 'pair')} {verb}: {named}")
    return sentence(f"{what}, every pair it links would still have another link")
