"""ByHand: everybody fixed where they stand, and the arrangement before when that step is taken back."""

from collections.abc import Callable
from dataclasses import replace

from partnermap.analysis.layout.layout import Layout
from partnermap.document.command import Command
from partnermap.document.commands.pins import PinOrganisations
from partnermap.domain.place import Place
from partnermap.domain.view import LayoutStyle, Pin
from partnermap.scene.map_choice import Arrangement
from partnermap.ui.view_state import ViewState


class ByHand:
    """Begins arranging by hand, and follows when the step that began it is undone and done again."""

    def __init__(self, view: ViewState, execute: Callable[[Command], object]) -> None:
        self._view = view
        self._execute = execute
        self._before: Arrangement | None = None
        self._loose: frozenset[str] = frozenset()
        self._fixed: frozenset[str] = frozenset()
        self._follows = False

    def begin(self, place: Place, layout: Layout, before: Arrangement) -> None:
        """Fix everybody where the layout has them; not where a view brings the pins back."""
        if self._follows or layout.style is LayoutStyle.BY_HAND:
            return
        pins = {pin.organisation_id: (pin.x, pin.y) for pin in place.of(Pin).values()}
        spots = zip(layout.organisation_ids, layout.xy.tolist(), strict=True)
        moved = tuple((one, x, y) for one, (x, y) in spots if pins.get(one) != (x, y))
        if moved:
            self._before, self._loose = before, frozenset(pins)
            self._fixed = self._loose | {one for one, _, _ in moved}
            self._execute(PinOrganisations(moved))

    def follow(self, place: Place) -> None:
        """Arrange as before where the pins are those of before, and by hand where they are back."""
        if self._before is None:
            return
        pins = {pin.organisation_id for pin in place.of(Pin).values()}
        now = self._view.arrangement
        if now.style is LayoutStyle.BY_HAND and pins == self._loose:
            self._arrange(self._before)
        elif now == self._before and pins == self._fixed:
            self._arrange(replace(now, style=LayoutStyle.BY_HAND))

    def _arrange(self, wanted: Arrangement) -> None:
        self._follows = True
        self._view.set_arrangement(wanted)
        self._follows = False

    def forget(self) -> None:
        """Another file."""
        self._before = None
