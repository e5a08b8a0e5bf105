"""MapMaker: from a Place on a date to a finished picture, on a worker; positions are kept."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from partnermap.analysis.layout.gather import gathered
from partnermap.analysis.layout.layout import Layout
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.tie import Tie
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.grouping import Grouping
from partnermap.network.network import Network
from partnermap.scene.change_marks import CLOSES, OPENS
from partnermap.scene.chosen import Chosen
from partnermap.scene.compose import compose
from partnermap.scene.fit import closer
from partnermap.scene.legend import NUMBERED, SEVERAL
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice
from partnermap.scene.model import Pen, Scene, SymbolBatch, View
from partnermap.scene.page import screen_page
from partnermap.scene.style import STYLES, Role, SymbolStyle, role_of
from partnermap.scene.together import links_in_words, organisations_in_words
from partnermap.scene.widths import ORDER
from partnermap.ui.canvas.arranger import Arranger, Rough
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.highlight import Marked, raise_ahead
from partnermap.ui.canvas.map_subject import LastSubject, MapSubject
from partnermap.ui.canvas.painting import scene_layers
from partnermap.ui.canvas.picture import Picture
from partnermap.ui.theme import LIGHT

EXPLAINED = frozenset((*(step.title for step in ORDER), NUMBERED, SEVERAL))
"""Rows of the legend that no panel shows beside a kind or a sector."""


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
        organisations, links: as drawn, those drawn together among them.
        drawn: the same in words, with how many groups there are and links within them.
        roles: organisations of each sector as drawn.
        shown_kinds: links of each kind as drawn.
        all_roles: organisations of each sector on the date, hidden ones too.
        what_if: names the scenario that is shown alone, empty for the register.
        recorded: organisations that are recorded at all, on whatever date they are open.
        at_risk: links drawn as ending or at risk.
        reorganised: organisations drawn as being reorganised.
        compared: both dates and what changed between them; None for a map of one date.
        pens: of the changes that are drawn.
        signs: the marks beside organisations that open or close, with what they say.
        widths: of the steps in use, where widths say strength or money, and of lines for several links.
        is_together: whether any line stands for several links.
    """

    on: dt.date
    organisations: int
    links: int
    drawn: tuple[str, str]
    at_risk: int
    kinds: Mapping[TieKind, int]
    roles: Mapping[Role, int]
    reorganised: int
    badge: str | None
    compared: tuple[str, str] | None = None
    pens: tuple[Pen, ...] = ()
    signs: tuple[tuple[SymbolStyle, str], ...] = ()
    widths: tuple[Pen, ...] = ()
    shown_kinds: Mapping[TieKind, int] = field(default_factory=Counter)
    all_roles: Mapping[Role, int] = field(default_factory=Counter)
    what_if: str = ""
    recorded: int = 0
    is_together: bool = False


@dataclass(frozen=True, eq=False)
class MapResult:
    """A picture with its summary, what it was made for, where all stand, and who is drawn together.

    Attributes:
        rough: what a finer layout can be made from; None where this is as fine as it gets.
    """

    request: MapRequest
    network: Network
    layout: Layout
    picture: Picture
    summary: MapSummary
    groups: Grouping
    rough: Rough | None = None


class MapMaker:
    """Makes one picture after another; used by one worker at a time.

    Attributes:
        arranger: keeps everybody's place from picture to picture.
    """

    def __init__(self, arranger: Arranger | None = None) -> None:
        self.arranger = arranger or Arranger()
        self._subjects = LastSubject()

    def make(self, request: MapRequest, token: Token) -> MapResult:
        """The picture for a request.

        Raises:
            Cancelled: the token said so.
        """
        subject = self._subjects.of(request.place, request.on, request.choice)
        shown = subject.shown
        is_finer = self.arranger.take_offer()
        layout = self.arranger.arranged(
            subject.bodies, shown.whole, request.arrangement, request.on, token
        )
        scene = _scene(request, subject, layout)
        wish = Wish(scene.view.zoom, scene.view.centre, request.wish.moves)
        layers = scene_layers(scene, request.ratio)
        picture = Picture(layers, scene, subject.who, wish, subject.links, is_finer)
        raise_ahead(scene, picture.lifted(Marked(selected=request.selected)))
        return MapResult(
            request,
            shown.found.network,
            layout,
            picture,
            _summary(request, subject, scene),
            shown.groups,
            self.arranger.rough(layout),
        )


