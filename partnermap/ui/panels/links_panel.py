"""LinksPanel: the kinds of link on the date, each to be shown or hidden, and the sectors."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from partnermap.domain.words import TieKind
from partnermap.scene.style import STYLES, Role, Style
from partnermap.shell.words import counted, text
from partnermap.ui.canvas.map_maker import MapSummary
from partnermap.ui.panels.check_box import CheckBox
from partnermap.ui.panels.labels import GRID, divider, heading, muted, panel, plain
from partnermap.ui.panels.samples import LineSample, Sample, SymbolSample
from partnermap.ui.panels.scrolled_column import ScrolledColumn
from partnermap.ui.theme import LIGHT, Theme
from partnermap.ui.turns import Turns


class LinksPanel(QWidget):
    """What lies on the map, with counts.

    Signals:
        hidden_changed: kinds that the user hides (frozenset of TieKind).
    """

    hidden_changed = Signal(object)

    def __init__(self, turns: Turns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turns = turns
        self._hidden: frozenset[TieKind] = frozenset()
        self._theme: Theme = LIGHT
        self._style: Style = STYLES[LIGHT.key]
        self._summary: MapSummary | None = None
        self._shape: tuple[object, ...] = ()
        self._numbers: dict[TieKind | Role, QLabel] = {}
        self.boxes: dict[TieKind, QCheckBox] = {}
        frame = panel(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._area = ScrolledColumn(2, frame)
        self._area.setAccessibleName(text("Links and sectors"))
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self._area)

    def set_theme(self, theme: Theme) -> None:
        """Draw samples in other colours."""
        self._theme = theme
        self._style = STYLES[theme.key]
        self._shape = ()
        if self._summary is not None:
            self.show_summary(self._summary)

    def show_hidden(self, hidden: frozenset[TieKind]) -> None:
        """Tick every kind but these, which were chosen elsewhere."""
        self._hidden = hidden
        for kind, box in self.boxes.items():
            box.setChecked(kind not in hidden)

    def show_summary(self, summary: MapSummary) -> None:
        """Show the counts of a date; rows stay while their kinds and sectors stay the same.

        Where two pictures are compared no line shows its kind, so no kind has a sample then.
        """
        self._summary = summary
        is_compared = summary.compared is not None
        shape = (tuple(sorted(summary.kinds)), tuple(sorted(summary.all_roles)), is_compared)
        if shape == self._shape:
            self._show_counts(summary)
        else:
            self._turns.in_steps(self._filled(summary, shape), key=self)

    def _show_counts(self, summary: MapSummary) -> None:
        for key, label in self._numbers.items():
            label.setText(_drawn(summary, key))
        for kind, box in self.boxes.items():
            links, drawn = counted(summary.kinds[kind], "link"), summary.shown_kinds[kind]
            if drawn != summary.kinds[kind]:
                links = text("{drawn} of {links}", drawn=f"{drawn:,}", links=links)
            box.setAccessibleName(text("{kind}, {links}", kind=kind.capitalize(), links=links))

    def _filled(self, summary: MapSummary, shape: tuple[object, ...]) -> Iterator[None]:
        """Put the rows together one by one, then show them in place of those before."""
        focused = next((kind for kind, box in self.boxes.items() if box.hasFocus()), None)
        self.boxes, self._numbers, self._shape = {}, {}, ()
        rows = self._area.begin()
        for _ in self._add_rows(rows, summary):
            self._area.prepare()
            yield
        rows.addStretch(1)
        self._show_counts(summary)
        self._area.show_begun(stays=True)
        self._shape = shape
        if focused in self.boxes:
            self.boxes[focused].setFocus()

    def _add_rows(self, rows: QVBoxLayout, summary: MapSummary) -> Iterator[None]:
        rows.addWidget(heading(text("Links shown")))
        rows.addSpacing(GRID // 2)
        for kind in TieKind:
            if kind in summary.kinds:
                sample = None if summary.compared else LineSample(self._style.secure[kind])
                rows.addWidget(self._kind_row(kind, sample))
                yield
        if not summary.kinds:
            rows.addWidget(muted(text("No links on this date.")))
        rows.addSpacing(GRID)
        rows.addWidget(divider())
        rows.addSpacing(GRID // 2)
        rows.addWidget(heading(text("Sectors")))
        rows.addSpacing(GRID // 2)
        for role in Role:
            if role in summary.all_roles:
                symbol = SymbolSample(self._style.symbols[role])
                rows.addWidget(self._row(role, symbol, plain(str(role))))
                yield

    def _kind_row(self, kind: TieKind, sample: Sample | None) -> QWidget:
        box = CheckBox(self._theme)
        box.setChecked(kind not in self._hidden)
        box.toggled.connect(lambda shown: self._toggle(kind, shown))
        self.boxes[kind] = box
        words = plain(kind.capitalize())
        words.setBuddy(box)
        return self._row(kind, sample, words, box)

    def _row(
        self, key: TieKind | Role, sample: Sample | None, words: QLabel, box: CheckBox | None = None
    ) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setSpacing(GRID)
        row.setContentsMargins(0, 0 if box else 3, 0, 0 if box else 3)
        if box is not None:
            row.addWidget(box)
        if sample is not None:
            row.addWidget(sample)
        row.addWidget(words, 1)
        number = muted()
        number.setWordWrap(False)
        row.addWidget(number, 0, Qt.AlignmentFlag.AlignRight)
        self._numbers[key] = number
        return holder

    def _toggle(self, kind: TieKind, shown: bool) -> None:
        hidden = self._hidden - {kind} if shown else self._hidden | {kind}
        if hidden != self._hidden:
            self._hidden = hidden
            self.hidden_changed.emit(hidden)


def _drawn(summary: MapSummary, key: TieKind | Role) -> str:
    """How many of a kind or sector are drawn: `40`, or `12 of 40` where something is hidden."""
    if isinstance(key, TieKind):
        drawn, found = summary.shown_kinds[key], summary.kinds[key]
    else:
        drawn, found = summary.roles[key], summary.all_roles[key]
    if drawn == found:
        return f"{found:,}"
    return text("{drawn} of {found}", drawn=f"{drawn:,}", found=f"{found:,}")
