"""OwnPlaces: where organisations stood before the user fixed them, for when they are let go again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.place import Place
from partnermap.domain.view import LayoutStyle, Pin


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """What one arrangement remembers of those whom the user fixed.

    Attributes:
        fixed: their ids.
        own: their places before; none for who was fixed before anything was arranged.
    """

    fixed: frozenset[str] = frozenset()
    own: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def after(self, shown: Layout | None, place: Place) -> "OwnPlaces":
        """The same for other records, whose pins the layout shown does not know yet."""
        now = _fixed(place)
        own = {one: at for one, at in self.own.items() if one in now}
        for one in now - self.fixed:
            at = shown.position(one) if shown is not None else None
            if at is not None:
                own[one] = at
        return OwnPlaces(now, own)

    def returned(self, before: Layout | None, place: Place) -> Layout | None:
        """The earlier places to keep, with those let go since then where they stood before.

        Who was never seen elsewhere has no earlier place any more: a new one is found, unless all are
        arranged by hand.
        """
        gone = self.fixed - _fixed(place)
        if before is None or not gone:
            return before
        is_kept = before.style is LayoutStyle.BY_HAND
        ids = [one for one in before.organisation_ids if is_kept or one not in gone or one in self.own]
        places = [(self.own if one in gone else {}).get(one) or before.position(one) for one in ids]
        xy = np.array(places, dtype=np.float64).reshape(-1, 2)
        return replace(before, organisation_ids=tuple(ids), xy=xy) if ids else None


def _fixed(place: Place) -> frozenset[str]:
    return frozenset(pin.organisation_id for pin in place.of(Pin).values())
