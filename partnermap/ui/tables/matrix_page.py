"""MatrixPage: the network as a matrix and as lists, in step with the map."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from partnermap.analysis.health.risks import risks
from partnermap.domain.errors import Cancelled
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.sentences import day_in_words
from partnermap.jobs.token import Token
from partnermap.scene.change_marks import change_sign
from partnermap.scene.chosen import Chosen, chosen, laid
from partnermap.scene.map_choice import MOST_STEPS, Arrangement, MapChoice
from partnermap.scene.matrix import Matrix, MatrixOrder, matrix_of
from partnermap.scene.then_and_now import Change
from partnermap.shell.words import counted, text
from partnermap.ui.panels.filter_bar import FilterBar
from partnermap.ui.panels.labels import GRID, column, heading, muted, panel
from partnermap.ui.panels.page_head import PageHead
from partnermap.ui.runner import Latest, Runner
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.tables.matrix_view import MatrixView
from partnermap.ui.tables.network_list import NetworkList, links_of, network_list
from partnermap.ui.theme import Theme
from partnermap.ui.view_state import ViewState

ORDERS = {
    MatrixOrder.NAME: text("by name"),
    MatrixOrder.PARTNERS: text("by partners, most first"),
}


@dataclass(frozen=True, eq=False)
class MatrixRequest:
    """What the matrix depends on."""

    place: Place
    on: dt.date
    choice: MapChoice
    order: MatrixOrder

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for requests that mean the same; places are compared as objects, which is quick."""
        return id(self.place), self.on, self.choice, self.order


@dataclass(frozen=True, eq=False)
class MatrixFound:
    """The matrix and the lists of a request.

    `title` says the date, or both pictures that are compared; `changes` what changed between them.
    """

    request: MatrixRequest
    matrix: Matrix
    lists: NetworkList
    links: int
    badge: str | None
    title: str
    changes: str = ""


def find_matrix(request: MatrixRequest, token: Token) -> MatrixFound:
    """Work both out.

    Raises:
        Cancelled: the token said so.
    """
    place = laid(request.place, request.choice)
    subject = chosen(place, request.on, request.choice)
    if token.is_cancelled:
        raise Cancelled
    both, network = subject.comparison, subject.found.network
    place = both.place if both is not None else place
    feared = risks(place, request.on) if both is None else ()
    at_risk = frozenset(risk.tie.id for risk in feared if risk.is_dated)
    changes = both.changes if both is not None else {}
    return MatrixFound(
        request,
        matrix_of(place, network, request.order, at_risk, changes),
        network_list(place, network, at_risk, both),
        len(network.ties),
        subject.found.badge,
        *_titles(place, request.on, subject),
    )


def _titles(place: Place, on: dt.date, subject: Chosen) -> tuple[str, str]:
    """What the map says above it: the date or both pictures, and what changed between them."""
    changes = subject.changes
    dates = changes.dates if changes is not None else day_in_words(on)
    title = ", ".join(part for part in (dates, place.what_if_label) if part)
    return title, changes.summary if changes is not None else ""


