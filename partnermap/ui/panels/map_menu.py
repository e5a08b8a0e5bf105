"""The menu of the map: everything that can be dragged can be done from here as well."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from partnermap.domain.place import Place
from partnermap.domain.view import Pin
from partnermap.scene.filter import MOST_STEPS
from partnermap.shell.words import counted, text


@dataclass(frozen=True, slots=True)
class MenuActs:
    """What the entries of the menu do."""

    inspect: Callable[[], None]
    edit: Callable[[], None]
    pin: Callable[[], None]
    unpin: Callable[[], None]
    unpin_all: Callable[[], None]
    arrange: Callable[[], None]
    focus: Callable[[int], None]


def map_menu(place: Place, organisation_id: str | None, acts: MenuActs, parent: QWidget) -> QMenu:
    """The menu for an organisation, or for the map where there is none."""
    menu = QMenu(parent)
    pinned = {pin.organisation_id for pin in place.of(Pin).values()}
    if organisation_id is not None:
        menu.addAction(text("Open in the inspector"), acts.inspect)
        menu.addAction(text("Edit in the register"), acts.edit)
        focus = menu.addMenu(text("Show only what is near it"))
        for steps in range(1, MOST_STEPS + 1):
            focus.addAction(
                text("within {steps}", steps=counted(steps, "step")), partial(acts.focus, steps)
            )
        if organisation_id in pinned:
            menu.addAction(text("Let it find its own place"), acts.unpin)
        else:
            menu.addAction(text("Fix it where it stands"), acts.pin)
        menu.addSeparator()
    everything = menu.addAction(text("Let all find their own places"), acts.unpin_all)
    everything.setEnabled(bool(pinned))
    menu.addAction(text("Arrange again"), acts.arrange)
    return menu
