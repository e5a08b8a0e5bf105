"""Folding old steps in the window: what is lost and gained is said first, then it is done and saved."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from partnermap.document.history import Step
from partnermap.ui.dialogs.folding import FoldSteps, size_words
from partnermap.ui.dialogs.history import HistoryDialog
from partnermap.ui.main_window import MainWindow

PATIENCE_MS = 20_000
TODAY = dt.date(2026, 6, 1)
Opener = Callable[[Path], MainWindow]


def steps(*folded: bool) -> tuple[Step, ...]:
    when = dt.datetime(2026, 1, 15, 12).astimezone()
    return tuple(Step(number, when, "Edit", None, was) for number, was in enumerate(folded, start=1))


def test_the_dialog_says_how_many_steps_and_how_much(qtbot: QtBot) -> None:
    dialog = FoldSteps(steps(True, False, False), TODAY)
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.weight_wanted) as asked:
        dialog.look()
    assert asked.args == [3]
    dialog.show_weight(2, 5)
    assert dialog.gain.text() == "2 steps would be folded."
    dialog.show_weight(3, 1_250_000)
    assert dialog.gain.text().endswith("folded. The file would be about 1.2 MB smaller.")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.go.click()
    assert chosen.args == [3]


def test_nothing_is_folded_without_a_day_or_without_old_steps(qtbot: QtBot) -> None:
    dialog = FoldSteps(steps(False), TODAY)
    qtbot.addWidget(dialog)
    for day, said in (("soon", dialog.words), ("", dialog.words), ("2026-01-15", dialog.gain)):
        dialog.day.setText(day)
        assert not dialog.go.isEnabled()
        assert said.text()
    assert dialog.gain.text() == "No step that can still be undone would be folded."
    dialog.day.setText("2026-01-16")
    assert dialog.go.isEnabled()


def test_all_but_the_last_steps_are_folded(qtbot: QtBot) -> None:
    dialog = FoldSteps(steps(False, False, False), TODAY)
    qtbot.addWidget(dialog)
    for number, last in (("1", 2), ("3", 0), ("two", 0), (" 0 ", 3), ("", 3)):
        dialog.kept.setText(number)
        assert dialog.last == last
        assert dialog.go.isEnabled() == (last > 0)
        assert bool(dialog.words.text()) == (number == "two")


def test_old_steps_are_folded_from_the_history(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    window.tasks.show_history()
    qtbot.waitUntil(lambda: window.findChild(HistoryDialog) is not None, timeout=PATIENCE_MS)
    history = window.findChild(HistoryDialog)
    assert history is not None
    history.fold.click()
    dialog = history.findChild(FoldSteps)
    assert dialog is not None
    assert not dialog.go.isEnabled()
    dialog.day.setText((dt.date.today() + dt.timedelta(days=1)).isoformat())
    qtbot.waitUntil(lambda: "smaller" in dialog.gain.text(), timeout=PATIENCE_MS)
    before = small_file.read_bytes()
    dialog.go.click()
    assert not history.isVisible()
    qtbot.waitUntil(lambda: small_file.read_bytes() != before, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.actions_.undo.isEnabled(), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: window.bridge.state is not None and window.bridge.state.is_saved)


def test_bytes_are_said_in_words() -> None:
    assert [size_words(size) for size in (0, 900, 12_345, 1_250_000)] == [
        "1 kB",
        "1 kB",
        "12 kB",
        "1.2 MB",
    ]
