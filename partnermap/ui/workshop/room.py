"""WorkshopPage: the room for workshops: links as they are said, ratings, actions, the session log."""

import datetime as dt
from collections.abc import Generator, Iterator
from functools import partial
from importlib import import_module

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from partnermap.document.history import Step
from partnermap.domain.place import Place
from partnermap.shell.words import text
from partnermap.ui.bridge import Bridge
from partnermap.ui.goals.matrix_view import GoalMatrixView
from partnermap.ui.goals.page import GoalsPage
from partnermap.ui.goals.pane import GoalPane
from partnermap.ui.panels.check_box import CheckBox
from partnermap.ui.panels.elided_label import ElidedLabel
from partnermap.ui.panels.labels import GRID
from partnermap.ui.plain_words import tip
from partnermap.ui.runner import Runner
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.theme import Theme
from partnermap.ui.view_state import ViewState
from partnermap.ui.workshop.agreed_page import AgreedPage
from partnermap.ui.workshop.asking_view import AskingView, unframed
from partnermap.ui.workshop.link_page import LinkPage
from partnermap.ui.workshop.log_page import LogPage
from partnermap.ui.workshop.rating_page import RatingPage
from partnermap.ui.workshop.round_setup import RoundSetup
from partnermap.ui.workshop.session import Session, session_of
from partnermap.ui.workshop.sizes import DESK, PROJECTOR, Sizes
from partnermap.ui.workshop.verb_list import VerbList


