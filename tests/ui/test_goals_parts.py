"""Parts of the page for shared goals by themselves: boxes of words, and what the overview says."""

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from partnermap.analysis.profile.voices import Priority
from partnermap.domain.place import Place
from partnermap.domain.programme import ProgrammeOwner
from partnermap.jobs.token import Token
from partnermap.ui.goals.overview import goals_overview
from partnermap.ui.goals.word_box import WordBox
from partnermap.ui.panels.figures_page import FiguresRequest

TODAY = dt.date(2026, 6, 1)


def choose(box: WordBox, row: int) -> None:
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_walking_through_words_records_nothing(qtbot: QtBot) -> None:
    box = WordBox(tuple(Priority), "Priority")
    qtbot.addWidget(box)
    chosen: list[object] = []
    box.chosen.connect(chosen.append)
    box.show()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.view().isVisible()
    assert box.currentIndex() == 0
    assert chosen == []
    box.hidePopup()
    choose(box, 1)
    choose(box, 0)
    assert chosen == [Priority.HIGH, None]
    assert isinstance(box, QComboBox)


def test_cells_of_the_overview_equal_the_records(example_place: Place) -> None:
    found = goals_overview(FiguresRequest(example_place, TODAY), Token())
    owners = {
        (row.programme_id, row.organisation_id) for row in example_place.of(ProgrammeOwner).values()
    }
    shown = {key for key, cell in found.matrix.cells.items() if cell.owns}
    assert shown == owners
    for goal in found.matrix.goals:
        for body in found.matrix.organisation_ids:
            assert all(
                example_place.get(item.table, item.id) for item in found.records_of(goal.id, body)
            )
            assert found.cell_text(goal, body).startswith(goal.name)
