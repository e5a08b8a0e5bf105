"""Names from files stay names: never markup in a tooltip, never an underlined letter on a button."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as Markup
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Filter, MapChoice
from partnermap.scene.matrix import MatrixOrder
from partnermap.ui.panels.elided_label import ElidedLabel
from partnermap.ui.panels.filter_bar import FilterBar
from partnermap.ui.panels.start_page import StartPage
from partnermap.ui.plain_words import caption, tip
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading
from partnermap.ui.tables.figures_view import FiguresModel
from partnermap.ui.tables.matrix_page import MatrixRequest, find_matrix
from partnermap.ui.tables.matrix_view import MatrixModel
from partnermap.ui.view_state import ViewState

if TYPE_CHECKING:
    from tests.conftest import PlaceBuilder

EVIL = 'Care <img src="file://elsewhere/share/a.png"> & <b>Sons</b>'
PLAIN = ("Trust", "a < 2", "R&D &amp; more", "", "line\nline")


def as_read(words: str) -> str:
    """What Qt shows of the words in a tooltip."""
    if not Markup.mightBeRichText(words):
        return words
    document = QTextDocument()
    document.setHtml(words)
    return document.toPlainText().replace("\xa0", " ")


@pytest.mark.parametrize("words", [EVIL, "<b>x</b>", "&lt;b&gt; <i>y</i>", "a < b and c > d", *PLAIN])
def test_a_tooltip_shows_the_words_as_they_are(words: str) -> None:
    assert as_read(tip(words)) == words


@pytest.mark.parametrize("words", PLAIN)
def test_words_without_markup_are_left_alone(words: str) -> None:
    assert tip(words) == words


@pytest.fixture
def place(place_builder: "PlaceBuilder") -> Place:
    place_builder.add_organisation(EVIL)
    place_builder.add_organisation("Board")
    place_builder.add_tie(EVIL, "Board")
    return place_builder.build()


def test_a_name_is_no_markup_in_the_matrix_and_its_headings(place: Place) -> None:
    model = MatrixModel()
    request = MatrixRequest(place, dt.date(2026, 1, 1), MapChoice(), MatrixOrder.NAME)
    model.show_matrix(find_matrix(request, Token()).matrix)
    row = model.matrix.names.index(EVIL)
    role = Qt.ItemDataRole.ToolTipRole
    assert EVIL in as_read(model.data(model.index(row, 1 - row), role))
    assert EVIL in as_read(model.headerData(row, Qt.Orientation.Horizontal, role))
    assert EVIL in model.data(model.index(row, 1 - row), Qt.ItemDataRole.AccessibleTextRole)


def test_a_name_is_no_markup_in_a_table_of_figures() -> None:
    model = FiguresModel()
    model.show_table(FigureTable("Names", (Heading("Name"),), (FigureRow((Figure(EVIL),)),)))
    index = model.index(0, 0)
    assert as_read(model.data(index, Qt.ItemDataRole.ToolTipRole)) == EVIL
    assert model.data(index) == EVIL


def test_a_name_is_no_markup_where_a_label_has_no_room_for_it(qtbot: QtBot) -> None:
    label = ElidedLabel(EVIL)
    qtbot.addWidget(label)
    assert as_read(label.toolTip()) == EVIL


def test_a_chip_shows_the_words_that_are_searched_for(qtbot: QtBot) -> None:
    bar = FilterBar(view := ViewState(dt.date(2026, 1, 1)))
    qtbot.addWidget(bar)
    view.set_filter(Filter(words=EVIL))
    chip = bar.chips[0]
    assert EVIL in as_read(chip.toolTip())
    assert caption(EVIL) in chip.text()


def test_the_folder_of_a_recent_file_keeps_its_ampersand(qtbot: QtBot) -> None:
    page = StartPage()
    qtbot.addWidget(page)
    page.show_recent(["C:/R&D/a.pmap"])
    assert "C:/R&&D/a.pmap" in {button.text() for button in page.findChildren(QPushButton)}
