"""PaperOptions: for which date, on which paper and for whom, before a map or report is written."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.report.audience import Audience
from partnermap.report.network.since import last_report_before
from partnermap.report.paper import PAPERS, MapForm
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted, risk

FORMS: Mapping[MapForm, str] = {
    MapForm.ONE_PAGE: text("The map on one page"),
    MapForm.SIDE_BY_SIDE: text("Both dates side by side"),
    MapForm.TILES: text("A poster in sheets of A4, to be glued together"),
    MapForm.SECTORS: text("One page for each sector"),
    MapForm.ORGANISATIONS: text("One page for each organisation"),
}

AUDIENCES: Mapping[Audience, str] = {
    Audience.BOARD: text("The board"),
    Audience.PUBLIC: text("The public, without single posts, because a post can be a person"),
    Audience.WORKING: text("The working group, marked as a working paper"),
}


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """What was chosen; paper None means that the drawing's size decides, since is for reports.

    `form` is how a map is spread over pages, `scenario` what a report lays over the register.
    """

    on: dt.date
    paper: str | None = None
    audience: str = "board"
    since: dt.date | None = None
    form: MapForm = MapForm.ONE_PAGE
    scenario: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen shows: whether it compares, which scenario, and which scenarios there are."""

    compares: bool = False
    scenario: str | None = None
    scenarios: tuple[str, ...] = ()


NOTHING_SPECIAL = Shown()


class PaperOptions(QDialog):
    """Asks for the date, and for paper or audience as it is a map or a report.

    Signals:
        chosen: the PaperChoice.
        check_wanted: the PaperChoice of a map as it stands, to be looked over before it is written.
    """

    chosen = Signal(object)
    check_wanted = Signal(object)

    def __init__(
        self,
        title: str,
        on: dt.date,
        *,
        for_map: bool,
        shown: Shown = NOTHING_SPECIAL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addWidget(heading(title, 1.2))
        layout.addWidget(muted(_what_it_shows(shown, for_map=for_map)))
        form = QFormLayout()
        form.setSpacing(GRID)
        self.date = QLineEdit(on.isoformat())
        self.date.setAccessibleName(text("Date"))
        form.addRow(text("&Date"), self.date)
        self.since = QLineEdit(last_report_before(on).isoformat())
        self.since.setAccessibleName(text("Date of the last report"))
        self.paper, self.audience, self.form = QComboBox(), QComboBox(), QComboBox()
        self.scenario = QComboBox()
        self._for_map = for_map
        if for_map:
            self._add_map_rows(form, compares=shown.compares)
        else:
            self._add_report_rows(form, shown)
        layout.addLayout(form)
        self.advice = muted()
        self.advice.setVisible(for_map)
        layout.addWidget(self.advice)
        self.words = risk()
        layout.addWidget(self.words)
        layout.addWidget(self._buttons())
        self.setMinimumWidth(64 * self.fontMetrics().averageCharWidth())
        if for_map:
            self.paper.currentIndexChanged.connect(lambda _: self.ask_check())
            self.form.currentIndexChanged.connect(lambda _: self.ask_check())
            self.date.editingFinished.connect(self.ask_check)

    def _add_map_rows(self, form: QFormLayout, *, compares: bool) -> None:
        self.paper.addItem(text("As large as the names need"), None)
        for name in PAPERS:
            self.paper.addItem(name, name)
        form.addRow(text("&Paper"), self.paper)
        for kind, words in FORMS.items():
            if compares or kind is not MapForm.SIDE_BY_SIDE:
                self.form.addItem(words, kind)
        form.addRow(text("Pa&ges"), self.form)

    def _add_report_rows(self, form: QFormLayout, shown: Shown) -> None:
        for key, words in AUDIENCES.items():
            self.audience.addItem(words, key)
        form.addRow(text("&For"), self.audience)
        form.addRow(text("Changes &since"), self.since)
        self.scenario.addItem(text("The register alone"), None)
        for name in shown.scenarios:
            self.scenario.addItem(name, name)
        self.scenario.setCurrentIndex(max(self.scenario.findData(shown.scenario), 0))
        if shown.scenarios:
            form.addRow(text("&What if"), self.scenario)

    def ask_check(self) -> None:
        """Ask to have the map looked over as it would be written now."""
        choice = self._choice()
        if choice is not None:
            self.advice.setText(text("Looking over the map …"))
            self.check_wanted.emit(choice)

    def show_check(self, choice: PaperChoice, sentences: Sequence[str]) -> None:
        """Say what suits the map and what is wrong with it, unless something else was chosen since."""
        if choice == self._choice():
            self.advice.setText("\n".join(sentences))

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(text("Choose a file…"))
        self.go.setProperty("role", "main")
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        # Only in a dialog can it become the button that Enter presses.
        self.go.setDefault(True)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        return buttons

    def _choose(self) -> None:
        choice = self._choice()
        if choice is not None:
            self.accept()
            self.chosen.emit(choice)

    def _choice(self) -> PaperChoice | None:
        on = self._day(text("Date"), self.date)
        since = None if self._for_map else self._day(text("Changes since"), self.since)
        if on is None or (since is None and not self._for_map):
            return None
        paper = self.paper.currentData() if self._for_map else None
        form = self.form.currentData() if self._for_map else MapForm.ONE_PAGE
        audience = str(self.audience.currentData() or "board")
        return PaperChoice(on, paper, audience, since, MapForm(form), self.scenario.currentData())

    def _day(self, title: str, field: QLineEdit) -> dt.date | None:
        """What a field says; None after saying what is wrong with it."""
        try:
            date = PartialDate.parse(field.text())
        except BadValue as fault:
            self.words.setText(text("{title}: {fault}", title=title, fault=fault))
            return None
        if not date.is_known:
            self.words.setText(text("{title}: give a day, such as 2026-04-01.", title=title))
            return None
        return date.first_day


def _what_it_shows(shown: Shown, *, for_map: bool) -> str:
    if not for_map and not shown.scenarios:
        return text("It shows the place as recorded for this date.")
    if not for_map:
        return text("It shows the place on this date, as recorded or with a scenario laid over it.")
    if shown.scenario is None:
        return text("It shows what the map on the screen shows, with its filter, on this date.")
    return text(
        "It shows what the map on the screen shows, with its filter and the scenario “{name}”, on this "
        "date.",
        name=shown.scenario,
    )
