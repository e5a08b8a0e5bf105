"""Decisions: what waits and by when, a form that records one as one step, and links that follow it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.domain.agreement import Agreement
from partnermap.domain.apply import applied
from partnermap.domain.dates import PartialDate
from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Decision
from partnermap.exchange.example import plan_example
from partnermap.jobs.token import Token
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.decisions import (
    Answers,
    DecisionsOverview,
    Subject,
    decisions_overview,
    recorded,
)
from partnermap.ui.reorganisation.decisions_page import DecisionsPage

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]
FUND = "Better Care Fund section 75 agreement"


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


def seen_in(place: Place) -> DecisionsOverview:
    return decisions_overview(FiguresRequest(place, ON), Token())


def subject_of(place: Place, name: str) -> Subject:
    return next(item for item in seen_in(place).subjects.values() if item.name == name)


def answers_for(subject: Subject, goes_to: str | None = None, **more: str) -> Answers:
    blank = Answers(subject.reorganisations[0][0], goes_to, "", "", "", "", "", "")
    return replace(blank, **more)


def test_what_waits_stands_first_with_owner_day_and_what_it_carries(example: Place) -> None:
    seen = seen_in(example)
    first = [cell.words for cell in seen.waiting.rows[0].cells]
    assert first[:3] == [FUND, "31 March 2028", "Calderbeck County Council"]
    assert first[3] == "West Calderbeck Council or East Calderbeck Council"
    assert first[4:6] == ["£30.0m a year", "two posts (1.8 WTE)"]
    assert f"{len(seen.waiting.rows)} records wait" in seen.headline
    assert "the first by 31 March 2028" in seen.headline
    assert len({row.cells[0].words for row in seen.waiting.rows}) == len(seen.waiting.rows)


def test_a_decision_gives_the_record_its_home_and_leaves_the_list(example: Place) -> None:
    fund = subject_of(example, FUND)
    assert fund.waits
    assert fund.reorganisations[0][1] == "County becomes two unitary councils"
    west = {name: key for key, name in fund.successors}["West Calderbeck Council"]
    command = recorded(
        example,
        fund,
        answers_for(fund, west, legal_carry_over="automatic", decided_on="2027-01", decided_by="Board"),
    )
    place = applied(example, command.changes(example))
    made = set(place.of(Decision)) - set(example.of(Decision))
    decision = place.of(Decision)[made.pop()]
    assert (decision.goes_to_id, decision.legal_carry_over) == (west, "automatic")
    assert decision.decided_on == PartialDate(2027, 1)
    waiting = [row.cells[0].words for row in seen_in(place).waiting.rows]
    assert FUND not in waiting
    assert len(waiting) < len(seen_in(example).waiting.rows)


def test_a_second_answer_edits_the_decision_that_is_there(example: Place) -> None:
    fund = subject_of(example, FUND)
    first = applied(example, recorded(example, fund, answers_for(fund)).changes(example))
    again = subject_of(first, FUND)
    second = recorded(first, again, answers_for(again, relationship_continuity="same people"))
    changes = second.changes(first)
    assert (len(changes.create), len(changes.update)) == (0, 1)
    assert second.label == f"Record the decision about {FUND}"


def test_a_date_that_does_not_exist_is_refused(example: Place) -> None:
    fund = subject_of(example, FUND)
    with pytest.raises(BadValue, match="does not exist"):
        recorded(example, fund, answers_for(fund, decided_on="2027-02-30"))


def test_nothing_waits_without_reorganisations() -> None:
    seen = seen_in(Place(1))
    assert seen.headline == "By 1 June 2028 nothing waits for a decision."
    assert seen.waiting.rows == ()


@pytest.fixture
def page(qtbot: QtBot, opened: Opener, example_file: Path) -> DecisionsPage:
    window = opened(example_file)
    assert window.rooms is not None
    room = window.rooms.reorganisation
    with qtbot.waitSignal(room.decisions.shown, timeout=PATIENCE_MS):
        room.tabs.setCurrentWidget(room.decisions)
        window.tabs.setCurrentWidget(room)
    return room.decisions


def test_the_form_is_filled_in_by_key_and_undone_in_one_step(qtbot: QtBot, page: DecisionsPage) -> None:
    window = page.window()
    assert isinstance(window, MainWindow)
    page.waiting.setCurrentIndex(page.waiting.model().index(0, 0))
    assert page.decide.isEnabled()
    before = len(page.waiting.shown.rows)
    QTest.keyClick(page.waiting, Qt.Key.Key_Return)
    form = page.form
    assert form is not None
    assert not form.staff.isVisible()
    form.goes_to.setCurrentText("nobody of that name")
    QTest.keyClick(form.decided_by, Qt.Key.Key_Return)
    assert "nobody of that name" in form.told.text()
    form.goes_to.setCurrentText("West Calderbeck Council")
    form.law.setCurrentText("automatic")
    form.decided_on.setText("2026-05-20")
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        QTest.keyClick(form.decided_by, Qt.Key.Key_Return)
    assert len(page.waiting.shown.rows) < before
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        window.bridge.undo()
    assert len(page.waiting.shown.rows) == before


def test_posts_and_teams_have_a_staff_route(qtbot: QtBot, page: DecisionsPage) -> None:
    overview = decisions_overview(page.request(), Token())
    kinds = {item.about.table: item.has_staff for item in overview.subjects.values()}
    assert kinds["posts"]
    assert kinds["teams"]
    assert not kinds[Agreement.TABLE]
    post = next(about for about in overview.subjects if about.table == "posts")
    page.open_form(post)
    assert page.form is not None
    assert page.form.staff.isVisibleTo(page.form)
    page.form.reject()
