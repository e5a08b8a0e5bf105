"""Inspector: what is at stake in a sentence, then links, money, evidence of what is selected."""

import datetime as dt
from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words
from partnermap.scene.style import STYLES
from partnermap.shell.words import counted, text
from partnermap.ui.panels.inspection import Inspection, LinkRow
from partnermap.ui.panels.labels import (
    GRID,
    column,
    divider,
    heading,
    muted,
    panel,
    plain,
    risk,
    small,
)
from partnermap.ui.panels.link_label import LinkLabel
from partnermap.ui.panels.money_bars import MoneyBars
from partnermap.ui.panels.samples import RiskSample, SymbolSample
from partnermap.ui.panels.scrolled_column import ScrolledColumn
from partnermap.ui.plain_words import tip
from partnermap.ui.theme import LIGHT, Theme
from partnermap.ui.turns import Turns

FIRST_ROWS = 12
"""Links shown before the rest is asked for."""

FIRST_LINES = 12
"""Lines of a group of changes shown before more are asked for."""

MORE = 5
"""So many times as many are shown then."""

AT_ONCE = 10
"""Lines that are measured in one turn."""


class Inspector(QWidget):
    """The panel on the right.

    Signals:
        organisation_chosen: id of a partner whose row was followed.
        record_wanted: About of the record to edit.
        date_wanted: the date that shows what the one shown does not.
    """

    organisation_chosen = Signal(str)
    record_wanted = Signal(object)
    date_wanted = Signal(object)

    def __init__(self, turns: Turns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turns = turns
        self._theme: Theme = LIGHT
        self._shown: Inspection | None = None
        self._all_rows = self._is_more = False
        self._most_lines = FIRST_LINES
        frame = panel(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._area = ScrolledColumn(GRID, frame)
        self._area.setAccessibleName(text("Inspector"))
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._area)

    @property
    def shown(self) -> Inspection | None:
        """What is inspected."""
        return self._shown

    def set_theme(self, theme: Theme) -> None:
        """Draw samples and bars in other colours."""
        self._theme = theme
        if self._shown is not None:
            self._fill(self._shown, stays=True)

    def show_inspection(self, inspection: Inspection) -> None:
        """Show something; the reader starts at the top unless it is the same thing on another date."""
        before = self._shown.subject if self._shown else None
        same = before is not None and (before.organisation_id, before.tie_id) == (
            inspection.subject.organisation_id,
            inspection.subject.tie_id,
        )
        self._shown = inspection
        self._all_rows = self._all_rows and same
        self._most_lines = self._most_lines if same else FIRST_LINES
        self._fill(inspection, stays=same)

    def show_more_than_map(self, is_more: bool) -> None:
        """Say, or no longer, that everything is told though the map leaves some of it out."""
        if is_more == self._is_more:
            return
        self._is_more = is_more
        if self._shown is not None:
            self._fill(self._shown, stays=True)

    def take_focus(self) -> None:
        """Put the keyboard into the panel."""
        self._area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, inspection: Inspection, *, stays: bool) -> None:
        self._turns.in_steps(self._filled(inspection, stays), key=self)

    def _filled(self, inspection: Inspection, stays: bool) -> Iterator[None]:
        """Put the rows together one by one, then show them in place of those before."""
        rows = self._area.begin()
        for within in self._add_rows(rows, inspection):
            self._area.prepare(within)
            yield
        rows.addStretch(1)
        self._area.show_begun(stays=stays)

    def _add_rows(self, rows: QVBoxLayout, inspection: Inspection) -> Iterator[QWidget | None]:
        """A step for each; an item that is a widget has got something more."""
        rows.addWidget(self._head(inspection))
        yield None
        if inspection.changes:
            yield from self._add_changes(rows, text("What changes here"), inspection.changes)
        yield from self._add_stake(rows, inspection)
        if inspection.links:
            yield from self._add_links(rows, inspection)
        if inspection.money_by_end:
            rows.addSpacing(GRID)
            rows.addWidget(heading(text("Money with others, by year it ends")))
            rows.addWidget(MoneyBars(inspection.money_by_end, self._theme))
            yield None
        if inspection.evidence:
            rows.addSpacing(GRID)
            rows.addWidget(heading(text("Evidence")))
            for sentence in inspection.evidence:
                rows.addWidget(muted(sentence))
                yield None
        if inspection.elsewhere:
            where = text("What else changes in the whole place")
            title = where if self._is_more else text("What else changes")
            yield from self._add_changes(rows, title, inspection.elsewhere)

    def _head(self, inspection: Inspection) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(heading(inspection.title, 1.2))
        words.addWidget(muted(inspection.subtitle))
        if self._is_more and (told := _all_of_it(inspection)):
            words.addWidget(muted(told))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        if inspection.role is not None:
            sample = SymbolSample(STYLES[self._theme.key].symbols[inspection.role])
            row.addWidget(sample, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        if inspection.record is not None:
            row.addWidget(self._edit_button(inspection.record), 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _edit_button(self, record: About) -> QPushButton:
        button = QPushButton(text("Edit"))
        button.setToolTip(text("Open the record in its register"))
        button.clicked.connect(lambda: self.record_wanted.emit(record))
        return button

    def _add_stake(self, rows: QVBoxLayout, inspection: Inspection) -> Iterator[QWidget]:
        box = QFrame()
        box.setObjectName("stake")
        box.setProperty("calm", inspection.is_calm)
        inside = column(box, 12, 4)
        inside.addWidget(risk(inspection.headline, bold=True))
        rows.addWidget(box)
        yield box
        for number, words in enumerate(inspection.details):
            yield from self._add_lines(inside, words)
            if number == 0 and inspection.day is not None:
                way = self._way_to(inspection.day)
                inside.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
                yield way

    def _way_to(self, day: dt.date) -> QPushButton:
        button = QPushButton(text("Show {day}", day=day_in_words(day)))
        button.setToolTip(text("Show everything on this date"))
        button.clicked.connect(lambda: self.date_wanted.emit(day))
        return button

    def _add_changes(
        self, rows: QVBoxLayout, title: str, groups: tuple[str, ...]
    ) -> Iterator[QWidget | None]:
        """What changes between two pictures."""
        rows.addSpacing(GRID)
        rows.addWidget(heading(title))
        yield None
        for words in groups:
            yield from self._add_lines(rows, words)
        rows.addSpacing(GRID)

    def _add_lines(self, rows: QVBoxLayout, words: str) -> Iterator[QWidget]:
        """Lines that belong together: Qt breaks long words anew for each measure, so some in a step."""
        lines = words.split("\n")
        inside = QVBoxLayout()
        inside.setSpacing(0)
        rows.addLayout(inside)
        for first in range(0, min(len(lines), self._most_lines), AT_ONCE):
            last = min(first + AT_ONCE, self._most_lines)
            label = plain("\n".join(lines[first:last]))
            inside.addWidget(label)
            yield label
        if len(lines) > self._most_lines:
            more = self._more(counted(len(lines) - self._most_lines, "line"))
            inside.addWidget(more)
            yield more

    def _more(self, what: str) -> QPushButton:
        """A button for what is not shown yet."""
        more = QPushButton(text("Show {links} more", links=what))
        more.clicked.connect(self._on_more)
        return more

    def _add_links(self, rows: QVBoxLayout, inspection: Inspection) -> Iterator[QWidget | None]:
        rows.addSpacing(GRID)
        rows.addWidget(heading(text("Links")))
        shown = inspection.links if self._all_rows else inspection.links[:FIRST_ROWS]
        for link in shown:
            rows.addWidget(self._link(link))
            rows.addWidget(divider())
            yield None
        if len(shown) < len(inspection.links):
            rest = len(inspection.links) - len(shown)
            rows.addWidget(self._more(counted(rest, "link")))
            yield None

    def _on_more(self) -> None:
        self._all_rows = True
        self._most_lines *= MORE
        if self._shown is not None:
            self._fill(self._shown, stays=True)

    def _link(self, link: LinkRow) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(3)
        if link.at_risk:
            sample = RiskSample(self._theme.risk)
            sample.setToolTip(tip(link.reasons))
            grid.addWidget(sample, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.setColumnMinimumWidth(0, 12)
        name = LinkLabel(link.title)
        name.setAccessibleName(", ".join(part for part in (link.title, link.kind, link.dates) if part))
        name.followed.connect(lambda: self.organisation_chosen.emit(link.organisation_id))
        grid.addWidget(name, 0, 1)
        for row, label in enumerate(_link_lines(link), start=1):
            grid.addWidget(label, row, 1)
        grid.setColumnStretch(1, 1)
        return holder


def _all_of_it(inspection: Inspection) -> str:
    """What is told whatever the map leaves out; empty for links, of which nothing is left out."""
    if inspection.role is not None:
        return text("All its links, whatever the map leaves out.")
    if inspection.subject.tie_id is not None:
        return ""
    return text("All of the place, whatever the map leaves out.")


def _link_lines(link: LinkRow) -> list[QWidget]:
    lines: list[QWidget] = [muted(link.kind)]
    if link.carries:
        lines.append(plain(link.carries))
    lines.append(risk(link.dates) if link.at_risk else muted(link.dates))
    if link.reasons:
        lines.append(small(link.reasons))
    return lines
