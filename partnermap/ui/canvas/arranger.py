"""Arranger: where everybody stands, kept from picture to picture; first quickly, then finely."""

import datetime as dt
from copy import copy
from dataclasses import dataclass

from partnermap.analysis.layout.layout import Ints, Layout
from partnermap.analysis.layout.place import ever_tied
from partnermap.analysis.layout.styles import FREE, layout_of
from partnermap.domain.evidence import Action, Evidence, Rating, Statement
from partnermap.domain.place import RECORD_TYPES, Place
from partnermap.domain.view import LayoutStyle, Pin, SavedView
from partnermap.jobs.token import Token
from partnermap.network.network import Network
from partnermap.scene.map_choice import Arrangement
from partnermap.ui.canvas.own_places import OwnPlaces

_MAKE_NO_TIES = frozenset({Pin, SavedView, Statement, Rating, Evidence, Action})
_Key = tuple[LayoutStyle, str | None]


@dataclass(frozen=True, eq=False)
class Rough:
    """A quick layout, and what the fine one of the same is made from.

    Attributes:
        arranger: to whom the fine one is offered.
        before: the earlier places that both keep to.
    """

    arranger: "Arranger"
    layout: Layout
    place: Place
    pairs: Ints
    before: Layout | None

    def refined(self, token: Token) -> Layout:
        """The fine layout, which depends on the records and the earlier places alone.

        Raises:
            Cancelled: the token said so.
        """
        style = self.layout.style
        return layout_of(style, self.place, before=self.before, pairs=self.pairs, token=token)


class Arranger:
    """Arranges one place after another; used by one worker at a time, `offer` excepted.

    Organisations keep their places from picture to picture; one that was never shown is placed among
    those that were, and one that the user fixed and let go again returns to where it stood.
    """

    def __init__(self) -> None:
        self._layouts: dict[_Key, Layout] = {}
        self._roughs: dict[_Key, Rough] = {}
        self._own: dict[_Key, OwnPlaces] = {}
        self._settled: set[tuple[LayoutStyle, str | None, dt.date | None]] = set()
        self._last: Layout | None = None
        self._pairs: Ints | None = None
        self._arranged_for: Place | None = None
        self._offered: tuple[Rough, Layout] | None = None

    def copied(self) -> "Arranger":
        """Another that knows the same places, so that what it does can be taken back."""
        other = copy(self)
        own = {"_layouts": dict(self._layouts), "_roughs": dict(self._roughs), "_own": dict(self._own)}
        vars(other).update(own, _settled=set(self._settled), _offered=None)
        return other

    def settle_again(self) -> None:
        """Arrange anew for the next picture; what need not move stays where it is."""
        self._settled.clear()

    def offer(self, rough: Rough, fine: Layout) -> None:
        """Take the fine layout from the next picture on, unless the quick one is gone by then."""
        self._offered = (rough, fine)

    def take_offer(self) -> bool:
        """Whether a fine layout takes the place of its quick one now."""
        offered, self._offered = self._offered, None
        if offered is None:
            return False
        rough, fine = offered
        key = next((key for key, one in self._roughs.items() if one is rough), None)
        if key is None:
            return False
        del self._roughs[key]
        self._layouts[key] = fine
        return True

    def rough(self, layout: Layout) -> Rough | None:
        """What a finer layout can be made from; None where the layout is as fine as it gets."""
        return next((one for one in self._roughs.values() if one.layout is layout), None)

    def arranged(
        self, place: Place, network: Network, wanted: Arrangement, on: dt.date, token: Token
    ) -> Layout:
        """Where everybody stands.

        Raises:
            Cancelled: the token said so.
        """
        is_ringed = wanted.style is LayoutStyle.RINGS
        key = (wanted.style, wanted.centre if is_ringed else None)
        pairs = self._ever_tied(place, token)
        if place is not self._arranged_for:
            self._settled.clear()
            self._arranged_for = place
        moment = (*key, on if is_ringed else None)
        if moment not in self._settled:
            self._arrange(key, place, network, pairs, token)
            self._settled = {one for one in self._settled if one[:2] != key} | {moment}
        self._last = self._layouts[key]
        return self._last

    def _arrange(self, key: _Key, place: Place, network: Network, pairs: Ints, token: Token) -> None:
        style, centre = key
        before = self._before(key, place)
        if style in FREE:
            own = self._own.get(key, OwnPlaces())
            self._own[key] = own.after(self._layouts.get(key), place)
            before = own.returned(before, place)
        found = layout_of(
            style, place, network, before=before, pairs=pairs, centre=centre, quick=True, token=token
        )
        self._roughs.pop(key, None)
        if found.is_quick:
            self._roughs[key] = Rough(self, found, place, pairs, before)
        self._layouts[key] = found

    def _before(self, key: _Key, place: Place) -> Layout | None:
        """The places to keep: those of a quick layout only once the user has worked with them."""
        rough = self._roughs.get(key)
        if rough is not None and rough.place.tables.get(Pin.TABLE) is place.tables.get(Pin.TABLE):
            return rough.before
        before = self._layouts.get(key)
        return before or self._last if key[0] is LayoutStyle.BY_HAND else before

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
