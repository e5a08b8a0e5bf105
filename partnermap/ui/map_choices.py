"""Choices for the map: how it is arranged, what widths say, what is drawn together."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from partnermap.domain.view import GroupBy, LayoutStyle
from partnermap.scene.map_choice import Arrangement, WidthBy
from partnermap.shell.words import text
from partnermap.ui.view_state import ViewState

Choice = TypeVar("Choice", bound=StrEnum)

TIDY = text("Tidy the map: move only what has to")
TIDY_TIP = text("Starts from where everybody stands now. Whoever is fixed stays.")

STYLES = {
    LayoutStyle.DISTANCES: text("Distances: who is close to whom"),
    LayoutStyle.GROUPS: text("Groups: who works together most"),
    LayoutStyle.LANES: text("Lanes: one for each sector"),
    LayoutStyle.RINGS: text("Rings: steps from one organisation"),
    LayoutStyle.TIERS: text("Tiers: system, place, neighbourhood, organisation"),
    LayoutStyle.BY_HAND: text("By hand: fix everybody where they stand"),
}
WIDTHS = {
    WidthBy.KIND: text("Kind of link"),
    WidthBy.STRENGTH: text("Strength"),
    WidthBy.MONEY: text("Money of the year"),
}
GROUPS = {
    GroupBy.NOTHING: text("Nothing"),
    GroupBy.PART_OF: text("What they are part of"),
    GroupBy.SECTOR: text("Sector"),
    GroupBy.TYPE: text("Type"),
}


def add_map_choices(menu: QMenu, view: ViewState, *, arrange_at_once: bool = False) -> None:
    """Add the three submenus; they follow the view whoever changes it.

    Args:
        menu: where they go.
        view: what they choose.
        arrange_at_once: whether the arrangements stand in the menu itself, not in a submenu.
    """
    styles = menu if arrange_at_once else menu.addMenu(text("Arrange by"))
    _add(styles, view, STYLES, lambda now: now.style, _with_style)
    if arrange_at_once:
        menu.addSeparator()
    _add(menu.addMenu(text("Line width shows")), view, WIDTHS, lambda now: now.width_by, _with_width)
    _add(menu.addMenu(text("Draw together by")), view, GROUPS, lambda now: now.group_by, _with_group)


def _with_style(now: Arrangement, style: LayoutStyle) -> Arrangement:
    return replace(now, style=style)


def _with_width(now: Arrangement, by: WidthBy) -> Arrangement:
    return replace(now, width_by=by)


def _with_group(now: Arrangement, by: GroupBy) -> Arrangement:
    return replace(now, group_by=by, opened=frozenset())


def _add(
    menu: QMenu,
    view: ViewState,
    words: dict[Choice, str],
    chosen: Callable[[Arrangement], Choice],
    change: Callable[[Arrangement, Choice], Arrangement],
) -> None:
    group = QActionGroup(menu)
    made: dict[Choice, QAction] = {}
    for choice, said in words.items():
        action = QAction(said, group)
        action.setCheckable(True)
        action.setChecked(chosen(view.arrangement) is choice)
        action.triggered.connect(partial(_choose, view, change, choice))
        menu.addAction(action)
        made[choice] = action
    view.arrangement_changed.connect(lambda now: made[chosen(now)].setChecked(True))


def _choose(
    view: ViewState,
    change: Callable[[Arrangement, Choice], Arrangement],
    choice: Choice,
    _checked: bool = False,
) -> None:
    view.set_arrangement(change(view.arrangement, choice))
