"""How long the window's thread is busy in one turn at most, by action, against a bare Qt window's.

Run: `python tests/bench/bench_window.py`. It opens the worked example and a generated place of 300
organisations and does what users do; times are those of the thread, so that other programs do not count.
It asserts nothing.
"""

import datetime as dt
import os
import runpy
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QItemSelection, QItemSelectionModel, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QTableWidget

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.records import EditRecord
from partnermap.document.document import Document
from partnermap.exchange.example import EXAMPLE_TITLE, plan_example
from partnermap.exchange.workbook.writing import export_workbook
from partnermap.ui.main_window import MainWindow
from partnermap.ui.run import make_application, take_down
from partnermap.ui.theme import Appearance

# Scripts of one folder; they are run by their paths.
generated_file: Callable[[Path], Path] = runpy.run_path(str(Path(__file__).with_name("bench_start.py")))[
    "generated_file"
]

CALM_MS = 450
ON = dt.date(2026, 6, 1)
Step = tuple[str, Callable[[], Iterator[None] | None]]


class Turns:
    """Thread time between two beats of a timer that fires once in every turn of the event loop."""

    def __init__(self) -> None:
        self._last = time.thread_time()
        self.longest = 0.0
        self._beat = QTimer()
        self._beat.setInterval(0)
        self._beat.timeout.connect(self._on_beat)
        self._beat.start()

    def start(self) -> None:
        """Measure afresh from now."""
        self._last, self.longest = time.thread_time(), 0.0

    def _on_beat(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now


class Actions:
    """What a user does, one step after the other."""

    def __init__(self, window: MainWindow, example: Path, large: Path, workbook: Path) -> None:
        self._window = window
        self._files = (("example", example), ("300 organisations", large))
        self._workbook = workbook

    def steps(self) -> Iterator[Step]:
        """Every action with its name."""
        window = self._window
        yield "build the rooms", window.load_rooms
        for name, file in self._files:
            yield f"{name}: open", partial(window.bridge.open, file)
            yield f"{name}: select", self._select
            yield f"{name}: drag the date", self._drag
            for number in (*range(1, window.tabs.count()), 0):
                title = window.tabs.tabText(number)
                yield f"{name}: tab {title}", partial(window.tabs.setCurrentIndex, number)
            yield from self._reorganisation(name)
            yield f"{name}: edit", self._edit
            yield f"{name}: undo", window.bridge.undo
            yield f"{name}: registers", lambda: window.tabs.setCurrentIndex(2)
            yield f"{name}: edit in the register", self._edit
            yield f"{name}: remove 20 rows", self._remove
            yield f"{name}: undo the removal", window.bridge.undo
            yield f"{name}: search", self._search
            yield f"{name}: map again", lambda: window.tabs.setCurrentIndex(0)
            yield f"{name}: dark", lambda: window.appearance.choose(Appearance.DARK)
            yield f"{name}: light", lambda: window.appearance.choose(Appearance.LIGHT)
        yield "preview of a workbook", lambda: window.tasks.import_paths((self._workbook,))
        yield "close the preview", self._close_dialogs

    def _reorganisation(self, name: str) -> Iterator[Step]:
        """The pages of the room for reorganisations, and a day that is moved."""
        assert self._window.rooms is not None
        room, tabs = self._window.rooms.reorganisation, self._window.tabs
        yield f"{name}: reorganisation", partial(tabs.setCurrentWidget, room)
        for number, page in enumerate(room.pages):
            title = room.tabs.tabText(number)
            yield f"{name}: reorganisation, {title}", partial(room.tabs.setCurrentWidget, page)
        yield f"{name}: reorganisation, strain again", partial(room.tabs.setCurrentWidget, room.strain)
        yield f"{name}: drag a day of taking effect", self._drag_effective
        yield f"{name}: map", partial(tabs.setCurrentIndex, 0)

    def _drag_effective(self) -> Iterator[None]:
        assert self._window.rooms is not None
        for months in (*range(1, 25), 0):
            self._window.rooms.reorganisation.strain.by.setValue(months)
            yield

    def _select(self) -> None:
        assert self._window.rooms is not None
        canvas = self._window.rooms.map.canvas
        assert canvas.picture is not None
        canvas.organisation_picked.emit(canvas.picture.scene.organisation_ids[0])

    def _drag(self) -> Iterator[None]:
        assert self._window.rooms is not None
        for days in (*range(30, 750, 30), 0):
            self._window.rooms.map.time.timeline.choose(ON + dt.timedelta(days=days))
            yield

    def _edit(self) -> None:
        place = self._window.bridge.place
        assert place is not None
        first = next(iter(place.organisations))
        self._window.bridge.execute(EditRecord("organisations", first, (("notes", "Changed."),)))

    def _remove(self) -> None:
        assert self._window.rooms is not None
        page = self._window.rooms.registers
        model = page.view.model()
        rows = QItemSelection(model.index(0, 0), model.index(19, model.columnCount() - 1))
        page.view.selectionModel().select(rows, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        page.remove_chosen()

    def _search(self) -> Iterator[None]:
        box = self._window.header.search
        for words in ("c", "co", "cou", "coun", "b", "bo", "bod"):
            box.setText(words)
            box.textEdited.emit(words)
            yield
        box.clear()

    def _close_dialogs(self) -> None:
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()


class Run:
    """Carries actions out, each when the one before has come to rest, and prints the longest turn."""

    def __init__(self, steps: Iterator[Step], is_calm: Callable[[], bool], done: Callable[[], None]):
        self._steps, self._is_calm, self._done = steps, is_calm, done
        self._turns = Turns()
        self._name = ""
        self._moves: Iterator[None] | None = None
        self.longest = 0.0
        self._calm = QElapsedTimer()
        self._calm.start()
        self._look = QTimer()
        self._look.setInterval(40)
        self._look.timeout.connect(self._on_look)
        self._look.start()

    def _on_look(self) -> None:
        if self._moves is not None and next(self._moves, self) is not self:
            return
        self._moves = None
        if not self._is_calm():
            self._calm.restart()
        elif self._calm.hasExpired(CALM_MS):
            self._calm.restart()
            self._next()

    def _next(self) -> None:
        if self._name:
            say(f"{self._turns.longest * 1000:6.0f} ms  {self._name}")
            self.longest = max(self.longest, self._turns.longest)
        self._name, act = next(self._steps, ("", self._done))
        self._turns.start()
        self._moves = act()


def main() -> None:
    """Measure a bare window, then ours."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PARTNERMAP_HOME"] = folder
        application = make_application()
        application.setQuitOnLastWindowClosed(False)
        bare = bare_window(application)
        ours = own_window(application, Path(folder))
    say(f"longest turn {ours * 1000:.0f} ms, of a bare Qt window {bare * 1000:.0f} ms", ours / bare)


def bare_window(application: QApplication) -> float:
    """Longest turn of a window with a plain table that is shown, resized and styled."""
    window = QMainWindow()
    window.setCentralWidget(QTableWidget(300, 12))
    steps: list[Step] = [
        ("bare window: show", window.show),
        ("bare window: resize", lambda: window.resize(1440, 900)),
        ("bare window: hide", window.hide),
    ]
    run = Run(iter(steps), lambda: True, application.quit)
    application.exec()
    return run.longest


def own_window(application: QApplication, folder: Path) -> float:
    """Longest turn of Partnermap's window through all actions."""
    example, workbook = folder / "example.pmap", folder / "example.xlsx"
    with Document.create(example, EXAMPLE_TITLE, invented=True) as document:
        plan = plan_example(document.place)
        document.execute(ApplyChanges(plan.label, plan.changes))
        document.save()
        export_workbook(document.place, workbook)
    window = MainWindow(ON)
    window.resize(1440, 900)
    window.finished.connect(application.quit)
    window.show()
    actions = Actions(window, example, generated_file(folder / "generated.pmap"), workbook)
    run = Run(actions.steps(), lambda: window.is_quiet, partial(close, window))
    application.exec()
    take_down(window)
    return run.longest


def close(window: MainWindow) -> None:
    """Close it; its signal `finished` ends the run."""
    window.close()


def say(line: str, ratio: float | None = None) -> None:
    """Print a line at once, with a ratio where there is one."""
    sys.stdout.write(f"{line}\n" if ratio is None else f"{line}, ratio {ratio:.1f}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
