"""Camera: what the user wants to see, and how the picture drawn last must be moved to show it."""

from dataclasses import dataclass

import numpy as np

from partnermap.scene.model import Frame, Scene

SMALLEST_ZOOM = 0.5
LARGEST_ZOOM = 12.0


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

    `moves` tells whether the user has moved on since.
    """

    zoom: float = 1.0
    centre: tuple[float, float] | None = None
    moves: int = 0


class Camera:
    """Zoom and centre wanted, and the shift that shows them with the picture at hand.

    Attributes:
        shift: from the picture at hand to the screen.
    """

    def __init__(self) -> None:
        self.shift = Shift()
        self._drawn = Wish()
        self._moves = 0
        self._fits = True
        self._frame: Frame | None = None
        self._middle = (0.0, 0.0)

    @property
    def zoom(self) -> float:
        """Zoom wanted now."""
        return 1.0 if self._fits else self._drawn.zoom * self.shift.scale

    def wish(self) -> Wish:
        """The view wanted now."""
        if self._fits:
            return Wish(moves=self._moves)
        return Wish(self.zoom, self._centre(), self._moves)

    def show(self, scene: Scene, wish: Wish) -> None:
        """A picture drawn for a wish is at hand; what the user moved since stays moved."""
        if wish.moves == self._moves or scene.frame is None or self._frame is None:
            self.shift = Shift()
        else:
            self.shift = _following(self.shift, self._frame, scene.frame)
        self._frame = scene.frame
        self._drawn = wish
        self._middle = (scene.view.width / 2, scene.view.height / 2)

    def fit(self) -> None:
        """Everything, in the middle."""
        self._fits = True
        self._moves += 1

    def zoom_by(self, factor: float, x: float, y: float) -> None:
        """Enlarge around a screen point, within what makes sense."""
        before = self._drawn.zoom * self.shift.scale
        after = min(max(before * factor, SMALLEST_ZOOM), LARGEST_ZOOM)
        self.shift = self.shift.zoomed(after / before, x, y)
        self._touched()

    def pan_by(self, dx: float, dy: float) -> None:
        """Move by so many pixels."""
        self.shift = self.shift.panned(dx, dy)
        self._touched()

    def to_layout(self, x: float, y: float) -> tuple[float, float] | None:
        """A screen point in layout units; None while nothing tells the scale."""
        if self._frame is None:
            return None
        point = self._frame.to_layout(np.array([self.shift.to_picture(x, y)]))
        return float(point[0, 0]), float(point[0, 1])

    def _touched(self) -> None:
        self._fits = False
        self._moves += 1

    def _centre(self) -> tuple[float, float] | None:
        return self.to_layout(*self._middle)


def _following(shift: Shift, before: Frame, after: Frame) -> Shift:
    """The shift that puts the new picture where the old one stands on the screen."""
    ratio = before.scale_x / after.scale_x
    return Shift(
        shift.scale * ratio,
        shift.scale * (before.shift_x - ratio * after.shift_x) + shift.x,
        shift.scale * (before.shift_y - ratio * after.shift_y) + shift.y,
    )
