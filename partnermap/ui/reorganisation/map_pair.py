"""MapPair: the map before and the map after, side by side; everybody stands where they stood."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontInfo, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from partnermap.analysis.layout.layout import Layout
from partnermap.shell.words import text
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.panels.labels import GRID, heading, muted
from partnermap.ui.reorganisation.before_after import BeforeAfter, Maps, MapsRequest, maps
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.theme import LIGHT, Theme
from partnermap.ui.view_state import ViewState

_LINES = 26
"""Height of the maps in lines of text."""


class MapPair(QWidget):
    """Two maps that are moved and zoomed together.

    Signals:
        drawn: both show what was asked for last.

    Attributes:
        before, after: the maps.
    """

    drawn = Signal()

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maps = Latest[MapsRequest, Maps](runner, maps, self._on_maps)
        self._found: BeforeAfter | None = None
        self._theme: Theme = LIGHT
        self._wish = Wish()
        self._layout_shown: Callable[[], Layout | None] = _none
        self.before, self.after = MapCanvas(), MapCanvas()
        self._titles = heading(""), heading("")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID)
        notes = (
            text("Amber: links that do not carry on by themselves. Hatched: bodies that go."),
            text("Hatched: bodies that are new."),
        )
        for column, canvas in enumerate((self.before, self.after)):
            grid.addWidget(self._titles[column], 0, column)
            grid.addWidget(canvas, 1, column)
            grid.addWidget(muted(notes[column]), 2, column)
            grid.setColumnStretch(column, 1)
            canvas.setMinimumHeight(_LINES * self.fontMetrics().height())
            canvas.organisation_picked.connect(view.select)
            canvas.organisation_opened.connect(view.select)
        self.before.view_changed.connect(lambda: self._follow(self.before))
        self.after.view_changed.connect(lambda: self._follow(self.after))
        view.selection_changed.connect(self._select)

    def follow_layout(self, layout_shown: Callable[[], Layout | None]) -> None:
        """Stand everybody where the map of the place has them."""
        self._layout_shown = layout_shown

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self._theme = theme
        for canvas in (self.before, self.after):
            canvas.set_accent(theme.accent)
        self._ask()

    def show_both(self, found: BeforeAfter) -> None:
        """Draw another comparison."""
        self._found = found
        self._ask()

    def _select(self, organisation_id: str | None) -> None:
        for canvas in (self.before, self.after):
            canvas.set_selected(organisation_id)

    def _follow(self, moved: MapCanvas) -> None:
        """What one map shows, both show."""
        self._wish = moved.camera.wish()
        self._ask()

    def _ask(self) -> None:
        if self._found is None or not self.isVisible():
            return
        canvas = self.before
        self._maps.ask(
            MapsRequest(
                found=self._found,
                layout=self._layout_shown(),
                wish=self._wish,
                width=float(canvas.width()),
                height=float(canvas.height()),
                ratio=canvas.devicePixelRatioF(),
                font_size=QFontInfo(canvas.font()).pixelSize() * 0.92,
                style=self._theme.key,
            )
        )

    def _on_maps(self, found: Maps) -> None:
        if found.request.found is not self._found:
            return
        sides = ((self.before, found.before), (self.after, found.after))
        for (canvas, picture), label, title in zip(sides, self._titles, found.titles, strict=True):
            label.setText(title)
            canvas.setAccessibleName(text("Map on {title}", title=title))
            own = replace(picture.wish, moves=canvas.camera.wish().moves)
            canvas.show_picture(replace(picture, wish=own))
        self.drawn.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new size."""
        super().resizeEvent(event)
        self._ask()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was asked for while nobody looked."""
        super().showEvent(event)
        self._ask()


def _none() -> Layout | None:
    return None
