"""WordBox: a choice among words; nothing is chosen before Enter or a click says so."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from partnermap.analysis.profile.goal_sentences import NOT_SAID

_OPENS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
)


class WordBox(QComboBox):
    """Words of one kind, and `not said` before them.

    Arrow keys and letters open the list, so that walking through it records nothing; scrolling past
    changes nothing either.

    Signals:
        chosen: the word that was chosen, None for `not said`.
    """

    chosen = Signal(object)

    def __init__(self, words: Sequence[StrEnum], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = tuple(words)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.addItem(NOT_SAID)
        self.addItems([word.value for word in self._words])
        self.activated.connect(self._choose)

    def show_word(self, word: StrEnum | None, written: str = "") -> None:
        """Show what is recorded; `written` is what stands there in words of its own."""
        own_row = 1 + len(self._words)
        while self.count() > own_row:
            self.removeItem(own_row)
        if word in self._words:
            self.setCurrentIndex(1 + self._words.index(word))
        elif written:
            self.addItem(f"“{written}”")
            self.setCurrentIndex(own_row)
        else:
            self.setCurrentIndex(0)

    def _choose(self, row: int) -> None:
        if row <= len(self._words):
            self.chosen.emit(self._words[row - 1] if row else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list where Qt would choose at once."""
        is_letter = bool(event.text().strip()) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        if event.key() in _OPENS or is_letter:
            self.showPopup()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QEvent) -> None:
        """Scrolling past never changes a choice."""
        event.ignore()
