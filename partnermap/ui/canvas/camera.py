"""Camera: what the user wants to see, and how the picture drawn last must be moved to show it.

A filter that leaves a part of the map takes the view there, and back to where it was when the filter
goes. Who pans or zooms in between keeps what they chose until they ask for everything.
"""

from dataclasses import dataclass, replace

import numpy as np

from partnermap.scene.model import Frame, Scene

SMALLEST_ZOOM = 0.5
LARGEST_ZOOM = 12.0

AT_REST = 1e-6
"""Zooms that differ by less are the same."""


@dataclass(frozen=True, slots=True)
class Shift:
    """From the drawn picture to the screen: screen = scale * picture + (x, y), logical pixels."""

    scale: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """A point of the picture on the screen."""
        return self.scale * x + self.x, self.scale * y + self.y

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        """A screen point in the picture."""
        return (x - self.x) / self.scale, (y - self.y) / self.scale

    def panned(self, dx: float, dy: float) -> "Shift":
        """Moved by so many pixels."""
        return Shift(self.scale, self.x + dx, self.y + dy)

    def zoomed(self, factor: float, x: float, y: float) -> "Shift":
        """Enlarged by a factor around a screen point, which stays where it is."""
        return Shift(self.scale * factor, x + (self.x - x) * factor, y + (self.y - y) * factor)


@dataclass(frozen=True, slots=True)
class Wish:
    """The view wanted: zoom (1 fits all), the layout point in the middle (None the middle of all).

    `moves` tells whether the user has moved on since. With `seeks` the map looks for the part that a
    filter has left; the zoom and the centre are for when it left people all over.
    """

    zoom: float = 1.0
    centre: tuple[float, float] | None = None
    moves: int = 0
    seeks: bool = False


class Camera:
    """Zoom and centre wanted, and the shift that shows them with the picture at hand."""

    def __init__(self) -> None:
        self._shift = Shift()
        self._drawn = Wish()
        self._moves = 0
        self._goal: Wish | None = Wish()
        self._home: Wish | None = None
        self._is_filtered = False
        self._flight: _Flight | None = None
        self._frame: Frame | None = None
        self._middle = (0.0, 0.0)

    @property
    def shift(self) -> Shift:
        """From the picture at hand to the screen."""
        return self._shift if self._flight is None else self._flight.shift

    @property
    def zoom(self) -> float:
        """Zoom wanted now."""
        return self.wish().zoom

    def wish(self) -> Wish:
        """The view wanted now."""
        if self._goal is not None:
            return replace(self._goal, moves=self._moves)
        if self._drawn.centre is None and self._shift == Shift():
            return Wish(self._drawn.zoom, moves=self._moves)
        return Wish(self._drawn.zoom * self._shift.scale, self._centre(), self._moves)

    def show(self, scene: Scene, wish: Wish) -> bool:
        """A picture drawn for a wish is at hand; what the user moved since stays moved.

        Returns:
            Whether it shows another part of the map that was asked for: `fly` takes the view there.
        """
        before, frame = self._frame or scene.frame, scene.frame
        start, is_asked_for = _following(self.shift, before, frame), wish.moves == self._moves
        flies = is_asked_for and self._goal is not None and start != Shift()
        if flies:
            self._flight = _Flight(start)
        elif frame != before:
            self._flight = None
        if is_asked_for:
            self._shift, self._goal = Shift(), None
        else:
            self._shift = _following(self._shift, before, frame)
        self._frame = frame
        self._drawn = wish
        self._middle = (scene.view.width / 2, scene.view.height / 2)
        return flies

    def fly(self, share: float) -> None:
        """So much of the way to the part that was asked for, 0 to 1."""
        if self._flight is not None:
            self._flight = replace(self._flight, share=share) if share < 1.0 else None

    def fit(self) -> None:
        """Everything that is drawn, in the middle."""
        self._moves += 1
        self._home = Wish() if self._is_filtered else None
        self._goal = Wish(seeks=self._is_filtered)

    def follow(self, is_filtered: bool) -> None:
        """The filter is another: look for what it leaves; without one go back to the view before."""
        if is_filtered and not self._is_filtered:
            self._home = self.wish()
        self._is_filtered = is_filtered
        if self._home is None:
            return
        self._moves += 1
        self._goal = replace(self._home, seeks=is_filtered)
        if not is_filtered:
            self._home = None

    def zoom_by(self, factor: float, x: float, y: float) -> None:
        """Enlarge around a screen point, within what makes sense."""
        self._take_over()
        before = self._drawn.zoom * self._shift.scale
        after = min(max(before * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        self._shift = self._shift.zoomed(after / before, x, y)

    def pan_by(self, dx: float, dy: float) -> None:
        """Move by so many pixels."""
        self._take_over()
        self._shift = self._shift.panned(dx, dy)

    def to_layout(self, x: float, y: float) -> tuple[float, float] | None:
        """A screen point in layout units; None while nothing tells the scale."""
        if self._frame is None:
            return None
        point = self._frame.to_layout(np.array([self.shift.to_picture(x, y)]))
        return float(point[0, 0]), float(point[0, 1])

    def _take_over(self) -> None:
        """From here on the user says what is seen."""
        self._shift, self._flight = self.shift, None
        self._goal = self._home = None
        self._moves += 1

    def _centre(self) -> tuple[float, float] | None:
        if self._frame is None:
            return None
        point = self._frame.to_layout(np.array([self._shift.to_picture(*self._middle)]))
        return float(point[0, 0]), float(point[0, 1])


@dataclass(frozen=True, slots=True)
class _Flight:
    """On the way from a shift to none at all: around one point, each moment by the same factor."""

    start: Shift
    share: float = 0.0

    @property
    def shift(self) -> Shift:
        """Where the flight is."""
        scale = float(self.start.scale ** (1.0 - self.share))
        left = 1.0 - self.share
        if abs(self.start.scale - 1.0) > AT_REST:
            left = (1.0 - scale) / (1.0 - self.start.scale)
        return Shift(scale, self.start.x * left, self.start.y * left)


def _following(shift: Shift, before: Frame, after: Frame) -> Shift:
    """The shift that puts the new picture where the old one stands on the screen."""
    ratio = before.scale_x / after.scale_x
    return Shift(
        shift.scale * ratio,
        shift.scale * (before.shift_x - ratio * after.shift_x) + shift.x,
        shift.scale * (before.shift_y - ratio * after.shift_y) + shift.y,
    )