class WorkshopPage(QWidget):
    """The room.

    Signals:
        record_wanted: About of a record to be shown in its register.
        map_wanted: id of an organisation that the map should show.

    Attributes:
        tabs: the pages.
        links, ratings, goals, agreed, log: the pages by name.
        projector: the switch to larger words.
        session: what has been entered since it began.
    """

    record_wanted = Signal(object)
    map_wanted = Signal(str)

    def __init__(
        self, bridge: Bridge, runner: Runner, view: ViewState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge, self._turns = bridge, runner.turns
        self._runner, self._view = runner, view
        self._began: int | None = None
        self._is_stale = False
        self._was_seen = False
        self.session = Session()
        self.sizes = Sizes()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(text("Pages of the workshop"))
        self.tabs.tabBar().setDrawBase(False)
        self.projector = CheckBox()
        self.words = ElidedLabel("")
        self.take_back = QPushButton(text("Take back"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(self._top())
        layout.addWidget(self.tabs, 1)

    def _top(self) -> QHBoxLayout:
        self.projector.setAccessibleName(text("Projector size"))
        label = QLabel(text("&Projector size"))
        label.setBuddy(self.projector)
        self.projector.toggled.connect(self._resize)
        self.take_back.setToolTip(text("Take back what was entered last (Ctrl+Z)"))
        self.take_back.clicked.connect(self._bridge.undo)
        self.take_back.setEnabled(False)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.words, 1)
        row.addWidget(self.take_back)
        row.addSpacing(GRID)
        row.addWidget(self.projector)
        row.addWidget(label)
        return row

    def add_pages(self) -> Iterator[None]:
        """Build the pages and put them behind their tabs, one a step."""
        verbs = VerbList(self.sizes)
        yield
        self.links = LinkPage(self._turns, self.sizes, dt.date.today, verbs)
        self.links.map_wanted.connect(self.map_wanted)
        self._add(text("Type a link"), self.links)
        yield
        setup = RoundSetup(Sizes())
        yield
        asking = AskingView(self.sizes)
        yield
        self.ratings = RatingPage(self._runner, self.sizes, dt.date.today, (setup, asking))
        self._add(text("Rating round"), self.ratings)
        yield
        pane = GoalPane(self.sizes)
        yield
        parts = (GoalMatrixView(), FiguresView(grows=True), pane)
        yield
        self.goals = GoalsPage(self._runner, self._view, self.sizes, dt.date.today, parts)
        self.goals.record_wanted.connect(self.record_wanted)
        self._add(text("Shared goals"), self.goals)
        yield
        self.agreed = AgreedPage(self._view, self.sizes, dt.date.today)
        self.agreed.record_wanted.connect(self.record_wanted)
        self._add(text("What we agreed"), self.agreed)
        yield
        self.log = LogPage(self.sizes)
        self.log.back_wanted.connect(self._bridge.undo)
        self.log.begin_wanted.connect(self.begin)
        self._add_tab(text("Session log"), self.log)
        for went_wrong in (self._bridge.failed, self._bridge.crashed):
            went_wrong.connect(self._give_back)
        self.tabs.currentChanged.connect(lambda _: self._focus_page())

    def _add(self, title: str, page: LinkPage | RatingPage | GoalsPage | AgreedPage) -> None:
        page.command_wanted.connect(self._bridge.execute)
        self._add_tab(title, page)

    def _add_tab(self, title: str, page: QWidget) -> None:
        self.tabs.addTab(unframed(page, title), title)

    def show_page(self, page: QWidget) -> None:
        """Bring one of the pages to the front."""
        for number in range(self.tabs.count()):
            if self._page(number) is page:
                self.tabs.setCurrentIndex(number)

    def _page(self, number: int) -> QWidget | None:
        area = self.tabs.widget(number)
        return area.widget() if isinstance(area, QScrollArea) else None

    def open_place(self) -> None:
        """Another file is open: a session begins, and no round is held."""
        self.ratings.begin()
        self.begin()

    def begin(self) -> None:
        """Begin a session: what has been recorded up to now belongs to no session."""
        self._began = None
        self._ask_log()

    def show_place(self, place: Place) -> None:
        """Show other records, a page in each turn."""
        self._turns.in_steps(self._shown_place(place), key=(self, "place"))

    def _shown_place(self, place: Place) -> Iterator[None]:
        for page in (self.links, self.ratings, self.goals, self.agreed):
            page.show_place(place)
            yield
        self._is_stale = True
        if self.isVisible():
            self._ask_log()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the log up to date when the room is looked at."""
        super().showEvent(event)
        if not self._was_seen:
            self._was_seen = True
            self._runner.submit(lambda _: import_module("rapidfuzz.process"), lambda _: None)
        self._focus_page()
        if self._is_stale:
            self._ask_log()

    def _focus_page(self) -> None:
        """Let one type at once; whoever walks the tabs with the keyboard stays on them."""
        page = self._page(self.tabs.currentIndex())
        is_walking = isinstance(QApplication.focusWidget(), QTabBar)
        if not is_walking and isinstance(page, LinkPage | GoalsPage | AgreedPage):
            page.take_focus()

    def _ask_log(self) -> None:
        self._is_stale = False
        if self._bridge.state is not None:
            self._bridge.history(self._on_history)

    def _on_history(self, steps: tuple[Step, ...]) -> None:
        if self._began is None:
            self._began = steps[-1].id if steps else 0
        self.session = session_of(steps, self._began)
        state = self._bridge.state
        may_write = state is not None and not state.read_only
        self.words.setText(self.session.sentence)
        self.words.setToolTip(tip(self.session.sentence))
        self.take_back.setEnabled(may_write and bool(self.session.standing))
        self.log.show_session(self.session, may_write=may_write)

    def stop(self) -> None:
        """Keep what has been typed and is not recorded: the window closes."""
        self.ratings.stop()

    def _give_back(self, _fault: object) -> None:
        self.links.give_back()
        self.goals.give_back()
        self.agreed.give_back()

    def _resize(self, is_large: bool) -> None:
        self.sizes.set_scale(PROJECTOR if is_large else DESK)
        self.goals.refit()
        self.agreed.refit()
        self.log.refit()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours, a page in each turn."""
        # Widgets that were given a style again have the font they had before it for the first time.
        self.sizes.set_scale(self.sizes.scale)
        self.projector.set_theme(theme)
        self.ratings.setup.with_sector.set_theme(theme)
        self._turns.soon(partial(self.goals.set_theme, theme), key=(self.goals, "theme"))
        for view in (self.agreed.table, self.log.table):
            self._turns.soon(partial(view.set_theme, theme), key=(view, "theme"))


def room_in_steps(
    bridge: Bridge, runner: Runner, view: ViewState
) -> Generator[None, None, WorkshopPage]:
    """Build the room a page a step, so that the window never stands still for long, and return it."""
    room = WorkshopPage(bridge, runner, view)
    yield None
    yield from room.add_pages()
    return room
