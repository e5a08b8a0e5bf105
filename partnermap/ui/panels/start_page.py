"""StartPage: what there is to do while no file is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, column, heading, muted, panel
from partnermap.ui.plain_words import caption


class StartPage(QScrollArea):
    """Four ways to begin; it scrolls where the window is low.

    Attributes:
        buttons: the ways, the usual one first.

    Signals:
        new_wanted, open_wanted, example_wanted, import_wanted: a button was pressed.
        recent_wanted: path of a file opened before.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    example_wanted = Signal()
    import_wanted = Signal()
    recent_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        page = QWidget()
        page.setObjectName("page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)
        card = panel(page)
        card.setFixedWidth(72 * self.fontMetrics().averageCharWidth())
        # Stretches and not alignment: wrapped words are given their height only so.
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card)
        across.addStretch(1)
        outer = QVBoxLayout(page)
        outer.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(2)
        body = column(card, 4 * GRID, GRID)
        body.addWidget(heading(text("Which links will not survive the next 24 months?"), 1.5))
        body.addWidget(muted(_purpose()))
        body.addSpacing(GRID)
        for words, signal, role in (
            (text("New place"), self.new_wanted, "main"),
            (text("Open a file"), self.open_wanted, "plain"),
            (text("Import files into a new place"), self.import_wanted, "plain"),
            (text("Try the worked example"), self.example_wanted, "plain"),
        ):
            button = QPushButton(words)
            button.setProperty("role", role)
            button.clicked.connect(signal)
            self.buttons.append(button)
            body.addWidget(button)
        body.addSpacing(GRID)
        self._recent = QVBoxLayout()
        body.addLayout(self._recent)
        body.addWidget(muted(text("Files can also be dropped onto this window.")))

    def show_recent(self, paths: list[str]) -> None:
        """Offer the files that were open last."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if paths:
            self._recent.addWidget(heading(text("Opened before")))
        for path in paths[:5]:
            button = QPushButton(caption(path))
            button.setProperty("role", "link")
            button.clicked.connect(lambda _=False, path=path: self.recent_wanted.emit(path))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)


def _purpose() -> str:
    return text(
        "Partnermap keeps the partnership of one place in one file: who works with whom, what holds "
        "each link together, and what the next reorganisation will break. Nothing leaves this computer."
    )
