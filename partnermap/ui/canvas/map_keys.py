"""The keys of the map: walking from organisation to organisation, zoom, pan, letters."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeyEvent

from partnermap.ui.canvas.walk import MapWalk

STEP = 1.25
"""Zoom of one wheel notch or key press."""

PAN = 60.0

Key = Qt.Key

PAN_KEYS = {
    Key.Key_Left: (PAN, 0.0),
    Key.Key_Right: (-PAN, 0.0),
    Key.Key_Up: (0.0, PAN),
    Key.Key_Down: (0.0, -PAN),
}

ZOOM_KEYS = {Key.Key_Plus: STEP, Key.Key_Equal: STEP, Key.Key_Minus: 1 / STEP}


STEP_KEYS = {Key.Key_1: 1, Key.Key_2: 2, Key.Key_3: 3}
"""Show only what lies within so many steps of the current organisation."""


class KeyedMap(Protocol):
    """What the keys need of the map."""

    walk: MapWalk
    organisation_opened: SignalInstance
    focus_wanted: SignalInstance

    def walked(self) -> None:
        """The keyboard went somewhere."""

    def zoom_by(self, factor: float) -> None:
        """Zoom around the middle."""

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture."""

    def fit(self) -> None:
        """Show everything."""

    def leave(self) -> None:
        """Hand the keyboard on."""


def handle_key(canvas: KeyedMap, event: QKeyEvent) -> bool:
    """Do what the key says; False when it is none of the map's."""
    key = Key(event.key())
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        if key in PAN_KEYS:
            canvas.pan_by(*PAN_KEYS[key])
        return key in PAN_KEYS
    if key in ZOOM_KEYS:
        canvas.zoom_by(ZOOM_KEYS[key])
        return True
    if key in STEP_KEYS:
        canvas.focus_wanted.emit(canvas.walk.current, STEP_KEYS[key])
        return True
    if key is Key.Key_Backspace:
        canvas.focus_wanted.emit(None, 1)
        return True
    action = _actions(canvas).get(key)
    if action is not None:
        action()
        return True
    letter = event.text()
    if len(letter) == 1 and letter.isalpha():
        canvas.walk.jump(letter)
        canvas.walked()
        return True
    return False


def _actions(canvas: KeyedMap) -> dict[Qt.Key, Callable[[], None]]:
    walk = canvas.walk
    return {
        Key.Key_Down: lambda: _walk(canvas, lambda: walk.step(1)),
        Key.Key_Up: lambda: _walk(canvas, lambda: walk.step(-1)),
        Key.Key_Right: lambda: _walk(canvas, walk.enter),
        Key.Key_Left: lambda: _walk(canvas, walk.back),
        Key.Key_0: canvas.fit,
        Key.Key_Return: lambda: _open(canvas),
        Key.Key_Enter: lambda: _open(canvas),
        Key.Key_Escape: canvas.leave,
    }


def _walk(canvas: KeyedMap, move: Callable[[], None]) -> None:
    move()
    canvas.walked()


def _open(canvas: KeyedMap) -> None:
    if canvas.walk.current is not None:
        canvas.organisation_opened.emit(canvas.walk.current)
