"""One function for every way to arrange the map; all keep the places of what did not change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from partnermap.analysis.layout.bands import LANES, TIERS, Shape, banded
from partnermap.analysis.layout.communities import communities
from partnermap.analysis.layout.layout import Floats, Ints, Layout
from partnermap.analysis.layout.place import ever_tied, place_layout
from partnermap.analysis.layout.rings import ringed
from partnermap.analysis.layout.stress import stress_layout
from partnermap.analysis.layout.tiers import Tier, tiers_of
from partnermap.domain.place import Place
from partnermap.domain.view import LayoutStyle, Pin
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token
from partnermap.network.network import Network
from partnermap.network.reach import reached

FREE = frozenset({LayoutStyle.DISTANCES, LayoutStyle.GROUPS, LayoutStyle.BY_HAND})
"""Styles in which an organisation may stand anywhere, and pins hold."""

NO_SECTOR = "Sector not known"


def layout_of(
    style: LayoutStyle,
    place: Place,
    network: Network | None = None,
    *,
    before: Layout | None = None,
    pairs: Ints | None = None,
    centre: str | None = None,
    quick: bool = False,
    token: Token | None = None,
) -> Layout:
    """Arrange a place; one layout serves every date, except that rings count the steps of one.

    Args:
        style: how.
        place: the records.
        network: of the date; rings need it, the others arrange by the ties of all dates.
        before: the layout before the last change, of the same style, so that only what changed moves;
            None arranges afresh.
        pairs: what `ever_tied` gave for the place, when it is known already.
        centre: the organisation in the middle of rings; None takes the one with most partners.
        quick: take what can be had at once; the layout tells whether a finer one is to be had.
        token: lets somebody cancel the work.

    Raises:
        Cancelled: the token said so.
    """
    tied = ever_tied(place, token=token) if pairs is None else pairs
    task = _Task(place, tied, before, quick, token)
    if style is LayoutStyle.GROUPS:
        groups = communities(place, tied)
        found = task.free(groups)
    elif style is LayoutStyle.LANES:
        found = _lanes(task)
    elif style is LayoutStyle.TIERS:
        found = _tiers(task)
    elif style is LayoutStyle.RINGS and network is not None and network.organisation_ids:
        found = _rings(task, network, centre)
    elif style is LayoutStyle.BY_HAND and before is not None:
        found = _by_hand(task, before)
    else:
        found = task.free()
    return replace(found, style=style)


@dataclass(frozen=True, eq=False)
class _Task:
    """What a layout is made from."""

    place: Place
    pairs: Ints
    before: Layout | None
    quick: bool
    token: Token | None

    def free(self, groups: Sequence[int] | None = None) -> Layout:
        """By distances, in lobes where groups are given."""
        return place_layout(
            self.place,
            pairs=self.pairs,
            groups=groups,
            previous=self.before,
            quick=self.quick,
            token=self.token,
        )

    def rough(self) -> Layout:
        """Where the order in lanes and the direction in rings come from: the quick layout will do."""
        return place_layout(self.place, pairs=self.pairs, quick=True, token=self.token)

    def earlier(self, ids: Sequence[str]) -> Floats:
        """Earlier places, shape (n, 2), nan for newcomers."""
        places = [None if self.before is None else self.before.position(item) for item in ids]
        return np.array([at or (np.nan, np.nan) for at in places], dtype=np.float64).reshape(-1, 2)


def _lanes(task: _Task) -> Layout:
    sectors = [item.sector for item in task.place.organisations.values()]
    order: list[Sector | None] = [sector for sector in Sector if sector in sectors]
    if None in sectors:
        order.append(None)
    bands = [order.index(sector) for sector in sectors]
    titles = [NO_SECTOR if sector is None else sector[0].upper() + sector[1:] for sector in order]
    return _banded(task, bands, titles, LANES)


def _tiers(task: _Task) -> Layout:
    found = tiers_of(task.place)
    order = [tier for tier in Tier if tier in found]
    return _banded(task, [order.index(tier) for tier in found], [tier.title for tier in order], TIERS)


def _banded(task: _Task, bands: Sequence[int], titles: Sequence[str], shape: Shape) -> Layout:
    ids = tuple(task.place.organisations)
    before = task.earlier(ids)
    first = task.rough().xy if np.isnan(before).all() else np.nan_to_num(before)
    numbers = np.array(bands, dtype=np.int32)
    xy, guides = banded(numbers, titles, task.pairs, first, before, shape)
    return Layout(ids, xy, guides=guides)


def _rings(task: _Task, network: Network, centre: str | None) -> Layout:
    ids, pairs = network.organisation_ids, network.pairs
    degrees = np.bincount(pairs.ravel(), minlength=len(ids))
    middle = network.index.get(centre or "", int(np.argmax(degrees)))
    free = task.before or task.rough()
    near = reached((tie.pair for tie in network.ties), ids[middle], len(ids)) | {ids[middle]: 0}
    steps = np.array([near.get(item, -1) for item in ids], dtype=np.int32)
    xy, guides = ringed(steps, middle, _spots(free, network), afresh=task.before is None)
    return Layout(ids, xy, guides=guides)


def _spots(free: Layout, network: Network) -> Floats:
    """Places in an earlier layout, shape (n, 2); a newcomer's is the middle of its partners."""
    ids = network.organisation_ids
    known = np.array([free.position(item) or (np.nan, np.nan) for item in ids]).reshape(-1, 2)
    spots = np.nan_to_num(known)
    for row in np.flatnonzero(np.isnan(known[:, 0])):
        pairs = network.pairs[(network.pairs == row).any(axis=1)]
        partners = known[pairs[pairs != row]]
        partners = partners[~np.isnan(partners[:, 0])]
        spots[row] = partners.mean(axis=0) if len(partners) else 0.0
    return np.asarray(spots)


def _by_hand(task: _Task, before: Layout) -> Layout:
    """Everybody stays to the digit; newcomers stand among their partners."""
    place = task.place
    spots = dict(zip(before.organisation_ids, map(tuple, before.xy.tolist()), strict=True))
    pins = {pin.organisation_id: (pin.x, pin.y) for pin in place.of(Pin).values()}
    ids = tuple(place.organisations)
    held = {key: at for key, at in (spots | pins).items() if key in place.organisations}
    return stress_layout(ids, task.pairs, previous=before, pins=held, token=task.token)
