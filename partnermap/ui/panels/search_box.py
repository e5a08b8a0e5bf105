"""SearchBox: one field that finds everything; the list below it is walked with the arrow keys."""

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from partnermap.domain.place import Place
from partnermap.shell.words import text
from partnermap.ui.panels.finding import Found, find


class SearchBox(QLineEdit):
    """The search field.

    Signals:
        found: the Found that was chosen.
    """

    found = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Place | None = None
        self._hits: tuple[Found, ...] = ()
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(12)
        popup = completer.popup()
        if popup is not None:
            popup.setAccessibleName(text("Search results"))
        self.setCompleter(completer)
        completer.activated.connect(self._on_activated)
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self._on_return)
        self.setPlaceholderText(text("Find an organisation, agreement, post or team (Ctrl+K)"))
        self.setAccessibleName(text("Find"))
        self.setClearButtonEnabled(True)

    @property
    def hits(self) -> tuple[Found, ...]:
        """What the words find now."""
        return self._hits

    def set_place(self, place: Place | None) -> None:
        """Search in these records."""
        self._place = place
        self.setEnabled(place is not None)

    def _on_edited(self, words: str) -> None:
        self._hits = find(self._place, words) if self._place is not None else ()
        lines = [hit.line for hit in self._hits]
        if words.strip() and not lines:
            lines = [text("Nothing is called that.")]
        self._model.setStringList(lines)

    def _on_activated(self, line: str) -> None:
        for hit in self._hits:
            if hit.line == line:
                self._choose(hit)
                break
        # The list writes its line into the field afterwards, where it would outlive the selection.
        QTimer.singleShot(0, self, self.clear)

    def _on_return(self) -> None:
        if self._hits:
            self._choose(self._hits[0])
            self.clear()

    def _choose(self, hit: Found) -> None:
        self._hits = ()
        self.found.emit(hit)
