"""FilterBar: what is filtered, as chips; conditions are added from a menu, views kept under a name."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QPushButton, QWidget

from partnermap.document.command import Command
from partnermap.document.commands.views import RemoveView, SaveView
from partnermap.domain.dates import PartialDate, add_months
from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.domain.sentences import day_in_words
from partnermap.domain.view import GroupBy, SavedView
from partnermap.network.scenario import scenario_names
from partnermap.scene.filter_words import chips_of
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice
from partnermap.scene.saved_view import Kept, kept_in, settings_of
from partnermap.scene.usable_view import usable
from partnermap.scene.view_words import arrangement_in_words, together_in_words, view_in_words
from partnermap.shell.words import text
from partnermap.ui.dialogs.save_view import SaveViewDialog
from partnermap.ui.dialogs.showing import show_once
from partnermap.ui.map_choices import add_map_choices
from partnermap.ui.panels.filter_menu import filter_menu
from partnermap.ui.panels.flow_layout import FlowLayout
from partnermap.ui.panels.views_menu import ViewActs, views_menu
from partnermap.ui.plain_words import caption, tip
from partnermap.ui.theme import LIGHT, Theme
from partnermap.ui.view_state import ViewState

TYPING_MS = 300
"""How long the typing of words must rest before they filter."""

MONTHS_AHEAD = 24
"""How far from the date shown the one to compare with is offered."""

_LETTERS = 16


class FilterBar(QWidget):
    """The strip above the map, and above the matrix, which draws nobody together.

    Signals:
        command_wanted: a Command that keeps or removes a view.
        told: a sentence for the user.

    Attributes:
        add, arrange, views, compare, what_if, clear: its buttons.
        arrange_menu: the choices of how the map is drawn, as in the View menu.
        words: the field for words in names.
        chips: the buttons of the conditions, each of which takes one away.
    """

    command_wanted = Signal(object)
    told = Signal(str)

    def __init__(
        self, view: ViewState, parent: QWidget | None = None, *, is_of_map: bool = True
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._is_of_map = is_of_map
        self._place = Place()
        self._said = MapChoice()
        self._theme = LIGHT
        self._flow = FlowLayout(self)
        self.add = _button(text("Filter…"), text("Add a condition to the filter"))
        self.arrange = _button(text("Arrange…"), text("Choose how the map is drawn"))
        self.arrange_menu = QMenu(self)
        add_map_choices(self.arrange_menu, view, arrange_at_once=True)
        self.views = _button(text("Views…"), text("Saved views"))
        self.compare = _button(
            text("Compare with…"), text("Show what changes between this date and another")
        )
        self.what_if = _button(text("What if…"), text("Show a scenario instead of the register"))
        self.clear = _button(text("Show everything"), text("Take all conditions away"))
        self.words = QLineEdit()
        self.words.setProperty("role", "small")
        self.words.setPlaceholderText(text("Words in names"))
        self.words.setAccessibleName(text("Show only names that hold these words"))
        self.words.setClearButtonEnabled(True)
        self.words.setFixedWidth(_LETTERS * self.fontMetrics().averageCharWidth() + 24)
        self.chips: list[QPushButton] = []
        self._lay_out()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._on_words)
        self.words.textEdited.connect(lambda _: self._typing.start())
        self.words.editingFinished.connect(self._on_words)
        self.add.clicked.connect(self._offer)
        self.arrange.clicked.connect(lambda: _drop(self.arrange_menu, self.arrange))
        view.arrangement_changed.connect(lambda _: self._say_arrangement())
        self.views.clicked.connect(lambda: self._open(self.views_menu(), self.views))
        self.compare.clicked.connect(self._offer_comparisons)
        self.what_if.clicked.connect(lambda: self._open(self.scenario_menu(), self.what_if))
        self.clear.clicked.connect(lambda: view.set_filter(Filter()))
        view.changed.connect(lambda _: self._follow())
        self._say_arrangement()
        self._show()

    def _lay_out(self) -> None:
        choices = (self.arrange, self.views, self.compare, self.what_if)
        for widget in (self.add, self.words, *choices, self.clear):
            self._flow.addWidget(widget)

    def show_place(self, place: Place) -> None:
        """Offer and name what these records hold."""
        self._place = place
        self._say_arrangement()
        self._show()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours in what is asked."""
        self._theme = theme

    def _say_arrangement(self) -> None:
        """Tell how the map is drawn now, to the pointer and to a screen reader."""
        now = arrangement_in_words(self._place, self._view.arrangement)
        self.arrange.setAccessibleDescription(". ".join(now))
        self.arrange.setToolTip(tip("\n".join((self.arrange.accessibleName(), *now))))

    def _follow(self) -> None:
        """The chips say nothing of the date, which moves often, and of the arrangement one thing."""
        if self._said != self._to_say():
            self._show()

    def _to_say(self) -> MapChoice:
        return replace(self._view.choice, hidden_kinds=frozenset(), arrangement=self._together())

    def _together(self) -> Arrangement:
        """Who is drawn together: nobody in the matrix, nor where two pictures are compared."""
        view = self._view
        if not self._is_of_map or view.other is not None or view.is_beside_register:
            return Arrangement()
        return Arrangement(group_by=view.arrangement.group_by, opened=view.arrangement.opened)

    def _draw_apart(self) -> None:
        now = self._view.arrangement
        self._view.set_arrangement(replace(now, group_by=GroupBy.NOTHING, opened=frozenset()))

    def _show(self) -> None:
        self._said = self._to_say()
        wanted = self._said.wanted
        focused = any(chip.hasFocus() for chip in self.chips)
        for old in self.chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.chips = []
        self._add_pictures()
        for chip in chips_of(self._place, wanted):
            self._add_chip(chip.words, partial(self._view.set_filter, chip.without))
        self.clear.setVisible(not wanted.is_empty)
        if not self.words.hasFocus():
            self.words.setText(wanted.words)
        if focused:
            (self.chips[0] if self.chips else self.add).setFocus()
        self.updateGeometry()

    def _add_pictures(self) -> None:
        """Chips for what is shown instead of the register, beside what, and who is drawn together."""
        view = self._view
        if view.scenario is not None:
            alone = partial(view.set_scenario, view.scenario, beside_register=False)
            self._add_chip(
                text("Scenario: {name}", name=view.scenario), partial(view.set_scenario, None)
            )
            if view.is_beside_register:
                self._add_chip(text("Compared with the register"), alone)
        if view.other is not None:
            words = text("Compared with {day}", day=day_in_words(view.other))
            self._add_chip(words, partial(view.set_other, None))
        if together := together_in_words(self._said.arrangement):
            self._add_chip(together, self._draw_apart)

    def _add_chip(self, words: str, remove: Callable[[], None]) -> None:
        button = _button(f"{caption(words)}  ×", text("Remove {chip}", chip=words))
        button.setProperty("role", "chip")
        button.clicked.connect(remove)
        self._flow.addWidget(button)
        self.chips.append(button)

    def scenario_menu(self) -> QMenu:
        """The register and every scenario recorded, of which one is shown."""
        menu, now = QMenu(self), self._view.scenario
        names = scenario_names(self._place)
        wanted: tuple[tuple[str, str | None], ...] = (
            (text("The register alone"), None),
            *((name, name) for name in names),
        )
        for words, name in wanted:
            action = menu.addAction(caption(words), partial(self._view.set_scenario, name))
            action.setCheckable(True)
            action.setChecked(name == now)
        if not names:
            words = text("No scenario is recorded yet: Reorganisation, Scenarios makes them.")
            menu.addAction(words).setEnabled(False)
        return menu

    def _offer_comparisons(self) -> None:
        """A scenario can be compared with the register, anything with another date."""
        name = self._view.scenario
        if name is None:
            self._ask_date()
            return
        menu = QMenu(self)
        menu.addAction(text("The register without the scenario"), partial(self._view.set_scenario, name))
        menu.addAction(text("Another date…"), self._ask_date)
        self._open(menu, self.compare)

    def _ask_date(self) -> None:
        dialog = QInputDialog(self)
        dialog.setWindowTitle(text("Compare with another date"))
        dialog.setLabelText(text("The map marks what is gained, lost, changed and carried over by"))
        dialog.setTextValue(str(self._view.other or add_months(self._view.on, MONTHS_AHEAD)))
        dialog.textValueSelected.connect(self.compare_with)
        show_once(dialog)

    def compare_with(self, words: str) -> None:
        """Compare with the date that these words say; say what is wrong with them."""
        try:
            date = PartialDate.parse(words)
        except BadValue as fault:
            self.told.emit(text("Compare with: {fault}", fault=fault))
            return
        if date.is_known:
            self._view.set_other(date.first_day)

    def _on_words(self) -> None:
        self._typing.stop()
        self._view.set_filter(replace(self._view.filter, words=self.words.text().strip()))

    def _offer(self) -> None:
        menu = filter_menu(self._place, self._view.filter, self._view.set_filter, self)
        self._open(menu, self.add)

    def views_menu(self) -> QMenu:
        """The saved views, and what can be done with them."""
        acts = ViewActs(self._use, self.ask_name, lambda name: self._send(RemoveView(name)))
        return views_menu(self._place, acts, self)

    def _open(self, menu: QMenu, below: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        _drop(menu, below)

    def _use(self, item: SavedView) -> None:
        """Show all that a view keeps in one go; say what is gone of it."""
        try:
            kept = kept_in(item.settings)
        except BadValue as fault:
            self.told.emit(text("View “{name}”: {fault}", name=item.name, fault=fault))
            return
        found = usable(self._place, kept, self._view.choice)
        self._view.show(found.choice, kept.on)
        if found.left_out:
            self.told.emit(found.sentence(item.name))

    def ask_name(self) -> SaveViewDialog:
        """Open the dialog that saves what is shown as a view."""
        choice = self._view.choice
        dialog = SaveViewDialog(
            view_in_words(self._place, Kept(choice)),
            self._view.on,
            [item.name for item in self._place.of(SavedView).values()],
            has_second_date=choice.other is not None,
            theme=self._theme,
            parent=self,
        )
        dialog.named.connect(lambda name, with_date: self.save_as(name, with_date=with_date))
        show_once(dialog)
        return dialog

    def save_as(self, name: str, *, with_date: bool = False) -> None:
        """Keep what is shown as a view of this name, on its date only where that is wanted."""
        if name.strip():
            kept = Kept(self._view.choice, self._view.on if with_date else None)
            self._send(SaveView(name.strip(), settings_of(kept)))

    def _send(self, command: Command) -> None:
        self.command_wanted.emit(command)


def _drop(menu: QMenu, below: QWidget) -> None:
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))


def _button(words: str, name: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "small")
    button.setAccessibleName(name)
    button.setToolTip(tip(name))
    return button