def _scene(request: MapRequest, subject: MapSubject, layout: Layout) -> Scene:
    shown = subject.shown
    groups = shown.groups
    placed = gathered(layout, groups.network.organisation_ids, groups.members)
    return compose(
        groups.place,
        groups.network,
        placed,
        STYLES[request.style],
        _view(request, shown, placed),
        at_risk=groups.wholly(subject.at_risk),
        reorganised=frozenset() if shown.comparison else groups.hardest(subject.strain),
        width_by=request.arrangement.width_by,
        grouping=groups,
        changes=shown.changes,
    )


def _view(request: MapRequest, shown: Chosen, layout: Layout) -> View:
    """The part of the map that is asked for, or that a filter has left."""
    wish = request.wish
    view = View(
        request.width,
        request.height,
        zoom=wish.zoom,
        centre=wish.centre,
        font_size=request.font_size,
    )
    if not wish.seeks or not shown.found.hides_organisations:
        return view
    area = screen_page(view, ()).area
    return closer(layout, shown.groups.network.organisation_ids, area, view) or view


def _summary(request: MapRequest, subject: MapSubject, scene: Scene) -> MapSummary:
    shown, place = subject.shown, subject.place
    changes, network = shown.changes, shown.found.network
    known = shown.comparison.place if shown.comparison is not None else place
    roles = {one: role_of(known.organisations[one]) for one in shown.whole.organisation_ids}
    kinds = [batch.kind for batch in scene.lines if batch.kind is not None]
    return MapSummary(
        on=request.on,
        organisations=len(network.organisation_ids),
        links=len(network.ties),
        drawn=_in_words(shown.groups),
        at_risk=len(subject.at_risk.intersection(tie.id for tie in network.ties)),
        kinds=Counter(tie.kind for tie in shown.whole.ties),
        roles=Counter(roles[one] for one in network.organisation_ids),
        reorganised=sum(len(hatch.organisations) for hatch in scene.hatches),
        badge=shown.found.badge,
        compared=(changes.dates, changes.summary) if changes else None,
        pens=tuple(dict.fromkeys(kinds)) if changes else (),
        signs=tuple(_sign(batch) for batch in scene.symbols if batch.key in (OPENS, CLOSES)),
        widths=tuple(entry.pen for entry in scene.legend if entry.pen and entry.title in EXPLAINED),
        shown_kinds=Counter(tie.kind for tie in network.ties),
        all_roles=Counter(roles.values()),
        what_if=place.what_if_label,
        recorded=len(known.organisations),
        is_together=bool(shown.groups.sums),
    )


def _in_words(groups: Grouping) -> tuple[str, str]:
    drawn = groups.network
    bodies = organisations_in_words(drawn.organisation_ids, groups)
    return bodies, links_in_words(drawn.ties, groups)


def _sign(batch: SymbolBatch) -> tuple[SymbolStyle, str]:
    return SymbolStyle(batch.shape, batch.letter, batch.fill, batch.ink, batch.outline), batch.title


def load_ahead(token: Token) -> None:
    """Draw a map of two bodies, so that what drawing loads is there before the first file is.

    It loads more than a second of libraries; it takes a worker, and nobody sees the map.

    Raises:
        Cancelled: the token said so, because the window closes.
    """
    bodies = {key: Organisation(id=key, name=key) for key in ("a", "b")}
    tie = Tie(id="tie", from_id="a", to_id="b", kind=TieKind.OTHER)
    tables: dict[str, dict[str, Record]] = {Organisation.TABLE: {**bodies}, Tie.TABLE: {tie.id: tie}}
    place = replace(Place(version=1), tables=tables)
    sizes = (100.0, 100.0, 1.0, 11.0)
    request = MapRequest(place, dt.date(2000, 1, 1), frozenset(), Filter(), Wish(), *sizes, LIGHT.key)
    MapMaker().make(request, token)
