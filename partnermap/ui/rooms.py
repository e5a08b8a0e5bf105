"""Rooms: the pages behind the tabs; loaded after the first window is shown."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtWidgets import QTabWidget

from partnermap.domain.changes import ChangeSet
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import ScenarioChangeKind
from partnermap.shell.words import text
from partnermap.ui.bridge import Bridge
from partnermap.ui.canvas.map_maker import load_ahead
from partnermap.ui.health.page import HealthPage
from partnermap.ui.measures.page import MeasuresPage
from partnermap.ui.money.page import MoneyPage
from partnermap.ui.panels.map_page import MapPage, organisation_of
from partnermap.ui.posts.page import PostsPage
from partnermap.ui.reorganisation.room import ReorganisationPage, parts_in_steps
from partnermap.ui.runner import Runner
from partnermap.ui.tables.matrix_page import MatrixPage
from partnermap.ui.tables.registers_page import RegistersPage
from partnermap.ui.theme import Theme
from partnermap.ui.turns import Turns
from partnermap.ui.view_state import ViewState
from partnermap.ui.workshop.room import WorkshopPage, room_in_steps


class Rooms:
    """All pages of one window.

    Attributes:
        map: the room of the map.
        registers: the room of all records.
        matrix, money, posts, measures, reorganisation, health: the rooms of figures.
        workshop: the room for workshops.
    """

    def __init__(
        self,
        turns: Turns,
        tabs: QTabWidget,
        map_page: MapPage,
        registers: RegistersPage,
        view: ViewState,
        figures: tuple[MatrixPage, MoneyPage, PostsPage, MeasuresPage, ReorganisationPage, HealthPage],
        workshop: WorkshopPage,
    ) -> None:
        self._place = Place()
        self._turns = turns
        self.map = map_page
        self.registers = registers
        self.matrix, self.money, self.posts, self.measures, self.reorganisation, self.health = figures
        self.workshop = workshop
        self._figures = (*figures, workshop)
        self._tabs = tabs
        for page in self._figures:
            page.record_wanted.connect(self.open_record)
        map_page.what_if_wanted.connect(self._what_if)
        map_page.opened.connect(lambda: tabs.setCurrentWidget(map_page))
        self.matrix.menu_wanted.connect(map_page.show_menu)
        self.matrix.command_wanted.connect(map_page.map.filters.command_wanted)
        self.matrix.told.connect(map_page.told)
        workshop.map_wanted.connect(partial(self._show_on_map, view))
        self._share_scenario(view)

    def _show_on_map(self, view: ViewState, organisation_id: str) -> None:
        self._tabs.setCurrentWidget(self.map)
        view.select(organisation_id)
        self.map.canvas.setFocus()

    def _share_scenario(self, view: ViewState) -> None:
        """The map and the room for reorganisations show the same scenario."""
        room = self.reorganisation
        room.choice.changed.connect(lambda now: _follow(view, now.scenario))
        view.scenario_changed.connect(room.show_scenario)

    def add_tabs(self) -> Iterator[None]:
        """Put the pages behind their tabs, one a step."""
        for title, page in (
            (text("Map"), self.map),
            (text("Matrix"), self.matrix),
            (text("Registers"), self.registers),
            (text("Money"), self.money),
            (text("Posts"), self.posts),
            (text("Measures"), self.measures),
            (text("Reorganisation"), self.reorganisation),
            (text("Health"), self.health),
            (text("Workshop"), self.workshop),
        ):
            self._tabs.addTab(page, title)
            yield

    def show_place(self, place: Place, *, afresh: bool) -> None:
        """Show another file, a room in each turn."""
        self._place = place
        if afresh:
            self.workshop.open_place()
        self.map.show_place(place, afresh=afresh)
        self._turns.soon(lambda: self.registers.show_place(place, afresh=afresh))
        self._show_figures(place)

    def change_place(self, place: Place, changes: ChangeSet) -> None:
        """Show what a step changed, a room in each turn."""
        self._place = place
        if changes.wholesale or changes.added or changes.changed or changes.removed:
            self.map.show_place(place)
            self._show_figures(place)
        self._turns.soon(lambda: self.registers.change_place(place, changes))

    def _show_figures(self, place: Place) -> None:
        for page in self._figures:
            self._turns.soon(partial(page.show_place, place), key=(page, "place"))

    def open_record(self, about: About) -> None:
        """Show a record in its register."""
        if self.registers.show_record(about):
            self._tabs.setCurrentWidget(self.registers)

    def _what_if(self, kind: ScenarioChangeKind, about: About) -> None:
        self._tabs.setCurrentWidget(self.reorganisation)
        self.reorganisation.what_if(kind, about)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._turns.soon(partial(self.map.set_theme, theme), key=(self.map, "theme"))
        for page in self._figures:
            self._turns.soon(partial(page.set_theme, theme), key=(page, "theme"))

    def organisation_of(self, about: About) -> str | None:
        """The organisation to select for a record."""
        return organisation_of(self._place, about)

    def stop(self) -> None:
        """Stop what moves by itself, and keep what is not recorded yet."""
        self.map.time.play.setChecked(False)
        self.workshop.stop()


def _follow(view: ViewState, scenario: str | None) -> None:
    """Show a scenario that was chosen elsewhere; how it is shown stays where it is shown already."""
    if scenario != view.scenario:
        view.set_scenario(scenario)


def rooms_in_steps(
    tabs: QTabWidget, bridge: Bridge, runner: Runner, view: ViewState
) -> Iterator[Rooms | None]:
    """Build one page a step, so that the window never stands still for long; the last item has them."""
    map_page = MapPage(bridge, runner, view)
    yield None
    registers = RegistersPage(bridge, runner, view)
    yield None
    matrix, money = MatrixPage(runner, view), MoneyPage(runner, view)
    yield None
    posts = PostsPage(runner, view)
    yield None
    parts = yield from parts_in_steps(runner, view)
    reorganisation = ReorganisationPage(bridge, runner.turns, parts)
    yield None
    reorganisation.before_after.follow_layout(lambda: map_page.layout_shown)
    yield None
    measures = MeasuresPage(runner, view)
    yield None
    health = HealthPage(runner, view)
    yield None
    figures = (matrix, money, posts, measures, reorganisation, health)
    workshop = yield from room_in_steps(bridge, runner, view)
    rooms = Rooms(runner.turns, tabs, map_page, registers, view, figures, workshop)
    yield from rooms.add_tabs()
    # Last, because Qt styles a page and all within it anew with every window part that it is put into.
    yield from reorganisation.add_tabs()
    runner.submit(load_ahead, lambda _: None)
    yield rooms
