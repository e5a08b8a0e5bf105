"""ReorganisationPage: the room for reorganisations: its choice, and its pages behind tabs."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.words import ScenarioChangeKind
from partnermap.network.scenario import scenario_names
from partnermap.shell.words import text
from partnermap.ui.bridge import Bridge
from partnermap.ui.panels.check_box import CheckBox
from partnermap.ui.panels.labels import GRID
from partnermap.ui.reorganisation.assumptions_page import AssumptionsPage
from partnermap.ui.reorganisation.before_after_page import BeforeAfterPage
from partnermap.ui.reorganisation.choice import HORIZONS, RoomChoice
from partnermap.ui.reorganisation.decisions_page import DecisionsPage
from partnermap.ui.reorganisation.scenarios_page import ScenariosPage
from partnermap.ui.reorganisation.strain_page import StrainPage
from partnermap.ui.reorganisation.what_becomes_page import WhatBecomesPage
from partnermap.ui.runner import Runner
from partnermap.ui.theme import Theme
from partnermap.ui.turns import Turns
from partnermap.ui.view_state import ViewState

AnyPage = (
    WhatBecomesPage | DecisionsPage | StrainPage | AssumptionsPage | BeforeAfterPage | ScenariosPage
)


@dataclass(frozen=True, eq=False)
class Parts:
    """The choice above the pages, and the pages in the order of their tabs."""

    choice: RoomChoice
    what_becomes: WhatBecomesPage
    decisions: DecisionsPage
    strain: StrainPage
    assumptions: AssumptionsPage
    before_after: BeforeAfterPage
    scenarios: ScenariosPage


def parts_in_steps(runner: Runner, view: ViewState) -> Generator[None, None, Parts]:
    """Build one page a step, so that the window never stands still for long, and return them all."""
    choice = RoomChoice()
    what_becomes = WhatBecomesPage(runner, view, choice)
    yield None
    decisions = DecisionsPage(runner, view, choice)
    yield None
    strain = StrainPage(runner, view, choice)
    yield None
    assumptions = AssumptionsPage(runner, view, choice)
    yield None
    before_after = BeforeAfterPage(runner, view, choice)
    yield None
    scenarios = ScenariosPage(runner, view, choice)
    yield None
    return Parts(choice, what_becomes, decisions, strain, assumptions, before_after, scenarios)


class ReorganisationPage(QWidget):
    """The room: what every page shows is chosen above them, once.

    Signals:
        record_wanted: About of a record to be shown in its register.

    Attributes:
        pages: behind the tabs.
        scenario, horizon, proposed: the choice.
    """

    record_wanted = Signal(object)

    def __init__(
        self, bridge: Bridge, turns: Turns, parts: Parts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._bridge = bridge
        self._turns = turns
        self.choice = parts.choice
        self.choice.setParent(self)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(text("Pages on reorganisations"))
        self.tabs.tabBar().setDrawBase(False)
        self.pages: list[AnyPage] = []
        self.what_becomes, self.decisions, self.strain = (
            parts.what_becomes,
            parts.decisions,
            parts.strain,
        )
        self.assumptions, self.before_after = parts.assumptions, parts.before_after
        self.scenarios = parts.scenarios
        self.scenarios.shown_wanted.connect(self.show_scenario)
        self.strain.kept.connect(self.scenarios.want)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GRID, GRID, GRID, 0)
        layout.setSpacing(GRID // 2)
        layout.addLayout(self._choices())
        layout.addWidget(self.tabs, 1)

    def add_tabs(self) -> Iterator[None]:
        """Put the pages behind their tabs, one a step."""
        for title, page in (
            (text("What becomes of links"), self.what_becomes),
            (text("Decisions"), self.decisions),
            (text("Strain over time"), self.strain),
            (text("Assumptions"), self.assumptions),
            (text("Before and after"), self.before_after),
            (text("Scenarios"), self.scenarios),
        ):
            self._add(title, page)
            yield

    def _add(self, title: str, page: AnyPage) -> None:
        self.tabs.addTab(page, title)
        self.pages.append(page)
        page.record_wanted.connect(self.record_wanted)
        page.command_wanted.connect(self._bridge.execute)

    def _choices(self) -> QHBoxLayout:
        self.scenario, self.horizon = QComboBox(), QComboBox()
        self.proposed = CheckBox()
        self.proposed.setAccessibleName(text("Count proposed ones too"))
        proposed = QLabel(text("Count &proposed ones too"))
        proposed.setBuddy(self.proposed)
        for months in HORIZONS:
            self.horizon.addItem(text("the next {months} months", months=months), months)
        self.horizon.setCurrentIndex(HORIZONS.index(self.choice.now.months))
        self.scenario.addItem(text("the register alone"), None)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for words, box in ((text("What &if"), self.scenario), (text("Links &within"), self.horizon)):
            label = QLabel(words)
            label.setBuddy(box)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setAccessibleName(words.replace("&", ""))
            row.addWidget(label)
            row.addWidget(box)
            row.addSpacing(GRID)
        row.addWidget(self.proposed)
        row.addWidget(proposed)
        row.addStretch(1)
        self.scenario.currentIndexChanged.connect(
            lambda _: self.choice.set_scenario(self.scenario.currentData())
        )
        self.horizon.currentIndexChanged.connect(
            lambda _: self.choice.set_months(int(self.horizon.currentData()))
        )
        self.proposed.toggled.connect(self.choice.set_with_proposed)
        return row

    def show_place(self, place: Place) -> None:
        """Show other records, a page in each turn."""
        self._turns.in_steps(self._shown_place(place), key=(self, "place"))

    def _shown_place(self, place: Place) -> Iterator[None]:
        self._fill_scenarios(scenario_names(place))
        yield
        for page in self.pages:
            page.show_place(place)
            yield

    def _fill_scenarios(self, names: tuple[str, ...]) -> None:
        chosen = self.choice.now.scenario
        self.scenario.blockSignals(True)
        self.scenario.clear()
        self.scenario.addItem(text("the register alone"), None)
        for name in names:
            self.scenario.addItem(name, name)
        self.scenario.setCurrentIndex(max(self.scenario.findData(chosen), 0))
        self.scenario.blockSignals(False)
        self.choice.set_scenario(self.scenario.currentData())

    def show_scenario(self, name: str | None) -> None:
        """Lay a scenario over the register in the whole room, or none."""
        self.scenario.setCurrentIndex(max(self.scenario.findData(name), 0))

    def what_if(self, kind: ScenarioChangeKind, about: About) -> None:
        """Open the form for what may happen to a record, wherever it was asked for."""
        self.tabs.setCurrentWidget(self.scenarios)
        self.scenarios.new_change(about, kind)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours, a page in each turn."""
        self.proposed.set_theme(theme)
        for page in self.pages:
            self._turns.soon(partial(page.set_theme, theme), key=(page, "theme"))
