"""MapPage: the room of the map; asks workers for pictures and findings and shows what comes back."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontInfo, QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.styles import FREE
from partnermap.document.commands.pins import PinOrganisations, Unpin
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.view import LayoutStyle
from partnermap.jobs.token import Token
from partnermap.network.grouping import MARK
from partnermap.network.scenario import scenario_names, with_scenario
from partnermap.scene.map_choice import Arrangement, Filter
from partnermap.shell.words import text
from partnermap.ui.bridge import Bridge
from partnermap.ui.canvas.arrangements import Arrangements
from partnermap.ui.canvas.by_hand import ByHand
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.canvas.map_maker import MapRequest, MapResult
from partnermap.ui.canvas.timeline_bars import Lane
from partnermap.ui.canvas.timeline_lanes import lanes_of
from partnermap.ui.canvas.timeline_strain import KeptStrain
from partnermap.ui.panels.inspection import Inspection, Subject, inspect
from partnermap.ui.panels.inspector import Inspector
from partnermap.ui.panels.labels import GRID
from partnermap.ui.panels.links_panel import LinksPanel
from partnermap.ui.panels.map_menu import MenuActs, map_menu
from partnermap.ui.panels.map_panel import MapPanel
from partnermap.ui.panels.refining import Refining
from partnermap.ui.panels.side_panels import SidePanels
from partnermap.ui.panels.timeline_panel import TimelinePanel, timeline_height
from partnermap.ui.panels.waiting import Waiting
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.theme import LIGHT, Theme
from partnermap.ui.view_state import ViewState

REST_MS = 150
"""How long the date must rest before inspector and timeline are told."""


class MapPage(QWidget):
    """Links, map, inspector and timeline.

    Signals:
        edit_wanted: About of a record to show in its register.
        record_picked: About of a bar that was clicked in the timeline.
        drawn: the MapResult that is shown now.
        told: a sentence for the user.
        what_if_wanted: a ScenarioChangeKind and the About of what it may happen to.
        opened: the inspector is to be read, so the page is to be seen.
    """

    record_picked = Signal(object)
    edit_wanted = Signal(object)
    drawn = Signal(object)
    told = Signal(str)
    what_if_wanted = Signal(object, object)
    opened = Signal()

    def __init__(
        self, bridge: Bridge, runner: Runner, view: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self._view = view
        self._place = Place()
        self._ties: tuple[str, ...] = ()
        self._shown: MapResult | None = None
        self._theme: Theme = LIGHT
        self._pictures = Latest[MapRequest, MapResult](runner, self._make, self._on_drawn)
        self._findings = Latest[Subject, Inspection](runner, inspect, self._on_found)
        self.links = LinksPanel(runner.turns)
        self.map = MapPanel(view)
        self.arrangements = Arrangements(self.canvas.fit, self)
        self.by_hand = ByHand(view, bridge.execute)
        self.waiting = Waiting(self.map.canvas)
        self.refining = Refining(runner, self.map.canvas)
        self.inspector = Inspector(runner.turns)
        self.time = TimelinePanel(view.on)
        self.panels = SidePanels(self.links, self.map, self.inspector, self.time)
        self._lanes = Latest[tuple[Place, dt.date, str | None], tuple[Lane, ...]](
            runner, partial(_lanes, KeptStrain()), self.time.timeline.show_lanes
        )
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask_words)
        self._turns = runner.turns
        self._is_shared = False
        self._lay_out()
        self._connect()

    @property
    def canvas(self) -> MapCanvas:
        """The map itself."""
        return self.map.canvas

    @property
    def layout_shown(self) -> Layout | None:
        """Where the map has the organisations of the place; None before it is drawn."""
        shown = self._shown
        return shown.layout if shown is not None and shown.request.place is self._place else None

    def _lay_out(self) -> None:
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._down.addWidget(self.panels)
        self._down.addWidget(self.time)
        self._down.setStretchFactor(0, 1)
        self._down.setCollapsible(0, False)
        self._down.setHandleWidth(GRID)
        self._down.splitterMoved.connect(self._keep_share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, GRID)
        layout.addWidget(self._down)

    def _keep_share(self) -> None:
        self._is_shared = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height between map and timeline until the user does: the map first."""
        super().resizeEvent(event)
        if not self._is_shared:
            low = timeline_height(self.height(), self.fontMetrics().height())
            self._down.setSizes([self.height() - low, low])

    def _connect(self) -> None:
        canvas = self.canvas
        canvas.view_changed.connect(self._ask_picture)
        canvas.organisation_picked.connect(self._on_picked)
        canvas.tie_picked.connect(self._on_tie_picked)
        canvas.organisation_opened.connect(self._on_opened)
        canvas.organisation_moved.connect(self._on_moved)
        self.waiting.stopped.connect(self._stop)
        self.refining.refined.connect(self._ask_picture)
        canvas.focus_wanted.connect(self._focus)
        canvas.menu_wanted.connect(self.show_menu)
        self.inspector.organisation_chosen.connect(self._view.select)
        self.inspector.record_wanted.connect(self.edit_wanted)
        self.inspector.date_wanted.connect(self._view.set_date)
        self.links.hidden_changed.connect(self._view.set_hidden_kinds)
        self.time.date_chosen.connect(self._view.set_date)
        self.time.timeline.record_picked.connect(self.record_picked)
        self._view.date_changed.connect(self._on_date)
        self._view.kinds_changed.connect(self.links.show_hidden)
        self._view.filter_changed.connect(lambda wanted: self.canvas.follow(not wanted.is_empty))
        self._view.arrangement_chosen.connect(self._on_arrangement)
        self._view.changed.connect(self._on_changed)
        for signal in (self._view.other_changed, self._view.scenario_changed):
            signal.connect(lambda _: self._ask_words())
        self.map.filters.command_wanted.connect(self._bridge.execute)
        self.map.filters.told.connect(self.told)
        self._view.selection_changed.connect(self._on_selection)

    def show_place(self, place: Place, *, afresh: bool = False) -> None:
        """Show other records; `afresh` for another file."""
        self._place = place
        self.refining.cancel()
        if afresh:
            self._view.set_filter(Filter())
            self._view.set_other(None)
        if afresh or self._view.scenario not in scenario_names(place):
            self._view.set_scenario(None)
        self.map.filters.show_place(place)
        self.by_hand.follow(place)
        if afresh:
            self.arrangements.forget()
            self.by_hand.forget()
            self._ties = ()
            self.canvas.camera.fit()
        self._ask_picture()
        self._ask_words()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        self._ask_picture()
        for part in (self.map, self.time.timeline, self.links, self.inspector):
            self._turns.soon(partial(part.set_theme, theme), key=(part, "theme"))

    def _make(self, request: MapRequest, token: Token) -> MapResult:
        return self.arrangements.maker.make(request, token)

    def _ask_words(self) -> None:
        """What need not follow every step of a date that is being dragged."""
        self._ask_findings()
        self._lanes.ask((self._place, self._view.on, self._view.scenario))

    def _on_changed(self, is_view: bool) -> None:
        """A view is seen as a whole, and drawn when its chips have taken the room that they need."""
        if is_view:
            self.canvas.camera.fit()
            self._turns.soon(self._ask_picture, key=(self, "ask"))
        else:
            self._ask_picture()

    def _ask_picture(self) -> None:
        self._turns.forget((self, "ask"))
        if not self._place.tables:
            return
        canvas, choice = self.canvas, self._view.choice
        self.waiting.begin()
        self._pictures.ask(
            MapRequest(
                place=self._place,
                on=self._view.on,
                hidden_kinds=choice.hidden_kinds,
                wanted=choice.wanted,
                wish=canvas.take_wish(),
                width=float(canvas.width()),
                height=float(canvas.height()),
                ratio=canvas.devicePixelRatioF(),
                font_size=QFontInfo(canvas.font()).pixelSize() * 0.92,
                style=self._theme.key,
                arrangement=choice.arrangement,
                other=choice.other,
                scenario=choice.scenario,
                what_if=choice.what_if,
                selected=self._view.selected,
            )
        )

    def _ask_findings(self) -> None:
        view = self._view
        tie = self._ties[0] if self._ties else None
        choice = view.choice
        shown = (choice.other, self._ties, choice.scenario, choice.what_if)
        self._findings.ask(Subject(self._place, view.on, view.selected, tie, *shown))

    def _stop(self) -> None:
        """Arrange no further: back to how the map was arranged before, if it was."""
        self._pictures.cancel()
        self.waiting.end()
        if self._shown is not None:
            self._view.set_arrangement(self._shown.request.arrangement)
        self.told.emit(text("Stopped; View, Tidy the map begins again."))

    def _on_drawn(self, result: MapResult) -> None:
        if not self._pictures.is_running:
            self.waiting.end()
        if result.request.place.version == self._place.version:
            self._shown = result
            self.refining.follow(result.rough)
            self._turns.in_steps(self._drawn(result), key=(self, "picture"))

    def _drawn(self, result: MapResult) -> Iterator[None]:
        self.canvas.show_picture(result.picture)
        yield
        self.map.show_summary(result.summary)
        yield
        self.links.show_summary(result.summary)
        yield
        self.inspector.show_more_than_map(result.summary.badge is not None)
        yield
        self.drawn.emit(result)

    def _on_found(self, inspection: Inspection) -> None:
        if inspection.subject.place is self._place:
            self.inspector.show_inspection(inspection)

    def _on_date(self, on: dt.date) -> None:
        self.time.timeline.set_date(on)
        self._rest.start()

    def _on_selection(self, organisation_id: str | None) -> None:
        if organisation_id is not None:
            self._ties = ()
        self.canvas.set_selected(organisation_id)
        if organisation_id is not None:
            self.canvas.bring_into_view(organisation_id)
        self._ask_findings()

    def _on_picked(self, organisation_id: str | None) -> None:
        self._ties = ()
        is_group = organisation_id is not None and organisation_id.startswith(MARK)
        self._view.select(None if is_group else organisation_id)
        self._ask_findings()

    def _on_tie_picked(self, tie_id: str) -> None:
        picture = self.canvas.picture
        self._ties = picture.ties_at(tie_id) if picture is not None else (tie_id,)
        self._view.select(None)
        self._ask_findings()

    def _on_opened(self, organisation_id: str) -> None:
        if organisation_id.startswith(MARK):
            self._open_group(organisation_id)
            return
        self._view.select(organisation_id)
        self.opened.emit()
        self.inspector.take_focus()

    def show_menu(self, organisation_id: str | None, at: QPoint) -> None:
        """The menu of an organisation, wherever it was asked for; None for that of the map."""
        menu = map_menu(self._place, organisation_id, self._menu_acts(organisation_id), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _menu_acts(self, organisation_id: str | None) -> MenuActs:
        return MenuActs(
            inspect=lambda: self._on_opened(organisation_id or ""),
            edit=lambda: self.edit_wanted.emit(About(Organisation.TABLE, organisation_id or "")),
            pin=lambda: self._pin_here(organisation_id or ""),
            unpin=lambda: self._bridge.execute(Unpin((organisation_id or "",))),
            unpin_all=lambda: self._bridge.execute(Unpin()),
            arrange=self.arrangements.tidy,
            focus=lambda steps: self._focus(organisation_id, steps),
            what_if=lambda kind: self.what_if_wanted.emit(
                kind, About(Organisation.TABLE, organisation_id or "")
            ),
            rings=lambda: self._change(style=LayoutStyle.RINGS, centre=organisation_id),
            open_group=lambda: self._open_group(organisation_id or ""),
            close_groups=lambda: self._change(opened=frozenset()),
            has_open_groups=bool(self._view.arrangement.opened),
        )

    def _change(
        self,
        *,
        style: LayoutStyle | None = None,
        centre: str | None = None,
        opened: frozenset[str] | None = None,
    ) -> None:
        """Draw the map otherwise in what is given."""
        now = self._view.arrangement
        wanted = replace(now, opened=now.opened if opened is None else opened)
        if style is not None:
            wanted = replace(wanted, style=style, centre=centre)
        self._view.set_arrangement(wanted)

    def _open_group(self, group_id: str) -> None:
        self._change(opened=self._view.arrangement.opened | {group_id})

    def _on_arrangement(self, wanted: Arrangement) -> None:
        shown, layout = self._shown, self.layout_shown
        if shown is not None and layout is not None and wanted.style is LayoutStyle.BY_HAND:
            self.by_hand.begin(self._place, layout, shown.request.arrangement)

    def _focus(self, organisation_id: str | None, steps: int) -> None:
        """Show only what lies within so many steps of an organisation; None shows all again."""
        if organisation_id is not None and organisation_id.startswith(MARK):
            return
        self._view.set_filter(replace(self._view.filter, around=organisation_id, steps=steps))

    def _pin_here(self, organisation_id: str) -> None:
        point = self.canvas.point_of(organisation_id)
        place = self.canvas.camera.to_layout(*point) if point is not None else None
        if place is not None:
            self._on_moved(organisation_id, *place)

    def _on_moved(self, organisation_id: str, x: float, y: float) -> None:
        if organisation_id.startswith(MARK) or self._view.arrangement.style not in FREE:
            self.told.emit(
                text("Here everybody has their place; choose Arrange…, By hand to move them.")
            )
            return
        self._bridge.execute(PinOrganisations(((organisation_id, x, y),)))


def _lanes(
    kept: KeptStrain, request: tuple[Place, dt.date, str | None], token: Token
) -> tuple[Lane, ...]:
    register, on, scenario = request
    place = register if scenario is None else with_scenario(register, scenario)
    return lanes_of(place, on, kept.of(place, token))


def organisation_of(place: Place, about: About) -> str | None:
    """The organisation to select for a record: the host, the employer, the lead."""
    record = place.get(about.table, about.id)
    for field in ("host_id", "employer_id", "lead_id"):
        found = getattr(record, field, None)
        if isinstance(found, str):
            return found
    return None
