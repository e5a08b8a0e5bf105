"""The menu that adds conditions to a filter; every entry leads to another filter."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QMenu, QWidget

from partnermap.domain.money import money_in_words
from partnermap.domain.place import Place
from partnermap.domain.words import OrganisationType, Sector, TieKind
from partnermap.scene.map_choice import Filter
from partnermap.shell.words import counted, text
from partnermap.ui.plain_words import caption

Choose = Callable[[Filter], None]
Word = TypeVar("Word", Sector, OrganisationType, TieKind)
Value = TypeVar("Value")

STRENGTHS = (2, 3)
POUNDS = (10_000, 100_000, 1_000_000, 10_000_000)
MONTHS = (6, 12, 24)


def filter_menu(place: Place, wanted: Filter, choose: Choose, parent: QWidget) -> QMenu:
    """Sectors, types and kinds that may be ticked together, and one amount of each sort.

    Of sectors and types those that somebody in the place has, and those that are ticked: what is gone
    from the place can still be unticked.
    """
    menu = QMenu(parent)
    bodies = place.organisations.values()
    sectors = {item.sector for item in bodies} | wanted.sectors
    types = {item.type for item in bodies} | wanted.types
    _tick(
        menu.addMenu(text("&Sector")),
        (item for item in Sector if item in sectors),
        wanted.sectors,
        lambda chosen: choose(replace(wanted, sectors=chosen)),
    )
    _tick(
        menu.addMenu(text("&Type")),
        (item for item in OrganisationType if item in types),
        wanted.types,
        lambda chosen: choose(replace(wanted, types=chosen)),
    )
    _tick(
        menu.addMenu(text("&Kind of link")),
        TieKind,
        wanted.kinds,
        lambda chosen: choose(replace(wanted, kinds=chosen)),
    )
    menu.addSeparator()
    _add_amounts(menu, wanted, choose)
    return menu


def _add_amounts(menu: QMenu, wanted: Filter, choose: Choose) -> None:
    strengths = [(text("at least {strength}", strength=number), number) for number in STRENGTHS]
    _pick(
        menu.addMenu(text("St&rength of link")),
        strengths,
        wanted.strength,
        lambda amount: choose(replace(wanted, strength=amount)),
    )
    money = [
        (text("at least {money}", money=money_in_words(100 * pounds)), 100 * pounds) for pounds in POUNDS
    ]
    _pick(
        menu.addMenu(text("&Money a year")),
        money,
        wanted.pence,
        lambda amount: choose(replace(wanted, pence=amount)),
    )
    months = [(counted(number, "month"), number) for number in MONTHS]
    _pick(
        menu.addMenu(text("&Ends within")),
        months,
        wanted.ends_within,
        lambda amount: choose(replace(wanted, ends_within=amount)),
    )
    _pick(
        menu.addMenu(text("&Not confirmed for")),
        months,
        wanted.unconfirmed_for,
        lambda amount: choose(replace(wanted, unconfirmed_for=amount)),
    )


def _tick(
    menu: QMenu,
    words: Iterable[Word],
    chosen: frozenset[Word],
    choose: Callable[[frozenset[Word]], None],
) -> None:
    """Entries of which any number may be ticked."""
    for word in words:
        action = menu.addAction(caption(word[:1].upper() + word[1:]))
        action.setCheckable(True)
        action.setChecked(word in chosen)
        action.triggered.connect(partial(_ignoring, choose, chosen ^ {word}))
    menu.setEnabled(bool(menu.actions()))


def _pick(
    menu: QMenu,
    amounts: Iterable[tuple[str, int]],
    chosen: int | None,
    choose: Callable[[int | None], None],
) -> None:
    """Entries of which one may be ticked; ticked again it is none."""
    for words, amount in amounts:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(chosen == amount)
        action.triggered.connect(partial(_ignoring, choose, None if chosen == amount else amount))


def _ignoring(choose: Callable[[Value], None], value: Value, _checked: bool = False) -> None:
    choose(value)
