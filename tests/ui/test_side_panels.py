"""Room for the map: panels that can be shut, and a badge that moves below a long title."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from partnermap.ui.panels.page_head import PageHead
from partnermap.ui.panels.side_panels import NARROW_LETTERS, SidePanels


@pytest.fixture
def panels(qtbot: QtBot) -> SidePanels:
    made = SidePanels(QWidget(), QWidget(), QWidget(), QWidget())
    qtbot.addWidget(made)
    made.resize(1300, 400)
    made.show()
    return made


def narrow(panels: SidePanels) -> int:
    return NARROW_LETTERS * panels.fontMetrics().averageCharWidth() - 1


def test_the_left_panel_gives_way_on_a_narrow_page_and_comes_back(panels: SidePanels) -> None:
    links = panels.widget(0)
    assert links is not None
    assert links.isVisible()
    panels.resize(narrow(panels), 400)
    assert not links.isVisible()
    assert not panels.choices[0].isChecked()
    panels.resize(1300, 400)
    assert links.isVisible()


def test_what_the_user_chose_stays(panels: SidePanels) -> None:
    links = panels.widget(0)
    assert links is not None
    panels.resize(narrow(panels), 400)
    panels.choices[0].trigger()
    assert links.isVisible()
    panels.resize(narrow(panels) - 20, 400)
    assert links.isVisible()
    panels.choices[0].trigger()
    panels.resize(1300, 400)
    assert not links.isVisible()


def test_each_panel_can_be_shut_by_its_action(panels: SidePanels) -> None:
    inspector = panels.widget(2)
    assert inspector is not None
    assert [action.text() for action in panels.choices] == [
        "Links and sectors",
        "Inspector",
        "Timeline",
    ]
    panels.choices[1].trigger()
    assert not inspector.isVisible()
    panels.choices[1].trigger()
    assert inspector.isVisible()


def test_the_badge_stands_below_where_there_is_no_room_beside(qtbot: QtBot) -> None:
    head = PageHead()
    qtbot.addWidget(head)
    button = QPushButton("Fit")
    head.add(button)
    head.resize(900, 80)
    head.show()
    head.show_words("1 April 2028", "36 of 56 organisations hidden")
    QTest.qWaitForWindowExposed(head)
    badge = head._badge
    assert badge.isVisible()
    assert badge.geometry().center().y() == pytest.approx(button.geometry().center().y(), abs=3)
    assert badge.geometry().right() < button.geometry().left()
    head.resize(300, 120)
    qtbot.waitUntil(lambda: badge.geometry().top() > button.geometry().top())
    assert badge.geometry().right() <= 300
    head.show_words("1 April 2028", None)
    assert not badge.isVisible()
    assert (head.title, head.badge) == ("1 April 2028", "")
