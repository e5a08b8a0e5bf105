"""Strain over time: windows and curve on one scale, days that move, what is kept as a scenario."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import ScenarioChange
from partnermap.exchange.example import plan_example
from partnermap.jobs.token import Token
from partnermap.network.scenario import scenario_names, with_scenario
from partnermap.scene.chart.chart import chart_scene
from partnermap.scene.chart.look import Look
from partnermap.scene.chart.strain import MARKS_OF_A_LANE, day_at, strain_scale
from partnermap.scene.style import LIGHT
from partnermap.ui.canvas.chart_view import MARGIN
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.calendar import CalendarRequest, calendar
from partnermap.ui.reorganisation.commands import delayed
from partnermap.ui.reorganisation.strain import StrainOverview, moved_chart, strain_overview
from partnermap.ui.reorganisation.strain_page import StrainPage

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


@pytest.fixture(scope="module")
def overview(example: Place) -> StrainOverview:
    return strain_overview(FiguresRequest(example, ON, 60), Token())


def number_of(overview: StrainOverview, name: str) -> int:
    return [event.name for event in overview.events].index(name)


def test_lanes_show_announcement_peak_and_fade(overview: StrainOverview) -> None:
    lane = overview.chart.lanes[number_of(overview, "County becomes two unitary councils")]
    # Announced on 17 March 2026, and weighing from 24 months before at most.
    assert (lane.start, lane.effective) == (dt.date(2026, 4, 1), dt.date(2028, 4, 1))
    assert (lane.fades, lane.ends) == (dt.date(2029, 10, 1), dt.date(2030, 4, 1))
    assert overview.chart.first == dt.date(2025, 11, 6)
    assert all(
        point.low is not None and point.high is not None and 0 <= point.low <= point.high <= 1
        for point in overview.chart.line
    )


def test_proposed_ones_weigh_only_where_asked_for_and_are_labelled(example: Place) -> None:
    asked = FiguresRequest(example, ON, 60)
    titles = [lane.title for lane in strain_overview(asked, Token()).chart.lanes]
    more = strain_overview(replace(asked, with_proposed=True), Token())
    extra = [lane.title for lane in more.chart.lanes if lane.title not in titles]
    assert extra == ["Hospital group under one chief executive (proposed only)"]


def test_a_moved_day_moves_the_curve_and_nought_puts_it_back(overview: StrainOverview) -> None:
    number = number_of(overview, "County becomes two unitary councils")
    chart = moved_chart(overview, number, 12)
    assert chart.lanes[number].effective == dt.date(2029, 4, 1)
    assert chart.lanes[number].was == dt.date(2028, 4, 1)
    assert chart.was == overview.chart.line
    late = [point for point in chart.line if point.on.year == 2029]
    before = [point for point in overview.chart.line if point.on.year == 2029]
    assert sum(point.value for point in late) > 1.2 * sum(point.value for point in before)
    assert "12 months later" in chart.title
    assert moved_chart(overview, number, 0) is overview.chart


def test_what_is_kept_takes_effect_when_the_moved_day_said(
    example: Place, overview: StrainOverview
) -> None:
    number = number_of(overview, "ICBs merge")
    moved = moved_chart(overview, number, 6).lanes[number].effective
    command = delayed("Later", overview.events[number].reorganisation_id, 6)
    place = with_scenario(applied(example, command.changes(example)), "Later")
    item = place.reorganisations[overview.events[number].reorganisation_id]
    assert item.effective is not None
    assert item.effective.first_day == moved == dt.date(2027, 10, 1)


def test_the_scale_leads_back_from_a_point_to_its_day(overview: StrainOverview) -> None:
    look = Look(LIGHT, 900.0)
    scale = strain_scale(overview.chart, look)
    for lane in overview.chart.lanes:
        assert abs((day_at(scale, scale.x(lane.effective)) - lane.effective).days) <= 1
    scene = chart_scene(overview.chart, look)
    for number, lane in enumerate(overview.chart.lanes):
        left, _, right, _ = scene.marks[MARKS_OF_A_LANE * number + 1].box
        assert left <= scale.x(lane.effective) <= right
        assert "Ctrl and the arrow keys" in scene.marks[MARKS_OF_A_LANE * number + 1].name
    assert all(words.left >= 0 and words.x <= look.width for words in scene.words)


def test_the_calendar_of_an_organisation_and_of_a_link(overview: StrainOverview) -> None:
    titles = dict(overview.subjects)
    county = calendar(
        CalendarRequest(overview, titles["Calderbeck County Council"], "Calderbeck County Council"),
        Token(),
    )
    assert county.chart.row_titles == ("2026", "2027", "2028", "2029", "2030", "2031")
    assert county.chart.cells[0][0].words == ""
    shares = [cell.share or 0.0 for row in county.chart.cells for cell in row]
    assert max(shares) > 0.5
    assert "2028" in county.chart.title
    assert "joint work is with bodies being reorganised" in county.words
    link = next(title for title in titles if " – " in title)
    assert calendar(CalendarRequest(overview, titles[link], link), Token()).words == ""


def test_nothing_to_show_is_one_plain_sentence() -> None:
    seen = strain_overview(FiguresRequest(Place(1), ON, 60), Token())
    assert seen.chart.lanes == ()
    assert chart_scene(seen.chart, Look(LIGHT, 900.0)).alt == seen.chart.empty
    assert seen.sentences == ("From 1 June 2026 up to 1 June 2031: No tie runs within these dates.",)


@pytest.fixture
def page(qtbot: QtBot, opened: Opener, example_file: Path) -> StrainPage:
    window = opened(example_file)
    assert window.rooms is not None
    room = window.rooms.reorganisation
    with qtbot.waitSignal(room.strain.shown, timeout=PATIENCE_MS):
        room.tabs.setCurrentWidget(room.strain)
        window.tabs.setCurrentWidget(room)
    return room.strain


def title_of(page: StrainPage) -> str:
    return page.strain.scene.title if page.strain.scene is not None else ""


def test_dragging_a_day_redraws_and_keeping_it_makes_a_scenario(qtbot: QtBot, page: StrainPage) -> None:
    chart, window = page.strain, page.window()
    assert isinstance(window, MainWindow)
    number = page.which.findText("ICBs merge")
    assert chart.scene is not None
    left, top, right, _ = chart.scene.marks[MARKS_OF_A_LANE * number + 1].box
    start = QPoint(round((left + right) / 2) + MARGIN, round(top) + MARGIN + 6)
    QTest.mousePress(chart, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(chart, start + QPoint(60, 0))
    QTest.mouseRelease(chart, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    months = page.by.value()
    assert months > 0
    qtbot.waitUntil(lambda: "What if “ICBs merge”" in title_of(page), timeout=PATIENCE_MS)
    assert page.keep.isEnabled()
    page.name.setText("Merger later")
    with qtbot.waitSignal(window.bridge.place_changed, timeout=PATIENCE_MS):
        page.keep.click()
    assert window.bridge.place is not None
    assert "Merger later" in scenario_names(window.bridge.place)
    rows = [row for row in window.bridge.place.of(ScenarioChange).values() if row.change == "delay"]
    assert [(row.value, row.scenario) for row in rows] == [(str(months), "Merger later")]


def test_a_day_moves_by_key_as_well(qtbot: QtBot, page: StrainPage) -> None:
    page.strain.setFocus()
    QTest.keyClick(page.strain, Qt.Key.Key_Home)
    QTest.keyClick(page.strain, Qt.Key.Key_Right)
    QTest.keyClick(page.strain, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert page.by.value() == 1
    qtbot.waitUntil(lambda: title_of(page).startswith("What if"), timeout=PATIENCE_MS)
    assert page.strain.current == 1
    page.back.click()
    qtbot.waitUntil(lambda: not title_of(page).startswith("What if"), timeout=PATIENCE_MS)
