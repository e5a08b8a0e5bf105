"""F11: full screen, and back to the window as it was."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from partnermap.ui.full_screen import full_screen_action


def test_the_switch_goes_there_and_back(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    action = full_screen_action(window)
    assert action in window.actions()
    assert action.shortcut().toString() == "F11"
    action.trigger()
    assert window.windowState() & Qt.WindowState.WindowFullScreen
    action.trigger()
    assert not window.windowState() & Qt.WindowState.WindowFullScreen
