"""FiguresPage: the base of rooms that show figures of the date; they are worked out when looked at."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.ui.panels.labels import GRID, column, panel
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.theme import LIGHT, Theme
from partnermap.ui.view_state import ViewState

Overview = TypeVar("Overview")


@dataclass(frozen=True, slots=True)
class FiguresRequest:
    """What figures are asked for: records, date, and months ahead where that matters."""

    place: Place
    on: dt.date
    months: int = 24


class FiguresPage(QWidget, Generic[Overview]):
    """A panel of words and tables that follows place, date and theme.

    Signals:
        record_wanted: About of a record to be shown in its register.
        shown: the page shows the figures of the place and the date.

    Attributes:
        body: where the parts stand, from the top.
    """

    record_wanted = Signal(object)
    shown = Signal()

    def __init__(
        self,
        runner: Runner,
        view: ViewState,
        work: Callable[[FiguresRequest, Token], Overview],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.view = view
        self.theme: Theme = LIGHT
        self.months = 24
        self._place = Place()
        self._is_stale = False
        self._figures = Latest[FiguresRequest, tuple[FiguresRequest, Overview]](
            runner, lambda request, token: (request, work(request, token)), self._on_figures
        )
        frame = panel(self)
        area = QScrollArea(frame)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        content = QWidget()
        self.body = column(content)
        area.setWidget(content)
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(area)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        outer.addWidget(frame)
        view.date_changed.connect(lambda _: self.ask())

    def add_table(self, *, grows: bool = False) -> FiguresView:
        """A table whose rows lead to their records and select their organisations."""
        table = FiguresView(grows=grows)
        table.record_wanted.connect(self.record_wanted)
        table.organisation_chosen.connect(self.view.select)
        if not grows:
            table.setMinimumHeight(9 * table.verticalHeader().defaultSectionSize())
        return table

    def show_place(self, place: Place) -> None:
        """Show other records."""
        self._place = place
        self.ask()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self.theme = theme
        for table in self.findChildren(FiguresView):
            table.set_theme(theme)

    def ask(self) -> None:
        """Work the figures out now, or when the page is looked at."""
        self._is_stale = True
        if self.isVisible() and self._place.tables:
            self._is_stale = False
            self._figures.ask(FiguresRequest(self._place, self.view.on, self.months))

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the figures up to date when the page is looked at."""
        super().showEvent(event)
        if self._is_stale:
            self.ask()

    def show_overview(self, overview: Overview) -> None:
        """Show what was worked out."""

    def _on_figures(self, found: tuple[FiguresRequest, Overview]) -> None:
        request, overview = found
        if request.place is self._place and (request.on, request.months) == (self.view.on, self.months):
            self.show_overview(overview)
            self.shown.emit()
