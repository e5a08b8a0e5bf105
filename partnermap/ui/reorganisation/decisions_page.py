"""DecisionsPage: what waits for a decision, by when, and the form that records it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from partnermap.domain.record import About
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted
from partnermap.ui.reorganisation.choice import RoomChoice
from partnermap.ui.reorganisation.decision_form import DecisionForm
from partnermap.ui.reorganisation.decisions import DecisionsOverview, decisions_overview
from partnermap.ui.reorganisation.room_page import RoomPage
from partnermap.ui.runner import Runner
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.view_state import ViewState


class DecisionsPage(RoomPage[DecisionsOverview]):
    """The page of decisions.

    Attributes:
        waiting, others: its tables.
        decide, open_record: what can be done with the row chosen last.
        form: the form that is open, None when none is.
    """

    def __init__(
        self, runner: Runner, view: ViewState, choice: RoomChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(runner, view, choice, decisions_overview, parent)
        self._overview: DecisionsOverview | None = None
        self._about: About | None = None
        self.form: DecisionForm | None = None
        self.headline, self.words = heading("", 1.25), muted()
        self.waiting, self.others = FiguresView(grows=True), FiguresView(grows=True)
        self.others_title = heading(text("Passes to a successor, to be confirmed"), 1.1)
        self.decide = QPushButton(text("&Record the decision"))
        self.decide.setProperty("role", "main")
        self.open_record = QPushButton(text("Open the &record"))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in (self.decide, self.open_record):
            button.setEnabled(False)
            row.addWidget(button)
        row.addWidget(muted(text("Enter or a double click on a row opens the form.")), 1)
        self.body.addWidget(self.headline)
        self.body.addWidget(self.words)
        self.body.addLayout(row)
        for part in (self.waiting, self.others_title, self.others):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for table in (self.waiting, self.others):
            table.record_wanted.connect(self.open_form)
            table.organisation_chosen.connect(self.view.select)
            table.sources_chosen.connect(self._choose)
        self.decide.clicked.connect(lambda: self.open_form(self._about))
        self.open_record.clicked.connect(self._open_record)

    def show_overview(self, overview: DecisionsOverview) -> None:
        """Show what was worked out."""
        self._overview = overview
        self.headline.setText(overview.headline)
        self.words.setText(overview.words)
        self.waiting.show_table(overview.waiting)
        self.waiting.setVisible(bool(overview.waiting.rows))
        self.others.show_table(overview.others)
        for part in (self.others_title, self.others):
            part.setVisible(bool(overview.others.rows))
        about = self._about
        self._choose((about,) if about is not None and about in overview.subjects else ())

    def _choose(self, sources: tuple[About, ...]) -> None:
        self._about = sources[0] if sources else None
        for button in (self.decide, self.open_record):
            button.setEnabled(self._about is not None)

    def open_form(self, about: About | None) -> None:
        """Open the form for a record."""
        subject = self._overview.subjects.get(about) if self._overview is not None and about else None
        if subject is None:
            return
        self.form = DecisionForm(self.place, subject, self)
        self.form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.form.command_wanted.connect(self.command_wanted)
        self.form.finished.connect(self._on_closed)
        self.form.open()

    def _on_closed(self) -> None:
        self.form = None

    def _open_record(self) -> None:
        if self._about is not None:
            self.record_wanted.emit(self._about)
