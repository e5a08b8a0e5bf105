"""Finding records by words: names now and past, codes, titles; no Qt."""

from collections.abc import Iterator
from dataclasses import dataclass

from partnermap.domain.agreement import Agreement
from partnermap.domain.organisation import Identifier, Organisation, PastName
from partnermap.domain.place import Place
from partnermap.domain.post import Post
from partnermap.domain.record import About
from partnermap.domain.reorganisation import Reorganisation
from partnermap.domain.team import Team
from partnermap.domain.tie import Tie
from partnermap.shell.words import text

MOST = 12


@dataclass(frozen=True, slots=True)
class Found:
    """One record that matches: what to show, and the organisation to select for it."""

    about: About
    title: str
    kind: str
    organisation_id: str | None

    @property
    def line(self) -> str:
        """Title and kind in one line."""
        return text("{title} – {kind}", title=self.title, kind=self.kind)


def find(place: Place, words: str, most: int = MOST) -> tuple[Found, ...]:
    """Records in which every word occurs, ignoring case; those that begin with the words first."""
    wanted = words.lower().split()
    if not wanted:
        return ()
    hits = [
        (rank, found)
        for found, known in _candidates(place)
        if (rank := _rank(known, wanted)) is not None
    ]
    best: dict[About, tuple[int, Found]] = {}
    for rank, found in hits:
        if found.about not in best or rank < best[found.about][0]:
            best[found.about] = (rank, found)
    order = sorted(best.values(), key=_place_in_list)
    return tuple(found for _, found in order[:most])


def _place_in_list(hit: tuple[int, Found]) -> tuple[int, bool, str]:
    """Of equal hits organisations come first, then by title."""
    rank, found = hit
    return rank, found.about.table != Organisation.TABLE, found.title.lower()


def _rank(known: str, wanted: list[str]) -> int | None:
    low = known.lower()
    if not all(word in low for word in wanted):
        return None
    if low.startswith(wanted[0]):
        return 0
    return 1 if f" {wanted[0]}" in low else 2


def _candidates(place: Place) -> Iterator[tuple[Found, str]]:
    for organisation in place.organisations.values():
        found = _organisation(organisation, text("organisation"))
        yield found, " ".join(part for part in (organisation.name, organisation.short_name) if part)
        if organisation.short_name:
            yield found, organisation.short_name
    yield from _codes(place)
    for tie in place.of(Tie).values():
        if tie.name:
            yield Found(About(Tie.TABLE, tie.id), tie.name, text("link"), tie.from_id), tie.name
    for agreement in place.of(Agreement).values():
        about = About(Agreement.TABLE, agreement.id)
        yield Found(about, agreement.name, text("agreement"), agreement.host_id), agreement.name
    for post in place.of(Post).values():
        yield Found(About(Post.TABLE, post.id), post.title, text("post"), post.employer_id), post.title
    for team in place.of(Team).values():
        yield Found(About(Team.TABLE, team.id), team.name, str(team.kind), team.lead_id), team.name
    for item in place.of(Reorganisation).values():
        yield (
            Found(About(Reorganisation.TABLE, item.id), item.name, text("reorganisation"), None),
            item.name,
        )


def _codes(place: Place) -> Iterator[tuple[Found, str]]:
    for past in place.of(PastName).values():
        organisation = place.organisations[past.organisation_id]
        yield _organisation(organisation, text("once {name}", name=past.name)), past.name
    for code in place.of(Identifier).values():
        organisation = place.organisations[code.organisation_id]
        yield _organisation(organisation, code.text), f"{code.value} {code.text}"


def _organisation(organisation: Organisation, kind: str) -> Found:
    return Found(About(Organisation.TABLE, organisation.id), organisation.name, kind, organisation.id)
