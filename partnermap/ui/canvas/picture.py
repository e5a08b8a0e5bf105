"""Picture: a drawn map with what is needed to point at it, hear it and lift parts of it."""

from dataclasses import dataclass, field

import numpy as np
from PySide6.QtGui import QImage

from partnermap.scene.model import Ints, Scene
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.highlight import Lifted, Marked, paint_picture, strand_of
from partnermap.ui.canvas.links import Links
from partnermap.ui.canvas.painting import Layers
from partnermap.ui.canvas.walk import Walkers

SAME_PLACE = 1e-6
"""Layout units: whoever moved less has not moved."""


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawn map: its layers, the scene and the wish behind it, and who is on it.

    Attributes:
        is_finer: whether it is the same map in a finer layout.
    """

    layers: Layers
    scene: Scene
    who: Walkers
    wish: Wish
    links: Links = field(default_factory=Links)
    is_finer: bool = False

    @property
    def image(self) -> QImage:
        """The whole map."""
        return self.layers.whole

    def stands_like(self, other: "Picture") -> bool:
        """Whether both show the same part of the map in the same colours and size."""
        one, two = self.scene, other.scene
        alike = (one.view, one.background) == (two.view, two.background)
        return alike and (self.is_finer or one.frame == two.frame)

    def arranged_like(self, other: "Picture") -> bool:
        """Whether the organisations that both show stand at the same places of the layout."""
        one, two = _places(self.scene), _places(other.scene)
        both = list(one.keys() & two.keys())
        ones, twos = ([places[key] for key in both] for places in (one, two))
        # All at once: one by one, thousands would keep the window busy.
        return bool(both) and np.allclose(ones, twos, atol=SAME_PLACE)

    def lifted(self, marked: Marked) -> Lifted:
        """The ties of what is hovered or selected; a selection dims the rest."""
        rows = [self._ties_of(marked.selected), self._ties_of(marked.hovered)]
        chosen = (tie for tie in (marked.tie, marked.hovered_tie) if tie is not None)
        rows += [strand_of(self.scene, tie) for tie in chosen]
        return Lifted(np.unique(np.concatenate(rows)), self._concerned_by(marked))

    def flat(self, marked: Marked) -> QImage:
        """The map as it is shown, with what stands out."""
        lifted = self.lifted(marked)
        if not len(lifted.ties) and not lifted.concerned:
            return self.layers.whole
        image = self.layers.below.copy()
        self.layers.paint(image, lambda painter: paint_picture(painter, self.scene, self.layers, lifted))
        return image

    def ties_at(self, tie_id: str) -> tuple[str, ...]:
        """Ids of the ties that share a tie's line, and of those that they stand for."""
        ids = [self.scene.tie_ids[row] for row in strand_of(self.scene, tie_id).tolist()]
        sums = self.links.sums
        return tuple(part for one in ids for part in ([tie.id for tie in sums.get(one, ())] or [one]))

    def say(self, tie_id: str) -> str:
        """What a tooltip says of a line."""
        ids = [self.scene.tie_ids[row] for row in strand_of(self.scene, tie_id).tolist()]
        return self.links.say_line(ids, self.who.names)

    def _ties_of(self, organisation_id: str | None) -> Ints:
        ties = self.who.ties.get(organisation_id or "", frozenset())
        found = self.scene.tie_ids if ties else ()
        return np.array([row for row, tie in enumerate(found) if tie in ties], dtype=np.int32)

    def _concerned_by(self, marked: Marked) -> frozenset[int]:
        """Rows of the selected organisation and its partners, or of the ends of the selected tie."""
        ids = self.scene.organisation_ids
        if marked.selected in ids:
            chosen = {marked.selected, *self.who.partners.get(marked.selected or "", ())}
        elif marked.tie is not None and marked.tie in self.links.ties:
            tie = self.links.ties[marked.tie]
            chosen = {tie.from_id, tie.to_id}
        else:
            return frozenset()
        return frozenset(row for row, one in enumerate(ids) if one in chosen)


def _places(scene: Scene) -> dict[str, list[float]]:
    """Where each organisation stands in the layout."""
    spots = scene.frame.to_layout(scene.positions).tolist()
    return dict(zip(scene.organisation_ids, spots, strict=True))
