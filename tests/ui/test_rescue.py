"""A damaged file in the window: one sentence, two ways out, and a report of what was saved."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from partnermap.document.backups import back_up
from partnermap.document.rescue import Rescued
from partnermap.ui.dialogs.rescue import RescueReport, lost_words, rescue_table, saved_words
from partnermap.ui.main_window import MainWindow

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


def damage(path: Path) -> bytes:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) - 3000])
    return path.read_bytes()


def test_a_damaged_file_is_rescued_from_the_banner(
    qtbot: QtBot, window: MainWindow, small_file: Path
) -> None:
    damaged = damage(small_file)
    with qtbot.waitSignal(window.bridge.unusable, timeout=PATIENCE_MS):
        window.bridge.open(small_file)
    assert "is cut off" in window.banner.words
    with qtbot.waitSignal(window.bridge.opened, timeout=PATIENCE_MS):
        window.banner.accept()
    qtbot.waitUntil(lambda: window.findChild(RescueReport) is not None, timeout=PATIENCE_MS)
    report = window.findChild(RescueReport)
    assert report is not None
    assert "save it as “small rescued.pmap”" in report.words.text()
    report.reject()
    state = window.bridge.state
    assert state is not None
    assert not state.is_saved
    assert (state.path.name, state.path.exists()) == ("small rescued.pmap", False)
    assert window.bridge.place is not None
    assert "County Council" in {body.name for body in window.bridge.place.organisations.values()}
    window.bridge.save()
    qtbot.waitUntil(state.path.exists, timeout=PATIENCE_MS)
    assert small_file.read_bytes() == damaged


def test_the_newest_backup_is_the_other_way_out(
    qtbot: QtBot, window: MainWindow, small_file: Path
) -> None:
    backup = back_up(small_file)
    kept = backup.read_bytes()
    small_file.write_bytes(small_file.read_bytes()[:2000])
    with qtbot.waitSignal(window.bridge.unusable, timeout=PATIENCE_MS):
        window.bridge.open(small_file)
    with qtbot.waitSignal(window.bridge.opened, timeout=PATIENCE_MS):
        window.banner.accept_second()
    assert window.bridge.state is not None
    assert window.bridge.state.path.name == "small from backup.pmap"
    assert window.bridge.place is not None
    assert len(window.bridge.place.organisations) == 4
    assert backup.read_bytes() == kept


def test_a_file_in_use_is_tried_again(qtbot: QtBot, window: MainWindow, small_file: Path) -> None:
    journal = small_file.with_name(small_file.name + "-journal")
    journal.write_bytes(b"half-written")
    with qtbot.waitSignal(window.bridge.unusable, timeout=PATIENCE_MS):
        window.bridge.open(small_file)
    assert "small.pmap-journal lies beside small.pmap" in window.banner.words
    assert window.banner._second.isHidden()
    journal.unlink()
    with qtbot.waitSignal(window.bridge.opened, timeout=PATIENCE_MS):
        window.banner.accept()
    assert window.banner.words == ""


def test_what_is_no_file_of_ours_is_only_refused(
    qtbot: QtBot, window: MainWindow, small_file: Path
) -> None:
    small_file.write_bytes(b"nothing of the kind " * 200)
    with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS):
        window.bridge.open(small_file)
    assert "is not a Partnermap file" in window.banner.words
    assert window.banner._way_out.isHidden()


def test_a_file_of_which_nothing_is_left_is_said_in_a_sentence(
    qtbot: QtBot, window: MainWindow, small_file: Path
) -> None:
    small_file.write_bytes(small_file.read_bytes()[:1024])
    with qtbot.waitSignal(window.bridge.unusable, timeout=PATIENCE_MS):
        window.bridge.open(small_file)
    with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS):
        window.banner.accept()
    assert "Nothing of small.pmap can be read any more" in window.banner.words
    assert window.bridge.state is None


def test_the_report_says_what_is_lost() -> None:
    told = Rescued({"ties": 3, "place": 1}, {"ties": 2, "posts": 1}, 1, 2, 4, 5, 60)
    rows = [[cell.words for cell in row.cells] for row in rescue_table(told).rows]
    assert rows == [["Ties", "3", "2"], ["Posts", "0", "1"], ["Place", "1", "0"]]
    assert "4 records were saved" in saved_words(told, "X")
    assert "labels of 4 steps" in saved_words(told, "X")
    assert lost_words(told).startswith("At least 3 records are lost. 5 pages of the file")
    assert "1 of them could be read" in lost_words(told)
    assert lost_words(Rescued({"ties": 3}, {}, 0, 0, 0, 0, 60)) == ""
