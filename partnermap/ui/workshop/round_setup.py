"""RoundSetup: the name and day of a round, and which statements are rated in it."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from partnermap.analysis.profile.domains import plain as compared
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.shell.words import counted, text
from partnermap.ui.panels.check_box import CheckBox, TickDelegate
from partnermap.ui.panels.labels import GRID, muted, plain, risk
from partnermap.ui.workshop.rating_round import (
    ANONYMOUS,
    RULE_OF_FIVE,
    Asked,
    Round,
    default_name,
    standard_statements,
)
from partnermap.ui.workshop.sizes import Sizes

_ASKED = Qt.ItemDataRole.UserRole


class RoundSetup(QWidget):
    """The form before a round.

    Signals:
        started: the Round to be held.
        kept_wanted: slips that were kept are to be gone on with.
        kept_discarded: they are to be thrown away.

    Attributes:
        name, date, own: its fields.
        list: the statements, each with a box.
        with_sector: whether slips name a sector.
    """

    started = Signal(object)
    kept_wanted = Signal()
    kept_discarded = Signal()

    def __init__(self, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.date, self.own = QLineEdit(), QLineEdit(), QLineEdit()
        self.list = QListWidget()
        self.list.setItemDelegate(TickDelegate(self.list))
        self.list.setAccessibleName(text("Statements; Space takes one in or leaves it out"))
        self.with_sector = CheckBox()
        self.with_sector.setAccessibleName(text("Slips name a sector"))
        self.told, self.anonymous, self.rule = risk(), plain(text(ANONYMOUS)), muted(text(RULE_OF_FIVE))
        self.start = QPushButton(text("Start the round"))
        self.start.setProperty("role", "main")
        self.start.clicked.connect(self._start)
        self.own.returnPressed.connect(self._add_own)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self._kept(sizes))
        layout.addLayout(self._fields(sizes))
        self.list.setMinimumHeight(9 * self.fontMetrics().height())
        layout.addWidget(self.list, 1)
        layout.addLayout(self._sector_row(sizes))
        for part in (self.rule, self.anonymous, self.told):
            layout.addWidget(part)
        layout.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        sizes.add(self.anonymous, 1.1, bold=True)
        for widget in (self.list, self.rule, self.told, self.start):
            sizes.add(widget)
        self.told.hide()
        for asked in standard_statements():
            self._add(asked, taken=not asked.is_optional)

    def _kept(self, sizes: Sizes) -> QWidget:
        """What is said of slips that were typed before and not recorded."""
        self.kept = QWidget()
        self.kept_words = risk("", bold=True)
        self.go_on, self.discard = QPushButton(text("Go on")), QPushButton(text("Discard them"))
        self.go_on.clicked.connect(self.kept_wanted)
        self.discard.clicked.connect(self.kept_discarded)
        row = QHBoxLayout(self.kept)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.kept_words, 1)
        for widget in (self.kept_words, self.go_on, self.discard):
            sizes.add(widget, bold=widget is self.kept_words)
        for button in (self.go_on, self.discard):
            row.addWidget(button)
        self.kept.hide()
        return self.kept

    def _fields(self, sizes: Sizes) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GRID)
        titles = (text("&Round"), text("&Date"), text("A statement of your o&wn"))
        for across, (title, field) in enumerate(
            zip(titles, (self.name, self.date, self.own), strict=True)
        ):
            label = QLabel(title)
            label.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            grid.addWidget(label, 0, across)
            grid.addWidget(field, 1, across)
            sizes.add(label)
            sizes.add(field)
        self.own.setPlaceholderText(text("We tell each other early; Enter adds it"))
        for across, share in enumerate((3, 2, 5)):
            grid.setColumnStretch(across, share)
        return grid

    def _sector_row(self, sizes: Sizes) -> QHBoxLayout:
        label = QLabel(text("Slips name a &sector"))
        label.setBuddy(self.with_sector)
        sizes.add(label)
        row = QHBoxLayout()
        row.addWidget(self.with_sector)
        row.addWidget(label)
        row.addStretch(1)
        self.rule.setVisible(True)
        return row

    def propose(self, today: dt.date) -> None:
        """Fill in a name and a day where none stand yet."""
        if not self.name.text():
            self.name.setText(default_name(today))
        if not self.date.text():
            self.date.setText(str(PartialDate.from_day(today)))

    def show_kept(self, kept: Round | None) -> None:
        """Say what was typed before and is not recorded; None for nothing."""
        self.kept.setVisible(kept is not None)
        if kept is None:
            return
        slips = [kept.of(asked).count for asked in kept.asked]
        self.kept_words.setText(
            text(
                "{answers} to {statements} of “{round}” were typed and never shown. They are kept on "
                "this computer.",
                answers=counted(sum(slips), "answer"),
                statements=counted(sum(count > 0 for count in slips), "statement"),
                round=kept.name,
            )
        )

    def show_round(self, held: Round) -> None:
        """Show the statements of a round that is gone on with."""
        self.name.setText(held.name)
        self.date.setText(str(held.date))
        asked = {compared(one.statement) for one in held.asked}
        known = {compared(self._asked(row).statement) for row in range(self.list.count())}
        for one in held.asked:
            if compared(one.statement) not in known:
                self._add(one, taken=True)
        for row in range(self.list.count()):
            is_asked = compared(self._asked(row).statement) in asked
            self.list.item(row).setCheckState(
                Qt.CheckState.Checked if is_asked else Qt.CheckState.Unchecked
            )

    def chosen(self) -> tuple[Asked, ...]:
        """The statements that are ticked, in their order."""
        return tuple(
            self._asked(row)
            for row in range(self.list.count())
            if self.list.item(row).checkState() == Qt.CheckState.Checked
        )

    def _asked(self, row: int) -> Asked:
        asked: Asked = self.list.item(row).data(_ASKED)
        return asked

    def _add(self, asked: Asked, *, taken: bool) -> None:
        words = f"{asked.title}: {asked.statement}" if asked.title else asked.statement
        item = QListWidgetItem(words)
        item.setData(_ASKED, asked)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if taken else Qt.CheckState.Unchecked)
        self.list.addItem(item)

    def _add_own(self) -> None:
        words = " ".join(self.own.text().split())
        known = {compared(self._asked(row).statement) for row in range(self.list.count())}
        if words and compared(words) not in known:
            self._add(Asked(words), taken=True)
            self.list.scrollToBottom()
        self.own.clear()

    def tell(self, sentence: str) -> None:
        """What is wrong with the form; empty for nothing."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def _start(self) -> None:
        try:
            held = self._round()
        except BadValue as fault:
            self.tell(str(fault))
            return
        self.tell("")
        self.started.emit(held)

    def _round(self) -> Round:
        name = " ".join(self.name.text().split())
        if not name:
            raise BadValue(text("The round has no name; give it one."))
        asked = self.chosen()
        if not asked:
            raise BadValue(text("No statement is ticked; tick at least one."))
        return Round(name, PartialDate.parse(self.date.text()), asked)
