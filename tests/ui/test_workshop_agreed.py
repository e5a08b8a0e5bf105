"""What we agreed: an action from three fields, the list of open ones, and fields that come back."""

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.document.commands.records import AddRecords
from partnermap.domain.apply import applied
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.evidence import Action
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.ui.view_state import ViewState
from partnermap.ui.workshop.agreed import actions_sentence, actions_table, agreed_action
from partnermap.ui.workshop.agreed_page import AgreedPage
from partnermap.ui.workshop.sizes import Sizes

TODAY = dt.date(2026, 6, 1)


def action_of(command: AddRecords) -> Action:
    (record,) = command.records
    assert isinstance(record, Action)
    return record


def test_an_action_holds_what_was_typed() -> None:
    about = About("organisations", "county")
    command = agreed_action(" Write to  the ICB ", "Chair", "31 January 2027", about, TODAY)
    action = action_of(command)
    assert command.label == "Agreed: Write to the ICB"
    assert (action.action, action.owner, action.due) == (
        "Write to the ICB",
        "Chair",
        PartialDate(2027, 1, 31),
    )
    assert (action.about_table, action.about_id) == ("organisations", "county")
    assert action.source == "Workshop, 1 June 2026"


def test_only_the_action_is_needed_and_a_wrong_date_is_refused() -> None:
    action = action_of(agreed_action("Meet again", "", "", None, TODAY))
    assert (action.owner, action.due, action.about_table) == (None, None, None)
    with pytest.raises(BadValue, match="Say what will be done"):
        agreed_action("  ", "Chair", "", None, TODAY)
    with pytest.raises(BadValue, match="does not exist"):
        agreed_action("Meet", "", "2026-02-30", None, TODAY)


def test_open_actions_stand_newest_first_and_done_ones_are_left_out() -> None:
    place = Place(1)
    for words, owner in (("First", "Chair"), ("Second", "")):
        place = applied(place, agreed_action(words, owner, "", None, TODAY).changes(place))
    assert [row.cells[0].words for row in actions_table(place).rows] == ["Second", "First"]
    assert actions_sentence(place) == "2 actions open, 1 without an owner, 2 without a date."
    assert actions_sentence(Place(1)) == "No action is open yet."


@pytest.fixture
def page(qtbot: QtBot, small_place: Place) -> Iterator[AgreedPage]:
    view = ViewState(TODAY)
    made = AgreedPage(view, Sizes(), lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    made.show_place(small_place)
    view.select("charity")
    yield made
    view.deleteLater()


def test_an_action_is_recorded_from_the_keyboard(page: AgreedPage) -> None:
    sent: list[AddRecords] = []
    page.command_wanted.connect(sent.append)
    page.action.setFocus()
    QTest.keyClicks(page.action, "Ask for a data agreement")
    QTest.keyClicks(page.due, "2026-09")
    assert page.about.placeholderText() == "optional; F2 takes Age Together"
    QTest.keyClick(page.due, Qt.Key.Key_F2)
    QTest.keyClick(page.due, Qt.Key.Key_Return)
    action = action_of(sent[0])
    assert (action.about_table, action.about_id) == ("organisations", "charity")
    assert str(action.due) == "2026-09"
    assert [field.text() for field in (page.action, page.owner, page.due, page.about)] == [""] * 4
    assert page.action.hasFocus()
    page.give_back()
    assert page.action.text() == "Ask for a data agreement"


def test_what_an_action_is_about_must_be_found(page: AgreedPage) -> None:
    sent: list[AddRecords] = []
    page.command_wanted.connect(sent.append)
    QTest.keyClicks(page.action, "Meet")
    page.about.setText("nobody of that name")
    QTest.keyClick(page.action, Qt.Key.Key_Return)
    assert "Nothing is called “nobody of that name”" in page.told.text()
    assert sent == []
    page.about.setText("Winter fund")
    QTest.keyClick(page.action, Qt.Key.Key_Return)
    assert action_of(sent[0]).about_table == "agreements"
    assert not page.told.isVisible()
