"""An atlas: one page for each sector or each organisation, with whom it is linked."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.place import Place
from partnermap.domain.sentences import joined
from partnermap.domain.view import GroupBy
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token
from partnermap.network.grouping import Grouping
from partnermap.report.audience import Audience
from partnermap.report.enlarging import as_large_as_fits
from partnermap.report.paper import paper_for
from partnermap.report.scenes import laid_out, scene_of
from partnermap.scene.chosen import Chosen, chosen
from partnermap.scene.filter import Filtered
from partnermap.scene.map_choice import MapChoice
from partnermap.scene.model import Scene
from partnermap.shell.words import counted


class PageFor(StrEnum):
    """What each page of an atlas is about."""

    SECTOR = "sector"
    ORGANISATION = "organisation"


@dataclass(frozen=True, eq=False)
class Leaf:
    """A page: its heading, and the scenes beside each other on it."""

    title: str
    scenes: tuple[Scene, ...]


@dataclass(frozen=True, eq=False)
class Atlas:
    """The pages, the overview first, and in a sentence which are left out; empty where none is."""

    leaves: tuple[Leaf, ...]
    left_out: str = ""


def atlas(
    place: Place,
    on: dt.date,
    each: PageFor,
    audience: Audience,
    layout: Layout | None,
    choice: MapChoice,
    room: Callable[[str, float], tuple[float, float]],
    token: Token | None = None,
) -> Atlas:
    """The whole map, then a page for each sector or organisation that has a link.

    A sector whose page would show all that the whole map does has none.

    Args:
        place: the records.
        on: the date.
        each: what a page is about.
        audience: who will see it.
        layout: where the screen has the organisations.
        choice: what the screen shows of the place; organisations are not drawn together here.
        room: what a scene may fill, in points, where that paper suits it and it is enlarged so far.
        token: asked before each page.

    Raises:
        Cancelled: the token was cancelled.
    """
    alone = replace(choice.arrangement, group_by=GroupBy.NOTHING)
    choice = replace(choice, arrangement=alone)
    whole = chosen(place, on, choice)
    spots = laid_out(place, whole, layout, choice)

    def leaf(title: str, subject: Chosen, who: frozenset[str] = frozenset()) -> Leaf:
        network = subject.groups.network
        paper = paper_for(len(network.organisation_ids))

        def draw(by: float, is_draft: bool) -> Scene:
            size = room(paper, by)
            return scene_of(
                place, on, subject, size, audience, spots, choice, None, who, by=by, is_draft=is_draft
            )

        return Leaf(title, (as_large_as_fits(draw, room(paper, 1.0), network, token),))

    first = leaf("The whole map", whole)
    if each is PageFor.ORGANISATION:
        return Atlas((first, *(leaf(*part) for part in _by_organisation(whole))))
    parts = tuple(_by_sector(whole))
    pages = tuple(leaf(part.title, part.subject) for part in parts if not part.is_whole)
    return Atlas((first, *pages), _left_out([part.name for part in parts if part.is_whole]))


def _shows_all(part: Chosen, whole: Chosen) -> bool:
    """Whether a part is the whole: its ties are some of the whole's, so their number tells."""
    own, every = part.groups.network, whole.groups.network
    return own.organisation_ids == every.organisation_ids and len(own.ties) == len(every.ties)


def _left_out(names: Sequence[str]) -> str:
    if not names:
        return ""
    pages, each = ("page", "it") if len(names) == 1 else ("pages", "each")
    return f"No {pages} for {joined(names)}: {each} would show the whole map once more."


@dataclass(frozen=True, eq=False)
class _Part:
    """The page of a sector: its name, its heading, what it shows, and whether that is all there is."""

    name: str
    title: str
    subject: Chosen
    is_whole: bool


def _by_sector(whole: Chosen) -> Iterator[_Part]:
    bodies = whole.groups.place.organisations
    for sector in (*Sector, None):
        ids = frozenset(
            key for key in whole.groups.network.organisation_ids if bodies[key].sector == sector
        )
        if ids:
            name = sector[:1].upper() + sector[1:] if sector else "Sector not known"
            part = _around(whole, ids, among_partners=False)
            title = f"{name}: {_who(len(ids), bool(part.groups.network.ties))}"
            yield _Part(name, title, part, _shows_all(part, whole))


def _who(count: int, is_linked: bool) -> str:
    """Figures for one too: in the list of pages they stand below each other."""
    whose = "its" if count == 1 else "their"
    rest = f" and {whose} partners" if is_linked else ", without a link"
    return counted(count, "organisation") + rest


def _by_organisation(whole: Chosen) -> Iterator[tuple[str, Chosen, frozenset[str]]]:
    network, name = whole.groups.network, whole.groups.place.name_of
    linked = {end for tie in network.ties for end in tie.pair}
    for key in sorted(linked, key=lambda one: name(one).casefold()):
        part = _around(whole, frozenset({key}), among_partners=True)
        partners = len(part.groups.network.organisation_ids) - 1
        yield f"{name(key)}: {counted(partners, 'partner')}", part, frozenset({key})


def _around(whole: Chosen, ids: frozenset[str], *, among_partners: bool) -> Chosen:
    """Some organisations with their partners, and the ties among partners where asked for."""
    network = whole.groups.network
    own = [tie for tie in network.ties if not ids.isdisjoint(tie.pair)]
    who = ids.union(*(tie.pair for tie in own)) if own else ids
    ties = [tie for tie in network.ties if who.issuperset(tie.pair)] if among_partners else own
    shown = tuple(key for key in network.organisation_ids if key in who)
    part = replace(network, organisation_ids=shown, ties=tuple(ties))
    found = Filtered(part, whole.found.organisations, whole.found.ties)
    return replace(whole, found=found, groups=Grouping(whole.groups.place, part))
