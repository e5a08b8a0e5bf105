"""Banner: one sentence across the window, with a way out, that never stops the work."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, risk


class Banner(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        self._words = risk()
        self._way_out = QPushButton()
        self._close = QPushButton(text("Dismiss"))
        self._second = QPushButton()
        self._act: Callable[[], None] | None = None
        self._other: Callable[[], None] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.addWidget(self._words, 1)
        row.addWidget(self._way_out)
        row.addWidget(self._second)
        row.addWidget(self._close)
        self._way_out.clicked.connect(self.accept)
        self._second.clicked.connect(self.accept_second)
        self._close.clicked.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says, empty while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, sentence: str, offer: str = "", act: Callable[[], None] | None = None) -> None:
        """Show a sentence, and a button that does something about it."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._act = act
        self._way_out.setText(offer)
        self._way_out.setVisible(act is not None)
        self.offer_second("", None)
        self.show()

    def offer_second(self, offer: str, act: Callable[[], None] | None) -> None:
        """Add another way out to the sentence that is shown."""
        self._other = act
        self._second.setText(offer)
        self._second.setVisible(act is not None)

    def accept(self) -> None:
        """Take the way out that is offered."""
        self._take(self._act)

    def accept_second(self) -> None:
        """Take the other way out."""
        self._take(self._other)

    def _take(self, act: Callable[[], None] | None) -> None:
        self.hide()
        if act is not None:
            act()
