"""The page for shared goals: matrix, pane, keyboard, bad input, undo."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from partnermap.analysis.profile.framing import Changer, Framing
from partnermap.analysis.profile.horizon import Horizon
from partnermap.document.command import Command
from partnermap.domain.apply import applied
from partnermap.domain.evidence import Statement
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.programme import Delivery, Programme, ProgrammeOwner
from partnermap.domain.record import About, Record
from partnermap.ui.goals.matrix_view import GoalMatrixView
from partnermap.ui.goals.overview import NO_GOALS
from partnermap.ui.goals.page import GoalsPage
from partnermap.ui.goals.pane import GoalPane
from partnermap.ui.goals.word_box import WordBox
from partnermap.ui.runner import Runner
from partnermap.ui.tables.figures_view import FiguresView
from partnermap.ui.theme import DARK
from partnermap.ui.turns import Turns
from partnermap.ui.view_state import ViewState
from partnermap.ui.workshop.sizes import PROJECTOR, Sizes

if TYPE_CHECKING:
    from tests.ui.conftest import Opener

TODAY = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000


def with_records(place: Place, *records: Record) -> Place:
    tables = {name: dict(rows) for name, rows in place.tables.items()}
    for record in records:
        tables.setdefault(record.TABLE, {})[record.id] = record
    return Place(version=place.version + 1, tables=tables)


def about(key: str, text: str, stage: str | None, owner: str | None = None) -> Statement:
    return Statement(
        id=key,
        about_table=Programme.TABLE,
        about_id="falls",
        kind="framing",
        stage=stage,
        owner=owner,
        text=text,
    )


@pytest.fixture
def goals_place(small_place: Place) -> Place:
    return with_records(
        small_place,
        Programme(
            id="falls",
            name="Fewer <b>falls</b>",
            group="Vulnerable adults",
            framing="individual choice; for now",
            horizon="for ever",
            baseline="3 of 9",
        ),
        Programme(id="warm", name="Warm homes"),
        ProgrammeOwner(id="o1", programme_id="falls", organisation_id="county"),
        Delivery(id="d1", programme_id="falls", about_table="ties", about_id="t2"),
        about("s1", "Low priority for Age Together", "priority", "Age Together"),
        about("s2", "High priority", "priority", "County Council"),
        about("s3", "The treasurer", "counter-voice"),
    )


class Desk:
    """A page whose commands are carried out at once."""

    def __init__(self, qtbot: QtBot, place: Place) -> None:
        self.qtbot = qtbot
        self.view = ViewState(TODAY)
        turns = Turns()
        self.runner = Runner(1, "analysis", turns, turns)
        self.turns = turns
        self.sizes = Sizes()
        parts = (GoalMatrixView(), FiguresView(grows=True), GoalPane(self.sizes))
        self.page = GoalsPage(self.runner, self.view, self.sizes, lambda: TODAY, parts)
        qtbot.addWidget(self.page)
        self.place = place
        self.labels: list[str] = []
        self.opened: list[About] = []
        self.page.command_wanted.connect(self.carry_out)
        self.page.record_wanted.connect(self.opened.append)
        self.page.resize(1300, 700)
        self.page.show()
        self.show(place)

    def carry_out(self, command: Command) -> None:
        self.labels.append(command.label)
        self.place = applied(self.place, command.changes(self.place))
        self.page.show_place(self.place)

    def show(self, place: Place) -> None:
        with self.qtbot.waitSignal(self.page.shown, timeout=PATIENCE_MS):
            self.page.show_place(place)

    def settled(self) -> None:
        self.qtbot.waitUntil(lambda: not self.runner.is_busy and self.turns.is_idle, timeout=PATIENCE_MS)

    @property
    def falls(self) -> Programme:
        return self.place.of(Programme)["falls"]


@pytest.fixture
def desk(qtbot: QtBot, goals_place: Place) -> Iterator[Desk]:
    made = Desk(qtbot, goals_place)
    yield made
    made.settled()
    made.runner.close()
    made.view.deleteLater()


def choose(box: WordBox, row: int) -> None:
    box.setCurrentIndex(row)
    box.activated.emit(row)


def test_only_those_who_take_part_stand_there_until_all_are_asked_for(desk: Desk) -> None:
    assert desk.page.matrix.bodies == ("county", "charity")
    assert desk.page.show_all.isVisible()
    QTest.mouseClick(desk.page.show_all, Qt.MouseButton.LeftButton)
    assert set(desk.page.matrix.bodies) == {"county", "trust", "charity", "alone"}


def test_cells_say_what_they_mean_and_lead_to_their_records(desk: Desk) -> None:
    model, matrix = desk.page.matrix.model(), desk.page.matrix
    assert [model.index(0, column).data() for column in range(2)] == ["■ H", "□ L"]
    words = model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Warm homes, Age Together: nothing is recorded; nobody of the VCSE owns it."
    tip = str(model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole))
    assert "<b>falls</b>" not in tip
    matrix.go_to("falls", "charity")
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    matrix.go_to("warm", "charity")
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert desk.opened == [About("ties", "t2"), About("programmes", "warm")]
    assert desk.view.selected == "charity"


def test_the_keyboard_alone_makes_owners_and_records_priorities(desk: Desk) -> None:
    matrix = desk.page.matrix
    matrix.go_to("warm", "charity")
    QTest.keyClick(matrix, Qt.Key.Key_Space)
    desk.settled()
    QTest.keyClick(matrix, Qt.Key.Key_M)
    desk.settled()
    assert matrix.chosen == ("warm", "charity")
    assert matrix.currentIndex().data() == "■ M"
    QTest.keyClick(matrix, Qt.Key.Key_Delete)
    desk.settled()
    QTest.keyClick(matrix, Qt.Key.Key_Space)
    desk.settled()
    assert matrix.model().index(1, 1).data() == ""
    assert desk.labels[0] == "Age Together owns Warm homes"
    assert len(desk.labels) == 4


def test_keys_pressed_before_the_records_have_come_are_recorded_once_each(desk: Desk) -> None:
    matrix, sent = desk.page.matrix, list[Command]()
    desk.page.command_wanted.disconnect(desk.carry_out)
    desk.page.command_wanted.connect(sent.append)
    matrix.go_to("warm", "charity")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_H, Qt.Key.Key_L):
        QTest.keyClick(matrix, key)
    assert len(sent) == 1
    while sent:
        desk.carry_out(sent.pop())
    rows = desk.place.of(ProgrammeOwner).values()
    assert [row.organisation_id for row in rows if row.programme_id == "warm"] == ["charity"]
    said = [row.text for row in desk.place.of(Statement).values() if row.about_id == "warm"]
    assert said == ["Low priority for Age Together"]
    assert len(desk.labels) == 5
    desk.settled()


def test_what_waited_for_a_command_that_failed_is_forgotten(desk: Desk) -> None:
    matrix, sent = desk.page.matrix, list[Command]()
    desk.page.command_wanted.disconnect(desk.carry_out)
    desk.page.command_wanted.connect(sent.append)
    matrix.go_to("warm", "charity")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_H):
        QTest.keyClick(matrix, key)
    desk.page.give_back()
    QTest.keyClick(matrix, Qt.Key.Key_M)
    assert [command.label for command in sent] == [
        "Age Together owns Warm homes",
        "Medium priority: Age Together, Warm homes",
    ]


def test_tab_goes_on_from_the_matrix_to_the_goal(desk: Desk) -> None:
    desk.page.activateWindow()
    desk.page.matrix.setFocus()
    QTest.keyClick(desk.page.matrix, Qt.Key.Key_Tab)
    assert not desk.page.matrix.hasFocus()


def test_tags_are_chosen_from_words_and_what_was_typed_stays(desk: Desk) -> None:
    pane = desk.page.pane
    assert pane.unit.currentText() == "individual choice"
    assert pane.horizon.currentText() == "“for ever”"
    assert "“for now”" in pane.own_words.text()
    choose(pane.unit, 1 + list(Framing).index(Framing.ACCESS))
    desk.settled()
    QTest.mouseClick(pane.changers[Changer.POLICY], Qt.MouseButton.LeftButton)
    desk.settled()
    choose(pane.horizon, pane.horizon.count() - 1)
    assert desk.falls.horizon == "for ever"
    choose(pane.horizon, 1 + list(Horizon).index(Horizon.LONG))
    desk.settled()
    assert desk.falls.framing == "access; policy; for now"
    assert desk.falls.horizon == "over 5 years"
    assert pane.horizon.count() == 4
    choose(pane.unit, 0)
    desk.settled()
    assert desk.falls.framing == "policy; for now"


def test_the_pane_asks_and_marks_labels_without_scoring(desk: Desk) -> None:
    (label,) = desk.page.pane.labels
    assert label.text() == "“Vulnerable” in its group"
    assert "Priorities differ" in desk.page.pane.owners.text()
    assert desk.page.pane.title.textFormat() is Qt.TextFormat.PlainText
    assert desk.page.words.text().startswith("1 of 2 programmes asks individuals to change")
    assert "Nobody of the VCSE owns" in desk.page.findings.text()


def test_all_that_the_pane_says_grows_for_the_projector(desk: Desk) -> None:
    pane = desk.page.pane
    small = {label.text(): label.font().pointSizeF() for label in pane.findChildren(QLabel)}
    desk.sizes.set_scale(PROJECTOR)
    desk.page.refit()
    large = {label.text(): label.font().pointSizeF() for label in pane.findChildren(QLabel)}
    assert "The treasurer" in large
    assert {words for words in large if large[words] < 1.4 * small[words]} == set()


def test_sponsor_and_counter_voice_are_typed(desk: Desk) -> None:
    pane = desk.page.pane
    pane.sponsor.setFocus()
    QTest.keyClicks(pane.sponsor, "The chair")
    QTest.keyClick(pane.sponsor, Qt.Key.Key_Return)
    desk.settled()
    assert desk.falls.sponsor == "The chair"
    assert len(desk.labels) == 1
    QTest.keyClicks(pane.voice, "The union")
    QTest.keyClick(pane.voice, Qt.Key.Key_Return)
    desk.settled()
    assert sorted(row.text for row in desk.place.of(Statement).values())[-1] == "The union"
    assert pane.voice.text() == ""
    QTest.keyClick(pane.voice, Qt.Key.Key_Return)
    assert desk.page.told.text() == "Say who may push back, and why."


def test_a_long_sponsor_is_read_from_its_beginning(desk: Desk) -> None:
    sponsor = desk.page.pane.sponsor
    sponsor.show_text("The chair of the place partnership and of its board " * 3, afresh=True)
    assert sponsor.cursorPosition() == 0
    desk.page.activateWindow()
    sponsor.setFocus()
    QTest.keyClick(sponsor, Qt.Key.Key_End)
    assert sponsor.cursorPosition() > 0
    desk.page.pane.voice.setFocus()
    assert sponsor.cursorPosition() == 0


def test_what_is_being_typed_survives_a_change_elsewhere(desk: Desk) -> None:
    pane = desk.page.pane
    desk.page.activateWindow()
    pane.sponsor.setFocus()
    QTest.keyClicks(pane.sponsor, "The ch")
    desk.show(with_records(desk.place, Organisation(id="new", name="New body")))
    desk.settled()
    assert pane.sponsor.text() == "The ch"
    pane.sponsor.setText("")  # Else it is recorded when the page closes.


def test_a_new_goal_is_named_and_a_bad_name_refused(desk: Desk) -> None:
    page = desk.page
    QTest.keyClicks(page.goal, "warm homes")
    QTest.keyClick(page.goal, Qt.Key.Key_Return)
    assert "already" in page.told.text()
    assert page.goal.text() == "warm homes"
    page.goal.setText("Kind words")
    QTest.keyClick(page.goal, Qt.Key.Key_Return)
    desk.settled()
    assert page.pane.title.text() == "Kind words"
    assert not page.told.isVisible()


def test_what_could_not_be_recorded_comes_back(desk: Desk) -> None:
    page = desk.page
    page.command_wanted.disconnect(desk.carry_out)
    page.goal.setText("Kind words")
    QTest.keyClick(page.goal, Qt.Key.Key_Return)
    page.pane.changers[Changer.PEOPLE].click()
    page.give_back()
    assert page.goal.text() == "Kind words"
    page.matrix.go_to("falls", "county")
    page.give_back()
    assert not page.pane.changers[Changer.PEOPLE].isChecked()


def test_a_goal_that_has_gone_gives_way_to_another(desk: Desk) -> None:
    desk.page.matrix.go_to("warm", "charity")
    tables = {**desk.place.tables, Programme.TABLE: {"falls": desk.falls}}
    desk.show(Place(version=9, tables=tables))
    assert desk.page.pane.goal_id == "falls"


def test_an_empty_place_says_how_to_begin(qtbot: QtBot, small_place: Place, desk: Desk) -> None:
    desk.show(small_place)
    assert desk.page.words.text() == NO_GOALS
    assert not desk.page.matrix.isVisible()
    assert not desk.page.pane.isVisible()
    desk.page.take_focus()
    lonely = Place(version=3, tables={Programme.TABLE: {"falls": desk.falls}})
    desk.show(lonely)
    assert "No organisation is recorded" in desk.page.findings.text()
    assert not desk.page.pane.owns.isVisible()


def test_framing_table_leads_to_goals(desk: Desk) -> None:
    desk.page.as_table.click()
    rows = desk.page.framing.shown.rows
    assert [cell.words for cell in rows[1].cells][1:] == ["not said"] * 5
    assert rows[0].cells[3].words == "“for ever”"
    assert rows[0].cells[4].words == "not said; unit implies individuals"
    desk.page.framing.setCurrentIndex(desk.page.framing.model().index(1, 0))
    assert desk.page.pane.goal_id == "warm"


def test_a_small_page_puts_the_goal_below(desk: Desk) -> None:
    page = desk.page
    beside = page.pane.mapTo(page, QPoint()).x()
    page.resize(700, 500)
    desk.qtbot.waitUntil(lambda: page.pane.mapTo(page, QPoint()).x() < beside / 2, timeout=5_000)
    page.resize(1300, 700)
    desk.qtbot.waitUntil(lambda: page.pane.mapTo(page, QPoint()).x() == beside, timeout=5_000)
    page.set_theme(DARK)
    page.refit()


def test_in_the_window_steps_are_taken_back_and_a_half_typed_field_does_no_harm(
    qtbot: QtBot, opened: "Opener", small_file: Path
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    workshop = window.rooms.workshop
    window.tabs.setCurrentWidget(workshop)
    workshop.show_page(workshop.goals)
    page = workshop.goals

    def wait_for(title: str) -> None:
        def is_there() -> bool:
            return window.is_quiet and page.pane.isVisible() == bool(title)

        qtbot.waitUntil(is_there, timeout=PATIENCE_MS)

    wait_for("")
    QTest.keyClicks(page.goal, "Fewer falls")
    QTest.keyClick(page.goal, Qt.Key.Key_Return)
    wait_for("Fewer falls")
    page.pane.sponsor.setFocus()
    QTest.keyClicks(page.pane.sponsor, "Chair")
    QTest.keyClick(page.pane.sponsor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "sponsor" in workshop.session.sentence, timeout=PATIENCE_MS)
    workshop.take_back.click()
    qtbot.waitUntil(lambda: page.pane.sponsor.text() == "", timeout=PATIENCE_MS)
    workshop.take_back.click()
    wait_for("")
    window.bridge.redo()
    wait_for("Fewer falls")
    page.pane.sponsor.setFocus()
    QTest.keyClicks(page.pane.sponsor, "Half a na")


def test_whoever_only_looks_at_the_page_selects_nobody(desk: Desk) -> None:
    desk.settled()
    assert desk.page.matrix.chosen is not None
    desk.page.take_focus()
    assert desk.view.selected is None
