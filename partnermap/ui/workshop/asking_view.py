"""AskingView: one statement in very large type; keys take slips in, and nothing is seen until shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from partnermap.analysis.profile.opinion import Answers
from partnermap.shell.words import counted, text
from partnermap.ui.panels.labels import GRID, muted, plain, risk
from partnermap.ui.workshop.rating_round import ANONYMOUS, STEPS, Asked
from partnermap.ui.workshop.sizes import Sizes

DOT = "●"
_MOST_DOTS = 40
"""Dots of one row; of more the number beside them tells."""


def unframed(content: QWidget, name: str) -> QScrollArea:
    """A scroll area that leaves the arrow keys to the page.

    It has a name because Qt gives it the keyboard where nothing on the page can take it.
    """
    area = QScrollArea()
    area.setAccessibleName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(content)
    return area


class AskingView(QWidget):
    """What the room sees.

    Attributes:
        where: which statement of how many.
        statement: what is asked.
        status: how many answers are in, or what they say.
        hint: what the keys do now.
        anonymous: what stands there before people answer.
        anchors, dots: words and dots of each score, the lowest first.
        back, on, show_button, leave: its buttons.
    """

    def __init__(self, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.where, self.hint = muted(), muted()
        self.statement, self.status = plain(), plain()
        self.told, self.anonymous = risk(), plain(text(ANONYMOUS))
        self.status.setWordWrap(False)
        self.numbers = [plain(str(score)) for score in range(1, STEPS + 1)]
        self.anchors = [plain() for _ in range(STEPS)]
        self.dots = [plain() for _ in range(STEPS)]
        self.back, self.on = QPushButton(text("← Previous")), QPushButton(text("Next →"))
        self.show_button = QPushButton(text("Show (S)"))
        self.show_button.setProperty("role", "main")
        self.leave = QPushButton(text("Back to the list (Esc)"))
        self._size(sizes)  # before they stand in a scroll area, which gives them their style
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._scrolled(), 1)
        layout.addLayout(self._below())
        layout.addWidget(self.told)
        layout.addLayout(self._buttons())

    def _size(self, sizes: Sizes) -> None:
        for widget, factor, bold in (
            (self.where, 1.1, False),
            (self.statement, 2.2, True),
            (self.status, 1.8, True),
            (self.told, 1.2, True),
            (self.anonymous, 0.85, False),
        ):
            sizes.add(widget, factor, bold=bold)
        for label in (*self.numbers, *self.dots):
            sizes.add(label, 1.3, bold=True)
            label.setWordWrap(False)
        for label in self.anchors:
            sizes.add(label, 1.2)

    def _below(self) -> QHBoxLayout:
        """How many answers are in, and beside it what becomes of them."""
        row = QHBoxLayout()
        row.setSpacing(3 * GRID)
        row.addWidget(self.status)
        row.addWidget(self.anonymous, 1)
        return row

    def _scrolled(self) -> QScrollArea:
        """Statement and scale scroll where the screen is too low; what the keys do stays in view."""
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(GRID)
        body.addWidget(self.where)
        body.addWidget(self.statement)
        body.addLayout(self._scale(), 1)
        return unframed(content, text("Statement and answers"))

    def _scale(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        for row, labels in enumerate(zip(self.numbers, self.anchors, self.dots, strict=True)):
            for across, label in enumerate(labels):
                grid.addWidget(label, row, across, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 2)
        return grid

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in (self.back, self.on):
            row.addWidget(button)
        row.addWidget(self.hint, 1)
        row.addWidget(self.leave)
        row.addWidget(self.show_button)
        for button in (self.back, self.on, self.show_button, self.leave):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return row

    def ask(self, asked: Asked, number: int, total: int) -> None:
        """Show another statement."""
        title = f" · {asked.title}" if asked.title else ""
        self.where.setText(
            text("Statement {number} of {total}{title}", number=number, total=total, title=title)
        )
        self.statement.setText(asked.statement)
        anchors = asked.anchors or (text("not at all"), "", text("partly"), "", text("fully"))
        for label, words in zip(self.anchors, anchors, strict=True):
            label.setText(words)
        self.back.setEnabled(number > 1)
        self.on.setEnabled(number < total)

    def hide_answers(self, count: int) -> None:
        """Say only how many answers are in."""
        self.status.setText(text("{answers} in", answers=counted(count, "answer")))
        self.anonymous.show()
        for label in self.dots:
            label.clear()
        self.show_button.setEnabled(count > 0)

    def show_answers(self, answers: Answers, sentence: str) -> None:
        """Show every answer as a dot, and what they say together."""
        self.status.setText(sentence)
        self.anonymous.hide()
        for label, count in zip(self.dots, answers.counts, strict=True):
            dots = " ".join([DOT] * min(count, _MOST_DOTS))
            label.setText(f"{dots}  {count}" if count else "")
            label.setAccessibleName(counted(count, "answer"))
        self.show_button.setEnabled(False)

    def tell(self, sentence: str) -> None:
        """What the user should know or do; empty for nothing."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
