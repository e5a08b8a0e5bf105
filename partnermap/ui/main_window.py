"""MainWindow: header, rooms as tabs, menus, banner; joins the bridge, the view state and the rooms."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.changes import ChangeSet
from partnermap.domain.place import Place
from partnermap.domain.sentences import day_in_words
from partnermap.shell.words import text
from partnermap.ui.actions import connect_map, fill_menus, make_actions, show_state
from partnermap.ui.appearance import AppearanceSwitch
from partnermap.ui.bridge import Bridge, FileState
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.dialogs.go_to_date import ask_date
from partnermap.ui.file_tasks import FileTasks
from partnermap.ui.garbage import Garbage
from partnermap.ui.panels.banner import Banner
from partnermap.ui.panels.header import Header, saved_words
from partnermap.ui.panels.start_page import StartPage
from partnermap.ui.plain_words import caption
from partnermap.ui.preferences import Preferences
from partnermap.ui.runner import Runner
from partnermap.ui.theme import Theme
from partnermap.ui.turns import Turns
from partnermap.ui.view_state import ViewState

if TYPE_CHECKING:
    from partnermap.document.recovery import Leftover
    from partnermap.domain.record import About
    from partnermap.ui.panels.finding import Found
    from partnermap.ui.rooms import Rooms

WORKERS = 1


class MainWindow(QMainWindow):
    """The window of one file.

    Attributes:
        bridge: to the document.
        turns: in which everything is shown, a little at a time.
        view: what the user looks at.
        actions_: everything the window can do.
        appearance: light, dark or as the system.

    Signals:
        rooms_ready: the rooms have been built, after the first window is shown.
        finished: everything is saved and stopped; the application may end.
    """

    rooms_ready = Signal()
    finished = Signal()

    def __init__(self, on: dt.date | None = None) -> None:
        super().__init__()
        self._garbage = Garbage(self)
        self.preferences = Preferences()
        self.turns = Turns(self)
        self.bridge = Bridge(self, self.turns)
        self.runner = Runner(WORKERS, "analysis", self, self.turns)
        self.view = ViewState(on or dt.date.today(), self)
        self.actions_ = make_actions(self)
        self.tasks = FileTasks(self, self.bridge, self.runner, self.preferences)
        self.tasks.follow_date(lambda: self.view.on)
        self.tasks.follow_choice(lambda: self.view.choice)
        self.rooms: Rooms | None = None
        self._waiting_for: Place | None = None
        self._is_done = False
        self._is_stopped = False
        self._closing = False
        self._could_not_save = False
        self._build()
        self._connect_actions()
        self._connect_signals()
        self.appearance = AppearanceSwitch(
            application(), self.actions_.appearance, self.preferences, self.turns, self
        )
        self.appearance.themed.connect(self._on_themed)
        self._on_state(None)

    def _build(self) -> None:
        fill_menus(self, self.actions_, self.view, self.preferences)
        act = self.actions_
        self.header = Header([act.undo, act.redo, act.import_files], act.report)
        self.banner = Banner()
        self.start = StartPage()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(text("Rooms"))
        self.tabs.tabBar().setDrawBase(False)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.tabs)
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.header, self.banner):
            layout.addWidget(part)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(body)
        self._as_at = QLabel()
        self.statusBar().addPermanentWidget(self._as_at)
        self.setAcceptDrops(True)
        self.resize(QSize(1440, 900).boundedTo(self.screen().availableSize()))
        if self.preferences.geometry is not None:
            self.restoreGeometry(self.preferences.geometry)
        self.start.show_recent(self.preferences.recent)
        self.start.buttons[0].setFocus()

    def _connect_actions(self) -> None:
        act, tasks = self.actions_, self.tasks
        for action, call in (
            (act.new, tasks.new),
            (act.open, tasks.open),
            (act.example, tasks.example),
            (act.save, self.bridge.save),
            (act.save_as, tasks.save_as),
            (act.clean_copy, tasks.clean_copy),
            (act.import_files, tasks.import_files),
            (act.merge, tasks.merging.ask),
            (act.export_workbook, tasks.export_workbook),
            (act.export_network, tasks.export_network),
            (act.export_map, tasks.export_map),
            (act.report, tasks.report),
            (act.leave, self.close),
            (act.undo, self.bridge.undo),
            (act.redo, self.bridge.redo),
            (act.history, tasks.show_history),
            (act.forget, tasks.forget_person),
            (act.find, self._find),
            (act.go_to_date, partial(ask_date, self.view, self)),
            (act.keys, tasks.show_keys),
            (act.about, tasks.show_about),
        ):
            action.triggered.connect(partial(_call, call))
        act.recent.aboutToShow.connect(self._fill_recent)
        self.start.new_wanted.connect(tasks.new)
        self.start.open_wanted.connect(tasks.open)
        self.start.example_wanted.connect(tasks.example)
        self.start.import_wanted.connect(tasks.import_files)
        self.start.recent_wanted.connect(lambda path: self.bridge.open(Path(path)))

    def _connect_signals(self) -> None:
        bridge = self.bridge
        bridge.opened.connect(self._on_opened)
        bridge.place_changed.connect(self._on_place_changed)
        bridge.state_changed.connect(self._on_state)
        bridge.closed.connect(self._on_closed)
        bridge.failed.connect(self.say)
        bridge.unusable.connect(partial(self.tasks.offer_ways_out, self.banner))
        bridge.done.connect(self.note)
        bridge.crashed.connect(self.tasks.show_crash)
        self.runner.crashed.connect(self.tasks.show_crash)
        self.header.search.found.connect(self._on_found)
        self.view.date_changed.connect(lambda _: self._say_date())

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is being worked out, and all that was is shown."""
        return self.turns.is_idle and not self.runner.is_busy and not self.bridge.is_busy

    @property
    def shown_as_at(self) -> str:
        """What the status bar says of the date and the place."""
        return self._as_at.text()

    def load_rooms(self) -> None:
        """Load what the rooms stand on in the background, then build them; call once it is shown."""
        self.runner.submit(lambda _: _load_rooms(), lambda _: self._build_rooms())

    def offer_leftovers(self) -> None:
        """Offer back what a window that died left behind."""
        self.runner.submit(lambda _: _leftovers(), self._on_leftovers)

    def say(self, sentence: str) -> None:
        """Something the user should know or do; stays until dismissed."""
        if self._closing:
            self._closing, self._could_not_save = False, True
        offers_copy = self.bridge.state is not None and not self.bridge.state.is_saved
        if offers_copy:
            self.banner.say(sentence, text("Save a copy"), self.tasks.save_as)
        else:
            self.banner.say(sentence)

    def note(self, sentence: str) -> None:
        """Something that went well; passes by in the status bar."""
        self.statusBar().showMessage(sentence, 8000)
        announce(self, sentence)

    def _on_leftovers(self, found: "tuple[Leftover, ...]") -> None:
        if found and self.bridge.state is None:
            newest = found[0]
            sentence = text(
                "Partnermap ended before “{title}” was saved. Everything up to {when} was kept.",
                title=newest.title,
                when=f"{newest.when.astimezone():%d %B %Y %H:%M}",
            )
            self.banner.say(sentence, text("Recover"), lambda: self.bridge.recover(newest))

    def _build_rooms(self) -> None:
        self.turns.in_steps(self._built_rooms())

    def _built_rooms(self) -> "Iterator[Rooms | None]":
        from partnermap.ui.rooms import rooms_in_steps

        for rooms in rooms_in_steps(self.tabs, self.bridge, self.runner, self.view):
            yield rooms
            if rooms is not None:
                self._join_rooms(rooms)

    def _join_rooms(self, rooms: "Rooms") -> None:
        self.rooms = rooms
        rooms.map.record_picked.connect(self._on_record)
        self.tasks.follow_layout(lambda: rooms.map.layout_shown)
        rooms.map.edit_wanted.connect(rooms.open_record)
        rooms.map.told.connect(self.say)
        self.actions_.panels.addActions(rooms.map.panels.choices)
        rooms.matrix.print_wanted.connect(self.actions_.export_map.trigger)
        connect_map(self.actions_, rooms.map)
        rooms.set_theme(self.appearance.theme)
        if self._waiting_for is not None:
            self._show_place(self._waiting_for)
            self._waiting_for = None
        self.rooms_ready.emit()

    def _show_place(self, place: Place) -> None:
        if self.rooms is None:
            self._waiting_for = place
            return
        self.rooms.show_place(place, afresh=True)
        self.stack.setCurrentWidget(self.tabs)
        self.rooms.map.canvas.setFocus()

    def _on_opened(self, state: FileState, place: Place) -> None:
        self.banner.hide()
        self.preferences.remember(state.path)
        self.view.select(None)
        self.header.search.set_place(place)
        self._show_place(place)

    def _on_place_changed(self, place: Place, changes: ChangeSet) -> None:
        self.header.search.set_place(place)
        if self.rooms is not None:
            self.rooms.change_place(place, changes)
        self.note(changes.label)

    def _on_state(self, state: FileState | None) -> None:
        show_state(self.actions_, state)
        self.header.show_state(state)
        self._say_date()
        self.header.search.setEnabled(state is not None)
        self.setWindowTitle(_window_title(state))
        self.setWindowModified(state is not None and not state.is_saved)

    def _on_closed(self) -> None:
        self.header.search.set_place(None)
        self.start.show_recent(self.preferences.recent)
        self.stack.setCurrentWidget(self.start)

    def _find(self) -> None:
        self.header.search.setFocus()
        self.header.search.selectAll()

    def _on_found(self, found: "Found") -> None:
        self._on_record(found.about, found.organisation_id)

    def _on_record(self, about: "About", organisation_id: str | None = None) -> None:
        """Show the organisation a record belongs to on the map, any other record in its register."""
        if self.rooms is None:
            return
        chosen = organisation_id or self.rooms.organisation_of(about)
        if chosen is None:
            self.rooms.open_record(about)
            return
        self.tabs.setCurrentWidget(self.rooms.map)
        self.view.select(chosen)
        self.rooms.map.canvas.setFocus()

    def _say_date(self) -> None:
        """What every room shows is as at one date; and whether the place exists."""
        place = self.bridge.place
        if place is None:
            self._as_at.clear()
            return
        words = text("Data as at {date}.", date=day_in_words(self.view.on))
        if place.is_invented:
            words = text("An invented place. {as_at}", as_at=words)
        self._as_at.setText(words)

    def _fill_recent(self) -> None:
        menu = self.actions_.recent
        menu.clear()
        for path in self.preferences.recent:
            menu.addAction(caption(path), partial(self.bridge.open, Path(path)))
        if menu.isEmpty():
            menu.addAction(text("No file was opened before")).setEnabled(False)

    def _on_themed(self, theme: Theme) -> None:
        if self.rooms is not None:
            self.rooms.set_theme(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save before closing; stay open when that does not work."""
        if self._is_done or self.bridge.state is None or self._may_leave_unsaved():
            self._stop()
            event.accept()
            return
        event.ignore()
        self._closing = True
        self.bridge.close_file(self._close_now)

    def _may_leave_unsaved(self) -> bool:
        """Whether the user goes although saving failed; nothing is lost by it."""
        if not self._could_not_save:
            return False
        self._could_not_save = False
        answer = QMessageBox.question(
            self,
            text("Close without saving?"),
            text(
                "The file could not be saved. Everything is kept on this computer and will be offered "
                "when Partnermap starts again. Close now?"
            ),
        )
        return answer == QMessageBox.StandardButton.Yes

    def _close_now(self) -> None:
        self._is_done = True
        self.close()

    def _stop(self) -> None:
        self._is_stopped = True
        self.preferences.geometry = self.saveGeometry()
        if self.rooms is not None:
            self.rooms.stop()
        self.turns.close()
        self.runner.close()
        self.bridge.shut_down()
        self._garbage.stop()
        self.finished.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open or import what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.tasks.take_dropped(paths)


def _call(what: Callable[[], object], _checked: bool = False) -> None:
    what()


def application() -> QApplication:
    """The running application."""
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        raise RuntimeError("a window needs an application")
    return running


def _window_title(state: FileState | None) -> str:
    """What is open and what is saved where; `[*]` is where the system marks unsaved work."""
    if state is None:
        return text("Partnermap")
    return text("{title}[*] – {saved} – Partnermap", title=state.title, saved=saved_words(state))


def _leftovers() -> "tuple[Leftover, ...]":
    from partnermap.document.recovery import leftovers

    return leftovers()


def _load_rooms() -> None:
    """Import what the rooms need, so that the window does not stand still while it happens."""
    import_module("partnermap.ui.rooms")
