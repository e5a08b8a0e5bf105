"""Tidying the map, arranging it from nothing, and taking either back."""

import datetime as dt
import random
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from partnermap.domain.apply import applied
from partnermap.domain.place import Place
from partnermap.domain.view import LayoutStyle, Pin
from partnermap.exchange.example import plan_example
from partnermap.jobs.token import Token
from partnermap.scene.map_choice import Arrangement, Filter
from partnermap.ui.canvas.arrangements import Arrangements
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest
from partnermap.ui.main_window import MainWindow

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


KEPT = 0.01
"""Share of the map's width that others may have moved on average when a drag far out is undone."""


@pytest.fixture
def steady_place(monkeypatch: pytest.MonkeyPatch) -> Place:
    """The worked example with the same ids every time: a layout depends on them a little."""
    chance = random.Random(5)

    def drawn() -> uuid.UUID:
        return uuid.UUID(int=chance.getrandbits(128), version=4)

    monkeypatch.setattr("partnermap.domain.changes.uuid.uuid4", drawn)
    return applied(Place(), plan_example(Place()).changes)


@pytest.fixture
def arrangements(window: MainWindow) -> Arrangements:
    return Arrangements(lambda: None, window)


def places(
    place: Place, maker: MapMaker, style: LayoutStyle = LayoutStyle.DISTANCES
) -> npt.NDArray[np.float64]:
    on = dt.date(2026, 6, 1)
    request = MapRequest(place, on, frozenset(), Filter(), Wish(), 800.0, 500.0, 1.0, 11.0, "light")
    request = replace(request, arrangement=Arrangement(style))
    return maker.make(request, Token()).layout.xy


def test_tidying_and_arranging_are_taken_back_and_done_again(
    example_place: Place, arrangements: Arrangements
) -> None:
    first = places(example_place, arrangements.maker)
    for act in (arrangements.tidy, arrangements.start_afresh):
        act()
        after = places(example_place, arrangements.maker)
        arrangements.go_back()
        assert (places(example_place, arrangements.maker) == first).all()
        arrangements.go_back()
        assert (places(example_place, arrangements.maker) == after).all()
        arrangements.go_back()


def test_tidying_starts_from_where_everybody_stands(
    example_place: Place, arrangements: Arrangements
) -> None:
    """The mirror of a map is no worse than the map: only what does not know it turns it back."""
    first = places(example_place, arrangements.maker).copy()
    mirrored = first * (-1.0, 1.0)
    places(example_place, arrangements.maker)[:] = mirrored
    arrangements.tidy()
    tidied = places(example_place, arrangements.maker)
    arrangements.start_afresh()
    afresh = places(example_place, arrangements.maker)
    extent = np.ptp(first, axis=0).max()
    assert np.abs(tidied - mirrored).mean() < 0.1 * extent
    assert np.abs(afresh - mirrored).mean() > 0.1 * extent


def test_another_file_has_nothing_to_go_back_to(arrangements: Arrangements) -> None:
    told: list[bool] = []
    arrangements.has_earlier.connect(told.append)
    arrangements.tidy()
    arrangements.forget()
    assert told == [True, False]
    maker = arrangements.maker
    arrangements.go_back()
    assert arrangements.maker is maker


def test_the_menu_says_what_each_does_and_takes_it_back(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    page, act = window.rooms.map, window.actions_
    menu = next(one for one in window.menuBar().findChildren(QMenu) if one.title() == "&View")
    assert menu.toolTipsVisible()
    ways: tuple[QAction, ...] = (act.arrange, act.arrange_afresh, act.arrange_back)
    assert set(ways) <= set(menu.actions())
    assert len({way.toolTip() for way in ways} | {way.text() for way in ways}) == 6
    assert all("fixed stays" in way.toolTip() for way in ways[:2])
    assert not act.arrange_back.isEnabled()
    before = page.layout_shown
    act.arrange_afresh.trigger()
    qtbot.waitUntil(lambda: page.layout_shown is not before, timeout=PATIENCE_MS)
    assert act.arrange_back.isEnabled()
    act.arrange_back.trigger()
    qtbot.waitUntil(lambda: page.layout_shown is before, timeout=PATIENCE_MS)
    assert act.arrange_back.isEnabled()


@pytest.mark.parametrize("style", [LayoutStyle.DISTANCES, LayoutStyle.GROUPS])
def test_who_is_let_go_returns_to_where_it_stood(steady_place: Place, style: LayoutStyle) -> None:
    """So a drag is undone on the map, not in the records alone; and done again.

    The others may keep a little of the room that they were given while the map was wider.
    """
    maker, ids = MapMaker(), list(steady_place.organisations)
    one = ids[5]
    free = places(steady_place, maker, style).copy()
    corner = free.min(axis=0) - 1.0
    fixed = fixing(steady_place, one, corner)
    assert places(fixed, maker, style)[5] == pytest.approx(corner)
    after = places(steady_place, maker, style)
    assert after[5] == pytest.approx(free[5], abs=0.05)
    assert np.hypot(*(after - free).T).mean() < KEPT * np.ptp(free, axis=0).max()
    assert places(fixed, maker, style)[5] == pytest.approx(corner)
    further = fixing(steady_place, one, corner - 1.0)
    assert places(further, maker, style)[5] == pytest.approx(corner - 1.0)
    after = places(steady_place, maker, style)
    assert after[5] == pytest.approx(free[5], abs=0.05)
    assert np.hypot(*(after - free).T).mean() < KEPT * np.ptp(free, axis=0).max()


def test_who_was_fixed_from_the_beginning_finds_a_place_when_let_go(steady_place: Place) -> None:
    maker, (one, two) = MapMaker(), list(steady_place.organisations)[:2]
    near = fixing(steady_place, one, np.array((0.0, 0.0)))
    far = fixing(near, two, np.array((60.0, 0.0)))
    before = places(far, maker).copy()
    after = places(near, maker)
    middle = np.median(before, axis=0)
    assert np.hypot(*(after[1] - middle)) < np.hypot(*(before[1] - middle)) - 2.0


def test_by_hand_who_is_let_go_stays(example_place: Place) -> None:
    maker, one = MapMaker(), next(iter(example_place.organisations))
    before = places(fixing(example_place, one, np.array((9.0, 9.0))), maker, LayoutStyle.BY_HAND)
    assert places(example_place, maker, LayoutStyle.BY_HAND) == pytest.approx(before)


def fixing(place: Place, organisation_id: str, at: npt.NDArray[np.float64]) -> Place:
    """The place with one organisation fixed."""
    pin = Pin(id=organisation_id, organisation_id=organisation_id, x=float(at[0]), y=float(at[1]))
    pins = {**place.of(Pin), pin.id: pin}
    return replace(place, version=place.version + 1, tables={**place.tables, Pin.TABLE: pins})
