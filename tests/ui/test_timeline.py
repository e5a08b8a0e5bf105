"""The timeline: what becomes a bar, rows that never overlap, words that stay inside, keys."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.ui.canvas.timeline import Timeline
from partnermap.ui.canvas.timeline_bars import Bar, Lane, Look, Part, rows_for, span_of
from partnermap.ui.canvas.timeline_lanes import lanes_of
from partnermap.ui.canvas.timeline_layout import Axis, strips_of

ON = dt.date(2026, 6, 1)
extents = st.lists(
    st.tuples(st.floats(0, 900), st.floats(1, 300)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(extents)
def test_bars_of_one_row_never_overlap(spans: list[tuple[float, float]]) -> None:
    rows = rows_for(spans, 8.0)
    for i, (left, right) in enumerate(spans):
        for j, (other_left, other_right) in enumerate(spans):
            if i < j and rows[i] == rows[j]:
                assert right + 8.0 <= other_left or other_right + 8.0 <= left


def test_records_become_bars_in_lanes(small_place: Place) -> None:
    lanes = {lane.title: lane.bars for lane in lanes_of(small_place, ON)}
    assert list(lanes) == ["Reorganisations", "Agreements", "Posts"]
    strain = lanes["Reorganisations"][0].parts
    assert [part.look for part in strain] == [Look.REORGANISATION, Look.BLIGHT]
    assert strain[0].start == dt.date(2025, 11, 1)
    assert strain[1].end == dt.date(2030, 4, 1)
    assert lanes["Agreements"][0].parts[-1].words == "lapsed, still runs"
    post = lanes["Posts"][0].parts
    assert [part.look for part in post] == [Look.POST, Look.EMPTY]
    assert post[1].words == "vacant"
    assert post[1].start == dt.date(2026, 3, 1)


def test_an_empty_place_has_no_lanes_but_an_axis() -> None:
    assert lanes_of(Place(), ON) == ()
    assert span_of((), ON) == (dt.date(2023, 1, 1), dt.date(2029, 12, 31))


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)))
@settings(max_examples=40, deadline=None)
def test_days_and_pixels_agree(day: dt.date) -> None:
    axis = Axis(dt.date(2020, 1, 1), dt.date(2030, 12, 31), 120.0, 1320.0)
    assert abs((axis.day(axis.x(day)) - day).days) <= 1
    assert axis.day(-50.0) == axis.first
    assert axis.day(5000.0) == axis.last


@pytest.mark.parametrize("width", [700, 900, 1600])
def test_words_lie_inside_their_bar_or_beside_it(qtbot: QtBot, small_place: Place, width: int) -> None:
    timeline = Timeline(ON)
    qtbot.addWidget(timeline)
    timeline.resize(width, 260)
    timeline.show_lanes(lanes_of(small_place, ON))
    timeline.show()
    for strip in timeline.strips:
        for placed in strip.placed:
            whole = [box for box in placed.boxes if box.width() > 0]
            if placed.inside:
                assert any(box.contains(placed.words) for box in whole)
            else:
                assert not any(box.intersects(placed.words) for box in whole)


def test_the_years_stay_while_the_date_moves_within_them(qtbot: QtBot, small_place: Place) -> None:
    timeline = Timeline(ON)
    qtbot.addWidget(timeline)
    timeline.show_lanes(lanes_of(small_place, ON))
    before = (timeline.axis.first, timeline.axis.last)
    timeline.choose(dt.date(2024, 3, 1))
    timeline.show_lanes(lanes_of(small_place, dt.date(2024, 3, 1)))
    assert (timeline.axis.first, timeline.axis.last) == before
    timeline.choose(dt.date(2012, 3, 1))
    assert timeline.axis.first <= dt.date(2012, 3, 1) <= timeline.axis.last


def test_looking_farther_and_nearer(qtbot: QtBot, small_place: Place) -> None:
    timeline = Timeline(ON)
    qtbot.addWidget(timeline)
    timeline.show_lanes(lanes_of(small_place, ON))
    for _ in range(30):
        timeline.look(0.5)
    assert 2 <= timeline.axis.last.year - timeline.axis.first.year <= 4
    assert timeline.axis.first <= ON <= timeline.axis.last


def test_keys_move_by_month_and_year(qtbot: QtBot) -> None:
    timeline = Timeline(dt.date(2026, 1, 31))
    qtbot.addWidget(timeline)
    chosen: list[dt.date] = []
    timeline.date_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        QTest.keyClick(timeline, key)
    assert chosen == [
        dt.date(2026, 2, 28),
        dt.date(2026, 1, 28),
        dt.date(2027, 1, 28),
        dt.date(2026, 1, 28),
    ]
    assert timeline.accessibleName() == "Timeline, shown on 28 January 2026"


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 160), st.integers(120, 1200), st.integers(2018, 2032), st.integers(0, 9))
def test_a_long_title_is_cut_off_to_the_room_beside_its_bar(
    letters: int, width: int, year: int, years: int
) -> None:
    bar = Bar(
        About("agreements", "a1"),
        "Payments " * (letters // 9) + "x",
        (Part(dt.date(year, 1, 1), dt.date(year + years, 12, 31), Look.AGREEMENT),),
        "",
    )
    axis = Axis(dt.date(2018, 1, 1), dt.date(2032, 12, 31), 100.0, 100.0 + width)
    (placed,) = strips_of((Lane("Agreements", (bar,)),), axis, 0.0, QFont())[0].placed
    assert axis.left <= placed.words.left() <= placed.words.right() <= axis.right + 0.001
    assert placed.inside or not any(box.intersects(placed.words) for box in placed.boxes)
    assert placed.title == bar.title or placed.title.endswith("…") or placed.words.width() < 12


def test_years_leave_room_for_the_buttons(qtbot: QtBot) -> None:
    timeline = Timeline(ON)
    qtbot.addWidget(timeline)
    timeline.resize(800, 120)
    timeline.keep_free(150)
    assert timeline.axis.left > 150
    timeline.keep_free(90)
    timeline.show_lanes(())
    assert timeline.axis.left > 150
