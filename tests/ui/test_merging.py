"""Bringing in another copy: its changes are shown, what differs can be chosen, all is one step."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.document.merge import choosing
from partnermap.document.merge.answer import Conflict, Merge
from partnermap.domain.changes import Changes
from partnermap.domain.errors import UserError
from partnermap.domain.organisation import Organisation
from partnermap.ui.dialogs.merge_preview import MOST_LINES, MergePreview
from partnermap.ui.main_window import MainWindow
from partnermap.ui.turns import Turns

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


@pytest.fixture
def other_copy(small_file: Path) -> Path:
    """A colleague's copy: the trust has another short name, and there is a hospice."""
    path = small_file.with_name("other.pmap")
    shutil.copy(small_file, path)
    with Document.open(path) as document:
        trust = replace(document.place.organisations["trust"], short_name="Trust")
        hospice = Organisation(id="hospice", name="Garth Hospice")
        document.execute(ApplyChanges("Work", Changes(create=(hospice,), update=(trust,))))
        document.save()
    return path


def asked(qtbot: QtBot, window: MainWindow, path: Path) -> MergePreview:
    with patch.object(QFileDialog, "getOpenFileName", return_value=(str(path), "")):
        window.actions_.merge.trigger()
    qtbot.waitUntil(lambda: window.findChild(MergePreview) is not None, timeout=PATIENCE_MS)
    dialog = window.findChild(MergePreview)
    assert isinstance(dialog, MergePreview)
    return dialog


@pytest.mark.parametrize("prefer_theirs", [False, True])
def test_a_copy_is_looked_at_chosen_from_and_brought_in_as_one_step(
    qtbot: QtBot, opened: Opener, small_file: Path, other_copy: Path, prefer_theirs: bool
) -> None:
    window = opened(small_file)
    bridge = window.bridge
    assert bridge.place is not None
    trust = replace(bridge.place.organisations["trust"], short_name="CT")
    with qtbot.waitSignal(bridge.place_changed, timeout=PATIENCE_MS):
        bridge.execute(ApplyChanges("Short name", Changes(update=(trust,))))
    dialog = asked(qtbot, window, other_copy)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=PATIENCE_MS)
    assert dialog.words.text() == "1 organisation added."
    shown = dialog.table.model()
    cells = [shown.index(0, column).data() for column in range(4)]
    assert cells == ["Community Trust", "short name", "CT", "Trust"]
    if prefer_theirs:
        ((_, box),) = dialog.boxes
        box.setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(bridge.place_changed, timeout=PATIENCE_MS):
        dialog.go.click()
    place = bridge.place
    assert "hospice" in place.organisations
    assert place.organisations["trust"].short_name == ("Trust" if prefer_theirs else "CT")
    with qtbot.waitSignal(bridge.place_changed, timeout=PATIENCE_MS):
        bridge.undo()
    assert "hospice" not in bridge.place.organisations
    assert bridge.place.organisations["trust"].short_name == "CT"


def test_the_file_itself_and_what_is_no_file_are_refused_in_a_sentence(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    with (
        qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS) as told,
        patch.object(QFileDialog, "getOpenFileName", return_value=(str(small_file), "")),
    ):
        window.actions_.merge.trigger()
    assert told.args == ["This is the file itself; choose the other copy."]
    broken = small_file.with_name("broken.pmap")
    broken.write_bytes(b"no database")
    dialog = asked(qtbot, window, broken)
    qtbot.waitUntil(dialog.words.isHidden, timeout=PATIENCE_MS)
    assert not dialog.go.isEnabled()


@pytest.fixture
def copy_with_a_stronger_tie(small_file: Path) -> Path:
    """A colleague's copy in which a tie of the trust, which is removed here, was strengthened."""
    path = small_file.with_name("stronger.pmap")
    shutil.copy(small_file, path)
    with Document.open(path) as document:
        tie = replace(document.place.ties["t1"], strength=3)
        hall = Organisation(id="there", name="Garth Hospice", short_name="GH")
        document.execute(ApplyChanges("Work", Changes(create=(hall,), update=(tie,))))
        document.save()
    return path


@pytest.fixture
def differing(
    qtbot: QtBot, opened: Opener, small_file: Path, copy_with_a_stronger_tie: Path
) -> tuple[MainWindow, MergePreview]:
    """The window without the trust and with a hospice of its own, asked to bring that copy in."""
    window = opened(small_file)
    hospice = Organisation(id="here", name="Garth Hospice")
    changes = Changes(create=(hospice,), delete=(("organisations", "trust"),))
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.execute(ApplyChanges("Work here", changes))
    dialog = asked(qtbot, window, copy_with_a_stronger_tie)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=PATIENCE_MS)
    return window, dialog


