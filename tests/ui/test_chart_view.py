"""Charts in the window: each kind is painted, pointed at, walked, read out, and leads to records."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.analysis.measure.endings import Step
from partnermap.domain.place import Place
from partnermap.domain.record import About
from partnermap.jobs.token import Token
from partnermap.scene.chart.heat import HeatCell
from partnermap.ui.canvas.chart_view import MARGIN, ChartView
from partnermap.ui.main_window import MainWindow
from partnermap.ui.measures.overview import quick_measures, with_null_models
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.theme import DARK, LIGHT, Theme
from tests.scene.chart_samples import KINDS, SIZES, sample

PATIENCE_MS = 60_000
Opener = Callable[[Path], MainWindow]


@pytest.fixture
def view(qtbot: QtBot) -> ChartView:
    made = ChartView()
    qtbot.addWidget(made)
    made.resize(700, 100)
    made.show()
    return made


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.key)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_is_painted(view: ChartView, kind: str, size: str, theme: Theme) -> None:
    view.set_theme(theme)
    view.show_chart(sample(kind, SIZES[size]))
    image = view.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, 700, 3) for y in range(0, 40, 2)}
    assert len(colours) > 1
    assert view.scene is not None
    assert view.height() >= view.scene.height


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_has_a_name_for_a_screen_reader(view: ChartView, kind: str) -> None:
    view.show_chart(sample(kind, 8))
    assert view.scene is not None
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.role() == QAccessible.Role.List
    assert spoken.text(QAccessible.Text.Name) == view.scene.alt
    assert spoken.childCount() == len(view.scene.marks) > 0
    for number, mark in enumerate(view.scene.marks):
        item = spoken.child(number)
        assert item.role() == QAccessible.Role.ListItem
        assert item.text(QAccessible.Text.Name) == mark.name
        assert item.rect().width() >= 24
        assert spoken.indexOfChild(item) == number


def test_the_keyboard_walks_all_marks_and_stops_at_both_ends(qtbot: QtBot, view: ChartView) -> None:
    view.show_chart(sample("stacked", 1))
    assert view.scene is not None
    chosen: list[object] = []
    view.sources_chosen.connect(chosen.append)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Left)
    for _ in range(10):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.current == len(view.scene.marks) - 1
    assert chosen[0] == view.scene.marks[0].about
    with qtbot.waitSignal(view.records_wanted) as entered:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert entered.args == [view.scene.marks[-1].about]


def test_a_click_chooses_the_records_of_the_bar_under_it(qtbot: QtBot, view: ChartView) -> None:
    view.show_chart(sample("stacked", 8))
    assert view.scene is not None
    number = next(i for i, mark in enumerate(view.scene.marks) if mark.name.endswith(": £32,000"))
    left, top, right, bottom = view.scene.marks[number].box
    at = QPoint(round((left + right) / 2) + MARGIN, round((top + bottom) / 2) + MARGIN)
    with qtbot.waitSignal(view.sources_chosen) as chosen:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert chosen.args == [view.scene.marks[number].about]
    assert view.current == number


def test_another_width_arranges_the_chart_anew(view: ChartView) -> None:
    view.show_chart(sample("spans", 8))
    before = view.height()
    view.resize(400, before)
    assert view.scene is not None
    assert view.scene.width == 400 - 2 * MARGIN
    assert view.height() > before


def test_a_bar_of_money_marks_its_agreements_and_lists_their_records(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    money = window.rooms.money
    with qtbot.waitSignal(money.shown, timeout=PATIENCE_MS):
        window.tabs.setCurrentWidget(money)
    scene = money.ends.scene
    assert scene is not None
    behind = max((mark.about for mark in scene.marks), key=len)
    money.ends.sources_chosen.emit(behind)
    assert len(money.agreements.selectionModel().selectedRows()) == len(behind) > 1
    assert len(money.menu_of(behind).actions()) == len(behind)
    money.step.setCurrentIndex(money.step.findData(Step.QUARTER))
    assert money.ends.scene is not None
    assert any(" to " in row[0] for row in money.ends.scene.twin.rows)


def test_measures_are_shown_at_once_then_compared_with_luck(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    page = window.rooms.measures
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        window.tabs.setCurrentWidget(page)
    density = next(row for row in page.main.shown.rows if row.cells[0].words == "Density")
    assert density.sources
    qtbot.waitUntil(lambda: page.line.scene is not None, timeout=PATIENCE_MS)
    waiting = "still being worked out"
    qtbot.waitUntil(
        lambda: all(row.cells[1].words != waiting for row in page.main.shown.rows), timeout=PATIENCE_MS
    )
    assert all(all(cell.words for cell in row.cells) for row in page.main.shown.rows)
    page.organisations.setCurrentIndex(page.organisations.model().index(0, 0))
    assert window.view.selected == page.organisations.shown.rows[0].cells[0].organisation_id


def test_the_comparison_with_luck_can_be_stopped(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    page = window.rooms.measures
    page.shown.connect(page.stop_button.click)
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        window.tabs.setCurrentWidget(page)
    qtbot.waitUntil(lambda: not window.runner.is_busy, timeout=PATIENCE_MS)
    assert not page.progress.isVisible()
    assert any(row.cells[1].words == "still being worked out" for row in page.main.shown.rows)


def test_what_luck_leaves_as_it_is_is_the_same_object(small_place: Place) -> None:
    """The window then compares no thousands of rows, and draws nothing again."""
    before = quick_measures(FiguresRequest(small_place, dt.date(2026, 6, 1)), Token())
    after = with_null_models(before, Token())
    assert after.main is not before.main
    assert after.specialist_organisations.rows
    for name in ("organisations", "specialist_organisations", "mixing"):
        same = getattr(before, name) == getattr(after, name)
        assert (getattr(before, name) is getattr(after, name)) is same
    assert after.organisations is before.organisations


def test_a_cell_of_a_heat_table_holds_each_record_once() -> None:
    one, other = About("organisations", "one"), About("organisations", "other")
    assert HeatCell(0.5, "half", (one, other, one)).about == (one, other)
