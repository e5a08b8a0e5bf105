"""The window as a user meets it: open, select, undo, move the date, edit, save, close."""

import datetime as dt
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.pins import PinOrganisations
from partnermap.document.document import Document
from partnermap.domain.changes import Changes
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.reorganisation import ScenarioChange
from partnermap.domain.view import Pin
from partnermap.domain.words import ScenarioChangeKind, TieKind
from partnermap.ui.canvas.map_maker import MapResult
from partnermap.ui.dialogs.crash import CrashDialog
from partnermap.ui.main_window import MainWindow
from partnermap.ui.rooms import Rooms

PATIENCE_MS = 20_000
NEWCOMER = Changes(create=(Organisation(id="new", name="Newcomer"),))
NO_KEY = Qt.KeyboardModifier.NoModifier
Opener = Callable[[Path], MainWindow]


def rooms_of(window: MainWindow) -> Rooms:
    assert window.rooms is not None
    return window.rooms


def test_start_shows_ways_to_begin_and_switches_the_rest_off(window: MainWindow) -> None:
    assert window.stack.currentWidget() is window.start
    assert not window.actions_.report.isEnabled()
    assert not window.actions_.undo.isEnabled()
    assert window.actions_.import_files.isEnabled()
    assert window.start.buttons[0].text() == "New place"


