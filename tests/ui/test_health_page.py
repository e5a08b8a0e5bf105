"""The room for partnership health: profile by round, a domain in detail, programmes, empty states."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.document import Document
from partnermap.domain.changes import Changes
from partnermap.domain.place import Place
from partnermap.domain.record import Record
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token
from partnermap.report.health.words import NO_PROGRAMMES, NOBODY_RATED
from partnermap.ui.canvas.chart_view import MARGIN
from partnermap.ui.health.overview import HealthOverview, health_overview
from partnermap.ui.health.page import BESIDE_FROM, HealthPage
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.figures_page import FiguresRequest
from partnermap.ui.tables.figures import FigureTable
from partnermap.ui.theme import DARK
from tests.report.invented import place_of, rich_records
from tests.report.rated import GOALS, MONEY, ratings

ON = dt.date(2026, 11, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


def overview_of(place: Place, on: dt.date = ON) -> HealthOverview:
    return health_overview(FiguresRequest(place, on), Token())


def words(table: FigureTable) -> list[list[str]]:
    return [[cell.words for cell in row.cells] for row in table.rows]


def look_at(qtbot: QtBot, window: MainWindow) -> HealthPage:
    """The page with everything on it."""
    assert window.rooms is not None
    page = window.rooms.health
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        window.tabs.setCurrentWidget(page)
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: HealthPage) -> None:
    qtbot.waitUntil(lambda: page.is_settled, timeout=PATIENCE_MS)


def on_november(qtbot: QtBot, window: MainWindow) -> HealthPage:
    window.view.set_date(ON)
    return look_at(qtbot, window)


def test_the_example_has_two_rounds_the_latest_first(example_place: Place) -> None:
    found = overview_of(example_place)
    assert [item.key for item in found.rounds] == ["Autumn 2026", "Spring 2025"]
    assert found.rounds[0].title == "Autumn 2026, 7 October 2026"
    assert found.way_out == ""
    latest, before = found.rounds
    assert len(latest.chart.rows) == len(latest.details) == 15
    assert "since Spring 2025" in repr(latest.chart)
    assert "since" not in " ".join(row.words for row in before.chart.rows)
    assert len(latest.strengths) == len(latest.lowest) == 3


def test_a_date_before_the_latest_round_knows_the_first_only(example_place: Place) -> None:
    found = overview_of(example_place, dt.date(2026, 6, 1))
    assert [item.key for item in found.rounds] == ["Spring 2025"]


def test_details_print_anchors_cut_points_and_records(example_place: Place) -> None:
    found = overview_of(example_place).rounds[0]
    money = next(item for item in found.details if item.number == 5)
    anchors, said, shown = money.parts
    assert len(anchors.lines) == 5
    assert anchors.lines[2][0].endswith("(median)")
    told = " ".join(line for part in money.parts for line, _ in part.lines)
    assert re.search(r"agreement among those who answered is 0\.\d\d, on a scale from 0 to 1;", told)
    assert "r_wg" not in told
    assert "r_wg" in said.method
    assert any(line.startswith("Cut-points, ") and "≥48" in line for line, _ in shown.lines)
    places = {row.sources[0].table for row in money.records.rows}
    assert places == {"agreements"}


def test_programmes_checks_actions_and_demands_are_listed(example_place: Place) -> None:
    found = overview_of(example_place)
    assert found.clarity.title == "Of 5 programmes, 2 state all 8 things"
    assert found.programmes == ""
    assert any("6 of 8 things about Carers in sight" in line for line in found.stated)
    checks = {row[0]: row[2] for row in words(found.equity)}
    assert checks["County becomes two unitary councils"] == "no equity check"
    assert checks["ICBs merge"].startswith("nothing for ")
    late = [row for row in words(found.actions) if row[2] != "–"]
    assert late[0][0] == "Put the ICB's share of the recovery budget into pounds"
    assert len(late) == 3
    assert len(found.demands.rows) == 3
    assert all(
        row.sources for table in (found.equity, found.actions, found.demands) for row in table.rows
    )


def test_an_empty_place_says_what_to_do() -> None:
    found = overview_of(Place(1))
    assert found.way_out == NOBODY_RATED
    assert found.programmes == NO_PROGRAMMES
    assert found.rounds[0].headline == "None of 15 domains is rated."
    assert found.clarity.row_titles == ()
    assert [found.equity.rows, found.actions.rows, found.demands.rows] == [(), (), ()]
    assert "register of statements" in found.demands_words


def test_where_rounds_asked_different_things_the_latest_of_each_comes_first() -> None:
    place = place_of(
        *rich_records(),
        *ratings([4] * 6, GOALS, name="First", day="2025-05-01"),
        *ratings([3] * 6, MONEY, name="Second", day="2026-05-01"),
    )
    found = overview_of(place)
    assert [item.key for item in found.rounds] == ["", "Second", "First"]
    both = found.rounds[0].chart.rows
    assert [row.median for row in both if row.median] == [4, 3]


def test_a_breakdown_by_sector_stands_only_where_nobody_can_be_found_out() -> None:
    sectors = [Sector.NHS] * 6 + [Sector.VCSE] * 5 + [Sector.PRIVATE]
    few = ratings([4] * 4, MONEY, sectors=sectors)
    details = overview_of(place_of(*ratings([3] * 12, sectors=sectors), *few)).rounds[0].details
    goals, money = (" ".join(line for line, _ in details[at].parts[1].lines) for at in (0, 4))
    assert "NHS: six answers" in goals
    assert "Private" not in goals
    assert "NHS" not in money


def test_a_row_opens_its_domain_and_a_record_its_register(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    page = on_november(qtbot, window)
    scene = page.profile.scene
    assert scene is not None
    assert len(scene.marks) == 15
    assert page.details.shown is not None
    assert page.details.shown.number == 3
    left, top, _, bottom = scene.marks[4].box
    QTest.mouseClick(
        page.profile,
        Qt.MouseButton.LeftButton,
        pos=QPoint(round(left) + MARGIN + 60, round((top + bottom) / 2) + MARGIN),
    )
    settle(qtbot, page)
    assert page.details.shown.number == 5
    table = page.details.records
    wanted = table.shown.rows[0].sources[0]
    assert wanted.table == "agreements"
    table.setCurrentIndex(table.model().index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert window.rooms is not None
    registers = window.rooms.registers
    assert window.tabs.currentWidget() is registers
    qtbot.waitUntil(lambda: registers.view.current_id == wanted.id, timeout=PATIENCE_MS)


def test_arrows_walk_the_domains_and_every_row_is_read_out(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    page = on_november(qtbot, opened(example_file))
    page.profile.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.profile, Qt.Key.Key_End)
    settle(qtbot, page)
    assert page.details.shown is not None
    assert page.details.shown.number == 15
    reader = QAccessible.queryAccessibleInterface(page.profile)
    assert reader.childCount() == 15
    name = reader.child(14).text(QAccessible.Text.Name)
    assert name.startswith("15 Joint work that survives reorganisation. needs attention. ")
    assert "the records show step 3" in name
    for part in (page.round, page.equity, page.agreed, page.demands, page.details.records):
        assert part.accessibleName()


def test_another_round_is_shown_and_stays_chosen(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    page = on_november(qtbot, window)
    latest = page.headline.text()
    page.round.setCurrentIndex(1)
    page.round.activated.emit(1)
    settle(qtbot, page)
    assert page.headline.text() != latest
    with qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
        window.view.set_date(dt.date(2026, 12, 1))
    settle(qtbot, page)
    assert page.round.currentData() == "Spring 2025"


def test_a_place_nobody_rated_shows_records_and_the_way_out(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    page = look_at(qtbot, opened(small_file))
    assert page.way_out.text() == NOBODY_RATED
    assert page.way_out.isVisibleTo(page)
    assert not page.round.isVisibleTo(page)
    assert not page.clarity.isVisibleTo(page)
    assert not page.agreed.isVisibleTo(page)
    assert page.programmes.text() == NO_PROGRAMMES
    assert page.profile.scene is not None


def test_the_details_stand_below_where_there_is_no_room_beside(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    window = opened(example_file)
    page = look_at(qtbot, window)
    assert page.width() >= BESIDE_FROM
    assert page.details.x() > page.profile.width()
    window.resize(800, 900)
    qtbot.waitUntil(lambda: page.width() < BESIDE_FROM, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.details.y() > page.details.x(), timeout=PATIENCE_MS)
    scene = page.profile.scene
    assert scene is not None
    assert len(scene.marks) == len(scene.twin.rows)


def test_the_dark_theme_reaches_charts_and_the_pane(
    qtbot: QtBot, opened: Opener, example_file: Path
) -> None:
    page = look_at(qtbot, opened(example_file))
    page.set_theme(DARK)
    assert page.profile.scene is not None
    assert page.profile.scene.background == page.profile.look.style.background
    assert page.profile.look.style.name == DARK.key


@pytest.mark.parametrize("statement", ["<b>&amp; ünïcode 𝔘 " * 20, "1"])
def test_odd_statements_are_words(statement: str, qtbot: QtBot, opened: Opener, tmp_path: Path) -> None:
    path = tmp_path / "odd.pmap"
    records: list[Record] = ratings([3] * 6, statement)
    with Document.create(path, "Odd", invented=True) as document:
        document.execute(ApplyChanges("Fill", Changes(create=tuple(records))))
        document.save()
    page = look_at(qtbot, opened(path))
    told = page.questions.text() if len(statement) > 1 else page.headline.text()
    assert ("<b>&amp;" in told) is (len(statement) > 1)
