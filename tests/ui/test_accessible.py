"""What a screen reader finds in every room and dialog, walked as it would walk it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableView, QWidget
from pytestqt.qtbot import QtBot

from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.words import Sector, TieKind
from partnermap.network.build import network_on
from partnermap.ui.canvas.walk import MOST_LISTED, MapWalk, walkers_of
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.elided_label import ElidedLabel
from tests.ui.conftest import ON

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]

UNSPOKEN = frozenset({QAccessible.Role.NoRole, QAccessible.Role.Client})
"""Roles that say nothing of what a widget does."""


def focusable(top: QWidget) -> Iterator[tuple[QWidget, QAccessibleInterface]]:
    """What the keyboard can reach in a window, as a screen reader gets it."""
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            yield widget, QAccessible.queryAccessibleInterface(widget)


def nameless(top: QWidget) -> list[str]:
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget, found in focusable(top)
        if not found.text(QAccessible.Text.Name).strip()
    ]


def lists_and_tables(top: QWidget) -> Iterator[tuple[str, int, int]]:
    """Name, children, and cells and titles of the model of every table that is seen."""
    for table in top.findChildren(QTableView):
        model = table.model()
        if table.isVisible() and table.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            found = QAccessible.queryAccessibleInterface(table)
            cells = (model.columnCount() + 1) * (model.rowCount() + 1)
            yield found.text(QAccessible.Text.Name), found.childCount(), cells


def settle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)


def test_everything_that_the_keyboard_reaches_in_a_room_has_a_name(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    for number in range(window.tabs.count()):
        window.tabs.setCurrentIndex(number)
        settle(qtbot, window)
        assert (window.tabs.tabText(number), nameless(window)) == (window.tabs.tabText(number), [])


def test_tables_tell_of_every_cell(qtbot: QtBot, opened: Opener, example_file: Path) -> None:
    window = opened(example_file)
    seen = 0
    for number in range(window.tabs.count()):
        window.tabs.setCurrentIndex(number)
        settle(qtbot, window)
        for name, children, cells in lists_and_tables(window):
            assert (name, children) == (name, cells)
            seen += 1
    assert seen >= 6


def test_every_page_of_the_workshop_has_names_too(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    workshop = window.rooms.workshop
    window.tabs.setCurrentWidget(workshop)
    for number in range(workshop.tabs.count()):
        workshop.tabs.setCurrentIndex(number)
        settle(qtbot, window)
        title = workshop.tabs.tabText(number)
        assert (title, nameless(window)) == (title, [])


def test_tab_leaves_every_table(opened: Opener, example_file: Path) -> None:
    """Cells are walked with the arrow keys; Tab would go round among them for ever."""
    tables = opened(example_file).findChildren(QTableView)
    reached = [table for table in tables if table.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    assert len(reached) >= 20
    assert {type(table).__name__ for table in reached if table.tabKeyNavigation()} == set()


@pytest.mark.parametrize("action", ["history", "forget", "export_map", "report", "keys", "about"])
def test_everything_in_a_dialog_has_a_name(
    qtbot: QtBot, opened: Opener, example_file: Path, action: str
) -> None:
    window = opened(example_file)
    getattr(window.actions_, action).trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(QDialog)), timeout=PATIENCE_MS)
    dialog = window.findChildren(QDialog)[-1]
    qtbot.waitUntil(dialog.isVisible, timeout=PATIENCE_MS)
    found = QAccessible.queryAccessibleInterface(dialog)
    assert found.role() == QAccessible.Role.Dialog
    assert dialog.windowTitle()
    assert nameless(dialog) == []
    dialog.reject()


def test_buttons_and_fields_say_what_they_are(opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    roles = {type(widget).__name__: found.role() for widget, found in focusable(window)}
    expected = MappingProxyType(
        {
            "QPushButton": QAccessible.Role.Button,
            "SearchBox": QAccessible.Role.EditableText,
            "MapCanvas": QAccessible.Role.List,
            "QTabBar": QAccessible.Role.PageTabList,
        }
    )
    assert {name: roles.get(name) for name in expected} == dict(expected)


def star(partners: int) -> Place:
    """One organisation linked with some of very many."""
    bodies = {
        f"o{i}": Organisation(id=f"o{i}", name=f"Invented body {i}", sector=Sector.VCSE)
        for i in range(MOST_LISTED + 100)
    }
    ties = {
        f"t{i}": Tie(id=f"t{i}", from_id="o0", to_id=f"o{i}", kind=TieKind.TRUST)
        for i in range(1, partners + 1)
    }
    return Place(tables={Organisation.TABLE: bodies, Tie.TABLE: ties})


def test_of_a_large_map_only_the_neighbourhood_is_listed() -> None:
    place, walk = star(5), MapWalk()
    walk.show(walkers_of(place, network_on(place, ON)))
    assert list(walk.listed) == ["o0", "o1", "o2", "o3", "o4", "o5"]
    walk.enter()
    assert list(walk.listed) == ["o1", "o0"]
    assert walk.say() == "1 of 5: Invented body 1, VCSE, 1 partner; linked by trust"


def test_never_more_are_listed_than_a_reader_can_take() -> None:
    place, walk = star(MOST_LISTED + 50), MapWalk()
    walk.show(walkers_of(place, network_on(place, ON)))
    assert len(walk.listed) == MOST_LISTED
    assert walk.current in walk.listed
    for _ in range(MOST_LISTED + 20):
        walk.step(1)
        assert walk.current in walk.listed


def test_ties_are_walked_by_keys_and_left_again(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    canvas = window.rooms.map.canvas
    canvas.setFocus()
    top = QAccessible.queryAccessibleInterface(canvas)

    def said() -> str:
        return top.focusChild().text(QAccessible.Text.Name)

    for key, words in (
        (Qt.Key.Key_Right, "1 of 2: Age Together, VCSE, 1 partner; linked by referral"),
        (Qt.Key.Key_Down, "2 of 2: Community Trust, NHS, 1 partner; linked by governance, joint"),
        (Qt.Key.Key_Left, "County Council, local authority, 2 partners"),
        (Qt.Key.Key_V, "Village Hall, community, 0 partners"),
    ):
        QTest.keyClick(canvas, key)
        assert said().startswith(words.removesuffix(", joint"))
    inside = canvas.hasFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not (inside and canvas.hasFocus())


def test_a_window_of_800_pixels_shows_every_room_and_all_words_can_be_had(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    settle(qtbot, window)
    assert window.minimumSizeHint().width() <= 800
    label = ElidedLabel("at risk within 24 months")
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < label.sizeHint().width() / 2
    spoken = QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name)
    assert label.toolTip() == spoken == "at risk within 24 months"
