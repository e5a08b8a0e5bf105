"""ViewState: what the user looks at, shared by all rooms; never saved, never undone."""

import datetime as dt

from PySide6.QtCore import QObject, Signal

from partnermap.domain.words import TieKind
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice


class ViewState(QObject):
    """The date, the kinds of link shown, the filter and the selection.

    Signals:
        date_changed: the "on" date (datetime.date).
        kinds_changed: the hidden kinds (frozenset of TieKind).
        filter_changed: the Filter.
        arrangement_changed: the Arrangement.
        other_changed: the date to compare with, or None.
        scenario_changed: the name of the scenario shown, or None; also when it is compared or not.
        selection_changed: the id of the selected organisation, or None.
    """

    date_changed = Signal(object)
    kinds_changed = Signal(object)
    filter_changed = Signal(object)
    arrangement_changed = Signal(object)
    other_changed = Signal(object)
    scenario_changed = Signal(object)
    selection_changed = Signal(object)

    def __init__(self, on: dt.date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = on
        self._hidden: frozenset[TieKind] = frozenset()
        self._filter = Filter()
        self._arrangement = Arrangement()
        self._other: dt.date | None = None
        self._scenario: str | None = None
        self._beside_register = False
        self._selected: str | None = None

    @property
    def on(self) -> dt.date:
        """The date everything is shown on."""
        return self._on

    @property
    def hidden_kinds(self) -> frozenset[TieKind]:
        """Kinds of link that the map leaves out."""
        return self._hidden

    @property
    def filter(self) -> Filter:
        """What is shown of the network, in the map, the matrix and the list."""
        return self._filter

    @property
    def arrangement(self) -> Arrangement:
        """How the map is drawn."""
        return self._arrangement

    @property
    def other(self) -> dt.date | None:
        """The date that the map compares `on` with; None for a map of one date."""
        return self._other

    @property
    def scenario(self) -> str | None:
        """The scenario that map, matrix and list show; None for the register."""
        return self._scenario

    @property
    def is_beside_register(self) -> bool:
        """Whether the scenario is compared with the register instead of shown alone."""
        return self._beside_register

    @property
    def choice(self) -> MapChoice:
        """What the map shows and how: files are drawn from the same."""
        compared = self._scenario if self._beside_register else None
        alone = None if self._beside_register else self._scenario
        return MapChoice(
            self._hidden, self._filter, self._arrangement, self._other, compared, what_if=alone
        )

    @property
    def selected(self) -> str | None:
        """Id of the selected organisation."""
        return self._selected

    def set_date(self, on: dt.date) -> None:
        """Show everything on another date."""
        if on != self._on:
            self._on = on
            self.date_changed.emit(on)

    def set_hidden_kinds(self, hidden: frozenset[TieKind]) -> None:
        """Leave these kinds of link out of the map."""
        if hidden != self._hidden:
            self._hidden = hidden
            self.kinds_changed.emit(hidden)

    def set_filter(self, wanted: Filter) -> None:
        """Show no more than this of the network."""
        if wanted != self._filter:
            self._filter = wanted
            self.filter_changed.emit(wanted)

    def set_arrangement(self, wanted: Arrangement) -> None:
        """Draw the map like this."""
        if wanted != self._arrangement:
            self._arrangement = wanted
            self.arrangement_changed.emit(wanted)

    def set_other(self, other: dt.date | None) -> None:
        """Compare with another date, or with none; there is one comparison at a time."""
        if other is not None and self._beside_register:
            self.set_scenario(self._scenario, beside_register=False)
        if other != self._other:
            self._other = other
            self.other_changed.emit(other)

    def set_scenario(self, name: str | None, *, beside_register: bool = True) -> None:
        """Show a scenario, beside the register so that its changes are marked, or alone; or none."""
        wanted = (name, beside_register and name is not None)
        if wanted[1]:
            self.set_other(None)
        if wanted != (self._scenario, self._beside_register):
            self._scenario, self._beside_register = wanted
            self.scenario_changed.emit(name)

    def select(self, organisation_id: str | None) -> None:
        """Select an organisation everywhere, or nothing."""
        if organisation_id != self._selected:
            self._selected = organisation_id
            self.selection_changed.emit(organisation_id)