def test_opening_a_file_draws_its_map(opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    picture = rooms_of(window).map.canvas.picture
    assert picture is not None
    assert set(picture.scene.organisation_ids) == {"county", "trust", "charity", "alone"}
    assert window.windowTitle().startswith("Small place[*] – small.pmap in ")
    assert window.stack.currentWidget() is window.tabs


def test_no_key_takes_an_invented_place_apart_but_own_work_can_be_undone(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    assert window.actions_.undo.text() == "Undo"
    assert not window.actions_.undo.isEnabled()
    with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS) as told:
        window.bridge.undo()
    assert told.args == ["There is nothing to undo: the place is as it was made."]
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.execute(ApplyChanges("Note", NEWCOMER))
    assert window.actions_.undo.text() == "Undo: Note"
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.actions_.undo.trigger()
    assert not window.actions_.undo.isEnabled()
    assert window.bridge.place is not None
    assert len(window.bridge.place.organisations) > 20


def test_what_was_done_yesterday_in_an_own_file_can_be_undone_today(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "own.pmap"
    with Document.create(path, "Own place") as document:
        document.execute(ApplyChanges("Fill", NEWCOMER))
        document.save()
    window = opened(path)
    assert window.actions_.undo.text() == "Undo: Fill"
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.actions_.undo.trigger()
    assert window.bridge.place is not None
    assert not window.bridge.place.organisations


def test_selecting_in_one_place_selects_everywhere(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    page = rooms_of(window).map
    x, y = page.canvas.point_of("charity") or (0.0, 0.0)
    with qtbot.waitSignal(window.view.selection_changed, timeout=PATIENCE_MS):
        QTest.mouseClick(page.canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(round(x), round(y)))
    assert window.view.selected == "charity"
    assert page.canvas.marked.selected == "charity"
    qtbot.waitUntil(lambda: _inspected(page.inspector.shown) == "charity", timeout=PATIENCE_MS)
    shown = page.inspector.shown
    assert shown is not None
    assert shown.title == "Age Together"
    assert shown.headline == "Its only link is at risk by June 2028."


def _inspected(shown: object) -> object:
    return getattr(getattr(shown, "subject", None), "organisation_id", None)


def test_a_click_on_nothing_clears_the_selection(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    window.view.select("trust")
    QTest.mouseClick(rooms_of(window).map.canvas, Qt.MouseButton.LeftButton, NO_KEY, QPoint(2, 2))
    assert window.view.selected is None


def test_search_finds_and_selects(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    box = window.header.search
    window.actions_.find.trigger()
    QTest.keyClicks(box, "reable")
    assert [hit.title for hit in box.hits] == ["Reablement lead"]
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.view.selected == "trust"


def test_search_puts_the_organisation_first(opened: Opener, example_file: Path) -> None:
    box = opened(example_file).header.search
    box.setFocus()
    QTest.keyClicks(box, "county c")
    assert box.hits[0].title == "Calderbeck County Council"
    assert any(hit.kind == "reorganisation" for hit in box.hits)


def test_search_that_finds_nothing_says_so(opened: Opener, small_file: Path) -> None:
    box = opened(small_file).header.search
    QTest.keyClicks(box, "xyzzy")
    completer = box.completer()
    assert completer is not None
    assert completer.completionModel().index(0, 0).data() == "Nothing is called that."
    assert box.hits == ()


def test_search_is_empty_again_once_something_is_chosen(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    box = window.header.search
    QTest.keyClicks(box, "age")
    completer = box.completer()
    assert completer is not None
    completer.activated.emit(box.hits[0].line)
    qtbot.waitUntil(lambda: box.text() == "", timeout=PATIENCE_MS)
    assert window.view.selected == "charity"


def test_moving_the_date_changes_the_map(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    page = rooms_of(window).map
    assert page.canvas.picture is not None
    before = set(page.canvas.picture.scene.tie_ids)
    later = dt.date(2027, 2, 1)

    def is_of_later(result: MapResult) -> bool:
        return result.request.on == later

    with qtbot.waitSignal(page.drawn, timeout=PATIENCE_MS, check_params_cb=is_of_later):
        page.time.timeline.choose(later)
    after = set(page.canvas.picture.scene.tie_ids)
    assert len(before) == 2
    assert len(after) == 2
    assert before != after
    assert window.view.on == dt.date(2027, 2, 1)
    assert "Data as at 1 February 2027." in window.shown_as_at


def test_dragging_the_line_moves_the_date(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    timeline = rooms_of(window).map.time.timeline
    port, axis = timeline.viewport(), timeline.axis
    start = QPoint(round(axis.x(timeline.on)), 40)
    target = QPoint(round(axis.x(dt.date(2025, 6, 1))), 40)
    QTest.mousePress(port, Qt.MouseButton.LeftButton, NO_KEY, start)
    QTest.mouseMove(port, target)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NO_KEY, target)
    assert abs((window.view.on - dt.date(2025, 6, 1)).days) <= 20


def test_hiding_a_kind_hides_its_lines_and_says_so(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    page = rooms_of(window).map
    qtbot.waitUntil(lambda: TieKind.REFERRAL in page.links.boxes, timeout=PATIENCE_MS)
    with qtbot.waitSignal(
        page.drawn, timeout=PATIENCE_MS, check_params_cb=lambda found: found.request.hidden_kinds
    ) as drawn:
        page.links.boxes[TieKind.REFERRAL].setChecked(False)
    summary = drawn.args[0].summary
    assert summary.links == 1
    assert summary.kinds[TieKind.REFERRAL] == 1
    assert summary.badge == "1 of 2 links hidden"


def test_dragging_an_organisation_pins_it_and_undo_lets_go(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    canvas = rooms_of(window).map.canvas
    x, y = canvas.point_of("trust") or (0.0, 0.0)
    start, target = QPoint(round(x), round(y)), QPoint(round(x) + 40, round(y) + 10)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, NO_KEY, start)
    QTest.mouseMove(canvas, target)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, NO_KEY, target)
    assert window.bridge.place is not None
    assert [pin.organisation_id for pin in window.bridge.place.of(Pin).values()] == ["trust"]
    assert window.actions_.undo.text().startswith("Undo: Move")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.actions_.undo.trigger()
    assert not window.bridge.place.of(Pin)
    assert window.actions_.redo.text().startswith("Redo: Move")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.actions_.redo.trigger()
    assert len(window.bridge.place.of(Pin)) == 1


def test_a_step_that_makes_no_sense_is_said_in_a_sentence(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS):
        window.bridge.execute(PinOrganisations((("nobody", 0.0, 0.0),)))
    assert window.banner.words == "The organisation that was to be moved is no longer there."


def test_a_file_that_is_not_there_is_said_in_a_sentence(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS):
        window.bridge.open(tmp_path / "missing.pmap")
    assert "missing.pmap" in window.banner.words
    assert window.stack.currentWidget() is window.start


def test_closing_saves_what_was_done(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.execute(PinOrganisations((("trust", 1.0, 2.0),)))
    with qtbot.waitSignal(window.bridge.closed, timeout=PATIENCE_MS):
        window.close()
    with Document.open(small_file) as document:
        assert len(document.place.of(Pin)) == 1


def test_quiet_seconds_save_by_themselves(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.execute(PinOrganisations((("trust", 1.0, 2.0),)))
    assert window.bridge.state is not None
    assert not window.bridge.state.is_saved
    qtbot.waitUntil(
        lambda: bool(window.bridge.state and window.bridge.state.is_saved), timeout=PATIENCE_MS
    )


def test_the_document_never_runs_on_the_thread_of_the_window(
    monkeypatch: pytest.MonkeyPatch, opened: Opener, small_file: Path
) -> None:
    threads: list[str] = []
    real = Document.open

    def watched(path: Path, **options: object) -> Document:
        threads.append(threading.current_thread().name)
        return real(path, newer="read-only")

    monkeypatch.setattr(Document, "open", watched)
    opened(small_file)
    assert len(threads) == 1
    assert threads[0].startswith("document")


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_everything_fits_on_the_screen(
    qtbot: QtBot, opened: Opener, example_file: Path, size: tuple[int, int]
) -> None:
    window = opened(example_file)
    window.resize(*size)
    qtbot.waitUntil(lambda: window.width() == size[0], timeout=PATIENCE_MS)
    assert window.minimumSizeHint().width() <= size[0]
    assert window.minimumSizeHint().height() <= size[1]
    page = rooms_of(window).map
    for part in (page.links, page.map, page.inspector, page.time, window.header):
        corner = part.mapTo(window, QPoint(part.width(), part.height()))
        assert corner.x() <= size[0]
        assert corner.y() <= size[1]


def menu_of(qtbot: QtBot, window: MainWindow) -> dict[str, QAction]:
    """The entries of the map's menu for the current organisation, asked for with the key."""
    canvas = rooms_of(window).map.canvas
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    canvas.contextMenuEvent(event)
    page = rooms_of(window).map
    own = Qt.FindChildOption.FindDirectChildrenOnly
    qtbot.waitUntil(lambda: bool(page.findChildren(QMenu, options=own)), timeout=PATIENCE_MS)
    menu = page.findChildren(QMenu, options=own)[-1]
    menu.hide()
    return {action.text(): action for action in menu.actions() if action.text()}


def test_what_is_dragged_can_be_done_from_the_menu(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    window.view.select("trust")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        menu_of(qtbot, window)["Fix it where it stands"].trigger()
    assert window.bridge.place is not None
    assert len(window.bridge.place.of(Pin)) == 1
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        menu_of(qtbot, window)["Let it find its own place"].trigger()
    assert len(window.bridge.place.of(Pin)) == 0


def test_arranging_again_draws_afresh(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    with qtbot.waitSignal(rooms_of(window).map.drawn, timeout=PATIENCE_MS):
        window.actions_.arrange.trigger()


def test_edit_opens_the_record_in_its_register(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    window.view.select("charity")
    menu_of(qtbot, window)["Edit in the register"].trigger()
    assert window.tabs.currentWidget() is rooms_of(window).registers


def test_a_scenario_that_is_gone_is_shown_no_longer(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    rooms = rooms_of(window)
    row = ScenarioChange(
        id="s1",
        scenario="No trust",
        change=ScenarioChangeKind.ABOLISH,
        about_table=Organisation.TABLE,
        about_id="trust",
        date=PartialDate(2026, 1, 1),
    )
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.execute(ApplyChanges("What if", Changes(create=(row,))))
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)

    def scenarios() -> tuple[str | None, str | None]:
        return window.view.scenario, rooms.reorganisation.choice.now.scenario

    window.view.set_scenario("No trust")
    assert scenarios() == ("No trust", "No trust")
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert "No trust" in rooms.map.map.head.title
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.actions_.undo.trigger()
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert scenarios() == (None, None)
    assert "No trust" not in rooms.map.map.head.title
    assert window.findChild(CrashDialog) is None


@pytest.mark.parametrize("projector", [False, True])
def test_the_window_fits_a_full_hd_screen_at_twice_the_size(
    opened: Opener, example_file: Path, projector: bool
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    window.rooms.workshop.projector.setChecked(projector)
    for number in range(window.tabs.count()):
        window.tabs.setCurrentIndex(number)
        QApplication.processEvents()
    least = window.minimumSizeHint()
    # 1,920 by 1,080 pixels, halved, less a taskbar and a title bar of Windows.
    assert least.width() <= 960
    assert least.height() <= 1080 // 2 - 48 - 31


def test_a_low_window_keeps_the_years_below_the_map(opened: Opener, example_file: Path) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    time, canvas = window.rooms.map.time, window.rooms.map.canvas
    window.resize(960, 460)
    QApplication.processEvents()
    assert window.rooms.map.map.filters.height() < 2 * window.rooms.map.map.filters.words.height()
    assert time.minimumSizeHint().height() <= time.height() < canvas.height() // 2
    window.resize(1366, 768)
    QApplication.processEvents()
    assert time.height() > 2 * time.minimumSizeHint().height()
