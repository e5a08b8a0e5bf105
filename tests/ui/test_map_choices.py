"""Choosing how the map is drawn: menus, groups, fixing by hand, what a tie says under the pointer."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.dates import PartialDate
from partnermap.domain.organisation import Organisation
from partnermap.domain.place import Place
from partnermap.domain.tie import Tie
from partnermap.domain.view import GroupBy, LayoutStyle, Pin
from partnermap.domain.words import Sector, TieKind
from partnermap.jobs.token import Token
from partnermap.report.scenes import place_scene
from partnermap.scene.legend import NUMBERED
from partnermap.scene.map_choice import Arrangement, Filter, MapChoice, WidthBy
from partnermap.scene.widths import NO_MONEY
from partnermap.ui.canvas.camera import Wish
from partnermap.ui.canvas.map_maker import MapMaker, MapRequest, MapResult
from partnermap.ui.main_window import MainWindow
from partnermap.ui.map_choices import add_map_choices
from partnermap.ui.panels.elided_label import ElidedLabel
from partnermap.ui.panels.map_panel import MapPanel
from partnermap.ui.view_state import ViewState

ON = dt.date(2026, 6, 1)
PATIENCE_MS = 20_000
Opener = Callable[[Path], MainWindow]


def make(place: Place, arrangement: Arrangement, maker: MapMaker | None = None) -> MapResult:
    request = MapRequest(
        place, ON, frozenset(), Filter(), Wish(), 800.0, 500.0, 1.0, 11.0, "light", arrangement
    )
    return (maker or MapMaker()).make(request, Token())


def checked(menu: QMenu) -> list[str]:
    return [one.text() for sub in menu.findChildren(QMenu) for one in sub.actions() if one.isChecked()]


def action(menu: QMenu, words: str) -> QAction:
    return next(
        one for sub in menu.findChildren(QMenu) for one in sub.actions() if one.text().startswith(words)
    )


def test_the_menu_changes_the_view_and_follows_it(qtbot: QtBot) -> None:
    view, menu = ViewState(ON), QMenu()
    qtbot.addWidget(menu)
    add_map_choices(menu, view)
    assert len(checked(menu)) == 3
    action(menu, "Tiers").trigger()
    action(menu, "Money").trigger()
    action(menu, "Sector").trigger()
    assert view.arrangement == Arrangement(
        LayoutStyle.TIERS, None, WidthBy.MONEY, GroupBy.SECTOR, frozenset()
    )
    view.set_arrangement(Arrangement(LayoutStyle.RINGS))
    assert action(menu, "Rings").isChecked()
    assert not action(menu, "Tiers").isChecked()


@pytest.mark.parametrize("style", list(LayoutStyle))
def test_every_style_is_drawn_and_keeps_its_places(style: LayoutStyle, small_place: Place) -> None:
    maker = MapMaker()
    choice = Arrangement(style)
    first = make(small_place, choice, maker)
    assert first.layout.style is style
    maker.arranger.settle_again()
    again = make(small_place, choice, maker)
    assert again.layout.xy == pytest.approx(first.layout.xy, abs=0.05)


def test_going_back_to_a_style_finds_everybody_where_they_were(small_place: Place) -> None:
    maker = MapMaker()
    before = make(small_place, Arrangement(), maker).layout
    make(small_place, Arrangement(LayoutStyle.LANES), maker)
    assert make(small_place, Arrangement(), maker).layout is before


def crowd(small_place: Place) -> Place:
    """The small place with a second charity, tied like the first."""
    other = replace(small_place.organisations["charity"], id="other", name="Other charity")
    tie = Tie(id="t9", from_id="county", to_id="other", kind=TieKind.REFERRAL, strength=3)
    tables = {
        **small_place.tables,
        "organisations": {**small_place.organisations, "other": other},
        "ties": {**small_place.ties, "t9": tie},
    }
    return Place(version=2, tables=tables)


def test_groups_are_drawn_with_their_count_and_opened_one_by_one(small_place: Place) -> None:
    place = crowd(small_place)
    choice = Arrangement(group_by=GroupBy.SECTOR)
    result = make(place, choice)
    scene = result.picture.scene
    group = f"group:{Sector.VCSE}"
    assert group in scene.organisation_ids
    assert any("(2)" in " ".join(label.lines) for label in scene.labels)
    (batch,) = (one for one in scene.symbols if one.stacked)
    assert batch.title == "VCSE, several together"
    opened = make(place, replace(choice, opened=frozenset({group}))).picture.scene
    assert "charity" in opened.organisation_ids
    assert not any(one.stacked for one in opened.symbols)


def test_every_line_of_a_sum_carries_its_number_however_close_the_lines_are() -> None:
    organisations = {
        f"{sector}{number}": Organisation(
            id=f"{sector}{number}", name=f"{sector} {number}", sector=sector
        )
        for sector in (Sector.NHS, Sector.VCSE)
        for number in range(2)
    }
    ends = [(f"{Sector.NHS}{number}", f"{Sector.VCSE}{number}") for number in range(2)]
    ties = {
        f"{kind}{one}": Tie(id=f"{kind}{one}", from_id=one, to_id=other, kind=kind)
        for kind in TieKind
        for one, other in ends
    }
    place = Place(version=2, tables={"organisations": organisations, "ties": ties})
    scene = make(place, Arrangement(group_by=GroupBy.SECTOR)).picture.scene
    assert len(scene.tie_ids) == len(TieKind)
    assert sum(letter.letter.endswith("2") for letter in scene.letters) >= len(TieKind) - 2


def test_a_tooltip_says_what_a_tie_is(small_place: Place) -> None:
    picture = make(small_place, Arrangement()).picture
    tie = next(key for key, item in picture.links.ties.items() if item.kind is TieKind.REFERRAL)
    lines = picture.links.say(tie, picture.who.names).splitlines()
    assert lines[0] == "Referral"
    assert lines[1] == "County Council – Age Together"
    assert "Strength not known, counts as 1" in lines
    start, end = PartialDate(2020).in_words(), PartialDate(2026, 9).in_words()
    assert f"{start} to {end}" in lines
    assert "Ends or at risk within 24 months" in lines


def test_a_tooltip_of_a_sum_says_how_many(small_place: Place) -> None:
    picture = make(crowd(small_place), Arrangement(group_by=GroupBy.SECTOR)).picture
    (key,) = picture.links.sums
    said = picture.links.say(key, picture.who.names)
    assert said.startswith("Referral, 2 links together")
    assert "Strengths add up to 4" in said
    assert "1 at risk within 24 months" in said


def test_the_head_counts_whoever_is_drawn_together_and_explains_numbers(
    qtbot: QtBot, small_place: Place
) -> None:
    panel = MapPanel(ViewState(ON))
    qtbot.addWidget(panel)
    together = Arrangement(group_by=GroupBy.SECTOR)
    panel.show_summary(make(crowd(small_place), together).summary)
    assert panel._sentence.text().startswith("5 organisations, 2 of them in 1 group, 3 links. ")
    hints = {label.text() for label in panel.findChildren(ElidedLabel) if label.isVisibleTo(panel)}
    assert hints >= {NUMBERED, "all at risk within 24 months"}
    panel.show_summary(make(crowd(small_place), Arrangement()).summary)
    assert panel._sentence.text().startswith("5 organisations, 3 links. ")
    hints = {label.text() for label in panel.findChildren(ElidedLabel) if label.isVisibleTo(panel)}
    assert "at risk within 24 months" in hints
    assert NUMBERED not in hints


def test_by_hand_fixes_everybody_in_one_step_that_undo_and_redo_follow(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    rooms = window.rooms
    assert rooms is not None
    tiers, by_hand = Arrangement(LayoutStyle.TIERS), Arrangement(LayoutStyle.BY_HAND)
    window.view.set_arrangement(tiers)
    qtbot.waitUntil(
        lambda: (
            rooms.map.layout_shown is not None
            and rooms.map.layout_shown.style is LayoutStyle.TIERS
            and window.is_quiet
        ),
        timeout=PATIENCE_MS,
    )

    def pins() -> int:
        place = window.bridge.place
        assert place is not None
        return len(place.of(Pin))

    steps: tuple[tuple[Callable[[], object], int, Arrangement], ...] = (
        (lambda: window.view.set_arrangement(by_hand), 4, by_hand),
        (window.bridge.undo, 0, tiers),
        (window.bridge.redo, 4, by_hand),
        (window.bridge.undo, 0, tiers),
    )
    for act, fixed, arranged in steps:
        with qtbot.waitSignal(window.bridge.place_changed, timeout=20_000):
            act()
        assert pins() == fixed
        qtbot.waitUntil(lambda: window.is_quiet, timeout=PATIENCE_MS)
        assert window.view.arrangement == arranged
        assert pins() == fixed


def test_lanes_are_not_dragged_out_of(qtbot: QtBot, opened: Opener, small_file: Path) -> None:
    window = opened(small_file)
    rooms = window.rooms
    assert rooms is not None
    window.view.set_arrangement(Arrangement(LayoutStyle.LANES))
    with qtbot.waitSignal(rooms.map.told, timeout=20_000) as told:
        rooms.map.canvas.organisation_moved.emit("county", 1.0, 1.0)
    assert "By hand" in str(told.args)
    assert window.bridge.place is not None
    assert not window.bridge.place.of(Pin)


def test_widths_by_money_have_a_legend_and_tooltips_their_amounts(
    opened: Opener, example_file: Path, qtbot: QtBot
) -> None:
    window = opened(example_file)
    assert window.rooms is not None
    page = window.rooms.map

    def by_money(result: MapResult) -> bool:
        return result.request.arrangement.width_by is WidthBy.MONEY

    with qtbot.waitSignal(page.drawn, timeout=PATIENCE_MS, check_params_cb=by_money) as drawn:
        window.view.set_arrangement(replace(window.view.arrangement, width_by=WidthBy.MONEY))
    result = drawn.args[0] if drawn.args else None
    assert isinstance(result, MapResult)
    titles = {pen.title for pen in result.summary.widths}
    assert NO_MONEY.title in titles
    assert len(titles) > 2
    assert titles <= {label.text() for label in page.map.findChildren(ElidedLabel)}
    links = result.picture.links
    tie_id = next(one for one in links.money if one in links.ties)
    assert "£" in links.say(tie_id, result.picture.who.names)


def test_a_drag_by_hand_moves_one_alone_and_is_undone(
    qtbot: QtBot, opened: Opener, small_file: Path
) -> None:
    window = opened(small_file)
    rooms = window.rooms
    assert rooms is not None
    page = rooms.map
    canvas = page.canvas
    qtbot.waitUntil(lambda: page.layout_shown is not None, timeout=PATIENCE_MS)
    window.view.set_arrangement(Arrangement(LayoutStyle.BY_HAND))
    qtbot.waitUntil(lambda: is_by_hand(page.layout_shown) and window.is_quiet, timeout=PATIENCE_MS)
    before = page.layout_shown
    start = canvas.point_of("charity")
    assert before is not None
    assert start is not None
    begin, goal = QPoint(*map(round, start)), QPoint(canvas.width() // 3, canvas.height() // 2)
    wanted = canvas.camera.to_layout(goal.x(), goal.y())
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(canvas, goal)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=goal)
    qtbot.waitUntil(lambda: moved(before, page.layout_shown) == {"charity"}, timeout=PATIENCE_MS)
    assert page.layout_shown is not None
    assert page.layout_shown.position("charity") == pytest.approx(wanted)
    assert placed_on_paper(window, page.layout_shown) == pytest.approx(wanted)
    window.bridge.undo()
    qtbot.waitUntil(lambda: moved(before, page.layout_shown) == set(), timeout=PATIENCE_MS)


def is_by_hand(layout: Layout | None) -> bool:
    return layout is not None and layout.style is LayoutStyle.BY_HAND


def moved(before: Layout, after: Layout | None) -> set[str] | None:
    """Who stands elsewhere; None while nothing is shown."""
    if after is None:
        return None
    return {
        one for one in before.index if before.position(one) != pytest.approx(after.position(one) or ())
    }


def placed_on_paper(window: MainWindow, layout: Layout) -> tuple[float, float]:
    """Where the printed map has the charity, in layout units: paper moves nobody by hand."""
    place = window.bridge.place
    assert place is not None
    choice = MapChoice(arrangement=Arrangement(LayoutStyle.BY_HAND))
    scene = place_scene(place, window.view.on, (842.0, 595.0), layout=layout, choice=choice)
    row = scene.organisation_ids.index("charity")
    x, y = scene.frame.to_layout(scene.positions[[row]])[0].tolist()
    return x, y
