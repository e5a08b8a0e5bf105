"""AgreedPage: what was agreed, one line each, from the keyboard alone."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QGridLayout, QLabel, QVBoxLayout, QWidget

from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.shell.words import text
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.panels.finding import Found, find
from partnermap.ui.panels.labels import GRID, column, muted, panel, plain, risk
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.view_state import ViewState
from partnermap.ui.workshop.agreed import actions_sentence, actions_table, agreed_action
from partnermap.ui.workshop.link_page import Today
from partnermap.ui.workshop.plain_field import PlainField
from partnermap.ui.workshop.sizes import Sizes, refitted


class AboutField(PlainField):
    """What an action is about: any record, found by a few letters of its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = Place()
        self._hits: tuple[Found, ...] = ()
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = completer.popup()
        if popup is not None:
            popup.setAccessibleName(text("Records of that name"))
        self.setCompleter(completer)
        self.textEdited.connect(self._offer)

    def set_place(self, place: Place) -> None:
        """Search in these records."""
        self._place = place

    def show_record(self, found: Found) -> None:
        """Put a record in."""
        self._hits = (found,)
        self.setText(found.line)

    @property
    def about(self) -> About | None:
        """The record that stands in the field, None for an empty one.

        Raises:
            BadValue: no record is called that, or several are.
        """
        words = self.text().strip()
        if not words:
            return None
        hits = self._hits or find(self._place, words)
        chosen = [hit for hit in hits if hit.line == words] or list(hits)
        if len(chosen) == 1:
            return chosen[0].about
        if chosen:
            raise BadValue(
                text("“{words}” may be several records; choose one of the list.", words=words)
            )
        raise BadValue(text("Nothing is called “{words}”; leave the field empty.", words=words))

    def _offer(self, words: str) -> None:
        self._hits = find(self._place, words)
        self._model.setStringList([hit.line for hit in self._hits])


class AgreedPage(QWidget):
    """The page for actions.

    Signals:
        command_wanted: the command that records an action.
        record_wanted: About of an action to be shown in its register.

    Attributes:
        action, owner, due, about: the fields.
        told: what is wrong with them.
        table: the open actions.
    """

    command_wanted = Signal(object)
    record_wanted = Signal(object)

    def __init__(
        self, view: ViewState, sizes: Sizes, today: Today, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view, self._today = view, today
        self._place = Place()
        self._sent: tuple[str, str, str, str] | None = None
        self.action, self.owner, self.due = PlainField(), PlainField(), PlainField()
        self.about = AboutField()
        self.told, self.words = risk(), plain()
        self.way = muted(
            text("Tab goes on, Enter records from any field. Only the action itself is needed.")
        )
        self.table = FiguresView()
        self.table.record_wanted.connect(self.record_wanted)
        sizes.add(self.words, 1.2, bold=True)
        sizes.add(self.told, 1.2, bold=True)
        for widget in (self.way, self.table):
            sizes.add(widget)
        frame = panel(self)
        body = column(frame)
        body.addWidget(self.way)
        body.addLayout(self._fields(sizes))
        for part in (self.told, self.words):
            body.addWidget(part)
        body.addWidget(self.table, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        outer.addWidget(frame)
        self.told.hide()
        view.selection_changed.connect(lambda _: self._hint_about())

    def _fields(self, sizes: Sizes) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GRID)
        places = ((0, 0, 1, 3), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1))
        titles = (text("&Action"), text("&Owner"), text("&Due"), text("A&bout"))
        fields = (self.action, self.owner, self.due, self.about)
        for title, field, (row, across, deep, wide) in zip(titles, fields, places, strict=True):
            label = QLabel(title)
            label.setBuddy(field)
            field.setAccessibleName(title.replace("&", ""))
            field.returnPressed.connect(self._record)
            sizes.add(label)
            sizes.add(field, 1.3)
            grid.addWidget(label, row, across, deep, wide)
            grid.addWidget(field, row + 1, across, deep, wide)
        self.action.setPlaceholderText(text("Write to the ICB about the Better Care Fund"))
        self.due.setPlaceholderText(text("31 January 2027, 2027-01"))
        for across, share in enumerate((3, 2, 3)):
            grid.setColumnStretch(across, share)
        return grid

    def show_place(self, place: Place) -> None:
        """Show the actions of other records."""
        self._place, self._sent = place, None
        self.about.set_place(place)
        self.words.setText(actions_sentence(place))
        table = actions_table(place)
        self.table.show_table(table)
        self.table.setVisible(bool(table.rows))
        self._hint_about()

    def refit(self) -> None:
        """Give the columns the width that words of another size need."""
        refitted(self.table)

    def take_focus(self) -> None:
        """Let the action have the keyboard."""
        self.action.setFocus()

    def give_back(self) -> None:
        """Put an action back that could not be recorded."""
        if self._sent is not None and not self.action.text():
            fields = (self.action, self.owner, self.due, self.about)
            for field, words in zip(fields, self._sent, strict=True):
                field.setText(words)
        self._sent = None

    def set_about(self, organisation_id: str | None) -> None:
        """Let the next action be about an organisation, where one is chosen."""
        body = self._place.organisations.get(organisation_id or "")
        if body is not None:
            about = About(body.TABLE, body.id)
            self.about.show_record(Found(about, body.name, text("organisation"), body.id))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F2 lets the action be about what is selected on the map."""
        if event.key() == Qt.Key.Key_F2:
            self.set_about(self._view.selected)
        else:
            super().keyPressEvent(event)

    def _hint_about(self) -> None:
        body = self._place.organisations.get(self._view.selected or "")
        self.about.setPlaceholderText(
            text("optional; F2 takes {name}", name=body.label) if body else text("optional")
        )

    def _record(self) -> None:
        try:
            command = agreed_action(
                self.action.text(),
                self.owner.text(),
                self.due.text(),
                self.about.about,
                self._today(),
            )
        except BadValue as fault:
            self.told.setText(str(fault))
            self.told.show()
            announce(self, str(fault))
            return
        self.told.hide()
        fields = (self.action, self.owner, self.due, self.about)
        self._sent = (self.action.text(), self.owner.text(), self.due.text(), self.about.text())
        for field in fields:
            field.setText("")  # not cleared: Ctrl+Z would bring the words back, not the step
        self.action.setFocus()
        self.command_wanted.emit(command)
