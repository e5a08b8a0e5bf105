"""The strain lane: as the room for reorganisations has it, in words, kept while the date moves, seen."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.analysis.disruption.over_years import NetworkStrain, network_strain
from partnermap.domain.apply import applied
from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.domain.reorganisation import Affected
from partnermap.domain.tie import Tie
from partnermap.exchange.example import plan_example
from partnermap.jobs.token import Token
from partnermap.network.scenario import scenario_names, with_scenario
from partnermap.scene.colour import contrast
from partnermap.ui.canvas import timeline_strain
from partnermap.ui.canvas.timeline import Timeline
from partnermap.ui.canvas.timeline_bars import Lane
from partnermap.ui.canvas.timeline_drawing import under_curve
from partnermap.ui.canvas.timeline_lanes import lanes_of
from partnermap.ui.canvas.timeline_layout import Axis, Strip, row_height, strips_of
from partnermap.ui.canvas.timeline_strain import KeptStrain, share_in_words, strain_in_words
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.reorganisation.strain import strain_overview
from partnermap.ui.theme import DARK, LIGHT, Theme

Opener = Callable[[Path], MainWindow]

PATIENCE_MS = 20_000
ON = dt.date(2026, 6, 1)
PEAK = dt.date(2028, 3, 31)
TITLE = "Links under strain"


@pytest.fixture(scope="module")
def example() -> Place:
    return applied(Place(), plan_example(Place()).changes)


def strain_of(place: Place) -> NetworkStrain:
    found = network_strain(place)
    assert found is not None
    return found


def shown(qtbot: QtBot, place: Place, height: int = 300) -> Timeline:
    timeline = Timeline(ON)
    qtbot.addWidget(timeline)
    timeline.resize(1200, height)
    timeline.show()
    timeline.show_lanes(lanes_of(place, ON, network_strain(place)))
    return timeline


def strip_of(timeline: Timeline) -> Strip:
    return next(strip for strip in timeline.strips if strip.lane.title == TITLE)


def point_in(timeline: Timeline, day: dt.date) -> QPointF:
    """The middle of the lane on a day, in the viewport."""
    strip = strip_of(timeline)
    middle = (strip.top + strip.bottom) / 2 - timeline.verticalScrollBar().value()
    return QPointF(timeline.axis.x(day), middle)


def test_figures_are_those_of_the_room(example: Place) -> None:
    names = scenario_names(example)
    assert names
    for scenario in (None, *names):
        seen = strain_overview(FiguresRequest(example, ON, 60, scenario), Token())
        strain = strain_of(example if scenario is None else with_scenario(example, scenario))
        for day, value in zip(seen.found.curve.days.tolist(), seen.found.curve.values, strict=True):
            assert strain.on(day) == pytest.approx(float(value), abs=1e-12)
        # The room draws means of about a fortnight.
        assert all(abs(point.value - (strain.on(point.on) or 0.0)) < 0.03 for point in seen.chart.line)


def test_the_lane_stands_between_reorganisations_and_agreements(small_place: Place) -> None:
    lanes = lanes_of(small_place, ON, network_strain(small_place))
    assert [lane.title for lane in lanes] == ["Reorganisations", TITLE, "Agreements", "Posts"]
    assert lanes[1].note == "of joint working, to 100%"


def test_there_is_no_lane_without_reorganisations_that_weigh(small_place: Place) -> None:
    tables = {name: rows for name, rows in small_place.tables.items() if name != Affected.TABLE}
    place = replace(small_place, tables=tables)
    titles = [lane.title for lane in lanes_of(place, ON, network_strain(place))]
    assert titles == ["Reorganisations", "Agreements", "Posts"]


def test_the_curve_is_as_high_as_the_strain_and_breaks_where_nothing_runs(small_place: Place) -> None:
    first, last = PartialDate(2020), PartialDate(2027, 6)
    ties = {
        key: replace(tie, start=first, end=last)
        for key, tie in small_place.of(Tie).items()
        if key != "t3"
    }
    place = replace(small_place, tables={**small_place.tables, Tie.TABLE: ties})
    strain = strain_of(place)
    axis = Axis(dt.date(2019, 1, 1), dt.date(2031, 12, 31), 100.0, 1100.0)
    (strip,) = strips_of((Lane(TITLE, strain=strain),), axis, 20.0, QFont())
    (line,) = strip.curve
    assert axis.day(line[0].x()) - dt.date(2020, 1, 1) < dt.timedelta(days=10)
    assert dt.date(2027, 6, 30) - axis.day(line[-1].x()) < dt.timedelta(days=10)
    high, most = strip.bottom - strip.top, float(strip.note.split()[-1].rstrip("%")) / 100
    for at in line:
        share = most * (strip.bottom - at.y()) / high
        assert share == pytest.approx(strain.on(axis.day(at.x())), abs=0.01)
    assert high / 2.5 < strip.bottom - min(at.y() for at in line) <= high


def test_it_is_said_in_words(example: Place) -> None:
    strain = strain_of(example)
    assert strain_in_words(strain, PEAK) == (
        "31 March 2028: 23% of joint working under strain, most of it from “County becomes two unitary "
        "councils”"
    )
    assert "all of it from “ICBs merge”" in strain_in_words(strain, dt.date(2026, 3, 1))
    calm = dt.date(2018, 1, 1)
    assert strain_in_words(strain, calm) == "1 January 2018: no reorganisation weighs on joint working"
    before = strain_in_words(strain, dt.date(1890, 1, 1))
    assert before == "1 January 1890: no link runs, so there is nothing to be under strain"
    shares = [share_in_words(value) for value in (0.0, 0.001, 0.006, 0.5, 1.0)]
    assert shares == ["0%", "less than 1%", "1%", "50%", "100%"]


def test_no_reorganisation_need_weigh_most() -> None:
    strain = strain_of(applied(Place(), plan_example(Place()).changes))
    shared = replace(strain, part=strain.part * 0.4)
    assert strain_in_words(shared, PEAK).endswith(
        "more of it from “County becomes two unitary councils” than from any other reorganisation"
    )


def test_screen_readers_hear_it_on_the_date_and_the_pointer_anywhere(
    qtbot: QtBot, example: Place
) -> None:
    timeline = shown(qtbot, example)
    timeline.choose(PEAK)
    said = timeline.accessibleDescription()
    assert said.startswith("31 March 2028: 23% of joint working under strain, most of it from")
    assert "Page Up and Page Down" in said
    hint = timeline.hint_at(point_in(timeline, dt.date(2027, 9, 1)))
    assert " 2027: 1" in hint
    assert hint.endswith("What-if, not forecast.")
    assert timeline.hint_at(QPointF(5, point_in(timeline, PEAK).y())) == ""
    timeline.show_lanes(())
    assert "strain" not in timeline.accessibleDescription()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_line_is_seen_and_the_figure_read(qtbot: QtBot, example: Place, theme: Theme) -> None:
    soft = under_curve(theme)
    assert contrast(theme.risk, soft) >= 3.0
    assert contrast(theme.risk, theme.panel) >= 3.0
    assert contrast(theme.ink, soft) >= 4.5
    timeline = shown(qtbot, example)
    timeline.set_theme(theme)
    image = timeline.viewport().grab().toImage()
    strip, x = strip_of(timeline), round(timeline.axis.x(dt.date(2028, 9, 1)))
    column = [image.pixelColor(x, y).name() for y in range(round(strip.top), round(strip.bottom))]
    assert max(contrast(colour, theme.panel) for colour in column) >= 3.0
    assert soft.lower() in column


def test_a_press_on_the_lane_moves_the_date(qtbot: QtBot, example: Place) -> None:
    timeline = shown(qtbot, example)
    at = point_in(timeline, dt.date(2022, 1, 1))
    QTest.mouseClick(timeline.viewport(), Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert abs((timeline.on - dt.date(2022, 1, 1)).days) < 10


def test_a_low_timeline_scrolls_to_it(qtbot: QtBot, example: Place) -> None:
    timeline = shown(qtbot, example, height=90)
    strip = strip_of(timeline)
    rows = (strip.bottom - strip.top) / row_height(QFontMetricsF(timeline.font()))
    assert 1.5 <= rows <= 2.2
    assert timeline.verticalScrollBar().maximum() + 90 >= strip.bottom
    timeline.verticalScrollBar().setValue(round(strip.top) - 40)
    assert "under strain" in timeline.hint_at(point_in(timeline, PEAK))


def test_it_is_kept_while_only_the_date_moves(example: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Place] = []

    def counted(place: Place, token: Token) -> NetworkStrain | None:
        asked.append(place)
        return network_strain(place, token)

    monkeypatch.setattr(timeline_strain, "network_strain", counted)
    kept, scenario = KeptStrain(), with_scenario(example, scenario_names(example)[0])
    first = kept.of(example, Token())
    assert kept.of(example, Token()) is first
    other = kept.of(scenario, Token())
    assert other is not None
    assert first is not None
    assert other.on(dt.date(2028, 7, 15)) != first.on(dt.date(2028, 7, 15))
    assert [place is example for place in asked] == [True, False]


def test_the_window_shows_it_and_follows_the_scenario(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    page = window.rooms.map
    timeline = page.time.timeline
    qtbot.waitUntil(lambda: any(strip.lane.strain for strip in timeline.strips), timeout=PATIENCE_MS)
    before = strip_of(timeline).lane.strain
    assert before is not None
    window.view.set_scenario("One trust for hospital and community")
    qtbot.waitUntil(lambda: strip_of(timeline).lane.strain is not before, timeout=PATIENCE_MS)
    after = strip_of(timeline).lane.strain
    assert after is not None
    day = dt.date(2028, 7, 15)
    assert (after.on(day) or 0.0) > (before.on(day) or 0.0) > 0.0
