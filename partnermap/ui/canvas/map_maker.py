"""MapMaker: from a Place on a date to a finished picture, on a worker; positions are kept."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from partnermap.analysis.disruption.on_date import strain_on
from partnermap.analysis.health.risks import risks
from partnermap.analysis.layout.gather import gathered
from partnermap.analysis.layout.layout import Ints, Layout
from partnermap.analysis.layout.place import ever_tied
from partnermap.analysis.layout.styles import layout_of
from partnermap.domain.evidence import Action, Evidence, Rating, Statement
from partnermap.domain.place import RECORD_TYPES, Place
from partnermap.domain.view import LayoutStyle, Pin, SavedView
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.grouping import Grouping
from partnermap.network.network import Network
from partnermap.scene.chosen import Chosen, chosen, laid
from partnermap.scene.compose import compose
from partnermap.scene.fit import closer
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice
from partnermap.scene.model import Pen, Scene, View
from partnermap.scene.page import screen_page
from partnermap.scene.style import STYLES, Role, role_of
from partnermap.scene.widths import ORDER, money_of
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.highlight import Marked, raise_ahead
from partnermap.ui.canvas.links import Links
from partnermap.ui.canvas.painting import scene_layers
from partnermap.ui.canvas.picture import Picture
from partnermap.ui.canvas.walk import walkers_of

STEPS = frozenset(step.title for step in ORDER)
_MAKE_NO_TIES = frozenset({Pin, SavedView, Statement, Rating, Evidence, Action})


@dataclass(frozen=True, eq=False)
class MapRequest:
    """Everything a picture depends on; sizes in logical pixels."""

    place: Place
    on: dt.date
    hidden_kinds: frozenset[TieKind]
    wanted: Filter
    wish: Wish
    width: float
    height: float
    ratio: float
    font_size: float
    style: str
    arrangement: Arrangement = field(default_factory=Arrangement)
    other: dt.date | None = None
    scenario: str | None = None
    what_if: str | None = None
    selected: str | None = None

    @property
    def choice(self) -> MapChoice:
        """What is shown of the place, and how."""
        return MapChoice(
            self.hidden_kinds, self.wanted, self.arrangement, self.other, self.scenario, self.what_if
        )


@dataclass(frozen=True, eq=False)
class MapSummary:
    """What the panels beside the map say about it.

    Attributes:
        kinds: links of each kind on the date, hidden ones too.
        roles: organisations of each sector as drawn.
        shown_kinds: links of each kind as drawn.
        all_roles: organisations of each sector on the date, hidden ones too.
        what_if: names the scenario that is shown alone, empty for the register.
        at_risk: links drawn as ending or at risk.
        reorganised: organisations drawn as being reorganised.
        compared: both dates and what changed between them; None for a map of one date.
        pens: of the changes that are drawn.
        widths: of the steps in use, where widths say strength or money.
    """

    on: dt.date
    organisations: int
    links: int
    at_risk: int
    kinds: Mapping[TieKind, int]
    roles: Mapping[Role, int]
    reorganised: int
    badge: str | None
    compared: tuple[str, str] | None = None
    pens: tuple[Pen, ...] = ()
    widths: tuple[Pen, ...] = ()
    shown_kinds: Mapping[TieKind, int] = field(default_factory=Counter)
    all_roles: Mapping[Role, int] = field(default_factory=Counter)
    what_if: str = ""


@dataclass(frozen=True, eq=False)
class MapResult:
    """A picture with its summary, what it was made for, where all stand, and who is drawn together."""

    request: MapRequest
    network: Network
    layout: Layout
    picture: Picture
    summary: MapSummary
    groups: Grouping


class MapMaker:
    """Makes one picture after another; used by one worker at a time.

    Organisations keep their places from picture to picture; one that was never shown is placed among
    those that were.
    """

    def __init__(self) -> None:
        self._layouts: dict[tuple[LayoutStyle, str | None], Layout] = {}
        self._settled: set[tuple[LayoutStyle, str | None, dt.date | None]] = set()
        self._last: Layout | None = None
        self._pairs: Ints | None = None
        self._arranged_for: Place | None = None

    def settle_again(self) -> None:
        """Arrange anew for the next picture; what need not move stays where it is."""
        self._settled.clear()

    def make(self, request: MapRequest, token: Token) -> MapResult:
        """The picture for a request.

        Raises:
            Cancelled: the token said so.
        """
        place = laid(request.place, request.choice)
        subject = chosen(place, request.on, request.choice)
        layout = self._arranged(request, _known_bodies(place, subject), subject.whole, token)
        groups, compared = subject.groups, subject.comparison is not None
        at_risk = frozenset(risk.tie.id for risk in risks(place, request.on) if risk.is_dated)
        at_risk = frozenset() if compared else at_risk
        scene = _scene(request, place, subject, layout, at_risk)
        wish = Wish(scene.view.zoom, scene.view.centre, request.wish.moves)
        layers = scene_layers(scene, request.ratio)
        who_walks = walkers_of(groups.place, groups.network)
        ties = groups.network.ties
        money = money_of(groups.place, [*ties, *chain(*groups.sums.values())], request.on)
        links = Links({tie.id: tie for tie in ties}, groups.sums, at_risk, money)
        picture = Picture(layers, scene, who_walks, wish, links)
        raise_ahead(scene, picture.lifted(Marked(selected=request.selected)))
        network = subject.found.network
        drawn_at_risk = len(at_risk.intersection(tie.id for tie in network.ties))
        summary = _summary(request, place, subject, scene, drawn_at_risk)
        return MapResult(request, network, layout, picture, summary, groups)

    def _arranged(self, request: MapRequest, place: Place, network: Network, token: Token) -> Layout:
        style = request.arrangement.style
        is_ringed = style is LayoutStyle.RINGS
        centre = request.arrangement.centre if is_ringed else None
        pairs = self._ever_tied(place, token)
        if place is not self._arranged_for:
            self._settled.clear()
            self._arranged_for = place
        moment = (style, centre, request.on if is_ringed else None)
        if moment not in self._settled:
            before = self._layouts.get((style, centre))
            if style is LayoutStyle.BY_HAND:
                before = before or self._last
            found = layout_of(
                style, place, network, before=before, pairs=pairs, centre=centre, token=token
            )
            self._layouts[style, centre] = found
            self._settled = {one for one in self._settled if one[:2] != (style, centre)} | {moment}
        self._last = self._layouts[style, centre]
        return self._last

    def _ever_tied(self, place: Place, token: Token) -> Ints:
        """Pairs of all dates; a pin, a note or a statement leaves them as they are."""
        before = self._arranged_for
        if self._pairs is None or before is None or not _ties_alike(before, place):
            self._pairs = ever_tied(place, token=token)
        return self._pairs


def _ties_alike(before: Place, after: Place) -> bool:
    """Whether no table from which ties follow was touched: untouched tables are the same objects."""
    return all(
        before.tables.get(kind.TABLE) is after.tables.get(kind.TABLE)
        for kind in RECORD_TYPES
        if kind not in _MAKE_NO_TIES
    )


def _known_bodies(place: Place, subject: Chosen) -> Place:
    """The records of everybody who is drawn: a scenario beside the register brings its own."""
    found = subject.comparison
    return place if found is None or found.comparison.scenario is None else found.now.place


def _scene(
    request: MapRequest, place: Place, subject: Chosen, layout: Layout, at_risk: frozenset[str]
) -> Scene:
    groups = subject.groups
    strain = groups.hardest(strain_on(place, request.on))
    placed = gathered(layout, groups.network.organisation_ids, groups.members)
    return compose(
        groups.place,
        groups.network,
        placed,
        STYLES[request.style],
        _view(request, subject, placed),
        at_risk=groups.wholly(at_risk),
        reorganised=frozenset() if subject.comparison else strain,
        width_by=request.arrangement.width_by,
        grouping=groups,
        changes=subject.changes,
    )


def _view(request: MapRequest, subject: Chosen, layout: Layout) -> View:
    """The part of the map that is asked for, or that a filter has left."""
    wish = request.wish
    view = View(
        request.width,
        request.height,
        zoom=wish.zoom,
        centre=wish.centre,
        font_size=request.font_size,
    )
    if not wish.seeks or not subject.found.hides_organisations:
        return view
    area = screen_page(view, ()).area
    return closer(layout, subject.groups.network.organisation_ids, area, view) or view


def _summary(
    request: MapRequest, place: Place, subject: Chosen, scene: Scene, at_risk: int
) -> MapSummary:
    changes, network = subject.changes, subject.found.network
    known = subject.comparison.place if subject.comparison is not None else place
    shown = network.organisation_ids
    roles = {one: role_of(known.organisations[one]) for one in subject.whole.organisation_ids}
    kinds = [batch.kind for batch in scene.lines if batch.kind is not None]
    return MapSummary(
        on=request.on,
        organisations=len(shown),
        links=len(network.ties),
        at_risk=at_risk,
        kinds=Counter(tie.kind for tie in subject.whole.ties),
        roles=Counter(roles[one] for one in shown),
        reorganised=sum(len(hatch.organisations) for hatch in scene.hatches),
        badge=subject.found.badge,
        compared=(changes.dates, changes.summary) if changes else None,
        pens=tuple(dict.fromkeys(kinds)) if changes else (),
        widths=tuple(pen for pen in (entry.pen for entry in scene.legend) if pen and pen.title in STEPS),
        shown_kinds=Counter(tie.kind for tie in network.ties),
        all_roles=Counter(roles.values()),
        what_if=place.what_if_label,
    )
