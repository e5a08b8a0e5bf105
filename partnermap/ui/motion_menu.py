"""The View menu's choice of less motion, kept for the next start."""

from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from partnermap.shell.words import text
from partnermap.ui.canvas.motion import ReduceMotion, reduce_motion
from partnermap.ui.preferences import Preferences

WORDS = {
    ReduceMotion.SYSTEM: text("As the system"),
    ReduceMotion.ALWAYS: text("Always: nothing fades, glides or flies"),
    ReduceMotion.NEVER: text("Never"),
}


def add_motion_choice(menu: QMenu, preferences: Preferences) -> None:
    """Add the submenu, and do as was chosen before."""
    submenu = menu.addMenu(text("Reduce motion"))
    group = QActionGroup(submenu)
    for choice, words in WORDS.items():
        action = QAction(words, group)
        action.setCheckable(True)
        action.setChecked(choice is preferences.reduce_motion)
        action.triggered.connect(partial(_choose, preferences, choice))
        submenu.addAction(action)
    reduce_motion(preferences.reduce_motion)


def _choose(preferences: Preferences, choice: ReduceMotion, _checked: bool = False) -> None:
    preferences.reduce_motion = choice
    reduce_motion(choice)
