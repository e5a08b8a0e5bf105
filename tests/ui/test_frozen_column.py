"""The first column of a register stays in view, and the table behaves as one."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.ui.tables.register_model import RegisterModel
from partnermap.ui.tables.register_view import RegisterView

WIDE, HIGH = 700, 400


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[RegisterView]:
    """Two hundred organisations in a table that is too narrow for its columns."""
    records: dict[str, Record] = {
        f"o{i:03}": Organisation(id=f"o{i:03}", name=f"Invented body {i:03}") for i in range(200)
    }
    model = RegisterModel()
    model.show_table(Organisation.TABLE, Place(tables={Organisation.TABLE: records}))
    model.show_ids(tuple(records))
    holder = QWidget()
    table = RegisterView(model, holder)
    model.setParent(holder)
    QVBoxLayout(holder).addWidget(table)
    qtbot.addWidget(holder)
    holder.resize(WIDE, HIGH)
    holder.show()
    table.fit_columns()
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    yield table
    holder.hide()


def left_side(view: RegisterView) -> QRect:
    header = view.horizontalHeader().height()
    return QRect(0, 0, view.frozen.reach, header + view.viewport().height())


def scroll(view: RegisterView, across: int, down: int = 0) -> None:
    view.horizontalScrollBar().setValue(across)
    view.verticalScrollBar().setValue(down)
    QApplication.processEvents()


def test_names_look_the_same_wherever_the_table_is_scrolled_to(view: RegisterView) -> None:
    scroll(view, 0)
    before = view.grab(left_side(view)).toImage()
    scroll(view, view.horizontalScrollBar().maximum())
    assert view.grab(left_side(view)).toImage() == before


@pytest.mark.parametrize("down", [0, 7, 150, 10_000])
def test_names_stand_beside_their_rows(view: RegisterView, down: int) -> None:
    scroll(view, 300, down)
    for row in range(200):
        assert view.frozen.rowViewportPosition(row) == view.rowViewportPosition(row)


def test_names_stay_beside_their_rows_with_larger_letters(view: RegisterView) -> None:
    font = view.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    view.setFont(font)
    scroll(view, 300, 20)
    assert view.frozen.rowHeight(5) == view.rowHeight(5)
    assert view.frozen.rowViewportPosition(30) == view.rowViewportPosition(30)


def test_a_click_on_a_name_chooses_its_row_and_gives_the_table_the_keyboard(view: RegisterView) -> None:
    scroll(view, 400, 10)
    row = view.rowAt(5) + 3
    at = QPoint(12, view.rowViewportPosition(row) + 4)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (row, 0)
    assert view.current_id == f"o{row:03}"
    assert view.horizontalScrollBar().value() == 400


def test_the_column_beside_the_names_is_never_left_below_them(view: RegisterView) -> None:
    last = view.model().columnCount() - 1
    view.setCurrentIndex(view.model().index(3, last))
    assert view.horizontalScrollBar().value() > 0
    for column in range(last - 1, 0, -1):
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert view.currentIndex().column() == column
        assert view.visualRect(view.currentIndex()).left() >= view.frozen.reach
    scroll(view, 300)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().column() == 0
    assert view.visualRect(view.currentIndex()).left() == 0
    assert view.horizontalScrollBar().value() == 300


def test_a_name_is_edited_where_it_is_seen(view: RegisterView) -> None:
    scroll(view, 400)
    index = view.model().index(2, 0)
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert view.is_editing
    editor = view.viewport().childAt(view.visualRect(index).center())
    assert editor is not None
    assert editor.objectName() == "cell"
    scroll(view, 500)
    assert editor.x() == 0


def test_both_headings_sort_the_table(view: RegisterView) -> None:
    asked: list[tuple[int, bool]] = []
    model = view.model()
    assert isinstance(model, RegisterModel)
    model.order_wanted.connect(lambda column, descending: asked.append((column, descending)))
    heading = view.frozen.heading
    for _ in range(2):
        QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 8))
    assert asked == [(0, False), (0, True)]
    assert view.horizontalHeader().sortIndicatorSection() == 0
    view.horizontalHeader().setSortIndicator(2, Qt.SortOrder.DescendingOrder)
    assert (heading.sortIndicatorSection(), asked[-1]) == (2, (2, True))


def test_the_heading_of_names_widens_the_column(view: RegisterView) -> None:
    wide = view.columnWidth(0)
    view.frozen.heading.resizeSection(0, wide + 40)
    assert view.columnWidth(0) == wide + 40
    assert view.frozen.width() == wide + 40
    view.setColumnWidth(0, wide)
    assert (view.frozen.width(), view.frozen.heading.width()) == (wide, wide)


def test_a_wide_column_of_names_leaves_room_for_others_once_they_are_scrolled_to(
    view: RegisterView,
) -> None:
    view.setColumnWidth(0, WIDE - 100)
    scroll(view, 0)
    assert view.frozen.width() == WIDE - 100
    scroll(view, view.horizontalScrollBar().maximum())
    assert view.frozen.width() == round(view.viewport().width() / 2)


def test_there_is_one_table_for_the_keyboard_and_for_screen_readers(view: RegisterView) -> None:
    assert view.frozen.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert view.frozen.heading.focusPolicy() is Qt.FocusPolicy.NoFocus
    found = QAccessible.queryAccessibleInterface(view)
    roles = {found.child(i).role() for i in range(view.model().columnCount() + 2)}
    assert QAccessible.Role.Table not in roles
    view.setFocus()
    window = view.window()
    window.activateWindow()
    assert view.frozen.hasFocus() == view.hasFocus()


def test_another_kind_of_record_has_its_own_first_column(view: RegisterView) -> None:
    scroll(view, 400)
    model = view.model()
    assert isinstance(model, RegisterModel)
    model.show_table("ties", Place())
    assert view.frozen.width() == view.frozen.reach == view.columnWidth(0)
