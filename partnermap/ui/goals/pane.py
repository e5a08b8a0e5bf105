"""GoalPane: one goal to be filled in by choosing from words, and what to ask about it."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from partnermap.analysis.profile.framing import Changer, Framing, Scale
from partnermap.analysis.profile.goal_sentences import NOT_SAID
from partnermap.analysis.profile.goals import GoalCell
from partnermap.analysis.profile.horizon import Horizon
from partnermap.analysis.profile.voices import Priority
from partnermap.domain.programme import Programme
from partnermap.domain.record import About
from partnermap.shell.words import text
from partnermap.ui.goals.overview import GoalDetails
from partnermap.ui.goals.word_box import WordBox
from partnermap.ui.panels.check_box import CheckBox
from partnermap.ui.panels.labels import GRID, clear, column, heading, muted, plain, risk
from partnermap.ui.panels.link_label import LinkLabel
from partnermap.ui.theme import Theme, scaled
from partnermap.ui.workshop.plain_field import PlainField
from partnermap.ui.workshop.sizes import Sizes

UNITS = tuple(item for item in Framing if item is not Framing.OTHER)
HORIZONS = tuple(item for item in Horizon if item is not Horizon.OTHER)


class TextField(PlainField):
    """A field that holds what is recorded; Enter, or leaving it, records what was typed instead.

    Signals:
        filled: the words that stand there now.
    """

    filled = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recorded = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(NOT_SAID)
        self.editingFinished.connect(self._finish)

    def show_text(self, words: str | None, *, afresh: bool) -> None:
        """Show what is recorded; what is being typed stays, unless another goal is shown."""
        is_typing = self.hasFocus() and self.text() != self._recorded and not afresh
        self._recorded = words or ""
        if not is_typing and self.text() != self._recorded:
            self.setText(self._recorded)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Words too long for the field are read from their beginning again."""
        super().focusOutEvent(event)
        self.setCursorPosition(0)

    def event(self, event: QEvent) -> bool:
        """While what is recorded stands there, Ctrl+Z takes back the last step, not the typing."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_undo = event.matches(QKeySequence.StandardKey.Undo)
            if is_undo and self.text() == self._recorded:
                event.ignore()
                return False
        return super().event(event)

    def _finish(self) -> None:
        if self.text().strip() != self._recorded.strip():
            self.filled.emit(self.text())


class GoalPane(QWidget):
    """The form beside the matrix.

    Signals:
        tags_chosen: `Framing`, `Scale` or `Changer`, and the list of words of it.
        horizon_chosen: a Horizon or None.
        field_filled: name of a field of the programme, and its words.
        voice_typed: who may push back.
        owner_wanted: whether the organisation is to own the goal.
        priority_chosen: a Priority or None, of the organisation.
        record_wanted: About of a record.

    Attributes:
        unit, scale, horizon, changers, sponsor, baseline, voice: the fields of the goal.
        owns, priority: those of the organisation.
        labels: words in the goal's texts that deserve a question.
    """

    tags_chosen = Signal(object, object)
    horizon_chosen = Signal(object)
    field_filled = Signal(str, str)
    voice_typed = Signal(str)
    owner_wanted = Signal(bool)
    priority_chosen = Signal(object)
    record_wanted = Signal(object)

    def __init__(self, sizes: Sizes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = sizes
        self._details: GoalDetails | None = None
        self._rows = column(self, spacing=GRID)
        self.title = LinkLabel("")
        self.title.setToolTip(text("Open its record"))
        self.title.followed.connect(self._open)
        self.owners = plain()
        sizes.add(self.title, 1.2, bold=True)
        sizes.add(self.owners)
        self._rows.addWidget(self.title)
        self._rows.addWidget(self.owners)
        self._add_body()
        self._add_framing()
        self._add_rest()
        self._rows.addStretch(1)

    def _add_body(self) -> None:
        """What the organisation under the keyboard has to do with the goal."""
        self.body = heading("")
        self.owns, label, wanted = CheckBox(), QLabel(text("owns it")), QLabel(text("priority"))
        self.owns.setAccessibleName(text("The organisation owns the goal"))
        self.owns.clicked.connect(self.owner_wanted)
        label.setBuddy(self.owns)
        self.priority = WordBox(tuple(Priority), text("Priority of the goal for the organisation"))
        self.priority.chosen.connect(self.priority_chosen)
        self._of_body = QWidget()
        across = QHBoxLayout(self._of_body)
        across.setContentsMargins(0, 0, 0, 0)
        for part in (self.owns, label):
            across.addWidget(part)
        across.addSpacing(GRID)
        across.addWidget(wanted)
        across.addWidget(self.priority, 1)
        self._rows.addWidget(self.body)
        self._rows.addWidget(self._of_body)
        wanted.setBuddy(self.priority)
        self._size(self.body, label, wanted, self.priority, bold=self.body)

    def _add_framing(self) -> None:
        self.unit = WordBox(UNITS, text("The problem lies in"))
        self.scale = WordBox(tuple(Scale), text("Gap or gradient"))
        self.horizon = WordBox(HORIZONS, text("Horizon"))
        self.unit.chosen.connect(lambda word: self.tags_chosen.emit(Framing, _listed(word)))
        self.scale.chosen.connect(lambda word: self.tags_chosen.emit(Scale, _listed(word)))
        self.horizon.chosen.connect(self.horizon_chosen)
        self.sponsor, self.baseline = TextField(text("Sponsor")), TextField(text("Baseline"))
        self.sponsor.filled.connect(lambda words: self.field_filled.emit("sponsor", words))
        self.baseline.filled.connect(lambda words: self.field_filled.emit("baseline", words))
        title = heading(text("How it is framed"))
        self._size(title, bold=title)
        self._rows.addWidget(title)
        grid = QGridLayout()
        grid.setSpacing(GRID)
        grid.setColumnStretch(1, 1)
        rows: Sequence[tuple[str, QWidget]] = (
            (text("The problem lies in"), self.unit),
            (text("Gap or gradient"), self.scale),
            (text("Horizon"), self.horizon),
            (text("Who must change"), self._changers()),
            (text("Sponsor"), self.sponsor),
            (text("Baseline"), self.baseline),
        )
        for row, (words, field) in enumerate(rows):
            label = QLabel(words)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            self._size(label, field)
        self._rows.addLayout(grid)
        self.own_words = muted()
        self._size(self.own_words)
        self._rows.addWidget(self.own_words)

    def _changers(self) -> QWidget:
        """A box for each of those who may have to change, two in a line."""
        self.changers: dict[Changer, CheckBox] = {}
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GRID // 2)
        for at, changer in enumerate(Changer):
            box, label = CheckBox(), QLabel(changer.value)
            box.setAccessibleName(text("{who} must change", who=changer.value))
            box.clicked.connect(lambda _: self.tags_chosen.emit(Changer, self._ticked()))
            label.setBuddy(box)
            self._size(label)
            self.changers[changer] = box
            grid.addWidget(box, at // 2, at % 2 * 2)
            grid.addWidget(label, at // 2, at % 2 * 2 + 1)
        grid.setColumnStretch(3, 1)
        return inside

    def _add_rest(self) -> None:
        """Who may push back, and what to ask: rows that come and go with the goal."""
        self.voice = PlainField()
        self.voice.setAccessibleName(text("Who may push back, and why; Enter records it"))
        self.voice.setPlaceholderText(text("Who may push back, and why; Enter records it"))
        self.voice.returnPressed.connect(self._say)
        title = heading(text("May push back"))
        self._size(title, self.voice, bold=title)
        self._rows.addWidget(title)
        self._rows.addWidget(self.voice)
        self._voices, self._asked = (QVBoxLayout() for _ in range(2))
        self.labels: list[QLabel] = []
        for rows in (self._voices, self._asked):
            rows.setSpacing(GRID // 2)
            self._rows.addLayout(rows)

    def _size(self, *widgets: QWidget, bold: QWidget | None = None) -> None:
        for widget in widgets:
            self._sizes.add(widget, bold=widget is bold)

    @property
    def goal_id(self) -> str | None:
        """Id of the goal that is shown."""
        return self._details.record.id if self._details is not None else None

    def show_goal(self, details: GoalDetails) -> None:
        """Show a goal."""
        afresh = self.goal_id != details.record.id
        before, self._details = self._details, details
        record, tags = details.record, details.record.tags
        self.unit.show_word(tags.unit, tags.own_words if tags.unit is Framing.OTHER else "")
        self.scale.show_word(tags.scale)
        written = record.written_horizon if record.horizon is Horizon.OTHER else None
        self.horizon.show_word(record.horizon, written or "")
        for changer, box in self.changers.items():
            box.setChecked(changer in tags.changers)
        self.sponsor.show_text(record.sponsor, afresh=afresh)
        self.baseline.show_text(details.baseline, afresh=afresh)
        if afresh:
            self.voice.setText("")
        if before != details:
            self._show_words(details)

    def _show_words(self, details: GoalDetails) -> None:
        tags = details.record.tags
        self.title.setText(details.record.name)
        self.title.setAccessibleName(text("{goal}; open its record", goal=details.record.name))
        self.owners.setText("\n".join(details.owners))
        also = tags.own_words if tags.unit is not Framing.OTHER else ""
        self.own_words.setText(text("Also written there: “{words}”", words=also) if also else "")
        self.own_words.setVisible(bool(also))
        for rows in (self._voices, self._asked):
            clear(rows)
        for about, words in details.voices:
            link = LinkLabel(words)
            link.followed.connect(partial(self.record_wanted.emit, about))
            self._voices.addWidget(link)
        for remark in details.remarks:
            self._voices.addWidget(muted(remark))
        self.labels = []
        for part in self._to_ask(details):
            self._asked.addWidget(part)
        self.refit()

    def refit(self) -> None:
        """Give what comes and goes with the goal words of the size of all others."""
        for rows in (self._voices, self._asked):
            for at in range(rows.count()):
                item = rows.itemAt(at)
                part = item.widget() if item is not None else None
                if part is not None:
                    part.setFont(scaled(self.owners.font(), 1.0, bold=part.font().bold()))

    def _to_ask(self, details: GoalDetails) -> Iterator[QLabel]:
        if details.asked:
            yield heading(text("To ask"))
        yield from (plain(f"•  {line}") for line in details.asked)
        if details.labels:
            yield heading(text("Words that deserve a question"))
        for label, question in details.labels:
            marked = risk(label, bold=True)
            self.labels.append(marked)
            yield marked
            yield plain(question)

    def show_body(self, name: str, cell: GoalCell | None) -> None:
        """Show what an organisation has to do with the goal; no cell without an organisation."""
        for part in (self.body, self._of_body):
            part.setVisible(cell is not None)
        if cell is not None:
            self.body.setText(name)
            self.owns.setChecked(cell.owns)
            own = cell.said.text if cell.said is not None and cell.priority is None else ""
            self.priority.show_word(cell.priority, own)

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        for box in (self.owns, *self.changers.values()):
            box.set_theme(theme)

    def _ticked(self) -> list[Changer]:
        return [changer for changer, box in self.changers.items() if box.isChecked()]

    def _say(self) -> None:
        words = self.voice.text()
        self.voice.setText("")  # not cleared: Ctrl+Z would bring the words back, not the step
        self.voice_typed.emit(words)

    def give_back(self, words: str) -> None:
        """Put a counter-voice back that could not be recorded."""
        if words and not self.voice.text():
            self.voice.setText(words)

    def _open(self) -> None:
        if self.goal_id is not None:
            self.record_wanted.emit(About(Programme.TABLE, self.goal_id))


def _listed(word: object) -> list[object]:
    return [] if word is None else [word]
