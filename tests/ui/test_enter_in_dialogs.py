"""Enter in a dialog presses the button that does what the dialog is for, never Cancel."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.domain.words import ScenarioChangeKind
from partnermap.ui.dialogs.add_record import AddRecord
from partnermap.ui.dialogs.go_to_date import GoToDateDialog
from partnermap.ui.dialogs.paper_options import PaperOptions
from partnermap.ui.dialogs.save_view import SaveViewDialog
from partnermap.ui.reorganisation.change_form import ChangeForm
from partnermap.ui.reorganisation.scenarios import Draft
from partnermap.ui.tables.choices import Choices

ON = dt.date(2026, 11, 1)


def test_enter_saves_a_view(qtbot: QtBot) -> None:
    dialog = SaveViewDialog(("All links.",), ON, (), has_second_date=False)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.name, "For the board")
    with qtbot.waitSignal(dialog.named, timeout=1000) as told:
        QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    assert told.args == ["For the board", False]


@pytest.mark.parametrize("kind", ["record", "paper", "view", "date", "change"])
def test_the_main_button_is_the_one_that_enter_presses(
    qtbot: QtBot, small_place: Place, kind: str
) -> None:
    dialog = _made(kind, small_place)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [one.text() for one in dialog.findChildren(QPushButton) if one.isDefault()] == [
        dialog.go.text()
    ]


def _made(
    kind: str, place: Place
) -> AddRecord | PaperOptions | SaveViewDialog | GoToDateDialog | ChangeForm:
    match kind:
        case "record":
            return AddRecord("organisations", Choices(place))
        case "paper":
            return PaperOptions("Report", ON, for_map=False)
        case "view":
            return SaveViewDialog((), ON, (), has_second_date=False)
        case "date":
            return GoToDateDialog(ON)
    return ChangeForm(place, Draft("Board", ScenarioChangeKind.ABOLISH, None), None)
