"""ReorganisationPage: the reorganisations, and what becomes of every link by the horizon."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from partnermap.analysis.health.outlook import Fate
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresPage
from partnermap.ui.panels.labels import GRID, heading, muted, plain
from partnermap.ui.panels.reorganisation_overview import (
    WORDS,
    ReorganisationOverview,
    reorganisation_overview,
)
from partnermap.ui.runner import Runner
from partnermap.ui.view_state import ViewState

HORIZONS = (12, 24, 36, 60)
"""Months ahead that can be chosen."""


class ReorganisationPage(FiguresPage[ReorganisationOverview]):
    """The room for reorganisations.

    Attributes:
        items, links: its tables.
        horizon, fate: what the links are shown for.
    """

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(runner, view, reorganisation_overview, parent)
        self._overview: ReorganisationOverview | None = None
        self.headline = heading("", 1.35)
        self.way_out = muted(
            text("Reorganisations are added in the registers, or imported with a workbook (Ctrl+I).")
        )
        self.items = self.add_table(grows=True)
        self.links_title = heading(text("What becomes of the links"), 1.1)
        self.everything = plain()
        self.vcse = plain()
        self.links = self.add_table()
        self.horizon = QComboBox()
        self.fate = QComboBox()
        for part in (self.headline, self.way_out, self.items, self.links_title):
            self.body.addWidget(part)
        for part in (self.everything, self.vcse):
            self.body.addWidget(part)
        self.body.addLayout(self._choices())
        self.body.addWidget(self.links, 1)
        self.body.addWidget(
            muted(
                text("Select a row to select its organisations on the map; double-click for the record.")
            )
        )

    def _choices(self) -> QHBoxLayout:
        for months in HORIZONS:
            self.horizon.addItem(text("the next {months} months", months=months), months)
        self.horizon.setCurrentIndex(HORIZONS.index(self.months))
        self.horizon.currentIndexChanged.connect(self._on_horizon)
        self.fate.currentIndexChanged.connect(lambda _: self._show_links())
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for words, box in ((text("&Within"), self.horizon), (text("S&how"), self.fate)):
            label = QLabel(words)
            label.setBuddy(box)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setAccessibleName(words.replace("&", ""))
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(GRID)
        row.addStretch(1)
        return row

    def show_overview(self, overview: ReorganisationOverview) -> None:
        """Show what was worked out."""
        self._overview = overview
        self.headline.setText(overview.headline)
        self.items.setVisible(bool(overview.reorganisations.rows))
        self.way_out.setVisible(not overview.reorganisations.rows)
        self.items.show_table(overview.reorganisations)
        self.everything.setText(overview.everything)
        self.vcse.setText(overview.vcse)
        self._fill_fates(overview)
        self._show_links()

    def _fill_fates(self, overview: ReorganisationOverview) -> None:
        chosen = self.fate.currentData()
        self.fate.blockSignals(True)
        self.fate.clear()
        self.fate.addItem(text("every link ({number:,})", number=len(overview.all_links.rows)), None)
        for fate, table in overview.links.items():
            self.fate.addItem(f"{WORDS[fate]} ({len(table.rows):,})", fate)
        self.fate.setCurrentIndex(max(self.fate.findData(chosen), 0))
        self.fate.blockSignals(False)

    def _show_links(self) -> None:
        if self._overview is None:
            return
        fate = self.fate.currentData()
        table = self._overview.links.get(Fate(fate)) if fate else self._overview.all_links
        self.links.show_table(table or self._overview.all_links)

    def _on_horizon(self) -> None:
        self.months = int(self.horizon.currentData())
        self.ask()
