"""SelectionBox: which part of a source to bring in, from a list that can be searched."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, plain


class SelectionBox(QWidget):
    """A field to search, a list and a button.

    Signals:
        chosen: the code of the option.

    Attributes:
        words, options, go: its parts.
    """

    chosen = Signal(str)

    def __init__(self, sentence: str, options: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(plain(sentence))
        self.words = QLineEdit()
        self.words.setPlaceholderText(text("Search by name or code"))
        self.words.setAccessibleName(text("Search"))
        self.words.setClearButtonEnabled(True)
        self.options = QListWidget()
        self.options.setAccessibleName(sentence)
        self.options.setStyleSheet("QListView::item { padding: 3px 6px; }")
        for code, name in sorted(options.items(), key=lambda item: item[1].casefold()):
            item = QListWidgetItem(text("{name} ({code})", name=name, code=code))
            item.setData(Qt.ItemDataRole.UserRole, code)
            self.options.addItem(item)
        self.go = QPushButton(text("Read this one"))
        self.go.setEnabled(False)
        layout.addWidget(self.words)
        layout.addWidget(self.options, 1)
        layout.addWidget(self.go, 0, Qt.AlignmentFlag.AlignRight)
        self.words.textChanged.connect(self._narrow)
        self.words.returnPressed.connect(self._choose)
        self.options.itemSelectionChanged.connect(self._look)
        self.options.itemActivated.connect(lambda _: self._choose())
        self.go.clicked.connect(self._choose)

    def _narrow(self, words: str) -> None:
        wanted = words.casefold().split()
        left = []
        for number in range(self.options.count()):
            item = self.options.item(number)
            fits = all(word in item.text().casefold() for word in wanted)
            item.setHidden(not fits)
            if fits:
                left.append(item)
        if len(left) == 1:
            self.options.setCurrentItem(left[0])
        self._look()

    @property
    def _item(self) -> QListWidgetItem | None:
        return next((item for item in self.options.selectedItems() if not item.isHidden()), None)

    def _look(self) -> None:
        self.go.setEnabled(self._item is not None)

    def _choose(self) -> None:
        if self._item is not None:
            self.chosen.emit(str(self._item.data(Qt.ItemDataRole.UserRole)))
