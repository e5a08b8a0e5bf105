"""Flying to what a filter leaves and back, never against the user's will; pans over drawn ground."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from partnermap.domain.place import Place
from partnermap.domain.words import Sector
from partnermap.jobs.token import Token
from partnermap.scene.fit import NEAREST, WORTH_FLYING
from partnermap.scene.map_choice import Filter
from partnermap.ui.canvas import motion
from partnermap.ui.canvas.camera import Camera, Shift, Wish
from partnermap.ui.canvas.dragging import Dragged
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest, MapResult
from partnermap.ui.canvas.motion import Flight
from partnermap.ui.main_window import MainWindow

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


@pytest.fixture(params=[True, False], ids=["moving", "still"])
def moving(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether motion is wanted."""
    monkeypatch.setattr(motion, "is_wanted", lambda: request.param)
    return bool(request.param)


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that shows no motion."""
    monkeypatch.setattr(motion, "is_wanted", lambda: False)


def tightest(place: Place) -> str:
    """Somebody whose partners, two at least, stand close by."""
    whole = make(place, MapMaker(), Filter(), Wish()).picture
    ids, spots = whole.scene.organisation_ids, whole.scene.positions
    rows = {one: [ids.index(one), *map(ids.index, whole.who.partners[one])] for one in ids}
    wide = {one: np.ptp(spots[found], axis=0).max() for one, found in rows.items() if len(found) > 2}
    return min(wide, key=lambda one: float(wide[one]))


def near(place: Place) -> Filter:
    return Filter(around=tightest(place), steps=1)


def make(place: Place, maker: MapMaker, wanted: Filter, wish: Wish) -> MapResult:
    request = MapRequest(place, ON, frozenset(), wanted, wish, 800.0, 500.0, 1.0, 11.0, "light")
    return maker.make(request, Token())


def places(result: MapResult) -> dict[str, list[float]]:
    scene = result.picture.scene
    spots = scene.frame.to_layout(scene.positions).tolist()
    return dict(zip(scene.organisation_ids, spots, strict=True))


def test_what_a_filter_leaves_fills_the_view_and_nobody_moves(example_place: Place) -> None:
    maker = MapMaker()
    whole = make(example_place, maker, Filter(), Wish())
    left = make(example_place, maker, near(example_place), Wish(seeks=True))
    assert WORTH_FLYING <= left.picture.wish.zoom <= NEAREST
    x, y = left.picture.scene.positions.T
    assert x.min() >= 0
    assert x.max() <= 800.0
    assert y.min() >= 0
    assert y.max() <= 500.0
    stood, stands = places(whole), places(left)
    assert 1 < len(stands) < len(stood) / 2
    for one, spot in stands.items():
        assert spot == pytest.approx(stood[one], abs=1e-9)
    assert left.picture.arranged_like(whole.picture)


def test_a_filter_that_leaves_people_all_over_stays_where_the_user_is(example_place: Place) -> None:
    maker, wish = MapMaker(), Wish(1.5, (0.1, 0.2), seeks=True)
    wanted = Filter(sectors=frozenset(Sector) - {Sector.OTHER_PUBLIC})
    left = make(example_place, maker, wanted, wish)
    assert left.picture.wish == Wish(1.5, (0.1, 0.2))
    strong = make(example_place, maker, Filter(strength=3), wish)
    assert strong.picture.wish == Wish(1.5, (0.1, 0.2))


def test_a_filter_that_leaves_nobody_moves_nothing(example_place: Place) -> None:
    left = make(example_place, MapMaker(), Filter(words="no such body"), Wish(seeks=True))
    assert left.picture.wish == Wish()
    assert left.picture.scene.organisation_ids == ()


class Walker:
    """A camera and the pictures it asks for."""

    def __init__(self, place: Place) -> None:
        self.place, self.maker, self.camera = place, MapMaker(), Camera()
        self.wanted = Filter()
        self.draw()

    def draw(self) -> None:
        made = make(self.place, self.maker, self.wanted, self.camera.wish())
        self.camera.show(made.picture.scene, made.picture.wish)
        self.camera.fly(1.0)

    def filter(self, wanted: Filter) -> None:
        self.wanted = wanted
        self.camera.follow(not wanted.is_empty)
        self.draw()


def test_without_the_filter_the_view_goes_back_to_where_it_was(example_place: Place) -> None:
    walker = Walker(example_place)
    walker.camera.zoom_by(1.4, 300.0, 200.0)
    walker.draw()
    before = walker.camera.wish()
    walker.filter(near(example_place))
    assert walker.camera.wish().centre != before.centre
    walker.filter(Filter())
    after = walker.camera.wish()
    assert after.zoom == pytest.approx(before.zoom)
    assert after.centre == pytest.approx(before.centre)


def test_one_filter_after_another_still_leads_back(example_place: Place) -> None:
    walker = Walker(example_place)
    walker.filter(near(example_place))
    walker.filter(Filter(words="a"))
    walker.filter(near(example_place))
    assert walker.camera.zoom > WORTH_FLYING
    walker.filter(Filter())
    assert (walker.camera.wish().zoom, walker.camera.wish().centre) == (1.0, None)


def test_who_has_moved_since_is_left_where_they_are(example_place: Place) -> None:
    walker = Walker(example_place)
    walker.filter(near(example_place))
    walker.camera.pan_by(40.0, 10.0)
    walker.draw()
    own = walker.camera.wish()
    for wanted in (Filter(around=tightest(example_place), steps=2), Filter()):
        walker.filter(wanted)
        assert walker.camera.wish().zoom == pytest.approx(own.zoom)
        assert walker.camera.wish().centre == pytest.approx(own.centre)


def test_fit_shows_what_is_left_and_hands_the_view_back_to_the_filter(example_place: Place) -> None:
    walker = Walker(example_place)
    walker.filter(near(example_place))
    chosen = walker.camera.wish()
    walker.camera.pan_by(400.0, 10.0)
    walker.camera.fit()
    walker.draw()
    assert walker.camera.wish().zoom == pytest.approx(chosen.zoom)
    walker.filter(Filter())
    assert (walker.camera.wish().zoom, walker.camera.wish().centre) == (1.0, None)


def test_a_flight_begins_where_the_picture_stood_and_ends_at_rest(example_place: Place) -> None:
    walker = Walker(example_place)
    camera = walker.camera
    somebody = tightest(example_place)
    before = make(example_place, walker.maker, Filter(), camera.wish()).picture.scene
    start = before.positions[before.organisation_ids.index(somebody)]
    camera.follow(is_filtered=True)
    made = make(example_place, walker.maker, near(example_place), camera.wish()).picture
    assert camera.show(made.scene, made.wish)
    spot = made.scene.positions[made.scene.organisation_ids.index(somebody)]
    on_way = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        camera.fly(share)
        on_way.append(camera.shift.to_screen(*spot))
    assert on_way[0] == pytest.approx(start.tolist(), abs=1e-6)
    assert on_way[-1] == pytest.approx(spot.tolist())
    ways = np.hypot(*(np.array(on_way) - spot).T)
    assert (np.diff(ways) <= 1e-9).all()
    assert camera.shift == Shift()


def test_a_date_that_moves_during_a_flight_does_not_end_it(example_place: Place) -> None:
    walker = Walker(example_place)
    camera = walker.camera
    camera.follow(is_filtered=True)
    made = make(example_place, walker.maker, near(example_place), camera.wish()).picture
    camera.show(made.scene, made.wish)
    camera.fly(0.5)
    half = camera.shift
    camera.show(made.scene, made.wish)
    assert camera.shift == half != Shift()
    assert camera.wish().zoom == made.wish.zoom
    assert camera.wish().centre == pytest.approx(made.wish.centre)


def test_who_grabs_the_map_in_flight_keeps_what_they_see(example_place: Place) -> None:
    walker = Walker(example_place)
    camera = walker.camera
    camera.follow(is_filtered=True)
    made = make(example_place, walker.maker, near(example_place), camera.wish()).picture
    camera.show(made.scene, made.wish)
    camera.fly(0.5)
    seen = camera.to_layout(400.0, 250.0)
    assert seen is not None
    camera.pan_by(0.0, 0.0)
    camera.fly(0.9)
    assert camera.to_layout(400.0, 250.0) == pytest.approx(seen)
    assert camera.wish().centre == pytest.approx(seen)


def test_a_flight_arrives(qtbot: QtBot, moving: bool) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    shares: list[float] = []
    Flight(shares.append, holder).start(is_known=True)
    if not moving:
        assert shares == [1.0]
    qtbot.waitUntil(lambda: bool(shares) and shares[-1] == 1.0, timeout=5000)
    assert shares == sorted(shares)


def test_there_is_no_flight_through_a_map_that_was_not_seen(qtbot: QtBot, moving: bool) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    shares: list[float] = []
    Flight(shares.append, holder).start(is_known=False)
    assert shares == [1.0]


def test_the_window_flies_to_a_focus_and_back(
    qtbot: QtBot, opened: Opener, example_file: Path, moving: bool
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    page, place = window.rooms.map, window.bridge.place
    assert place is not None
    camera = page.canvas.camera

    def is_filtered(result: MapResult) -> bool:
        return not result.request.wanted.is_empty

    with qtbot.waitSignal(page.drawn, timeout=PATIENCE_MS, check_params_cb=is_filtered):
        page.canvas.focus_wanted.emit(tightest(place), 1)
    qtbot.waitUntil(lambda: camera.shift == Shift(), timeout=5000)
    assert camera.zoom >= WORTH_FLYING
    with qtbot.waitSignal(
        page.drawn, timeout=PATIENCE_MS, check_params_cb=lambda one: not is_filtered(one)
    ):
        page.canvas.focus_wanted.emit(None, 1)
    qtbot.waitUntil(lambda: camera.shift == Shift(), timeout=5000)
    assert camera.wish().zoom == 1.0


@pytest.fixture
def near_canvas(qtbot: QtBot, example_place: Place, still: None) -> MapCanvas:
    """A canvas of the example three times enlarged."""
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(800, 500)
    canvas.show_picture(make(example_place, MapMaker(), Filter(), Wish(3.0, (0.0, 0.0))).picture)
    return canvas


def test_a_pan_of_a_near_view_uncovers_what_is_drawn_there(near_canvas: MapCanvas) -> None:
    picture = near_canvas.picture
    assert picture is not None
    room = picture.layers.room
    assert room.left() == -200
    assert room.right() == 1000
    near_canvas.pan_by(180.0, 100.0)
    image = near_canvas.grab().toImage()
    background = image.pixelColor(0, 0).name()
    uncovered = [(x, y) for x in range(0, 180, 2) for y in range(0, 500, 2)]
    assert any(image.pixelColor(x, y).name() != background for x, y in uncovered)
    whole = picture.layers.whole
    for x, y in uncovered[::97]:
        assert image.pixel(x, y) == whole.pixel(x + 200 - 180, y + 125 - 100)


def test_a_whole_map_needs_no_margin(example_place: Place) -> None:
    layers = make(example_place, MapMaker(), Filter(), Wish()).picture.layers
    assert (layers.whole.width(), layers.whole.height()) == (800, 500)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_the_middle_of_a_picture_with_a_margin_is_the_picture_without(
    example_place: Place, ratio: float
) -> None:
    maker, wish = MapMaker(), Wish(3.0, (0.0, 0.0))
    request = MapRequest(
        example_place, ON, frozenset(), Filter(), wish, 800.0, 500.0, ratio, 11.0, "light"
    )
    layers = maker.make(request, Token()).picture.layers
    left, top = -layers.room.left() * ratio, -layers.room.top() * ratio
    assert left == pytest.approx(round(left))
    assert top == pytest.approx(round(top))
    assert layers.whole.width() - 2 * round(left) == 800 * ratio


def test_a_pan_beyond_the_margin_asks_for_a_picture_without_rest(
    qtbot: QtBot, near_canvas: MapCanvas
) -> None:
    asked: list[bool] = []
    near_canvas.view_changed.connect(lambda: asked.append(True))
    near_canvas.pan_by(300.0, 0.0)

    def keeps_moving() -> bool:
        near_canvas.pan_by(0.5, 0.0)
        return bool(asked)

    qtbot.waitUntil(keeps_moving, timeout=5000)


def test_a_pan_within_the_margin_waits_for_rest(qtbot: QtBot, near_canvas: MapCanvas) -> None:
    asked: list[bool] = []
    near_canvas.view_changed.connect(lambda: asked.append(True))
    for _ in range(20):
        near_canvas.pan_by(5.0, 0.0)
    assert not asked
    with qtbot.waitSignal(near_canvas.view_changed, timeout=5000):
        near_canvas.pan_by(5.0, 0.0)


def test_what_stands_out_is_lifted_in_the_margin_too(
    near_canvas: MapCanvas, example_place: Place
) -> None:
    picture = near_canvas.picture
    assert picture is not None
    near_canvas.set_selected(tightest(example_place))
    flat: QImage = picture.flat(near_canvas.marked)
    assert flat.size() == picture.layers.whole.size()
    near_canvas.set_selected(None)
    assert picture.flat(near_canvas.marked) == picture.layers.whole


class Repaints(QObject):
    """Keeps what a widget is told to paint anew."""

    def __init__(self) -> None:
        super().__init__()
        self.areas: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.areas.append(event.rect())
        return super().eventFilter(watched, event)


def test_a_drag_paints_no_more_than_its_own_lines(qtbot: QtBot, near_canvas: MapCanvas) -> None:
    picture = near_canvas.picture
    assert picture is not None
    near_canvas.show()
    alone = min(picture.scene.organisation_ids, key=lambda one: len(picture.who.partners[one]))
    start = near_canvas.point_of(alone)
    assert start is not None
    near_canvas.pan_by(400.0 - start[0], 250.0 - start[1])
    partners = [near_canvas.point_of(one) or (0.0, 0.0) for one in picture.who.partners[alone]]
    watch, middle = Repaints(), QPoint(400, 250)
    QTest.mousePress(near_canvas, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(near_canvas, middle + QPoint(20, 0))
    qtbot.wait(20)
    near_canvas.installEventFilter(watch)
    QTest.mouseMove(near_canvas, middle + QPoint(26, 4))
    qtbot.waitUntil(lambda: bool(watch.areas), timeout=5000)
    expected = Dragged(QPointF(420, 250), tuple(QPointF(*one) for one in partners)).area
    expected |= Dragged(QPointF(426, 254), tuple(QPointF(*one) for one in partners)).area
    assert watch.areas == [expected & near_canvas.rect()]
    assert expected.width() < 800


def test_a_drag_shows_a_dot_under_the_pointer() -> None:
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    Dragged(QPointF(20, 20), ()).paint(painter, QColor("blue"))
    painter.end()
    assert image.pixelColor(20, 20) == QColor("blue")
    assert Dragged(QPointF(20, 20), (QPointF(-5, 60),)).area.contains(QPoint(-5, 60))
