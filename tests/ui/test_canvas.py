"""The map's own parts: camera, picking, walking with keys, what a screen reader finds."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnermap.domain.dates import PartialDate
from partnermap.domain.place import Place
from partnermap.jobs.token import Token
from partnermap.network.build import network_on
from partnermap.scene.colour import contrast, mixed
from partnermap.scene.map_choice import Filter
from partnermap.scene.style import DARK, LIGHT
from partnermap.ui.canvas.camera import Camera, Shift, Wish
from partnermap.ui.canvas.highlight import DIMMED, Lifted, Marked, paint_picture
from partnermap.ui.canvas.links import MOST_SAID
from partnermap.ui.canvas.map_canvas import MapCanvas
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest, MapResult
from partnermap.ui.canvas.painting import scene_layers
from partnermap.ui.canvas.picking import organisation_at, tie_at
from partnermap.ui.canvas.walk import MapWalk, walkers_of
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels.inspection import Subject, inspect

ON = dt.date(2026, 6, 1)
Opener = Callable[[Path], MainWindow]
pixels = st.floats(-2000, 2000)


def make(
    place: Place, maker: MapMaker | None = None, wish: Wish | None = None, on: dt.date = ON
) -> MapResult:
    request = MapRequest(
        place, on, frozenset(), Filter(), wish or Wish(), 800.0, 500.0, 1.0, 11.0, "light"
    )
    return (maker or MapMaker()).make(request, Token())


@settings(max_examples=50, deadline=None)
@given(st.floats(0.1, 10), pixels, pixels, st.floats(0.2, 5), pixels, pixels)
def test_zooming_keeps_the_point_under_the_pointer(
    scale: float, x: float, y: float, factor: float, at_x: float, at_y: float
) -> None:
    before = Shift(scale, x, y)
    after = before.zoomed(factor, at_x, at_y)
    assert after.to_picture(at_x, at_y) == pytest.approx(
        before.to_picture(at_x, at_y), abs=1e-3, rel=1e-6
    )


def test_a_picture_drawn_for_the_wish_is_shown_as_it_is(small_place: Place) -> None:
    camera = Camera()
    camera.show(make(small_place).picture.scene, camera.wish())
    camera.zoom_by(2.0, 200.0, 100.0)
    wish = camera.wish()
    assert wish.zoom == pytest.approx(2.0)
    target = camera.to_layout(200.0, 100.0)
    camera.show(make(small_place, wish=wish).picture.scene, wish)
    assert camera.shift == Shift()
    assert target is not None
    assert camera.to_layout(200.0, 100.0) == pytest.approx(target, abs=1e-6)


def test_moves_made_while_drawing_are_kept(small_place: Place) -> None:
    maker, camera = MapMaker(), Camera()
    camera.show(make(small_place, maker).picture.scene, camera.wish())
    camera.pan_by(30.0, 0.0)
    asked = camera.wish()
    camera.pan_by(50.0, -20.0)
    seen = camera.to_layout(400.0, 250.0)
    camera.show(make(small_place, maker, asked).picture.scene, asked)
    assert seen is not None
    assert camera.to_layout(400.0, 250.0) == pytest.approx(seen, abs=1e-6)


def test_fitting_forgets_zoom_and_centre(small_place: Place) -> None:
    camera = Camera()
    camera.show(make(small_place).picture.scene, camera.wish())
    camera.zoom_by(3.0, 10.0, 10.0)
    camera.fit()
    assert camera.wish().zoom == 1.0
    assert camera.wish().centre is None


def test_picking_finds_what_was_drawn(small_place: Place) -> None:
    scene = make(small_place).picture.scene
    for row, organisation_id in enumerate(scene.organisation_ids):
        x, y = scene.positions[row]
        assert organisation_at(scene, x, y) == organisation_id
    assert organisation_at(scene, -500.0, -500.0) is None
    batch = scene.lines[0]
    middle = batch.segments[0].reshape(2, 2).mean(axis=0)
    assert tie_at(scene, *middle) == scene.tie_ids[batch.ties[0]]
    assert tie_at(scene, -500.0, -500.0) is None


def test_organisations_keep_their_places_between_dates(small_place: Place) -> None:
    maker = MapMaker()
    first = make(small_place, maker).picture.scene
    there = make(small_place, maker, on=dt.date(2027, 6, 1)).picture.scene
    back = make(small_place, maker).picture.scene
    assert first.organisation_ids == there.organisation_ids == back.organisation_ids
    width = np.ptp(first.positions[:, 0])
    assert np.abs(there.positions - first.positions).max() < 0.25 * width
    assert np.abs(back.positions - first.positions).max() < 0.25 * width


def test_the_summary_counts_what_is_drawn(small_place: Place) -> None:
    summary = make(small_place).summary
    assert (summary.organisations, summary.links, summary.reorganised) == (4, 2, 1)


def test_walking_goes_by_rank_and_into_partners(small_place: Place) -> None:
    walk = MapWalk()
    walk.show(walkers_of(small_place, network_on(small_place, ON)))
    assert walk.say() == "County Council, local authority, 2 partners"
    walk.enter()
    assert walk.say() == "1 of 2: Age Together, VCSE, 1 partner; linked by referral"
    walk.step(1)
    assert walk.say().startswith("2 of 2: Community Trust")
    walk.back()
    assert walk.current == "county"
    walk.jump("v")
    assert walk.say() == "Village Hall, community, 0 partners"
    walk.enter()
    assert walk.current == "alone"
    walk.step(1)
    assert walk.current == "county"


def test_walking_an_empty_map_does_nothing() -> None:
    walk = MapWalk()
    for move in (walk.enter, walk.back, lambda: walk.step(1), lambda: walk.jump("a")):
        move()
    assert walk.say() == "No organisations on this date"


def test_keys_walk_zoom_and_open(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    page = window.rooms.map
    canvas = page.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert window.view.selected == "charity"
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert window.view.selected == "county"
    QTest.keyClick(canvas, Qt.Key.Key_V)
    assert window.view.selected == "alone"
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.camera.wish().zoom == pytest.approx(1.25)
    QTest.keyClick(canvas, Qt.Key.Key_0)
    assert canvas.camera.wish().zoom == 1.0
    before = canvas.camera.shift
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert canvas.camera.shift.x > before.x
    with qtbot.waitSignal(canvas.organisation_opened, timeout=5000):
        QTest.keyClick(canvas, Qt.Key.Key_Return)


def test_the_way_back_outlasts_a_new_picture(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    page = window.rooms.map
    canvas = page.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.drawn, timeout=20_000):
        QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.walk.say().startswith("1 of 2: Age Together")
    QTest.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.walk.current == "county"


def children_of(canvas: MapCanvas) -> list[QAccessibleInterface]:
    top = QAccessible.queryAccessibleInterface(canvas)
    return [top.child(i) for i in range(top.childCount())]


def test_a_screen_reader_finds_every_organisation_by_name(opened: Opener, example_file: Path) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    canvas = window.rooms.map.canvas
    assert canvas.picture is not None
    top = QAccessible.queryAccessibleInterface(canvas)
    items = children_of(canvas)
    assert top.role() == QAccessible.Role.List
    assert top.text(QAccessible.Text.Name).startswith("Partnership map, 62 organisations, ")
    assert len(items) == len(canvas.picture.scene.organisation_ids)
    names = [item.text(QAccessible.Text.Name) for item in items]
    assert all("partner" in name for name in names)
    assert len(set(names)) == len(names)
    assert all(item.role() == QAccessible.Role.ListItem for item in items)
    assert all(not item.rect().isEmpty() for item in items)
    assert top.indexOfChild(items[3]) == 3


def test_the_focused_child_follows_the_keyboard(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    canvas = window.rooms.map.canvas
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    focused = QAccessible.queryAccessibleInterface(canvas).focusChild()
    said = "1 of 2: Age Together, VCSE, 1 partner; linked by referral"
    assert focused.text(QAccessible.Text.Name) == said
    assert focused.state().selected


def test_a_selection_lifts_its_ties_and_dims_the_rest(qtbot: QtBot, small_place: Place) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(800, 500)
    picture = make(small_place).picture
    canvas.show_picture(picture)
    plain = canvas.grab().toImage()
    lifted = picture.lifted(replace(canvas.marked, selected="charity"))
    assert [picture.scene.tie_ids[row] for row in lifted.ties] == ["ties:t2"]
    assert {picture.scene.organisation_ids[row] for row in lifted.concerned} == {"charity", "county"}
    canvas.set_selected("charity")
    after = canvas.grab().toImage()
    for one, dims in (("trust", True), ("alone", True), ("county", False)):
        x, y = canvas.point_of(one) or (0.0, 0.0)
        spot = (round(x) - 4, round(y))
        assert (plain.pixel(*spot) != after.pixel(*spot)) is dims, one


def test_a_lifted_line_stops_at_a_name_that_is_dimmed(small_place: Place) -> None:
    scene = make(small_place).picture.scene
    rows = {one: row for row, one in enumerate(scene.organisation_ids)}
    tie = scene.tie_ids.index("ties:t2")
    middle = scene.positions[[rows["charity"], rows["county"]]].mean(axis=0)
    name = next(label for label in scene.labels if label.organisation == rows["alone"])
    x, y = (middle - (name.width / 2, name.height / 2)).tolist()
    scene = replace(scene, labels=(replace(name, x=x, y=y, lines=("",)),))

    def seen(*concerned: str) -> bool:
        layers = scene_layers(scene, 1.0)
        image = layers.whole.copy()
        lifted = Lifted(np.array([tie]), frozenset(rows[one] for one in concerned))
        layers.paint(image, lambda painter: paint_picture(painter, scene, layers, lifted))
        left, top = round(x - layers.room.left()), round(y - layers.room.top())
        inside = image.copy(left + 2, top + 2, int(name.width) - 4, int(name.height) - 4)
        colours = {inside.pixel(a, b) for a in range(inside.width()) for b in range(inside.height())}
        return len(colours) > 1

    assert seen("charity", "county", "alone")
    assert not seen("charity", "county")


def test_hovering_lifts_without_dimming(small_place: Place) -> None:
    picture = make(small_place).picture
    lifted = picture.lifted(Marked(hovered="county"))
    assert {picture.scene.tie_ids[row] for row in lifted.ties} == {"ties:t1", "ties:t2"}
    assert lifted.concerned == frozenset()


def test_a_line_of_several_ties_is_all_of_them(example_place: Place) -> None:
    picture = make(example_place).picture
    scene = picture.scene
    shared = next(row for row in range(len(scene.leads)) if scene.leads[row] != row)
    lead = scene.tie_ids[int(scene.leads[shared])]
    found = picture.ties_at(lead)
    assert lead in found
    assert scene.tie_ids[shared] in found
    ties = [picture.links.ties[one] for one in found]
    assert len({frozenset((tie.from_id, tie.to_id)) for tie in ties}) == 1
    assert len(picture.lifted(Marked(hovered_tie=lead)).ties) == len(found)


def test_names_that_a_selection_dims_can_still_be_read() -> None:
    for style in (LIGHT, DARK):
        faint = mixed(style.ink, style.background, 1 - DIMMED)
        assert contrast(faint, style.background) >= 4.5


def test_a_line_of_several_ties_tells_and_inspects_them_all(example_place: Place) -> None:
    picture = make(example_place).picture
    leads = picture.scene.leads
    lead = picture.scene.tie_ids[int(np.bincount(leads).argmax())]
    ids = picture.ties_at(lead)
    said = picture.say(lead).splitlines()
    assert said[0] == f"{len(ids)} links"
    assert len(said) == 2 + min(len(ids), MOST_SAID) + (len(ids) > MOST_SAID)
    found = inspect(Subject(example_place, ON, tie_id=lead, together=ids), Token())
    assert found.subtitle == f"{len(ids)} links"
    assert len(found.links) == len(ids)


def test_the_inspector_says_where_to_go_when_there_is_nothing_to_see(small_place: Place) -> None:
    empty = inspect(Subject(Place(version=1, tables={}), ON), Token())
    assert empty.details[-1] == "Import files (Ctrl+I), or add organisations in the registers."
    early = inspect(Subject(small_place, dt.date(2010, 1, 1)), Token())
    assert early.headline == "No link is recorded on this date."
    assert early.details[-1] == "The first links recorded begin on 1 January 2019."
    assert early.day == dt.date(2019, 1, 1)
    over = replace(small_place.ties["t1"], end=PartialDate(2020, 3, 31))
    tables = {"organisations": small_place.organisations, "ties": {"t1": over}}
    late = inspect(Subject(Place(version=2, tables=tables), ON), Token())
    assert late.details[-1] == "The last links recorded run up to 31 March 2020."
    assert late.day == dt.date(2020, 3, 31)
    linked = inspect(Subject(small_place, ON), Token())
    assert linked.day is None
    assert not any("links recorded" in words for words in linked.details)
