"""What the window does at once and what waits for the next turn of the event loop."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.ui.main_window import MainWindow
from partnermap.ui.tables.column_widths import ROWS_MEASURED
from partnermap.ui.tables.register_model import RegisterModel
from partnermap.ui.tables.register_view import RegisterView
from partnermap.ui.theme import Appearance, apply_theme, theme_for
from partnermap.ui.turns import TURN_S, Turns

PATIENCE_MS = 60_000
Opener = Callable[[Path], MainWindow]


class Clock:
    """A clock that only moves when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Beats:
    """Counts the turns of the event loop."""

    def __init__(self) -> None:
        self.number = 0
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._count)
        self._timer.start()

    def _count(self) -> None:
        self.number += 1


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr("partnermap.ui.turns.perf_counter", made)
    return made


def test_a_turn_takes_on_no_more_than_its_share(qtbot: QtBot, clock: Clock) -> None:
    turns, beats = Turns(), Beats()
    done: list[int] = []

    def work() -> None:
        clock.now += TURN_S * 0.4
        done.append(beats.number)

    for _ in range(12):
        turns.soon(work)
    qtbot.waitUntil(lambda: turns.is_idle, timeout=PATIENCE_MS)
    assert len(done) == 12
    assert max(done.count(turn) for turn in done) == 3


def test_what_waits_stands_back_once_where_a_turn_was_used_for_painting(
    qtbot: QtBot, clock: Clock
) -> None:
    turns, beats = Turns(), Beats()
    done: list[int] = []
    painting = QTimer()
    painting.setInterval(0)

    def paint() -> None:
        clock.now += 2 * TURN_S

    painting.timeout.connect(paint)
    painting.start()
    for _ in range(4):
        turns.soon(lambda: done.append(beats.number))
        turns.in_steps(spend(clock))
    qtbot.waitUntil(lambda: turns.is_idle, timeout=PATIENCE_MS)
    assert len(done) == 4
    assert all(later - earlier >= 2 for earlier, later in pairwise(done))


def spend(clock: Clock) -> Iterator[None]:
    clock.now += 2 * TURN_S
    yield


def test_what_is_newer_takes_the_place_of_what_waits(qtbot: QtBot, clock: Clock) -> None:
    turns = Turns()
    done: list[str] = []

    def fill(name: str) -> Iterator[None]:
        for number in range(3):
            done.append(f"{name}{number}")
            if name == "a" and number == 1:
                turns.in_steps(fill("b"), key="panel")
            yield

    turns.in_steps(fill("a"), key="panel")
    turns.soon(lambda: done.append("other"))
    qtbot.waitUntil(lambda: turns.is_idle, timeout=PATIENCE_MS)
    assert done == ["a0", "a1", "other", "b0", "b1", "b2"]
    assert turns.is_idle


def test_a_fault_in_a_step_leaves_the_others_to_be_done(qtbot: QtBot) -> None:
    turns = Turns()
    done: list[str] = []

    def fail() -> None:
        raise ZeroDivisionError("planted")

    with qtbot.captureExceptions() as faults:
        turns.soon(fail)
        turns.soon(lambda: done.append("after"))
        qtbot.waitUntil(lambda: turns.is_idle, timeout=PATIENCE_MS)
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    assert done == ["after"]


def test_nothing_is_done_once_turns_are_closed(qtbot: QtBot) -> None:
    turns = Turns()
    done: list[str] = []
    turns.soon(lambda: done.append("before"))
    turns.close()
    turns.soon(lambda: done.append("after"))
    qtbot.wait(1)
    assert done == []
    assert turns.is_idle


def test_panels_are_filled_in_turns_of_their_own(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, example_file: Path
) -> None:
    assert window.rooms is not None
    page, beats = window.rooms.map, Beats()
    seen: list[tuple[int, str]] = []

    def watch(owner: object, name: str) -> None:
        before = getattr(owner, name)

        def then(*given: object, **named: object) -> object:
            seen.append((beats.number, name))
            return before(*given, **named)

        monkeypatch.setattr(owner, name, then)

    # Every step is said to use up its turn, as on a slow machine.
    clock = Clock()

    def late() -> float:
        clock.now += TURN_S * 1.5
        return clock.now

    monkeypatch.setattr("partnermap.ui.turns.perf_counter", late)
    for owner, name in (
        (page.canvas, "show_picture"),
        (page.map, "show_summary"),
        (page.links, "_kind_row"),
        (page.links, "_show_counts"),
        (page.inspector, "_link"),
        (page.inspector, "_add_stake"),
        (page._lanes, "_done"),
        (window.rooms.registers.view, "fit_columns"),
    ):
        watch(owner, name)
    window.bridge.open(example_file)
    qtbot.waitUntil(lambda: bool(seen) and window.is_quiet, timeout=PATIENCE_MS)
    last = {"fit_columns", "_done"}
    qtbot.waitUntil(lambda: window.is_quiet and last <= {n for _, n in seen}, timeout=PATIENCE_MS)
    names = [name for _, name in seen]
    assert set(names) >= {"show_picture", "show_summary", "_kind_row", "_link", "_done"}
    turns = [turn for turn, _ in seen]
    assert len(set(turns)) == len(turns), seen


def test_column_widths_are_measured_on_a_few_rows(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    records: dict[str, Record] = {
        f"o{i}": Organisation(id=f"o{i}", name=f"Invented body {i}") for i in range(5_000)
    }
    model = RegisterModel()
    model.show_table(Organisation.TABLE, Place(tables={Organisation.TABLE: records}))
    model.show_ids(tuple(records))
    view = RegisterView(model)
    qtbot.addWidget(view)
    read: set[int] = set()
    before = RegisterModel.words

    def words(self: RegisterModel, row: int, column: int) -> str:
        read.add(row)
        return before(self, row, column)

    monkeypatch.setattr(RegisterModel, "words", words)
    view.fit_columns()
    assert 0 < len(read) <= ROWS_MEASURED + 1


def test_another_theme_changes_the_palette_and_leaves_the_style_sheet(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    qapp = QApplication.instance()
    assert isinstance(qapp, QApplication)
    sheet = qapp.styleSheet()
    assert "#" not in "".join(line.split("{", 1)[1] for line in sheet.splitlines() if "{" in line)
    window.appearance.choose(Appearance.DARK)
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert qapp.styleSheet() == sheet
    dark = theme_for(Appearance.DARK, qapp)
    shown = window.header.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 2).name() == dark.panel
    window.appearance.choose(Appearance.LIGHT)
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    apply_theme(qapp, theme_for(Appearance.LIGHT, qapp))
