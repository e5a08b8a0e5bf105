"""From layout units to the page: the frame, and symbols as large as the room allows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from partnermap.analysis.layout.layout import Layout
from partnermap.domain.view import LayoutStyle
from partnermap.scene.model import Floats, Frame, Ints, Medium, View
from partnermap.scene.symbols import REACH

STRETCH = {Medium.SCREEN: 1.9, Medium.PAPER: 1.45}
"""How much wider than high one layout unit may be drawn to fill a wide page or window."""

DRAWN_OUT = frozenset({LayoutStyle.LANES, LayoutStyle.TIERS})
MOST_DRAWN_OUT = 3.0
"""Lanes and tiers say nothing by distances: they may be stretched farther, to fill the page."""

LEAST_EXTENT = 1.5
SMALLEST = 6.4
"""Least radius on a map with room: below it the letter in a symbol would be under 7 points."""

CROWDED = 3.2
"""Least radius where most symbols would otherwise lie over each other: shapes alone, without letters."""

LARGEST = 16.0
PER_PARTNER = 1.9
LABEL_ROOM = {Medium.SCREEN: (56.0, 26.0), Medium.PAPER: (46.0, 24.0)}
"""Room kept free at the sides and above and below, for symbols and names of the outermost."""

MOST_ROOM = 0.1
"""Of the width and of the height of a small window, that room is no more on each side."""

WORTH_FLYING, NEAREST = 1.25, 4.0
"""How many times larger what a filter leaves must get to be worth a flight, and at most gets."""

OFF_MIDDLE = 0.1
"""Share of the area by which it must lie off the middle to be worth one all the same."""

NEIGHBOURS = 8
"""Those beside an organisation with whom its symbol shares the room."""

MOSTLY = 0.25
"""Symbols are all drawn smaller until no more than this share of them want more room than they have."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in view units."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def inside(self, across: float, down: float) -> "Box":
        """The box without a margin."""
        across, down = min(across, self.width / 2 - 1), min(down, self.height / 2 - 1)
        return Box(self.left + across, self.top + down, self.right - across, self.bottom - down)


def _within(area: Box, view: View) -> Box:
    """What is left of the area beside the room for names."""
    across, down = LABEL_ROOM[view.medium]
    if view.medium is Medium.SCREEN:
        across, down = min(across, MOST_ROOM * area.width), min(down, MOST_ROOM * area.height)
    return area.inside(across, down)


def frame_for(layout: Layout, ids: Sequence[str], area: Box, view: View) -> Frame:
    """How to draw the layout in the area.

    The screen keeps the whole layout in view, so that nothing moves with the date; paper is filled with
    what is drawn.
    """
    xy = layout.xy if view.medium is Medium.SCREEN else positions_of(layout, ids)
    xy = np.vstack([xy, *(guide.outline for guide in layout.guides), *_spots(layout)])
    low, high = (xy.min(axis=0), xy.max(axis=0)) if len(xy) else (np.zeros(2), np.zeros(2))
    inner = _within(area, view)
    across = inner.width / max(float(high[0] - low[0]), LEAST_EXTENT)
    down = inner.height / max(float(high[1] - low[1]), LEAST_EXTENT)
    stretch = MOST_DRAWN_OUT if layout.style in DRAWN_OUT else STRETCH[view.medium]
    across, down = min(across, down * stretch) * view.zoom, min(down, across * stretch) * view.zoom
    middle = (low + high) / 2 if view.centre is None else np.array(view.centre)
    centre = ((area.left + area.right) / 2, (area.top + area.bottom) / 2)
    return Frame(
        across,
        down,
        centre[0] - across * float(middle[0]),
        centre[1] - down * float(middle[1]),
    )


def closer(layout: Layout, ids: Sequence[str], area: Box, view: View) -> View | None:
    """The view that these organisations fill; None when they stand all over the map, or there are none.

    Args:
        layout: of everybody.
        ids: the organisations to see.
        area: where the map is drawn.
        view: gives size and medium.
    """
    if not ids:
        return None
    whole = frame_for(layout, ids, area, replace(view, zoom=1.0, centre=None))
    spots = positions_of(layout, ids)
    low, high = spots.min(axis=0), spots.max(axis=0)
    inner = _within(area, view)
    across, down = (high - low) * (whole.scale_x, whole.scale_y)
    zoom = min(inner.width / max(across, 1.0), inner.height / max(down, 1.0), NEAREST)
    centre = (low + high) / 2
    middle = np.array([(area.left + area.right) / 2, (area.top + area.bottom) / 2])
    off = np.abs(whole.to_view(centre[None])[0] - middle) / (area.width, area.height)
    if zoom < WORTH_FLYING and off.max() < OFF_MIDDLE:
        return None
    x, y = centre.tolist()
    return replace(view, zoom=float(zoom), centre=(x, y))


def _spots(layout: Layout) -> list[Floats]:
    """Where the words of guides stand."""
    return [np.array([guide.spot]) for guide in layout.guides]


def positions_of(layout: Layout, ids: Sequence[str]) -> Floats:
    """Layout positions of some organisations, shape (k, 2); the middle for one that has none."""
    middle = layout.xy.mean(axis=0) if len(layout.xy) else np.zeros(2)
    rows = [layout.xy[layout.index[item]] if item in layout.index else middle for item in ids]
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def symbol_radii(positions: Floats, degrees: Ints) -> Floats:
    """Radii (n,) that grow with the square root of the partners, smaller where the map is crowded.

    All are smaller then, not only those in the crowd: else somebody alone at the edge would look larger
    than the busiest in the middle.
    """
    radii = np.minimum(SMALLEST + PER_PARTNER * np.sqrt(degrees), LARGEST)
    if len(positions) < 2:
        return np.asarray(radii)
    room = _rooms(positions, radii)
    least = float(np.clip(np.median(room), CROWDED, SMALLEST))
    radii = radii * min(1.0, float(np.quantile(room / radii, MOSTLY)))
    return np.asarray(np.clip(np.minimum(radii, np.maximum(room, 0.0)), least, None))


def _rooms(positions: Floats, wanted: Floats) -> Floats:
    """Radii (n,) that reach no neighbour's: two share what lies between them as they would have it."""
    from scipy.spatial import cKDTree

    count = min(NEIGHBOURS + 1, len(positions))
    distances, near = cKDTree(positions).query(positions, k=list(range(2, count + 1)))
    share = wanted[:, None] / (wanted[:, None] + wanted[near])
    return np.asarray((distances * share).min(axis=1) / REACH)


def has_room_beside(positions: Floats, width: float, height: float) -> NDArray[np.bool_]:
    """Whether a box of that size has nobody in it on at least one side of each position, shape (n,)."""
    if not len(positions):
        return np.zeros(0, dtype=np.bool_)
    from scipy.spatial import cKDTree

    scaled = positions / (np.array([width, height]) / 2)
    tree = cKDTree(scaled)
    # A little farther off than half of it, so that nobody stands in their own way.
    sides = 1.01 * np.array([(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)])
    found = [tree.query_ball_point(scaled + side, 1.0, p=np.inf, return_length=True) for side in sides]
    return np.asarray(np.min(found, axis=0) == 0)
