"""A large map comes quickly first and finely then, unless the user has moved somebody or gone on."""

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.analysis.layout import stress
from partnermap.analysis.layout.layout import Layout
from partnermap.analysis.layout.place import place_layout
from partnermap.domain.errors import Cancelled
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.view import LayoutStyle, Pin
from partnermap.domain.words import TieKind
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.scene.map_choice import Arrangement, Filter
from partnermap.ui.canvas.arranger import Arranger, Rough
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest, MapResult
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.refining import AGAIN_MS, Refining
from partnermap.ui.runner import Runner

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
N = 60


@pytest.fixture(autouse=True)
def _large_from_forty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small networks take the way of large ones."""
    monkeypatch.setattr(stress, "EXACT_LIMIT", 30)
    monkeypatch.setattr(stress, "QUICK_LIMIT", 40)


@pytest.fixture
def large_place() -> Place:
    """Sixty organisations in one piece."""
    chance = np.random.default_rng(4)
    bodies = {f"o{i:02d}": Organisation(id=f"o{i:02d}", name=f"Body {i}") for i in range(N)}
    ends = [(i, int(chance.integers(0, i))) for i in range(1, N) for _ in range(2)]
    ties = {
        f"t{row}": Tie(id=f"t{row}", from_id=f"o{a:02d}", to_id=f"o{b:02d}", kind=TieKind.TRUST)
        for row, (a, b) in enumerate(ends)
    }
    return Place(version=1, tables={"organisations": bodies, "ties": ties})


def pinned(place: Place, *pins: Pin) -> Place:
    return replace(place, tables={**place.tables, "pins": {pin.id: pin for pin in pins}})


def arranged(arranger: Arranger, place: Place) -> Layout:
    return arranger.arranged(place, network_on(place, ON), Arrangement(), ON, Token())


def rough_of(arranger: Arranger, layout: Layout) -> Rough:
    rough = arranger.rough(layout)
    assert rough is not None
    return rough


def picture_of(maker: MapMaker, place: Place) -> MapResult:
    request = MapRequest(place, ON, frozenset(), Filter(), Wish(), 800.0, 500.0, 1.0, 11.0, "light")
    return maker.make(request, Token())


def test_the_fine_layout_takes_the_place_of_the_quick_one_and_is_that_of_files(
    large_place: Place,
) -> None:
    arranger = Arranger()
    quick = arranged(arranger, large_place)
    assert quick.is_quick
    rough = rough_of(arranger, quick)
    fine = rough.refined(Token())
    arranger.offer(rough, fine)
    assert arranger.take_offer()
    assert arranged(arranger, large_place) is fine
    assert arranger.rough(fine) is None
    assert np.array_equal(fine.xy, place_layout(large_place).xy)


def test_an_offer_counts_once_and_only_for_the_layout_it_refines(large_place: Place) -> None:
    arranger, other = Arranger(), Arranger()
    quick = arranged(arranger, large_place)
    foreign = rough_of(other, arranged(other, large_place))
    arranger.offer(foreign, foreign.layout)
    assert not arranger.take_offer()
    assert arranged(arranger, large_place) is quick


def test_whoever_was_moved_on_the_quick_map_stays_and_so_do_the_others(large_place: Place) -> None:
    arranger = Arranger()
    quick = arranged(arranger, large_place)
    rough = rough_of(arranger, quick)
    x, y = quick.position("o07") or (0.0, 0.0)
    moved = pinned(large_place, Pin(id="p", organisation_id="o07", x=x + 0.5, y=y))
    after = arranged(arranger, moved)
    assert after.position("o07") == (x + 0.5, y)
    assert not after.is_quick
    others = [row for row, one in enumerate(after.organisation_ids) if one != "o07"]
    width = np.ptp(quick.xy, axis=0).max()
    assert np.abs(after.xy - quick.xy)[others].mean() < 0.01 * width
    arranger.offer(rough, rough.refined(Token()))
    assert not arranger.take_offer()
    assert arranged(arranger, moved) is after


def test_a_note_on_the_quick_map_moves_nobody_and_the_fine_one_still_comes(large_place: Place) -> None:
    arranger = Arranger()
    quick = arranged(arranger, large_place)
    again = arranged(arranger, replace(large_place, version=2))
    assert np.array_equal(quick.xy, again.xy)
    assert np.array_equal(rough_of(arranger, again).refined(Token()).xy, place_layout(large_place).xy)


def test_lanes_need_no_refining(large_place: Place) -> None:
    arranger, network = Arranger(), network_on(large_place, ON)
    wanted = Arrangement(style=LayoutStyle.LANES)
    lanes = arranger.arranged(large_place, network, wanted, ON, Token())
    assert arranger.rough(lanes) is None


def test_refining_stops_when_nobody_wants_it(large_place: Place) -> None:
    arranger = Arranger()
    rough, token = rough_of(arranger, arranged(arranger, large_place)), Token()
    token.cancel()
    with pytest.raises(Cancelled):
        rough.refined(token)


def test_only_the_first_picture_of_the_fine_layout_fades_in(large_place: Place) -> None:
    maker = MapMaker()
    first = picture_of(maker, large_place)
    assert first.rough is not None
    maker.arranger.offer(first.rough, first.rough.refined(Token()))
    second, third = picture_of(maker, large_place), picture_of(maker, large_place)
    assert [one.picture.is_finer for one in (first, second, third)] == [False, True, False]
    assert second.rough is None
    assert second.picture.stands_like(first.picture)
    assert third.picture.stands_like(second.picture)


class Desk:
    """A canvas with a picture of the place, and what refines it; the work waits for `go`."""

    def __init__(self, qtbot: QtBot, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.tokens, self.heard = threading.Event(), list[Token](), list[str]()
        work = Rough.refined

        def slowly(rough: Rough, token: Token) -> Layout:
            self.tokens.append(token)
            self.go.wait(PATIENCE_MS / 1000)
            return work(rough, token)

        monkeypatch.setattr(Rough, "refined", slowly)
        self.canvas = MapCanvas()
        qtbot.addWidget(self.canvas)
        self.canvas.resize(800, 500)
        self.canvas.show()
        self.runner = Runner(1, "test")
        self.refining = Refining(self.runner, self.canvas)
        self.refining.refined.connect(lambda: self.heard.append("refined"))
        self.maker, self.place = MapMaker(), place
        self.show()

    def show(self) -> MapResult:
        """Draw the place and refine what is shown, as the map's page does."""
        result = picture_of(self.maker, self.place)
        self.canvas.show_picture(result.picture)
        self.refining.follow(result.rough)
        return result

    def point(self, organisation_id: str) -> QPoint:
        x, y = self.canvas.point_of(organisation_id) or (0.0, 0.0)
        return QPoint(round(x), round(y))


