"""LinkLine: the line that sentences are typed into; it remembers what was typed before."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from partnermap.exchange.sentence.names import Names
from partnermap.exchange.sentence.understanding import completions_at
from partnermap.shell.words import text
from partnermap.ui.workshop.name_offers import NameOffers
from partnermap.ui.workshop.plain_field import PlainField

_REMEMBERED = 50
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class LinkLine(PlainField):
    """A line edit with names on offer below it.

    Signals:
        entered: the line, when Enter is pressed.

    Attributes:
        offers: the names that go on from the letters typed.
    """

    entered = Signal(str)

    def __init__(self, offers: NameOffers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offers = offers
        self._names: Names | None = None
        self._typed: list[str] = []
        self._at = 0
        self._unfinished = ""
        self._start = 0
        self._offered_for = ""
        self.setAccessibleName(text("What people say, one link in a line"))
        self.textChanged.connect(self._on_changed)
        self.textEdited.connect(lambda _: self._offer())
        self.offers.taken.connect(self._take)

    def set_names(self, names: Names | None) -> None:
        """Offer these names from now on."""
        self._names = names

    def remember(self, line: str) -> None:
        """Keep a line, so that the arrow keys bring it back."""
        if not self._typed or self._typed[-1] != line:
            self._typed = [*self._typed[1 - _REMEMBERED :], line]
        self._at, self._unfinished = len(self._typed), ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go through the names on offer, else through what was typed before."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            if not self.offers.take_marked():
                self.entered.emit(self.text())
        elif key in _STEPS and self.offers.names:
            self.offers.mark(_STEPS[key])
        elif key in _STEPS:
            self._recall(_STEPS[key])
        elif key == Qt.Key.Key_Escape and self.offers.names:
            self.offers.offer(())
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab takes a name while some are on offer."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        is_tab = is_press and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and self.offers.take_first():
            return True
        return super().event(event)

    def _recall(self, step: int) -> None:
        if self._at == len(self._typed):
            self._unfinished = self.text()
        self._at = min(max(self._at + step, 0), len(self._typed))
        self.setText(self._typed[self._at] if self._at < len(self._typed) else self._unfinished)

    def _on_changed(self, line: str) -> None:
        """Names belong to the line they were offered for; Qt tells of typing before the change."""
        if line != self._offered_for:
            self.offers.offer(())

    def _offer(self) -> None:
        self._offered_for = self.text()
        if self._names is not None:
            self._start, found = completions_at(self.text(), self.cursorPosition(), self._names)
            self.offers.offer(found)

    def _take(self, name: str) -> None:
        rest = self.text()[self.cursorPosition() :]
        before = f"{self.text()[: self._start]}{name}"
        self.setText(f"{before}{rest}" if rest else f"{before} ")
        self.setCursorPosition(len(before) + (not rest))
        self.setFocus()
