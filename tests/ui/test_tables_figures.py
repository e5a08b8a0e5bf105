"""A table of figures: how wide its columns are, and what it shortens."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.ui.measures.overview import quick_measures
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading
from partnermap.ui.tables.figures_view import FiguresView, NameDelegate

ON = dt.date(2026, 6, 1)
WORDS = (Heading("What"), Heading("Until"))
COUNTS = (Heading("What"), Heading("How many", right=True))


def table(headings: tuple[Heading, ...], *names: str) -> FigureTable:
    return FigureTable(
        "Table", headings, tuple(FigureRow((Figure(name), Figure("1"))) for name in names)
    )


def test_a_column_grows_with_the_words_that_come_later(qtbot: QtBot) -> None:
    view = FiguresView()
    qtbot.addWidget(view)
    view.show_table(table(WORDS, "short"))
    before = view.columnWidth(0)
    view.show_table(table(WORDS, "a name that needs far more room"))
    wide = view.columnWidth(0)
    assert wide > before
    view.show_table(table(WORDS, "short"))
    assert view.columnWidth(0) == wide


def test_only_words_fill_the_rest_of_the_line(qtbot: QtBot) -> None:
    view = FiguresView()
    qtbot.addWidget(view)
    for headings, stretched in ((WORDS, True), (COUNTS, False)):
        view.show_table(table(headings, "one"))
        assert view.horizontalHeader().stretchLastSection() is stretched


def test_names_are_shortened_in_the_middle(qtbot: QtBot) -> None:
    view = FiguresView()
    qtbot.addWidget(view)
    view.show_table(table(WORDS, "one"))
    delegate = view.itemDelegateForColumn(0)
    assert isinstance(delegate, NameDelegate)
    option = QStyleOptionViewItem()
    delegate.initStyleOption(option, view.model().index(0, 0))
    assert option.textElideMode is Qt.TextElideMode.ElideMiddle


def test_a_column_may_have_a_bound_of_its_own(qtbot: QtBot) -> None:
    view = FiguresView()
    qtbot.addWidget(view)
    long = "words without end " * 20
    widths = []
    for widest in (10, 0, 90):
        view.show_table(table((Heading("What", widest=widest), Heading("Until")), long))
        widths.append(view.columnWidth(0))
    letter = view.fontMetrics().averageCharWidth()
    assert widths == [10 * letter, 48 * letter, 90 * letter]


def test_what_a_measure_says_is_read_whole_on_a_small_screen(qtbot: QtBot, example_place: Place) -> None:
    view = FiguresView()
    qtbot.addWidget(view)
    view.show_table(quick_measures(FiguresRequest(example_place, ON), Token()).main)
    titles = [heading.title for heading in view.shown.headings]
    column = titles.index("What it says")
    needed = max(
        view.fontMetrics().horizontalAdvance(row.cells[column].words) for row in view.shown.rows
    )
    assert view.columnWidth(column) > needed
    assert view.columnViewportPosition(column) + needed < 1280
    assert view.columnWidth(titles.index("VCSE")) < 150
