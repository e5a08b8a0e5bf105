"""Saved views in the window: saving keeps all that is shown, choosing brings it back in one go."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from partnermap.document.commands.imports import ApplyChanges
from partnermap.document.commands.views import SaveView, view_named
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.place import Place
from partnermap.domain.view import GroupBy, LayoutStyle, Pin, SavedView
from partnermap.domain.words import Sector, TieKind
from partnermap.network.scenario import scenario_names
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice, WidthBy
from partnermap.scene.saved_view import Kept, kept_in, settings_of
from partnermap.ui.canvas.map_maker import MapRequest
from partnermap.ui.main_window import MainWindow
from partnermap.ui.panels import views_menu
from partnermap.ui.panels.filter_bar import FilterBar
from partnermap.ui.rooms import Rooms
from partnermap.ui.tables.matrix_page import MatrixRequest
from partnermap.ui.view_state import ViewState

NOW, LATER = dt.date(2026, 11, 1), dt.date(2028, 4, 1)
PATIENCE_MS = 20_000
MONEY = MapChoice(
    frozenset({TieKind.TRUST}),
    Filter(sectors=frozenset({Sector.LOCAL_AUTHORITY, Sector.VCSE})),
    Arrangement(LayoutStyle.LANES, width_by=WidthBy.MONEY, group_by=GroupBy.TYPE),
    other=LATER,
)
Opener = Callable[[Path], MainWindow]


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar(ViewState(NOW))
    qtbot.addWidget(bar)
    bar.show()
    return bar


def saved(name: str, kept: Kept) -> SavedView:
    return SavedView(id=name, name=name, settings=settings_of(kept))


def holding(*views: SavedView) -> Place:
    return applied(Place(), Changes(create=views))


def entry(menu: QMenu, words: str) -> str:
    """What the tooltip of an entry says."""
    return next(action.toolTip() for action in menu.actions() if action.text() == words)


def is_as_long(told: list[str], length: int) -> bool:
    """Whether so much has been told."""
    return len(told) == length


def signals_of(view: ViewState) -> list[str]:
    """Names of the signals sent from now on, in their order."""
    sent: list[str] = []
    for name in ("date", "kinds", "filter", "arrangement", "other", "scenario"):
        signal = getattr(view, f"{name}_changed")
        signal.connect(lambda _, name=name: sent.append(name))
    view.arrangement_chosen.connect(lambda _: sent.append("arrangement chosen"))
    view.changed.connect(lambda is_view: sent.append("whole view" if is_view else "changed"))
    return sent


def test_all_is_in_place_before_anything_is_told_and_it_is_told_once() -> None:
    view = ViewState(dt.date(2025, 1, 1))
    sent = signals_of(view)
    seen: list[tuple[dt.date, MapChoice]] = []
    for signal in (view.date_changed, view.filter_changed, view.other_changed):
        signal.connect(lambda _: seen.append((view.on, view.choice)))
    view.show(MONEY, NOW)
    assert sent == ["date", "kinds", "filter", "arrangement", "other", "whole view"]
    assert seen == [(NOW, MONEY)] * 3
    sent.clear()
    view.show(MONEY)
    assert sent == []
    view.set_arrangement(Arrangement())
    view.set_scenario("North")
    assert sent == ["arrangement", "changed", "arrangement chosen", "other", "scenario", "changed"]


def test_choosing_a_view_shows_all_it_keeps_and_chips_follow(qtbot: QtBot, bar: FilterBar) -> None:
    view = saved("Money", Kept(MONEY, LATER))
    bar.show_place(holding(view))
    bar._view.set_scenario("North")
    bar._use(view)
    assert (bar._view.choice, bar._view.on) == (MONEY, LATER)
    assert [chip.text() for chip in bar.chips] == [
        "Compared with 1 April 2028  ×",
        "Sector: local authority or VCSE  ×",
    ]
    bar._view.set_date(NOW)
    undated = saved("Plain", Kept(MapChoice()))
    bar._use(undated)
    assert (bar._view.choice, bar._view.on) == (MapChoice(), NOW)
    assert bar.chips == []


def test_a_view_of_an_earlier_version_changes_the_filter_only(bar: FilterBar) -> None:
    bar._view.show(MONEY)
    earlier = SavedView(id="e", name="Earlier", settings='{"strength": 2}')
    bar.show_place(holding(earlier))
    bar._use(earlier)
    assert bar._view.filter == Filter(strength=2)
    assert bar._view.choice == Kept(MapChoice(wanted=Filter(strength=2)), None, True).over(MONEY)
    assert bar._view.on == NOW


def test_what_a_view_names_and_is_gone_is_said_in_one_sentence(qtbot: QtBot, bar: FilterBar) -> None:
    choice = MapChoice(wanted=Filter(around="gone", strength=2), what_if="North")
    view = saved("Mine", Kept(choice))
    bar.show_place(holding(view))
    with qtbot.waitSignal(bar.told) as told:
        bar._use(view)
    assert bar._view.choice == MapChoice(wanted=Filter(strength=2))
    assert told.args == [
        "View “Mine” is shown without the scenario “North” and the organisation whose neighbours it "
        "shows: not in this file any more."
    ]


def test_a_later_version_is_refused_whole(qtbot: QtBot, bar: FilterBar) -> None:
    bar._view.show(MONEY)
    later = SavedView(id="l", name="Later", settings='{"form": 3, "filter": {"strength": 2}}')
    bar.show_place(holding(later))
    with qtbot.waitSignal(bar.told) as told:
        bar._use(later)
    assert told.args == ["View “Later”: this view cannot be read; delete it and save it again."]
    assert bar._view.choice == MONEY


def test_the_menu_says_what_a_view_keeps(bar: FilterBar) -> None:
    markup = Filter(words="<b>bold</b>")
    broken = SavedView(id="b", name="Broken & old", settings="{")
    views = (saved("Money", Kept(MONEY, NOW)), saved("Bold", Kept(MapChoice(wanted=markup))), broken)
    bar.show_place(holding(*views))
    menu = bar.views_menu()
    assert entry(menu, "Money").splitlines() == [
        "Sector: local authority or VCSE",
        "Kind of link hidden: trust",
        "Arranged in lanes, one for each sector",
        "Line width shows the money of the year",
        "Drawn together by type",
        "Compared with 1 April 2028",
        "On 1 November 2026",
    ]
    assert "<b>" not in entry(menu, "Bold")
    assert entry(menu, "Broken && old").startswith("This view cannot be read")


def test_the_keyboard_too_brings_up_what_a_view_keeps(
    qtbot: QtBot, bar: FilterBar, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(views_menu, "announce", lambda _, words: told.append(words))
    bar.show_place(holding(saved("Money", Kept(MONEY)), saved("Plain", Kept(MapChoice()))))
    menu = bar.views_menu()
    qtbot.addWidget(menu)
    menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))
    for number, name in enumerate(("Money", "Plain")):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        qtbot.waitUntil(partial(is_as_long, told, number + 1), timeout=PATIENCE_MS)
        assert told[-1] == entry(menu, name)


@pytest.mark.parametrize(("other", "is_ticked"), [(None, False), (LATER, True)])
def test_the_date_is_kept_where_the_user_ticks_it(
    qtbot: QtBot, bar: FilterBar, other: dt.date | None, is_ticked: bool
) -> None:
    bar._view.set_other(other)
    bar.show_place(holding(saved("Ours", Kept(MapChoice()))))
    dialog = bar.ask_name()
    assert dialog.with_date.isChecked() is is_ticked
    assert dialog.with_date.accessibleName() == "Keep the date, 1 November 2026, too"
    assert not dialog.go.isEnabled()
    QTest.keyClicks(dialog.name, "new ")
    assert (dialog.go.text(), dialog.go.isEnabled()) == ("Save", True)
    dialog.name.setText(" ours")
    assert dialog.go.text() == "Replace"
    dialog.with_date.setChecked(not is_ticked)
    with qtbot.waitSignal(bar.command_wanted) as wanted:
        dialog.go.click()
    kept = Kept(MapChoice(other=other), None if is_ticked else NOW)
    assert wanted.args == [SaveView("ours", settings_of(kept))]


def rooms_of(window: MainWindow) -> Rooms:
    assert window.rooms is not None
    return window.rooms


def checked(window: MainWindow) -> set[str]:
    """What is ticked in the menus of the menu bar."""
    menus = window.menuBar().findChildren(QMenu)
    return {one.text() for menu in menus for one in menu.actions() if one.isChecked()}


def counting(asked: list[object], ask: Callable[[Any], None]) -> Callable[[Any], None]:
    """The same, which notes what is asked for."""

    def noted(request: Any) -> None:
        asked.append(request)
        ask(request)

    return noted


def test_a_view_comes_back_whole_with_one_request_for_a_picture(
    qtbot: QtBot, opened: Opener, example_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(example_file)
    page, matrix, bridge = rooms_of(window).map, rooms_of(window).matrix, window.bridge
    place = bridge.place
    assert place is not None
    scenario = scenario_names(place)[0]
    choice = MONEY.compared_with(None).showing(scenario, beside_register=True)
    window.view.show(choice, NOW)
    page.map.filters.save_as("Money", with_date=True)
    qtbot.waitUntil(lambda: bool(bridge.place and view_named(bridge.place, "Money")))
    window.view.show(MapChoice(), dt.date(2025, 1, 1))
    window.tabs.setCurrentWidget(matrix)
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert bridge.place is not None
    view = view_named(bridge.place, "Money")
    assert view is not None
    assert kept_in(view.settings) == Kept(choice, NOW)

    asked: list[object] = []
    for part in (page._pictures, matrix._latest):
        monkeypatch.setattr(part, "ask", counting(asked, part.ask))
    with qtbot.waitSignals([page.drawn, matrix.shown], timeout=PATIENCE_MS):
        matrix.filters._use(view)
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert {type(request) for request in asked} == {MapRequest, MatrixRequest}
    assert len(asked) == 2

    assert (window.view.choice, window.view.on) == (choice, NOW)
    shown = page._shown
    assert shown is not None
    assert isinstance(shown.request, MapRequest)
    assert (shown.request.choice, shown.request.on) == (choice, NOW)
    assert matrix._found is not None
    assert matrix._found.request.choice.wanted == choice.wanted
    assert {"Lanes: one for each sector", "Money of the year", "Type"} <= checked(window)
    ticks = {kind for kind, box in page.links.boxes.items() if box.isChecked()}
    assert TieKind.TRUST in page.links.boxes
    assert ticks == page.links.boxes.keys() - {TieKind.TRUST}
    for chips in (page.map.filters.chips, matrix.filters.chips):
        assert [chip.text() for chip in chips][:2] == [
            f"Scenario: {scenario}  ×",
            "Compared with the register  ×",
        ]
    assert "1 November 2026" in window.shown_as_at
    page.links.boxes[TieKind.TRUST].click()
    assert window.view.hidden_kinds == frozenset()


def test_a_view_by_hand_brings_the_places_back_and_writes_nothing(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    page, bridge = rooms_of(window).map, window.bridge
    pins = [Pin(id=one, organisation_id=one, x=x, y=0.0) for one, x in (("county", 1.0), ("trust", 5.0))]
    bridge.execute(ApplyChanges("Fix", Changes(create=tuple(pins))))
    qtbot.waitUntil(lambda: bool(bridge.place and bridge.place.of(Pin)), timeout=PATIENCE_MS)
    window.view.set_arrangement(Arrangement(LayoutStyle.LANES))
    qtbot.waitUntil(
        lambda: (
            window.is_quiet
            and page.layout_shown is not None
            and page.layout_shown.style is LayoutStyle.LANES
        ),
        timeout=PATIENCE_MS,
    )
    before = bridge.place
    page.map.filters._use(saved("Mine", Kept(MapChoice(arrangement=Arrangement(LayoutStyle.BY_HAND)))))
    qtbot.waitUntil(
        lambda: page.layout_shown is not None and page.layout_shown.style is LayoutStyle.BY_HAND,
        timeout=PATIENCE_MS,
    )
    qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
    assert bridge.place is before
    layout = page.layout_shown
    assert layout is not None
    assert layout.position("county") == pytest.approx((1.0, 0.0))
    assert layout.position("trust") == pytest.approx((5.0, 0.0))


def test_saving_a_view_is_one_step_that_can_be_undone(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    bridge, filters = window.bridge, rooms_of(window).map.map.filters

    def is_kept(level: int | None) -> bool:
        view = view_named(bridge.place, "Mine") if bridge.place is not None else None
        return (view and kept_in(view.settings).choice.wanted.strength) == level

    for level in (2, 3):
        window.view.set_filter(Filter(strength=level))
        filters.save_as("Mine" if level == 2 else "MINE")
        qtbot.waitUntil(partial(is_kept, level), timeout=PATIENCE_MS)
    assert bridge.place is not None
    assert len(bridge.place.of(SavedView)) == 1
    for earlier in (2, None):
        bridge.undo()
        qtbot.waitUntil(partial(is_kept, earlier), timeout=PATIENCE_MS)
    assert window.view.filter == Filter(strength=3)
