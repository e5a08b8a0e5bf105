"""Rooms: the pages behind the tabs; loaded after the first window is shown."""

from collections.abc import Iterator

from PySide6.QtWidgets import QTabWidget

from partnermap.domain.changes import ChangeSet
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.shell.words import text
from partnermap.ui.bridge import Bridge
from partnermap.ui.panels.map_page import MapPage, organisation_of
from partnermap.ui.panels.not_yet_page import NotYetPage
from partnermap.ui.panels.registers_page import RegistersPage
from partnermap.ui.runner import Runner
from partnermap.ui.theme import Theme
from partnermap.ui.view_state import ViewState


class Rooms:
    """All pages of one window.

    Attributes:
        map: the room of the map.
        registers: the room of all records.
    """

    def __init__(self, tabs: QTabWidget, map_page: MapPage, registers: RegistersPage) -> None:
        self._place = Place()
        self.map = map_page
        self.registers = registers
        self._tabs = tabs
        tabs.addTab(self.map, text("Map"))
        tabs.addTab(self.registers, text("Registers"))
        for title, sentence in _not_yet():
            tabs.addTab(NotYetPage(sentence), title)

    def show_place(self, place: Place, *, afresh: bool) -> None:
        """Show another file."""
        self._place = place
        self.map.show_place(place, afresh=afresh)
        self.registers.show_place(place, afresh=afresh)

    def change_place(self, place: Place, changes: ChangeSet) -> None:
        """Show what a step changed."""
        self._place = place
        if changes.wholesale or changes.added or changes.changed or changes.removed:
            self.map.show_place(place)
        self.registers.change_place(place, changes)

    def open_record(self, about: About) -> None:
        """Show a record in its register."""
        if self.registers.show_record(about):
            self._tabs.setCurrentWidget(self.registers)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self.map.set_theme(theme)

    def organisation_of(self, about: About) -> str | None:
        """The organisation to select for a record."""
        return organisation_of(self._place, about)

    def stop(self) -> None:
        """Stop what moves by itself."""
        self.map.time.play.setChecked(False)


def rooms_in_steps(
    tabs: QTabWidget, bridge: Bridge, runner: Runner, view: ViewState
) -> Iterator[Rooms | None]:
    """Build one page a step, so that the window never stands still for long; the last step has them."""
    map_page = MapPage(bridge, runner, view)
    yield None
    registers = RegistersPage(bridge, runner, view)
    yield None
    yield Rooms(tabs, map_page, registers)


def _not_yet() -> tuple[tuple[str, str], ...]:
    return (
        (text("Matrix"), text("The matrix of who works with whom is not built yet.")),
        (
            text("Money"),
            text("The room for money is not built yet; the inspector shows it per organisation."),
        ),
        (text("Posts"), text("The room for posts is not built yet; the timeline shows them.")),
        (
            text("Reorganisation"),
            text("The room for reorganisations is not built yet; the timeline shows them."),
        ),
        (text("Health"), text("The room for partnership health is not built yet.")),
        (text("Workshop"), text("The room for workshops is not built yet.")),
    )
