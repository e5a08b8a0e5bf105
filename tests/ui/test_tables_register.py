"""The registers in the window: edit, refuse, add, remove, undo, copy, and follow the selection."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QStyleOptionViewItem,
    QTabWidget,
    QToolTip,
)
from pytestqt.qtbot import QtBot

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.ui.dialogs.add_record import AddRecord
from partnermap.ui.main_window import MainWindow
from partnermap.ui.tables.cell_editor import ChoiceBox, field_of
from partnermap.ui.tables.choices import Choices
from partnermap.ui.tables.kinds import KINDS
from partnermap.ui.tables.losses import loss_sentence
from partnermap.ui.tables.register_model import RegisterModel
from partnermap.ui.tables.register_view import RegisterView
from partnermap.ui.tables.registers_page import RegistersPage

if TYPE_CHECKING:
    from pytestqt.logging import _QtMessageCapture as Messages

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


@pytest.fixture
def page(qtbot: QtBot, opened: Opener, small_file: Path) -> RegistersPage:
    window = opened(small_file)
    assert window.rooms is not None
    window.tabs.setCurrentWidget(window.rooms.registers)
    registers = window.rooms.registers
    qtbot.waitUntil(lambda: len(registers.model.ids) == 4, timeout=PATIENCE_MS)
    return registers


def choose(qtbot: QtBot, page: RegistersPage, table: str, rows: int) -> None:
    page.kinds.setCurrentRow([kind.TABLE for kind in KINDS].index(table))
    qtbot.waitUntil(lambda: len(page.model.ids) == rows, timeout=PATIENCE_MS)


def cell(page: RegistersPage, record_id: str, title: str) -> QModelIndex:
    row = page.model.row_of(record_id)
    assert row is not None
    return page.model.index(row, [item.title for item in page.model.columns].index(title))


def edit(page: RegistersPage, index: QModelIndex) -> QLineEdit:
    page.view.setCurrentIndex(index)
    page.view.edit(index)
    editor = page.view.findChild(QLineEdit, "cell") or page.view.findChild(ChoiceBox, "cell")
    assert editor is not None
    field = field_of(editor)
    assert field is not None
    return field


def type_in(qtbot: QtBot, page: RegistersPage, index: QModelIndex, words: str) -> None:
    field = edit(page, index)
    field.clear()
    QTest.keyClicks(field, words)
    owner = field.parentWidget()
    QTest.keyClick(owner if isinstance(owner, ChoiceBox) else field, Qt.Key.Key_Return)


def test_enter_takes_the_only_option_that_the_typed_words_are_found_in(
    qtbot: QtBot, page: RegistersPage
) -> None:
    field = edit(page, cell(page, "charity", "Sector"))
    field.clear()
    QTest.keyClicks(field, "comm")
    box = field.parentWidget()
    assert isinstance(box, ChoiceBox)
    qtbot.waitUntil(lambda: box.is_offering, timeout=PATIENCE_MS)
    completer = box.completer()
    popup = completer.popup() if completer is not None else None
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page, "charity", "Sector").data() == "community", timeout=PATIENCE_MS)


def test_words_found_in_several_options_choose_none(qtbot: QtBot) -> None:
    box = ChoiceBox(["Ashenvale ICB", "Calderbeck ICB", "ICB"], closed=True)
    qtbot.addWidget(box)
    for typed, meant in (
        ("icb", "ICB"),
        ("ashen", "Ashenvale ICB"),
        ("e", "e"),
        ("new", "new"),
        ("", ""),
    ):
        box.setCurrentText(typed)
        assert box.meant == meant


def test_an_open_list_keeps_what_was_typed(qtbot: QtBot) -> None:
    box = ChoiceBox(["Option A"])
    qtbot.addWidget(box)
    box.setCurrentText("A")
    assert box.meant == "A"


def test_a_cell_is_edited_in_place_as_one_step_that_undo_takes_back(
    qtbot: QtBot, page: RegistersPage
) -> None:
    type_in(qtbot, page, cell(page, "charity", "Opened"), "2026-04")
    qtbot.waitUntil(lambda: cell(page, "charity", "Opened").data() == "2026-04", timeout=PATIENCE_MS)
    bridge = page._bridge
    assert bridge.state is not None
    assert bridge.state.undo_label == "Change opening date of Age Together"
    bridge.undo()
    qtbot.waitUntil(lambda: cell(page, "charity", "Opened").data() == "", timeout=PATIENCE_MS)


def test_a_word_is_chosen_from_its_list(qtbot: QtBot, page: RegistersPage) -> None:
    type_in(qtbot, page, cell(page, "trust", "Sector"), "private")
    qtbot.waitUntil(lambda: cell(page, "trust", "Sector").data() == "private", timeout=PATIENCE_MS)


@pytest.mark.parametrize("leave", ["choose", "kind", "room"])
def test_an_editor_is_left_without_a_warning(
    qtbot: QtBot, qtlog: "Messages", page: RegistersPage, leave: str
) -> None:
    field = edit(page, cell(page, "trust", "Sector"))
    field.setFocus()
    box = field.parentWidget()
    assert isinstance(box, ChoiceBox)
    if leave == "choose":
        box.setCurrentText("private")
        box.activated.emit(box.currentIndex())
        page.kinds.setFocus()
        qtbot.waitUntil(lambda: cell(page, "trust", "Sector").data() == "private", timeout=PATIENCE_MS)
    elif leave == "kind":
        page.kinds.setCurrentRow(1)
    else:
        tabs = page.window().findChild(QTabWidget)
        assert isinstance(tabs, QTabWidget)
        tabs.setCurrentIndex(0)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, 0)
    assert [record.message for record in qtlog.records if "commitData" in record.message] == []


def test_a_bad_date_keeps_the_editor_and_says_why(qtbot: QtBot, page: RegistersPage) -> None:
    index = cell(page, "charity", "Opened")
    type_in(qtbot, page, index, "2026-13")
    assert page.said.text() == "Opened: the date 2026-13 does not exist; correct it."
    field = page.view.findChild(QLineEdit, "cell")
    assert field is not None
    assert field.text() == "2026-13"
    assert index.data() == ""
    field.setText("2026-12")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: index.data() == "2026-12", timeout=PATIENCE_MS)
    assert page.said.text() == ""


def test_an_edit_keeps_scroll_selection_and_order(qtbot: QtBot, page: RegistersPage) -> None:
    page.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    qtbot.waitUntil(lambda: page.model.ids[0] == "alone", timeout=PATIENCE_MS)
    order = list(page.model.ids)
    type_in(qtbot, page, cell(page, "trust", "Name"), "Zebra Trust")
    qtbot.waitUntil(lambda: cell(page, "trust", "Name").data() == "Zebra Trust", timeout=PATIENCE_MS)
    assert list(page.model.ids) == order
    assert page.view.current_id == "trust"


def test_a_name_that_is_there_already_is_warned_of(qtbot: QtBot, page: RegistersPage) -> None:
    type_in(qtbot, page, cell(page, "trust", "Name"), "village hall")
    wanted = "Another organisation is called “Village Hall” already"
    qtbot.waitUntil(lambda: wanted in page.said.text(), timeout=PATIENCE_MS)


def test_removing_says_what_goes_with_it_and_undo_brings_it_back(
    qtbot: QtBot, page: RegistersPage
) -> None:
    page.view.go_to("charity")
    qtbot.waitUntil(
        lambda: page.hint.text() == "Removing this row also removes 1 tie.", timeout=PATIENCE_MS
    )
    QTest.keyClick(page.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.row_of("charity") is None, timeout=PATIENCE_MS)
    assert "t2" not in page._place.ties
    page._bridge.undo()
    qtbot.waitUntil(lambda: page.model.row_of("charity") is not None, timeout=PATIENCE_MS)
    assert "t2" in page._place.ties


def test_a_row_is_added_with_what_it_needs_and_selected(qtbot: QtBot, page: RegistersPage) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(AddRecord)
    assert dialog is not None
    dialog.go.click()
    assert dialog.words.text() == "The name is empty; give one."
    name = field_of(dialog.editors["Name"])
    assert name is not None
    name.setText("age together")
    assert "called “Age Together” already" in dialog.words.text()
    name.setText("New Charity")
    assert dialog.words.text() == ""
    dialog.go.click()
    qtbot.waitUntil(lambda: len(page.model.ids) == 5, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.view.current_id == page.model.ids[4], timeout=PATIENCE_MS)
    assert cell(page, page.model.ids[4], "Name").data() == "New Charity"


def test_a_tie_is_added_by_the_names_of_its_ends(qtbot: QtBot, page: RegistersPage) -> None:
    choose(qtbot, page, "ties", 3)
    page.add_record()
    dialog = page.findChild(AddRecord)
    assert dialog is not None
    for title, words in (("From", "Village Hall"), ("To", "Village Hall"), ("Kind", "trust")):
        field = field_of(dialog.editors[title])
        assert field is not None
        field.setText(words)
    dialog.go.click()
    assert dialog.words.text() == "A tie links two organisations; choose another end."
    field = field_of(dialog.editors["To"])
    assert field is not None
    field.setText("Age Together")
    dialog.go.click()
    qtbot.waitUntil(lambda: len(page.model.ids) == 4, timeout=PATIENCE_MS)


def test_the_register_of_ties_says_which_links_it_holds(qtbot: QtBot, page: RegistersPage) -> None:
    choose(qtbot, page, "ties", 3)
    assert page.count.text().startswith("3 ties; links recorded one by one.")


def test_the_filter_keeps_rows_with_its_words(qtbot: QtBot, page: RegistersPage) -> None:
    page.words.setText("council")
    qtbot.waitUntil(lambda: list(page.model.ids) == ["county"], timeout=PATIENCE_MS)
    assert page.count.text() == "1 of 4 organisations"
    page.words.setText("nothing at all")
    qtbot.waitUntil(lambda: not page.model.ids, timeout=PATIENCE_MS)
    assert page.empty.text() == "No row has these words; empty the filter to see all organisations."
    page.words.clear()
    qtbot.waitUntil(lambda: len(page.model.ids) == 4, timeout=PATIENCE_MS)


def test_an_empty_register_says_the_way_out(qtbot: QtBot, page: RegistersPage) -> None:
    choose(qtbot, page, "programmes", 0)
    wanted = "No programmes yet; add one (Ctrl+N) or import a workbook (Ctrl+I)."
    qtbot.waitUntil(lambda: page.empty.text() == wanted, timeout=PATIENCE_MS)
    assert page.empty.isVisible()


def test_the_organisation_is_selected_on_the_map_too_and_back(qtbot: QtBot, page: RegistersPage) -> None:
    page.view.go_to("trust")
    assert page._state.selected == "trust"
    page._state.select("alone")
    assert page.view.current_id == "alone"


def test_selected_cells_are_copied_with_tabs(page: RegistersPage) -> None:
    page.view.setCurrentIndex(cell(page, "county", "Name"))
    page.view.selectRow(cell(page, "county", "Name").row())
    page.view.copy()
    assert QApplication.clipboard().text().split("\t")[:3] == ["County Council", "", "local authority"]


def test_a_record_is_shown_in_its_register(qtbot: QtBot, page: RegistersPage) -> None:
    page.words.setText("nothing")
    assert page.show_record(About("agreements", "a1"))
    qtbot.waitUntil(lambda: page.view.current_id == "a1", timeout=PATIENCE_MS)
    assert page.table == "agreements"
    assert not page.show_record(About("agreements", "gone"))


def test_payment_lines_are_read_only(qtbot: QtBot, page: RegistersPage) -> None:
    choose(qtbot, page, "payment_lines", 0)
    assert not page.add.isEnabled()
    assert page.model.read_only


def test_ctrl_n_adds_a_row_and_makes_no_new_place(
    qtbot: QtBot, page: RegistersPage, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []
    window.actions_.new.triggered.connect(lambda _: made.append(True))
    monkeypatch.setattr(window.tasks, "new", lambda: made.append(True))
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(AddRecord) is not None
    assert made == []


def test_cells_are_named_for_screen_readers(page: RegistersPage) -> None:
    index = cell(page, "county", "Sector")
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Sector: local authority"
    assert cell(page, "county", "Closed").data(Qt.ItemDataRole.AccessibleTextRole) == "Closed: blank"
    assert page.view.accessibleName() == "Register of organisations"


@pytest.mark.parametrize(
    ("rows", "gone", "sentence"),
    [
        (1, {}, ""),
        (1, {"ties": 12}, "Removing this row also removes 12 ties."),
        (2, {"ties": 1, "members": 3}, "Removing these 2 rows also removes 1 tie and 3 members."),
    ],
)
def test_what_goes_with_rows_is_one_sentence(rows: int, gone: dict[str, int], sentence: str) -> None:
    assert loss_sentence(rows, gone) == sentence


def test_tabs_stand_in_the_order_of_the_design(window: MainWindow) -> None:
    tabs: QTabWidget = window.tabs
    titles = [tabs.tabText(number) for number in range(tabs.count())]
    assert titles == [
        *("Map", "Matrix", "Registers", "Money", "Posts"),
        *("Measures", "Reorganisation", "Health", "Workshop"),
    ]


def test_a_cell_that_is_cut_off_is_shown_whole_when_pointed_at(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Invented partnership of several neighbourhoods"
    model = RegisterModel()
    record = Organisation(id="o1", name=name)
    model.show_table(Organisation.TABLE, Place(tables={Organisation.TABLE: {"o1": record}}))
    model.show_ids(("o1",))
    view = RegisterView(model)
    qtbot.addWidget(view)
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, _view: said.append(words))
    column = next(i for i, one in enumerate(model.columns) if one.title == "Name")
    for wide in (60, 600):
        view.setColumnWidth(column, wide)
        index, option = model.index(0, column), QStyleOptionViewItem()
        option.rect = view.visualRect(index)
        event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
        assert view.delegate.helpEvent(event, view, option, index)
    assert said == [name, ""]


def test_a_new_agreement_says_where_its_payers_are_entered(qtbot: QtBot, small_place: Place) -> None:
    said = {}
    for table in ("agreements", "organisations"):
        dialog = AddRecord(table, Choices(small_place))
        qtbot.addWidget(dialog)
        said[table] = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "under Contributions" in said["agreements"]
    assert "under Contributions" not in said["organisations"]
