"""Calling out: free ground of a crowded map where the names that everybody looks for may stand."""

from collections.abc import Sequence

import numpy as np

from partnermap.scene.candidates import Candidates, LabelText, Surroundings, permitted
from partnermap.scene.model import Floats, Ints

STEPS = (20, 14)
"""Places tried across and down the map."""

NEAREST = 80
"""Places kept of each name: those nearest to its symbol, so that no line runs right across."""

_PER_UNIT = 0.01
"""Cost of each view unit between a name and its symbol."""


def called_out(texts: Sequence[LabelText], around: Surroundings) -> Candidates:
    """Allowed places all over the map, for every text the nearest to its symbol."""
    grids = [_grid(text, around) for text in texts]
    counts = [len(costs) for _, costs, _ in grids]
    text = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    boxes, costs, aligns = (np.concatenate(parts) for parts in zip(*grids, strict=True))
    found = permitted(texts, text, (boxes, costs, aligns), around)
    order = np.lexsort((found.costs, found.text))
    starts = np.searchsorted(found.text[order], found.text[order])
    return found.only(np.sort(order[np.arange(len(order)) - starts < NEAREST]))


def _grid(text: LabelText, around: Surroundings) -> tuple[Floats, Floats, Ints]:
    """Boxes (c, 4) of one text, what their distance costs, and on which side of the symbol they lie."""
    area, size = around.area, np.array([text.width, text.height])
    across = np.linspace(area.left, area.right - text.width, STEPS[0])
    down = np.linspace(area.top, area.bottom - text.height, STEPS[1])
    corners = np.column_stack([part.ravel() for part in np.meshgrid(across, down)])
    symbol = around.positions[text.organisation]
    to = np.clip(symbol, corners, corners + size) - symbol
    aligns = 1 - np.sign(to[:, 0]).astype(np.int32)
    return np.hstack([corners, corners + size]), np.hypot(*to.T) * _PER_UNIT, aligns
