"""FiguresPage: the base of rooms that show figures of the date; they are worked out when looked at."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from partnermap.document.naming import name_of
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.jobs.token import Token
from partnermap.scene.style import STYLES
from partnermap.scene.text import text_width
from partnermap.shell.words import text
from partnermap.ui.canvas.chart_view import ChartView
from partnermap.ui.panels.labels import GRID, column, panel
from partnermap.ui.plain_words import caption
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.theme import LIGHT, Theme
from partnermap.ui.view_state import ViewState

Overview = TypeVar("Overview")

MOST_LISTED = 25
"""Records in the menu of a mark; the tables have all of them."""


@dataclass(frozen=True, slots=True)
class FiguresRequest:
    """What figures are asked for: records, date, and where it matters months ahead and what if.

    Attributes:
        place: the register, without any scenario.
        scenario: name of the one to lay over it, None for none.
        with_proposed: count proposed reorganisations of the register as well.
    """

    place: Place
    on: dt.date
    months: int = 24
    scenario: str | None = None
    with_proposed: bool = False

    def is_same(self, other: "FiguresRequest") -> bool:
        """Whether both ask for the same; places are the same only where they are one object."""
        return self.place is other.place and replace(self, place=other.place) == other


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
            runner, lambda request, token: _worked_out(work, request, token), self._on_figures
        )
        frame = panel(self)
        area = QScrollArea(frame)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(text("Figures"))
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

    @property
    def place(self) -> Place:
        """The records whose figures are shown."""
        return self._place

    def add_table(self, *, grows: bool = False) -> FiguresView:
        """A table whose rows lead to their records and select their organisations."""
        table = FiguresView(grows=grows)
        table.record_wanted.connect(self.record_wanted)
        table.organisation_chosen.connect(self.view.select)
        if not grows:
            table.setMinimumHeight(9 * table.verticalHeader().defaultSectionSize())
        return table

    def add_chart(self, *tables: FiguresView) -> ChartView:
        """A chart whose marks select the rows of their records in these tables, and lead to them."""
        chart = ChartView()
        for table in tables:
            chart.sources_chosen.connect(table.mark)
        chart.records_wanted.connect(self._list_records)
        return chart

    def _list_records(self, sources: tuple[About, ...]) -> None:
        """Open the one record behind a mark, or let the reader choose among several."""
        if len(sources) == 1:
            self.record_wanted.emit(sources[0])
        elif sources:
            menu = self.menu_of(sources)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(QCursor.pos())

    def _want(self, about: About, _checked: bool = False) -> None:
        self.record_wanted.emit(about)

    def menu_of(self, sources: tuple[About, ...]) -> QMenu:
        """The records behind a mark by name."""
        menu = QMenu(self)
        for about in sources[:MOST_LISTED]:
            record = self._place.get(about.table, about.id)
            if record is not None:
                title = caption(name_of(self._place, record))
                menu.addAction(title).triggered.connect(partial(self._want, about))
        rest = len(sources) - MOST_LISTED
        if rest > 0:
            menu.addAction(text("{count:,} more in the tables", count=rest)).setEnabled(False)
        return menu

    def show_place(self, place: Place) -> None:
        """Show other records."""
        self._place = place
        self.ask()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self.theme = theme
        for table in self.findChildren(FiguresView):
            table.set_theme(theme)
        for chart in self.findChildren(ChartView):
            chart.set_theme(theme)

    def request(self) -> FiguresRequest:
        """What is to be worked out now."""
        return FiguresRequest(self._place, self.view.on, self.months)

    def ask(self) -> None:
        """Work the figures out now, or when the page is looked at."""
        self._is_stale = True
        if self.isVisible() and self._place.tables:
            self._is_stale = False
            self._figures.ask(self.request())

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the figures up to date when the page is looked at."""
        super().showEvent(event)
        if self._is_stale:
            self.ask()

    def show_overview(self, overview: Overview) -> None:
        """Show what was worked out."""

    def _on_figures(self, found: tuple[FiguresRequest, Overview]) -> None:
        request, overview = found
        if request.is_same(self.request()):
            self.show_overview(overview)
            self.shown.emit()


def _worked_out(
    work: Callable[[FiguresRequest, Token], Overview], request: FiguresRequest, token: Token
) -> tuple[FiguresRequest, Overview]:
    # Fonts are opened here, so that the window does not stand still when it measures its first chart.
    for style in STYLES.values():
        for bold in (False, True):
            text_width("", 1.0, style.font, bold)
    return request, work(request, token)