class MatrixPage(QWidget):
    """The room of the matrix and the lists.

    Signals:
        record_wanted: About of a record to be shown in its register.
        command_wanted: a Command that keeps or removes a view.
        told: a sentence for the user.
        menu_wanted: id of the organisation whose menu is wanted, and where on the screen (QPoint).
        print_wanted: what is shown is wanted on paper, as a map with its list.
        shown: the page shows the network of the place and the date.

    Attributes:
        matrix, organisations, links: its views.
        as_matrix, as_list: the buttons that change between them.
        filters: what is filtered, as chips; the same as above the map.
    """

    record_wanted = Signal(object)
    command_wanted = Signal(object)
    told = Signal(str)
    menu_wanted = Signal(object, object)
    print_wanted = Signal()
    shown = Signal()

    def __init__(self, runner: Runner, view: ViewState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._view = view
        self._place = Place()
        self._is_stale = False
        self._found: MatrixFound | None = None
        self._latest = Latest[MatrixRequest, MatrixFound](runner, find_matrix, self._on_found)
        self.head, self._words = PageHead(), muted()
        self.order = QComboBox()
        self.as_matrix, self.as_list = QPushButton(text("Matrix")), QPushButton(text("List"))
        self.matrix = MatrixView()
        self.matrix.setAccessibleName(text("Matrix of who works with whom"))
        self.organisations, self.links = FiguresView(), FiguresView()
        self.filters = FilterBar(view, is_of_map=False)
        self._stack = QStackedWidget()
        frame = panel(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(GRID, GRID, GRID, GRID)
        outer.addWidget(frame)
        body = column(frame)
        self._add_choices()
        body.addWidget(self.head)
        body.addWidget(self.filters)
        body.addWidget(self._words)
        body.addWidget(self._stack, 1)
        self._stack.addWidget(self.matrix)
        self._stack.addWidget(self._lists())
        self._connect()

    def _add_choices(self) -> None:
        words = QLabel(text("&Within sectors"))
        words.setBuddy(self.order)
        for order, title in ORDERS.items():
            self.order.addItem(title, order)
        self.order.setAccessibleName(text("Order within sectors"))
        self.head.add(words)
        self.head.add(self.order)
        for number, button in enumerate((self.as_matrix, self.as_list)):
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setProperty("role", "small")
            button.clicked.connect(lambda _, number=number: self._stack.setCurrentIndex(number))
            self.head.add(button)
        self.as_matrix.setChecked(True)
        self.print = QPushButton(text("Print…"))
        self.print.setProperty("role", "small")
        self.print.setToolTip(text("What is shown, for paper: the map, and after it the same as a list"))
        self.print.clicked.connect(self.print_wanted)
        self.head.add(self.print)

    def _lists(self) -> QSplitter:
        down = QSplitter(Qt.Orientation.Vertical)
        down.addWidget(self.organisations)
        self._links_title = heading("")
        self.all_links = QPushButton(text("Show all links"))
        self.all_links.setProperty("role", "small")
        self.all_links.clicked.connect(lambda: self._view.select(None))
        row = QHBoxLayout()
        row.addWidget(self._links_title, 1)
        row.addWidget(self.all_links)
        below = QWidget()
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(row)
        lines.addWidget(self.links, 1)
        down.addWidget(below)
        down.setHandleWidth(GRID)
        return down

    def _connect(self) -> None:
        self._view.changed.connect(lambda _: self._on_changed())
        self.filters.command_wanted.connect(self.command_wanted)
        self.filters.told.connect(self.told)
        self._view.selection_changed.connect(self._on_selection)
        self._stack.currentChanged.connect(lambda _: self._say_how_to_read())
        self.order.currentIndexChanged.connect(lambda _: self.ask())
        self.matrix.organisation_chosen.connect(self._view.select)
        self.matrix.record_wanted.connect(self.record_wanted)
        for table in (self.organisations, self.links):
            table.record_wanted.connect(self.record_wanted)
        for menus in (self.matrix, self.organisations, self.links):
            menus.menu_wanted.connect(self.menu_wanted)
            self._add_keys(menus)
        self.organisations.organisation_chosen.connect(self._view.select)

    def _add_keys(self, table: QWidget) -> None:
        """The keys of the map: 1 to 3 for what is near the selected organisation, Backspace for all."""
        for steps in range(MOST_STEPS + 1):
            keys = QKeySequence(str(steps) if steps else "Backspace")
            shortcut = QShortcut(keys, table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._focus, steps))

    def _focus(self, steps: int) -> None:
        around = self._view.selected if steps else None
        if around is not None or not steps:
            wanted = replace(self._view.filter, around=around, steps=max(steps, 1))
            self._view.set_filter(wanted)

    def show_place(self, place: Place) -> None:
        """Show other records."""
        self._place = place
        self.filters.show_place(place)
        self.ask()

    def set_theme(self, theme: Theme) -> None:
        """Use other colours."""
        self.matrix.set_theme(theme)
        self.filters.set_theme(theme)
        for table in (self.organisations, self.links):
            table.set_theme(theme)

    def _on_changed(self) -> None:
        """How the map is arranged makes no difference here."""
        if self._found is None or self._found.request.key != self._request().key:
            self.ask()

    def ask(self) -> None:
        """Work everything out now, or when the page is looked at."""
        self._is_stale = True
        if self.isVisible() and self._place.tables:
            self._is_stale = False
            self._latest.ask(self._request())

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the page up to date when it is looked at."""
        super().showEvent(event)
        if self._is_stale:
            self.ask()

    def _request(self) -> MatrixRequest:
        view = self._view
        order = MatrixOrder(self.order.currentData())
        choice = replace(view.choice, arrangement=Arrangement())
        return MatrixRequest(self._place, view.on, choice, order)

    def _on_found(self, found: MatrixFound) -> None:
        if found.request.key != self._request().key:
            return
        self._found = found
        self.head.show_words(found.title, found.badge)
        self._say_how_to_read()
        self.matrix.show_matrix(found.matrix)
        self.organisations.show_table(found.lists.organisations)
        self._on_selection(self._view.selected)
        self.shown.emit()

    def _on_selection(self, organisation_id: str | None) -> None:
        if self._found is None:
            return
        self.matrix.show_selected(organisation_id)
        name = self._name_of(organisation_id or "")
        self.organisations.mark([About(Organisation.TABLE, organisation_id or "")])
        self.links.show_table(links_of(self._found.lists.links, organisation_id, name))
        is_there = organisation_id in (None, *self._found.matrix.organisation_ids)
        absent = text("{name} is not in it: hidden by the filter, or not there on the date", name=name)
        self._links_title.setText(self.links.shown.name if is_there else absent)
        self.all_links.setVisible(organisation_id is not None)

    def _name_of(self, organisation_id: str) -> str:
        """As the register or the lists know it: a scenario brings bodies of its own."""
        if organisation_id in self._place.organisations:
            return self._place.name_of(organisation_id)
        rows = self._found.lists.organisations.rows if self._found is not None else ()
        cells = [row.cells[0] for row in rows]
        return next((cell.words for cell in cells if cell.organisation_id == organisation_id), "")

    def _say_how_to_read(self) -> None:
        if self._found is not None:
            self._words.setText(_sentence(self._found, as_list=self._stack.currentIndex() > 0))


def _sentence(found: MatrixFound, *, as_list: bool) -> str:
    if not found.matrix.organisation_ids:
        return text("No organisation is recorded on this date, or the filter hides them all.")
    counts = text(
        "{organisations}, {links}.",
        organisations=counted(len(found.matrix.organisation_ids), "organisation"),
        links=counted(found.links, "link"),
    )
    if found.changes:
        return f"{found.changes} {_HOW_TO_READ_THE_LIST if as_list else _signs(found.matrix)}"
    return f"{counts} {_HOW_TO_READ_THE_LIST if as_list else _HOW_TO_READ}"


def _signs(matrix: Matrix) -> str:
    """What the signs in the cells mean, those that stand in them only."""
    there = {cell.change for cell in matrix.cells.values()}
    told = [f"{change_sign(one) or '■'} {one}" for one in Change if one in there]
    return text("In the cells: {signs}.", signs=", ".join(told)) if told else ""


_HOW_TO_READ = text(
    "The larger a square and the stronger its colour, the stronger the link; an outline with a stroke "
    "is at risk. Choose a cell to select its organisation, Enter opens the record."
)
_HOW_TO_READ_THE_LIST = text(
    "Choose an organisation to see its links alone below; a double click or Enter opens the record, "
    "the right mouse button or the menu key leads to everything else, Ctrl+C copies the rows selected."
)
