"""QuestionBar: a question with its answers as buttons, each with a key of its own."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from partnermap.exchange.sentence.understood import Question
from partnermap.shell.words import text
from partnermap.ui.panels.flow_layout import FlowLayout
from partnermap.ui.panels.labels import GRID, plain
from partnermap.ui.plain_words import caption
from partnermap.ui.workshop.sizes import Sizes

MOST = 9
"""Answers of a question at most: one for each figure key; `exchange.sentence` asks no more."""


class QuestionBar(QWidget):
    """Hidden while nothing is asked; its buttons are there from the start and shown as needed.

    Signals:
        answered: the line with the answer in it.
        left: the user goes back to the line without an answer.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        self.words = plain()
        sizes.add(self.words, 1.3, bold=True)
        self._flow = QWidget()
        flow = FlowLayout(self._flow, spacing=GRID)
        self.buttons: list[QPushButton] = []
        for number in range(MOST):
            button = QPushButton()
            button.clicked.connect(partial(self._choose, number))
            sizes.add(button)
            flow.addWidget(button)
            self.buttons.append(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.words)
        layout.addWidget(self._flow)
        self.hide()

    @property
    def question(self) -> Question | None:
        """What is asked."""
        return self._question

    def ask(self, question: Question | None) -> None:
        """Ask another question, or none."""
        self._question = question
        self.setVisible(question is not None)
        if question is None:
            return
        self.words.setText(question.words)
        for number, button in enumerate(self.buttons):
            has_answer = number < len(question.options)
            button.setVisible(has_answer)
            if has_answer:
                words = question.options[number].words
                shown = text("{number}  {words}", number=number + 1, words=caption(words))
                button.setText(shown)
                button.setAccessibleName(words)
                button.setAccessibleDescription(question.words)
        self._flow.updateGeometry()

    def take_focus(self) -> None:
        """Let the first answer have the keyboard."""
        self.buttons[0].setFocus()

    def _choose(self, number: int, _checked: bool = False) -> None:
        if self._question is not None and number < len(self._question.options):
            self.answered.emit(self._question.options[number].line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures choose, Enter takes the answer that has the keyboard, Escape goes back."""
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._choose(key - Qt.Key.Key_1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = [number for number, button in enumerate(self.buttons) if button.hasFocus()]
            self._choose(focused[0] if focused else 0)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
