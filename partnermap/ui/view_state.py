"""ViewState: what the user looks at, shared by all rooms; never undone, kept only as a saved view."""

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from partnermap.domain.words import TieKind
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice


class ViewState(QObject):
    """The date, the kinds of link shown, the filter and the selection.

    However much changes at once, everything is in place before the first signal is sent.

    Signals:
        date_changed: the "on" date (datetime.date).
        kinds_changed: the hidden kinds (frozenset of TieKind).
        filter_changed: the Filter.
        arrangement_changed: the Arrangement.
        arrangement_chosen: the Arrangement, where the user chose it by itself and not with a view.
        other_changed: the date to compare with, or None.
        scenario_changed: the name of the scenario shown, or None; also when it is compared or not.
        changed: any of these, once however many they were: what is drawn is to be drawn again. Says
            whether all was chosen in one go, as a view.
        selection_changed: the id of the selected organisation, or None.
    """

    date_changed = Signal(object)
    kinds_changed = Signal(object)
    filter_changed = Signal(object)
    arrangement_changed = Signal(object)
    arrangement_chosen = Signal(object)
    other_changed = Signal(object)
    scenario_changed = Signal(object)
    changed = Signal(bool)
    selection_changed = Signal(object)

    def __init__(self, on: dt.date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on = on
        self._choice = MapChoice()
        self._selected: str | None = None

    @property
    def on(self) -> dt.date:
        """The date everything is shown on."""
        return self._on

    @property
    def choice(self) -> MapChoice:
        """What the map shows and how: files are drawn from the same."""
        return self._choice

    @property
    def hidden_kinds(self) -> frozenset[TieKind]:
        """Kinds of link that the map leaves out."""
        return self._choice.hidden_kinds

    @property
    def filter(self) -> Filter:
        """What is shown of the network, in the map, the matrix and the list."""
        return self._choice.wanted

    @property
    def arrangement(self) -> Arrangement:
        """How the map is drawn."""
        return self._choice.arrangement

    @property
    def other(self) -> dt.date | None:
        """The date that the map compares `on` with; None for a map of one date."""
        return self._choice.other

    @property
    def scenario(self) -> str | None:
        """The scenario that map, matrix and list show; None for the register."""
        return self._choice.scenario or self._choice.what_if

    @property
    def is_beside_register(self) -> bool:
        """Whether the scenario is compared with the register instead of shown alone."""
        return self._choice.scenario is not None

    @property
    def selected(self) -> str | None:
        """Id of the selected organisation."""
        return self._selected

    def show(self, choice: MapChoice, on: dt.date | None = None) -> None:
        """Show all of a choice in one go, on another date where one is given."""
        self._change(choice, on or self._on, is_whole=True)

    def set_date(self, on: dt.date) -> None:
        """Show everything on another date."""
        self._change(self._choice, on)

    def set_hidden_kinds(self, hidden: frozenset[TieKind]) -> None:
        """Leave these kinds of link out of the map."""
        self._change(replace(self._choice, hidden_kinds=hidden))

    def set_filter(self, wanted: Filter) -> None:
        """Show no more than this of the network."""
        self._change(replace(self._choice, wanted=wanted))

    def set_arrangement(self, wanted: Arrangement) -> None:
        """Draw the map like this."""
        if wanted != self.arrangement:
            self._change(replace(self._choice, arrangement=wanted))
            self.arrangement_chosen.emit(wanted)

    def set_other(self, other: dt.date | None) -> None:
        """Compare with another date, or with none; there is one comparison at a time."""
        self._change(self._choice.compared_with(other))

    def set_scenario(self, name: str | None, *, beside_register: bool = True) -> None:
        """Show a scenario, beside the register so that its changes are marked, or alone; or none."""
        self._change(self._choice.showing(name, beside_register=beside_register))

    def select(self, organisation_id: str | None) -> None:
        """Select an organisation everywhere, or nothing."""
        if organisation_id != self._selected:
            self._selected = organisation_id
            self.selection_changed.emit(organisation_id)

    def _change(self, choice: MapChoice, on: dt.date | None = None, *, is_whole: bool = False) -> None:
        """Put everything in place, then tell of what is another."""
        before = self._on, self._choice
        self._on, self._choice = on or self._on, choice
        if before == (self._on, choice):
            return
        self._tell(*before)
        self.changed.emit(is_whole)

    def _tell(self, on: dt.date, was: MapChoice) -> None:
        now, shown = self._choice, self.scenario
        told = (
            (self.date_changed, self._on, self._on != on),
            (self.kinds_changed, now.hidden_kinds, now.hidden_kinds != was.hidden_kinds),
            (self.filter_changed, now.wanted, now.wanted != was.wanted),
            (self.arrangement_changed, now.arrangement, now.arrangement != was.arrangement),
            (self.other_changed, now.other, now.other != was.other),
            (
                self.scenario_changed,
                shown,
                (now.scenario, now.what_if) != (was.scenario, was.what_if),
            ),
        )
        for signal, value, is_another in told:
            if is_another:
                signal.emit(value)
