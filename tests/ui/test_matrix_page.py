"""The matrix and the lists: in step with the selection, the filter and the hidden kinds."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Filter, MapChoice
from partnermap.scene.matrix import Cell, Matrix, MatrixOrder
from partnermap.scene.style import Role
from partnermap.ui.runner import Runner
from partnermap.ui.tables.matrix_page import MatrixPage, MatrixRequest, find_matrix
from partnermap.ui.tables.matrix_painting import SHADES, mixed
from partnermap.ui.tables.matrix_view import MatrixView
from partnermap.ui.theme import DARK, LIGHT, Theme
from partnermap.ui.view_state import ViewState

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

PATIENCE_MS = 60_000


@pytest.fixture
def place(place_builder: "PlaceBuilder") -> Place:
    place_builder.add_organisation("Charity", Sector.VCSE)
    place_builder.add_organisation("Board")
    place_builder.add_organisation("Trust")
    place_builder.add_tie("Trust", "Board", TieKind.TRUST, 3)
    place_builder.add_tie("Charity", "Trust", TieKind.REFERRAL, 1)
    return place_builder.build()


@pytest.fixture
def page(qtbot: QtBot, place: Place) -> Iterator[MatrixPage]:
    runner = Runner(1, "matrix")
    page = MatrixPage(runner, ViewState(dt.date(2026, 1, 1)))
    qtbot.addWidget(page)
    page.resize(700, 500)
    page.show()
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        page.show_place(place)
    yield page
    runner.close()


def texts(page: MatrixPage) -> list[list[str]]:
    model = page.matrix.model()
    rows = range(model.rowCount())
    return [[str(model.index(row, column).data()) for column in rows] for row in rows]


def test_it_shows_the_network_and_says_each_cell(page: MatrixPage) -> None:
    assert texts(page) == [["", "3", ""], ["3", "", "1"], ["", "1", ""]]
    model = page.matrix.model()
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Board and Trust: trust; strength 3; 1 link."
    assert model.headerData(2, Qt.Orientation.Vertical) == "V  Charity"


def test_choosing_a_cell_selects_its_organisation_and_lists_its_links(page: MatrixPage) -> None:
    page.matrix.setCurrentIndex(page.matrix.model().index(2, 1))
    assert page._view.selected == "Charity"
    assert [row.cells[2].words for row in page.links.shown.rows] == ["referral"]
    assert page.links.shown.name == "Links of Charity"


def test_a_selection_made_elsewhere_lights_its_row_and_chooses_nothing(page: MatrixPage) -> None:
    page._view.select("Trust")
    assert page.matrix.currentIndex().row() == 1
    assert page._view.selected == "Trust"
    image = page.matrix.viewport().grab().toImage()

    def ground(row: int, column: int) -> str:
        corner = page.matrix.visualRect(page.matrix.model().index(row, column)).topLeft()
        return image.pixelColor(corner + QPoint(1, 1)).name()

    soft, panel = LIGHT.accent_soft, LIGHT.panel
    assert [ground(1, 2), ground(0, 1), ground(2, 1), ground(0, 2)] == [soft, soft, soft, panel]


def test_a_part_of_the_matrix_is_painted_as_in_the_whole(qtbot: QtBot, page: MatrixPage) -> None:
    names = tuple(f"Invented body {number}" for number in range(60))
    cell = Cell(2, (TieKind.TRUST,), (About(Tie.TABLE, "t"),), at_risk=True)
    cells = {(a, b): cell for a in range(60) for b in range(60) if (a + b) % 3 == 1 and a != b}
    roles = (Role.OTHER_NHS,) * 30 + (Role.VCSE,) * 30
    starts = {Role.OTHER_NHS: 0, Role.VCSE: 30}
    view = page.matrix
    view.show_matrix(Matrix(names, names, roles, starts, cells))
    view.setCurrentIndex(view.model().index(28, 27))
    view.horizontalScrollBar().setValue(333)
    view.verticalScrollBar().setValue(217)
    whole = view.viewport().grab().toImage()
    for part in (QRect(101, 37, 90, 80), QRect(0, 0, 33, 100), QRect(200, 50, 1, 1)):
        assert view.viewport().grab(part).toImage() == whole.copy(part)


def test_enter_opens_the_record_behind_a_cell_and_nothing_where_there_is_none(
    page: MatrixPage,
) -> None:
    opened: list[About] = []
    page.record_wanted.connect(opened.append)
    for column in (1, 2):
        page.matrix.setCurrentIndex(page.matrix.model().index(0, column))
        QTest.keyClick(page.matrix, Qt.Key.Key_Return)
    assert [about.table for about in opened] == [Tie.TABLE]


def test_filter_and_hidden_kinds_hold_here_too_and_the_badge_says_so(
    qtbot: QtBot, page: MatrixPage
) -> None:
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        page._view.set_filter(Filter(sectors=frozenset({Sector.NHS})))
    assert len(page.organisations.shown.rows) == 2
    assert page.head.badge == "1 of 3 organisations and 1 of 2 links hidden"
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        page._view.set_hidden_kinds(frozenset({TieKind.TRUST}))
    assert texts(page) == [["", ""], ["", ""]]
    assert page.head.badge == "1 of 3 organisations and 2 of 2 links hidden"


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_faintest_mark_stands_out_three_to_one(theme: Theme) -> None:
    def light(colour: QColor) -> float:
        parts = [value / 255 for value in (colour.red(), colour.green(), colour.blue())]
        linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    mark, ground = light(mixed(theme.accent, theme.panel, SHADES[0])), light(QColor(theme.panel))
    assert (max(mark, ground) + 0.05) / (min(mark, ground) + 0.05) >= 3


def test_stronger_links_are_painted_larger(page: MatrixPage) -> None:
    page.matrix.clearSelection()
    image = page.matrix.viewport().grab().toImage()

    def marked(row: int, column: int) -> int:
        rect = page.matrix.visualRect(page.matrix.model().index(row, column))
        return sum(
            is_mark(image, x, y)
            for x in range(rect.left(), rect.right())
            for y in range(rect.top(), rect.bottom())
        )

    assert marked(0, 1) > marked(1, 2) > marked(0, 2) == 0


def is_mark(image: QImage, x: int, y: int) -> bool:
    return image.pixelColor(x, y).blue() - image.pixelColor(x, y).red() > 60


def test_each_view_says_how_it_is_read(page: MatrixPage) -> None:
    said = page.findChildren(QLabel)
    assert any("larger a square" in label.text() for label in said)
    page.as_list.click()
    assert not any("darker a square" in label.text() for label in said)
    assert any("double click or Enter" in label.text() for label in said)


def test_two_dates_are_told_apart_in_matrix_and_list(
    qtbot: QtBot, place_builder: "PlaceBuilder"
) -> None:
    place_builder.add_organisation("Charity", Sector.VCSE)
    place_builder.add_organisation("Board")
    place_builder.add_tie("Charity", "Board", TieKind.TRUST, 3, end=PartialDate(2026, 6))
    place_builder.add_tie("Charity", "Board", TieKind.REFERRAL, 1, start=PartialDate(2027))
    request = MatrixRequest(
        place_builder.build(),
        dt.date(2026, 1, 1),
        MapChoice(other=dt.date(2028, 1, 1)),
        MatrixOrder.NAME,
    )
    found = find_matrix(request, Token())
    assert found.title == "1 January 2026 and 1 January 2028"
    assert found.matrix.words_of(0, 1).endswith("strength 4; 2 links; 1 lost, 1 gained.")
    titles = [heading.title for heading in found.lists.links.headings]
    assert "At risk" not in titles
    column = titles.index("What becomes of it")
    assert {row.cells[column].words for row in found.lists.links.rows} == {"× lost", "+ gained"}
    assert all(len(row.cells) == len(titles) for row in found.lists.links.rows)
    bodies = found.lists.organisations
    assert all(len(row.cells) == len(bodies.headings) for row in bodies.rows)
    assert {row.cells[1].words for row in bodies.rows} == {"stays"}
    view = MatrixView()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show_matrix(found.matrix)
    with_sign = view.viewport().grab().toImage()
    cell = replace(found.matrix.cells[0, 1], changes=())
    view.show_matrix(replace(found.matrix, cells={(0, 1): cell, (1, 0): cell}))
    assert view.viewport().grab().toImage() != with_sign


def test_the_page_follows_comparison_and_scenario_and_has_the_chips_of_the_map(
    qtbot: QtBot, page: MatrixPage
) -> None:
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        page._view.set_other(dt.date(2030, 1, 1))
    assert page.head.title == "1 January 2026 and 1 January 2030"
    (chip,) = page.filters.chips
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        chip.click()
    assert page.head.title == "1 January 2026"


@pytest.mark.parametrize("reason", list(QContextMenuEvent.Reason)[:2])
def test_every_view_offers_the_menu_of_an_organisation_to_mouse_and_keyboard(
    qtbot: QtBot, page: MatrixPage, reason: QContextMenuEvent.Reason
) -> None:
    asked: list[str] = []
    page.menu_wanted.connect(lambda organisation_id, _at: asked.append(organisation_id))
    for view, row, column in ((page.matrix, 2, 1), (page.organisations, 1, 0), (page.links, 0, 1)):
        index = view.model().index(row, column)
        view.setCurrentIndex(index)
        at = view.visualRect(index).center()
        QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, at, at))
    board, trust = page.organisations.shown.rows[1].cells[0].organisation_id, "Charity"
    assert asked[0] == trust
    assert asked[1] == board
    assert asked[2] in {"Trust", "Board"}


def test_the_links_of_a_selection_are_named_and_can_be_left(page: MatrixPage) -> None:
    page.as_list.click()
    page._view.select("Charity")
    assert page._links_title.text() == "Links of Charity"
    page.all_links.click()
    assert page._view.selected is None
    assert page._links_title.text() == "2 links of the map"
    page._view.select("elsewhere")
    assert "is not in it" in page._links_title.text()
    assert page.links.shown.rows == ()


def test_the_keys_of_the_map_focus_from_the_list_too(qtbot: QtBot, page: MatrixPage) -> None:
    page.as_list.click()
    page.activateWindow()
    page.organisations.setFocus()
    qtbot.waitUntil(page.organisations.hasFocus)
    page._view.select("Trust")
    QTest.keyClick(page.organisations, Qt.Key.Key_2)
    assert page._view.filter == Filter(around="Trust", steps=2)
    QTest.keyClick(page.organisations, Qt.Key.Key_Backspace)
    assert page._view.filter.is_empty
    page._view.select(None)
    QTest.keyClick(page.organisations, Qt.Key.Key_1)
    assert page._view.filter.is_empty


def test_the_names_of_the_matrix_have_the_room_of_the_longest(qtbot: QtBot, page: MatrixPage) -> None:
    page.resize(1200, 800)
    page.show()
    qtbot.waitExposed(page)
    view = page.matrix

    def room(name: str) -> tuple[int, int]:
        names = ("Board", name)
        view.show_matrix(Matrix(names, names, (Role.VCSE,) * 2, {Role.VCSE: 0}, {}))
        qtbot.wait(20)
        return view.verticalHeader().width(), view.horizontalHeader().height()

    short, long, endless = (
        room("Trust"),
        room("Calderbeck Hospitals Foundation Trust"),
        room("Trust " * 60),
    )
    needed = view.fontMetrics().horizontalAdvance("V  Calderbeck Hospitals Foundation Trust")
    assert short[0] < needed <= long[0]
    assert short[1] < needed <= long[1]
    assert endless[0] <= round(0.4 * view.width())
    assert endless[1] <= round(0.4 * view.height())
