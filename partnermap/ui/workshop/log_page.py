"""LogPage: what was entered since the session began, the newest first; the last can be taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, column, muted, panel, plain
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.workshop.session import Session, log_table
from partnermap.ui.workshop.sizes import Sizes, refitted


class LogPage(QWidget):
    """The page for the session log.

    Signals:
        back_wanted: the last entry is to be taken back.
        begin_wanted: a new session is to begin now.

    Attributes:
        table: the entries.
        take_back, begin: its buttons.
    """

    back_wanted = Signal()
    begin_wanted = Signal()

    def __init__(self, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = plain()
        self.empty = muted(
            text(
                "Links, answers and actions will stand here as they are recorded. The whole history of "
                "the file is under Edit, History (Ctrl+H)."
            )
        )
        self.take_back = QPushButton(text("Take back the last one"))
        self.begin = QPushButton(text("Begin a new session"))
        self.table = FiguresView()
        sizes.add(self.words, 1.2, bold=True)
        for widget in (self.empty, self.take_back, self.begin, self.table):
            sizes.add(widget)
        self.take_back.clicked.connect(self.back_wanted)
        self.begin.clicked.connect(self.begin_wanted)
        row = QHBoxLayout()
        row.addWidget(self.take_back)
        row.addWidget(self.begin)
        row.addStretch(1)
        frame = panel(self)
        body = column(frame)
        for part in (self.words, self.empty):
            body.addWidget(part)
        body.addLayout(row)
        body.addWidget(self.table, 1)
        body.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        outer.addWidget(frame)

    def refit(self) -> None:
        """Give the columns the width that words of another size need."""
        refitted(self.table)

    def show_session(self, session: Session, *, may_write: bool) -> None:
        """Show what has been entered."""
        self.words.setText(session.sentence)
        self.empty.setVisible(not session.entries)
        self.table.setVisible(bool(session.entries))
        self.table.show_table(log_table(session))
        self.take_back.setEnabled(may_write and bool(session.standing))
        self.begin.setEnabled(bool(session.entries))
