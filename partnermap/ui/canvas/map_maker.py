"""MapMaker: from a Place on a date to a finished picture, on a worker; positions are kept."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from partnermap.analysis.disruption.window import being_reorganised
from partnermap.analysis.health.risks import risks
from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.stress import network_layout
from partnermap.domain.place import Place
from partnermap.domain.view import Pin
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.network.network import Network
from partnermap.scene.compose import compose
from partnermap.scene.model import View
from partnermap.scene.style import STYLES, Role, role_of
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_canvas import Picture
from partnermap.ui.canvas.painting import scene_image
from partnermap.ui.canvas.walk import walkers_of


@dataclass(frozen=True, eq=False)
class MapRequest:
    """Everything a picture depends on; sizes in logical pixels."""

    place: Place
    on: dt.date
    hidden_kinds: frozenset[TieKind]
    wish: Wish
    width: float
    height: float
    ratio: float
    font_size: float
    style: str


@dataclass(frozen=True, eq=False)
class MapSummary:
    """What the panels beside the map say about it.

    Attributes:
        kinds: links of each kind on the date, hidden ones too.
        roles: organisations of each sector as drawn.
        at_risk: links drawn as ending or at risk.
    """

    on: dt.date
    organisations: int
    links: int
    at_risk: int
    kinds: Mapping[TieKind, int]
    roles: Mapping[Role, int]
    reorganised: int
    badge: str | None


@dataclass(frozen=True, eq=False)
class MapResult:
    """A picture with its summary, and what it was made for."""

    request: MapRequest
    network: Network
    picture: Picture
    summary: MapSummary


class MapMaker:
    """Makes one picture after another; used by one worker at a time.

    Organisations keep their places from picture to picture; one that was never shown is placed among
    those that were.
    """

    def __init__(self) -> None:
        self._layout: Layout | None = None
        self._made_from: tuple[object, ...] = ()

    def forget(self) -> None:
        """Arrange afresh next time, as for another file."""
        self._layout = None
        self._made_from = ()

    def make(self, request: MapRequest, token: Token) -> MapResult:
        """The picture for a request.

        Raises:
            Cancelled: the token said so.
        """
        place, network = request.place, network_on(request.place, request.on)
        layout = self._arranged(place, network, token)
        at_risk = frozenset(risk.tie.id for risk in risks(place, request.on) if risk.is_dated)
        reorganised = frozenset(being_reorganised(place, request.on))
        view = View(
            request.width,
            request.height,
            zoom=request.wish.zoom,
            centre=request.wish.centre,
            font_size=request.font_size,
        )
        scene = compose(
            place,
            network,
            layout,
            STYLES[request.style],
            view,
            at_risk=at_risk,
            reorganised=reorganised,
            hidden_kinds=request.hidden_kinds,
        )
        image = scene_image(scene, request.ratio)
        picture = Picture(image, scene, walkers_of(place, network), request.wish)
        drawn_at_risk = len(at_risk.intersection(scene.tie_ids))
        return MapResult(
            request,
            network,
            picture,
            _summary(request, network, len(scene.tie_ids), drawn_at_risk, scene.badge),
        )

    def _arranged(self, place: Place, network: Network, token: Token) -> Layout:
        pins = {pin.organisation_id: (pin.x, pin.y) for pin in place.of(Pin).values()}
        made_from = (network.organisation_ids, network.pairs.tobytes(), tuple(sorted(pins.items())))
        if self._layout is None or made_from != self._made_from:
            fresh = network_layout(network, previous=self._layout, pins=pins, token=token)
            self._layout = _with_absent(fresh, self._layout, place)
            self._made_from = made_from
        return self._layout


def _with_absent(fresh: Layout, before: Layout | None, place: Place) -> Layout:
    """The fresh layout and, behind it, organisations of the place that are not there on this date."""
    if before is None:
        return fresh
    absent = [
        one for one in before.organisation_ids if one not in fresh.index and one in place.organisations
    ]
    if not absent:
        return fresh
    rows = [before.index[one] for one in absent]
    return Layout((*fresh.organisation_ids, *absent), np.vstack([fresh.xy, before.xy[rows]]))


def _summary(
    request: MapRequest, network: Network, drawn: int, at_risk: int, badge: str | None
) -> MapSummary:
    organisations = request.place.organisations
    reorganised = being_reorganised(request.place, request.on)
    return MapSummary(
        on=request.on,
        organisations=len(network.organisation_ids),
        links=drawn,
        at_risk=at_risk,
        kinds=Counter(tie.kind for tie in network.ties),
        roles=Counter(role_of(organisations[one]) for one in network.organisation_ids),
        reorganised=len(reorganised),
        badge=badge,
    )
