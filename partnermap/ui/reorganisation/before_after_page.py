"""BeforeAfterPage: where links and money go, “No home yet” among the targets, and two maps."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from partnermap.analysis.layout.layout import Layout
from partnermap.shell.words import text
from partnermap.ui.panels.labels import heading, muted
from partnermap.ui.reorganisation.before_after import BeforeAfter, before_after
from partnermap.ui.reorganisation.choice import RoomChoice
from partnermap.ui.reorganisation.map_pair import MapPair
from partnermap.ui.reorganisation.room_page import RoomPage
from partnermap.ui.runner import Runner
from partnermap.ui.theme import Theme
from partnermap.ui.view_state import ViewState


class BeforeAfterPage(RoomPage[BeforeAfter]):
    """The page of before and after.

    Attributes:
        bodies, money: the charts of flows.
        bodies_table, money_table, changes: the tables under them.
        maps: both maps.
    """

    def __init__(
        self, runner: Runner, view: ViewState, choice: RoomChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(runner, view, choice, before_after, parent)
        self.headline = heading("", 1.25)
        self.bodies_table, self.money_table = self.add_table(grows=True), self.add_table(grows=True)
        self.changes = self.add_table(grows=True)
        self.bodies, self.money = self.add_chart(self.bodies_table), self.add_chart(self.money_table)
        self.maps = MapPair(runner, view)
        self.no_flow = muted(text("No body with a link goes to another in this time."))
        self.changes_title = heading(text("Everything that is not as it was"), 1.1)
        for part in (
            self.headline,
            self.no_flow,
            self.bodies,
            self.bodies_table,
            self.money,
            self.money_table,
            self.maps,
            self.changes_title,
            self.changes,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def follow_layout(self, layout_shown: Callable[[], Layout | None]) -> None:
        """Draw the maps as the map of the place is arranged."""
        self.maps.follow_layout(layout_shown)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        super().set_theme(theme)
        self.maps.set_theme(theme)

    def show_overview(self, overview: BeforeAfter) -> None:
        """Show what was worked out."""
        self.turns.in_steps(self._shown(overview), key=(self, "shown"))

    def _shown(self, overview: BeforeAfter) -> Iterator[None]:
        """A part in each turn: charts measure their words."""
        self.headline.setText(overview.headline)
        for chart, table, flows, rows in (
            (self.bodies, self.bodies_table, overview.bodies, overview.bodies_table),
            (self.money, self.money_table, overview.money, overview.money_table),
        ):
            chart.show_chart(flows if flows.flows else None)
            table.show_table(rows)
            table.setVisible(bool(rows.rows))
            yield
        self.no_flow.setVisible(not overview.bodies.flows)
        self.changes.show_table(overview.changes)
        for part in (self.changes_title, self.changes):
            part.setVisible(bool(overview.changes.rows))
        yield
        self.maps.setVisible(bool(overview.both.network.organisation_ids))
        self.maps.show_both(overview)
