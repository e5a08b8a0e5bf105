"""What a screen reader finds in the map: a list with one item per organisation."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QPoint, QRect, QSize
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from partnermap.shell.words import text

if TYPE_CHECKING:
    from partnermap.ui.canvas.walk import MapWalk

TARGET = 24
"""Smallest side of what can be pointed at, logical pixels."""

# Qt takes None for "no interface" and "no object"; the stubs of PySide6 do not say so.
NO_INTERFACE = cast(QAccessibleInterface, None)
_NO_OBJECT = cast(QObject, None)


class Spoken(Protocol):
    """What the accessible tree needs of the map."""

    walk: "MapWalk"

    def spoken_title(self) -> str:
        """What the map as a whole is called."""

    def point_of(self, organisation_id: str) -> tuple[float, float] | None:
        """Where an organisation stands on the widget."""


class ListItem(QAccessibleInterface):
    """An item of a list that is only drawn; what it is called and where it is, subclasses say."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__()
        self._canvas = canvas

    def object(self) -> QObject:
        """None: no QObject stands behind an item."""
        return _NO_OBJECT

    def window(self) -> QWindow:
        """The window of the list."""
        return self._canvas.window().windowHandle()

    def role(self) -> QAccessible.Role:
        """An item of a list."""
        return QAccessible.Role.ListItem

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Nothing: records are edited in the register."""

    def state(self) -> QAccessible.State:
        """Focusable; focused and selected while the keyboard is on it."""
        state = QAccessible.State()
        here = self.is_current()
        state.focusable = state.selectable = True
        state.selected = here
        state.focused = here and self._canvas.hasFocus()
        return state

    def is_current(self) -> bool:
        """Whether the keyboard is on it."""
        return False

    def parent(self) -> QAccessibleInterface:
        """The list."""
        return QAccessible.queryAccessibleInterface(self._canvas)

    def child(self, index: int) -> QAccessibleInterface:
        """None: items have no children."""
        return NO_INTERFACE

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """None: items have no children."""
        return NO_INTERFACE

    def childCount(self) -> int:
        """Nought: items have no children."""
        return 0

    def indexOfChild(self, arg__1: QAccessibleInterface) -> int:
        """Minus one: items have no children."""
        return -1


class OrganisationItem(ListItem):
    """One organisation; sector and number of partners stand in its name, the part that is read out."""

    def __init__(self, canvas: QWidget, spoken: Spoken, organisation_id: str) -> None:
        super().__init__(canvas)
        self._spoken = spoken
        self._id = organisation_id

    def isValid(self) -> bool:
        """Whether the organisation is still on the map."""
        return self._id in self._spoken.walk.who.names

    def text(self, t: QAccessible.Text) -> str:
        """Its name as read out; under the keyboard also where it stands among partners."""
        if t != QAccessible.Text.Name or not self.isValid():
            return ""
        walk = self._spoken.walk
        return walk.say() if self.is_current() else walk.who.say(self._id)

    def is_current(self) -> bool:
        """Whether the keyboard is on it."""
        return self._spoken.walk.current == self._id

    def rect(self) -> QRect:
        """Its target on the screen; empty when it has no place."""
        point = self._spoken.point_of(self._id)
        if point is None:
            return QRect()
        corner = QPoint(round(point[0]) - TARGET // 2, round(point[1]) - TARGET // 2)
        return QRect(self._canvas.mapToGlobal(corner), QSize(TARGET, TARGET))


class MapList(QAccessibleWidget):
    """The map as a list of its organisations, by rank."""

    def __init__(self, canvas: QWidget, spoken: Spoken) -> None:
        super().__init__(canvas, QAccessible.Role.List)
        self._canvas = canvas
        self._spoken = spoken
        self._items: dict[str, OrganisationItem] = {}

    def _item(self, organisation_id: str) -> OrganisationItem:
        # Qt keeps no reference to an interface made in Python; registering gives it an identity.
        if organisation_id not in self._items:
            item = OrganisationItem(self._canvas, self._spoken, organisation_id)
            QAccessible.registerAccessibleInterface(item)
            self._items[organisation_id] = item
        return self._items[organisation_id]

    def childCount(self) -> int:
        """Number of organisations that are listed."""
        return len(self._spoken.walk.listed)

    def child(self, index: int) -> QAccessibleInterface:
        """The organisation at that place of the list."""
        order = self._spoken.walk.listed
        return self._item(order[index]) if 0 <= index < len(order) else NO_INTERFACE

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Place of an item in the list, or -1."""
        order = self._spoken.walk.listed
        return next((i for i, one in enumerate(order) if self._items.get(one) is child), -1)

    def focusChild(self) -> QAccessibleInterface:
        """The organisation under the keyboard."""
        current = self._spoken.walk.current
        return NO_INTERFACE if current is None else self._item(current)

    def text(self, t: QAccessible.Text) -> str:
        """Title with counts, and how to move."""
        if t == QAccessible.Text.Name:
            return self._spoken.spoken_title()
        if t == QAccessible.Text.Description:
            return text("Arrow keys move, Enter opens the inspector, F1 lists the keys.")
        return ""


def announce_focus(canvas: QWidget, place: int, *, is_another_list: bool = False) -> None:
    """Tell screen readers which item of the list has the focus, and first that others are listed."""
    if QAccessible.isActive():
        if is_another_list:
            QAccessible.updateAccessibility(QAccessibleEvent(canvas, QAccessible.Event.ObjectReorder))
        event = QAccessibleEvent(canvas, QAccessible.Event.Focus)
        event.setChild(place)
        QAccessible.updateAccessibility(event)


def announce(widget: QWidget, sentence: str) -> None:
    """Have a sentence read out once, when the reader has finished what it says."""
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


Maker = Callable[[QWidget], QAccessibleInterface]
_makers: list[tuple[type[QWidget], Maker]] = []
_made: dict[int, QAccessibleInterface] = {}


def make_accessible(kind: type[QWidget], maker: Maker) -> None:
    """From now on widgets of this kind show themselves to screen readers as the maker says."""
    if not _makers:
        QAccessible.installFactory(_interface_for)
    if all(known is not kind for known, _ in _makers):
        _makers.append((kind, maker))


def _interface_for(_class_name: str, subject: QObject) -> QAccessibleInterface:
    for kind, maker in _makers:
        if isinstance(subject, kind):
            key = id(subject)
            if key not in _made:
                _made[key] = maker(subject)
                subject.destroyed.connect(lambda _=None, key=key: _made.pop(key, None))
            return _made[key]
    return NO_INTERFACE
