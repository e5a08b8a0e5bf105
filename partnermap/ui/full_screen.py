"""Full screen: the window without its frame, for a projector."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from partnermap.shell.words import text


def full_screen_action(window: QMainWindow) -> QAction:
    """The switch between full screen and the window as it was; F11."""
    action = QAction(text("Full screen"), window)
    action.setShortcut(QKeySequence(Qt.Key.Key_F11))
    action.triggered.connect(
        lambda: window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
    )
    window.addAction(action)
    return action
