"""DomainPane: one domain of the profile in full: anchors, answers, records with their cut-points."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from partnermap.shell.words import text
from partnermap.ui.health.details import DomainDetails
from partnermap.ui.panels.labels import GRID, heading, muted, panel, plain
from partnermap.ui.panels.scrolled_column import ScrolledColumn
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.turns import Turns


class DomainPane(QWidget):
    """The panel beside the profile.

    Signals:
        record_wanted: About of a record that was double-clicked or entered.

    Attributes:
        records: the table of what the observed side came from.
    """

    record_wanted = Signal(object)

    def __init__(self, turns: Turns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turns = turns
        self._shown: DomainDetails | None = None
        frame = panel(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._area = ScrolledColumn(GRID // 2, frame)
        self._area.setAccessibleName(text("Domain"))
        self.records = FiguresView()
        self.records.record_wanted.connect(self.record_wanted)
        self.records.hide()
        self._inside = QBoxLayout(QBoxLayout.Direction.TopToBottom, frame)
        self._inside.setContentsMargins(1, 1, 1, 1)
        self._inside.addWidget(self._area, 3)
        self._inside.addWidget(self.records, 1)

    @property
    def shown(self) -> DomainDetails | None:
        """What is shown."""
        return self._shown

    def show_details(self, details: DomainDetails) -> None:
        """Show a domain; the reader starts at the top unless it is the same one."""
        same = self._shown is not None and self._shown.number == details.number
        if details != self._shown:
            self._shown = details
            self._turns.in_steps(self._filled(details, stays=same), key=self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the records below the words in a tall pane, beside them in a wide one."""
        super().resizeEvent(event)
        sides, size = QBoxLayout.Direction, event.size()
        is_wide = size.width() > size.height()
        self._inside.setDirection(sides.LeftToRight if is_wide else sides.TopToBottom)

    def _filled(self, details: DomainDetails, *, stays: bool) -> Iterator[None]:
        rows = self._area.begin()
        rows.addWidget(heading(details.title, 1.2))
        rows.addWidget(muted(details.statement))
        for part in details.parts:
            rows.addSpacing(GRID)
            title = heading(part.title)
            title.setToolTip(part.method)
            rows.addWidget(title)
            self._area.prepare()
            yield
            for line, is_quiet in part.lines:
                rows.addWidget(muted(line) if is_quiet else plain(line))
                self._area.prepare()
                yield
        rows.addStretch(1)
        self._area.show_begun(stays=stays)
        yield
        self.records.setVisible(bool(details.records.rows))
        self.records.show_table(details.records)