@pytest.fixture
def desk(qtbot: QtBot, large_place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """What the tests of delivery work with."""
    made = Desk(qtbot, large_place, monkeypatch)
    yield made
    made.go.set()
    made.runner.close()


Still = Callable[[], bool]


def at_rest(desk: Desk) -> Still:
    return lambda: not desk.runner.is_busy


def test_the_second_picture_comes_and_is_the_fine_one(desk: Desk, qtbot: QtBot) -> None:
    desk.go.set()
    qtbot.waitUntil(lambda: desk.heard == ["refined"], timeout=PATIENCE_MS)
    second = desk.show()
    assert second.rough is None
    assert np.array_equal(second.layout.xy, place_layout(desk.place).xy)


def test_nothing_moves_under_the_hand_and_a_drop_keeps_the_quick_map(desk: Desk, qtbot: QtBot) -> None:
    start = desk.point("o00")
    QTest.mousePress(desk.canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(desk.canvas, start + QPoint(60, 20))
    desk.go.set()
    qtbot.waitUntil(at_rest(desk), timeout=PATIENCE_MS)
    assert desk.heard == []
    with qtbot.waitSignal(desk.canvas.organisation_moved, timeout=PATIENCE_MS):
        QTest.mouseRelease(desk.canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 20))
    QTimer.singleShot(2 * AGAIN_MS, lambda: desk.heard.append("later"))
    qtbot.waitUntil(lambda: bool(desk.heard), timeout=PATIENCE_MS)
    assert desk.heard == ["later"]
    assert not desk.maker.arranger.take_offer()


def test_after_a_click_the_fine_map_comes_all_the_same(desk: Desk, qtbot: QtBot) -> None:
    start = desk.point("o00")
    QTest.mousePress(desk.canvas, Qt.MouseButton.LeftButton, pos=start)
    desk.go.set()
    qtbot.waitUntil(at_rest(desk), timeout=PATIENCE_MS)
    assert desk.heard == []
    QTest.mouseRelease(desk.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.waitUntil(lambda: desk.heard == ["refined"], timeout=PATIENCE_MS)


def test_a_newer_place_stops_what_is_refined_for_the_older(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(desk.tokens) == 1, timeout=PATIENCE_MS)
    bodies = dict(desk.place.of(Organisation))
    bodies["new"] = Organisation(id="new", name="Newcomer")
    tie = Tie(id="new", from_id="new", to_id="o00", kind=TieKind.TRUST)
    ties = {**desk.place.of(Tie), "new": tie}
    desk.place = Place(version=2, tables={"organisations": bodies, "ties": ties})
    desk.show()
    assert desk.tokens[0].is_cancelled
    desk.go.set()
    qtbot.waitUntil(lambda: desk.heard == ["refined"], timeout=PATIENCE_MS)
    assert "new" in desk.show().layout.index


def test_another_picture_of_the_same_map_lets_the_work_go_on(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(desk.tokens) == 1, timeout=PATIENCE_MS)
    desk.show()
    assert not desk.tokens[0].is_cancelled
    desk.go.set()
    qtbot.waitUntil(lambda: desk.heard == ["refined"], timeout=PATIENCE_MS)
    assert len(desk.tokens) == 1


def test_the_user_can_stop_it_and_keeps_the_quick_map(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(desk.tokens) == 1, timeout=PATIENCE_MS)
    desk.refining.waiting.stop.click()
    assert desk.tokens[0].is_cancelled
    desk.go.set()
    qtbot.waitUntil(at_rest(desk), timeout=PATIENCE_MS)
    desk.show()
    assert desk.heard == []
    assert len(desk.tokens) == 1


def test_the_window_shows_the_quick_map_and_then_the_fine_one(
    opened: Callable[[Path], MainWindow],
    example_file: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[bool] = []
    make = MapMaker.make

    def noted(maker: MapMaker, request: MapRequest, token: Token) -> MapResult:
        result = make(maker, request, token)
        made.append(result.layout.is_quick)
        return result

    monkeypatch.setattr(MapMaker, "make", noted)
    window = opened(example_file)
    assert window.rooms is not None
    page = window.rooms.map
    qtbot.waitUntil(
        lambda: page.layout_shown is not None and not page.layout_shown.is_quick, timeout=PATIENCE_MS
    )
    assert made[0]
    assert page.layout_shown is not None
    place = window.bridge.place
    assert place is not None
    assert np.array_equal(page.layout_shown.xy, place_layout(place).xy)
