"""The menu of the map: everything that can be dragged can be done from here as well."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from partnermap.domain.place import Place
from partnermap.domain.view import Pin
from partnermap.domain.words import ScenarioChangeKind
from partnermap.network.grouping import MARK
from partnermap.scene.map_choice import MOST_STEPS
from partnermap.shell.words import counted, text
from partnermap.ui.map_choices import TIDY, TIDY_TIP


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
    rings: Callable[[], None]
    what_if: Callable[[ScenarioChangeKind], None]
    open_group: Callable[[], None]
    close_groups: Callable[[], None]
    has_open_groups: bool


_WHAT_IF = (
    (ScenarioChangeKind.MERGE, text("merges with another …")),
    (ScenarioChangeKind.SPLIT, text("is split …")),
    (ScenarioChangeKind.ABOLISH, text("is abolished …")),
    (ScenarioChangeKind.TRANSFER, text("hands over functions …")),
    (ScenarioChangeKind.CLUSTER, text("shares its leadership …")),
)


def map_menu(place: Place, organisation_id: str | None, acts: MenuActs, parent: QWidget) -> QMenu:
    """The menu for an organisation, or for the map where there is none."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    pinned = {pin.organisation_id for pin in place.of(Pin).values()}
    if organisation_id is not None and organisation_id.startswith(MARK):
        menu.addAction(text("Show its members"), acts.open_group)
        menu.addSeparator()
    elif organisation_id is not None:
        menu.addAction(text("Open in the inspector"), acts.inspect)
        menu.addAction(text("Edit in the register"), acts.edit)
        focus = menu.addMenu(text("Show only what is near it"))
        for steps in range(1, MOST_STEPS + 1):
            focus.addAction(
                text("within {steps}", steps=counted(steps, "step")), partial(acts.focus, steps)
            )
        menu.addAction(text("Draw rings around it"), acts.rings)
        what_if = menu.addMenu(text("What if this body"))
        for kind, words in _WHAT_IF:
            what_if.addAction(words, partial(acts.what_if, kind))
        if organisation_id in pinned:
            menu.addAction(text("Let it find its own place"), acts.unpin)
        else:
            menu.addAction(text("Fix it where it stands"), acts.pin)
        menu.addSeparator()
    if acts.has_open_groups:
        menu.addAction(text("Draw opened groups together again"), acts.close_groups)
    everything = menu.addAction(text("Let all find their own places"), acts.unpin_all)
    everything.setEnabled(bool(pinned))
    menu.addAction(TIDY, acts.arrange).setToolTip(TIDY_TIP)
    return menu
