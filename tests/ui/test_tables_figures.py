"""A table of figures: how wide its columns are, and what it shortens."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from partnermap.ui.tables.figures import Figure, FigureRow, FigureTable, Heading
from partnermap.ui.tables.figures_view import FiguresView, NameDelegate

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
