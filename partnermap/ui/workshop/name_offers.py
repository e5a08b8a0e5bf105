"""NameOffers: the names that may be meant by the letters typed, on one line below them."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from partnermap.exchange.sentence.names import MOST_COMPLETIONS, Completion
from partnermap.shell.words import counted, text
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.panels.flow_layout import FlowLayout
from partnermap.ui.panels.labels import GRID, plain
from partnermap.ui.plain_words import caption
from partnermap.ui.workshop.sizes import Sizes


class NameOffers(QWidget):
    """Buttons that never take the keyboard from the line.

    Signals:
        taken: the name that was chosen.

    Attributes:
        names: what is on offer.
        marked: which of them the arrow keys marked; None for none.
    """

    taken = Signal(str)

    def __init__(self, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.names: tuple[Completion, ...] = ()
        self.marked: int | None = None
        flow = FlowLayout(self, spacing=GRID)
        self._hint = plain(text("Tab takes the first, ↓ marks another:"))
        self._hint.setWordWrap(False)
        sizes.add(self._hint)
        flow.addWidget(self._hint)
        self.buttons: list[QPushButton] = []
        for number in range(MOST_COMPLETIONS):
            button = QPushButton()
            button.setProperty("role", "small")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._take, number))
            sizes.add(button)
            flow.addWidget(button)
            self.buttons.append(button)
        self.offer(())

    def offer(self, names: tuple[Completion, ...]) -> None:
        """Offer other names, or none."""
        if names == self.names and names:
            return
        self.names, self.marked = names, None
        self.setVisible(bool(names))
        for number, button in enumerate(self.buttons):
            button.setVisible(number < len(names))
            button.setChecked(False)
            if number < len(names):
                button.setText(caption(_words(names[number])))
        if names:
            offered = counted(len(names), "name")
            announce(self, text("{names}, first {name}", names=offered, name=names[0].name))

    def mark(self, step: int) -> None:
        """Mark the next or the one before."""
        last = len(self.names) - 1
        now = -1 if self.marked is None else self.marked
        self.marked = min(max(now + step, 0), last)
        for number, button in enumerate(self.buttons):
            button.setChecked(number == self.marked)
        announce(self, self.names[self.marked].name)

    def take_marked(self) -> bool:
        """Take the name that is marked; False when none is."""
        if not self.names or self.marked is None:
            return False
        self._take(self.marked)
        return True

    def take_first(self) -> bool:
        """Take the name that is marked, else the first; False when none is on offer."""
        if not self.names:
            return False
        self._take(self.marked or 0)
        return True

    def _take(self, number: int, _checked: bool = False) -> None:
        name = self.names[number].name
        self.offer(())
        self.taken.emit(name)


def _words(one: Completion) -> str:
    if one.known_as is None:
        return one.name
    return text("{name} – {known_as}", name=one.name, known_as=one.known_as)
