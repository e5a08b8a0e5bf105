"""RoomPage: the base of the pages of the room; they follow its choice and name the scenario."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from partnermap.jobs.token import Token
from partnermap.shell.words import text
from partnermap.ui.panels.figures_page import FiguresPage, FiguresRequest
from partnermap.ui.panels.labels import risk
from partnermap.ui.reorganisation.choice import RoomChoice
from partnermap.ui.runner import Runner
from partnermap.ui.view_state import ViewState

Overview = TypeVar("Overview")


class RoomPage(FiguresPage[Overview]):
    """One page of the room.

    Signals:
        command_wanted: a command to be carried out.

    Attributes:
        turns: in which what costs time to show is shown, a part in each.
        what_if: `What if: NAME`, seen where a scenario is shown.
    """

    command_wanted = Signal(object)

    def __init__(
        self,
        runner: Runner,
        view: ViewState,
        choice: RoomChoice,
        work: Callable[[FiguresRequest, Token], Overview],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(runner, view, work, parent)
        self.choice = choice
        self.turns = runner.turns
        self.what_if = risk("", bold=True)
        self.what_if.hide()
        self.body.addWidget(self.what_if)
        choice.changed.connect(lambda _: self._on_choice())

    def request(self) -> FiguresRequest:
        """What is to be worked out now."""
        now = self.choice.now
        return replace(
            super().request(),
            months=now.months,
            scenario=now.scenario,
            with_proposed=now.with_proposed,
        )

    def _on_choice(self) -> None:
        name = self.choice.now.scenario
        self.what_if.setText(text("What if: {name}", name=name or ""))
        self.what_if.setVisible(name is not None)
        self.ask()
