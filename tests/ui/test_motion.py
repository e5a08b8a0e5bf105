"""Motion and time: pictures fade, pans glide, neither where the system has none; Play keeps its pace."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Filter
from partnermap.shell.paths import data_folder
from partnermap.ui.canvas import motion
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest
from partnermap.ui.canvas.motion import Fade, Flight, Glide, ReduceMotion, reduce_motion
from partnermap.ui.main_window import MainWindow
from partnermap.ui.motion_menu import add_motion_choice
from partnermap.ui.panels.timeline_panel import BEATS, TimelinePanel
from partnermap.ui.panels.waiting import Waiting
from partnermap.ui.preferences import Preferences
from partnermap.ui.runner import Latest, Runner

ON = dt.date(2026, 6, 1)
Opener = Callable[[Path], MainWindow]


@pytest.fixture
def moving(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that shows animations."""
    monkeypatch.setattr(motion, "is_wanted", lambda: True)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that shows none."""
    monkeypatch.setattr(motion, "is_wanted", lambda: False)


def test_a_picture_fades_away_and_is_gone(qtbot: QtBot, moving: None) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    shares: list[float] = []
    fade = Fade(lambda: shares.append(fade.share), holder)
    fade.start(QImage(4, 4, QImage.Format.Format_RGB32))
    assert fade.before is not None
    qtbot.waitUntil(lambda: fade.before is None, timeout=5000)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_nothing_fades_where_motion_is_reduced(qtbot: QtBot, still: None) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    fade = Fade(lambda: None, holder)
    fade.start(QImage(4, 4, QImage.Format.Format_RGB32))
    assert fade.before is None


@pytest.mark.parametrize("is_moving", [True, False])
def test_a_glide_arrives_where_it_should(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, is_moving: bool
) -> None:
    monkeypatch.setattr(motion, "is_wanted", lambda: is_moving)
    holder = QWidget()
    qtbot.addWidget(holder)
    steps: list[tuple[float, float]] = []
    Glide(lambda dx, dy: steps.append((dx, dy)), holder).start(120.0, -40.0)
    if not is_moving:
        assert steps == [(120.0, -40.0)]
    qtbot.waitUntil(lambda: sum(x for x, _ in steps) == pytest.approx(120.0), timeout=5000)
    assert sum(y for _, y in steps) == pytest.approx(-40.0)


def test_play_changes_its_pace_and_stops_at_the_end(qtbot: QtBot) -> None:
    panel = TimelinePanel(ON)
    qtbot.addWidget(panel)
    panel.resize(900, 200)
    panel.show()
    for words, _ in (*BEATS[1:], BEATS[0]):
        panel.speed.click()
        assert panel.speed.text() == words
    panel.speed.click()
    panel.timeline.set_date(panel.timeline.axis.last.replace(day=1))
    last = panel.timeline.axis.last
    panel.play.setChecked(True)
    assert panel.timeline.on == panel.timeline.axis.first
    panel.timeline.choose(last.replace(day=1))
    qtbot.waitUntil(lambda: not panel.play.isChecked(), timeout=5000)
    assert panel.timeline.on <= panel.timeline.axis.last


def test_space_plays_and_pauses(qtbot: QtBot) -> None:
    panel = TimelinePanel(ON)
    qtbot.addWidget(panel)
    panel.show()
    QTest.keyClick(panel.timeline, Qt.Key.Key_Space)
    assert panel.play.isChecked()
    QTest.keyClick(panel.timeline, Qt.Key.Key_Space)
    assert not panel.play.isChecked()


def test_a_key_shows_what_is_near_and_another_all_again(
    opened: Opener, small_file: Path, qtbot: QtBot
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    canvas = window.rooms.map.canvas
    canvas.walk.go("charity")
    QTest.keyClick(canvas, Qt.Key.Key_2)
    assert (window.view.filter.around, window.view.filter.steps) == ("charity", 2)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    assert window.view.filter.around is None


def test_arranging_that_takes_long_says_so_and_can_be_stopped(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.show()
    waiting = Waiting(holder)
    waiting.begin()
    assert waiting.isHidden()
    qtbot.waitUntil(waiting.isVisible, timeout=5000)
    with qtbot.waitSignal(waiting.stopped):
        waiting.stop.click()
    waiting.end()
    assert waiting.isHidden()


def test_cancelled_work_is_not_delivered_and_the_next_is(qtbot: QtBot) -> None:
    runner = Runner(1, "test")
    begun, found = threading.Event(), list[int]()

    def work(request: int, token: Token) -> int:
        begun.set()
        while request == 1 and not token.is_cancelled:
            pass
        return request

    latest = Latest[int, int](runner, work, found.append)
    latest.ask(1)
    assert begun.wait(5)
    latest.ask(2)
    latest.cancel()
    qtbot.waitUntil(lambda: not latest.is_running, timeout=5000)
    latest.ask(3)
    qtbot.waitUntil(lambda: bool(found), timeout=5000)
    assert found == [3]
    runner.close()


@pytest.fixture
def reduced(qapp: QApplication) -> Iterator[Callable[[ReduceMotion], None]]:
    """Chooses for the test alone."""
    yield reduce_motion
    reduce_motion(ReduceMotion.SYSTEM)


@pytest.mark.parametrize("system", [True, False])
def test_the_choice_goes_before_the_system(
    monkeypatch: pytest.MonkeyPatch, reduced: Callable[[ReduceMotion], None], system: bool
) -> None:
    monkeypatch.setattr(QApplication, "isEffectEnabled", lambda _: system)
    wanted = {}
    for choice in ReduceMotion:
        reduced(choice)
        wanted[choice] = motion.is_wanted()
    assert wanted == {
        ReduceMotion.SYSTEM: system,
        ReduceMotion.ALWAYS: False,
        ReduceMotion.NEVER: True,
    }


def test_all_that_moves_obeys_the_choice(qtbot: QtBot, reduced: Callable[[ReduceMotion], None]) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    fade = Fade(lambda: None, holder)
    gone: list[tuple[float, float]] = []
    flown: list[float] = []
    reduced(ReduceMotion.ALWAYS)
    fade.start(QImage(4, 4, QImage.Format.Format_RGB32))
    Glide(lambda dx, dy: gone.append((dx, dy)), holder).start(120.0, -40.0)
    Flight(flown.append, holder).start(is_known=True)
    assert fade.before is None
    assert gone == [(120.0, -40.0)]
    assert flown == [1.0]
    reduced(ReduceMotion.NEVER)
    fade.start(QImage(4, 4, QImage.Format.Format_RGB32))
    assert fade.before is not None


def test_the_menu_reduces_motion_and_the_next_window_remembers(
    window: MainWindow, reduced: Callable[[ReduceMotion], None]
) -> None:
    menu = next(one for one in window.findChildren(QMenu) if one.title() == "Reduce motion")
    said = {action.text().split(":")[0]: action for action in menu.actions()}
    assert said["As the system"].isChecked()
    said["Always"].trigger()
    assert not motion.is_wanted()
    assert Preferences().reduce_motion is ReduceMotion.ALWAYS
    again = QMenu()
    add_motion_choice(again, Preferences())
    chosen = [
        one.text() for sub in again.findChildren(QMenu) for one in sub.actions() if one.isChecked()
    ]
    assert chosen == ["Always: nothing fades, glides or flies"]
    said["Never"].trigger()
    assert motion.is_wanted()


def test_a_preference_that_is_no_choice_is_none(window: MainWindow) -> None:
    QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat).setValue(
        "reduce_motion", "sideways"
    )
    assert Preferences().reduce_motion is ReduceMotion.SYSTEM


def test_a_step_of_play_fades_only_where_motion_is_wanted(
    qtbot: QtBot, small_place: Place, reduced: Callable[[ReduceMotion], None]
) -> None:
    canvas, maker = MapCanvas(), MapMaker()
    qtbot.addWidget(canvas)
    (fade,) = canvas.findChildren(Fade)
    for choice, fades in ((ReduceMotion.NEVER, True), (ReduceMotion.ALWAYS, False)):
        reduced(choice)
        for month in (6, 7):
            on = dt.date(2026, month, 1)
            size = (800.0, 500.0, 1.0, 11.0)
            request = MapRequest(small_place, on, frozenset(), Filter(), Wish(), *size, "light")
            canvas.show_picture(maker.make(request, Token()).picture)
        assert (fade.before is not None) is fades
