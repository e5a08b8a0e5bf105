"""PlainField: a field that leaves Ctrl+Z to the window while it is empty."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class PlainField(QLineEdit):
    """While something is typed, Ctrl+Z takes back typing; in an empty field the last step."""

    def event(self, event: QEvent) -> bool:
        """Do not claim the key for undo where there is nothing to undo here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            if is_undo and not self.text():
                event.ignore()
                return False
        return super().event(event)
