"""Typing links: names completed, questions answered by key, one step a line, nothing typed is lost."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.domain.agreement import Agreement
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind
from partnermap.ui.main_window import MainWindow
from partnermap.ui.theme import Appearance
from partnermap.ui.turns import Turns
from partnermap.ui.workshop.link_page import LinkPage
from partnermap.ui.workshop.room import WorkshopPage
from partnermap.ui.workshop.sizes import DESK, PROJECTOR, Sizes
from partnermap.ui.workshop.verb_list import VerbList, help_rows

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]
TODAY = dt.date(2026, 6, 1)


@pytest.fixture
def page(qtbot: QtBot, small_place: Place) -> Iterator[LinkPage]:
    turns = Turns()
    sizes = Sizes()
    made = LinkPage(turns, sizes, lambda: TODAY, VerbList(sizes))
    qtbot.addWidget(made)
    made.show()
    made.show_place(small_place)
    qtbot.waitUntil(lambda: turns.is_idle, timeout=PATIENCE_MS)
    made.line.setFocus()
    yield made
    turns.close()


def typed(page: LinkPage, words: str) -> None:
    page.line.clear()
    QTest.keyClicks(page.line, words)


def test_what_will_be_recorded_stands_below_before_enter(page: LinkPage) -> None:
    sent: list[object] = []
    page.command_wanted.connect(sent.append)
    typed(page, "County Council funds Age Together 120k")
    assert page.said.text() == "County Council funds Age Together, £120,000 in 2026/27."
    assert "present financial year" in page.assumed.text()
    assert sent == []
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert len(sent) == 1
    assert page.line.text() == ""


def test_a_problem_is_said_on_enter_and_the_line_stays(page: LinkPage) -> None:
    sent: list[object] = []
    page.command_wanted.connect(sent.append)
    typed(page, "County Council likes Age Together")
    assert page.problem.text() == ""
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert "“likes” is no verb" in page.problem.text()
    assert page.line.text() == "County Council likes Age Together"
    assert sent == []


def test_names_are_completed_with_tab_or_marked_with_the_arrows(page: LinkPage) -> None:
    typed(page, "cou")
    assert [one.name for one in page.line.offers.names] == ["County Council"]
    assert page.line.offers.isVisible()
    QTest.keyClick(page.line, Qt.Key.Key_Tab)
    assert page.line.text() == "County Council "
    assert not page.line.offers.isVisible()
    assert page.line.hasFocus()
    QTest.keyClicks(page.line, "meets co")
    assert len(page.line.offers.names) == 2
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text().startswith("County Council meets Co")
    assert page.line.text().strip().endswith(("Council", "Trust"))


def test_a_question_is_answered_with_a_figure_or_enter(page: LinkPage) -> None:
    typed(page, "County Council funds Age Together 9k 2025-27")
    assert page.question.words.text() == "Is £9,000 for each year, or for the two years together?"
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.question.buttons[0].hasFocus()
    QTest.keyClick(page.question.buttons[0], Qt.Key.Key_2)
    assert page.line.text() == "County Council funds Age Together 9k in all 2025-27"
    assert page.line.hasFocus()
    assert page.understood.plan is not None
    assert not page.question.isVisible()


def test_escape_leaves_a_question_and_enter_takes_the_answer_with_the_keyboard(page: LinkPage) -> None:
    typed(page, "Community Trust shares data with Northside PCN")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    QTest.keyClick(page.question.buttons[0], Qt.Key.Key_Escape)
    assert page.line.hasFocus()
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    QTest.keyClick(page.question.buttons[0], Qt.Key.Key_Return)
    assert page.line.text() == "Community Trust shares data with Northside PCN (NHS)"


def test_arrows_bring_earlier_lines_back_and_keep_the_one_begun(page: LinkPage) -> None:
    for line in ("County Council trusts Age Together", "Age Together trusts County Council"):
        typed(page, line)
        QTest.keyClick(page.line, Qt.Key.Key_Return)
    typed(page, "Village Hall 9")
    QTest.keyClick(page.line, Qt.Key.Key_Up)
    QTest.keyClick(page.line, Qt.Key.Key_Up)
    assert page.line.text() == "County Council trusts Age Together"
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    assert page.line.text() == "Village Hall 9"


def test_a_line_that_could_not_be_recorded_comes_back(page: LinkPage) -> None:
    typed(page, "County Council trusts Age Together")
    QTest.keyClick(page.line, Qt.Key.Key_Return)
    assert page.line.text() == ""
    page.give_back()
    assert page.line.text() == "County Council trusts Age Together"


def test_the_help_names_every_kind_of_link() -> None:
    titles = {title for title, _ in help_rows()}
    assert {"Joint funding", "Joint post", "Data sharing", "Referral", "Trust"} <= titles
    words = dict(help_rows())
    assert words["Data sharing"].startswith("shares data with, share data")


@pytest.fixture
def room(qtbot: QtBot, opened: Opener, small_file: Path) -> WorkshopPage:
    window = opened(small_file)
    assert window.rooms is not None
    window.tabs.setCurrentWidget(window.rooms.workshop)
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    return window.rooms.workshop


def test_a_line_is_one_step_that_stands_in_the_log_and_is_taken_back(
    qtbot: QtBot, room: WorkshopPage
) -> None:
    window = room.window()
    assert isinstance(window, MainWindow)
    assert window.bridge.place is not None
    assert room.words.text() == "Nothing has been entered in this session yet."
    room.links.line.setFocus()
    QTest.keyClicks(room.links.line, "Northside PCN (NHS) shares data with Community Trust integrated")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        QTest.keyClick(room.links.line, Qt.Key.Key_Return)
    place = window.bridge.place
    (body,) = [one for one in place.of(Organisation).values() if one.name == "Northside PCN"]
    (tie,) = [one for one in place.of(Tie).values() if one.kind is TieKind.DATA_SHARING]
    assert (body.sector, tie.strength, {tie.from_id, tie.to_id}) == (
        Sector.NHS,
        3,
        {body.id, "trust"},
    )
    qtbot.waitUntil(lambda: len(room.session.standing) == 1, timeout=PATIENCE_MS)
    assert room.links.recorded.text().startswith("Recorded: Northside PCN shares data with")
    assert room.words.text().startswith("1 entry in this session. Last: Northside PCN")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        room.take_back.click()
    assert body.id not in window.bridge.place.of(Organisation)
    qtbot.waitUntil(lambda: not room.session.standing, timeout=PATIENCE_MS)
    assert [entry.stands for entry in room.session.entries] == [False]
    assert not room.take_back.isEnabled()
    assert not room.links.recorded.isVisible()
    assert not room.links.to_map.isVisible()


def test_ctrl_z_in_the_empty_line_takes_the_last_link_back(qtbot: QtBot, room: WorkshopPage) -> None:
    window = room.window()
    assert isinstance(window, MainWindow)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE_MS)
    room.links.line.setFocus()
    QTest.keyClicks(room.links.line, "Village Hall trusts Age Together")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        QTest.keyClick(room.links.line, Qt.Key.Key_Return)
    qtbot.waitUntil(window.actions_.undo.isEnabled, timeout=PATIENCE_MS)
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        QTest.keyClick(room.links.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert room.links.line.text() == ""
    assert window.bridge.place is not None
    assert len(window.bridge.place.of(Tie)) == 3


def test_a_new_link_is_shown_on_the_map(qtbot: QtBot, room: WorkshopPage) -> None:
    window = room.window()
    assert isinstance(window, MainWindow)
    assert window.rooms is not None
    QTest.keyClicks(room.links.line, "Village Hall funds Age Together £500")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        QTest.keyClick(room.links.line, Qt.Key.Key_Return)
    qtbot.waitUntil(room.links.to_map.isVisible, timeout=PATIENCE_MS)
    assert window.bridge.place is not None
    assert len(window.bridge.place.of(Agreement)) == 2
    room.links.to_map.click()
    assert window.tabs.currentWidget() is window.rooms.map
    assert window.view.selected == "alone"


def test_projector_size_outlives_other_colours(qtbot: QtBot, room: WorkshopPage) -> None:
    window = room.window()
    assert isinstance(window, MainWindow)
    room.projector.setChecked(True)
    large = room.links.line.font().pointSizeF()
    asked = room.ratings.view.statement.font().pointSizeF()
    assert asked > large
    window.appearance.choose(Appearance.DARK)
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert room.links.line.font().pointSizeF() == pytest.approx(large)
    assert room.ratings.view.statement.font().pointSizeF() == pytest.approx(asked)


def test_projector_size_makes_the_words_larger_and_back(room: WorkshopPage) -> None:
    small = room.links.line.font().pointSizeF()
    room.projector.setChecked(True)
    assert room.links.line.font().pointSizeF() == pytest.approx(small * PROJECTOR / DESK)
    room.projector.setChecked(False)
    assert room.links.line.font().pointSizeF() == pytest.approx(small)
