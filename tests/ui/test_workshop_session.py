"""The session log: what was entered since the session began, and what was taken back of it."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnermap.document.history import Step
from partnermap.ui.main_window import MainWindow
from partnermap.ui.workshop.log_page import LogPage
from partnermap.ui.workshop.session import Session, log_table, session_of
from partnermap.ui.workshop.sizes import Sizes

WHEN = dt.datetime(2026, 11, 22, 10, 30, tzinfo=dt.UTC)


def steps(*made: tuple[str, int | None]) -> tuple[Step, ...]:
    return tuple(
        Step(number, WHEN + dt.timedelta(minutes=number), label, reverses)
        for number, (label, reverses) in enumerate(made, start=1)
    )


def test_only_what_came_after_the_beginning_counts_newest_first() -> None:
    session = session_of(steps(("import", None), ("one", None), ("two", None)), after=1)
    assert [entry.label for entry in session.entries] == ["two", "one"]
    assert session.sentence == "2 entries in this session. Last: two"


def test_what_was_taken_back_stays_in_the_log_and_is_not_counted() -> None:
    session = session_of(steps(("one", None), ("two", None), ("Undo two", 2)), after=0)
    assert [(entry.label, entry.stands) for entry in session.entries] == [("two", False), ("one", True)]
    assert session.sentence == "1 entry in this session. Last: one"
    redone = session_of(steps(("one", None), ("two", None), ("Undo two", 2), ("Redo two", 3)), after=0)
    assert [entry.stands for entry in redone.entries] == [True, True]


def test_an_earlier_step_that_is_taken_back_is_named_as_such() -> None:
    session = session_of(steps(("before", None), ("Undo before", 1)), after=1)
    assert session.standing == ()
    assert session.sentence == "Nothing has been entered in this session yet."
    (row,) = log_table(session).rows
    assert [cell.words for cell in row.cells][1:] == ["before", "from before, taken back"]


def test_an_empty_file_has_an_empty_log() -> None:
    assert log_table(session_of((), after=0)).rows == ()


def test_the_words_of_an_empty_log_stand_together_at_its_top(qtbot: QtBot) -> None:
    page = LogPage(Sizes())
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show_session(Session(), may_write=True)
    page.show()
    assert page.begin.geometry().bottom() < page.height() / 3
    page.show_session(session_of(steps(("one", None)), after=0), may_write=True)
    qtbot.waitUntil(lambda: page.table.height() > page.height() / 2, timeout=5_000)


def test_whatever_page_comes_to_the_front_the_keyboard_is_on_something_with_a_name(
    qtbot: QtBot, opened: Callable[[Path], MainWindow], small_file: Path
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    room = window.rooms.workshop
    window.tabs.setCurrentWidget(room)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    for number in range(room.tabs.count()):
        room.show_page(room.links)
        room.links.take_focus()
        room.tabs.setCurrentIndex(number)
        focused = QApplication.focusWidget()
        assert focused is not None
        said = QAccessible.queryAccessibleInterface(focused).text(QAccessible.Text.Name)
        assert said, f"{room.tabs.tabText(number)}: {focused}"
