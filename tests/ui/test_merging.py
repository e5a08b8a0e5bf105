"""Bringing in another copy: its changes are shown, what differs can be chosen, all is one step."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.ui.dialogs.merge_preview import MergePreview
from partnermap.ui.main_window import MainWindow

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
    qtbot.waitUntil(lambda: dialog.table.rowCount() == 1, timeout=PATIENCE_MS)
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
