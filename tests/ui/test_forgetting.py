"""Forgetting a person in the window: looked for first, told what it means, then gone from the file."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from partnermap.document.backups import back_up, backups_of
from partnermap.document.commands.records import EditRecord
from partnermap.document.forgetting import Traces
from partnermap.ui.dialogs.forgetting import ForgetPerson, traces_table
from partnermap.ui.main_window import MainWindow

PATIENCE_MS = 20_000
NAME = "Zarah Quillfeather"
NONE = Traces({}, 0, 0, ())
Opener = Callable[[Path], MainWindow]


def asked(window: MainWindow) -> ForgetPerson:
    window.actions_.forget.trigger()
    dialog = window.findChild(ForgetPerson)
    assert dialog is not None
    return dialog


def test_a_name_is_forgotten_after_it_was_shown_where_it_stands(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    back_up(small_file)
    window = opened(small_file)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        window.bridge.execute(EditRecord("posts", "p1", (("holder", NAME),)))
    dialog = asked(window)
    dialog.name.setText(NAME.lower())
    assert not dialog.go.isEnabled()
    dialog.look.click()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=PATIENCE_MS)
    cells = [[cell.words for cell in row.cells] for row in dialog.table.shown.rows]
    assert cells == [["Posts", "Holder", "1"]]
    assert "cannot be undone" in dialog.words.text()
    assert dialog.backups.currentText() == "Keep the 1 backup of this file"
    dialog.backups.setCurrentText("Delete the 1 backup of this file")
    with qtbot.waitSignal(window.bridge.done, timeout=PATIENCE_MS) as done:
        dialog.go.click()
    assert done.args == ["Deleted 1 backup."]
    assert backups_of(small_file) == []
    assert NAME.encode() not in small_file.read_bytes()
    assert window.bridge.place is not None
    assert window.bridge.place.posts["p1"].holder is None
    assert not window.actions_.undo.isEnabled()


def test_nothing_can_be_forgotten_that_was_not_found(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    dialog = asked(opened(small_file))
    assert not dialog.look.isEnabled()
    for name, said in (("Al", dialog.words), ("Nobody Atall", dialog.found)):
        dialog.name.setText(name)
        dialog.look.click()
        qtbot.waitUntil(said.isVisible, timeout=PATIENCE_MS)
        assert not dialog.go.isEnabled()
    assert "stands nowhere" in dialog.found.text()
    dialog.reject()


def test_what_was_found_for_another_name_does_not_count(qtbot: QtBot) -> None:
    dialog = ForgetPerson()
    qtbot.addWidget(dialog)
    dialog.name.setText("Jane Roe")
    found = Traces({("posts", "holder"): 2}, 3, 1, ())
    dialog.show_traces("Jane", found)
    assert not dialog.go.isEnabled()
    dialog.show_traces("Jane Roe", found)
    assert dialog.go.isEnabled()
    assert dialog.backups.isHidden()
    dialog.name.setText("Jane Roey")
    assert not dialog.go.isEnabled()


def test_the_list_says_what_the_history_holds() -> None:
    rows = traces_table(Traces({("actions", "owner"): 2}, 3, 1, ())).rows
    assert [[cell.words for cell in row.cells] for row in rows] == [
        ["Actions", "Owner", "2"],
        ["History", "Records as they were before", "3"],
        ["History", "Names of steps", "1"],
    ]
    assert traces_table(NONE).rows == ()
