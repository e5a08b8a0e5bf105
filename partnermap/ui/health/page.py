"""HealthPage: the profile of the partnership by round, each domain in detail, programmes and checks."""

from collections.abc import Iterator, Sequence
from typing import cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QWidget

from partnermap.analysis.profile.sentences import WHOLE_GROUP
from partnermap.shell.words import text
from partnermap.ui.health.domain_pane import DomainPane
from partnermap.ui.health.overview import HealthOverview, RoundView, health_overview
from partnermap.ui.panels.figures_page import FiguresPage
from partnermap.ui.panels.labels import GRID, heading, muted, plain
from partnermap.ui.runner import Runner
from partnermap.ui.view_state import ViewState

BESIDE_FROM = 980
"""Narrower pages show the chosen domain below the profile, not beside it."""

MOST_HEIGHT = 6000.0
"""Of the profile: no domain is left out, however large the words are."""

_SHARES = 5, 2


class HealthPage(FiguresPage[HealthOverview]):
    """The room for partnership health: no score, strengths first, the lowest domains in view.

    Attributes:
        round: which round of answers is shown.
        profile, clarity: its charts.
        details: the pane of the chosen domain.
        equity, agreed, demands: its tables.
    """

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(runner, view, health_overview, parent)
        self._turns = runner.turns
        self._overview: HealthOverview | None = None
        self._chosen: int | None = None
        self.profile, self.clarity = self.add_chart(), self.add_chart()
        self.equity, self.agreed, self.demands = (self.add_table(grows=True) for _ in range(3))
        self._build_head()
        self._build_profile()
        self._build_rest()
        self.details = DomainPane(runner.turns)
        self.details.record_wanted.connect(self.record_wanted)
        outer = cast(QBoxLayout, self.layout())
        outer.setSpacing(GRID)
        outer.addWidget(self.details)
        for place, share in enumerate(_SHARES):
            outer.setStretch(place, share)

    def _build_head(self) -> None:
        self.headline = heading("", 1.35)
        self.rule = muted()
        self.way_out = plain()
        self._strong_title, self.strong = heading(text("What holds")), plain()
        self._low_title, self.low = heading(text("The lowest, to talk about first")), plain()
        for part in (
            self.headline,
            self.rule,
            self.way_out,
            self._strong_title,
            self.strong,
            self._low_title,
            self.low,
        ):
            self.body.addWidget(part)

    def _build_profile(self) -> None:
        self.round = QComboBox()
        self.round.setAccessibleName(text("Round of answers"))
        self.round.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.round.activated.connect(lambda _: self._show_round())
        self._round_row = QWidget()
        across = QHBoxLayout(self._round_row)
        across.setContentsMargins(0, GRID, 0, 0)
        words = QLabel(text("Answers of"))
        words.setBuddy(self.round)
        across.addWidget(words)
        across.addWidget(self.round)
        across.addStretch(1)
        self.profile.most_height = MOST_HEIGHT
        self.profile.sources_chosen.connect(lambda _: self._choose(self.profile.current))
        self.anonymity = muted(
            text(
                "{rule} Select a row for its anchors, cut-points and records; double-click it or press "
                "Enter to open a record.",
                rule=WHOLE_GROUP,
            )
        )
        self.questions_title, self.questions = heading(text("Own questions")), plain()
        for part in (
            self._round_row,
            self.profile,
            self.anonymity,
            self.questions_title,
            self.questions,
        ):
            self.body.addWidget(part)

    def _build_rest(self) -> None:
        self.programmes, self.stated, self.prompts, self.goals = (plain() for _ in range(4))
        self._goals_title = heading(text("Shared goals; the Workshop room has the matrix"))
        self._prompts_title = heading(text("Questions to ask of programmes"))
        self.equity_words = plain()
        self.agreed_words = plain()
        self.demands_words = plain()
        for part in (
            heading(text("What programmes state"), 1.15),
            self.programmes,
            self.clarity,
            self.stated,
            self._prompts_title,
            self.prompts,
            self._goals_title,
            self.goals,
            heading(text("Equity checks of changes"), 1.15),
            self.equity_words,
            self.equity,
            heading(text("Agreed actions"), 1.15),
            self.agreed_words,
            self.agreed,
            heading(text("National demands"), 1.15),
            self.demands_words,
            self.demands,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)

    @property
    def shown_round(self) -> RoundView | None:
        """The round that is shown."""
        if self._overview is None:
            return None
        wanted = self.round.currentData()
        found = [item for item in self._overview.rounds if item.key == wanted]
        return (*found, *self._overview.rounds)[0]

    @property
    def is_settled(self) -> bool:
        """Whether nothing waits to be put on the page."""
        return self._overview is not None and self._turns.is_idle

    def show_overview(self, overview: HealthOverview) -> None:
        """Show what was worked out, a part in each turn."""
        self._overview = overview
        self._fill_rounds(overview)
        self._turns.in_steps(self._filled(overview), key=self)

    def _fill_rounds(self, overview: HealthOverview) -> None:
        """The round that was chosen stays chosen, unless the latest was shown and another is later."""
        was_latest = self.round.currentIndex() <= 0
        chosen = self.round.currentData()
        self.round.clear()
        for item in overview.rounds:
            self.round.addItem(item.title, item.key)
        self.round.setCurrentIndex(0 if was_latest else max(0, self.round.findData(chosen)))
        self._round_row.setVisible(not overview.way_out)
        self.round.setEnabled(len(overview.rounds) > 1)

    def _filled(self, overview: HealthOverview) -> Iterator[None]:
        self._show_round()
        _tell(self.way_out, (overview.way_out,))
        _tell(self.questions, overview.questions, self.questions_title)
        yield
        _tell(self.programmes, (overview.programmes,))
        self.clarity.show_chart(overview.clarity if overview.clarity.row_titles else None)
        _tell(self.stated, overview.stated)
        _tell(self.prompts, overview.questions_to_ask, self._prompts_title)
        _tell(self.goals, overview.goals, self._goals_title)
        yield
        for words, said, table, shown in (
            (self.equity_words, overview.equity_words, self.equity, overview.equity),
            (self.agreed_words, overview.actions_words, self.agreed, overview.actions),
            (self.demands_words, overview.demands_words, self.demands, overview.demands),
        ):
            _tell(words, (said,))
            table.setVisible(bool(shown.rows))
            table.show_table(shown)
            yield

    def _show_round(self) -> None:
        shown = self.shown_round
        if shown is None:
            return
        self.headline.setText(shown.headline)
        self.rule.setText(shown.rule)
        _tell(self.strong, shown.strengths, self._strong_title)
        _tell(self.low, shown.lowest, self._low_title)
        self.profile.show_chart(shown.chart)
        self._show_details()

    def _choose(self, row: int | None) -> None:
        shown = self.shown_round
        if shown is not None and row is not None and row < len(shown.details):
            self._chosen = shown.details[row].number
            self._show_details()

    def _show_details(self) -> None:
        """Of the domain that was chosen, else of the lowest."""
        shown = self.shown_round
        if shown is None:
            return
        wanted = self._chosen if self._chosen is not None else shown.chosen
        found = [item for item in shown.details if item.number == wanted]
        for item in (*found, *shown.details)[:1]:
            self.details.show_details(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the details beside the profile where both have room."""
        super().resizeEvent(event)
        sides = QBoxLayout.Direction
        fits = event.size().width() >= BESIDE_FROM
        cast(QBoxLayout, self.layout()).setDirection(sides.LeftToRight if fits else sides.TopToBottom)


def _tell(label: QLabel, lines: Sequence[str], title: QLabel | None = None) -> None:
    """Sentences below each other; nothing where there are none."""
    told = [line for line in lines if line]
    label.setText("\n".join(told) if len(told) < 2 else "\n".join(f"•  {line}" for line in told))
    for part in (label, title):
        if part is not None:
            part.setVisible(bool(told))
