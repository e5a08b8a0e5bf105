"""Chips: what is filtered can be seen, taken away, kept under a name, and reached from the keyboard."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from partnermap.document.commands.views import RemoveView, SaveView
from partnermap.domain.apply import applied
from partnermap.domain.changes import Changes
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.view import GroupBy, LayoutStyle, SavedView
from partnermap.domain.words import OrganisationType, Sector
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice, WidthBy
from partnermap.scene.saved_view import Kept, settings_of
from partnermap.ui.main_window import MainWindow
from partnermap.ui.map_choices import STYLES, add_map_choices
from partnermap.ui.panels.filter_bar import FilterBar
from partnermap.ui.panels.filter_menu import filter_menu
from partnermap.ui.view_state import ViewState

PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]
VCSE = Filter(sectors=frozenset({Sector.VCSE}))


@pytest.fixture
def bar(qtbot: QtBot) -> FilterBar:
    bar = FilterBar(ViewState(dt.date(2026, 1, 1)))
    qtbot.addWidget(bar)
    bar.resize(900, 40)
    bar.show()
    return bar


def entry(menu: QMenu, *words: str) -> QMenu:
    """The submenu of these words."""
    for word in words:
        found = next(
            action.menu() for action in menu.actions() if action.text().replace("&", "") == word
        )
        assert isinstance(found, QMenu)
        menu = found
    return menu


def leaves(menu: QMenu) -> list[tuple[str, bool]]:
    """Whatever can be chosen in a menu and its submenus, in order, and whether it is."""
    found = []
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += leaves(below)
        elif not action.isSeparator():
            found.append((action.text(), action.isChecked()))
    return found


def choose(menu: QMenu, word: str) -> None:
    next(action for action in menu.actions() if action.text() == word).trigger()


def test_each_condition_is_a_chip_that_takes_it_away(bar: FilterBar) -> None:
    bar._view.set_filter(Filter(sectors=frozenset({Sector.VCSE}), strength=2))
    assert [chip.text() for chip in bar.chips] == ["Sector: VCSE  ×", "Strength: at least 2  ×"]
    assert bar.chips[0].accessibleName() == "Remove Sector: VCSE"
    assert bar.clear.isVisible()
    bar.chips[0].click()
    assert bar._view.filter == Filter(strength=2)
    bar.clear.click()
    assert bar._view.filter.is_empty
    assert not bar.chips
    assert not bar.clear.isVisible()


def test_the_menu_adds_and_takes_away_conditions(bar: FilterBar) -> None:
    bodies = (
        Organisation(id="a", name="A", type=OrganisationType.PCN, sector=Sector.VCSE),
        Organisation(id="b", name="B", sector=Sector.COMMUNITY),
    )
    place = applied(Place(), Changes(create=bodies))
    menu = filter_menu(place, bar._view.filter, bar._view.set_filter, bar)
    choose(entry(menu, "Sector"), "VCSE")
    choose(filter_menu_of(bar, place, "Sector"), "Community")
    assert bar._view.filter.sectors == {Sector.VCSE, Sector.COMMUNITY}
    choose(filter_menu_of(bar, place, "Sector"), "VCSE")
    assert bar._view.filter.sectors == {Sector.COMMUNITY}
    choose(filter_menu_of(bar, place, "Ends within"), "12 months")
    choose(filter_menu_of(bar, place, "Money a year"), "at least £1.0m")
    assert (bar._view.filter.ends_within, bar._view.filter.pence) == (12, 100_000_000)
    choose(filter_menu_of(bar, place, "Ends within"), "12 months")
    assert bar._view.filter.ends_within is None
    assert [action.text() for action in filter_menu_of(bar, place, "Type").actions()] == ["PCN"]


def test_the_menu_offers_what_somebody_has_and_what_is_ticked(bar: FilterBar) -> None:
    body = Organisation(id="a", name="A", type=OrganisationType.PCN, sector=Sector.NHS)
    place = applied(Place(), Changes(create=(body,)))
    assert leaves(filter_menu_of(bar, place, "Sector")) == [("NHS", False)]
    bar._view.set_filter(
        Filter(sectors=frozenset({Sector.VCSE}), types=frozenset({OrganisationType.CIC}))
    )
    assert leaves(filter_menu_of(bar, place, "Sector")) == [("NHS", False), ("VCSE", True)]
    assert [ticked for _, ticked in leaves(filter_menu_of(bar, place, "Type"))] == [False, True]
    assert not entry(filter_menu(Place(), Filter(), bar._view.set_filter, bar), "Sector").isEnabled()


def filter_menu_of(bar: FilterBar, place: Place, word: str) -> QMenu:
    return entry(filter_menu(place, bar._view.filter, bar._view.set_filter, bar), word)


def test_words_filter_after_typing_and_keep_the_field(qtbot: QtBot, bar: FilterBar) -> None:
    bar.words.setFocus()
    QTest.keyClicks(bar.words, "age ")
    assert bar._view.filter.is_empty
    with qtbot.waitSignal(bar._view.filter_changed, timeout=5000):
        pass
    assert bar._view.filter == Filter(words="age")
    bar.chips[0].click()
    assert bar._view.filter.is_empty


def test_views_are_kept_and_used(qtbot: QtBot, bar: FilterBar) -> None:
    bar._view.set_filter(VCSE)
    with qtbot.waitSignal(bar.command_wanted) as kept:
        bar.save_as(" Ours ")
    assert kept.args == [SaveView("Ours", settings_of(Kept(MapChoice(wanted=VCSE))))]
    bar.save_as("   ")
    bar._view.set_filter(Filter())
    view = SavedView(id="v", name="Ours", settings=settings_of(Kept(MapChoice(wanted=VCSE))))
    broken = SavedView(id="b", name="Broken", settings="{")
    bar.show_place(applied(Place(), Changes(create=(view, broken))))
    bar._use(view)
    assert bar._view.filter == VCSE
    with qtbot.waitSignal(bar.told) as told:
        bar._use(broken)
    assert told.args == ["View “Broken”: this view cannot be read; delete it and save it again."]
    assert bar._view.filter == VCSE
    with qtbot.waitSignal(bar.command_wanted) as gone:
        bar._send(RemoveView("Ours"))
    assert gone.args == [RemoveView("Ours")]


def test_chips_take_as_many_lines_as_they_need(qtbot: QtBot, bar: FilterBar) -> None:
    bar._view.set_filter(Filter(strength=2, ends_within=6, unconfirmed_for=12, words="a"))
    layout = bar.layout()
    assert layout is not None
    qtbot.waitUntil(lambda: all(chip.isVisible() for chip in bar.chips))
    assert layout.heightForWidth(250) > layout.heightForWidth(2500)
    bar.resize(250, layout.heightForWidth(250))
    layout.activate()
    rects = [chip.geometry() for chip in bar.chips]
    assert all(not one.intersects(other) for one in rects for other in rects if one is not other)
    assert all(rect.right() <= 250 for rect in rects)


def test_the_map_is_arranged_from_above_it_and_the_button_tells_how(
    qtbot: QtBot, bar: FilterBar
) -> None:
    body = Organisation(id="a", name="A & B")
    bar.show_place(applied(Place(), Changes(create=(body,))))
    assert bar.arrange.accessibleDescription() == "Arranged by distances"
    QTest.keyClick(bar.arrange, Qt.Key.Key_Space)
    qtbot.waitUntil(bar.arrange_menu.isVisible)
    choose(bar.arrange_menu, STYLES[LayoutStyle.TIERS])
    choose(entry(bar.arrange_menu, "Line width shows"), "Strength")
    bar.arrange_menu.close()
    assert bar._view.arrangement == Arrangement(LayoutStyle.TIERS, width_by=WidthBy.STRENGTH)
    assert "Arranged in tiers\nLine width shows strength" in bar.arrange.toolTip()
    bar._view.set_arrangement(Arrangement(LayoutStyle.RINGS, centre="a"))
    assert bar.arrange.accessibleDescription() == "Arranged in rings round A & B"
    offered = [action.text() for action in bar.arrange_menu.actions()]
    assert offered[: len(STYLES)] == list(STYLES.values())
    marked = [action.text() for action in bar.arrange_menu.actions() if action.isChecked()]
    assert marked == [STYLES[LayoutStyle.RINGS]]


def test_whoever_is_drawn_together_can_be_drawn_apart_by_a_chip(bar: FilterBar) -> None:
    group = Arrangement(LayoutStyle.TIERS, group_by=GroupBy.SECTOR)
    bar._view.set_arrangement(group)
    assert [chip.text() for chip in bar.chips] == ["Drawn together by sector  ×"]
    bar._view.set_arrangement(replace(group, opened=frozenset({"group:NHS"})))
    assert [chip.text() for chip in bar.chips] == ["Drawn together by sector, 1 group opened  ×"]
    bar._view.set_other(dt.date(2028, 1, 1))
    assert not any("together" in chip.text() for chip in bar.chips)
    bar._view.set_other(None)
    bar.chips[0].click()
    assert bar._view.arrangement == Arrangement(LayoutStyle.TIERS)
    assert not bar.chips


def test_above_the_matrix_nobody_is_said_to_be_drawn_together(qtbot: QtBot) -> None:
    bar = FilterBar(ViewState(dt.date(2026, 1, 1)), is_of_map=False)
    qtbot.addWidget(bar)
    bar._view.set_arrangement(Arrangement(group_by=GroupBy.TYPE))
    assert not bar.chips


def test_the_inspector_follows_what_the_map_leaves_out(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    assert window.rooms is not None
    inspector = window.rooms.map.inspector
    told = "All of the place, whatever the map leaves out."

    def says() -> bool:
        labels = inspector.findChildren(QLabel)
        return any(label.text() == told and label.isVisibleTo(inspector) for label in labels)

    qtbot.waitUntil(lambda: inspector.shown is not None and window.is_quiet, timeout=PATIENCE_MS)
    assert not says()
    window.view.set_filter(VCSE)
    qtbot.waitUntil(says, timeout=PATIENCE_MS)
    window.view.set_filter(Filter())
    qtbot.waitUntil(lambda: not says(), timeout=PATIENCE_MS)


def test_the_menus_of_the_window_and_of_the_map_offer_the_same(bar: FilterBar) -> None:
    menu = QMenu(bar)
    add_map_choices(menu, bar._view)
    choose(entry(menu, "Draw together by"), "Sector")
    ours, theirs = leaves(bar.arrange_menu), leaves(menu)
    assert ours == theirs
    assert ("Sector", True) in ours
