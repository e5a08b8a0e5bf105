"""AssumptionsPage: everything the model takes for granted, edited in place, beside what turns on it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from partnermap.domain.errors import UserError
from partnermap.shell.words import text
from partnermap.ui.panels.labels import GRID, heading, muted, plain, risk
from partnermap.ui.reorganisation.assumptions import (
    AssumptionRow,
    AssumptionsOverview,
    assumptions_overview,
    changed,
    reset,
)
from partnermap.ui.reorganisation.assumptions_view import AssumptionsView
from partnermap.ui.reorganisation.choice import RoomChoice
from partnermap.ui.reorganisation.room_page import RoomPage
from partnermap.ui.runner import Runner
from partnermap.ui.view_state import ViewState

_SIDE_BY_SIDE = 130
"""Letters of width from which the chart stands beside the table."""


class AssumptionsPage(RoomPage[AssumptionsOverview]):
    """The page of assumptions.

    Attributes:
        table: every assumption.
        tornado: what each of them moves.
        evidence: why the one under the keyboard is as it is.
        told: why an edit was refused.
        back: puts the chosen ones back to their defaults.
    """

    def __init__(
        self, runner: Runner, view: ViewState, choice: RoomChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(runner, view, choice, assumptions_overview, parent)
        self.headline, self.drivers = heading("", 1.25), plain()
        self.table, self.tornado = AssumptionsView(), self.add_chart()
        self.evidence, self.told = plain(), risk()
        self.back = QPushButton(text("Back to the &default"))
        self.back_all = QPushButton(text("&All back to their defaults"))
        words = muted(
            text(
                "Edit Low and High in place (F2); the same value in both switches the draw off. What "
                "this file sets itself is bold. Defaults and their evidence are reference data."
            )
        )
        for label in (self.headline, self.drivers, words):
            self.body.addWidget(label)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(2 * GRID)
        self._sides.addLayout(self._left(), 3)
        self._sides.addWidget(self.tornado, 2, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._sides)
        self.body.addStretch(1)
        self.table.rows.wanted.connect(self._change)
        self.table.chosen.connect(self._tell)
        self.table.reset_wanted.connect(self._reset)
        self.back.clicked.connect(lambda: self._reset(self.table.chosen_rows()))
        self.back_all.clicked.connect(lambda: self._reset(self._rows))
        self._rows: tuple[AssumptionRow, ...] = ()

    def _left(self) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        for part in (self.table, self.told, self.evidence):
            left.addWidget(part)
        self.told.hide()
        row = QHBoxLayout()
        for button in (self.back, self.back_all):
            row.addWidget(button)
        row.addStretch(1)
        left.addLayout(row)
        return left

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The chart stands below the table where there is no room beside it."""
        super().resizeEvent(event)
        is_wide = self.width() >= _SIDE_BY_SIDE * self.fontMetrics().averageCharWidth()
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def show_overview(self, overview: AssumptionsOverview) -> None:
        """Show what was worked out."""
        self._rows = overview.rows
        self.headline.setText(overview.turns_on)
        self.drivers.setText("\n".join(overview.drivers[1:]))
        self.drivers.setVisible(len(overview.drivers) > 1)
        self.table.show_rows(overview.rows)
        chart = overview.tornado if overview.tornado.swings else None
        self.turns.soon(lambda: self.tornado.show_chart(chart), key=(self, "tornado"))
        self._say("\n".join(overview.problems))
        self.back_all.setEnabled(any(row.is_own for row in overview.rows))

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _tell(self, row: AssumptionRow | None) -> None:
        if row is None:
            return
        where = text(" Change it on a reorganisation of its own, above.") if row.is_fixed else ""
        self.evidence.setText(f"{row.title}: {row.evidence}{where}")
        self.back.setEnabled(row.is_own)

    def _change(self, row: AssumptionRow, low: str, high: str) -> None:
        try:
            command = changed(self.place, row, low=low, high=high) if low and high else None
        except UserError as fault:
            self._say(str(fault))
            return
        self._say("")
        if command is None:
            self._reset((row,))
        else:
            self.command_wanted.emit(command)

    def _reset(self, rows: tuple[AssumptionRow, ...]) -> None:
        command = reset(self.place, rows) if rows else None
        if command is not None:
            self.command_wanted.emit(command)
