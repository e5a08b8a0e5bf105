"""A date that is typed: what is understood, what is refused, and the ways that lead to the dialog."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from partnermap.domain.errors import BadValue
from partnermap.ui.dialogs.go_to_date import GoToDateDialog, ask_date, read_day
from partnermap.ui.dialogs.keys import key_rows
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.date_title import DateTitle
from partnermap.ui.panels.page_head import FACTOR
from partnermap.ui.view_state import ViewState

ON, THEN = dt.date(2026, 11, 22), dt.date(2028, 4, 1)
PATIENCE_MS = 20_000


@pytest.mark.parametrize(
    "words", ["1 April 2028", " 1 apr 2028 ", "2028-04-01", "01/04/2028", "April 2028", "2028-04"]
)
def test_a_date_is_read_as_people_write_it(words: str) -> None:
    assert read_day(words) == THEN


def test_a_year_means_its_first_day() -> None:
    assert read_day("2028") == dt.date(2028, 1, 1)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("", "Type a date"),
        ("next spring", "“next spring” is not a date"),
        ("2028-02-30", "does not exist"),
        ("not known", "not known; type one"),
        ("0028-04-01", "The year 0028 is too far away; type one from 1900 to 2199."),
        ("1 April 9999", "The year 9999 is too far away"),
    ],
)
def test_what_is_no_date_to_show_is_refused_in_a_sentence(words: str, part: str) -> None:
    with pytest.raises(BadValue, match=part) as told:
        read_day(words)
    assert str(told.value).count(". ") == 0


def test_the_dialog_stays_with_a_bad_date_and_says_so_where_it_was_typed(qtbot: QtBot) -> None:
    view = ViewState(ON)
    dialog = GoToDateDialog(ON)
    dialog.chosen.connect(view.set_date)
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.field.text(), dialog.field.hasSelectedText()) == ("22 November 2026", True)
    QTest.keyClicks(dialog.field, "30/02/2028")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.wrong.text() == "The date 30/02/2028 does not exist; correct it."
    assert view.on == ON
    QTest.keyClicks(dialog.field, "1 April 2028")
    assert dialog.wrong.text() == ""
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert view.on == THEN


def test_leaving_the_dialog_changes_nothing(qtbot: QtBot) -> None:
    view = ViewState(ON)
    parent = QDialog()
    qtbot.addWidget(parent)
    parent.show()
    dialog = ask_date(view, parent)
    dialog.field.setText("2030")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert view.on == ON


def test_the_title_is_a_button_that_says_what_it_does(qtbot: QtBot) -> None:
    title = DateTitle(FACTOR)
    qtbot.addWidget(title)
    title.setText("22 November 2026")
    assert title.accessibleName() == "Date shown: 22 November 2026; change it"
    interface = QAccessible.queryAccessibleInterface(title)
    assert interface.role() == QAccessible.Role.Button
    with qtbot.waitSignal(title.followed):
        QTest.keyClick(title, Qt.Key.Key_Return)


def _asked(window: MainWindow) -> list[GoToDateDialog]:
    return [one for one in window.findChildren(GoToDateDialog) if one.isVisible()]


def _says(title: DateTitle, words: str) -> bool:
    return title.text() == words


def test_key_and_heading_of_the_map_lead_to_the_dialog(
    qtbot: QtBot, opened: Callable[[Path], MainWindow], small_file: Path
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    title = window.rooms.map.map.date
    assert window.actions_.go_to_date.shortcut().toString() == "Ctrl+G"
    assert title.width() < window.rooms.map.map.head.width() / 2
    for lead, year in (
        (window.actions_.go_to_date.trigger, 2027),
        (lambda: QTest.mouseClick(title, Qt.MouseButton.LeftButton), 2028),
    ):
        lead()
        (dialog,) = _asked(window)
        dialog.field.setText(str(year))
        dialog.go.click()
        assert window.view.on == dt.date(year, 1, 1)
        words = f"1 January {year}"
        qtbot.waitUntil(partial(_says, title, words), timeout=PATIENCE_MS)


def test_without_a_file_there_is_no_date_to_go_to(window: MainWindow) -> None:
    assert not window.actions_.go_to_date.isEnabled()


def test_the_key_stands_in_the_list_of_keys() -> None:
    assert ("Ctrl+G", "go to a date") in [row for _, rows in key_rows() for row in rows]
