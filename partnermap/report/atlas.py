"""An atlas: one page for each sector or each organisation, with whom it is linked."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.place import Place
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


def atlas(
    place: Place,
    on: dt.date,
    each: PageFor,
    audience: Audience,
    layout: Layout | None,
    choice: MapChoice,
    room: Callable[[str, float], tuple[float, float]],
    token: Token | None = None,
) -> tuple[Leaf, ...]:
    """The whole map, then a page for each sector or organisation that has a link.

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

    parts = _by_sector(whole) if each is PageFor.SECTOR else _by_organisation(whole)
    return (leaf("The whole map", whole), *(leaf(*part) for part in parts))


def _by_sector(whole: Chosen) -> Iterator[tuple[str, Chosen]]:
    bodies = whole.groups.place.organisations
    for sector in (*Sector, None):
        ids = frozenset(
            key for key in whole.groups.network.organisation_ids if bodies[key].sector == sector
        )
        if ids:
            name = sector[:1].upper() + sector[1:] if sector else "Sector not known"
            part = _around(whole, ids, among_partners=False)
            yield f"{name}: {_who(len(ids), bool(part.groups.network.ties))}", part


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
