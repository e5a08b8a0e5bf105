"""The menu of saved views: each says what it keeps; below them what is shown can be saved."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from partnermap.domain.errors import BadValue
from partnermap.domain.place import Place
from partnermap.domain.sentences import capital
from partnermap.domain.view import SavedView
from partnermap.scene.saved_view import kept_in
from partnermap.scene.view_words import view_in_words
from partnermap.shell.words import text
from partnermap.ui.canvas.accessible import announce
from partnermap.ui.plain_words import caption, tip


@dataclass(frozen=True, slots=True)
class ViewActs:
    """What the entries do."""

    use: Callable[[SavedView], None]
    save: Callable[[], object]
    remove: Callable[[str], None]


def views_menu(place: Place, acts: ViewActs, parent: QWidget) -> QMenu:
    """Every view by name, then what can be done with them."""
    menu = QMenu(parent)
    # In a later turn: what opens the menu or moves in it hides every tooltip first.
    menu.hovered.connect(lambda entry: QTimer.singleShot(0, menu, partial(_say, menu, entry)))
    menu.aboutToHide.connect(QToolTip.hideText)
    views = sorted(place.of(SavedView).values(), key=lambda item: item.name.casefold())
    for item in views:
        action = menu.addAction(caption(item.name), partial(acts.use, item))
        action.setData(_words(place, item))
        action.setToolTip(tip(action.data()))
    if not views:
        menu.addAction(text("No view is saved yet.")).setEnabled(False)
    menu.addSeparator()
    menu.addAction(text("Save what is shown as a view…"), acts.save)
    remove = menu.addMenu(text("Remove a view"))
    remove.setEnabled(bool(views))
    for item in views:
        remove.addAction(caption(item.name), partial(acts.remove, item.name))
    return menu


def _say(menu: QMenu, entry: QAction) -> None:
    """Say beside the menu what the view keeps that the pointer or the keyboard has reached.

    The tooltips of a menu come up for the pointer alone.
    """
    if not menu.isVisible():
        return
    corner = menu.actionGeometry(entry).topRight()
    QToolTip.showText(menu.mapToGlobal(corner), entry.toolTip() if entry.data() else "", menu)
    if entry.data():
        announce(menu, entry.data())


def _words(place: Place, item: SavedView) -> str:
    try:
        return "\n".join(view_in_words(place, kept_in(item.settings)))
    except BadValue as fault:
        return capital(str(fault))