def test_whole_records_are_chosen_with_the_keyboard(
    qtbot: QtBot, differing: tuple[MainWindow, MergePreview]
) -> None:
    window, dialog = differing
    cells = [[dialog.table.model().index(row, column).data() for column in range(4)] for row in range(2)]
    assert cells == [
        [
            "tie of County Council and Community Trust",
            "removed here, changed in the other copy",
            "removed",
            "keep it as the other copy changed it",
        ],
        ["Garth Hospice", "entered in both copies", "one organisation", "keep them as two"],
    ]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Space):
        QTest.keyClick(dialog.table, key)
    ticked = [box.checkState() is Qt.CheckState.Checked for _, box in dialog.boxes]
    assert ticked == [True, False]
    spoken = dialog.boxes[0][1].data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("removed; tick for: keep it as the other copy changed it")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        dialog.go.click()
    place = window.bridge.place
    assert place is not None
    assert place.ties["t1"].strength == 3
    assert place.organisations.keys() == {"county", "trust", "charity", "alone", "here"}
    assert place.organisations["here"].short_name == "GH"
    assert place.posts["p1"].employer_id == "trust"


def test_what_both_entered_can_be_kept_as_two_and_taken_back(
    qtbot: QtBot, differing: tuple[MainWindow, MergePreview]
) -> None:
    window, dialog = differing
    dialog.boxes[1][1].setCheckState(Qt.CheckState.Checked)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        dialog.go.click()
    place = window.bridge.place
    assert place is not None
    assert {"here", "there"} <= place.organisations.keys()
    assert place.organisations["here"].short_name is None
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.undo()
    undone = window.bridge.place
    assert undone is not None
    assert "there" not in undone.organisations


def test_a_refusal_leaves_the_dialog_open_with_its_ticks(
    qtbot: QtBot, differing: tuple[MainWindow, MergePreview], monkeypatch: pytest.MonkeyPatch
) -> None:
    window, dialog = differing

    def refuse(*_: object) -> None:
        raise UserError("This one makes no sense here. Leave it as it is.")

    monkeypatch.setattr(choosing, "with_the_others", refuse)
    dialog.boxes[0][1].setCheckState(Qt.CheckState.Checked)
    dialog.go.click()
    qtbot.waitUntil(dialog.refusal.isVisible, timeout=PATIENCE_MS)
    assert dialog.refusal.text() == "This one makes no sense here. Leave it as it is."
    assert dialog.boxes[0][1].checkState() is Qt.CheckState.Checked
    assert dialog.go.isEnabled()
    monkeypatch.undo()
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        dialog.go.click()


def long_answers(number: int) -> Merge:
    told = "A note that goes on. " * 40
    some = (
        Conflict(f"Body {row}", "notes", "Short", told, other=(("notes", told),))
        for row in range(number)
    )
    return Merge("Merge", Changes(), tuple(some))


def test_long_answers_are_cut_and_stand_in_full_beside(qtbot: QtBot) -> None:
    dialog = MergePreview("other.pmap", Turns())
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.show_merge(long_answers(30))
    qtbot.waitUntil(dialog.go.isEnabled, timeout=PATIENCE_MS)
    line = dialog.table.fontMetrics().lineSpacing()
    heights = {dialog.table.rowHeight(row) for row in range(30)}
    assert heights == {MOST_LINES * line}
    beside = dialog.table.model().index(29, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert str(beside).count("A note that goes on.") == 40
    assert len(dialog.boxes) == 30


def test_a_dialog_closed_while_its_rows_are_filled_is_left_alone(qtbot: QtBot) -> None:
    turns = Turns()
    dialog = MergePreview("other.pmap", turns)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.show_merge(long_answers(200))
    dialog.reject()
    qtbot.waitUntil(lambda: turns.is_idle, timeout=PATIENCE_MS)
    assert dialog.boxes == []


def test_a_file_that_changed_while_it_was_looked_at_is_not_overwritten(
    qtbot: QtBot, differing: tuple[MainWindow, MergePreview]
) -> None:
    window, dialog = differing
    added = Organisation(id="late", name="Late")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.execute(ApplyChanges("Late", Changes(create=(added,))))
    with qtbot.waitSignal(window.bridge.failed, timeout=PATIENCE_MS) as told:
        dialog.go.click()
    assert told.args == ["The file changed meanwhile; bring the copy in again."]
    assert window.bridge.place is not None
    assert "late" in window.bridge.place.organisations
